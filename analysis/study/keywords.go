package study

import (
	"context"

	"leitmotif/analysis/collection"
	"leitmotif/analysis/tfidf"
	"leitmotif/analysis/wording"
)

// EnterKeywords enters the most telling terms of every article, and the lexicons of the
// languages. workers is the number of goroutines, 0 for one per processor. It fails where the term counts cannot be read, and when ctx ends.
func EnterKeywords(ctx context.Context, c *collection.Collection, groups []*Group, workers int) error {
	for _, g := range groups {
		var err error
		if g.Lexicon, err = wording.NewLexicon(ctx, g.Code, c.Statistics[g.Code], g.Documents(c), workers); err != nil {
			return err
		}
		keywords := g.Lexicon.Keywords()
		err = c.EachRow(ctx, g.Code, workers, func(position int, d tfidf.Document) { c.Articles[position].Keywords = keywords.Of(d) })
		if err != nil {
			return err
		}
	}
	return nil
}
