package steadiness

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"leitmotif/analysis/evaluate"
	"leitmotif/analysis/result"
)

const (
	// Draws is the number of draws of each kind.
	Draws = 5
	// added is one foreign article for so many own ones, dropped one own article of so many.
	added, dropped = 100, 10
)

// Kinds of draws.
const (
	Added   = "added"   // one per cent of foreign articles
	Dropped = "dropped" // without a tenth of the articles
)

// Draw is what became of the topics of a corpus in a draw.
type Draw struct {
	Kind   string
	Topics int // found in the draw
	// ARI compares the topics of the own articles of the draw with those that they have in the
	// whole corpus, articles without a topic being one more; 1 = the same.
	ARI float64
	// Labels is the mean Jaccard index of the terms of the label of each topic of the whole
	// corpus with those of the topic of the draw that it shares most with, by the Jaccard index
	// of their articles, [0, 1].
	Labels float64
}

// Draws finds the topics of the whole corpus and of all draws: with one per cent of foreign
// articles, where there are any, and without a tenth of the own. report is given each in turn.
// It returns the number of topics of the whole corpus. It fails when ctx ends.
func (c *Corpus) Draws(ctx context.Context, report func(Draw)) (result.Space, error) {
	whole, err := c.find(ctx, c.own, 0)
	if err != nil {
		return result.Space{}, err
	}
	compare := func(kind string, positions, common []int) error {
		part, err := c.find(ctx, positions, 0)
		if err != nil {
			return fmt.Errorf("find topics of a draw: %w", err)
		}
		report(Draw{Kind: kind, Topics: len(part.topics), ARI: similarity(whole, part, common), Labels: labelsKept(whole, part, common)})
		return nil
	}
	for draw := range uint64(Draws) {
		if len(c.foreign) == 0 {
			break
		}
		few := c.drawn(c.foreign, draw)
		few = few[:min(len(few), (len(c.own)+added-1)/added)]
		if err := compare(Added, slices.Concat(c.own, few), c.own); err != nil {
			return whole.space, err
		}
	}
	for draw := range uint64(Draws) {
		left := c.drawn(c.own, Draws+draw)[len(c.own)/dropped:]
		if err := compare(Dropped, left, left); err != nil {
			return whole.space, err
		}
	}
	return whole.space, nil
}

// similarity is the adjusted Rand index of two findings over common originals.
func similarity(a, b *findings, common []int) float64 {
	x, y := make([]int, len(common)), make([]int, len(common))
	for i, position := range common {
		x[i], y[i] = a.of[position], b.of[position]
	}
	return evaluate.CompareClusters(x, y).ARI
}

// labelsKept is Draw.Labels over common originals.
func labelsKept(whole, part *findings, common []int) float64 {
	sizes, others := make([]int, len(whole.topics)+1), make([]int, len(part.topics)+1)
	both := make([][]int, len(sizes))
	for i := range both {
		both[i] = make([]int, len(others))
	}
	for _, position := range common {
		a, b := whole.of[position], part.of[position]
		sizes[a]++
		others[b]++
		both[a][b]++
	}
	total := 0.0
	for i := range whole.topics {
		id, best, most := whole.topics[i].ID, -1, 0.0
		for j := range part.topics {
			other := part.topics[j].ID
			if x := float64(both[id][other]) / float64(max(1, sizes[id]+others[other]-both[id][other])); x > most {
				best, most = j, x
			}
		}
		if best >= 0 {
			total += jaccard(whole.topics[i].Label, part.topics[best].Label)
		}
	}
	return total / float64(max(1, len(whole.topics)))
}

// jaccard is the Jaccard index of the terms of two labels, whatever their case and order.
func jaccard(label, other string) float64 {
	terms, others := strings.Split(strings.ToLower(label), ", "), strings.Split(strings.ToLower(other), ", ")
	shared := 0
	for _, term := range terms {
		if slices.Contains(others, term) {
			shared++
		}
	}
	return float64(shared) / float64(len(terms)+len(others)-shared)
}
