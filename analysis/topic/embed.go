package topic

import (
	"cmp"
	"context"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/internal/panel"
	"leitmotif/analysis/internal/parallel"
	"leitmotif/analysis/tfidf"
)

const (
	// walkShare is the share of the walk in a smoothed point.
	walkShare = 0.5
	// neighbours and neighbourShare say how many nearest points smooth a point, and
	// their share in it; smoothing by neighbours costs n^2 r and is done up to
	// neighbourDocuments, where it also helps most.
	neighbours         = 5
	neighbourShare     = 0.3
	neighbourDocuments = 4000
)

// Rank returns the number of dimensions for a corpus of n documents: 2.2 sqrt(n), at most
// 100. With more dimensions than that a small corpus is told apart by its noise.
func Rank(n int) int { return max(1, min(100, int(math.Ceil(2.2*math.Sqrt(float64(n)))))) }

// Embedding is a corpus with its documents as points.
type Embedding struct {
	Input
	// Points has a row for each document, n x r, of length 1; a document without known
	// terms is a row of zeros.
	Points *mat.Dense
	views  []*mat.Dense // of a small corpus; nil in a large one
}

// Embed makes points of the documents: their coordinates scaled by the roots of the
// singular values, smoothed, and scaled to length 1.
//
// The smoothing replaces half of a point by the mean of its terms' mean points: a step of
// a random walk from documents to terms and back. It pulls documents together that share
// no rare term but whose terms are found in the same company. It fails when ctx ends.
func Embed(ctx context.Context, in Input) (*Embedding, error) {
	points, err := smoothed(ctx, in, in.Space.Projections())
	if err != nil {
		return nil, err
	}
	e := &Embedding{Input: in, Points: points}
	n, _ := e.Points.Dims()
	if e.Keys == nil {
		e.Keys = numbered(n)
	}
	if n >= leastConsensus && n <= consensusDocuments {
		e.views, err = views(ctx, in, e.Points)
	}
	return e, err
}

// smoothed makes points of projections, of the leading dimensions or of all.
func smoothed(ctx context.Context, in Input, projections *mat.Dense) (*mat.Dense, error) {
	points := in.Space.Coordinates(projections)
	if err := walk(ctx, points, in.Weights, in.Workers); err != nil {
		return nil, err
	}
	if n, _ := points.Dims(); n <= neighbourDocuments {
		if err := nearest(ctx, points, in.Workers); err != nil {
			return nil, err
		}
	}
	return points, nil
}

// walk mixes every point with the mean of its terms' mean points.
func walk(ctx context.Context, points *mat.Dense, weights *tfidf.Matrix, workers int) error {
	n, m := weights.Dims()
	_, r := points.Dims()
	terms := mat.NewDense(m, r, nil)
	if err := multiply(ctx, terms, points, weights.MulTrans); err != nil {
		return err
	}
	if err := eachRow(ctx, terms, workers, scaleToOne); err != nil {
		return err
	}
	walked := mat.NewDense(n, r, nil)
	if err := multiply(ctx, walked, terms, weights.Mul); err != nil {
		return err
	}
	if err := eachRow(ctx, walked, workers, scaleToOne); err != nil {
		return err
	}
	return blend(ctx, points, walked, walkShare, workers)
}

// multiply sets dst to the product of an operator on panels with src.
func multiply(ctx context.Context, dst, src *mat.Dense, operator func(dst, src []float64)) error {
	rows, r := dst.Dims()
	columns, _ := src.Dims()
	from, to := make([]float64, columns*panel.Width), make([]float64, rows*panel.Width)
	for at := 0; at < r; at += panel.Width {
		if err := ctx.Err(); err != nil {
			return err
		}
		width := min(panel.Width, r-at)
		for i := range columns {
			row := from[i*panel.Width : (i+1)*panel.Width]
			clear(row)
			copy(row, src.RawRowView(i)[at:at+width])
		}
		operator(to, from)
		for i := range rows {
			copy(dst.RawRowView(i)[at:at+width], to[i*panel.Width:i*panel.Width+width])
		}
	}
	return nil
}

// nearest mixes every point with the mean of its nearest points, weighted by cosine.
func nearest(ctx context.Context, points *mat.Dense, workers int) error {
	n, r := points.Dims()
	if n < 2 {
		return nil
	}
	means := mat.NewDense(n, r, nil)
	err := panel.Split(points).MulTrans(ctx, points, workers, func(i int, cosines []float64) {
		mean := means.RawRowView(i)
		var total float64
		for _, j := range largest(cosines, i, min(neighbours, n-1)) {
			if w := cosines[j]; w > 0 {
				total += w
				for c, x := range points.RawRowView(j) {
					mean[c] += w * x
				}
			}
		}
		if total > 0 {
			for c := range mean {
				mean[c] /= total
			}
		}
	})
	if err != nil {
		return err
	}
	return blend(ctx, points, means, neighbourShare, workers)
}

// largest returns the indices of the count largest numbers, those of index except
// aside, largest first, the lower index first among equals.
func largest(x []float64, except, count int) []int {
	best := make([]int, 0, count+1)
	for i, v := range x {
		if i == except || len(best) == count && v <= x[best[count-1]] {
			continue
		}
		at, _ := slices.BinarySearchFunc(best, v, func(j int, v float64) int {
			return cmp.Or(cmp.Compare(v, x[j]), -1) // after equals
		})
		best = slices.Insert(best, at, i)
		best = best[:min(count, len(best))]
	}
	return best
}

// blend replaces each row of points by its mixture with that of other, of length 1.
func blend(ctx context.Context, points, other *mat.Dense, share float64, workers int) error {
	n, _ := points.Dims()
	return parallel.Chunks(ctx, n, 1024, workers, func(_, lo, hi int) {
		for i := lo; i < hi; i++ {
			row, with := points.RawRowView(i), other.RawRowView(i)
			for j := range row {
				row[j] = (1-share)*row[j] + share*with[j]
			}
			scaleToOne(row)
		}
	})
}

func eachRow(ctx context.Context, m *mat.Dense, workers int, f func([]float64)) error {
	n, _ := m.Dims()
	return parallel.Chunks(ctx, n, 1024, workers, func(_, lo, hi int) {
		for i := lo; i < hi; i++ {
			f(m.RawRowView(i))
		}
	})
}
