package svd_test

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/svd"
	"leitmotif/analysis/tfidf"
)

// dense makes an operator of a dense matrix.
func dense(a *mat.Dense) *tfidf.Matrix {
	rows, cols := a.Dims()
	out := make([]tfidf.Row, rows)
	for i := range rows {
		for j := range cols {
			if x := a.At(i, j); x != 0 {
				out[i].Terms = append(out[i].Terms, int32(j))
				out[i].Weights = append(out[i].Weights, x)
			}
		}
	}
	return tfidf.NewMatrix(out, cols, 2)
}

// withSpectrum returns a rows x cols matrix with the given singular values.
func withSpectrum(rows, cols int, values []float64, seed uint64) *mat.Dense {
	r := rand.New(rand.NewPCG(seed, 0))
	orthonormal := func(n int) *mat.Dense {
		g := mat.NewDense(n, len(values), nil)
		for i := range n {
			for j := range values {
				g.Set(i, j, r.NormFloat64())
			}
		}
		var qr mat.QR
		qr.Factorize(g)
		var q mat.Dense
		qr.QTo(&q)
		return mat.DenseCopyOf(q.Slice(0, n, 0, len(values)))
	}
	u, v := orthonormal(rows), orthonormal(cols)
	var us, a mat.Dense
	us.Mul(u, mat.NewDiagDense(len(values), values))
	a.Mul(&us, v.T())
	return &a
}

func descending(n int, f func(i int) float64) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = f(i)
	}
	return out
}

// check asserts everything a truncated decomposition promises.
func check(t *testing.T, a *mat.Dense, r *svd.Result, tolerance float64) {
	t.Helper()
	k := len(r.Values)
	for _, side := range []*mat.Dense{r.U, r.V} {
		var gram mat.Dense
		gram.Mul(side.T(), side)
		for i := range k {
			for j := range k {
				want := 0.0
				if i == j {
					want = 1
				}
				if math.Abs(gram.At(i, j)-want) > 1e-7 {
					t.Fatalf("columns %d and %d: inner product %g, want %g", i, j, gram.At(i, j), want)
				}
			}
		}
	}
	if !slices.IsSortedFunc(r.Values, func(a, b float64) int { return int(math.Copysign(1, b-a)) }) {
		t.Fatalf("values do not descend: %v", r.Values)
	}
	var av, atu mat.Dense
	av.Mul(a, r.V)
	atu.Mul(a.T(), r.U)
	for j, s := range r.Values {
		for name, pair := range map[string][2]*mat.Dense{"Av - su": {&av, r.U}, "A'u - sv": {&atu, r.V}} {
			n, _ := pair[0].Dims()
			residual := 0.0
			for i := range n {
				d := pair[0].At(i, j) - s*pair[1].At(i, j)
				residual += d * d
			}
			if residual = math.Sqrt(residual); residual > s*tolerance+1e-7*r.Values[0] {
				t.Fatalf("triplet %d: ||%s|| = %g with s = %g", j, name, residual, s)
			}
		}
		column := mat.Col(nil, j, r.V)
		largest := slices.MaxFunc(column, func(a, b float64) int {
			return int(math.Copysign(1, math.Abs(a)-math.Abs(b)))
		})
		if largest < 0 {
			t.Fatalf("triplet %d: largest entry %g is negative", j, largest)
		}
	}
}

func TestTruncatedKnownSpectrum(t *testing.T) {
	tests := map[string]struct {
		rows, cols int
		values     []float64
		rank       int
	}{
		"one by one":               {1, 1, []float64{3}, 1},
		"one row":                  {1, 40, []float64{3}, 5},
		"one column":               {40, 1, []float64{3}, 5},
		"two":                      {2, 2, []float64{5, 1e-3}, 2},
		"tall":                     {300, 60, descending(60, func(i int) float64 { return 1 / float64(i+1) }), 20},
		"wide":                     {60, 300, descending(60, func(i int) float64 { return 1 / float64(i+1) }), 20},
		"rank deficient":           {200, 180, descending(7, func(i int) float64 { return float64(9 - i) }), 30},
		"slow decay":               {400, 350, descending(350, func(i int) float64 { return 1 / math.Sqrt(float64(i+10)) }), 40},
		"clusters":                 {250, 250, descending(100, func(i int) float64 { return float64(10 - i/20) }), 60},
		"value 40 times":           {300, 200, descending(200, func(i int) float64 { return float64(2 - i/40%2) }), 50},
		"deficient clusters":       {120, 400, descending(30, func(i int) float64 { return float64(9 - i/7) }), 60},
		"wide range":               {200, 150, descending(150, func(i int) float64 { return math.Pow(0.9, float64(i)) }), 100},
		"all equal, more than one": {150, 120, descending(120, func(int) float64 { return 1 }), 30},
	}
	for name, test := range tests {
		for _, tolerance := range []float64{1e-2, 1e-8} {
			t.Run(fmt.Sprintf("%s at %g", name, tolerance), func(t *testing.T) {
				a := withSpectrum(test.rows, test.cols, test.values, 1)
				r, err := svd.Truncated(context.Background(), dense(a), svd.Options{Rank: test.rank, Tolerance: tolerance})
				if err != nil {
					t.Fatal(err)
				}
				want := slices.SortedFunc(slices.Values(test.values), func(a, b float64) int { return int(math.Copysign(1, b-a)) })
				want = want[:min(len(want), test.rank)]
				if len(r.Values) != len(want) {
					t.Fatalf("%d values, want %d", len(r.Values), len(want))
				}
				for i, s := range r.Values {
					if math.Abs(s-want[i]) > max(tolerance, 1e-7)*want[0] {
						t.Errorf("value %d = %g, want %g", i, s, want[i])
					}
				}
				check(t, a, r, tolerance)
			})
		}
	}
}

