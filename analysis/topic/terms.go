package topic

import (
	"cmp"
	"context"
	"math"
	"slices"

	"leitmotif/analysis/internal/parallel"
	"leitmotif/analysis/tfidf"
)

// Term is a term of a topic, as a column of the matrix.
type Term struct {
	Column    int
	Score     float64 // of a candidate above 0; of a term taken (0, 1], the best of the topic has 1
	Documents int     // of the topic that hold it
}

const (
	// TopTerms is the number of terms that stand for a topic.
	TopTerms = 10
	// pool is the number of best terms among which those that occur together are preferred.
	pool = 20
	// most bounds the candidates of a topic; enough of them are forms or parts of others.
	most = 4 * pool
	// trust is the number of documents from which co-occurrence says as much as the score
	// of a term: below it, two terms share too few documents to tell.
	trust = 1000
)

// Terms takes from the candidates of each topic the terms that mark it, best first, at
// most TopTerms. same tells of two columns whether they are forms or parts of one
// expression in a topic, of which only the better is taken.
//
// Among the twenty best of a topic, terms are taken one by one by their score and by their
// mean NPMI with those taken before. It fails when ctx ends.
func Terms(ctx context.Context, counts *tfidf.Matrix, candidates [][]Term, workers int, same func(topic, a, b int) bool) ([][]Term, error) {
	n, _ := counts.Dims()
	together := float64(n) / float64(n+trust)
	out := make([][]Term, len(candidates))
	err := parallel.Chunks(ctx, len(candidates), 1, workers, func(t, _, _ int) {
		out[t] = pick(counts, distinct(candidates[t], func(a, b int) bool { return same(t, a, b) }), together)
	})
	return out, err
}

// Candidates returns the best terms of each topic with their scores, best first. A term
// counts for the topic in which it scores best:
//
//	sqrt(p(w|t)) * ln( p(w|t) / p(w) )
//
// with p the share of documents that hold it, so a term must be both frequent in the
// topic and rare outside. It fails when ctx ends.
func (m *Model) Candidates(ctx context.Context, counts *tfidf.Matrix, workers int) ([][]Term, error) {
	n, terms := counts.Dims()
	documents := make([]float64, m.K)
	for _, t := range m.Assigned {
		if t >= 0 {
			documents[t]++
		}
	}
	topic, score, inside := make([]int, terms), make([]float64, terms), make([]int, terms)
	err := parallel.Chunks(ctx, terms, 1024, workers, func(_, lo, hi int) {
		in := make([]float64, m.K)
		for w := lo; w < hi; w++ {
			clear(in)
			holders, _ := counts.Column(w)
			for _, d := range holders {
				if t := m.Assigned[d]; t >= 0 {
					in[t]++
				}
			}
			for t, x := range in {
				if x == 0 {
					continue
				}
				expected := float64(len(holders)) * documents[t] / float64(n)
				if s := math.Sqrt(x/documents[t]) * math.Log((x+0.5)/(expected+0.5)); s > score[w] {
					topic[w], score[w], inside[w] = t, s, int(x)
				}
			}
		}
	})
	if err != nil {
		return nil, err
	}
	out := make([][]Term, m.K)
	for w, s := range score {
		if s > 0 {
			out[topic[w]] = append(out[topic[w]], Term{w, s, inside[w]})
		}
	}
	for t, list := range out {
		slices.SortFunc(list, func(a, b Term) int {
			return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Column, b.Column))
		})
		out[t] = list[:min(most, len(list))]
	}
	return out, nil
}

// distinct returns the best pool terms of which no two are forms of one word.
func distinct(candidates []Term, same func(a, b int) bool) []Term {
	var out []Term
	for _, c := range candidates {
		if len(out) == pool {
			break
		}
		if !slices.ContainsFunc(out, func(t Term) bool { return same(t.Column, c.Column) }) {
			out = append(out, c)
		}
	}
	return out
}

// pick takes up to TopTerms of the candidates: first the best, then by score, relative to
// the best, plus together * mean NPMI with those taken. The result is in order of score.
func pick(counts *tfidf.Matrix, candidates []Term, together float64) []Term {
	if len(candidates) == 0 {
		return nil
	}
	top := candidates[0].Score
	taken := []int{0}
	coherence := make([]float64, len(candidates)) // sum of NPMI with those taken
	for len(taken) < min(TopTerms, len(candidates)) {
		best, value := -1, math.Inf(-1)
		last := candidates[taken[len(taken)-1]].Column
		for i, c := range candidates {
			if slices.Contains(taken, i) {
				continue
			}
			coherence[i] += npmi(counts, c.Column, last)
			if v := c.Score/top + together*coherence[i]/float64(len(taken)); v > value {
				best, value = i, v
			}
		}
		taken = append(taken, best)
	}
	slices.Sort(taken)
	out := make([]Term, len(taken))
	for i, at := range taken {
		out[i] = candidates[at]
		out[i].Score /= top
	}
	return out
}

// Coherence is the mean NPMI over all pairs of the terms, in [-1, 1]; 0 for fewer than
// two terms.
func Coherence(counts *tfidf.Matrix, terms []Term) float64 {
	var total float64
	pairs := 0
	for i := range terms {
		for j := range i {
			total += npmi(counts, terms[i].Column, terms[j].Column)
			pairs++
		}
	}
	if pairs == 0 {
		return 0
	}
	return total / float64(pairs)
}

// npmi is the normalised pointwise mutual information of two terms over documents (Bouma
// 2009; as a measure of topics Lau, Newman and Baldwin 2014): ln(p(a,b) / (p(a) p(b))) /
// -ln p(a,b). A pair that never meets has -1.
func npmi(counts *tfidf.Matrix, a, b int) float64 {
	documents, _ := counts.Dims()
	x, _ := counts.Column(a)
	y, _ := counts.Column(b)
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

// Representatives returns, for each topic, up to count of its documents, most central
// first. Among the most central ones it prefers those whose source and time are new, then
// those of which one is; names of sources and times are any texts.
func (m *Model) Representatives(count int, source, time func(document int) string) [][]int {
	// Sources and times are varied only among the most central documents.
	const among = 5
	members := make([][]int, m.K)
	for i, t := range m.Assigned {
		if t >= 0 {
			members[t] = append(members[t], i)
		}
	}
	out := make([][]int, m.K)
	for t, list := range members {
		central := func(a, b int) int {
			return cmp.Or(cmp.Compare(m.Centrality[b], m.Centrality[a]), cmp.Compare(a, b))
		}
		slices.SortFunc(list, central)
		list = list[:min(len(list), among*count)]
		var taken []int
		sources, times := make(map[string]bool), make(map[string]bool)
		for fresh := 2; fresh >= 0; fresh-- {
			for _, i := range list {
				news := 0
				if !sources[source(i)] {
					news++
				}
				if !times[time(i)] {
					news++
				}
				if len(taken) < count && news >= fresh && !slices.Contains(taken, i) {
					taken = append(taken, i)
					sources[source(i)], times[time(i)] = true, true
				}
			}
		}
		slices.SortFunc(taken, central)
		out[t] = taken
	}
	return out
}
