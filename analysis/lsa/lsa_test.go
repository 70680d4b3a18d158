package lsa

import (
	"context"
	"errors"
	"math"
	"testing"

	"github.com/james-bowman/nlp"
	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/svd"
	"leitmotif/analysis/tfidf"
)

var texts = []string{
	"the dock workers strike again in the port",
	"port strike enters third week as dock talks fail",
	"workers and port operator resume talks",
	"chip maker opens a plant for faster chips",
	"new chips from the plant reach customers",
	"customers order chips and more chips",
}

func reducer(rank int) *Reducer {
	return NewReducer(context.Background(), svd.Options{Rank: rank, Tolerance: 1e-9})
}

func space(t *testing.T, a *tfidf.Matrix, rank int) *Space {
	t.Helper()
	s, _, err := Fit(context.Background(), a, svd.Options{Rank: rank, Tolerance: 1e-9})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// In a pipeline of james-bowman/nlp the reducer does what the library's own truncated SVD
// does, up to signs.
func TestAgainstLibrary(t *testing.T) {
	const rank = 3
	vectors := func(reducer nlp.Transformer) mat.Matrix {
		pipeline := nlp.NewPipeline(nlp.NewCountVectoriser(), nlp.NewTfidfTransformer(), reducer)
		m, err := pipeline.FitTransform(texts...)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	got, want := vectors(reducer(rank)), vectors(nlp.NewTruncatedSVD(rank))
	rows, cols := got.Dims()
	if wr, wc := want.Dims(); rows != wr || cols != wc {
		t.Fatalf("%d x %d, want %d x %d", rows, cols, wr, wc)
	}
	// Signs and the order of terms differ; the inner products of documents do not.
	for i := range cols {
		for j := range cols {
			var a, b float64
			for k := range rows {
				a += got.At(k, i) * got.At(k, j)
				b += want.At(k, i) * want.At(k, j)
			}
			if math.Abs(a-b) > 1e-6 {
				t.Errorf("documents %d and %d: inner product %g, want %g", i, j, a, b)
			}
		}
	}
}

func fitted(t *testing.T) (*Reducer, mat.Matrix, mat.Matrix) {
	t.Helper()
	terms, err := nlp.NewPipeline(nlp.NewCountVectoriser(), nlp.NewTfidfTransformer()).FitTransform(texts...)
	if err != nil {
		t.Fatal(err)
	}
	r := reducer(4)
	coordinates, err := r.FitTransform(terms)
	if err != nil {
		t.Fatal(err)
	}
	return r, terms, coordinates
}

// Folding in the documents of the fit gives their own coordinates.
func TestFoldIn(t *testing.T) {
	r, terms, coordinates := fitted(t)
	again, err := r.Transform(terms)
	if err != nil {
		t.Fatal(err)
	}
	if !mat.EqualApprox(again, coordinates, 1e-7) {
		t.Errorf("fold-in differs:\n%v\n%v", mat.Formatted(again), mat.Formatted(coordinates))
	}
}

func TestExplainedVariance(t *testing.T) {
	r, terms, coordinates := fitted(t)
	s := r.Space()
	var held, all float64
	m, n := terms.Dims()
	k, _ := coordinates.Dims()
	for j := range n {
		for i := range m {
			all += terms.At(i, j) * terms.At(i, j)
		}
		for i := range k {
			held += coordinates.At(i, j) * coordinates.At(i, j)
		}
	}
	if math.Abs(s.ExplainedVariance-held/all) > 1e-9 || s.ExplainedVariance >= 1 {
		t.Errorf("explained variance %g, want %g", s.ExplainedVariance, held/all)
	}
}

func TestScale(t *testing.T) {
	r, _, coordinates := fitted(t)
	s := r.Space()
	points := mat.DenseCopyOf(coordinates.T())
	s.Scale(points)
	n, k := points.Dims()
	for i := range n {
		var square float64
		for j := range k {
			square += points.At(i, j) * points.At(i, j)
		}
		if math.Abs(square-1) > 1e-12 {
			t.Errorf("row %d has length %g", i, math.Sqrt(square))
		}
		if want := coordinates.At(0, i) / math.Sqrt(s.SingularValues[0]); points.At(i, 0)*want < 0 {
			t.Errorf("row %d: sign of the first coordinate", i)
		}
	}
}

func TestNotFitted(t *testing.T) {
	r := reducer(2)
	if _, err := r.Transform(mat.NewDense(2, 2, nil)); !errors.Is(err, ErrNotFitted) {
		t.Errorf("%v, want ErrNotFitted", err)
	}
	if _, err := r.FitTransform(mat.NewDense(2, 2, nil)); !errors.Is(err, svd.ErrEmpty) {
		t.Errorf("%v, want ErrEmpty", err)
	}
	if _, err := r.Transform(mat.NewDense(2, 2, nil)); !errors.Is(err, svd.ErrEmpty) || !errors.Is(err, ErrNotFitted) {
		t.Errorf("after a fit that failed: %v", err)
	}
	if r.Space() != nil {
		t.Error("a fit that failed leaves a space")
	}
	fit, _, _ := fitted(t)
	if _, err := fit.Transform(mat.NewDense(2, 2, nil)); err == nil {
		t.Error("other terms than those fitted: no error")
	}
}

// A context that has ended ends a fit, which then makes no space.
func TestFitEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	a := tfidf.NewMatrix([]tfidf.Row{{Terms: []int32{0, 1}, Weights: []float64{0.6, 0.8}}, {Terms: []int32{1}, Weights: []float64{1}}}, 2, 1)
	if s, _, err := Fit(ctx, a, svd.Options{Rank: 1, Tolerance: 1e-9}); s != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("%v, %v", s, err)
	}
}
