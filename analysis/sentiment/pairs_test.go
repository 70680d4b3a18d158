package sentiment

import (
	"math"
	"testing"

	"leitmotif/analysis/sentiment/passage"
)

// TestPairsCount checks a sentence by hand: of the two words of "debt falls" neither counts by
// itself, and the pair has 1/sqrt(2) of its feature, which adds 2 to positive. The shares of
// its words in the log-odds are half of that each.
func TestPairsCount(t *testing.T) {
	m := NewModel("en", "example", []string{"debt", "falls"}, false)
	for place := range m.Words {
		m.SetWord(place, passage.Whole, passage.BlockAll, [Classes]float64{ClassNegative: 5})
	}
	m.Meta[passage.Whole][passage.MetaFavourable][ClassPositive] = 2
	s := exampleScorer(t, m, "")
	got := scoreText(s, "en", "", "debt falls")
	odds := math.Log(got.Positive / got.Negative)
	if want := 2 / math.Sqrt2; math.Abs(odds-want) > 1e-12 {
		t.Errorf("log-odds %v, want %v", odds, want)
	}
	for _, d := range s.Explain("en")[:2] {
		if math.Abs(d.Contribution-odds/2) > 1e-12 {
			t.Errorf("%s has a part of %v in %v", d.Term, d.Contribution, odds)
		}
	}
}
