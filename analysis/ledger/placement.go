package ledger

import (
	"context"
	"fmt"

	"leitmotif/analysis/collection"
	"leitmotif/analysis/ledger/state"
	"leitmotif/analysis/lsa"
	"leitmotif/analysis/study"
	"leitmotif/analysis/tfidf"
	"leitmotif/analysis/topic"
)

// placement is the stories of a language among the topics of a space of the state.
type placement struct {
	space state.Space
	drift state.Drift
	model *topic.Model
	fresh []bool        // of each story: no earlier run had it
	seen  state.Measure // of the fresh stories
	all   state.Measure
}

// sought is the number of topics that the space was found with.
func (p *placement) sought() int {
	if p.space.Sought == 0 {
		return len(p.space.UIDs)
	}
	return p.space.Sought
}

// Place folds the stories of a group into the space that the state has for its language, and
// says what that has of its topics. It fails where the state is damaged, and when ctx ends.
func (b *Book) Place(ctx context.Context, c *collection.Collection, g *study.Group) (study.Former, error) {
	if b == nil {
		return study.Former{}, nil
	}
	known, err := b.place(ctx, c, g)
	if err != nil {
		return study.Former{}, err
	}
	why := b.fitReason(g, known)
	b.known[g.Code], b.reasons[g.Code] = known, why
	if known == nil {
		return study.Former{}, nil
	}
	// Topics that a version found which did not tell whether they hold are no start.
	resume := b.options.Refit != RefitAlways && known.space.Sought > 0
	return study.Former{Topics: known.sought(), Stay: why == "", Resume: resume}, nil
}

// place folds the stories of a group into the space that the next state has for its language.
// It returns nil where there is none.
func (b *Book) place(ctx context.Context, c *collection.Collection, g *study.Group) (*placement, error) {
	space, drift := b.next.Space(g.Code)
	if space == nil || len(g.Originals) == 0 {
		return nil, nil
	}
	vocabulary := c.Statistics[g.Code].VocabularyOf(space.Terms)
	in, words, err := restore(ctx, space, vocabulary, g.Documents(c), b.options.Workers)
	if err != nil {
		return nil, fmt.Errorf("use the space of the state: %w", err)
	}
	if in.Bridge, err = study.NewBridge(ctx, g.Code, c.Statistics[g.Code], g.Documents(c), b.options.Workers); err != nil {
		return nil, err
	}
	p := &placement{space: *space, drift: *drift, fresh: make([]bool, len(g.Originals))}
	if p.model, err = topic.Place(ctx, in, words); err != nil {
		return nil, fmt.Errorf("place articles in the space of the state: %w", err)
	}
	for row, position := range g.Originals {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p.fresh[row] = b.fresh(c.Articles[position].ID)
		var measure state.Measure
		unknown, all := in.Counts.Unknown(row)
		measure.Add(1-p.model.Fit[row], unknown, all)
		if p.all.Merge(measure); p.fresh[row] {
			p.seen.Merge(measure)
		}
	}
	return p, nil
}

// restore makes the input of topic.Place from a space.
func restore(ctx context.Context, space *state.Space, vocabulary *tfidf.Vocabulary, documents tfidf.Documents, workers int) (in topic.Input, words *topic.Words, err error) {
	in.Workers = workers
	if words, err = topic.RestoreWords(space.Words); err != nil {
		return in, nil, err
	}
	if words.Topics() != len(space.UIDs) || words.Terms() != len(space.Terms) {
		return in, nil, fmt.Errorf("%w: %d terms of %d topics for %d terms and %d themes",
			state.ErrDamaged, words.Terms(), words.Topics(), len(space.Terms), len(space.UIDs))
	}
	weighting, err := tfidf.RestoreWeighting(space.Weighting, len(vocabulary.Terms))
	if err != nil {
		return in, nil, err
	}
	if in.Space, err = lsa.Restore(space.Loadings, workers); err != nil {
		return in, nil, err
	}
	if in.Counts, err = vocabulary.Frequencies(ctx, documents, workers); err != nil {
		return in, nil, err
	}
	in.Weights, err = weighting.Transform(ctx, in.Counts, workers)
	return in, words, err
}
