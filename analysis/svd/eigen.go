package svd

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/lapack/gonum"
	"gonum.org/v1/gonum/mat"
)

// leading computes the count largest eigenvalues of a symmetric m x m matrix, descending, and
// their eigenvectors as the columns of an m x count matrix. a is the matrix row by row, of
// which the lower triangle is read; it is overwritten. ok is false where an entry is not
// finite.
//
// The matrix is reduced to a tridiagonal one (LAPACK's dsytrd), whose eigenvalues the implicit
// QR iteration finds (Golub and Van Loan, "Matrix Computations", 4th edition, algorithm
// 8.3.3). The rotations of the iteration are kept and applied, the last one first, to the unit
// vectors of the wanted values alone: of m^2 rotations each costs count instead of m
// operations, and the vectors are as orthonormal as those of the whole decomposition. Values
// are right to about the unit roundoff times the largest.
func leading(a []float64, m, count int) (values []float64, vectors *mat.Dense, ok bool) {
	var lapack gonum.Implementation
	d, e, tau, work := make([]float64, m), make([]float64, m), make([]float64, m), make([]float64, 1)
	lapack.Dsytrd(blas.Lower, m, a, m, d, e[:m-1], tau[:m-1], work, -1)
	work = make([]float64, int(work[0]))
	lapack.Dsytrd(blas.Lower, m, a, m, d, e[:m-1], tau[:m-1], work, len(work))
	sweeps, ok := diagonalise(d, e)
	if !ok {
		return nil, nil, false
	}
	order := make([]int, m)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(d[j], d[i]) })
	vectors, values = mat.NewDense(m, count, nil), make([]float64, count)
	for j := range count {
		values[j] = d[order[j]]
		vectors.Set(order[j], j, 1)
	}
	for _, s := range slices.Backward(sweeps) {
		s.apply(vectors)
	}
	if m > 1 { // the reflectors begin at the second row
		x := vectors.RawMatrix()
		lapack.Dormqr(blas.Left, blas.NoTrans, m-1, count, m-1, a[m:], m, tau[:m-1], x.Data[count:], count, work, -1)
		work = make([]float64, int(work[0]))
		lapack.Dormqr(blas.Left, blas.NoTrans, m-1, count, m-1, a[m:], m, tau[:m-1], x.Data[count:], count, work, len(work))
	}
	return values, vectors, true
}

// sweep is the rotations of one step of the QR iteration: the i-th turns the axes first+i and
// first+i+1 into c times the one and s times the other, and into -s and c times them.
type sweep struct {
	first     int
	rotations []rotation
}

type rotation struct{ c, s float64 }

// apply multiplies the rotations with the columns of x, the last one first.
func (w sweep) apply(x *mat.Dense) {
	for i, r := range slices.Backward(w.rotations) {
		upper, lower := x.RawRowView(w.first+i), x.RawRowView(w.first+i+1)
		for j, u := range upper {
			l := lower[j]
			upper[j], lower[j] = r.c*u-r.s*l, r.s*u+r.c*l
		}
	}
}

// diagonalise turns the symmetric tridiagonal matrix with diagonal d and entries e[:len(d)-1]
// beside it into the diagonal one of its eigenvalues, in d, in no order, and returns the
// sweeps that did it. ok is false where it does not converge, as with entries that are not
// finite.
func diagonalise(d, e []float64) (sweeps []sweep, ok bool) {
	const roundoff, most = 0x1p-53, 30 // most is the number of sweeps per eigenvalue of LAPACK's dsteqr
	for last := len(d) - 1; last > 0; {
		first := last
		for first > 0 && !(math.Abs(e[first-1]) <= roundoff*(math.Abs(d[first-1])+math.Abs(d[first]))) {
			first--
		}
		if first == last {
			last--
			continue
		}
		if len(sweeps) == most*len(d) {
			return nil, false
		}
		sweeps = append(sweeps, newSweep(d, e, first, last))
	}
	for _, value := range d {
		if math.IsNaN(value) || math.IsInf(value, 0) {
			return nil, false
		}
	}
	return sweeps, true
}

// newSweep makes one implicit QR step on the rows from first to last, with Wilkinson's shift.
func newSweep(d, e []float64, first, last int) sweep {
	half, beside := (d[last-1]-d[last])/2, e[last-1]
	shift := d[last] - beside*(beside/(half+math.Copysign(math.Hypot(half, beside), half)))
	w := sweep{first, make([]rotation, 0, last-first)}
	x, bulge := d[first]-shift, e[first]
	for k := first; k < last; k++ {
		r := rotation{1, 0}
		length := math.Hypot(x, bulge)
		if length > 0 {
			r = rotation{x / length, bulge / length}
		}
		w.rotations = append(w.rotations, r)
		if k > first {
			e[k-1] = length
		}
		gain := 2*r.c*e[k] + r.s*(d[k+1]-d[k])
		d[k], d[k+1], e[k] = d[k]+r.s*gain, d[k+1]-r.s*gain, r.c*gain-e[k]
		if k+1 < last {
			x, bulge, e[k+1] = e[k], r.s*e[k+1], r.c*e[k+1]
		}
	}
	return w
}
