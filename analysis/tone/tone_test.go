package tone

import (
	"math"
	"math/rand/v2"
	"testing"

	"leitmotif/analysis/inference"
)

// TestScore: (8 - 1) / (1 + 1 + 8) of probabilities 1/4, 1/4, 1/2, and what is surely neutral is
// nearer to 0 than positive - negative.
func TestScore(t *testing.T) {
	for _, test := range []struct{ negative, neutral, positive, want float64 }{
		{0.25, 0.25, 0.5, 0.7}, {0.5, 0.25, 0.25, -0.7}, {0.25, 0.5, 0.25, 0}, {0, 0, 1, 1}, {1, 0, 0, -1}, {0, 0, 0, 0}, {0, 0.5, 0.5, 0.5}, {0, 0.75, 0.25, 1.0 / 28},
	} {
		if got := Score(test.negative, test.neutral, test.positive); math.Abs(got-test.want) > 1e-12 {
			t.Errorf("%+v: %v", test, got)
		}
	}
}

func TestLabel(t *testing.T) {
	for _, test := range []struct {
		score, band float64
		want        string
	}{
		{0, 0, Neutral}, {0.2, 0.2, Neutral}, {-0.2, 0.2, Neutral}, {0.21, 0.2, Positive}, {-0.21, 0.2, Negative}, {1e-9, 0, Positive},
	} {
		if got := Label(test.score, test.band); got != test.want {
			t.Errorf("%v with a band of %v is %s, want %s", test.score, test.band, got, test.want)
		}
	}
}

// TestCounts: of 20, three more negative than positive are not within the band of .1, two are; six
// of eleven are most of them, though the net tone is -1/11.
func TestCounts(t *testing.T) {
	for _, test := range []struct {
		counts Counts
		score  float64
		label  string
	}{
		{Counts{}, 0, ""},
		{Counts{1, 0, 0}, -1, Negative},
		{Counts{4, 14, 2}, -0.1, Neutral},
		{Counts{5, 13, 2}, -0.15, Negative},
		{Counts{1, 6, 3}, 0.2, Positive},
		{Counts{6, 0, 5}, -1.0 / 11, Negative},
		{Counts{5, 0, 6}, 1.0 / 11, Positive},
		{Counts{5, 1, 5}, 0, Neutral},
	} {
		if got := test.counts.Score(); got != test.score {
			t.Errorf("%+v: score %v, want %v", test.counts, got, test.score)
		}
		if got := test.counts.Label(); got != test.label {
			t.Errorf("%+v is %q, want %q", test.counts, got, test.label)
		}
	}
	var c Counts
	for _, label := range []string{Negative, Positive, Negative, Neutral, ""} {
		c.Count(label)
	}
	if c != (Counts{2, 1, 1}) {
		t.Errorf("counted %+v", c)
	}
}

// TestLabelsAgree goes through all counts up to 12: a label has the sign of its score, and what
// is mostly of one tone is called so.
func TestLabelsAgree(t *testing.T) {
	for a := range 13 {
		for b := range 13 - a {
			for c := range 13 - a - b {
				x := Counts{a, b, c}
				label, n := x.Label(), x.N()
				if label == Negative && x.Score() >= 0 || label == Positive && x.Score() <= 0 {
					t.Errorf("%+v is %s with a score of %v", x, label, x.Score())
				}
				if 2*a > n && label != Negative || 2*c > n && label != Positive {
					t.Errorf("%+v is %s", x, label)
				}
			}
		}
	}
}

// TestSum: the order of stories, and whether their articles come one by one, is of no matter.
func TestSum(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	stories := make([]Counts, 20)
	var forth Sum
	for i := range stories {
		stories[i] = Counts{r.IntN(4), r.IntN(6), r.IntN(3)}
		forth.Add(stories[i])
	}
	var back Sum
	var apart ByStory
	for i := len(stories) - 1; i >= 0; i-- {
		x := stories[i]
		back.Add(x)
		apart.Add(string(rune('a'+i)), true, Counts{Negative: x.Negative})
		apart.Add(string(rune('a'+i)), true, Counts{Neutral: x.Neutral, Positive: x.Positive})
	}
	if forth.Net() != back.Net() || forth.Net() != apart.Net() || apart.Counts() != forth.Counts {
		t.Errorf("%+v, backwards %+v, in parts %+v", forth.Net(), back.Net(), apart.Net())
	}
	var few Sum
	for range inference.LeastMean - 1 {
		few.Add(Counts{Negative: 3})
		few.Add(Counts{})
	}
	if net := few.Net(); net.Told() || net.Low != -1 || net.High != 1 || net.Stories != inference.LeastMean-1 {
		t.Errorf("an interval of %d stories: %+v", net.Stories, net)
	}
}

func TestClear(t *testing.T) {
	for _, test := range []struct {
		low, high float64
		want      string
	}{
		{-0.5, -0.11, Negative}, {-0.5, -0.1, ""}, {-0.05, 0.05, ""}, {0.1, 0.4, ""}, {0.11, 0.4, Positive},
	} {
		if got := Clear(test.low, test.high); got != test.want {
			t.Errorf("[%v, %v] is %q, want %q", test.low, test.high, got, test.want)
		}
	}
}
