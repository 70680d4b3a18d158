package analysis

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"leitmotif/analysis/lsa"
	"leitmotif/analysis/svd"
	"leitmotif/analysis/tfidf"
	"leitmotif/analysis/topic"
)

// languageGroup is the articles of one language.
type languageGroup struct {
	code      string
	positions []int        // of all its articles
	originals []int        // of those that are no copies: the rows of its matrix
	pairs     *tfidf.Pairs // of the originals
}

func (l languageGroup) name() string {
	if l.code == "" {
		return "an unknown language"
	}
	return l.code
}

// byLanguage groups the articles, most articles first.
func (c *collection) byLanguage() []languageGroup {
	index := make(map[string]int)
	var groups []languageGroup
	for position, a := range c.articles {
		at, known := index[a.Language]
		if !known {
			at = len(groups)
			index[a.Language] = at
			groups = append(groups, languageGroup{code: a.Language})
		}
		g := &groups[at]
		g.positions = append(g.positions, position)
		if c.original[position] == position {
			g.originals = append(g.originals, position)
		}
	}
	slices.SortFunc(groups, func(a, b languageGroup) int {
		return cmp.Or(cmp.Compare(len(b.positions), len(a.positions)), cmp.Compare(a.code, b.code))
	})
	return groups
}

// allot shares a number of topics out among the languages that are large enough, by
// their number of stories (largest remainder), at least one each. 0 leaves the choice
// to each language.
func allot(topics int, groups []languageGroup, minArticles int) []int {
	out := make([]int, len(groups))
	if topics == 0 {
		return out
	}
	total := 0
	for _, g := range groups {
		if analysed(g, minArticles) {
			total += len(g.originals)
		}
	}
	type remainder struct{ group, size int }
	var remainders []remainder
	left := topics
	for i, g := range groups {
		if !analysed(g, minArticles) {
			continue
		}
		product := topics * len(g.originals)
		out[i] = max(1, product/total)
		left -= out[i]
		remainders = append(remainders, remainder{i, product % total})
	}
	slices.SortStableFunc(remainders, func(a, b remainder) int { return cmp.Compare(b.size, a.size) })
	for _, r := range remainders[:max(0, min(left, len(remainders)))] {
		out[r.group]++
	}
	return out
}

func analysed(g languageGroup, minArticles int) bool {
	return g.code != "" && len(g.originals) >= minArticles
}

// found are the topics of a language, each with the terms that mark it.
type found struct {
	topics []Topic
	marks  [][]mark
}

func (f *found) add(t Topic, marks []mark) {
	f.topics, f.marks = append(f.topics, t), append(f.marks, marks)
}

// analyse finds the topics of one language and enters them into its articles. Topics are
// numbered from 1 within the language.
func analyse(ctx context.Context, c *collection, g languageGroup, k int, cfg Config) (Space, found, error) {
	if c.memory != nil {
		return c.continued(ctx, g, k, cfg)
	}
	space := Space{Language: g.code, Articles: len(g.positions), Rows: len(g.originals)}
	if !analysed(g, cfg.MinArticles) {
		space.Reason = noSpace(g, cfg)
		return space, found{}, nil
	}
	in, vocabulary, _, err := c.input(ctx, g, cfg)
	if errors.Is(err, svd.ErrEmpty) {
		space.Reason = noTerms
		return space, found{}, nil
	}
	if err != nil {
		return space, found{}, err
	}
	c.dropRows(g) // the matrices and pairs hold what is needed from here on
	_, space.Terms = in.Weights.Dims()
	space.Weights = in.Weights.NonZeros()
	space.Rank = len(in.Space.SingularValues)
	space.SingularValues = in.Space.SingularValues
	space.ExplainedVariance = in.Space.ExplainedVariance
	model := topic.Find(in, k)
	space.Topics = model.K
	for _, candidate := range model.Curve {
		space.Curve = append(space.Curve, Candidate(candidate))
	}
	return space, c.enter(g, in, vocabulary, model, cfg), nil
}

// noTerms is the reason of a language whose articles share no word.
const noTerms = "no term occurs in enough articles"

// noSpace is the reason of a language that is not analysed.
func noSpace(g languageGroup, cfg Config) string {
	if g.code == "" {
		return "language unknown"
	}
	return fmt.Sprintf("fewer than %d articles", cfg.MinArticles)
}

// dropRows lets the term counts of the articles of a language go.
func (c *collection) dropRows(g languageGroup) {
	for _, position := range g.positions {
		c.rows[position] = tfidf.Document{}
	}
}

// documents gives the term counts of the stories of a language.
func (c *collection) documents(g languageGroup) []tfidf.Document {
	out := make([]tfidf.Document, len(g.originals))
	for row, position := range g.originals {
		out[row] = c.rows[position]
	}
	return out
}

// unlistedShare bounds the document frequency in a language without stop words, in which
// the most frequent terms are its function words.
const unlistedShare = 0.15

