package study

import (
	"math"
	"testing"
)

// Full texts have no bridge, headlines half of their points, and between them no length makes a
// leap.
func TestBridgeShare(t *testing.T) {
	for median, want := range map[int]float64{0: 0.5, 1: 0.5, 10: 0.5, 25: 0, 26: 0, 400: 0, 15: 0.5 * math.Log(25.0/15) / math.Log(2.5)} {
		if got := bridgeShare(median); math.Abs(got-want) > 1e-12 {
			t.Errorf("median %d: share %g, want %g", median, got, want)
		}
	}
	for median := range 100 {
		if step := bridgeShare(median) - bridgeShare(median+1); step < 0 || step > 0.07 {
			t.Errorf("from %d to %d terms the share falls by %g", median, median+1, step)
		}
	}
}
