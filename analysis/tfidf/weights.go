package tfidf

import (
	"context"
	"fmt"

	"github.com/james-bowman/nlp"
	"github.com/james-bowman/sparse"

	"leitmotif/analysis/internal/panel"
	"leitmotif/analysis/internal/parallel"
)

// Weighting turns term frequencies into the rows of the matrix: each is dampened, multiplied
// by idf, and each row scaled to length 1.
type Weighting struct {
	idf    *nlp.TfidfTransformer
	length float64 // mean number of counted words of a document
}

// Saturation of the term frequency as in BM25 (Robertson and Zaragoza 2009, equation
// 3.15, without the idf): a term counts
//
//	tf (k1 + 1) / (tf + k1 (1 - b + b length/mean))
//
// The values are at the upper end of what the authors found good, 1.2 to 2 and 0.5 to
// 0.8. On labelled corpora of news and messages they tell topics apart as well as or
// better than 1 + ln(tf).
const (
	k1 = 2.0
	b  = 0.75
)

// Fit learns the document frequencies of the given documents and returns the weighting
// with their matrix. workers is the number of goroutines, also of the matrix; 0 means one per
// processor. It fails when ctx ends.
func Fit(ctx context.Context, f *Frequencies, workers int) (*Weighting, *Matrix, error) {
	n, m := f.Dims()
	w := &Weighting{idf: nlp.NewTfidfTransformer()}
	all := 0
	for _, words := range f.words {
		all += int(words)
	}
	w.length = float64(all) / float64(max(1, n))
	// Of a matrix of terms x documents the library asks how many entries the rows have, and
	// nothing else: the entries themselves need not be there.
	w.idf.Fit(sparse.NewCSR(m, n, f.columnStarts(), nil, nil))
	weights, err := w.Transform(ctx, f, workers)
	return w, weights, err
}

// Transform weighs documents, as fold-in of new ones needs it, into a matrix that shares with
// f where its entries stand. It fails when ctx ends.
func (w *Weighting) Transform(ctx context.Context, f *Frequencies, workers int) (*Matrix, error) {
	idf, err := w.idfs(f.terms)
	if err != nil {
		return nil, err
	}
	m := &Matrix{pattern: f.pattern, weights: make([]float64, len(f.index)), workers: workers}
	m.split()
	n, _ := f.Dims()
	return m, parallel.Chunks(ctx, n, 1024, workers, func(_, lo, hi int) {
		for i := lo; i < hi; i++ {
			saturation := k1 * (1 - b + b*float64(f.words[i])/w.length)
			r, from := m.Row(i), f.start[i]
			for p, term := range r.Terms {
				tf := float64(f.tf(i, from+p))
				r.Weights[p] = tf * (k1 + 1) / (tf + saturation) * idf[term]
			}
			panel.ScaleToOne(r.Weights)
		}
	})
}

// idfs gives the idf of every term: what becomes of a column of ones.
func (w *Weighting) idfs(terms int) ([]float64, error) {
	start, ones := make([]int, terms+1), make([]float64, terms)
	for i := range ones {
		start[i+1], ones[i] = i+1, 1
	}
	weighted, err := w.idf.Transform(sparse.NewCSR(terms, 1, start, make([]int, terms), ones))
	if err != nil {
		return nil, fmt.Errorf("weigh terms: %w", err)
	}
	out := make([]float64, terms)
	for term := range out {
		out[term] = weighted.At(term, 0)
	}
	return out, nil
}
