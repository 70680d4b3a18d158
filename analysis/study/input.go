package study

import (
	"context"

	"leitmotif/analysis/collection"
	"leitmotif/analysis/lsa"
	"leitmotif/analysis/svd"
	"leitmotif/analysis/tfidf"
	"leitmotif/analysis/topic"
)

// unlistedShare bounds the document frequency in a language without stop words, in which
// the most frequent terms are its function words.
const unlistedShare = 0.15

// newInput counts, weighs and decomposes. It fills in vocabulary and weighting; without a
// term its error is svd.ErrEmpty.
func (s *Study) newInput(ctx context.Context, c *collection.Collection, options Options) (topic.Input, error) {
	stories := s.Documents(c)
	in := topic.Input{Keys: s.Keys, Workers: options.Workers}
	s.Vocabulary = c.Statistics[s.Code].Vocabulary(options.limits(s.Code, stories.Len()))
	if len(s.Vocabulary.Terms) == 0 {
		return in, svd.ErrEmpty
	}
	var err error
	if in.Counts, err = s.Vocabulary.Frequencies(ctx, stories, options.Workers); err != nil {
		return in, err
	}
	if s.Weighting, in.Weights, err = tfidf.Fit(ctx, in.Counts, options.Workers); err != nil {
		return in, err
	}
	if in.Bridge, err = NewBridge(ctx, s.Code, c.Statistics[s.Code], stories, options.Workers); err != nil {
		return in, err
	}
	in.Space, in.Projections, err = lsa.Fit(ctx, in.Weights, options.decomposition(stories.Len()))
	return in, err
}

// limits are those of the vocabulary of a language.
func (o *Options) limits(code string, stories int) tfidf.Limits {
	limits := tfidf.Limits{MinDocuments: o.MinDocumentFrequency, MaxShare: o.MaxDocumentShare, MaxTerms: o.MaxTerms}
	if limits.MinDocuments == 0 {
		limits.MinDocuments = minDocuments(stories)
	}
	if len(o.StopWords[code]) == 0 {
		limits.MaxShare = min(limits.MaxShare, unlistedShare)
	}
	return limits
}

// decomposition is how exactly the matrix of a language is decomposed, and into how many
// dimensions.
//
// In languages of few articles the tolerance is at most 0.001. How far the decomposition goes
// below it depends on every article; where topics are small that would show in them when one
// comes or goes, and there the precision costs little.
func (o *Options) decomposition(stories int) svd.Options {
	const few, precise = 5000, 1e-3
	out := svd.Options{Rank: o.Rank, Tolerance: o.Tolerance, Workers: o.Workers}
	if out.Rank == 0 {
		out.Rank = topic.Rank(stories)
	}
	if stories <= few {
		out.Tolerance = min(out.Tolerance, precise)
	}
	return out
}

// minDocuments is the least document frequency of a term: 3, in corpora under 200
// articles 2.
func minDocuments(articles int) int {
	if articles < 200 {
		return 2
	}
	return 3
}
