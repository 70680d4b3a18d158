package ledger

import (
	"context"
	"fmt"
	"slices"

	"leitmotif/analysis/collection"
	"leitmotif/analysis/ledger/state"
	"leitmotif/analysis/result"
	"leitmotif/analysis/study"
	"leitmotif/analysis/topic"
	"leitmotif/analysis/wording"
)

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

// Valid tells whether a value is one of these.
func (r Refit) Valid() bool {
	return r == "" || r == RefitAuto || r == RefitAlways || r == RefitNever
}

// GoOn places the articles of a study, which Place has seen, among topics of the state, which
// are found anew where they must be. A nil Book finds topics as there are no others. It fails
// when ctx ends.
func (b *Book) GoOn(ctx context.Context, c *collection.Collection, s *study.Study) (*study.Findings, error) {
	if b == nil {
		return s.Find(ctx, c)
	}
	known, anew := b.known[s.Code], s.Embedding != nil
	delete(b.known, s.Code)
	if anew {
		err := b.refit(ctx, c, s, known)
		if err != nil {
			return nil, err
		}
		s.Embedding = nil // its space is in the next state
		if known, err = b.place(ctx, c, s.Group); err != nil {
			return nil, err
		}
	}
	if known == nil {
		return study.NoFindings(s.Group), nil
	}
	b.enterSpace(known, anew)
	s.Space.Reason = ""
	describeSpace(&s.Space, known)
	found := b.describe(c, s.Group, known)
	s.Space.Topics = found.Len()
	return found, nil
}

// refit finds the topics of a study anew and enters space and themes into the next state. The
// number of topics is that of the study, where it is not 0.
func (b *Book) refit(ctx context.Context, c *collection.Collection, s *study.Study, known *placement) error {
	var model *topic.Model
	var err error
	if k := s.Space.Topics; s.Former.Resume && (k == 0 || k == known.sought()) {
		var origin []int
		if model, origin, err = s.Embedding.Resume(ctx, known.model.Assigned, known.model.K, known.fresh); err != nil {
			return err
		}
		b.keepTold(model, origin, known)
	}
	if k := s.Space.Topics; model == nil || k != 0 && model.K != known.model.K {
		if model, err = s.Embedding.Find(ctx, k); err != nil {
			return err
		}
	}
	reason := b.reasons[s.Code]
	switch low := s.Space.Low; {
	case known == nil:
	case low == 0 && s.Space.Topics == 0 && known.space.Low > 0: // the topics known were moved, not counted anew
		s.Space.Low, s.Space.High = min(known.space.Low, model.K), max(known.space.High, model.K)
	case low > 0 && s.Space.Topics == s.Former.Topics:
		reason += fmt.Sprintf("; as many topics as before, one of %d to %d that suit", low, s.Space.High)
	}
	space, err := newSpace(ctx, s, model)
	if err != nil {
		return fmt.Errorf("keep the space: %w", err)
	}
	for _, number := range s.Vocabulary.Terms {
		space.Terms = append(space.Terms, c.Statistics[s.Code].Term(number))
	}
	words, err := s.Describe(ctx, c, model)
	if err != nil {
		return err
	}
	themes := make([]state.Theme, model.K)
	for t := range themes {
		themes[t] = newTheme(s.Code, words[t], model.Stability[t])
		themes[t].Unclear = model.Unclear[t]
	}
	groups, err := s.Themes(ctx, c, model)
	if err != nil {
		return err
	}
	for _, g := range groups {
		space.Groups = append(space.Groups, state.Group{Topics: g.Columns, Terms: newTerms(g.Terms)})
	}
	space.UIDs = identify(b.next, themes, overlaps(known, model))
	b.next.SetSpace(space, state.Drift{
		Language: s.Code, Run: b.next.Runs, Reason: reason,
		Asked: b.options.Topics, AskedOwn: b.options.TopicsByLanguage[s.Code],
	})
	return nil
}

// keepTold takes as clear, whatever the resamples say, what runs have told of already, for a topic
// that comes and goes with every fit is worse than one of low stability, and what this run adds, which has a
// test of its own. An unclear topic stays unclear until it holds. origin is as Resume gives it.
func (b *Book) keepTold(model *topic.Model, origin []int, known *placement) {
	for t, from := range origin {
		if from < 0 || !b.next.Theme(known.space.UIDs[from]).Unclear {
			model.Unclear[t] = false
		}
	}
}

