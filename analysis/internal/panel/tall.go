package panel

import (
	"context"
	"sync"

	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/internal/parallel"
)

// Split copies a matrix into panels, by columns; the last panel is filled up with zeros.
func Split(m *mat.Dense) [][]float64 {
	rows, columns := m.Dims()
	var panels [][]float64
	for at := 0; at < columns; at += Width {
		p := make([]float64, rows*Width)
		cut(p, m, 0, at)
		panels = append(panels, p)
	}
	return panels
}

// cut copies the columns of m from column at on into a panel, from row lo on.
func cut(to []float64, m *mat.Dense, lo, at int) {
	_, columns := m.Dims()
	width := min(Width, columns-at)
	for i := range len(to) / Width {
		row := to[i*Width : (i+1)*Width]
		copy(row[:width], m.RawRowView(lo + i)[at:at+width])
		clear(row[width:])
	}
}

// rowsAtATime is the number of rows that one goroutine takes.
const rowsAtATime = 512

// MulTrans calls f for every row i of m with the products of the row and the rows of b
// (k x as many columns): the i-th row of m b', k numbers, which f must not keep. Rows are
// shared out among workers; the products do not depend on how. It stops with the error of ctx
// once that has ended.
func MulTrans(ctx context.Context, m, b *mat.Dense, workers int, f func(i int, products []float64)) error {
	rows, columns := m.Dims()
	k, width := b.Dims()
	if width != columns {
		panic(panicRows)
	}
	blocks, panels := (k+Width-1)/Width, (columns+Width-1)/Width
	turned := borrow(blocks * panels * Width * Width)
	defer lent.Put(turned)
	squares := *turned
	clear(squares)
	square := func(block, c int) *Square {
		at := (block*panels + c) * Width * Width
		return (*Square)(squares[at : at+Width*Width])
	}
	for j := range k {
		for c, x := range b.RawRowView(j) {
			square(j/Width, c/Width)[(c%Width)*Width+j%Width] = x
		}
	}
	raw := m.RawMatrix()
	return parallel.Chunks(ctx, rows, rowsAtATime, workers, func(_, lo, hi int) {
		size := (hi - lo) * Width
		room := borrow(blocks*(size+Width) + size)
		defer lent.Put(room)
		out, products, last := (*room)[:blocks*size], (*room)[blocks*size:blocks*(size+Width)], (*room)[blocks*(size+Width):]
		clear(out)
		for c := range panels {
			q, stride := raw.Data[lo*raw.Stride+c*Width:], raw.Stride
			if (c+1)*Width > columns {
				cut(last, m, lo, c*Width)
				q, stride = last, Width
			}
			for block := range blocks {
				addMulStrided(out[block*size:(block+1)*size], q, stride, square(block, c))
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
