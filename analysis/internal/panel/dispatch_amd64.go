package panel

import "golang.org/x/sys/cpu"

// vector tells whether the processor has the instructions of the kernels.
var vector = cpu.X86.HasAVX2 && cpu.X86.HasFMA

func addRows(dst *[Width]float64, weights []float64, index []int32, src []float64) {
	if !vector {
		addRowsGeneric(dst, weights, index, src)
		return
	}
	addRowsAVX2(dst, &weights[0], &index[0], &src[0], len(weights))
}

func addToRows(dst, weights []float64, index []int32, row *[Width]float64) {
	if !vector {
		addToRowsGeneric(dst, weights, index, row)
		return
	}
	addToRowsAVX2(&dst[0], &weights[0], &index[0], row, len(weights))
}

func addGram(c *Square, q, w []float64) {
	if !vector {
		addGramGeneric(c, q, w)
		return
	}
	addGramAVX2((*[Width * Width]float64)(c), &q[0], &w[0], len(q)/Width)
}

func addMul(w, q []float64, stride int, c *Square) {
	if !vector {
		addMulGeneric(w, q, stride, c)
		return
	}
	addMulAVX2(&w[0], &q[0], stride, (*[Width * Width]float64)(c), len(w)/Width)
}
