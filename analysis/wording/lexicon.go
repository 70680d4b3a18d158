package wording

import (
	"context"

	"leitmotif/analysis/tfidf"
	"leitmotif/analysis/tokenize"
)

// leastPairs is the least number of documents for a phrase; two may quote one another.
const leastPairs = 3

// Lexicon is what is known of the words of one language: how often and how they are written,
// and what stands beside them.
type Lexicon struct {
	statistics *tfidf.Statistics
	analyser   *tokenize.Analyser
	pairs      *pairs
}

// NewLexicon makes the lexicon of a language (ISO 639-1, "" for an unknown one). documents are
// those that count, copies left out, in numbers of the statistics. The lexicon keeps their
// pairs and not the documents, which it reads once, on up to workers goroutines. It fails
// where they cannot be read, and when ctx ends.
func NewLexicon(ctx context.Context, language string, statistics *tfidf.Statistics, documents tfidf.Documents, workers int) (*Lexicon, error) {
	analyser := tokenize.NewAnalyser(language, nil)
	pairs, err := newPairs(ctx, statistics, documents, leastPairs, workers, analyser.Stem)
	if err != nil {
		return nil, err
	}
	return &Lexicon{statistics, analyser, pairs}, nil
}

// sameWord tells whether people would take two terms for one.
func (l *Lexicon) sameWord(a, b int32) bool {
	return sameWord(l.analyser, l.statistics.Term(a), l.statistics.Term(b))
}