// input counts, weighs and decomposes.
func (c *collection) input(ctx context.Context, g languageGroup, cfg Config) (topic.Input, *tfidf.Vocabulary, *tfidf.Weighting, error) {
	limits := tfidf.Limits{MinDocuments: cfg.MinDocumentFrequency, MaxShare: cfg.MaxDocumentShare, MaxTerms: cfg.MaxTerms}
	if limits.MinDocuments == 0 {
		limits.MinDocuments = minDocuments(len(g.originals))
	}
	if len(cfg.StopWords[g.code]) == 0 {
		limits.MaxShare = min(limits.MaxShare, unlistedShare)
	}
	vocabulary := c.languages[g.code].Vocabulary(limits)
	documents := c.documents(g)
	in := topic.Input{Workers: cfg.Workers}
	if len(vocabulary.Terms) == 0 {
		return in, nil, nil, svd.ErrEmpty
	}
	weighting, weights, err := tfidf.Fit(vocabulary, documents, cfg.Workers)
	if err != nil {
		return in, nil, nil, err
	}
	rank := cfg.Rank
	if rank == 0 {
		rank = topic.Rank(len(documents))
	}
	in.Weights, in.Counts = weights, vocabulary.LogCounts(documents, cfg.Workers)
	in.Space = lsa.New(ctx, svd.Options{Rank: rank, Tolerance: tolerance(len(documents), cfg), Workers: cfg.Workers})
	in.Space.Fit(weights.T())
	return in, vocabulary, weighting, in.Space.Err()
}

// tolerance is that of the configuration, in languages of few articles at most 0.001. The
// residual depends on where the iteration starts, and so on the order of the articles; where
// topics are small it would show in them, and there the precision costs little.
func tolerance(articles int, cfg Config) float64 {
	const few, precise = 5000, 1e-3
	if articles > few {
		return cfg.Tolerance
	}
	return min(cfg.Tolerance, precise)
}

// minDocuments is the least document frequency of a term: 3, in corpora under 200
// articles 2.
func minDocuments(articles int) int {
	if articles < 200 {
		return 2
	}
	return 3
}

// outlierFit is the share of an article's squared weight that the space must explain: below
// it the article shares hardly a word with any other. About what a row of random words
// reaches, 100 dimensions of 40,000 terms; a higher bound leaves out headlines that can
// still be told by their words.
const outlierFit = 0.002

// Resamples is the number of resamples that Topic.Stability is a share of.
const Resamples = topic.Resamples

// representatives is the number of articles that stand for a topic.
const representatives = 5

// enter writes the model into the articles of the language and describes its topics.
func (c *collection) enter(g languageGroup, in topic.Input, vocabulary *tfidf.Vocabulary, model *topic.Model, cfg Config) found {
	used := c.assign(g, model, make([]bool, model.K), cfg)
	words := c.wording(g, in, vocabulary, model, cfg)
	members := c.representatives(g, model)
	var out found
	for t := range model.K {
		if used[t] {
			out.add(Topic{
				ID: t + 1, Language: g.code, Terms: words[t].terms, NPMI: words[t].coherence,
				Stability: model.Stability[t], MapX: model.Map.At(t, 0), MapY: model.Map.At(t, 1), Representatives: members[t],
			}, words[t].marks)
		}
	}
	return out
}

// outlier tells whether a story fits no topic.
func outlier(model *topic.Model, row int) bool {
	return model.Assigned[row] < 0 || model.Fit[row] < outlierFit
}

// assign writes topics, weights and fit into the articles of the language. It tells which
// of the topics have an article; weights of the others are left out, as are those of hidden
// topics, whose articles stay without a topic.
func (c *collection) assign(g languageGroup, model *topic.Model, hidden []bool, cfg Config) (used []bool) {
	used = make([]bool, model.K)
	row := make(map[int]int, len(g.originals)) // by position
	for i, position := range g.originals {
		row[position] = i
		if !outlier(model, i) && !hidden[model.Assigned[i]] {
			used[model.Assigned[i]] = true
		}
	}
	for _, position := range g.positions {
		i := row[c.original[position]]
		a := &c.articles[position]
		a.TopicFit = model.Fit[i]
		if outlier(model, i) {
			a.IsOutlier = true
			continue
		}
		if t := model.Assigned[i]; !hidden[t] {
			a.TopicID, a.TopicWeight = t+1, model.Weights.At(i, t)
		}
		for t, weight := range model.Weights.RawRowView(i) {
			if t+1 == a.TopicID || used[t] && weight >= cfg.MinTopicWeight {
				a.Topics = append(a.Topics, TopicWeight{t + 1, weight})
			}
		}
	}
	return used
}

// representatives gives the IDs of the articles that stand for each topic.
func (c *collection) representatives(g languageGroup, model *topic.Model) [][]string {
	members := model.Representatives(representatives,
		func(i int) string { return c.articles[g.originals[i]].Source },
		func(i int) string { return week(c.articles[g.originals[i]].PublishedAt) })
	out := make([][]string, model.K)
	for t, rows := range members {
		for _, i := range rows {
			if a := &c.articles[g.originals[i]]; !a.IsOutlier {
				out[t] = append(out[t], a.ID)
			}
		}
	}
	return out
}

// week names the week of a time; all unknown times share one name.
func week(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return topic.Week.Start(at).Format(time.DateOnly)
}
