package lsa

import (
	"context"
	"errors"

	"github.com/james-bowman/nlp"
	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/svd"
	"leitmotif/analysis/tfidf"
)

// Reducer makes a space within an nlp.Pipeline. As everywhere in that library, matrices
// are terms x documents here, and k x documents come out. The interface has no room for a
// context: the one of a Reducer ends its fits early.
type Reducer struct {
	ctx     context.Context
	options svd.Options
	space   *Space
	err     error
}

var _ nlp.Transformer = (*Reducer)(nil)

// ErrNotFitted is returned when a reducer is used before Fit, or after a Fit that failed.
var ErrNotFitted = errors.New("lsa: the space is not fitted")

// NewReducer makes a reducer, to be fitted.
func NewReducer(ctx context.Context, options svd.Options) *Reducer {
	return &Reducer{ctx: ctx, options: options}
}

// Fit makes the space of a matrix of terms x documents. What went wrong is returned by
// Transform, since the interface has no room for an error.
func (r *Reducer) Fit(terms mat.Matrix) nlp.Transformer {
	r.space, _, r.err = Fit(r.ctx, operator(terms), r.options)
	return r
}

// FitTransform is Fit followed by Transform of the same matrix, without a second product.
func (r *Reducer) FitTransform(terms mat.Matrix) (mat.Matrix, error) {
	var projections *mat.Dense
	if r.space, projections, r.err = Fit(r.ctx, operator(terms), r.options); r.err != nil {
		return nil, r.err
	}
	return mat.DenseCopyOf(projections.T()), nil
}

// Transform folds documents in: it returns their projections as k x documents. The rows
// of terms must be those of the fitted matrix.
func (r *Reducer) Transform(terms mat.Matrix) (mat.Matrix, error) {
	if r.space == nil {
		return nil, errors.Join(ErrNotFitted, r.err)
	}
	projected, err := r.space.Project(r.ctx, operator(terms))
	if err != nil {
		return nil, err
	}
	return mat.DenseCopyOf(projected.T()), nil
}

// Space is what the last Fit made; nil where it failed.
func (r *Reducer) Space() *Space { return r.space }

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
