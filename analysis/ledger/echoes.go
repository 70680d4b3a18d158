package ledger

import (
	"context"
	"fmt"
	"slices"

	"leitmotif/analysis/collection"
	"leitmotif/analysis/ledger/state"
	"leitmotif/corpus/boilerplate"
)

// An echo is an article that is a copy of a story of an earlier run, which is not there
// any more when a run takes new articles alone. It stays among the articles and
// counts as no story in topics, trends and changes; its words count in the vocabulary.

// findEchoes fills in, by position of the original of each story, the ID of the earlier
// story that it is a copy of.
func (b *Book) findEchoes(ctx context.Context, c *collection.Collection) error {
	earlier, err := b.former.Stories.Load()
	if err != nil {
		return fmt.Errorf("read the stories of earlier runs: %w", err)
	}
	offset := len(b.former.Stories.IDs)
	order := c.Precedence()
	rank := make([]int, len(order))
	for r, position := range order {
		rank[position] = r
	}
	earlier.Merge(c.Stories.Select(func(position int) int { return offset + rank[position] }))
	groups, err := earlier.Groups(ctx)
	if err != nil {
		return err
	}
	b.echoes = make(map[int]string)
	for _, group := range groups {
		if group[0] >= offset {
			continue
		}
		for _, place := range group[1:] {
			if place >= offset {
				b.echoes[c.Original[order[place-offset]]] = b.former.Stories.IDs[group[0]]
			}
		}
	}
	return nil
}

// keptStories is the number of the latest stories that later runs look for copies of; the
// copies of a news story come within days.
const keptStories = 10_000

// rememberStories adds the signatures of the stories of the run to those of earlier ones.
func (b *Book) rememberStories(c *collection.Collection) error {
	earlier, err := b.former.Stories.Load()
	if err != nil {
		return fmt.Errorf("read the stories of earlier runs: %w", err)
	}
	ids := slices.Clone(b.former.Stories.IDs)
	number := make(map[int]int)
	for position, original := range c.Original {
		if original == position && b.echoes[position] == "" {
			number[position] = len(ids)
			ids = append(ids, c.Articles[position].ID)
		}
	}
	all := earlier.Select(func(position int) int { return position })
	all.Merge(c.Stories.Select(func(position int) int {
		if to, ok := number[position]; ok {
			return to
		}
		return -1
	}))
	drop := max(0, len(ids)-keptStories)
	all = all.Select(func(position int) int { return position - drop })
	raw, err := all.MarshalBinary()
	if err != nil {
		return fmt.Errorf("remember stories: %w", err)
	}
	b.next.Stories = state.Stories{IDs: ids[drop:], Signatures: raw}
	return nil
}

// rememberRecurring keeps what counts as boilerplate.
func (b *Book) rememberRecurring() error {
	raw, err := b.options.Recurring.MarshalBinary()
	if err != nil {
		return fmt.Errorf("remember boilerplate: %w", err)
	}
	b.next.Recurring = raw
	return nil
}

// Recurring gives what the runs that left a state found to recur, nothing where it is nil.
func Recurring(former *state.State) (*boilerplate.Recurring, error) {
	out := new(boilerplate.Recurring)
	if former == nil || len(former.Recurring) == 0 {
		return out, nil
	}
	if err := out.UnmarshalBinary(former.Recurring); err != nil {
		return nil, fmt.Errorf("read the boilerplate of earlier runs: %w", err)
	}
	return out, nil
}
