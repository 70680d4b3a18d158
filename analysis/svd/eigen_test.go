package svd

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// symmetric gives V diag(values) V' of random orthonormal V, row by row.
func symmetric(values []float64, seed uint64) []float64 {
	m := len(values)
	r := rand.New(rand.NewPCG(seed, 0))
	g := mat.NewDense(m, m, nil)
	for i := range m {
		for j := range m {
			g.Set(i, j, r.NormFloat64())
		}
	}
	var qr mat.QR
	qr.Factorize(g)
	var q, scaled, a mat.Dense
	qr.QTo(&q)
	scaled.Mul(&q, mat.NewDiagDense(m, values))
	a.Mul(&scaled, q.T())
	return a.RawMatrix().Data
}

func TestLeading(t *testing.T) {
	for name, value := range map[string]func(i, m int) float64{
		"distinct":  func(i, m int) float64 { return float64(m - i) },
		"graded":    func(i, _ int) float64 { return math.Pow(0.5, float64(i)) },
		"deficient": func(i, m int) float64 { return max(0, float64(m/2-i)) },
		"multiple":  func(i, _ int) float64 { return float64(5 - i/7%5) },
		"negative":  func(i, m int) float64 { return float64(m/2 - i) },
		"close":     func(i, _ int) float64 { return 1 - 1e-12*float64(i) },
		"huge":      func(i, m int) float64 { return 1e100 * float64(m-i) },
		"tiny":      func(i, m int) float64 { return 1e-100 * float64(m-i) },
		"zero":      func(int, int) float64 { return 0 },
	} {
		for _, m := range []int{1, 2, 3, 16, 17, 100} {
			t.Run(fmt.Sprintf("%s/%d", name, m), func(t *testing.T) {
				values := make([]float64, m)
				for i := range values {
					values[i] = value(i, m)
				}
				checkLeading(t, symmetric(values, uint64(m)), m)
			})
		}
	}
}

// checkLeading holds the eigenpairs against those of gonum's whole decomposition and against
// what an eigenpair is: A x = value x, with x orthonormal.
func checkLeading(t *testing.T, a []float64, m int) {
	t.Helper()
	whole := mat.NewSymDense(m, nil)
	scale := 0.0
	for i := range m {
		for j := range i + 1 {
			whole.SetSym(i, j, a[i*m+j])
			scale = max(scale, math.Abs(a[i*m+j]))
		}
	}
	var eigen mat.EigenSym
	if !eigen.Factorize(whole, false) {
		t.Fatal("no reference")
	}
	want := eigen.Values(nil)
	allowed := 1e-14 * float64(m) * scale
	for _, count := range []int{1, (m + 1) / 2, m} {
		got, x, ok := leading(append([]float64(nil), a...), m, count)
		if !ok {
			t.Fatal("no convergence")
		}
		var product, gram mat.Dense
		product.Mul(whole, x)
		gram.Mul(x.T(), x)
		for j := range count {
			if math.Abs(got[j]-want[m-1-j]) > allowed {
				t.Errorf("value %d of %d is %g, want %g", j, count, got[j], want[m-1-j])
			}
			for i := range m {
				if off := math.Abs(product.At(i, j) - got[j]*x.At(i, j)); off > allowed {
					t.Errorf("pair %d of %d is off by %g in row %d", j, count, off, i)
				}
			}
			for i := range count {
				if identity := map[bool]float64{true: 1}[i == j]; math.Abs(gram.At(i, j)-identity) > 1e-14*float64(m) {
					t.Errorf("vectors %d and %d have the product %g", i, j, gram.At(i, j))
				}
			}
		}
	}
}

func TestLeadingNotFinite(t *testing.T) {
	for _, x := range []float64{math.NaN(), math.Inf(1)} {
		for _, m := range []int{1, 2, 40} {
			a := symmetric(make([]float64, m), 1)
			a[(m-1)*m] = x
			if _, _, ok := leading(a, m, 1); ok {
				t.Errorf("%d x %d with %g: no fault", m, m, x)
			}
		}
	}
}

func TestDiagonaliseSplit(t *testing.T) {
	d, e := []float64{2, 2, 0, 0, 5}, []float64{1, 0, 0, 0, 0}
	if _, ok := diagonalise(d, e); !ok {
		t.Fatal("no convergence")
	}
	// [2 1; 1 2] has 3 and 1.
	if want := []float64{3, 1, 0, 0, 5}; math.Abs(d[0]+d[1]-4) > 1e-15 || math.Abs(max(d[0], d[1])-want[0]) > 1e-15 || d[2] != 0 || d[3] != 0 || d[4] != 5 {
		t.Errorf("got %v, want %v but for the order of the first two", d, want)
	}
}
