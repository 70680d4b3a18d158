package topic

import (
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"
)

// Place finds the topic of each document by the words that an earlier run gave its
// topics, in the space of that run: no topic is made or lost. Centrality is that among the
// documents placed, in coordinates without smoothing; Stability is not measured.
func Place(in Input, words *Words) (*Model, error) {
	projections, err := in.Space.Project(in.Weights)
	if err != nil {
		return nil, err
	}
	evidence := words.evidence(in.Counts, in.Workers)
	model := &Model{K: words.Topics(), Assigned: assign(in.Counts, evidence)}
	model.describe(in, in.Space.Coordinates(projections), projections, evidence)
	return model, nil
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
// in the space of the earlier run; fresh tells which documents no earlier run has seen. The clustering starts from what is known instead of
// from the data, so that a topic is moved by new documents but not dealt anew.
//
// A topic is added for a cluster that the data show by themselves (Start and k-means) if no
// topic shares more than half of their union with it, as with topics that count as lost in
// Stability, and if fresh documents are more frequent in it than a draw from all documents
// would make them (hypergeometric, one-sided, birthLevel over all clusters). Topics that
// lose all their documents are left out.
//
// It returns the model and, for each of its topics, the number of the known one that it
// started from, or -1 for an added one.
func (e *Embedding) Resume(known []int, k int, fresh []bool) (*Model, []int) {
	n, r := e.Points.Dims()
	start := settled(e.Points, known, k)
	assigned, _ := SphericalKMeans(e.Points, start, k, e.Workers)
	clusters := min(n, r, k+max(2, k/4))
	own, _ := SphericalKMeans(e.Points, Start(e.Points, clusters), clusters, e.Workers)
	births := births(assigned, own, k, clusters, fresh)
	for number, cluster := range births {
		for i, c := range own {
			if c == cluster {
				start[i] = k + number
			}
		}
	}
	if len(births) > 0 {
		assigned, _ = SphericalKMeans(e.Points, start, k+len(births), e.Workers)
	}
	model := new(Model)
	origin := e.complete(model, assigned, k+len(births))
	for i, t := range origin {
		if t >= k {
			origin[i] = -1
		}
	}
	return model, origin
}

// settled gives the documents without a topic that of the nearest centroid.
func settled(points *mat.Dense, known []int, k int) []int {
	centroids := Centroids(points, known, k, 1)
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
	return out
}

func dot(x, y []float64) float64 {
	var s float64
	for i, v := range x {
		s += v * y[i]
	}
	return s
}

// births names the clusters that are new topics.
func births(assigned, own []int, k, clusters int, fresh []bool) []int {
	size, freshIn := make([]int, clusters), make([]int, clusters)
	topics := make([]int, k)
	both := make([]int, clusters*k)
	total := 0
	for i, c := range own {
		size[c]++
		topics[assigned[i]]++
		both[c*k+assigned[i]]++
		if fresh[i] {
			freshIn[c]++
			total++
		}
	}
	var out []int
	for c := range size {
		lost := size[c] >= leastBirth
		for t := range topics {
			shared := both[c*k+t]
			lost = lost && float64(shared) <= recovered*float64(size[c]+topics[t]-shared)
		}
		if lost && exceeding(freshIn[c], size[c], total, len(own)) < birthLevel/float64(clusters) {
			out = append(out, c)
		}
	}
	return out
}

// exceeding is the probability that at least x of a draw of size are fresh where total of
// n are: the upper tail of the hypergeometric distribution, bounded from above by the
// binomial one (Hoeffding 1963, theorem 4).
func exceeding(x, size, total, n int) float64 {
	if x == 0 {
		return 1
	}
	share := float64(total) / float64(n)
	if share >= 1 {
		return 1
	}
	p := distuv.Binomial{N: float64(size), P: share}.Survival(float64(x) - 1)
	return math.Min(1, math.Max(0, p))
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
