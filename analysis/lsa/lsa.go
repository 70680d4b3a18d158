// Package lsa makes a semantic space: latent semantic analysis (Deerwester, Dumais,
// Furnas, Landauer and Harshman 1990) of a matrix of weighted terms.
//
// In comes a tf-idf matrix, out go coordinates of documents in few dimensions, in which
// texts that share no word but speak of the same thing lie close together.
//
// Matrices are documents x terms or documents x dimensions, except with Reducer.
//
// Of james-bowman/nlp comes the frame: Reducer makes a space within a Pipeline of the
// library, after its vectorisers and weightings and in place of its dense TruncatedSVD,
// which takes minutes where this takes a second. The program itself calls Fit; what
// computes idf for it is the library's TfidfTransformer, in package tfidf. The pipeline
// holds the space against a second implementation of LSA in the tests.
//
// Glossary. A (documents n x terms m) = U S V', the truncated singular value
// decomposition with k dimensions. Loading: an entry of V, what a term has in a
// dimension. Projection: the product of a document's row with V, equal to its row of U S.
package lsa

import (
	"context"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/internal/parallel"
	"leitmotif/analysis/svd"
	"leitmotif/analysis/tfidf"
)

// Space is a semantic space, as Fit or Restore makes it. Its fields are read-only.
type Space struct {
	// Loadings is V, terms x k.
	Loadings *mat.Dense
	// SingularValues are the k diagonal entries of S, descending.
	SingularValues []float64
	// ExplainedVariance is the share of the squared weights of the fitted matrix that
	// the space holds: the sum of the squared singular values over the squared
	// Frobenius norm of A, in [0, 1].
	ExplainedVariance float64

	workers int
}

// Fit decomposes a matrix of documents x terms. With the space come the projections of the
// documents, U S: what Project gives for the matrix. Its error wraps svd.ErrEmpty where the
// matrix holds no weight, and that of ctx where ctx ends.
func Fit(ctx context.Context, a *tfidf.Matrix, options svd.Options) (*Space, *mat.Dense, error) {
	r, err := svd.Truncated(ctx, a, options)
	if err != nil {
		return nil, nil, fmt.Errorf("decompose the matrix: %w", err)
	}
	n, _ := r.U.Dims()
	parallel.Brief(n, 1024, options.Workers, func(_, lo, hi int) {
		for i := lo; i < hi; i++ {
			row := r.U.RawRowView(i)
			for j, value := range r.Values {
				row[j] *= value
			}
		}
	})
	var held float64
	for _, value := range r.Values {
		held += value * value
	}
	return &Space{
		Loadings: r.V, SingularValues: r.Values, ExplainedVariance: math.Min(1, held/a.SquaredNorm()),
		workers: options.Workers,
	}, r.U, nil
}

// Project returns A V for rows of the fitted matrix's terms, documents x k. It fails when
// ctx ends.
func (s *Space) Project(ctx context.Context, a *tfidf.Matrix) (*mat.Dense, error) {
	n, m := a.Dims()
	terms, k := s.Loadings.Dims()
	if m != terms {
		return nil, fmt.Errorf("lsa: %d terms, the space has %d", m, terms)
	}
	out := mat.NewDense(max(n, 1), k, nil)
	return out, a.EachProduct(ctx, s.Loadings, func(i int, product []float64) { copy(out.RawRowView(i), product) })
}

// Scale turns projections (documents x k) into coordinates, in place: their rows in the space
// scaled by the roots of the singular values, U S^(1/2), and scaled to length 1, the space in
// which topics are told apart. A row of zeros stays. Projections may have the leading
// dimensions of the space alone.
func (s *Space) Scale(projections *mat.Dense) {
	n, k := projections.Dims()
	roots := make([]float64, k)
	for j := range roots {
		roots[j] = math.Sqrt(s.SingularValues[j])
	}
	parallel.Brief(n, 1024, s.workers, func(_, lo, hi int) {
		for i := lo; i < hi; i++ {
			row := projections.RawRowView(i)
			var square float64
			for j, x := range row {
				row[j] = x / roots[j]
				square += row[j] * row[j]
			}
			if square > 0 {
				scale := 1 / math.Sqrt(square)
				for j := range row {
					row[j] *= scale
				}
			}
		}
	})
}
