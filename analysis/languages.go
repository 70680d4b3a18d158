package analysis

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"time"

	"leitmotif/analysis/collection"
	"leitmotif/analysis/lsa"
	"leitmotif/analysis/result"
	"leitmotif/analysis/svd"
	"leitmotif/analysis/tfidf"
	"leitmotif/analysis/topic"
	"leitmotif/analysis/trend"
	"leitmotif/analysis/wording"
)

// languageGroup is the articles of one language.
type languageGroup struct {
	code      string
	positions []int            // of all its articles
	originals []int            // of those that are no copies, by content: the rows of its matrix
	keys      []uint64         // of the originals: hashes of their words, ascending, all different
	lexicon   *wording.Lexicon // of the originals
}

func (l languageGroup) name() string {
	if l.code == "" {
		return "an unknown language"
	}
	return l.code
}

// rows gives the row of each original in the matrix, by position.
func (l languageGroup) rows() map[int]int {
	out := make(map[int]int, len(l.originals))
	for row, position := range l.originals {
		out[position] = row
	}
	return out
}

// byLanguage groups the articles, most articles first.
func byLanguage(ctx context.Context, c *collection.Collection) ([]languageGroup, error) {
	index := make(map[string]int)
	var groups []languageGroup
	for position, a := range c.Articles {
		at, known := index[a.Language]
		if !known {
			at = len(groups)
			index[a.Language] = at
			groups = append(groups, languageGroup{code: a.Language})
		}
		g := &groups[at]
		g.positions = append(g.positions, position)
		if c.Original[position] == position {
			g.originals = append(g.originals, position)
		}
	}
	for i := range groups {
		if err := orderByContent(ctx, c, &groups[i]); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(groups, func(a, b languageGroup) int {
		return cmp.Or(cmp.Compare(len(b.positions), len(a.positions)), cmp.Compare(a.code, b.code))
	})
	return groups, nil
}

// orderByContent puts the originals of a language in an order that depends on their words
// alone. The decomposition starts somewhere, sums are rounded in some order, and large
// corpora are sampled: none of it must depend on the order in which articles come in, nor on
// which of several copies comes first. The order is that of keys, which depend on no other
// article unless it has the same words.
func orderByContent(ctx context.Context, c *collection.Collection, g *languageGroup) error {
	statistics := c.Statistics[g.code]
	codes := make([]uint64, statistics.Terms())
	for i := range codes {
		h := fnv.New64a()
		h.Write([]byte(statistics.Term(int32(i)))) // never fails
		codes[i] = h.Sum64()
	}
	keys := make(map[int]uint64, len(g.originals))
	for _, position := range g.originals {
		if err := ctx.Err(); err != nil {
			return err
		}
		d := c.Rows[position]
		for i, term := range d.Terms {
			keys[position] += codes[term] * uint64(d.Counts[i])
		}
	}
	slices.SortStableFunc(g.originals, func(a, b int) int { return cmp.Compare(keys[a], keys[b]) })
	g.keys = make([]uint64, len(g.originals))
	for row, position := range g.originals {
		g.keys[row] = keys[position]
		if row > 0 && g.keys[row] <= g.keys[row-1] {
			g.keys[row] = g.keys[row-1] + 1 // the same words as the row before
		}
	}
	return nil
}

// allot shares a number of topics out in proportion to the numbers that suit each part, at
// least one to each (Webster's method: the next topic goes to the part with the largest
// suited / (topics so far + 1/2), the first of several).
func allot(topics int, suited []int) []int {
	out := slices.Repeat([]int{1}, len(suited))
	if len(suited) == 0 {
		return out
	}
	for range topics - len(suited) {
		next := 0
		for i := range suited {
			if suited[i]*(2*out[next]+1) > suited[next]*(2*out[i]+1) {
				next = i
			}
		}
		out[next]++
	}
	return out
}

func analysed(g languageGroup, minArticles int) bool {
	return g.code != "" && len(g.originals) >= minArticles
}

// findings are the topics of a language, each with the terms that mark it.
type findings struct {
	topics  []result.Topic   // those with an article; number gives them their IDs
	marks   [][]wording.Mark // by topic
	columns []int            // of the model, by topic
	group   languageGroup
	model   *topic.Model // nil where there are no topics
}

func (f *findings) add(column int, t result.Topic, marks []wording.Mark) {
	f.topics, f.marks, f.columns = append(f.topics, t), append(f.marks, marks), append(f.columns, column)
}

// study is a language ready for its topics.
type study struct {
	group      languageGroup
	space      result.Space
	vocabulary *tfidf.Vocabulary
	weighting  *tfidf.Weighting
	embedding  *topic.Embedding // nil where no topics are to be found
	known      *placement       // the articles among the topics of the state; nil without one
	why        string           // topics are to be found although some are known, or for the first time with a state
}

// newStudy makes the semantic space of a language, unless the state has one that still
// serves. Where there can be none, space.Reason says why.
func newStudy(ctx context.Context, c *collection.Collection, m *memory, g languageGroup, cfg Config) (*study, error) {
	p := &study{group: g, space: result.Space{Language: g.code, Articles: len(g.positions), Rows: len(g.originals)}}
	if m != nil {
		var err error
		if p.known, err = m.place(ctx, c, g, cfg); err != nil {
			return nil, err
		}
		if p.why = m.fitReason(p, cfg); p.known != nil && p.why == "" {
			return p, nil
		}
	}
	if !analysed(g, cfg.MinArticles) {
		p.space.Reason = noSpace(g, cfg)
		return p, nil
	}
	in, vocabulary, weighting, err := newInput(ctx, c, g, cfg)
	if errors.Is(err, svd.ErrEmpty) {
		p.space.Reason = noTerms
		return p, nil
	}
	if err != nil {
		return nil, err
	}
	if m == nil {
		dropRows(c, g) // the matrices and the lexicon hold what is needed from here on
	}
	_, p.space.Terms = in.Weights.Dims()
	p.space.Weights = in.Weights.NonZeros()
	p.space.Rank = len(in.Space.SingularValues)
	p.space.SingularValues = in.Space.SingularValues
	p.space.ExplainedVariance = in.Space.ExplainedVariance
	p.vocabulary, p.weighting = vocabulary, weighting
	p.embedding, err = topic.Embed(ctx, in)
	return p, err
}

// chooseNumbers decides on the number of topics of each language: its own where it is given, else
// what suits its articles, or, where a number for all languages is given, its share of
// that. Languages that go on with the topics they have keep their number.
func chooseNumbers(ctx context.Context, languages []*study, cfg Config) error {
	var with []*study
	topics, left := cfg.Topics, cfg.Topics
	for _, p := range languages {
		switch {
		case p.embedding == nil && p.known != nil:
			left -= len(p.known.space.UIDs)
		case p.embedding != nil && cfg.TopicsByLanguage[p.group.code] > 0:
			p.space.Topics = cfg.TopicsByLanguage[p.group.code]
		case p.embedding != nil && (topics > 0 || !p.resumes(cfg)):
			with = append(with, p)
		}
	}
	if len(with) == 1 && topics > 0 {
		with[0].space.Topics = max(1, left)
		return nil
	}
	suited := make([]int, len(with))
	for i, p := range with {
		var curve []topic.Candidate
		var err error
		if suited[i], curve, err = p.embedding.Choose(ctx); err != nil {
			return fmt.Errorf("choose the number of topics in %s: %w", p.group.name(), err)
		}
		for _, candidate := range curve {
			p.space.Curve = append(p.space.Curve, result.Candidate(candidate))
		}
	}
	if topics > 0 {
		suited = allot(left, suited)
	}
	for i, p := range with {
		p.space.Topics = suited[i]
	}
	return nil
}

// analyse finds the topics of a language.
func analyse(ctx context.Context, c *collection.Collection, m *memory, p *study, cfg Config) (findings, error) {
	switch {
	case p.known != nil, m != nil && p.embedding != nil:
		return m.goOn(ctx, c, p, cfg)
	case p.embedding == nil:
		return findings{}, nil
	}
	model, err := p.embedding.Find(ctx, p.space.Topics)
	if err != nil {
		return findings{}, err
	}
	p.space.Topics = model.K
	return describeTopics(ctx, c, p.group, p.embedding.Input, p.vocabulary, model, cfg)
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
func dropRows(c *collection.Collection, g languageGroup) {
	for _, position := range g.positions {
		c.Rows[position] = tfidf.Document{}
	}
}

// documents gives the term counts of the stories of a language.
func documents(c *collection.Collection, g languageGroup) []tfidf.Document {
	out := make([]tfidf.Document, len(g.originals))
	for row, position := range g.originals {
		out[row] = c.Rows[position]
	}
	return out
}

// unlistedShare bounds the document frequency in a language without stop words, in which
// the most frequent terms are its function words.
const unlistedShare = 0.15

// newInput counts, weighs and decomposes.
func newInput(ctx context.Context, c *collection.Collection, g languageGroup, cfg Config) (topic.Input, *tfidf.Vocabulary, *tfidf.Weighting, error) {
	limits := tfidf.Limits{MinDocuments: cfg.MinDocumentFrequency, MaxShare: cfg.MaxDocumentShare, MaxTerms: cfg.MaxTerms}
	if limits.MinDocuments == 0 {
		limits.MinDocuments = minDocuments(len(g.originals))
	}
	if len(cfg.StopWords[g.code]) == 0 {
		limits.MaxShare = min(limits.MaxShare, unlistedShare)
	}
	vocabulary := c.Statistics[g.code].Vocabulary(limits)
	stories := documents(c, g)
	in := topic.Input{Keys: g.keys, Workers: cfg.Workers}
	if len(vocabulary.Terms) == 0 {
		return in, nil, nil, svd.ErrEmpty
	}
	weighting, weights, err := tfidf.Fit(ctx, vocabulary, stories, cfg.Workers)
	if err != nil {
		return in, nil, nil, err
	}
	rank := cfg.Rank
	if rank == 0 {
		rank = topic.Rank(len(stories))
	}
	in.Weights = weights
	if in.Counts, err = vocabulary.LogCounts(ctx, stories, cfg.Workers); err != nil {
		return in, nil, nil, err
	}
	in.Space, err = lsa.Fit(ctx, weights, svd.Options{Rank: rank, Tolerance: tolerance(len(stories), cfg), Workers: cfg.Workers})
	return in, vocabulary, weighting, err
}

// tolerance is that of the configuration, in languages of few articles at most 0.001. How far
// the decomposition goes below it depends on every article; where topics are small that would
// show in them when one comes or goes, and there the precision costs little.
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

// describeTopics describes those topics of a model that have an article.
func describeTopics(ctx context.Context, c *collection.Collection, g languageGroup, in topic.Input, vocabulary *tfidf.Vocabulary, model *topic.Model, cfg Config) (findings, error) {
	words, err := g.lexicon.Describe(ctx, wording.Topics{K: model.K, Assigned: model.Assigned, Counts: in.Counts, Vocabulary: vocabulary}, cfg.Workers)
	if err != nil {
		return findings{}, err
	}
	sizes, members := sizesOf(c, g, model), representativesOf(c, g, model)
	out := findings{group: g, model: model}
	for t, size := range sizes {
		if size.articles > 0 {
			out.add(t, result.Topic{
				Language: g.code, Articles: size.articles, Stories: size.stories, Terms: words[t].Terms, NPMI: words[t].Coherence,
				Stability: model.Stability[t], MapX: model.Map.At(t, 0), MapY: model.Map.At(t, 1), Representatives: members[t],
			}, words[t].Marks)
		}
	}
	return out, nil
}

// outlier tells whether a story fits no topic.
func outlier(model *topic.Model, row int) bool {
	return model.Assigned[row] < 0 || model.Fit[row] < outlierFit
}

// size is how large a topic is.
type size struct{ articles, stories int }

// sizesOf counts the articles of each topic of a model, and those of them that are no copies.
func sizesOf(c *collection.Collection, g languageGroup, model *topic.Model) []size {
	out := make([]size, model.K)
	row := g.rows()
	for _, position := range g.positions {
		i := row[c.Original[position]]
		if outlier(model, i) {
			continue
		}
		t := model.Assigned[i]
		out[t].articles++
		if c.Articles[position].DuplicateOf == "" {
			out[t].stories++
		}
	}
	return out
}

// assign writes topics, which have their numbers, weights and fit into the articles of the
// language. Weights of topics of the model that are not among the findings are left out, and
// their articles stay without a topic.
func (f *findings) assign(ctx context.Context, c *collection.Collection, least float64) error {
	if f.model == nil {
		return nil
	}
	ids := make([]int, f.model.K) // by column; 0 = not among the findings
	for i, column := range f.columns {
		ids[column] = f.topics[i].ID
	}
	row := f.group.rows()
	for _, position := range f.group.positions {
		if err := ctx.Err(); err != nil {
			return err
		}
		i := row[c.Original[position]]
		a := &c.Articles[position]
		a.TopicFit = f.model.Fit[i]
		if outlier(f.model, i) {
			a.IsOutlier = true
			continue
		}
		own := f.model.Assigned[i]
		if ids[own] != 0 {
			a.TopicID, a.TopicWeight = ids[own], f.model.Weights.At(i, own)
		}
		for t, weight := range f.model.Weights.RawRowView(i) {
			if ids[t] != 0 && (t == own || weight >= least) {
				a.Topics = append(a.Topics, result.TopicWeight{TopicID: ids[t], Weight: weight})
			}
		}
		slices.SortFunc(a.Topics, func(x, y result.TopicWeight) int { return cmp.Compare(x.TopicID, y.TopicID) })
	}
	return nil
}

// representativesOf gives the IDs of the articles that stand for each topic.
func representativesOf(c *collection.Collection, g languageGroup, model *topic.Model) [][]string {
	members := model.Representatives(representatives,
		func(i int) string { return c.Articles[g.originals[i]].Source },
		func(i int) string { return week(c.Articles[g.originals[i]].PublishedAt) })
	out := make([][]string, model.K)
	for t, rows := range members {
		for _, i := range rows {
			if !outlier(model, i) {
				out[t] = append(out[t], c.Articles[g.originals[i]].ID)
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
	return trend.Week.Start(at).Format(time.DateOnly)
}
