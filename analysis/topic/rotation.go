package topic

import (
	"context"
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/internal/panel"
	"leitmotif/analysis/internal/parallel"
)

// effort says when an iteration has gone far enough.
type effort struct {
	// rotations and tolerance end Varimax: at most so many turns of every pair of columns,
	// or none by more than this angle in radians.
	rotations int
	tolerance float64
	// moves is the largest number of steps of SphericalKMeans.
	moves int
}

// thorough is the effort for topics that people see: an angle of 1e-4 changes the criterion
// in its eighth digit, and k-means converges in 10 to 40 steps on news. rough is that for
// clusterings that are only compared with each other.
var (
	thorough = effort{rotations: 100, tolerance: 1e-4, moves: 100}
	rough    = effort{rotations: 4, tolerance: 3e-2, moves: 20}
)

// Varimax rotates the columns of loadings (n x k) so that each row has few large
// entries (Kaiser 1958), rows scaled to length 1 for the rotation (Kaiser's
// normalisation). It returns the rotated loadings, n x k, at their former length, and
// the orthogonal rotation, k x k. Rohe and Zeng (2023, "Vintage factor analysis with
// varimax performs statistical inference") show that this estimates the factors of a
// topic model.
//
// Columns are signed so that their skew, the sum of cubes, is positive: a topic has a
// long tail of articles that belong to it.
//
// The planes of all pairs of columns are turned in order until none moves; a round of them
// costs up to 7 n k^2 multiplications. Rotating in planes needs no singular value
// decomposition a round, and an early stop costs less than with one. workers is the number of
// goroutines; 0 means one per processor. It fails when ctx ends.
func Varimax(ctx context.Context, loadings *mat.Dense, workers int) (rotated, rotation *mat.Dense, err error) {
	return varimax(ctx, loadings, thorough, workers)
}

func varimax(ctx context.Context, loadings *mat.Dense, e effort, workers int) (rotated, rotation *mat.Dense, err error) {
	n, k := loadings.Dims()
	// Column by column: the rows scaled to length 1, then those of the rotation.
	columns := make([][]float64, k)
	for j := range columns {
		columns[j] = make([]float64, n+k)
		columns[j][n+j] = 1
	}
	for i := range n {
		row := loadings.RawRowView(i)
		if length := math.Sqrt(dot(row, row)); length > 0 {
			for j, x := range row {
				columns[j][i] = x / length
			}
		}
	}
	for range e.rotations {
		turned, err := turnPlanes(ctx, columns, n, e.tolerance, workers)
		if err != nil {
			return nil, nil, err
		}
		if !turned {
			break
		}
	}
	rotation = mat.NewDense(k, k, nil)
	for j, column := range columns {
		rotation.SetCol(j, column[n:])
	}
	rotated = mat.NewDense(n, k, nil)
	rotated.Mul(loadings, rotation)
	signBySkew(rotated, rotation)
	return rotated, rotation, nil
}

// turnPlanes turns the planes of all pairs of columns once, by the angles that suit the first n
// numbers of each, and tells whether any was turned by more than the tolerance.
//
// The order is that of (1,0), (2,0), (2,1), (3,0) and so on. The pairs (p, q) of one sum p + q
// share no column, and those that share one with them and come earlier have a lower sum: so the
// pairs of a sum can be turned at the same time.
func turnPlanes(ctx context.Context, columns [][]float64, n int, tolerance float64, workers int) (bool, error) {
	k := len(columns)
	turned := make([]bool, k) // by the larger column
	for total := 1; total <= 2*k-3; total++ {
		first := total/2 + 1 // the least p with p > q
		last := min(total, k-1)
		err := parallel.Chunks(ctx, last-first+1, 1, workers, func(i, _, _ int) {
			p := first + i
			x, y := columns[p], columns[total-p]
			if angle := planeAngle(x[:n], y[:n]); math.Abs(angle) > tolerance {
				turn(x, y, angle)
				turned[p] = true
			}
		})
		if err != nil {
			return false, err
		}
	}
	return slices.Contains(turned, true), nil
}

// planeAngle is the angle by which two columns must be turned in their plane for the
// greatest variance of their squares (Kaiser 1958, equation 15).
func planeAngle(x, y []float64) float64 {
	var a, b, c, d float64
	y = y[:len(x)]
	for i, xi := range x {
		yi := y[i]
		u, v := (xi-yi)*(xi+yi), 2*xi*yi
		a += u
		b += v
		c += (u - v) * (u + v)
		d += u * v
	}
	n := float64(len(x))
	return math.Atan2(2*(d-a*b/n), c-(a*a-b*b)/n) / 4
}

