package svd

import (
	"context"
	"math"

	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/internal/panel"
	"leitmotif/analysis/internal/parallel"
)

// triplets turns eigenpairs of the Gram matrix into singular triplets: s is the root of
// the eigenvalue, the vector x of the shorter side is Q y, that of the longer side is
// A x / s (or A' x / s). Rayleigh-Ritz vectors make both sides orthonormal.
func (k *krylov) triplets(ctx context.Context, pairs ritz) (*Result, error) {
	count := len(pairs.values)
	result := &Result{
		Values:    make([]float64, count),
		Residuals: pairs.residuals,
		Dimension: k.live,
	}
	for j, value := range pairs.values {
		result.Values[j] = math.Sqrt(value)
	}
	rows, cols := k.a.Dims()
	short := mat.NewDense(k.n, count, nil)
	x := make([]float64, k.n*PanelWidth)
	for at := 0; at < count; at += PanelWidth {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		k.combine(x, pairs.vectors, at, min(PanelWidth, count-at))
		scatter(short, x, at, nil, k.opts.Workers)
	}
	k.q, k.next = nil, nil // make room: the longer side can be as large as the basis
	long := mat.NewDense(max(rows, cols), count, nil)
	for at := 0; at < count; at += PanelWidth {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		gather(x, short, at, k.opts.Workers)
		if k.swap {
			k.a.Mul(k.other, x)
		} else {
			k.a.MulTrans(k.other, x)
		}
		scatter(long, k.other, at, result.Values, k.opts.Workers)
	}
	result.U, result.V = short, long
	if k.swap {
		result.U, result.V = long, short
	}
	fixSigns(result.U, result.V, k.opts.Workers)
	return result, nil
}

// combine sets x to Q y for the columns [at, at+width) of y.
func (k *krylov) combine(x []float64, y *mat.Dense, at, width int) {
	clear(x)
	coefficients := make([]panel.Square, len(k.q))
	for b := range coefficients {
		for i := range PanelWidth {
			for j := range width {
				coefficients[b][i*PanelWidth+j] = y.At(b*PanelWidth+i, at+j)
			}
		}
	}
	parallel.Brief(k.n, chunk, k.opts.Workers, func(_, lo, hi int) {
		for b, q := range k.q {
			panel.AddMul(x[lo*PanelWidth:hi*PanelWidth], q[lo*PanelWidth:hi*PanelWidth], &coefficients[b])
		}
	})
}

// scatter copies a panel to dst from column at, as far as dst has columns, divided by the
// values where they are given.
func scatter(dst *mat.Dense, src []float64, at int, values []float64, workers int) {
	rows, columns := dst.Dims()
	parallel.Brief(rows, chunk, workers, func(_, lo, hi int) {
		for i := lo; i < hi; i++ {
			row := dst.RawRowView(i)[at:min(columns, at+PanelWidth)]
			for j := range row {
				row[j] = src[i*PanelWidth+j]
				if values != nil {
					row[j] /= values[at+j]
				}
			}
		}
	})
}

// gather copies the columns of src from column at into a panel, filled up with zeros.
func gather(dst []float64, src *mat.Dense, at, workers int) {
	rows, columns := src.Dims()
	parallel.Brief(rows, chunk, workers, func(_, lo, hi int) {
		for i := lo; i < hi; i++ {
			row := dst[i*PanelWidth : (i+1)*PanelWidth]
			clear(row[copy(row, src.RawRowView(i)[at:min(columns, at+PanelWidth)]):])
		}
	})
}
