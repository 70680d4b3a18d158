package topic

import (
	"cmp"
	"context"
	"slices"

	"gonum.org/v1/gonum/mat"
)

const (
	// LeastStability is the stability of a topic that is published: below it no cluster has most
	// of the topic in eight of ten resamples or more. A cluster that is dissolved in more than
	// half of the resamples is doubtful by Hennig (2007); news has themes with blurred edges.
	LeastStability = 0.3
	// mostMergers bounds the mergers, after each of which the words have their say again.
	mostMergers = 8
	// partners is the number of topics nearest to an unstable one that it may be merged with.
	partners = 4
)

// merger finds a topic below LeastStability and one of those nearest to it that make a reliable
// one: the resamples find both together at least as often as they found the other one, and fewer
// of the topics are below it after that. The least stable comes first, and of its partners the
// nearest. It numbers the topics, of which these two become one, or is nil. assigned are all
// documents, and stability is that of its topics.
func (e *Embedding) merger(ctx context.Context, r *resamples, assigned []int, stability []float64) ([]int, error) {
	k, unstable := len(stability), weak(stability)
	if len(unstable) == 0 || k < 3 {
		return nil, nil
	}
	centroids, err := Centroids(ctx, e.Points, assigned, k, e.Workers)
	if err != nil {
		return nil, err
	}
	for _, t := range unstable {
		for _, u := range nearestTo(centroids, t)[:min(k-1, partners)] {
			number := joinedTo(k, t, u)
			after, err := r.stability(ctx, entries(number, assigned), k-1)
			if err != nil {
				return nil, err
			}
			if after[number[t]] >= max(LeastStability, stability[u]) && len(weak(after)) < len(unstable) {
				return number, nil
			}
		}
	}
	return nil, nil
}

// weak lists the topics below LeastStability, the least stable first.
func weak(stability []float64) []int {
	var out []int
	for t, s := range stability {
		if s < LeastStability {
			out = append(out, t)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int { return cmp.Compare(stability[a], stability[b]) })
	return out
}

// nearestTo lists the other topics, that of the largest cosine of centroids first.
func nearestTo(centroids *mat.Dense, t int) []int {
	k, _ := centroids.Dims()
	cosine := make([]float64, k)
	var out []int
	for u := range k {
		if cosine[u] = dot(centroids.RawRowView(t), centroids.RawRowView(u)); u != t {
			out = append(out, u)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int { return cmp.Compare(cosine[b], cosine[a]) })
	return out
}

// joinedTo numbers k topics in their order, of which a and b become one.
func joinedTo(k, a, b int) []int {
	a, b = min(a, b), max(a, b)
	out := make([]int, k)
	for t := range out {
		switch {
		case t == b:
			out[t] = a
		case t > b:
			out[t] = t - 1
		default:
			out[t] = t
		}
	}
	return out
}

// firstOf gives, for each number below k, the first of a list that has it.
func firstOf(list, numbers []int, k int) []int {
	out := make([]int, k)
	for i := len(list) - 1; i >= 0; i-- {
		out[numbers[i]] = list[i]
	}
	return out
}