func TestTruncatedEmpty(t *testing.T) {
	for name, a := range map[string]*tfidf.Matrix{
		"no rows": tfidf.NewMatrix(nil, 5, 1),
		"no cols": tfidf.NewMatrix(make([]tfidf.Row, 3), 0, 1),
		"zero":    tfidf.NewMatrix(make([]tfidf.Row, 3), 5, 1),
	} {
		if _, err := svd.Truncated(context.Background(), a, svd.Options{Rank: 2, Tolerance: 0.1}); !errors.Is(err, svd.ErrEmpty) {
			t.Errorf("%s: %v, want ErrEmpty", name, err)
		}
	}
}

func TestTruncatedStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	a := dense(withSpectrum(30, 30, []float64{3, 2, 1}, 1))
	if _, err := svd.Truncated(ctx, a, svd.Options{Rank: 2, Tolerance: 0.1}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want context.Canceled", err)
	}
}

// The bits of a result must not depend on the number of goroutines.
func TestTruncatedSameBits(t *testing.T) {
	a := dense(withSpectrum(3000, 200, descending(100, func(i int) float64 { return 1 / float64(i+1) }), 1))
	var first *svd.Result
	for _, workers := range []int{1, 2, 8} {
		r, err := svd.Truncated(context.Background(), a, svd.Options{Rank: 30, Tolerance: 1e-2, Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = r
		}
		if !mat.Equal(first.U, r.U) || !mat.Equal(first.V, r.V) || !slices.Equal(first.Values, r.Values) {
			t.Errorf("%d workers: another result", workers)
		}
	}
}

type reference struct {
	Values []float64 `json:"singular_values"`
}

// readReference reads a matrix and its singular values, computed by ARPACK.
func readReference(tb testing.TB, name string) (*tfidf.Matrix, []float64) {
	tb.Helper()
	dir := os.Getenv("LEITMOTIF_REFERENCE")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "reference")
	}
	file, err := os.Open(filepath.Join(dir, name+".mtx.gz"))
	if err != nil {
		tb.Skipf("the reference decompositions are not here: %v", err)
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		tb.Fatal(err)
	}
	lines := bufio.NewScanner(unzipped)
	var rows []tfidf.Row
	var cols int
	for lines.Scan() {
		line := lines.Text()
		var i, j int
		var v float64
		switch {
		case strings.HasPrefix(line, "%"):
		case rows == nil:
			var n int
			if _, err := fmt.Sscan(line, &n, &cols, &j); err != nil {
				tb.Fatal(err)
			}
			rows = make([]tfidf.Row, n)
		default:
			if _, err := fmt.Sscan(line, &i, &j, &v); err != nil {
				tb.Fatal(err)
			}
			rows[i-1].Terms = append(rows[i-1].Terms, int32(j-1))
			rows[i-1].Weights = append(rows[i-1].Weights, v)
		}
	}
	raw, err := os.ReadFile(filepath.Join(dir, name+".json"))
	if err != nil {
		tb.Fatal(err)
	}
	var want reference
	if err := json.Unmarshal(raw, &want); err != nil {
		tb.Fatal(err)
	}
	return tfidf.NewMatrix(rows, cols, 0), want.Values
}

func TestTruncatedAgainstReference(t *testing.T) {
	for _, name := range []string{"10kgnad", "20newsgroups"} {
		if testing.Short() && name == "20newsgroups" {
			continue
		}
		a, want := readReference(t, name)
		for _, test := range []struct{ tolerance, worst, median float64 }{
			{svd.DefaultTolerance, 1e-2, 1e-4},
			{1e-8, 1e-6, 1e-6},
		} {
			r, err := svd.Truncated(context.Background(), a, svd.Options{Rank: 100, Tolerance: test.tolerance})
			if err != nil {
				t.Fatal(err)
			}
			off := make([]float64, 100)
			for i := range off {
				off[i] = math.Abs(r.Values[i]-want[i]) / want[i]
			}
			slices.Sort(off)
			t.Logf("%s, tolerance %g: %d dimensions, relative error of 100 values: worst %.1e, median %.1e",
				name, test.tolerance, r.Dimension, off[99], off[50])
			if off[99] > test.worst || off[50] > test.median {
				t.Errorf("%s, tolerance %g: worst %g, median %g", name, test.tolerance, off[99], off[50])
			}
		}
	}
}

func BenchmarkTruncated100Of20newsgroups(b *testing.B) {
	a, _ := readReference(b, "20newsgroups")
	for b.Loop() {
		if _, err := svd.Truncated(context.Background(), a, svd.Options{Rank: 100, Tolerance: svd.DefaultTolerance}); err != nil {
			b.Fatal(err)
		}
	}
}
