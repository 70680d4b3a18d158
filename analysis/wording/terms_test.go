package wording

import (
	"math"
	"slices"
	"testing"

	"leitmotif/analysis/tfidf"
)

func TestNPMI(t *testing.T) {
	var documents tfidf.InMemory
	for _, terms := range [][]int32{{0, 1}, {0, 1}, {0, 2}, {2}, {3}, {3}, {3}, {3}} {
		documents = append(documents, tfidf.Document{Terms: terms, Counts: slices.Repeat([]int32{1}, len(terms))})
	}
	same := []int32{0, 1, 2, 3}
	f, err := (&tfidf.Vocabulary{Terms: same, Column: same}).Frequencies(t.Context(), documents, 1)
	if err != nil {
		t.Fatal(err)
	}
	m, err := f.Postings(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	// Terms 0 and 1: together in 2 of 8, alone in 3 and 2 of 8.
	want := math.Log(0.25/(3.0/8*2.0/8)) / -math.Log(0.25)
	if got := npmi(len(documents), m.Holders(0), m.Holders(1)); math.Abs(got-want) > 1e-12 {
		t.Errorf("NPMI %g, want %g", got, want)
	}
	if got := npmi(len(documents), m.Holders(1), m.Holders(2)); got != -1 {
		t.Errorf("NPMI of terms that never meet: %g", got)
	}
}
