package analysis

import (
	"context"

	"leitmotif/analysis/collection"
	"leitmotif/analysis/internal/parallel"
	"leitmotif/analysis/wording"
)

// chunkSize is the number of articles that one goroutine takes at a time.
const chunkSize = 128

// enterKeywords enters the most telling terms of every article, and the lexicons of the
// languages.
func enterKeywords(ctx context.Context, c *collection.Collection, languages []languageGroup, cfg Config) error {
	for i := range languages {
		if err := ctx.Err(); err != nil {
			return err
		}
		g := &languages[i]
		g.lexicon = wording.NewLexicon(g.code, c.Statistics[g.code], documents(c, *g))
		keywords := g.lexicon.Keywords()
		err := parallel.Chunks(ctx, len(g.positions), chunkSize, cfg.Workers, func(_, lo, hi int) {
			for _, position := range g.positions[lo:hi] {
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
