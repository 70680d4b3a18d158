package tfidf

import (
	"context"
	"slices"
	"sort"

	"github.com/james-bowman/sparse"
	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/internal/panel"
	"leitmotif/analysis/internal/parallel"
)

// Matrix is a sparse matrix of n documents x m terms, kept by rows alone. Every number of a
// product is summed by one goroutine in a fixed order, also in products with the transpose:
// there each goroutine goes through all rows and takes a band of the terms.
//
// It implements svd.Operator and mat.Matrix.
type Matrix struct {
	pattern
	weights []float64 // of the entries
	workers int
	bands   []band // of the terms, one for each worker
	// splits says where the entries of row i in band b end, counted from the first of the row,
	// at b n + i; those in the last band end with the row.
	splits []int32
}

// pattern is where the entries of a matrix of documents x terms stand: those of row i are
// start[i] to start[i+1], at the ascending terms that index has for them.
type pattern struct {
	terms int
	start []int
	index []int32
}

// Row is the content of one document: terms in ascending order with their weights.
type Row struct {
	Terms   []int32
	Weights []float64
}

// NewMatrix makes a matrix with the given number of terms from its rows, which it
// copies. The terms of each row must ascend. workers is the number of goroutines for
// products; 0 means one per processor.
func NewMatrix(rows []Row, terms, workers int) *Matrix {
	count := 0
	for _, r := range rows {
		count += len(r.Terms)
	}
	m := &Matrix{
		pattern: pattern{terms, make([]int, len(rows)+1), make([]int32, 0, count)},
		weights: make([]float64, 0, count), workers: workers,
	}
	for i, r := range rows {
		m.index = append(m.index, r.Terms...)
		m.weights = append(m.weights, r.Weights...)
		m.start[i+1] = len(m.index)
	}
	m.split()
	return m
}

// split parts the entries into bands.
func (m *Matrix) split() {
	m.bands = m.pattern.bands(m.workers)
	n, _ := m.Dims()
	m.splits = make([]int32, (len(m.bands)-1)*n)
	parallel.Brief(n, 4096, m.workers, func(_, lo, hi int) {
		for i := lo; i < hi; i++ {
			for b, band := range m.bands[:len(m.bands)-1] {
				_, end := band.within(&m.pattern, i)
				m.splits[b*n+i] = int32(end - m.start[i])
			}
		}
	})
}

// within returns the entries of row i in band b.
func (m *Matrix) within(b, i int) (lo, hi int) {
	n := len(m.start) - 1
	lo, hi = m.start[i], m.start[i+1]
	if b < len(m.bands)-1 {
		hi = lo + int(m.splits[b*n+i])
	}
	if b > 0 {
		lo += int(m.splits[(b-1)*n+i])
	}
	return lo, hi
}

// Dims returns the number of documents and of terms.
func (p *pattern) Dims() (documents, terms int) { return len(p.start) - 1, p.terms }

// NonZeros returns the number of weights that are not 0.
func (m *Matrix) NonZeros() int {
	n := 0
	for _, x := range m.weights {
		if x != 0 {
			n++
		}
	}
	return n
}

// Row returns document i. Its slices belong to the matrix.
func (m *Matrix) Row(i int) Row {
	lo, hi := m.start[i], m.start[i+1]
	return Row{m.index[lo:hi], m.weights[lo:hi]}
}

// At returns the weight of a term in a document.
func (m *Matrix) At(document, term int) float64 {
	r := m.Row(document)
	if p, found := slices.BinarySearch(r.Terms, int32(term)); found {
		return r.Weights[p]
	}
	return 0
}

// Mul sets dst (documents x svd.PanelWidth) to A src.
func (m *Matrix) Mul(dst, src []float64) {
	const lines = 512
	parallel.Brief(len(m.start)-1, lines, m.workers, func(_, lo, hi int) {
		for i := lo; i < hi; i++ {
			r, out := m.Row(i), (*[panel.Width]float64)(dst[i*panel.Width:])
			*out = [panel.Width]float64{}
			panel.AddRows(out, r.Weights, r.Terms, src)
		}
	})
}

// MulTrans sets dst (terms x svd.PanelWidth) to A' src.
func (m *Matrix) MulTrans(dst, src []float64) {
	m.mulTrans(dst, src, panel.Width, panel.Width)
}

// mulTrans is MulTrans of the leading width columns of src, whose rows begin stride numbers
// after each other.
func (m *Matrix) mulTrans(dst, src []float64, stride, width int) {
	clear(dst)
	parallel.Brief(len(m.bands), 1, m.workers, func(b, _, _ int) {
		var row [panel.Width]float64
		for i := range len(m.start) - 1 {
			copy(row[:width], src[i*stride:])
			lo, hi := m.within(b, i)
			panel.AddToRows(dst, m.weights[lo:hi], m.index[lo:hi], &row)
		}
	})
}