// turn turns two columns by an angle in their plane.
func turn(x, y []float64, angle float64) {
	sin, cos := math.Sincos(angle)
	y = y[:len(x)]
	for i, xi := range x {
		yi := y[i]
		x[i], y[i] = cos*xi+sin*yi, cos*yi-sin*xi
	}
}

// signBySkew flips columns of both matrices where the skew of the rotated one is negative.
func signBySkew(rotated, rotation *mat.Dense) {
	n, k := rotated.Dims()
	skew := make([]float64, k)
	for i := range n {
		for j, x := range rotated.RawRowView(i) {
			skew[j] += x * x * x
		}
	}
	for _, m := range []*mat.Dense{rotated, rotation} {
		rows, _ := m.Dims()
		for i := range rows {
			row := m.RawRowView(i)
			for j, s := range skew {
				if s < 0 {
					row[j] = -row[j]
				}
			}
		}
	}
}

// Start assigns every point (rows of n x r) to the one of k directions in which it
// stands out: the k leading left singular vectors of the points, rotated by Varimax. It fails
// when ctx ends.
func Start(ctx context.Context, points *mat.Dense, k, workers int) ([]int, error) {
	return newAxes(points, gram(points, workers)).start(ctx, k, thorough, workers)
}

// axes are points with the principal axes of them, from which any number of leading left
// singular vectors follows.
type axes struct {
	points  *mat.Dense // n x r
	values  []float64  // r eigenvalues of the Gram matrix, ascending; nil where there are none
	vectors mat.Dense  // r x r, their eigenvectors by column
}

// newAxes decomposes the r x r Gram matrix of points.
func newAxes(points *mat.Dense, gram *mat.SymDense) *axes {
	a := &axes{points: points}
	var eigen mat.EigenSym
	if eigen.Factorize(gram, true) { // only entries that are not finite make it fail
		a.values = eigen.Values(nil)
		eigen.VectorsTo(&a.vectors)
	}
	return a
}

// gram returns P'P for points P: what gonum's SymOuterK gives, to the bit, but block by block,
// so that points are read from memory once for each goroutine and not for each dimension.
func gram(points *mat.Dense, workers int) *mat.SymDense {
	const block, columns = 256, 8
	n, r := points.Dims()
	out := mat.NewSymDense(r, nil)
	raw := out.RawSymmetric()
	parallel.Brief(r, columns, workers, func(_, lo, hi int) {
		for from := 0; from < n; from += block {
			for j := lo; j < hi; j++ {
				row := raw.Data[j*raw.Stride+j : j*raw.Stride+r]
				for i := from; i < min(n, from+block); i++ {
					point := points.RawRowView(i)
					floats.AddScaled(row, point[j], point[j:])
				}
			}
		}
	})
	return out
}

// start is Start for a number of clusters.
func (a *axes) start(ctx context.Context, k int, e effort, workers int) ([]int, error) {
	leading, err := a.leading(ctx, k, workers)
	if err != nil {
		return nil, err
	}
	rotated, _, err := varimax(ctx, leading, e, workers)
	if err != nil {
		return nil, err
	}
	n, _ := rotated.Dims()
	assigned := make([]int, n)
	for i := range assigned {
		assigned[i] = argmax(rotated.RawRowView(i))
	}
	return assigned, nil
}

// leading returns the k leading left singular vectors of the points, n x k. Where points
// have a lower rank the last columns are zero.
func (a *axes) leading(ctx context.Context, k, workers int) (*mat.Dense, error) {
	n, r := a.points.Dims()
	scaled := mat.NewDense(k, r, nil)
	for j := range min(k, len(a.values)) {
		value := a.values[r-1-j]
		if value <= 1e-12*a.values[r-1] {
			break
		}
		for i := range r {
			scaled.Set(j, i, a.vectors.At(i, r-1-j)/math.Sqrt(value))
		}
	}
	out := mat.NewDense(n, k, nil)
	return out, panel.MulTrans(ctx, a.points, scaled, workers, func(i int, products []float64) { copy(out.RawRowView(i), products) })
}
