package panel

import (
	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/internal/parallel"
)

// Tall is a dense matrix with many rows, cut into panels by columns; the last panel is
// filled up with zeros.
type Tall struct {
	rows, columns int
	panels        [][]float64
}

// Split copies a matrix into panels.
func Split(m *mat.Dense) *Tall {
	rows, columns := m.Dims()
	t := &Tall{rows: rows, columns: columns}
	for at := 0; at < columns; at += Width {
		p := make([]float64, rows*Width)
		width := min(Width, columns-at)
		for i := range rows {
			copy(p[i*Width:i*Width+width], m.RawRowView(i)[at:at+width])
		}
		t.panels = append(t.panels, p)
	}
	return t
}

// rowsAtATime is the number of rows that one goroutine takes.
const rowsAtATime = 512

// MulTrans calls f for every row i with the products of the row and the rows of b
// (k x columns): the i-th row of t b', k numbers, which f must not keep. Rows are shared
// out among workers; the products do not depend on how.
func (t *Tall) MulTrans(b *mat.Dense, workers int, f func(i int, products []float64)) {
	k, columns := b.Dims()
	if columns != t.columns {
		panic(panicRows)
	}
	blocks := (k + Width - 1) / Width
	squares := make([]Square, blocks*len(t.panels))
	for j := range k {
		for c, x := range b.RawRowView(j) {
			squares[(j/Width)*len(t.panels)+c/Width][(c%Width)*Width+j%Width] = x
		}
	}
	parallel.Chunks(t.rows, rowsAtATime, workers, func(_, lo, hi int) {
		out := make([]float64, blocks*(hi-lo)*Width)
		products := make([]float64, blocks*Width)
		for block := range blocks {
			part := out[block*(hi-lo)*Width : (block+1)*(hi-lo)*Width]
			for c, p := range t.panels {
				AddMul(part, p[lo*Width:hi*Width], &squares[block*len(t.panels)+c])
			}
		}
		for i := lo; i < hi; i++ {
			for block := range blocks {
				at := (block*(hi-lo) + i - lo) * Width
				copy(products[block*Width:], out[at:at+Width])
			}
			f(i, products[:k])
		}
	})
}
