package collection

import (
	"context"
	"maps"
	"slices"

	"leitmotif/analysis/tfidf"
)

// Part is the collection as it would be with fewer originals of a language: its articles and
// the statistics of that language are its own, all else is shared, so that it needs no closing.
// keep tells which originals stay, by position. What counts as boilerplate, which articles are
// copies and how words are written stays as all articles say. It fails where the term counts
// cannot be read, and when ctx ends.
func (c *Collection) Part(ctx context.Context, code string, keep func(position int) bool) (*Collection, error) {
	out := *c
	out.Articles, out.Statistics = slices.Clone(c.Articles), maps.Clone(c.Statistics)
	statistics := c.Statistics[code].Clone()
	out.Statistics[code] = statistics
	return &out, c.EachRow(ctx, code, 1, func(position int, d tfidf.Document) {
		if c.Original[position] == position && !keep(position) {
			statistics.Remove(d)
		}
	})
}
