//go:build !amd64

package panel

func addRows(dst *[Width]float64, weights []float64, index []int32, src []float64) {
	addRowsGeneric(dst, weights, index, src)
}

func addToRows(dst, weights []float64, index []int32, row *[Width]float64) {
	addToRowsGeneric(dst, weights, index, row)
}

func addGram(c *Square, q, w []float64) { addGramGeneric(c, q, w) }

func addMul(w, q []float64, stride int, c *Square) { addMulGeneric(w, q, stride, c) }
