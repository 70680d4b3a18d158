package evaluate_test

import (
	"math"
	"testing"

	"leitmotif/analysis/evaluate"
)

func TestLogLoss(t *testing.T) {
	// (-ln 1/2 - ln 1/4) / 2 = 3/2 ln 2
	got := evaluate.LogLoss([]int{0, 2}, [][]float64{{0.5, 0.25, 0.25}, {0.5, 0.25, 0.25}})
	if want := 1.5 * math.Ln2; math.Abs(got-want) > 1e-15 {
		t.Errorf("log loss %g, want %g", got, want)
	}
	if got := evaluate.LogLoss([]int{1}, [][]float64{{1, 0, 0}}); !math.IsInf(got, 1) {
		t.Errorf("log loss of what was held impossible: %g", got)
	}
	if got := evaluate.LogLoss(nil, nil); got != 0 {
		t.Errorf("log loss of nothing: %g", got)
	}
}

func TestReliability(t *testing.T) {
	// Bin 0 holds 0 three times, never true; bin 1 .15, .1, .1, of which one .1 came true;
	// bin 8 .85, which did, and .8; the last bin 1.
	bins := evaluate.Reliability([]int{2, 0, 1}, [][]float64{{0, 0.15, 0.85}, {0.1, 0.8, 0.1}, {0, 1, 0}})
	for i, want := range map[int]evaluate.Bin{0: {Count: 3}, 1: {Count: 3, Mean: 0.35 / 3, Share: 1.0 / 3}, 8: {Count: 2, Mean: 0.825, Share: 0.5}, 9: {Count: 1, Mean: 1, Share: 1}, 5: {}} {
		got := bins[i]
		if got.Count != want.Count || math.Abs(got.Mean-want.Mean) > 1e-15 || math.Abs(got.Share-want.Share) > 1e-15 {
			t.Errorf("bin %d: %+v, want %+v", i, got, want)
		}
	}
}
