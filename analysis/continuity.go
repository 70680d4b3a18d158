package analysis

import (
	"context"
	"fmt"

	"leitmotif/analysis/collection"
	"leitmotif/analysis/ledger/state"
	"leitmotif/analysis/lsa"
	"leitmotif/analysis/result"
	"leitmotif/analysis/tfidf"
	"leitmotif/analysis/topic"
	"leitmotif/analysis/wording"
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

// placement is the stories of a language among the topics of a space of the state.
type placement struct {
	space *state.Space
	drift state.Drift
	model *topic.Model
	fresh []bool        // of each story: no earlier run had it
	seen  state.Measure // of the fresh stories
	all   state.Measure
}

// place folds the stories of a language into the space that the state has for it. It
// returns nil where there is none.
func (m *memory) place(ctx context.Context, c *collection.Collection, g languageGroup, cfg Config) (*placement, error) {
	space, drift := m.next.Space(g.code)
	if space == nil || len(g.originals) == 0 {
		return nil, nil
	}
	vocabulary := c.Statistics[g.code].VocabularyOf(space.Terms)
	stories := documents(c, g)
	in, words, err := restore(ctx, space, vocabulary, stories, cfg.Workers)
	if err != nil {
		return nil, fmt.Errorf("use the space of the state: %w", err)
	}
	p := &placement{space: space, drift: *drift, fresh: make([]bool, len(stories))}
	if p.model, err = topic.Place(ctx, in, words); err != nil {
		return nil, fmt.Errorf("place articles in the space of the state: %w", err)
	}
	for row, position := range g.originals {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p.fresh[row] = m.fresh(c.Articles[position].ID)
		var measure state.Measure
		unknown, all := vocabulary.Unknown(stories[row])
		measure.Add(1-p.model.Fit[row], unknown, all)
		if p.all.Merge(measure); p.fresh[row] {
			p.seen.Merge(measure)
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
	if words.Topics() != len(space.UIDs) || words.Terms() != len(space.Terms) {
		return in, nil, fmt.Errorf("%w: %d terms of %d topics for %d terms and %d themes",
			state.ErrDamaged, words.Terms(), words.Topics(), len(space.Terms), len(space.UIDs))
	}
	weighting, err := tfidf.RestoreWeighting(space.Weighting, vocabulary)
	if err != nil {
		return in, nil, err
	}
	if in.Space, err = lsa.Restore(space.Loadings, workers); err != nil {
		return in, nil, err
	}
	if in.Weights, err = weighting.Transform(ctx, documents, workers); err != nil {
		return in, nil, err
	}
	in.Counts, err = vocabulary.LogCounts(ctx, documents, workers)
	return in, words, err
}

// resumes tells whether topics that are found anew start from those known.
func (p *study) resumes(cfg Config) bool { return p.known != nil && cfg.Refit != RefitAlways }

// goOn places the articles of a language among topics of the state, which are found anew
// where they must be.
func (m *memory) goOn(ctx context.Context, c *collection.Collection, p *study, cfg Config) (findings, error) {
	anew := p.embedding != nil
	if anew {
		err := m.refit(ctx, c, p, cfg)
		if err != nil {
			return findings{}, err
		}
		if p.known, err = m.place(ctx, c, p.group, cfg); err != nil {
			return findings{}, err
		}
	}
	m.settle(p.known, anew)
	dropRows(c, p.group)
	p.space.Reason = ""
	describeSpace(&p.space, p.known)
	return m.describeKnown(c, p.group, p.known, cfg), nil
}

// describeSpace describes the space of a state as one that was just made.
func describeSpace(out *result.Space, p *placement) {
	s := p.space
	out.Terms, out.Weights, out.Rank, out.Topics = len(s.Terms), s.Weights, s.Rank, len(s.UIDs)
	out.SingularValues, out.ExplainedVariance = s.SingularValues, s.ExplainedVariance
	out.Curve = nil
	for _, candidate := range s.Curve {
		out.Curve = append(out.Curve, result.Candidate(candidate))
	}
	out.FitRun, out.FitReason = p.drift.Run, p.drift.Reason
}

// refit finds the topics of a language anew and enters space and themes into the next
// state. The number of topics is that of p.space, where it is not 0.
func (m *memory) refit(ctx context.Context, c *collection.Collection, p *study, cfg Config) error {
	var model *topic.Model
	var err error
	if k := p.space.Topics; p.resumes(cfg) && (k == 0 || k == p.known.model.K) {
		if model, _, err = p.embedding.Resume(ctx, p.known.model.Assigned, p.known.model.K, p.known.fresh); err != nil {
			return err
		}
	}
	if k := p.space.Topics; model == nil || k != 0 && model.K != k {
		if model, err = p.embedding.Find(ctx, k); err != nil {
			return err
		}
	}
	space, err := newSpace(ctx, p, model)
	if err != nil {
		return fmt.Errorf("keep the space: %w", err)
	}
	g := p.group
	for _, number := range p.vocabulary.Terms {
		space.Terms = append(space.Terms, c.Statistics[g.code].Term(number))
	}
	counts := p.embedding.Counts
	words, err := g.lexicon.Describe(ctx, wording.Topics{K: model.K, Assigned: model.Assigned, Counts: counts, Vocabulary: p.vocabulary}, cfg.Workers)
	if err != nil {
		return err
	}
	themes := make([]state.Theme, model.K)
	for t := range themes {
		themes[t] = newTheme(g.code, words[t], model.Stability[t])
	}
	next := m.next
	space.UIDs = identify(next, themes, overlaps(p.known, model))
	next.SetSpace(space, state.Drift{
		Language: g.code, Run: next.Runs, Reason: p.why, Asked: cfg.Topics, AskedOwn: cfg.TopicsByLanguage[g.code],
	})
	return nil
}

// newSpace puts what was fitted into the form of the state, its terms aside.
func newSpace(ctx context.Context, p *study, model *topic.Model) (state.Space, error) {
	s := state.Space{
		Language: p.group.code, Rows: p.space.Rows, Rank: p.space.Rank, Weights: p.space.Weights,
		SingularValues: p.space.SingularValues, ExplainedVariance: p.space.ExplainedVariance,
	}
	for _, candidate := range p.space.Curve {
		s.Curve = append(s.Curve, state.Candidate(candidate))
	}
	var err error
	if s.Weighting, err = p.weighting.MarshalBinary(); err != nil {
		return s, err
	}
	in := p.embedding.Input
	if s.Loadings, err = in.Space.MarshalBinary(); err != nil {
		return s, err
	}
	words, err := topic.Train(ctx, in.Counts, model.Assigned, model.K, in.Workers)
	if err != nil {
		return s, err
	}
	s.Words, err = words.MarshalBinary()
	return s, err
}

// describeKnown describes the topics of the state that have articles of a language, those
// aside that analysts hide.
func (m *memory) describeKnown(c *collection.Collection, g languageGroup, p *placement, cfg Config) findings {
	for row, position := range g.originals {
		if !outlier(p.model, row) {
			m.themes[position] = p.space.UIDs[p.model.Assigned[row]]
		}
	}
	model, uids := merged(p.model, p.space.UIDs, cfg.Overrides)
	sizes, members := sizesOf(c, g, model), representativesOf(c, g, model)
	out := findings{group: g, model: model}
	for t, uid := range uids {
		if sizes[t].articles == 0 || cfg.Overrides[uid].Hide {
			continue
		}
		theme := m.next.Theme(uid)
		described := result.Topic{
			UID: uid, Language: g.code, Articles: sizes[t].articles, Stories: sizes[t].stories, NPMI: theme.NPMI, Stability: theme.Stability,
			MapX: model.Map.At(t, 0), MapY: model.Map.At(t, 1), Representatives: members[t],
		}
		for _, w := range theme.Terms {
			described.Terms = append(described.Terms, result.TermWeight{Term: w.Text, Weight: w.Weight})
		}
		var marks []wording.Mark
		for _, t := range theme.Marks {
			marks = append(marks, wording.Mark{Term: t.Text, Weight: t.Weight})
		}
		out.add(t, described, marks)
	}
	return out
}
