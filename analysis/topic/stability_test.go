package topic

import (
	"fmt"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// Groups that lie apart are found in every resample; a topic that takes its documents from
// all of them by turns is found in none.
func TestStability(t *testing.T) {
	points, truth := blobs(600, 5, 12, 0.12)
	for i, s := range done(Stability(t.Context(), points, numbered(600), truth, 5, 2)) {
		if s != 1 {
			t.Errorf("group %d: stability %g", i, s)
		}
	}
	turns := make([]int, 600)
	for i := range turns {
		turns[i] = i / 5 % 5
	}
	for i, s := range done(Stability(t.Context(), points, numbered(600), turns, 5, 2)) {
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
		if s := done(Stability(t.Context(), points, numbered(n), assigned, 1, 1)); len(s) != 1 || s[0] < 0 || s[0] > 1 {
			t.Errorf("%d documents: %v", n, s)
		}
	}
}

// Topic 0 shares 3 of 4 documents with cluster 1, topic 1 exactly half of a union.
func TestMatched(t *testing.T) {
	topics := []int{0, 0, 0, 0, 1, 1, -1}
	clusters := []int{1, 1, 1, 0, 0, 2, 2}
	if got := matched(topics, clusters, 3); !slices.Equal(got, []bool{true, false, false}) {
		t.Errorf("matched %v", got)
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
