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
	fits   []float64    // of each document, as Model.Fit
	rounds int          // of refinement by words
}

// Embed makes points of the documents: their coordinates scaled by the roots of the
// singular values, smoothed, and scaled to length 1.
//
// The smoothing replaces half of a point by the mean of its terms' mean points: a step of
// a random walk from documents to terms and back. It pulls documents together that share
// no rare term but whose terms are found in the same company. A bridge stands beside the
// coordinates before that, so that the walk fits what it knows of words to the corpus. It fails
// when ctx ends.
func Embed(ctx context.Context, in Input) (*Embedding, error) {
	e := &Embedding{Input: in, fits: fits(in, in.Projections), rounds: refinements}
	n, _ := in.Projections.Dims()
	if e.Keys == nil {
		e.Keys = numbered(n)
	}
	var means *mat.Dense
	var err error
	if in.Bridge != nil {
		if err = in.Bridge.centre(ctx, in.Workers); err != nil {
			return nil, err
		}
		means, e.rounds = in.Bridge.Means, rounds(in.Bridge.Share)
	}
	if n >= leastConsensus && n <= consensusDocuments {
		if e.views, err = views(ctx, in, means); err != nil {
			return nil, err
		}
	}
	if e.Points, err = smooth(ctx, in, in.Projections, means); err != nil {
		return nil, err
	}
	for i, view := range e.views {
		if view == nil {
			e.views[i] = e.Points
		}
	}
	e.Weights, e.Projections, e.Bridge = nil, nil, nil
	return e, nil
}

// smooth makes points of projections, of the leading dimensions or of all, in their place unless
// means stand beside them.
func smooth(ctx context.Context, in Input, points, means *mat.Dense) (*mat.Dense, error) {
	in.Space.Scale(points)
	if means != nil {
		var err error
		if points, err = span(ctx, points, means, in.Bridge.Share, in.Workers); err != nil {
			return nil, err
		}
	}
	if err := walk(ctx, points, in.Weights, in.Workers); err != nil {
		return nil, err
	}
	if n, _ := points.Dims(); n <= neighbourDocuments {
		return points, nearest(ctx, points, in.Workers)
	}
	return points, nil
}

// walk mixes every point with the mean of its terms' mean points.
func walk(ctx context.Context, points *mat.Dense, weights *tfidf.Matrix, workers int) error {
	terms, err := weights.TransProduct(ctx, points)
	if err != nil {
		return err
	}
	m, _ := terms.Dims()
	err = parallel.Chunks(ctx, m, 1024, workers, func(_, lo, hi int) {
		for i := lo; i < hi; i++ {
			panel.ScaleToOne(terms.RawRowView(i))
		}
	})
	if err != nil {
		return err
	}
	return weights.EachProduct(ctx, terms, func(i int, walked []float64) {
		panel.ScaleToOne(walked)
		blend(points.RawRowView(i), walked, walkShare)
	})
}

// nearest mixes every point with the mean of its nearest points, weighted by cosine.
func nearest(ctx context.Context, points *mat.Dense, workers int) error {
	n, r := points.Dims()
	if n < 2 {
		return nil
	}
	means := mat.NewDense(n, r, nil)
	err := panel.MulTrans(ctx, points, points, workers, func(i int, cosines []float64) {
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
	return parallel.Chunks(ctx, n, 1024, workers, func(_, lo, hi int) {
		for i := lo; i < hi; i++ {
			blend(points.RawRowView(i), means.RawRowView(i), neighbourShare)
		}
	})
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

// blend replaces a point by its mixture with another one, of length 1.
func blend(point, other []float64, share float64) {
	for j := range point {
		point[j] = (1-share)*point[j] + share*other[j]
	}
	panel.ScaleToOne(point)
}
