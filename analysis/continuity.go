package analysis

import (
	"context"
	"errors"
	"fmt"

	"leitmotif/analysis/lsa"
	"leitmotif/analysis/state"
	"leitmotif/analysis/svd"
	"leitmotif/analysis/tfidf"
	"leitmotif/analysis/topic"
)

// Where a state is kept, topics are found and articles placed in two steps: the topics of
// a language are those of the space that the state has for it, or has from now on, and
// every article is placed among them by the same rule, whether it was there when they were
// found or not. So a run gives the same as its repetition, which finds nothing anew.

// Refit says when the topics of a state are found anew. The zero value is RefitAuto.
type Refit string

const (
	// RefitAuto starts from the topics that are known as soon as the articles have moved
	// away from them.
	RefitAuto Refit = "auto"
	// RefitAlways finds the topics from the articles of the run alone; the ledger tells
	// which of them are known.
	RefitAlways Refit = "always"
	// RefitNever places articles among the topics of the first run.
	RefitNever Refit = "never"
)

// placed is the stories of a language among the topics of a space of the state.
type placed struct {
	space *state.Space
	drift state.Drift
	model *topic.Model
	fresh []bool        // of each story: no earlier run had it
	seen  state.Measure // of the fresh stories
	all   state.Measure
}

// place folds the stories of a language into the space that the state has for it. It
// returns nil where there is none.
func (c *collection) place(ctx context.Context, g languageGroup, cfg Config) (*placed, error) {
	space, drift := c.memory.next.Space(g.code)
	if space == nil || len(g.originals) == 0 {
		return nil, nil
	}
	vocabulary := c.languages[g.code].VocabularyOf(space.Terms)
	documents := c.documents(g)
	in, words, err := restore(ctx, space, vocabulary, documents, cfg.Workers)
	if err != nil {
		return nil, fmt.Errorf("use the space of the state: %w", err)
	}
	p := &placed{space: space, drift: *drift, fresh: make([]bool, len(documents))}
	if p.model, err = topic.Place(in, words); err != nil {
		return nil, fmt.Errorf("place articles in the space of the state: %w", err)
	}
	for row, position := range g.originals {
		p.fresh[row] = c.memory.fresh(c.articles[position].ID)
		var m state.Measure
		unknown, all := vocabulary.Unknown(documents[row])
		m.Add(1-p.model.Fit[row], unknown, all)
		if p.all.Merge(m); p.fresh[row] {
			p.seen.Merge(m)
		}
	}
	return p, nil
}

// restore makes the input of topic.Place from a space.
func restore(ctx context.Context, space *state.Space, vocabulary *tfidf.Vocabulary, documents []tfidf.Document, workers int) (in topic.Input, words *topic.Words, err error) {
	in.Workers = workers
	if words, err = topic.RestoreWords(space.Words); err != nil {
		return in, nil, err
	}
	if words.Topics() != len(space.UIDs) {
		return in, nil, fmt.Errorf("words of %d topics for %d themes", words.Topics(), len(space.UIDs))
	}
	weighting, err := tfidf.RestoreWeighting(space.Weighting, vocabulary)
	if err != nil {
		return in, nil, err
	}
	if in.Space, err = lsa.Restore(ctx, space.Loadings, workers); err != nil {
		return in, nil, err
	}
	if in.Weights, err = weighting.Transform(documents, workers); err != nil {
		return in, nil, err
	}
	in.Counts = vocabulary.LogCounts(documents, workers)
	return in, words, nil
}

// continued analyses a language with the state: topics found anew where they must be, and
// articles placed among those of the next state.
func (c *collection) continued(ctx context.Context, g languageGroup, k int, cfg Config) (Space, found, error) {
	out := Space{Language: g.code, Articles: len(g.positions), Rows: len(g.originals)}
	p, err := c.place(ctx, g, cfg)
	if err != nil {
		return out, found{}, err
	}
	anew, why := false, ""
	switch {
	case p == nil && !analysed(g, cfg.MinArticles):
		out.Reason = noSpace(g, cfg)
		return out, found{}, nil
	case p == nil:
		anew, why = true, "first"
	case analysed(g, cfg.MinArticles) && !c.memory.repeated:
		anew, why = p.outdated(k, cfg)
	}
	if anew {
		if err := c.refit(ctx, g, k, p, why, cfg); err != nil {
			if errors.Is(err, svd.ErrEmpty) {
				out.Reason = noTerms
				return out, found{}, nil
			}
			return out, found{}, err
		}
		if p, err = c.place(ctx, g, cfg); err != nil {
			return out, found{}, err
		}
	}
	c.memory.settle(p, anew)
	c.dropRows(g)
	describeSpace(&out, p)
	return out, c.enterKnown(g, p, cfg), nil
}

