package study

import (
	"context"

	"leitmotif/analysis/collection"
	"leitmotif/analysis/internal/parallel"
	"leitmotif/analysis/wording"
)

// chunkSize is the number of articles that one goroutine takes at a time.
const chunkSize = 128

// EnterKeywords enters the most telling terms of every article, and the lexicons of the
// languages. workers is the number of goroutines, 0 for one per processor. It fails when ctx
// ends.
func EnterKeywords(ctx context.Context, c *collection.Collection, groups []*Group, workers int) error {
	for _, g := range groups {
		if err := ctx.Err(); err != nil {
			return err
		}
		g.Lexicon = wording.NewLexicon(g.Code, c.Statistics[g.Code], g.inMemory(c))
		keywords := g.Lexicon.Keywords()
		err := parallel.Chunks(ctx, len(g.Positions), chunkSize, workers, func(_, lo, hi int) {
			for _, position := range g.Positions[lo:hi] {
				c.Articles[position].Keywords = keywords.Of(c.Rows[position])
				c.Rows[position].Follows, c.Rows[position].Joined = nil, nil // the lexicon holds what is needed from here on
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}