// newSpace puts what was fitted into the form of the state, its terms aside.
func newSpace(ctx context.Context, s *study.Study, model *topic.Model) (state.Space, error) {
	space := state.Space{
		Language: s.Code, Rows: s.Space.Rows, Rank: s.Space.Rank, Weights: s.Space.Weights,
		SingularValues: s.Space.SingularValues, ExplainedVariance: s.Space.ExplainedVariance, Low: s.Space.Low, High: s.Space.High,
	}
	for _, candidate := range s.Space.Curve {
		space.Curve = append(space.Curve, state.Candidate(candidate))
	}
	if space.Sought = s.Space.Topics; space.Sought == 0 {
		space.Sought = model.K // it goes on with those it had
	}
	var err error
	if space.Weighting, err = s.Weighting.MarshalBinary(); err != nil {
		return space, err
	}
	in := s.Embedding.Input
	if space.Loadings, err = in.Space.MarshalBinary(); err != nil {
		return space, err
	}
	words, err := topic.Train(ctx, in.Counts, model.Assigned, model.K, in.Workers)
	if err != nil {
		return space, err
	}
	space.Words, err = words.MarshalBinary()
	return space, err
}

// enterSpace notes what became of the themes of a space and of what the space knows.
func (b *Book) enterSpace(p *placement, anew bool) {
	if b.repeated {
		return
	}
	if anew {
		p.drift.Fitted, p.drift.Placed = p.all, state.Measure{}
	} else {
		p.drift.Placed.Merge(p.seen)
		b.carryOn(p)
	}
	b.next.SetSpace(p.space, p.drift)
}

// carryOn notes the standing of the themes of a space that goes on.
func (b *Book) carryOn(p *placement) {
	stories := make([]int, p.model.K)
	for _, t := range p.model.Assigned {
		if t >= 0 {
			stories[t]++
		}
	}
	for t, uid := range p.space.UIDs {
		theme := b.next.Theme(uid)
		switch {
		case stories[t] == 0:
		case theme.Standing == result.Dormant:
			theme.Standing = result.Revived
		default:
			theme.Standing, theme.Parent = result.Same, 0
		}
	}
}

// describeSpace describes the space of a state as one that was just made.
func describeSpace(out *result.Space, p *placement) {
	s := p.space
	out.Terms, out.Weights, out.Rank, out.Sought = len(s.Terms), s.Weights, s.Rank, p.sought()
	out.SingularValues, out.ExplainedVariance = s.SingularValues, s.ExplainedVariance
	out.Low, out.High, out.Curve = s.Low, s.High, nil
	for _, candidate := range s.Curve {
		out.Curve = append(out.Curve, result.Candidate(candidate))
	}
	out.FitRun, out.FitReason = p.drift.Run, p.drift.Reason
}

// describe describes the topics of the state that have articles of a group, those aside that
// analysts hide.
func (b *Book) describe(c *collection.Collection, g *study.Group, p *placement) *study.Findings {
	for row, position := range g.Originals {
		if p.model.Outlier(row) {
			continue
		}
		if uid := p.space.UIDs[p.model.Assigned[row]]; !b.next.Theme(uid).Unclear {
			b.themes[position] = uid
		}
	}
	model, uids := merged(p.model, p.space.UIDs, b.options.Overrides)
	out := study.NewFindings(g, model)
	for column, t := range g.Outline(c, model) {
		t.UID = uids[column]
		theme := b.next.Theme(t.UID)
		hidden := b.options.Overrides[t.UID].Hide
		if hidden {
			out.Hide(column)
		}
		if t.Articles == 0 || hidden || theme.Unclear {
			continue
		}
		t.NPMI, t.Stability = theme.NPMI, theme.Stability
		t.Terms = termWeights(theme.Terms)
		if theme.Register {
			t.Mark = result.Register
		}
		var marks []wording.Mark
		for _, m := range theme.Marks {
			marks = append(marks, wording.Mark{Term: m.Text, Weight: m.Weight})
		}
		out.Add(column, t, marks)
	}
	out.Gather(groupsOf(p.space, uids))
	return out
}

// groupsOf gives the themes of a space by the columns of the topics with the UIDs.
func groupsOf(space state.Space, uids []int) []study.Theme {
	var out []study.Theme
	for _, g := range space.Groups {
		theme := study.Theme{Terms: termWeights(g.Terms)}
		for _, t := range g.Topics {
			if column := slices.Index(uids, space.UIDs[t]); column >= 0 { // else it is merged into another
				theme.Columns = append(theme.Columns, column)
			}
		}
		out = append(out, theme)
	}
	return out
}

// merged applies the overrides that merge topics: columns of one UID become one.
func merged(model *topic.Model, uids []int, overrides map[int]state.Override) (*topic.Model, []int) {
	column := make([]int, len(uids)) // of each topic, after merging
	var out []int
	for t, uid := range uids {
		if into := overrides[uid].Merge; into != 0 {
			uid = into
		}
		if column[t] = slices.Index(out, uid); column[t] < 0 {
			column[t] = len(out)
			out = append(out, uid)
		}
	}
	if len(out) == len(uids) {
		return model, out
	}
	return model.Merged(column, len(out)), out
}
