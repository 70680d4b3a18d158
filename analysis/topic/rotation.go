package topic

import (
	"context"
	"math"

	"gonum.org/v1/gonum/mat"
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
// decomposition a round, and an early stop costs less than with one. It fails when ctx ends.
func Varimax(ctx context.Context, loadings *mat.Dense) (rotated, rotation *mat.Dense, err error) {
	return varimax(ctx, loadings, thorough)
}

func varimax(ctx context.Context, loadings *mat.Dense, e effort) (rotated, rotation *mat.Dense, err error) {
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
		largest := 0.0
		for p, x := range columns {
			if err := ctx.Err(); err != nil {
				return nil, nil, err
			}
			for _, y := range columns[:p] {
				if angle := planeAngle(x[:n], y[:n]); math.Abs(angle) > e.tolerance {
					turn(x, y, angle)
					largest = math.Max(largest, math.Abs(angle))
				}
			}
		}
		if largest == 0 {
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
	for j := range k {
		skew := 0.0
		for i := range n {
			x := rotated.At(i, j)
			skew += x * x * x
		}
		if skew >= 0 {
			continue
		}
		for i := range n {
			rotated.Set(i, j, -rotated.At(i, j))
		}
		for i := range k {
			rotation.Set(i, j, -rotation.At(i, j))
		}
	}
}

// Start assigns every point (rows of n x r) to the one of k directions in which it
// stands out: the k leading left singular vectors of the points, rotated by Varimax. It fails
// when ctx ends.
func Start(ctx context.Context, points *mat.Dense, k int) ([]int, error) {
	return newAxes(points).start(ctx, k, thorough)
}

// axes are points with the principal axes of them, from which any number of leading left
// singular vectors follows.
type axes struct {
	points  *mat.Dense // n x r
	values  []float64  // r eigenvalues of the Gram matrix, ascending; nil where there are none
	vectors mat.Dense  // r x r, their eigenvectors by column
}

// newAxes decomposes the r x r Gram matrix of points.
func newAxes(points *mat.Dense) *axes {
	a := &axes{points: points}
	var gram mat.SymDense
	gram.SymOuterK(1, points.T())
	var eigen mat.EigenSym
	if eigen.Factorize(&gram, true) { // only entries that are not finite make it fail
		a.values = eigen.Values(nil)
		eigen.VectorsTo(&a.vectors)
	}
	return a
}

// start is Start for a number of clusters.
func (a *axes) start(ctx context.Context, k int, e effort) ([]int, error) {
	rotated, _, err := varimax(ctx, a.leading(k), e)
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
func (a *axes) leading(k int) *mat.Dense {
	n, r := a.points.Dims()
	scaled := mat.NewDense(r, k, nil)
	for j := range min(k, len(a.values)) {
		value := a.values[r-1-j]
		if value <= 1e-12*a.values[r-1] {
			break
		}
		for i := range r {
			scaled.Set(i, j, a.vectors.At(i, r-1-j)/math.Sqrt(value))
		}
	}
	out := mat.NewDense(n, k, nil)
	out.Mul(a.points, scaled)
	return out
}
