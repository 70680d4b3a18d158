package topic

import (
	"context"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/internal/panel"
	"leitmotif/analysis/internal/parallel"
)

// SphericalKMeans improves an assignment of the rows of points (n x r, rows of length 1
// or 0) to k clusters until no row is nearer to another centroid (Dhillon and Modha
// 2001). It returns the assignment and the centroids, k x r, of length 1. assigned is
// not changed. A cluster that loses all its rows stays empty; of two equally near
// centroids the first wins. It fails when ctx ends.
func SphericalKMeans(ctx context.Context, points *mat.Dense, assigned []int, k, workers int) ([]int, *mat.Dense, error) {
	return cluster(ctx, points, assigned, k, thorough, workers)
}

// cluster is SphericalKMeans with an effort of any size.
func cluster(ctx context.Context, points *mat.Dense, assigned []int, k int, e effort, workers int) ([]int, *mat.Dense, error) {
	current := append([]int(nil), assigned...)
	centroids, err := Centroids(ctx, points, current, k, workers)
	if err != nil {
		return nil, nil, err
	}
	next := make([]int, len(current))
	for range e.moves {
		err := panel.MulTrans(ctx, points, centroids, workers, func(i int, products []float64) { next[i] = argmax(products) })
		if err != nil {
			return nil, nil, err
		}
		changed := false
		for i := range next {
			changed = changed || next[i] != current[i]
		}
		current, next = next, current
		if !changed {
			break
		}
		if centroids, err = Centroids(ctx, points, current, k, workers); err != nil {
			return nil, nil, err
		}
	}
	return current, centroids, nil
}

// Centroids returns the sums of the rows of each cluster scaled to length 1, k x r. Rows
// assigned to -1 count nowhere. The centroid of an empty cluster is zero. It fails when ctx
// ends.
func Centroids(ctx context.Context, points *mat.Dense, assigned []int, k, workers int) (*mat.Dense, error) {
	const chunk = 4096
	n, r := points.Dims()
	partial := make([]*mat.Dense, (n+chunk-1)/chunk)
	err := parallel.Chunks(ctx, n, chunk, workers, func(c, lo, hi int) {
		sum := mat.NewDense(k, r, nil)
		for i := lo; i < hi; i++ {
			if assigned[i] < 0 {
				continue
			}
			floats.Add(sum.RawRowView(assigned[i]), points.RawRowView(i))
		}
		partial[c] = sum
	})
	if err != nil {
		return nil, err
	}
	if len(partial) == 0 {
		return mat.NewDense(k, r, nil), nil
	}
	centroids := partial[0]
	for _, p := range partial[1:] {
		centroids.Add(centroids, p)
	}
	for j := range k {
		panel.ScaleToOne(centroids.RawRowView(j))
	}
	return centroids, nil
}

// argmax returns the index of the largest number, the first of several.
func argmax(x []float64) int {
	best := 0
	for i, v := range x {
		if v > x[best] {
			best = i
		}
	}
	return best
}
