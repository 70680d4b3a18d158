package training

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/sentiment"
	"leitmotif/analysis/sentiment/passage"
	"leitmotif/analysis/tokenize"
	"leitmotif/analysis/watchlist"
)

// plantedSet makes sentences of a made-up language whose tone hangs on one word:
// "mooi" and "fijn" are good, "lelijk" and "naar" bad.
func plantedSet(workers int) Set {
	set := Set{Language: "nl", Workers: workers, Lexicon: Lexicon{"mooi": 2, "lelijk": -2}}
	words := [sentiment.Classes][]string{sentiment.ClassNegative: {"lelijk", "naar"}, sentiment.ClassNeutral: {"groot", "rond"}, sentiment.ClassPositive: {"mooi", "fijn"}}
	things := []string{"huis", "schip", "boek", "plein", "feest"}
	for i := range 90 {
		label := i % sentiment.Classes
		text := fmt.Sprintf("het %s van %s is %s", things[i%len(things)], things[(i/5)%len(things)], words[label][(i/3)%2])
		set.Examples = append(set.Examples, Example{Text: text, Start: 4, End: 4 + len(things[i%len(things)]), Label: label})
	}
	set.Texts = func(yield func(string) bool) {
		for i, x := range set.Examples {
			if !yield(fmt.Sprintf("%s en %s", x.Text, things[i%3])) {
				return
			}
		}
	}
	return set
}

