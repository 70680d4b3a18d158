// Package lsa makes a semantic space: latent semantic analysis (Deerwester, Dumais,
// Furnas, Landauer and Harshman 1990) of a matrix of weighted terms.
//
// In comes a tf-idf matrix, out go coordinates of documents in few dimensions, in which
// texts that share no word but speak of the same thing lie close together.
//
// Space is an nlp.Transformer and composes with those of james-bowman/nlp. As there,
// matrices of that interface are terms x documents; everything else here is documents
// x dimensions.
//
// Glossary. A (documents n x terms m) = U S V', the truncated singular value
// decomposition with k dimensions. Loading: an entry of V, what a term has in a
// dimension. Projection: the product of a document's row with V, equal to its row of U S.
package lsa

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/james-bowman/nlp"
	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/internal/panel"
	"leitmotif/analysis/internal/parallel"
	"leitmotif/analysis/svd"
	"leitmotif/analysis/tfidf"
)

// Space is a semantic space. Its exported fields are set by Fit and read-only after it.
type Space struct {
	Options svd.Options
	// Loadings is V, terms x k.
	Loadings *mat.Dense
	// SingularValues are the k diagonal entries of S, descending.
	SingularValues []float64
	// ExplainedVariance is the share of the squared weights of the fitted matrix that
	// the space holds: the sum of the squared singular values over the squared
	// Frobenius norm of A, in [0, 1].
	ExplainedVariance float64

	projected *mat.Dense // U S of the fitted matrix
	ctx       context.Context
	err       error
}

var _ nlp.Transformer = (*Space)(nil)

// New makes a space with the given options, to be fitted. ctx ends a fit early.
func New(ctx context.Context, options svd.Options) *Space {
	return &Space{Options: options, ctx: ctx}
}

// ErrNotFitted is returned when a space is used before Fit, or after a Fit that failed.
var ErrNotFitted = errors.New("lsa: the space is not fitted")

// Fit decomposes a matrix of terms x documents. The interface has no room for an error:
// what went wrong is returned by Transform and Err.
func (s *Space) Fit(terms mat.Matrix) nlp.Transformer {
	s.err = s.fit(operator(terms))
	return s
}

// FitTransform is Fit followed by Transform of the same matrix, without a second product.
func (s *Space) FitTransform(terms mat.Matrix) (mat.Matrix, error) {
	if s.Fit(terms); s.err != nil {
		return nil, s.err
	}
	return mat.DenseCopyOf(s.projected.T()), nil
}

// Transform folds documents in: it returns their projections as k x documents. The rows
// of terms must be those of the fitted matrix.
func (s *Space) Transform(terms mat.Matrix) (mat.Matrix, error) {
	projected, err := s.Project(operator(terms))
	if err != nil {
		return nil, err
	}
	return mat.DenseCopyOf(projected.T()), nil
}

// Err returns what made the last Fit fail, or nil.
func (s *Space) Err() error { return s.err }

// Projections returns U S of the fitted matrix, documents x k: what Project gives for it.
func (s *Space) Projections() *mat.Dense { return s.projected }

// Project returns A V for rows of the fitted matrix's terms, documents x k.
func (s *Space) Project(a *tfidf.Matrix) (*mat.Dense, error) {
	if s.Loadings == nil {
		return nil, errors.Join(ErrNotFitted, s.err)
	}
	n, m := a.Dims()
	terms, k := s.Loadings.Dims()
	if m != terms {
		return nil, fmt.Errorf("lsa: %d terms, the space has %d", m, terms)
	}
	out := mat.NewDense(max(n, 1), k, nil)
	src, dst := make([]float64, m*panel.Width), make([]float64, n*panel.Width)
	for at := 0; at < k; at += panel.Width {
		width := min(panel.Width, k-at)
		for i := range m {
			clear(src[i*panel.Width : (i+1)*panel.Width])
			copy(src[i*panel.Width:], s.Loadings.RawRowView(i)[at:at+width])
		}
		a.Mul(dst, src)
		for i := range n {
			copy(out.RawRowView(i)[at:at+width], dst[i*panel.Width:i*panel.Width+width])
		}
	}
	return out, nil
}

func (s *Space) fit(a *tfidf.Matrix) error {
	s.Loadings, s.projected, s.SingularValues = nil, nil, nil
	r, err := svd.Truncated(s.ctx, a, s.Options)
	if err != nil {
		return fmt.Errorf("decompose the matrix: %w", err)
	}
	s.Loadings, s.projected, s.SingularValues = r.V, r.U, r.Values
	n, _ := r.U.Dims()
	for i := range n {
		row := s.projected.RawRowView(i)
		for j, value := range r.Values {
			row[j] *= value
		}
	}
	var held float64
	for _, value := range r.Values {
		held += value * value
	}
	s.ExplainedVariance = math.Min(1, held/a.SquaredNorm())
	return nil
}

// Coordinates returns the rows of projections (documents x k) in the space scaled by
// the roots of the singular values, U S^(1/2), and scaled to length 1: the space in
// which topics are told apart. A row of zeros stays. Projections may have the leading
// dimensions of the space alone.
func (s *Space) Coordinates(projections *mat.Dense) *mat.Dense {
	n, k := projections.Dims()
	roots := make([]float64, k)
	for j := range roots {
		roots[j] = math.Sqrt(s.SingularValues[j])
	}
	out := mat.NewDense(n, k, nil)
	parallel.Chunks(n, 1024, s.Options.Workers, func(_, lo, hi int) {
		for i := lo; i < hi; i++ {
			row := out.RawRowView(i)
			var square float64
			for j, x := range projections.RawRowView(i) {
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
	return out
}

// operator gives the documents x terms matrix of a terms x documents one. The
// transpose of a tfidf.Matrix is taken as it is, anything else is copied.
func operator(terms mat.Matrix) *tfidf.Matrix {
	if t, ok := terms.(mat.Transpose); ok {
		if a, ok := t.Matrix.(*tfidf.Matrix); ok {
			return a
		}
	}
	return tfidf.FromTermsByDocuments(terms)
}
