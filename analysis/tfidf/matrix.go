package tfidf

import (
	"sort"

	"github.com/james-bowman/sparse"
	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/internal/panel"
	"leitmotif/analysis/internal/parallel"
)

// Matrix is a sparse matrix of n documents x m terms. Rows are sorted by term. It
// keeps its transpose beside it, so that products with both run over contiguous
// memory and every number of a product is summed by one goroutine in a fixed order.
//
// It implements svd.Operator and mat.Matrix.
type Matrix struct {
	documents, terms int
	rows, columns    side
	workers          int
}

// side is the matrix by rows or by columns: line i holds weights[start[i]:start[i+1]] at
// the ascending positions index[start[i]:start[i+1]].
type side struct {
	start   []int
	index   []int32
	weights []float64
}

// Row is the content of one document: terms in ascending order with their weights.
type Row struct {
	Terms   []int32
	Weights []float64
}

// sort puts the terms in ascending order.
func (r Row) sort() { sort.Sort(byTerm(r)) }

type byTerm Row

func (r byTerm) Len() int           { return len(r.Terms) }
func (r byTerm) Less(i, j int) bool { return r.Terms[i] < r.Terms[j] }
func (r byTerm) Swap(i, j int) {
	r.Terms[i], r.Terms[j] = r.Terms[j], r.Terms[i]
	r.Weights[i], r.Weights[j] = r.Weights[j], r.Weights[i]
}

// NewMatrix makes a matrix with the given number of terms from its rows, which it
// copies. The terms of each row must ascend. workers is the number of goroutines for
// products; 0 means one per processor.
func NewMatrix(rows []Row, terms, workers int) *Matrix {
	m := &Matrix{documents: len(rows), terms: terms, workers: workers}
	count := 0
	for _, r := range rows {
		count += len(r.Terms)
	}
	m.rows = side{make([]int, len(rows)+1), make([]int32, 0, count), make([]float64, 0, count)}
	for i, r := range rows {
		m.rows.index = append(m.rows.index, r.Terms...)
		m.rows.weights = append(m.rows.weights, r.Weights...)
		m.rows.start[i+1] = len(m.rows.index)
	}
	m.columns = m.rows.transpose(terms)
	return m
}

// transpose gives the same entries by column, for the given number of columns.
func (c side) transpose(columns int) side {
	t := side{make([]int, columns+1), make([]int32, len(c.index)), make([]float64, len(c.weights))}
	for _, j := range c.index {
		t.start[j+1]++
	}
	for j := range columns {
		t.start[j+1] += t.start[j]
	}
	next := append([]int(nil), t.start[:columns]...)
	for i := range len(c.start) - 1 {
		for p := c.start[i]; p < c.start[i+1]; p++ {
			at := next[c.index[p]]
			next[c.index[p]]++
			t.index[at], t.weights[at] = int32(i), c.weights[p]
		}
	}
	return t
}

// Dims returns the number of documents and of terms.
func (m *Matrix) Dims() (documents, terms int) { return m.documents, m.terms }

// NonZeros returns the number of stored entries.
func (m *Matrix) NonZeros() int { return len(m.rows.index) }

// Row returns document i. Its slices belong to the matrix.
func (m *Matrix) Row(i int) Row {
	lo, hi := m.rows.start[i], m.rows.start[i+1]
	return Row{m.rows.index[lo:hi], m.rows.weights[lo:hi]}
}

// Column returns the documents that hold a term, ascending, and its weights in them.
// The slices belong to the matrix.
func (m *Matrix) Column(term int) (documents []int32, weights []float64) {
	lo, hi := m.columns.start[term], m.columns.start[term+1]
	return m.columns.index[lo:hi], m.columns.weights[lo:hi]
}

// At returns the weight of a term in a document.
func (m *Matrix) At(document, term int) float64 {
	r := m.Row(document)
	if p := sort.Search(len(r.Terms), func(p int) bool { return int(r.Terms[p]) >= term }); p < len(r.Terms) && int(r.Terms[p]) == term {
		return r.Weights[p]
	}
	return 0
}

// Mul sets dst (documents x svd.PanelWidth) to A src.
func (m *Matrix) Mul(dst, src []float64) { m.rows.mul(dst, src, m.workers) }

// MulTrans sets dst (terms x svd.PanelWidth) to A' src.
func (m *Matrix) MulTrans(dst, src []float64) { m.columns.mul(dst, src, m.workers) }

func (c side) mul(dst, src []float64, workers int) {
	const lines = 512
	parallel.Brief(len(c.start)-1, lines, workers, func(_, lo, hi int) {
		for i := lo; i < hi; i++ {
			out := (*[panel.Width]float64)(dst[i*panel.Width:])
			*out = [panel.Width]float64{}
			panel.AddRows(out, c.weights[c.start[i]:c.start[i+1]], c.index[c.start[i]:c.start[i+1]], src)
		}
	})
}

// TermsByDocuments gives the matrix in the orientation and type of
// james-bowman/nlp: terms x documents, compressed by rows.
func (m *Matrix) TermsByDocuments() *sparse.CSR {
	index := make([]int, len(m.columns.index))
	for i, j := range m.columns.index {
		index[i] = int(j)
	}
	start := append([]int(nil), m.columns.start...)
	weights := append([]float64(nil), m.columns.weights...)
	return sparse.NewCSR(m.terms, m.documents, start, index, weights)
}

// T returns the transpose, terms x documents, the orientation of james-bowman/nlp.
func (m *Matrix) T() mat.Matrix { return mat.Transpose{Matrix: m} }

// SquaredNorm returns the sum of the squared weights.
func (m *Matrix) SquaredNorm() float64 {
	var sum float64
	for _, x := range m.rows.weights {
		sum += x * x
	}
	return sum
}

// FromTermsByDocuments copies a matrix of terms x documents, the orientation of
// james-bowman/nlp.
func FromTermsByDocuments(terms mat.Matrix) *Matrix {
	if convert, ok := terms.(sparse.TypeConverter); ok {
		return fromCSR(convert.ToCSR(), 0)
	}
	m, n := terms.Dims()
	rows := make([]Row, n)
	for i := range n {
		for j := range m {
			if x := terms.At(j, i); x != 0 {
				rows[i].Terms = append(rows[i].Terms, int32(j))
				rows[i].Weights = append(rows[i].Weights, x)
			}
		}
	}
	return NewMatrix(rows, m, 0)
}

// fromCSR takes over a matrix of terms x documents, whose storage it keeps.
func fromCSR(csr *sparse.CSR, workers int) *Matrix {
	raw := csr.RawMatrix()
	m := &Matrix{documents: raw.J, terms: raw.I, workers: workers}
	m.columns = side{raw.Indptr, make([]int32, len(raw.Ind)), raw.Data}
	for i, j := range raw.Ind {
		m.columns.index[i] = int32(j)
	}
	// Transposed twice, entries are in order whatever the order was.
	m.rows = m.columns.transpose(m.documents)
	m.columns = m.rows.transpose(m.terms)
	return m
}
