package topic

import (
	"context"
	"math"

	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/internal/panel"
	"leitmotif/analysis/internal/parallel"
)

// Bridge is what is known of the words of short documents from outside of the corpus.
type Bridge struct {
	// Means has the sum or mean of the vectors of the words of each document, n x d; zeros where
	// nothing is known. Embed changes it.
	Means *mat.Dense
	// Known is the share of the words of each document that have a vector, [0, 1].
	Known []float64
	// Share is that of the means in a squared cosine of points, [0, 1).
	Share float64
}

// centre takes away from the means, scaled to length 1, what all documents share (as Arora,
// Liang and Ma 2017 do with the first direction), and scales them to length 1 again. It fails
// when ctx ends.
func (b *Bridge) centre(ctx context.Context, workers int) error {
	n, _ := b.Means.Dims()
	each := func(do func(row []float64)) error {
		return parallel.Chunks(ctx, n, 1024, workers, func(_, lo, hi int) {
			for i := lo; i < hi; i++ {
				if row := b.Means.RawRowView(i); sumSquares(row) > 0 {
					do(row)
				}
			}
		})
	}
	if err := each(panel.ScaleToOne); err != nil {
		return err
	}
	common := columnSums(b.Means)
	return each(func(row []float64) {
		for j := range row {
			row[j] -= common[j] / float64(n)
		}
		panel.ScaleToOne(row)
	})
}

func sumSquares(x []float64) float64 {
	var s float64
	for _, v := range x {
		s += v * v
	}
	return s
}

// span joins points (n x r) and means (n x d) side by side to points of n x (r + d), of length 1,
// in which the means have their share.
func span(ctx context.Context, points, means *mat.Dense, share float64, workers int) (*mat.Dense, error) {
	n, r := points.Dims()
	_, d := means.Dims()
	own, other := math.Sqrt(1-share), math.Sqrt(share)
	out := mat.NewDense(n, r+d, nil)
	return out, parallel.Chunks(ctx, n, 1024, workers, func(_, lo, hi int) {
		for i := lo; i < hi; i++ {
			row := out.RawRowView(i)
			for j, x := range points.RawRowView(i) {
				row[j] = own * x
			}
			for j, x := range means.RawRowView(i) {
				row[r+j] = other * x
			}
			panel.ScaleToOne(row)
		}
	})
}
