package topic

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// TestMap lays out three topics: two at right angles to each other, distance 1, and one
// halfway between them, at 1 - cos 45 degrees = 0.2929 of each. Of the three squared
// distances the plane needs one coordinate for the outer two, +-1/2, and one for how far
// the third lies off their line: it is nearer than half the way, so that the scaling has
// no second real coordinate.
func TestMap(t *testing.T) {
	h := math.Sqrt2 / 2
	points := mat.NewDense(4, 2, []float64{0, 1, 1, 0, h, h, 1, 0})
	at := done(Map(t.Context(), points, []int{0, 1, 2, 1}, 3, 1))
	want := mat.NewDense(3, 2, []float64{0.5, 0, -0.5, 0, 0, 0})
	if !mat.EqualApprox(at, want, 1e-9) {
		t.Errorf("the map is %v", mat.Formatted(at))
	}
}

// TestMapOfASquare lays out four topics whose distances are those of no plane: every pair
// is as far apart. Whatever the plane keeps, nothing is lost in it: finite, centred, with
// the furthest coordinate positive.
func TestMapOfEqualDistances(t *testing.T) {
	points := mat.NewDense(4, 4, []float64{1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1})
	at := done(Map(t.Context(), points, []int{0, 1, 2, 3}, 4, 1))
	for d := range 2 {
		column := mat.Col(nil, d, at)
		total, furthest := 0.0, 0.0
		for _, x := range column {
			total += x
			if math.Abs(x) > math.Abs(furthest)*(1+1e-9) {
				furthest = x
			}
		}
		if math.Abs(total) > 1e-9 || !(furthest > 0.1) {
			t.Errorf("coordinate %d: %v", d, column)
		}
	}
}

func TestMapOfFew(t *testing.T) {
	one := mat.NewDense(1, 2, []float64{1, 0})
	if at := done(Map(t.Context(), one, []int{0}, 1, 1)); at.At(0, 0) != 0 || at.At(0, 1) != 0 {
		t.Errorf("an only topic lies at %v", mat.Formatted(at))
	}
	same := mat.NewDense(2, 2, []float64{1, 0, 1, 0})
	if at := done(Map(t.Context(), same, []int{0, 1}, 2, 1)); mat.Norm(at, 2) > 1e-9 {
		t.Errorf("topics in one place lie at %v", mat.Formatted(at))
	}
	two := mat.NewDense(2, 2, []float64{1, 0, 0, 1})
	if at := done(Map(t.Context(), two, []int{0, 1}, 2, 1)); math.Abs(at.At(0, 0)-0.5) > 1e-9 || math.Abs(at.At(1, 0)+0.5) > 1e-9 {
		t.Errorf("two topics lie at %v", mat.Formatted(at))
	}
}
