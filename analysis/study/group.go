package study

import (
	"cmp"
	"context"
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
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		g.orderByContent(c)
	}
	slices.SortFunc(groups, func(a, b *Group) int {
		return cmp.Or(cmp.Compare(len(b.Positions), len(a.Positions)), cmp.Compare(a.Code, b.Code))
	})
	return groups, nil
}

// Part is the group without the originals that keep turns down, by position, and their copies.
// It has no lexicon.
func (g *Group) Part(c *collection.Collection, keep func(position int) bool) *Group {
	out := &Group{Code: g.Code}
	for _, position := range g.Positions {
		if keep(c.Original[position]) {
			out.Positions = append(out.Positions, position)
		}
	}
	for row, position := range g.Originals {
		if keep(position) {
			out.Originals, out.Keys = append(out.Originals, position), append(out.Keys, g.Keys[row])
		}
	}
	return out
}

// orderByContent puts the originals of a language in an order that depends on their words
// alone. The decomposition starts somewhere, sums are rounded in some order, and large
// corpora are sampled: none of it must depend on the order in which articles come in, nor on
// which of several copies comes first. The order is that of keys, which depend on no other
// article unless it has the same words.
func (g *Group) orderByContent(c *collection.Collection) {
	slices.SortStableFunc(g.Originals, func(a, b int) int { return cmp.Compare(c.Keys[a], c.Keys[b]) })
	g.Keys = make([]uint64, len(g.Originals))
	for row, position := range g.Originals {
		g.Keys[row] = c.Keys[position]
		if row > 0 && g.Keys[row] <= g.Keys[row-1] {
			g.Keys[row] = g.Keys[row-1] + 1 // the same words as the row before
		}
	}
}

// Suffices tells whether the group has a language, and as many originals as a space of its
// own asks for.
func (g *Group) Suffices(minArticles int) bool {
	return g.Code != "" && len(g.Originals) >= minArticles
}

// Documents gives the term counts of the originals, by row.
func (g *Group) Documents(c *collection.Collection) tfidf.Documents {
	d := &documents{g, c, slices.Repeat([]int32{-1}, len(c.Articles))}
	for row, position := range g.Originals {
		d.row[position] = int32(row)
	}
	return d
}

// documents are the originals of a group, as their collection has them.
type documents struct {
	group      *Group
	collection *collection.Collection
	row        []int32 // by position; -1 = no original of the group
}

func (d *documents) Len() int { return len(d.group.Originals) }

func (d *documents) Terms(row int) int { return d.collection.Terms(d.group.Originals[row]) }

func (d *documents) Each(ctx context.Context, workers int, use func(row int, d tfidf.Document)) error {
	return d.collection.EachRow(ctx, d.group.Code, workers, func(position int, x tfidf.Document) {
		if row := d.row[position]; row >= 0 {
			use(int(row), x)
		}
	})
}

// rows gives the row of each original, by position.
func (g *Group) rows() map[int]int {
	out := make(map[int]int, len(g.Originals))
	for row, position := range g.Originals {
		out[position] = row
	}
	return out
}

// outlets numbers the outlets of the originals, by row, in the order of their first rows; -1
// where an article names none.
func (g *Group) outlets(c *collection.Collection) []int32 {
	out := make([]int32, len(g.Originals))
	number := make(map[string]int32)
	for row, position := range g.Originals {
		source := c.Articles[position].Source
		if _, known := number[source]; !known && source != "" {
			number[source] = int32(len(number))
		}
		if out[row] = -1; source != "" {
			out[row] = number[source]
		}
	}
	return out
}
