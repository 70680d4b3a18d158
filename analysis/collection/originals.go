package collection

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"sync"

	"leitmotif/analysis/result"
	"leitmotif/analysis/tfidf"
	"leitmotif/corpus/duplicate"
)

// Precedence orders the articles by their claim to be the original of their copies: the
// earliest publication first, one without a time last, equals by content and by ID. One whose
// day alone is known comes after those of that day whose time is: nothing says that it was
// earlier. Nothing in the order depends on that in which articles come in.
func (c *Collection) Precedence() []int {
	order := make([]int, len(c.Articles))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := &c.Articles[i], &c.Articles[j]
		if undated := a.PublishedAt.IsZero(); undated != b.PublishedAt.IsZero() {
			if undated {
				return 1
			}
			return -1
		}
		return cmp.Or(result.KnownBy(a.PublishedAt, a.Precision).Compare(result.KnownBy(b.PublishedAt, b.Precision)),
			bytes.Compare(c.Prints[i][:], c.Prints[j][:]), cmp.Compare(a.ID, b.ID))
	})
	return order
}

// findOriginals names the original of every article: of exact and of near copies the first
// one in precedence, or the article itself. It takes copies out of the statistics: a story
// has one vote.
func (c *Collection) findOriginals(ctx context.Context) error {
	order := c.Precedence()
	c.Original = make([]int, len(order))
	rank := inverse(order)
	exact := duplicate.NewIndex()
	for r, position := range order {
		exact.Add(r, c.Prints[position])
	}
	for r, position := range order {
		first, ok := exact.First(c.Prints[position])
		if !ok {
			first = r
		}
		c.Original[position] = order[first]
	}
	groups, err := c.Stories.GroupsBy(ctx, c.workers, func(position int) int { return rank[position] })
	if err != nil {
		return err
	}
	for _, group := range groups {
		for _, r := range group[1:] {
			c.Original[order[r]] = order[group[0]]
		}
	}
	for _, position := range order {
		// The first of an exact copy may itself be a near copy of an earlier article.
		original := c.Original[c.Original[position]]
		if c.Articles[original].Language != c.Articles[position].Language {
			original = position // one of the two languages was told wrongly; topics are per language
		}
		c.Original[position] = original
	}
	return c.removeCopies(ctx)
}

// removeCopies takes the copies out of the statistics.
func (c *Collection) removeCopies(ctx context.Context) error {
	for code, statistics := range c.Statistics {
		var one sync.Mutex
		err := c.EachRow(ctx, code, c.workers, func(position int, d tfidf.Document) {
			if c.Original[position] != position {
				one.Lock()
				defer one.Unlock()
				statistics.Remove(d)
			}
		})
		if err != nil {
			return err
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

// MarkCopies points every copy at the story that it tells and counts the copies of each.
// echoes holds the IDs of stories of earlier runs, by position of the original of those of
// this one that are copies of them; it may be nil.
func (c *Collection) MarkCopies(echoes map[int]string) {
	size := make([]int, len(c.Articles))
	for _, original := range c.Original {
		size[original]++
	}
	for i, original := range c.Original {
		a := &c.Articles[i]
		a.StoryID = c.Articles[original].ID
		a.Copies = size[original] - 1
		echo, echoed := echoes[original]
		if echoed {
			a.StoryID = echo
		}
		if original != i || echoed {
			a.DuplicateOf = a.StoryID
			c.Counts.Duplicates++
		}
	}
}