func TestTrainFindsPlantedTone(t *testing.T) {
	m, err := Train(context.Background(), plantedSet(1))
	if err != nil {
		t.Fatal(err)
	}
	data := m.Encode()
	for _, workers := range []int{1, 3} {
		again, err := Train(context.Background(), plantedSet(workers))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(again.Encode(), data) {
			t.Errorf("another model with %d workers", workers)
		}
	}
	name := filepath.Join(t.TempDir(), "nl.tone")
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := sentiment.NewScorer(sentiment.Options{
		Models:    map[string]string{"nl": name},
		Watchlist: &watchlist.List{Targets: []watchlist.Target{{Name: "huis"}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"het huis van feest is mooi": sentiment.Positive, "het huis van plein is naar": sentiment.Negative, "het huis van boek is rond": sentiment.Neutral,
	} {
		got := s.Article("nl", "", nil, text, tokenize.Append(nil, text))
		if got.Label != want || len(got.Mentions) != 1 || got.Mentions[0].Label != want {
			t.Errorf("%q: %+v, want %s", text, got, want)
		}
	}
}

func TestCrossValidationIsHonest(t *testing.T) {
	results, err := CrossValidate(context.Background(), plantedSet(1))
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range results {
		hits := 0
		for i, label := range v.Labels {
			if v.Called[i] == label {
				hits++
			}
			if p := v.Probabilities[i]; math.Abs(p[0]+p[1]+p[2]-1) > 1e-12 {
				t.Fatalf("probabilities %v", p)
			}
		}
		if hits < 80 {
			t.Errorf("towards %v: %d of 90 planted tones found", v.Towards, hits)
		}
	}
	if len(results) != 2 {
		t.Errorf("%d modes measured", len(results))
	}
	if texts := textsOf([]Example{{Text: "a"}, {Text: "b"}, {Text: "a"}}); !slices.Equal(texts, []int{0, 1, 0}) {
		t.Errorf("texts %v: one has two numbers, or two have one", texts)
	}
}

func TestTrainNeedsExamples(t *testing.T) {
	set := plantedSet(1)
	set.Examples = set.Examples[:12]
	if _, err := Train(context.Background(), set); !errors.Is(err, errNoExamples) {
		t.Errorf("twelve examples: %v", err)
	}
}

// TestMinimise: f(x, y) = (x - 1)^2 + 10 (y + 2)^2 + (x - 1)^4 has its minimum at (1, -2).
func TestMinimise(t *testing.T) {
	x := []float64{8, 5}
	minimise(x, func(x, g []float64) float64 {
		a, b := x[0]-1, x[1]+2
		g[0], g[1] = 2*a+4*a*a*a, 20*b
		return a*a + 10*b*b + a*a*a*a
	}, 100, 1e-14)
	if math.Abs(x[0]-1) > 1e-5 || math.Abs(x[1]+2) > 1e-5 {
		t.Errorf("minimum at %v", x)
	}
}

// TestGradient compares the gradient of the loss with differences.
func TestGradient(t *testing.T) {
	set := plantedSet(1)
	trainer, err := newTrainer(context.Background(), set, recipeFor("nl"))
	if err != nil {
		t.Fatal(err)
	}
	d := trainer.newDesign(set.Examples, nil, passage.Towards, trainer.features())
	s := &softmax{design: d, scales: trainer.recipe.scales[passage.Towards], penalty: 1, use: everything(d.sentences()), workers: 1}
	s.prepare()
	x := make([]float64, (passage.Towards.Features()+len(d.blocks)*(d.features.columns+d.features.width))*sentiment.Classes)
	for i := range x {
		x[i] = math.Sin(float64(i)) / 5
	}
	gradient, ignored := make([]float64, len(x)), make([]float64, len(x))
	s.loss(x, gradient)
	for i := 0; i < len(x); i += 97 {
		const h = 1e-5
		at := x[i]
		x[i] = at + h
		above := s.loss(x, ignored)
		x[i] = at - h
		below := s.loss(x, ignored)
		x[i] = at
		if want := (above - below) / (2 * h); math.Abs(gradient[i]-want) > 1e-5*(1+math.Abs(want)) {
			t.Errorf("parameter %d: gradient %v, by differences %v", i, gradient[i], want)
		}
	}
}

// TestCalibrate: logits of ln 9 with hits of 3 in 4 are too sure; the right odds are 3 to
// 1, so the slope is ln 3 / ln 9 = 1/2 for two classes (the third out of the way), and as
// these are alike, no shift.
func TestCalibrate(t *testing.T) {
	var logits []float64
	var labels []int
	for i := range 8000 {
		z := [sentiment.Classes]float64{0, -50, 0}
		z[sentiment.ClassPositive*(i%2)] = math.Log(9)
		logits = append(logits, z[:]...)
		hit := i/2%4 != 0
		labels = append(labels, map[bool]int{true: sentiment.ClassPositive, false: sentiment.ClassNegative}[(i%2 == 1) == hit])
	}
	c := calibrate(logits, labels)
	if math.Abs(c.slope-0.5) > 1e-3 || math.Abs(c.shift[sentiment.ClassNegative]-c.shift[sentiment.ClassPositive]) > 1e-3 {
		t.Errorf("calibration %+v, want a slope of 1/2 and no shift", c)
	}
}

// TestCalibrateShift: where logits say nothing, the shares of the labels do.
func TestCalibrateShift(t *testing.T) {
	const bad, plain, good = sentiment.ClassNegative, sentiment.ClassNeutral, sentiment.ClassPositive
	labels := make([]int, 0, 8000)
	for i := range 8000 {
		labels = append(labels, []int{bad, plain, plain, good, good, good, good, good}[i%8])
	}
	c := calibrate(make([]float64, len(labels)*sentiment.Classes), labels)
	if p := c.probabilities(make([]float64, sentiment.Classes)); maxDistance(p, [sentiment.Classes]float64{0.125, 0.25, 0.625}) > 1e-3 {
		t.Errorf("probabilities %v, want 1/8, 2/8, 5/8", p)
	}
}

func maxDistance(a, b [sentiment.Classes]float64) float64 {
	return floats.Distance(a[:], b[:], math.Inf(1))
}

// TestZero: of two texts one is good by log-odds of 1, the other, of two sentences, says
// nothing, so that both stand as far from 0 after a shift of 1/2, a quarter of either logit.
func TestZero(t *testing.T) {
	sentences := []vote{{[sentiment.Classes]float64{0, -50, 1}, 1}, {[sentiment.Classes]float64{0, -50, 0}, 0.5}, {[sentiment.Classes]float64{0, -50, 0}, 0.5}}
	if got := zero(sentences); math.Abs(got-0.25) > 1e-9 {
		t.Errorf("zero %v, want 1/4", got)
	}
	if got := zero(nil); got != 0 {
		t.Errorf("without texts the zero is %v", got)
	}
}

// TestMacroF1: of two negatives one is hit and one called neutral; the neutral is hit; no
// positive: F1 = 2*1/(1+2) = 2/3, 2*1/(2+1) = 2/3, and 0, over three classes.
func TestMacroF1(t *testing.T) {
	s := scored{[]float64{-0.5, -0.1, 0.2}, []int{sentiment.ClassNegative, sentiment.ClassNegative, sentiment.ClassNeutral}}
	if got := s.macroF1(0.3); math.Abs(got-4.0/9) > 1e-12 {
		t.Errorf("macro-F1 %v, want 4/9", got)
	}
}

// TestBand: scores of neutral examples reach to .3 in one mode and to .2 in the other, those of
// the others begin at .35; few examples choose no band.
func TestBand(t *testing.T) {
	mode := func(reach float64) (s scored) {
		for i := range minBand {
			label := i % sentiment.Classes
			score := float64(label-sentiment.ClassNeutral) * 0.35
			if label == sentiment.ClassNeutral {
				score = reach * math.Sin(float64(i))
			}
			s.scores, s.labels = append(s.scores, score), append(s.labels, label)
		}
		return s
	}
	if got := band([]scored{mode(0.3), mode(0.2)}); math.Abs(got-0.3) > 1e-9 {
		t.Errorf("band %v, want .3", got)
	}
	few := mode(0.3)
	few.scores, few.labels = few.scores[1:], few.labels[1:]
	if got := band([]scored{few}); got != usualBand {
		t.Errorf("of too few examples a band of %v", got)
	}
}

// TestRidge: with rows (1), (-1) and values 3 and 1 the mean is 2 and the weight
// x'y / (x'x + penalty) = 2 / (2 + 10).
func TestRidge(t *testing.T) {
	r, err := fitRidge(mat.NewDense(2, 1, []float64{1, -1}), []int{0, 1}, []float64{3, 1})
	if err != nil {
		t.Fatal(err)
	}
	if got := r.predict([]float64{6}); math.Abs(got-3) > 1e-12 {
		t.Errorf("prediction %v, want 2 + 6/6 = 3", got)
	}
}

// TestAssociations: in "a b" five words around each are two: n(a, b) = n(b, a) = 1, so
// P(b | a) = 1, p(b) = 1/2, and PPMI = ln 2.
func TestAssociations(t *testing.T) {
	v := &vectors{words: []string{"a", "b"}, count: []int{1, 1}}
	m := v.associations([]int32{0, 1, -1, -1, -1, -1, -1}, 1)
	if got := m.At(0, 1); math.Abs(got-math.Ln2) > 1e-12 || m.At(0, 0) != 0 {
		t.Errorf("PPMI %v, want ln 2", got)
	}
}
