package panel

import "math"

// ScaleToOne scales a vector to length 1; zeros stay.
func ScaleToOne(x []float64) {
	var square float64
	for _, v := range x {
		square += v * v
	}
	if square == 0 {
		return
	}
	scale := 1 / math.Sqrt(square)
	for i := range x {
		x[i] *= scale
	}
}
