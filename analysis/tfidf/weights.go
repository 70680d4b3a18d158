package tfidf

import (
	"context"
	"fmt"
	"math"

	"github.com/james-bowman/nlp"
	"github.com/james-bowman/sparse"
	"gonum.org/v1/gonum/mat"
)

// Weighting turns term counts into the rows of the matrix: the term frequency is
// dampened, multiplied by idf, and each row scaled to length 1.
type Weighting struct {
	vocabulary *Vocabulary
	idf        *nlp.TfidfTransformer
	length     float64 // mean number of counted words of a document
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
// with their matrix, documents x terms. The documents are in numbers of Statistics;
// workers is the number of goroutines, also of the matrix; 0 means one per processor. It
// fails when ctx ends.
func Fit(ctx context.Context, v *Vocabulary, documents Documents, workers int) (*Weighting, *Matrix, error) {
	w := &Weighting{vocabulary: v, idf: nlp.NewTfidfTransformer()}
	words := make([]int, documents.Len())
	if err := documents.Each(ctx, workers, func(row int, d Document) { words[row] = length(d) }); err != nil {
		return nil, nil, err
	}
	all := 0
	for _, n := range words {
		all += n
	}
	w.length = float64(all) / float64(max(1, len(words)))
	rows, err := w.dampen(ctx, documents, workers)
	if err != nil {
		return nil, nil, err
	}
	dampened := NewMatrix(rows, len(v.Terms), workers).TermsByDocuments()
	w.idf.Fit(dampened)
	m, err := w.weigh(ctx, dampened, workers)
	return w, m, err
}

// Transform weighs further documents, as fold-in of new ones needs it. It fails when ctx
// ends.
func (w *Weighting) Transform(ctx context.Context, documents Documents, workers int) (*Matrix, error) {
	rows, err := w.dampen(ctx, documents, workers)
	if err != nil {
		return nil, err
	}
	return w.weigh(ctx, NewMatrix(rows, len(w.vocabulary.Terms), workers).TermsByDocuments(), workers)
}

// weigh multiplies dampened counts, terms x documents, by idf and scales the documents.
func (w *Weighting) weigh(ctx context.Context, dampened mat.Matrix, workers int) (*Matrix, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	weighted, err := w.idf.Transform(dampened)
	if err != nil {
		return nil, fmt.Errorf("weigh terms: %w", err)
	}
	csr, ok := weighted.(*sparse.CSR)
	if !ok {
		return nil, fmt.Errorf("weigh terms: %T is no sparse matrix", weighted)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m := fromCSR(csr, workers)
	m.scaleRows()
	return m, nil
}

// dampen gives the rows of the documents with saturated term frequencies.
func (w *Weighting) dampen(ctx context.Context, documents Documents, workers int) ([]Row, error) {
	rows := make([]Row, documents.Len())
	err := documents.Each(ctx, workers, func(row int, d Document) {
		saturation := k1 * (1 - b + b*float64(length(d))/w.length)
		rows[row] = w.vocabulary.row(d, func(tf float64) float64 {
			return tf * (k1 + 1) / (tf + saturation)
		})
	})
	return rows, err
}

func length(d Document) int {
	words := 0
	for _, c := range d.Counts {
		words += int(c)
	}
	return words
}

// row gives the terms of a document that are in the vocabulary, ascending.
func (v *Vocabulary) row(d Document, dampen func(tf float64) float64) Row {
	var r Row
	for i, number := range d.Terms {
		if column := v.Column[number]; column >= 0 {
			r.Terms = append(r.Terms, column)
			r.Weights = append(r.Weights, dampen(float64(d.Counts[i])))
		}
	}
	r.sort()
	return r
}

// LogCounts returns the matrix of ln(1 + tf), documents x terms: term counts whose
// bursts are tamed, as naive Bayes likes them (Rennie, Shih, Teevan and Karger 2003,
// "Tackling the poor assumptions of naive Bayes text classifiers"). It fails when ctx ends.
func (v *Vocabulary) LogCounts(ctx context.Context, documents Documents, workers int) (*Matrix, error) {
	rows := make([]Row, documents.Len())
	err := documents.Each(ctx, workers, func(row int, d Document) { rows[row] = v.row(d, math.Log1p) })
	if err != nil {
		return nil, err
	}
	return NewMatrix(rows, len(v.Terms), workers), nil
}

// scaleRows scales every row to length 1; a row of zeros stays.
func (m *Matrix) scaleRows() {
	for i := range m.documents {
		r := m.Row(i)
		var square float64
		for _, x := range r.Weights {
			square += x * x
		}
		if square == 0 {
			continue
		}
		scale := 1 / math.Sqrt(square)
		for p := range r.Weights {
			r.Weights[p] *= scale
		}
	}
	m.columns = m.rows.transpose(m.terms)
}
