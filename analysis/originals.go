package analysis

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"leitmotif/corpus/duplicate"
)

// precedence orders the articles by their claim to be the original of their copies: the
// earliest publication first, one without a time last, equals by content and by ID. Nothing
// in it depends on the order in which articles come in.
func (c *collection) precedence() []int {
	order := make([]int, len(c.articles))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := &c.articles[i], &c.articles[j]
		if undated := a.PublishedAt.IsZero(); undated != b.PublishedAt.IsZero() {
			if undated {
				return 1
			}
			return -1
		}
		return cmp.Or(a.PublishedAt.Compare(b.PublishedAt),
			bytes.Compare(c.prints[i][:], c.prints[j][:]), cmp.Compare(a.ID, b.ID))
	})
	return order
}

// findOriginals names the original of every article, given the articles in precedence: of
// exact and of near copies the first one, or the article itself. It takes copies out of the
// statistics: a story has one vote.
func (m *merger) findOriginals(ctx context.Context, order []int) error {
	m.original = make([]int, len(order))
	rank := inverse(order)
	exact := duplicate.NewIndex()
	for r, position := range order {
		exact.Add(r, m.prints[position])
	}
	for r, position := range order {
		first, ok := exact.First(m.prints[position])
		if !ok {
			first = r
		}
		m.original[position] = order[first]
	}
	groups, err := m.stories.Select(func(position int) int { return rank[position] }).Groups(ctx)
	if err != nil {
		return err
	}
	for _, group := range groups {
		for _, r := range group[1:] {
			m.original[order[r]] = order[group[0]]
		}
	}
	for _, position := range order {
		// The first of an exact copy may itself be a near copy of an earlier article.
		original := m.original[m.original[position]]
		if m.articles[original].Language != m.articles[position].Language {
			original = position // one of the two languages was told wrongly; topics are per language
		}
		m.original[position] = original
		if original != position {
			m.languages[m.articles[position].Language].Remove(m.rows[position])
		}
	}
	return nil
}

// inverse gives the place of each position in an order.
func inverse(order []int) []int {
	place := make([]int, len(order))
	for i, position := range order {
		place[position] = i
	}
	return place
}
