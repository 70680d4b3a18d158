package panel

import (
	"context"
	"sync"

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
// out among workers; the products do not depend on how. It stops with the error of ctx once
// that has ended.
func (t *Tall) MulTrans(ctx context.Context, b *mat.Dense, workers int, f func(i int, products []float64)) error {
	k, columns := b.Dims()
	if columns != t.columns {
		panic(panicRows)
	}
	blocks := (k + Width - 1) / Width
	turned := borrow(blocks * len(t.panels) * Width * Width)
	defer lent.Put(turned)
	squares := *turned
	clear(squares)
	square := func(block, c int) *Square {
		at := (block*len(t.panels) + c) * Width * Width
		return (*Square)(squares[at : at+Width*Width])
	}
	for j := range k {
		for c, x := range b.RawRowView(j) {
			square(j/Width, c/Width)[(c%Width)*Width+j%Width] = x
		}
	}
	return parallel.Chunks(ctx, t.rows, rowsAtATime, workers, func(_, lo, hi int) {
		size := (hi - lo) * Width
		room := borrow(blocks * (size + Width))
		defer lent.Put(room)
		out, products := (*room)[:blocks*size], (*room)[blocks*size:]
		clear(out)
		for block := range blocks {
			for c, p := range t.panels {
				AddMul(out[block*size:(block+1)*size], p[lo*Width:hi*Width], square(block, c))
			}
		}
		for i := lo; i < hi; i++ {
			for block := range blocks {
				at := block*size + (i-lo)*Width
				copy(products[block*Width:], out[at:at+Width])
			}
			f(i, products[:k])
		}
	})
}

// lent holds the rooms of former products: k-means multiplies thousands of times, and what
// it left behind was a fifth of all that a run allocated.
var lent sync.Pool

// borrow gives n numbers of any value.
func borrow(n int) *[]float64 {
	room, ok := lent.Get().(*[]float64)
	if !ok || cap(*room) < n {
		fresh := make([]float64, n)
		room = &fresh
	}
	*room = (*room)[:n]
	return room
}
