package topic

import (
	"context"
	"slices"

	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/inference"
)

// Place finds the topic of each document by the words that an earlier run gave its
// topics, in the space of that run: no topic is made or lost. Centrality is that among the
// documents placed, in coordinates without smoothing; Stability is not measured. It fails
// when ctx ends, or where space and matrix do not fit.
func Place(ctx context.Context, in Input, words *Words) (*Model, error) {
	projections, err := in.Space.Project(ctx, in.Weights)
	if err != nil {
		return nil, err
	}
	evidence, err := words.evidence(ctx, in.Counts, in.Workers)
	if err != nil {
		return nil, err
	}
	model := &Model{K: words.Topics(), Assigned: assign(in.Counts, evidence), Fit: fits(in, projections)}
	in.Space.Scale(projections)
	return model, model.describe(ctx, in, projections, evidence)
}

const (
	// birthLevel is the probability with which a run announces a new topic where there is
	// none, over all clusters looked at.
	birthLevel = 0.01
	// leastBirth is the least number of documents of a topic that is added.
	leastBirth = 5
)

// Resume finds the topics of a corpus that holds, or follows, one whose topics are known.
// known names the topic of each document out of k, -1 where it has none, as Place gives it
// in the space of the earlier run; fresh tells which documents no earlier run has seen. The
// clustering starts from what is known instead of from the data, so that a topic is moved by
// new documents but not dealt anew.
//
// A topic is added for a cluster that the data show by themselves (Start and k-means) if no
// topic shares more than half of their union with it, as with topics that count as lost in
// Stability, and if fresh documents are more frequent in it than a draw from all documents
// would make them (hypergeometric, one-sided, birthLevel over all clusters). Three
// clusterings are looked at, the coarsest first, and what lies mostly in a topic added from
// one is none of the next: among few clusters a small theme shares one with others, among
// many a large one falls into pieces. Topics that lose all their documents are left out; none are
// merged: one that does not hold any more is unclear until it does. A topic holds that resamples find
// again among as many clusters as there are topics or among those of one of the three clusterings.
//
// It returns the model and, for each of its topics, the number of the known one that it
// started from, or -1 for an added one. It fails when ctx ends.
func (e *Embedding) Resume(ctx context.Context, known []int, k int, fresh []bool) (*Model, []int, error) {
	n, r := e.Points.Dims()
	start, err := assignRest(ctx, e.Points, known, k)
	if err != nil {
		return nil, nil, err
	}
	assigned, _, err := SphericalKMeans(ctx, e.Points, start, k, e.Workers)
	if err != nil {
		return nil, nil, err
	}
	added := 0
	sizes := []int{min(n, r, k+max(2, k/4)), min(n, r, k+max(4, k/2)), min(n, r, 2*k+2)}
	level := birthLevel / float64(sizes[0]+sizes[1]+sizes[2])
	for _, clusters := range sizes {
		own, err := e.clusterOnce(ctx, e.Points, clusters)
		if err != nil {
			return nil, nil, err
		}
		born := births(assigned, own, k, clusters, fresh, level)
		for i, c := range own {
			if number := slices.Index(born, c); number >= 0 {
				start[i] = k + added + number
			}
		}
		if len(born) > 0 {
			added += len(born)
			if assigned, _, err = SphericalKMeans(ctx, e.Points, start, k+added, e.Workers); err != nil {
				return nil, nil, err
			}
		}
	}
	model := new(Model)
	origin, err := e.complete(ctx, model, assigned, k+added, 0, sizes...)
	if err != nil {
		return nil, nil, err
	}
	for i, t := range origin {
		if t >= k {
			origin[i] = -1
		}
	}
	return model, origin, nil
}

// assignRest gives the documents without a topic that of the nearest centroid.
func assignRest(ctx context.Context, points *mat.Dense, known []int, k int) ([]int, error) {
	centroids, err := Centroids(ctx, points, known, k, 1)
	if err != nil {
		return nil, err
	}
	out := append([]int(nil), known...)
	cosines := make([]float64, k)
	for i, t := range out {
		if t >= 0 {
			continue
		}
		for c := range cosines {
			cosines[c] = dot(points.RawRowView(i), centroids.RawRowView(c))
		}
		out[i] = argmax(cosines)
	}
	return out, nil
}

func dot(x, y []float64) float64 {
	var s float64
	for i, v := range x {
		s += v * y[i]
	}
	return s
}

// births names the clusters that are new topics. Of the topics assigned the first k are
// those known; level is the probability for each cluster.
func births(assigned, own []int, k, clusters int, fresh []bool, level float64) []int {
	freshIn, known, added := make([]int, clusters), make([]int, clusters), make([]int, clusters)
	topics := make([]int, k) // of known documents, as both
	both := make([]int, clusters*k)
	total := 0
	for i, c := range own {
		if fresh[i] {
			freshIn[c]++
			total++
		} else {
			known[c]++
		}
		switch t := assigned[i]; {
		case t >= k:
			added[c]++
		case !fresh[i]:
			topics[t]++
			both[c*k+t]++
		}
	}
	var out []int
	for c := range known {
		size := known[c] + freshIn[c]
		born := size >= leastBirth && 2*added[c] <= size && exceeding(freshIn[c], size, total, len(own)) < level
		for t := range topics {
			shared := both[c*k+t]
			born = born && float64(shared) <= recovered*float64(known[c]+topics[t]-shared)
		}
		if born {
			out = append(out, c)
		}
	}
	return out
}

// exceeding is the probability that at least x of a draw of size are fresh where total of
// n are: the upper tail of the hypergeometric distribution.
func exceeding(x, size, total, n int) float64 {
	_, above := inference.NewConditional([]inference.Margin{{Hits: total, Drawn: size, All: n}}, x).Tails(x, 0)
	return above
}

// Merged returns the model with its topics put together: topic t becomes number[t] of k.
// A document has the topic of its largest summed weight. On the map a topic lies where the
// first of those that make it up lay.
func (m *Model) Merged(number []int, k int) *Model {
	n, _ := m.Weights.Dims()
	out := &Model{K: k, Assigned: make([]int, n), Weights: mat.NewDense(n, k, nil), Fit: m.Fit, Centrality: m.Centrality, Map: mat.NewDense(k, 2, nil)}
	for t := len(number) - 1; t >= 0; t-- {
		out.Map.SetRow(number[t], m.Map.RawRowView(t))
	}
	for i := range n {
		row := out.Weights.RawRowView(i)
		for t, weight := range m.Weights.RawRowView(i) {
			row[number[t]] += weight
		}
		out.Assigned[i] = -1
		if m.Assigned[i] >= 0 {
			out.Assigned[i] = argmax(row)
		}
	}
	return out
}
