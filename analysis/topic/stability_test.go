package topic

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/internal/panel"
)

// stabilityOf is the stability of the topics of points.
func stabilityOf(points *mat.Dense, assigned []int, k int) ([]float64, error) {
	n, _ := points.Dims()
	return newResamples([]*mat.Dense{points}, numbered(n), fewDocuments, 2).stability(context.Background(), assigned, k)
}

// Groups that lie apart are found in every resample; a topic that takes its documents from
// all of them by turns is found in none.
func TestStability(t *testing.T) {
	points, truth := blobs(600, 5, 12, 0.12)
	for i, s := range done(stabilityOf(points, truth, 5)) {
		if s != 1 {
			t.Errorf("group %d: stability %g", i, s)
		}
	}
	turns := make([]int, 600)
	for i := range turns {
		turns[i] = i / 5 % 5
	}
	for i, s := range done(stabilityOf(points, turns, 5)) {
		if s != 0 {
			t.Errorf("mixture %d: stability %g", i, s)
		}
	}
}

func TestStabilityOfAlmostNothing(t *testing.T) {
	for n := 1; n <= 3; n++ {
		points, assigned := mat.NewDense(n, 2, nil), make([]int, n)
		for i := range n {
			points.Set(i, i%2, 1)
		}
		if s := done(stabilityOf(points, assigned, 1)); len(s) != 1 || s[0] < 0 || s[0] > 1 {
			t.Errorf("%d documents: %v", n, s)
		}
	}
}

// Topic 0 shares 3 of 4 documents with cluster 1, topic 1 exactly half of a union.
func TestMatched(t *testing.T) {
	topics := []int{0, 0, 0, 0, 1, 1, -1, 1}
	clusters := []int{1, 1, 1, 0, 0, 2, 2, -1} // the last is left out
	if got := matched(topics, clusters, 3, 3); !slices.Equal(got, []bool{true, false, false}) {
		t.Errorf("matched %v", got)
	}
}

// Topics that share a group are merged until they are that group; those that hold are left alone.
func TestTopicsThatDoNotHoldAreMerged(t *testing.T) {
	points, truth := blobs(600, 4, 12, 0.12)
	assigned := slices.Clone(truth)
	turn := 0
	for i, group := range truth {
		if group == 3 {
			assigned[i] = 3 + turn%3
			turn++
		}
	}
	e := &Embedding{Input: Input{Keys: numbered(600), Workers: 2}, Points: points}
	k, r := 6, e.resamples(6)
	for range 3 {
		stability := done(r.stability(t.Context(), assigned, k))
		number := done(e.merger(t.Context(), r, assigned, stability))
		if number == nil {
			break
		}
		assigned, k = entries(number, assigned), k-1
	}
	if k != 4 || !slices.Equal(assigned, truth) {
		t.Errorf("%d topics are left: %v of %v", k, assigned, truth)
	}
}

// Topics around three directions are three themes, whatever their sizes and order; an unclear one
// is in none of them.
func TestThemesOfThreeDirections(t *testing.T) {
	const k = 10
	centroids, size, unclear := mat.NewDense(k, 4, nil), make([]float64, k), make([]bool, k)
	for i := range k {
		row := centroids.RawRowView(i)
		row[i%3], row[3] = 1, 0.1*float64(i%2)
		panel.ScaleToOne(row)
		size[i] = float64(10 + i*i)
	}
	unclear[4] = true
	if got, want := gather(centroids, size, unclear), []int{0, 1, 2, 0, -1, 2, 0, 1, 2, 0}; !slices.Equal(got, want) {
		t.Errorf("themes %v, want %v", got, want)
	}
	if got := gather(centroids, size, []bool{4: true, 5: true, 6: true, 7: true, 8: true, 9: false}); got != nil {
		t.Errorf("five topics have themes %v", got)
	}
}

// Of equally central documents, new sources and weeks come before known ones.
func TestRepresentativesVary(t *testing.T) {
	m := &Model{K: 1, Assigned: make([]int, 6), Centrality: []float64{0.9, 0.8, 0.7, 0.6, 0.5, 0.4}}
	source := []string{"a", "a", "b", "a", "c", "b"}
	week := []string{"1", "1", "1", "2", "3", "2"}
	// First 0 (a, 1); both new: 4 (c, 3) and 5 (b, 2).
	got := m.Representatives(3, func(i int) string { return source[i] }, func(i int) string { return week[i] })
	if fmt.Sprint(got) != "[[0 4 5]]" {
		t.Errorf("representatives %v", got)
	}
}
