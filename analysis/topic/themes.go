package topic

import (
	"context"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
)

const (
	// leastTopics is the number of topics from which they are gathered into themes.
	leastTopics = 6
	// leastThemes and mostThemes bound the number of themes.
	leastThemes, mostThemes = 3, 8
	// themesWidth is the standard deviation of the logarithm of the number of themes around the
	// root of twice that of the topics: gaps are noisy, and a handful of topics to a theme reads best.
	themesWidth = 0.5
)

// Themes gathers the clear topics of a model into themes: it gives the theme of each topic,
// numbered in the order of their first topics, -1 for an unclear one; nil where there are fewer
// than six clear topics.
//
// Topics are joined two by two, always the pair whose joining adds least to the sum of squared
// distances of the points from the centroid of their theme (Ward 1963, "Hierarchical grouping to
// optimize an objective function"), here of topic centroids of length 1, so that the distance is
// that of cosines, each weighed by the number of its documents:
//
//	n_a n_b / (n_a + n_b) * |c_a - c_b|^2
//
// The number of themes m, within 3 to 8, is that before the largest relative rise of that cost,
// weighed with a prior around m_0 = sqrt(2 k) for k topics:
//
//	ln(cost of m to m-1 / cost of m+1 to m) - ln(m / m_0)^2 / (2 * 0.5^2)
//
// It fails when ctx ends.
func (e *Embedding) Themes(ctx context.Context, m *Model) ([]int, error) {
	centroids, err := Centroids(ctx, e.Points, m.Assigned, m.K, e.Workers)
	if err != nil {
		return nil, err
	}
	size := make([]float64, m.K)
	for _, t := range m.Assigned {
		if t >= 0 {
			size[t]++
		}
	}
	return gather(centroids, size, m.Unclear), nil
}

// bundle is some topics on their way to a theme.
type bundle struct {
	topics []int
	size   float64
	centre []float64
	costs  []float64 // of joining it to each bundle, by place
}

// cost is what joining adds to the sum of squares.
func (b *bundle) cost(other *bundle) float64 {
	var square float64
	for i, x := range b.centre {
		square += (x - other.centre[i]) * (x - other.centre[i])
	}
	return b.size * other.size / (b.size + other.size) * square
}

// join takes the topics of another one.
func (b *bundle) join(other *bundle) {
	centre := make([]float64, len(b.centre))
	for i, x := range b.centre {
		centre[i] = (b.size*x + other.size*other.centre[i]) / (b.size + other.size)
	}
	b.topics, b.size, b.centre = append(b.topics, other.topics...), b.size+other.size, centre
}

// gather is Themes for centroids (k x r) and the sizes of topics. Its time grows with the cube of
// their number.
func gather(centroids *mat.Dense, size []float64, unclear []bool) []int {
	var bundles []*bundle // nil once it is joined to another
	for t, n := range size {
		if !unclear[t] && n > 0 {
			bundles = append(bundles, &bundle{topics: []int{t}, size: n, centre: centroids.RawRowView(t)})
		}
	}
	left := len(bundles)
	if left < leastTopics {
		return nil
	}
	for _, b := range bundles {
		b.costs = make([]float64, left)
	}
	for i := range bundles {
		price(bundles, i)
	}
	centre := math.Sqrt(2 * float64(left))
	var best []int
	score, last := math.Inf(-1), 0.0 // last is what the joining before cost
	for ; left >= leastThemes; left-- {
		i, j := cheapest(bundles)
		cost := bundles[i].costs[j]
		off := math.Log(float64(left)/centre) / themesWidth
		x := -off * off / 2
		if last > 0 {
			x += math.Log(cost / last)
		}
		if left <= mostThemes && (x > score || best == nil) {
			best, score = themesOf(bundles, len(size)), x
		}
		last = cost
		bundles[i].join(bundles[j])
		bundles[j] = nil
		price(bundles, i)
	}
	return best
}

// price computes what it costs to join a bundle to the others.
func price(bundles []*bundle, i int) {
	for j, other := range bundles {
		if other != nil && j != i {
			bundles[i].costs[j] = bundles[i].cost(other)
			other.costs[i] = bundles[i].costs[j]
		}
	}
}

// cheapest is the pair, i < j, that costs least to join, the first of several.
func cheapest(bundles []*bundle) (i, j int) {
	cost := math.Inf(1)
	for a, one := range bundles {
		if one == nil {
			continue
		}
		for b := a + 1; b < len(bundles); b++ {
			if bundles[b] != nil && one.costs[b] < cost {
				i, j, cost = a, b, one.costs[b]
			}
		}
	}
	return i, j
}

// themesOf gives the number of the bundle of each of k topics, -1 where it has none.
func themesOf(bundles []*bundle, k int) []int {
	out := slices.Repeat([]int{-1}, k)
	number := 0
	for _, b := range bundles {
		if b == nil {
			continue
		}
		for _, t := range b.topics {
			out[t] = number
		}
		number++
	}
	return out
}
