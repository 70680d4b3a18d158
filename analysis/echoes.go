package analysis

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
func (m *memory) findEchoes(ctx context.Context, c *collection.Collection) error {
	earlier, err := m.former.Stories.Load()
	if err != nil {
		return fmt.Errorf("read the stories of earlier runs: %w", err)
	}
	offset := len(m.former.Stories.IDs)
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
	m.echoes = make(map[int]string)
	for _, group := range groups {
		if group[0] >= offset {
			continue
		}
		for _, place := range group[1:] {
			if place >= offset {
				m.echoes[c.Original[order[place-offset]]] = m.former.Stories.IDs[group[0]]
			}
		}
	}
	return nil
}

// keptStories is the number of the latest stories that later runs look for copies of; the
// copies of a news story come within days.
const keptStories = 10_000

// rememberStories adds the signatures of the stories of the run to those of earlier ones.
func (m *memory) rememberStories(c *collection.Collection) error {
	earlier, err := m.former.Stories.Load()
	if err != nil {
		return fmt.Errorf("read the stories of earlier runs: %w", err)
	}
	ids := slices.Clone(m.former.Stories.IDs)
	number := make(map[int]int)
	for position, original := range c.Original {
		if original == position && m.echoes[position] == "" {
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
	m.next.Stories = state.Stories{IDs: ids[drop:], Signatures: raw}
	return nil
}

// rememberRecurring keeps what counts as boilerplate.
func (m *memory) rememberRecurring() error {
	raw, err := m.recurring.MarshalBinary()
	if err != nil {
		return fmt.Errorf("remember boilerplate: %w", err)
	}
	m.next.Recurring = raw
	return nil
}

// knownRecurring gives what earlier runs found to recur.
func knownRecurring(former *state.State) (*boilerplate.Recurring, error) {
	out := new(boilerplate.Recurring)
	if former == nil || len(former.Recurring) == 0 {
		return out, nil
	}
	if err := out.UnmarshalBinary(former.Recurring); err != nil {
		return nil, fmt.Errorf("read the boilerplate of earlier runs: %w", err)
	}
	return out, nil
}
