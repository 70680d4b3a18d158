package panel

import "golang.org/x/sys/cpu"

// width is that of the vectors in use, in bits; 0 where the processor lacks the instructions
// of the kernels.
var width = func() int {
	switch {
	case cpu.X86.HasAVX512F:
		return 512
	case cpu.X86.HasAVX2 && cpu.X86.HasFMA:
		return 256
	}
	return 0
}()

func addRows(dst *[Width]float64, weights []float64, index []int32, src []float64) {
	switch width {
	case 512:
		addRowsAVX512(dst, &weights[0], &index[0], &src[0], len(weights))
	case 256:
		addRowsAVX2(dst, &weights[0], &index[0], &src[0], len(weights))
	default:
		addRowsGeneric(dst, weights, index, src)
	}
}

func addToRows(dst, weights []float64, index []int32, row *[Width]float64) {
	switch width {
	case 512:
		addToRowsAVX512(&dst[0], &weights[0], &index[0], row, len(weights))
	case 256:
		addToRowsAVX2(&dst[0], &weights[0], &index[0], row, len(weights))
	default:
		addToRowsGeneric(dst, weights, index, row)
	}
}

func addGram(c *Square, q, w []float64) {
	to := (*[Width * Width]float64)(c)
	switch width {
	case 512:
		addGramAVX512(to, &q[0], &w[0], len(q)/Width)
	case 256:
		addGramAVX2(to, &q[0], &w[0], len(q)/Width)
	default:
		addGramGeneric(c, q, w)
	}
}

func addMul(w, q []float64, stride int, c *Square) {
	from := (*[Width * Width]float64)(c)
	switch width {
	case 512:
		addMulAVX512(&w[0], &q[0], stride, from, len(w)/Width)
	case 256:
		addMulAVX2(&w[0], &q[0], stride, from, len(w)/Width)
	default:
		addMulGeneric(w, q, stride, c)
	}
}
