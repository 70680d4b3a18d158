package study

import (
	"cmp"
	"context"
	"hash/fnv"
	"slices"

	"leitmotif/analysis/collection"
	"leitmotif/analysis/tfidf"
	"leitmotif/analysis/wording"
)

// Group is the articles of one language, by their positions in a collection.
type Group struct {
	Code      string           // ISO 639-1, "" = unknown
	Positions []int            // of all its articles
	Originals []int            // of those that are no copies, by content: the rows of its matrices
	Keys      []uint64         // of the originals: hashes of their words, ascending, all different
	Lexicon   *wording.Lexicon // of the originals; EnterKeywords makes it
}

// Name is the language as an error names it.
func (g *Group) Name() string {
	if g.Code == "" {
		return "an unknown language"
	}
	return g.Code
}

// Groups parts the articles by language, most articles first. It fails when ctx ends.
func Groups(ctx context.Context, c *collection.Collection) ([]*Group, error) {
	index := make(map[string]*Group)
	var groups []*Group
	for position, a := range c.Articles {
		g := index[a.Language]
		if g == nil {
			g = &Group{Code: a.Language}
			index[a.Language] = g
			groups = append(groups, g)
		}
		g.Positions = append(g.Positions, position)
		if c.Original[position] == position {
			g.Originals = append(g.Originals, position)
		}
	}
	for _, g := range groups {
		if err := g.orderByContent(ctx, c); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(groups, func(a, b *Group) int {
		return cmp.Or(cmp.Compare(len(b.Positions), len(a.Positions)), cmp.Compare(a.Code, b.Code))
	})
	return groups, nil
}

// orderByContent puts the originals of a language in an order that depends on their words
// alone. The decomposition starts somewhere, sums are rounded in some order, and large
// corpora are sampled: none of it must depend on the order in which articles come in, nor on
// which of several copies comes first. The order is that of keys, which depend on no other
// article unless it has the same words.
func (g *Group) orderByContent(ctx context.Context, c *collection.Collection) error {
	statistics := c.Statistics[g.Code]
	codes := make([]uint64, statistics.Terms())
	for i := range codes {
		h := fnv.New64a()
		h.Write([]byte(statistics.Term(int32(i)))) // never fails
		codes[i] = h.Sum64()
	}
	keys := make(map[int]uint64, len(g.Originals))
	for _, position := range g.Originals {
		if err := ctx.Err(); err != nil {
			return err
		}
		d := c.Rows[position]
		for i, term := range d.Terms {
			keys[position] += codes[term] * uint64(d.Counts[i])
		}
	}
	slices.SortStableFunc(g.Originals, func(a, b int) int { return cmp.Compare(keys[a], keys[b]) })
	g.Keys = make([]uint64, len(g.Originals))
	for row, position := range g.Originals {
		g.Keys[row] = keys[position]
		if row > 0 && g.Keys[row] <= g.Keys[row-1] {
			g.Keys[row] = g.Keys[row-1] + 1 // the same words as the row before
		}
	}
	return nil
}

// Suffices tells whether the group has a language, and as many originals as a space of its
// own asks for.
func (g *Group) Suffices(minArticles int) bool {
	return g.Code != "" && len(g.Originals) >= minArticles
}

// Documents gives the term counts of the originals, by row.
func (g *Group) Documents(c *collection.Collection) tfidf.Documents { return g.inMemory(c) }

func (g *Group) inMemory(c *collection.Collection) tfidf.InMemory {
	out := make(tfidf.InMemory, len(g.Originals))
	for row, position := range g.Originals {
		out[row] = c.Rows[position]
	}
	return out
}

// DropRows lets the term counts of the articles go.
func (g *Group) DropRows(c *collection.Collection) {
	for _, position := range g.Positions {
		c.Rows[position] = tfidf.Document{}
	}
}

// rows gives the row of each original, by position.
func (g *Group) rows() map[int]int {
	out := make(map[int]int, len(g.Originals))
	for row, position := range g.Originals {
		out[position] = row
	}
	return out
}
