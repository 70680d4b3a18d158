package sentiment

import (
	"math"
	"testing"

	"leitmotif/analysis/sentiment/passage"
)

// guessingModel is exampleModel with a guess of share 1/2, in which "the" and "a" are common
// and "market" has a pull of ln 3.
func guessingModel() *Model {
	m := exampleModel()
	m.Guess = Guess{Share: 0.5, Words: make([]Appeal, len(m.Words))}
	for word, a := range map[string]Appeal{"the": {Common: true}, "a": {Common: true}, "market": {Pull: float32(math.Log(3))}} {
		m.Guess.Words[m.place(word)] = a
	}
	return m
}

// TestElect: pulls of ln 6, ln 3 and ln 1/2 are probabilities of 6, 3 and 1/2 in 9.5. The
// last is below a tenth, so the others have 2/3 and 1/3. Of thirty equals none is above it,
// and all count.
func TestElect(t *testing.T) {
	nominees := []passage.Nominee{{Share: math.Log(6)}, {Share: math.Log(3)}, {Share: math.Log(0.5)}}
	Elect(nominees)
	for i, want := range []float64{2.0 / 3, 1.0 / 3, 0} {
		if math.Abs(nominees[i].Share-want) > 1e-12 {
			t.Errorf("nominee %d has %v, want %v", i, nominees[i].Share, want)
		}
	}
	many := make([]passage.Nominee, 30)
	Elect(many)
	for _, c := range many {
		if math.Abs(c.Share-1.0/30) > 1e-12 {
			t.Fatalf("of thirty equals one has %v", c.Share)
		}
	}
	Elect(nil)
}

// TestGuessByHand: in "Market, the Rome was good" the guess gives "Market" 3/4 and "Rome"
// 1/4. To the logit of positive "good" adds
//
//	of the sentence   1/sqrt(5)
//	towards Market    1/sqrt(5) + e^(-3/4) + nothing of its clause, which the comma ends
//	towards Rome      1/sqrt(5) + e^(-1/4) + 1/sqrt(3) of the clause "the Rome was good"
//
// and the logit of neutral is 1/2 throughout.
func TestGuessByHand(t *testing.T) {
	s := exampleScorer(t, guessingModel(), "")
	got := scoreText(s, "en", "", "Market, the Rome was good")
	even := 1 / math.Sqrt(5)
	z := [Classes]float64{ClassNeutral: 0.5, ClassPositive: even/2 + (0.75*(even+math.Exp(-0.75))+0.25*(even+math.Exp(-0.25)+1/math.Sqrt(3)))/2}
	want := Softmax(z)
	if math.Abs(got.Positive-want[ClassPositive]) > 1e-7 || math.Abs(got.Negative-want[ClassNegative]) > 1e-7 {
		t.Errorf("%v / %v / %v, want %v", got.Negative, got.Neutral, got.Positive, want)
	}
	sum := 0.0
	for _, d := range s.Explain("en") {
		sum += d.Contribution
		if d.Term == "good" && math.Abs(d.Contribution-z[ClassPositive]) > 1e-7 {
			t.Errorf("good contributes %v, want %v", d.Contribution, z[ClassPositive])
		}
	}
	if odds := math.Log(got.Positive / got.Negative); math.Abs(sum-odds) > 1e-9 {
		t.Errorf("contributions sum to %v, the log-odds are %v", sum, odds)
	}
	// Without a name the sentence stands for itself.
	plain := scoreText(s, "en", "", "the market was good")
	if same := scoreText(exampleScorer(t, exampleModel(), ""), "en", "", "the market was good"); plain.Positive != same.Positive {
		t.Errorf("without a name %v, without a guess %v", plain.Positive, same.Positive)
	}
}
