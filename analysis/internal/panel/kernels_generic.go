package panel

import "math"

func addRowsGeneric(dst *[Width]float64, weights []float64, index []int32, src []float64) {
	for p, w := range weights {
		row := (*[Width]float64)(src[int(index[p])*Width:])
		for c, x := range row {
			dst[c] = math.FMA(w, x, dst[c])
		}
	}
}

func addToRowsGeneric(dst, weights []float64, index []int32, row *[Width]float64) {
	for p, w := range weights {
		to := (*[Width]float64)(dst[int(index[p])*Width:])
		for c, x := range row {
			to[c] = math.FMA(w, x, to[c])
		}
	}
}

func addGramGeneric(c *Square, q, w []float64) {
	for at := 0; at < len(q); at += Width {
		x, y := (*[Width]float64)(q[at:]), (*[Width]float64)(w[at:])
		for i, a := range x {
			out := (*[Width]float64)(c[i*Width:])
			for j, b := range y {
				out[j] = math.FMA(a, b, out[j])
			}
		}
	}
}

func addMulGeneric(w, q []float64, stride int, c *Square) {
	for r := range len(w) / Width {
		out := (*[Width]float64)(w[r*Width:])
		for i, a := range (*[Width]float64)(q[r*stride:]) {
			for j, b := range (*[Width]float64)(c[i*Width:]) {
				out[j] = math.FMA(a, b, out[j])
			}
		}
	}
}
