package tfidf

import (
	"context"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// backwards are documents that come last to first and are overwritten after each call, as
// those of a file may be.
type backwards struct{ InMemory }

func (b backwards) Each(_ context.Context, _ int, use func(row int, d Document)) error {
	for row, d := range slices.Backward(b.InMemory) {
		d = Document{Terms: slices.Clone(d.Terms), Counts: slices.Clone(d.Counts)}
		use(row, d)
		for i := range d.Terms {
			d.Terms[i], d.Counts[i] = 0, -1
		}
	}
	return nil
}

// Matrices depend neither on the order in which documents come nor on what becomes of them.
func TestDocumentsOnce(t *testing.T) {
	s := NewStatistics()
	documents := InMemory(take(s, count(english(), "aaa aaa bbb", "", "bbb ccc", "ccc ccc ccc ccc", "ddd aaa")))
	v := s.Vocabulary(Limits{MinDocuments: 1, MaxShare: 1, MaxTerms: 10})
	matrices := func(d Documents) (weights, counts *Matrix) {
		w, weights, err := Fit(t.Context(), v, d, 2)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := w.Transform(t.Context(), d, 2); err != nil || !mat.Equal(again, weights) {
			t.Errorf("weighed differently: %v", err)
		}
		counts, err = v.LogCounts(t.Context(), d, 2)
		if err != nil {
			t.Fatal(err)
		}
		return weights, counts
	}
	weights, counts := matrices(documents)
	again, countsAgain := matrices(backwards{documents})
	if !mat.Equal(again, weights) || !mat.Equal(countsAgain, counts) {
		t.Errorf("weights\n%v\ncounts\n%v", mat.Formatted(again), mat.Formatted(countsAgain))
	}
}
