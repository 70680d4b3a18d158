// Package panel computes with panels: dense matrices of sixteen columns, row-major.
//
// A truncated decomposition of a sparse matrix spends its time in four products with such
// blocks of vectors: the sparse matrix times a panel, row by row or the other way about, the
// small product of two tall panels, and the update of a panel by another. With a fixed width
// the inner loops keep their sums in registers.
//
// Every sum runs in ascending order of its index and every step is one fused multiply-add, in
// the vector kernels (AVX2 and AVX-512, written by the generator in asm and chosen by what the
// processor has) as in their twins in Go: results depend neither on how rows are shared out
// nor on the processor.
package panel

//go:generate sh -c "cd asm && go run . -out ../kernels_amd64.s -stubs ../kernels_amd64.go -pkg panel"

// Width is the number of columns of a panel.
const Width = 16

// Square is a Width x Width matrix, row-major.
type Square [Width * Width]float64

const (
	panicIndex = "panel: fewer indices than weights"
	panicRows  = "panel: panels of different length"
)

// AddRows adds a sparse combination of rows of src to dst:
//
//	dst[c] += sum over p of weights[p] * src[index[p]*Width + c]
//
// Every index must be a row of src; they are not checked.
func AddRows(dst *[Width]float64, weights []float64, index []int32, src []float64) {
	if len(index) < len(weights) {
		panic(panicIndex)
	}
	if len(weights) > 0 {
		addRows(dst, weights, index, src)
	}
}

// AddToRows is AddRows the other way about: it adds multiples of a row to rows of dst:
//
//	dst[index[p]*Width + c] += weights[p] * row[c]
//
// Every index must be a row of dst; they are not checked.
func AddToRows(dst, weights []float64, index []int32, row *[Width]float64) {
	if len(index) < len(weights) {
		panic(panicIndex)
	}
	if len(weights) > 0 {
		addToRows(dst, weights, index, row)
	}
}

// AddGram adds q'w to c: c[i*Width+j] += sum over rows r of q[r,i] * w[r,j].
// q and w are panels of the same number of rows.
func AddGram(c *Square, q, w []float64) {
	if len(q) != len(w) {
		panic(panicRows)
	}
	if len(q) > 0 {
		addGram(c, q, w)
	}
}

// AddMul adds q c to w: w[r,j] += sum over i of q[r,i] * c[i,j]. q and w are panels of
// the same number of rows, which do not overlap.
func AddMul(w, q []float64, c *Square) {
	if len(q) != len(w) {
		panic(panicRows)
	}
	addMulStrided(w, q, Width, c)
}

// addMulStrided is AddMul for a q whose rows begin stride numbers after each other.
func addMulStrided(w, q []float64, stride int, c *Square) {
	if len(w) == 0 {
		return
	}
	if len(q) < (len(w)/Width-1)*stride+Width {
		panic(panicRows)
	}
	addMul(w, q, stride, c)
}
