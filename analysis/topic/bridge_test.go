package topic

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/lsa"
	"leitmotif/analysis/svd"
	"leitmotif/analysis/tfidf"
)

// headlines makes n documents of three out of 4,000 words on two themes, so that hardly two share
// one, and a bridge that knows their themes.
func headlines(t *testing.T, n int, share float64) (in Input, truth []int) {
	t.Helper()
	random := rand.New(rand.NewPCG(3, 4))
	const words = 4000
	documents, terms := make(tfidf.InMemory, n), make([]int32, words)
	for i := range terms {
		terms[i] = int32(i)
	}
	bridge := &Bridge{Means: mat.NewDense(n, 3, nil), Known: make([]float64, n), Share: share}
	for i := range documents {
		theme := i % 2
		truth = append(truth, theme)
		for range 3 {
			term := int32(random.IntN(words/2)*2 + theme)
			documents[i].Terms, documents[i].Counts = append(documents[i].Terms, term), append(documents[i].Counts, 1)
		}
		bridge.Means.SetRow(i, []float64{5, float64(theme), random.Float64() / 10})
		bridge.Known[i] = 1
	}
	vocabulary := tfidf.Vocabulary{Terms: terms, Column: terms}
	var err error
	if in.Counts, err = vocabulary.Frequencies(t.Context(), documents, 1); err != nil {
		t.Fatal(err)
	}
	if _, in.Weights, err = tfidf.Fit(t.Context(), in.Counts, 1); err != nil {
		t.Fatal(err)
	}
	if in.Space, in.Projections, err = lsa.Fit(t.Context(), in.Weights, svd.Options{Rank: 10, Tolerance: 1e-3}); err != nil {
		t.Fatal(err)
	}
	if share > 0 {
		in.Bridge = bridge
	}
	return in, truth
}

// Headlines that share hardly a word are told apart by what is known of their words; what most of
// the vectors have in common does not hide it.
func TestBridgeTellsHeadlinesApart(t *testing.T) {
	agreement := func(share float64) float64 {
		in, truth := headlines(t, 400, share)
		e, err := Embed(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		model, err := e.Find(t.Context(), 2)
		if err != nil {
			t.Fatal(err)
		}
		same := 0
		for i, theme := range truth {
			if model.Assigned[i] == theme {
				same++
			}
		}
		return math.Abs(2*float64(same)/float64(len(truth)) - 1) // 0 by chance, 1 for all, whatever the numbers
	}
	if with, without := agreement(0.5), agreement(0); with < 0.95 || without > 0.8 {
		t.Errorf("agreement %.2f with a bridge, %.2f without", with, without)
	}
}

func TestBridgeSpans(t *testing.T) {
	points, means := mat.NewDense(3, 2, []float64{0.6, 0.8, 1, 0, 0, 0}), mat.NewDense(3, 1, []float64{-1, 0, 1})
	got, err := span(t.Context(), points, means, 0.36, 1)
	if err != nil {
		t.Fatal(err)
	}
	// sqrt(.64) of the points, sqrt(.36) of the means; a row with one of both is of length 1 too.
	want := mat.NewDense(3, 3, []float64{0.48, 0.64, -0.6, 1, 0, 0, 0, 0, 1})
	if !mat.EqualApprox(got, want, 1e-15) {
		t.Errorf("points\n%v", mat.Formatted(got))
	}
}

// A document whose words the space does not explain, but the bridge knows, is no outlier.
func TestBridgeExplains(t *testing.T) {
	in, _ := headlines(t, 40, 0.5)
	in.Projections.Zero()
	in.Bridge.Known[1] = 0.25
	in.Bridge.Known[2] = 0
	got := fits(in, in.Projections)
	for i, want := range []float64{0.5, 0.125, 0} { // (1 - .5) * 0 + .5 * known
		if got[i] != want {
			t.Errorf("document %d: fit %g, want %g", i, got[i], want)
		}
	}
}
