package topic

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// effort says when an iteration has gone far enough.
type effort struct {
	// rotations and tolerance end Varimax: at most so many steps, or a step that raises the
	// criterion by less than this share.
	rotations int
	tolerance float64
	// moves is the largest number of steps of SphericalKMeans.
	moves int
}

// thorough is the effort for topics that people see: Kaiser (1958) and the implementations
// in use stop a rotation between 1e-5 and 1e-6, and k-means converges in 10 to 40 steps on
// news. rough is that for clusterings that are only compared with each other.
var (
	thorough = effort{rotations: 100, tolerance: 1e-5, moves: 100}
	rough    = effort{rotations: 30, tolerance: 1e-4, moves: 20}
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
// The cost is 4 n k^2 operations a step.
func Varimax(loadings *mat.Dense) (rotated, rotation *mat.Dense) {
	return varimax(loadings, thorough)
}

func varimax(loadings *mat.Dense, e effort) (rotated, rotation *mat.Dense) {
	n, k := loadings.Dims()
	scaled := mat.DenseCopyOf(loadings)
	lengths := make([]float64, n)
	for i := range n {
		row := scaled.RawRowView(i)
		lengths[i] = mat.Norm(mat.NewVecDense(k, row), 2)
		if lengths[i] > 0 {
			for j := range row {
				row[j] /= lengths[i]
			}
		}
	}
	rotation = identity(k)
	var product, gradient mat.Dense
	criterion := 0.0
	for range e.rotations {
		product.Mul(scaled, rotation)
		// The gradient of the criterion: L'(P^3 - P diag(mean of P^2 by column)).
		means := make([]float64, k)
		for i := range n {
			for j, x := range product.RawRowView(i) {
				means[j] += x * x / float64(n)
			}
		}
		for i := range n {
			row := product.RawRowView(i)
			for j, x := range row {
				row[j] = x * (x*x - means[j])
			}
		}
		gradient.Mul(scaled.T(), &product)
		var svd mat.SVD
		if !svd.Factorize(&gradient, mat.SVDThin) {
			break
		}
		var u, v mat.Dense
		svd.UTo(&u)
		svd.VTo(&v)
		rotation.Mul(&u, v.T())
		next := 0.0
		for _, s := range svd.Values(nil) {
			next += s
		}
		if next <= criterion*(1+e.tolerance) {
			break
		}
		criterion = next
	}
	rotated = mat.NewDense(n, k, nil)
	rotated.Mul(loadings, rotation)
	signBySkew(rotated, rotation)
	return rotated, rotation
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

func identity(k int) *mat.Dense {
	m := mat.NewDense(k, k, nil)
	for i := range k {
		m.Set(i, i, 1)
	}
	return m
}

// Start assigns every point (rows of n x r) to the one of k directions in which it
// stands out: the k leading left singular vectors of the points, rotated by Varimax.
func Start(points *mat.Dense, k int) []int {
	return newAxes(points).start(k, thorough)
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
func (a *axes) start(k int, e effort) []int {
	rotated, _ := varimax(a.leading(k), e)
	n, _ := rotated.Dims()
	assigned := make([]int, n)
	for i := range assigned {
		assigned[i] = argmax(rotated.RawRowView(i))
	}
	return assigned
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