// describeSpace describes the space of a state as one that was just made.
func describeSpace(out *Space, p *placed) {
	s := p.space
	out.Terms, out.Weights, out.Rank, out.Topics = len(s.Terms), s.Weights, s.Rank, len(s.UIDs)
	out.SingularValues, out.ExplainedVariance = s.SingularValues, s.ExplainedVariance
	for _, candidate := range s.Curve {
		out.Curve = append(out.Curve, Candidate(candidate))
	}
	out.FitRun, out.FitReason = p.drift.Run, p.drift.Reason
}

// refit finds the topics of a language anew and enters space and themes into the next
// state. former is nil where the state knows nothing of the language. The error is
// svd.ErrEmpty where the articles allow no space.
func (c *collection) refit(ctx context.Context, g languageGroup, k int, former *placed, why string, cfg Config) error {
	in, vocabulary, weighting, err := c.input(ctx, g, cfg)
	if err != nil {
		return err
	}
	var model *topic.Model
	if former != nil && cfg.Refit != RefitAlways && (k == 0 || k == former.model.K) {
		model, _ = topic.Resume(in, former.model.Assigned, former.model.K, former.fresh)
	}
	if model == nil || k != 0 && model.K != k {
		model = topic.Find(in, k)
	}
	space, err := newSpace(in, vocabulary, weighting, model)
	if err != nil {
		return fmt.Errorf("keep the space: %w", err)
	}
	space.Language = g.code
	for _, number := range vocabulary.Terms {
		space.Terms = append(space.Terms, c.languages[g.code].Term(number))
	}
	words := c.wording(g, in, vocabulary, model, cfg)
	themes := make([]state.Theme, model.K)
	for t := range themes {
		themes[t] = newTheme(g.code, words[t], model.Stability[t])
	}
	next := c.memory.next
	space.UIDs = identify(next, themes, overlaps(former, model))
	next.SetSpace(space, state.Drift{Language: g.code, Run: next.Runs, Reason: why, Asked: k})
	return nil
}

// newSpace puts what was fitted into the form of the state.
func newSpace(in topic.Input, vocabulary *tfidf.Vocabulary, weighting *tfidf.Weighting, model *topic.Model) (state.Space, error) {
	n, _ := in.Weights.Dims()
	s := state.Space{
		Rows: n, Rank: len(in.Space.SingularValues), Weights: in.Weights.NonZeros(),
		SingularValues: in.Space.SingularValues, ExplainedVariance: in.Space.ExplainedVariance,
		Terms: make([]string, 0, len(vocabulary.Terms)),
	}
	for _, candidate := range model.Curve {
		s.Curve = append(s.Curve, state.Candidate(candidate))
	}
	var err error
	if s.Weighting, err = weighting.MarshalBinary(); err != nil {
		return s, err
	}
	if s.Loadings, err = in.Space.MarshalBinary(); err != nil {
		return s, err
	}
	s.Words, err = topic.Train(in.Counts, model.Assigned, model.K, in.Workers).MarshalBinary()
	return s, err
}

// enterKnown writes the topics of the state into the articles of a language and describes
// those that have any.
func (c *collection) enterKnown(g languageGroup, p *placed, cfg Config) found {
	for row, position := range g.originals {
		if !outlier(p.model, row) {
			c.themes[position] = p.space.UIDs[p.model.Assigned[row]]
		}
	}
	model, uids := merged(p.model, p.space.UIDs, cfg.Overrides)
	hidden := make([]bool, len(uids))
	for t, uid := range uids {
		hidden[t] = cfg.Overrides[uid].Hide
	}
	used := c.assign(g, model, hidden, cfg)
	members := c.representatives(g, model)
	var out found
	for t, uid := range uids {
		if !used[t] {
			continue
		}
		theme := c.memory.next.Theme(uid)
		described := Topic{
			ID: t + 1, UID: uid, Language: g.code, NPMI: theme.NPMI, Stability: theme.Stability,
			MapX: model.Map.At(t, 0), MapY: model.Map.At(t, 1), Representatives: members[t],
		}
		for _, w := range theme.Terms {
			described.Terms = append(described.Terms, TermWeight{w.Text, w.Weight})
		}
		var marks []mark
		for _, m := range theme.Marks {
			marks = append(marks, mark{m.Text, m.Weight})
		}
		out.add(described, marks)
	}
	return out
}
