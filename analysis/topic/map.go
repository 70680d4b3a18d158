package topic

import (
	"context"
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/mds"
)

// Map lays the k topics of an assignment out in the plane, k x 2: classical scaling
// (Torgerson 1952) of the distances 1 - cos between their centroids, so that topics that
// are alike lie near each other. The unit is that distance, the mean of each coordinate
// is 0, and the first coordinate spreads most. Scaling leaves the signs open: of each
// coordinate the one furthest from 0 is positive, the first of several. points are n x r
// of length 1, assigned is as in Centroids. Coordinates that the distances do not need
// are 0, as are all of an only topic. It fails when ctx ends.
func Map(ctx context.Context, points *mat.Dense, assigned []int, k, workers int) (*mat.Dense, error) {
	out := mat.NewDense(k, 2, nil)
	if k < 2 {
		return out, nil
	}
	centroids, err := Centroids(ctx, points, assigned, k, workers)
	if err != nil {
		return nil, err
	}
	distances := mat.NewSymDense(k, nil)
	for i := range k {
		for j := range i {
			cosine := mat.Dot(centroids.RowView(i), centroids.RowView(j))
			distances.SetSym(i, j, math.Max(0, 1-cosine))
		}
	}
	var coordinates mat.Dense
	dimensions, _ := mds.TorgersonScaling(&coordinates, nil, distances)
	for d := range min(2, dimensions) {
		column := mat.Col(nil, d, &coordinates)
		furthest := 0
		for i, x := range column {
			if math.Abs(x) > math.Abs(column[furthest])*(1+1e-9) { // not by rounding alone
				furthest = i
			}
		}
		if column[furthest] < 0 {
			for i := range column {
				column[i] = -column[i]
			}
		}
		out.SetCol(d, column)
	}
	return out, nil
}
