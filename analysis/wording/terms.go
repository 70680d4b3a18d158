package wording

import (
	"context"
	"math"
	"slices"

	"leitmotif/analysis/internal/parallel"
)

// candidate is a term that may stand for a topic.
type candidate struct {
	column  int
	score   float64 // above 0; of one that was taken (0, 1], the best of the topic has 1
	group   []int32 // columns of its family
	holders []int32 // documents that hold any of them, ascending
}

const (
	// topTerms is the number of terms that stand for a topic.
	topTerms = 10
	// pool is the number of best terms among which those that occur together are preferred.
	pool = 20
	// mostCandidates bounds the candidates of a topic; enough of them are forms or parts of others.
	mostCandidates = 4 * pool
	// trust is the number of documents from which co-occurrence says as much as the score
	// of a term: below it, two terms share too few documents to tell.
	trust = 1000
)

// choose takes from the candidates of each topic the terms that mark it, best first, at
// most topTerms. same tells of two columns whether they are forms or parts of one
// expression in a topic, of which only the better is taken. n is the number of documents.
//
// Among the twenty best of a topic, terms are taken one by one by their score and by their
// mean NPMI with those taken before. It fails when ctx ends.
func choose(ctx context.Context, n int, candidates [][]candidate, workers int, same func(topic, a, b int) bool) ([][]candidate, error) {
	together := float64(n) / float64(n+trust)
	out := make([][]candidate, len(candidates))
	err := parallel.Chunks(ctx, len(candidates), 1, workers, func(t, _, _ int) {
		out[t] = pick(n, distinct(candidates[t], func(a, b int) bool { return same(t, a, b) }), together)
	})
	return out, err
}

// distinct returns the best pool terms of which no two are forms of one word.
func distinct(candidates []candidate, same func(a, b int) bool) []candidate {
	var out []candidate
	for _, c := range candidates {
		if len(out) == pool {
			break
		}
		if !slices.ContainsFunc(out, func(t candidate) bool { return same(t.column, c.column) }) {
			out = append(out, c)
		}
	}
	return out
}

// pick takes up to topTerms of the candidates: first the best, then by score, relative to
// the best, plus together * mean NPMI with those taken. The result is in order of score.
func pick(documents int, candidates []candidate, together float64) []candidate {
	if len(candidates) == 0 {
		return nil
	}
	top := candidates[0].score
	taken := []int{0}
	sums := make([]float64, len(candidates)) // sum of NPMI with those taken
	for len(taken) < min(topTerms, len(candidates)) {
		best, value := -1, math.Inf(-1)
		last := candidates[taken[len(taken)-1]].holders
		for i, c := range candidates {
			if slices.Contains(taken, i) {
				continue
			}
			sums[i] += npmi(documents, c.holders, last)
			if v := c.score/top + together*sums[i]/float64(len(taken)); v > value {
				best, value = i, v
			}
		}
		taken = append(taken, best)
	}
	slices.Sort(taken)
	out := make([]candidate, len(taken))
	for i, at := range taken {
		out[i] = candidates[at]
		out[i].score /= top
	}
	return out
}

// coherence is the mean NPMI over all pairs of the terms, in [-1, 1]; 0 for fewer than
// two terms.
func coherence(documents int, terms []candidate) float64 {
	var total float64
	pairs := 0
	for i := range terms {
		for j := range i {
			total += npmi(documents, terms[i].holders, terms[j].holders)
			pairs++
		}
	}
	if pairs == 0 {
		return 0
	}
	return total / float64(pairs)
}

// npmi is the normalised pointwise mutual information of two terms over documents, of which x and y hold them (Bouma
// 2009; as a measure of topics Lau, Newman and Baldwin 2014): ln(p(a,b) / (p(a) p(b))) /
// -ln p(a,b). A pair that never meets has -1.
func npmi(documents int, x, y []int32) float64 {
	joint := 0
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] < y[j]:
			i++
		case x[i] > y[j]:
			j++
		default:
			joint++
			i++
			j++
		}
	}
	switch joint {
	case 0:
		return -1
	case documents:
		return 1
	}
	n := float64(documents)
	p := float64(joint) / n
	return math.Log(p*n*n/(float64(len(x))*float64(len(y)))) / -math.Log(p)
}