// TransProduct returns A' src, terms x r, src being documents x r. It fails when ctx ends.
func (m *Matrix) TransProduct(ctx context.Context, src *mat.Dense) (*mat.Dense, error) {
	_, r := src.Dims()
	out, raw := mat.NewDense(m.terms, r, nil), src.RawMatrix()
	columns := make([]float64, m.terms*panel.Width)
	for at := 0; at < r; at += panel.Width {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		width := min(panel.Width, r-at)
		m.mulTrans(columns, raw.Data[at:], raw.Stride, width)
		for term := range m.terms {
			copy(out.RawRowView(term)[at:at+width], columns[term*panel.Width:])
		}
	}
	return out, nil
}

// band is the terms from lo to hi-1.
type band struct{ lo, hi int32 }

// bands parts the terms into one band for each worker, with about as many entries each. What
// is summed within bands does not depend on where they end.
func (p *pattern) bands(workers int) []band {
	workers = min(parallel.Workers(workers), p.terms)
	if workers <= 1 {
		return []band{{0, int32(p.terms)}}
	}
	// A sample tells enough.
	sample := make([]int, p.terms)
	const every = 16
	seen := 0
	for at := 0; at < len(p.index); at += every {
		sample[p.index[at]]++
		seen++
	}
	var out []band
	var from int32
	passed := 0
	for t, n := range sample {
		passed += n
		if passed*workers >= seen*(len(out)+1) && len(out) < workers-1 {
			out = append(out, band{from, int32(t + 1)})
			from = int32(t + 1)
		}
	}
	return append(out, band{from, int32(p.terms)})
}

// within returns the entries of a row in the band.
func (b band) within(p *pattern, row int) (lo, hi int) {
	lo, hi = p.start[row], p.start[row+1]
	if int(b.hi) < p.terms {
		hi = lo + before(p.index[lo:hi], b.hi)
	}
	if b.lo > 0 {
		lo += before(p.index[lo:hi], b.lo)
	}
	return lo, hi
}

// before returns how many of the ascending terms are less than t.
func before(terms []int32, t int32) int {
	return sort.Search(len(terms), func(i int) bool { return terms[i] >= t })
}

// columnStarts returns where the entries of every term would begin in the matrix by columns,
// and their number.
func (p *pattern) columnStarts() []int {
	start := make([]int, p.terms+1)
	for _, t := range p.index {
		start[t+1]++
	}
	for t := range p.terms {
		start[t+1] += start[t]
	}
	return start
}

// T returns the transpose, terms x documents, the orientation of james-bowman/nlp.
func (m *Matrix) T() mat.Matrix { return mat.Transpose{Matrix: m} }

// SquaredNorm returns the sum of the squared weights.
func (m *Matrix) SquaredNorm() float64 {
	var sum float64
	for _, x := range m.weights {
		sum += x * x
	}
	return sum
}

// EachProduct calls use for every document with its row of A src, as many numbers as src
// (terms x r) has columns, which use may change but not keep. Documents are shared out among the workers
// of the matrix. It fails when ctx ends.
func (m *Matrix) EachProduct(ctx context.Context, src *mat.Dense, use func(document int, product []float64)) error {
	return m.eachProduct(ctx, func(i int, _ []float64) Row { return m.Row(i) }, src, m.workers, use)
}

// eachProduct is EachProduct for rows that are made as they are read, in room where they need
// any.
func (p *pattern) eachProduct(ctx context.Context, row func(i int, room []float64) Row, src *mat.Dense, workers int, use func(document int, product []float64)) error {
	const lines = 1024
	panels := panel.Split(src)
	_, r := src.Dims()
	n, _ := p.Dims()
	return parallel.Chunks(ctx, n, lines, workers, func(_, lo, hi int) {
		products, room := make([]float64, (hi-lo)*r), []float64(nil)
		// Panel by panel, so that the rows of few terms stay near the processor.
		for c, from := range panels {
			for i := lo; i < hi; i++ {
				weights := row(i, room[:0])
				room = weights.Weights
				var sum [panel.Width]float64
				panel.AddRows(&sum, weights.Weights, weights.Terms, from)
				copy(products[(i-lo)*r+c*panel.Width:(i-lo+1)*r], sum[:])
			}
		}
		for i := lo; i < hi; i++ {
			use(i, products[(i-lo)*r:(i-lo+1)*r])
		}
	})
}

// FromTermsByDocuments copies a matrix of terms x documents, the orientation of
// james-bowman/nlp.
func FromTermsByDocuments(terms mat.Matrix) *Matrix {
	m, n := terms.Dims()
	rows := make([]Row, n)
	add := func(term, document int, x float64) {
		if r := &rows[document]; x != 0 {
			r.Terms, r.Weights = append(r.Terms, int32(term)), append(r.Weights, x)
		}
	}
	if convert, ok := terms.(sparse.TypeConverter); ok {
		convert.ToCSR().DoNonZero(add)
	} else {
		for term := range m {
			for document := range n {
				add(term, document, terms.At(term, document))
			}
		}
	}
	return NewMatrix(rows, m, 0)
}
