package panel

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
)

func random(n int, seed uint64) []float64 {
	r := rand.New(rand.NewPCG(seed, 1))
	x := make([]float64, n)
	for i := range x {
		x[i] = r.NormFloat64()
	}
	return x
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-12*(1+math.Abs(want)) {
		t.Fatalf("%s = %g, want %g", what, got, want)
	}
}

func TestAddRows(t *testing.T) {
	src := random(50*Width, 1)
	weights, index := random(7, 2), []int32{0, 3, 9, 9, 20, 48, 49}
	var got [Width]float64
	got[3] = 5
	AddRows(&got, weights, index, src)
	for c := range Width {
		want := 0.0
		if c == 3 {
			want = 5
		}
		for p, w := range weights {
			want += w * src[int(index[p])*Width+c]
		}
		near(t, "sum", got[c], want)
	}
}

// Rows of one, added to one after the other, are the product with the transpose: to the bit,
// since every number is summed in the same order.
func TestAddToRows(t *testing.T) {
	src, weights, want := random(3*Width, 1), random(3, 2), new([Width]float64)
	AddRows(want, weights, []int32{0, 1, 2}, src)
	dst := make([]float64, 5*Width)
	for i, w := range weights {
		AddToRows(dst, []float64{2, w}, []int32{0, 4}, (*[Width]float64)(src[i*Width:]))
	}
	if !slices.Equal(dst[4*Width:], want[:]) {
		t.Errorf("row 4 is %v, want %v", dst[4*Width:], want)
	}
	for c := range Width {
		near(t, "row 0", dst[c], 2*(src[c]+src[Width+c]+src[2*Width+c]))
	}
	if slices.ContainsFunc(dst[Width:4*Width], func(x float64) bool { return x != 0 }) {
		t.Error("other rows were written to")
	}
}

func TestGramAndMul(t *testing.T) {
	for _, rows := range []int{0, 1, 2, 33} {
		q, w := random(rows*Width, 3), random(rows*Width, 4)
		var c Square
		c[17] = 2
		AddGram(&c, q, w)
		out := append([]float64(nil), w...)
		AddMul(out, q, &c)
		for i := range Width {
			for j := range Width {
				want := 0.0
				if i*Width+j == 17 {
					want = 2
				}
				for r := range rows {
					want += q[r*Width+i] * w[r*Width+j]
				}
				near(t, "gram", c[i*Width+j], want)
			}
		}
		for r := range rows {
			for j := range Width {
				want := w[r*Width+j]
				for i := range Width {
					want += q[r*Width+i] * c[i*Width+j]
				}
				near(t, "product", out[r*Width+j], want)
			}
		}
	}
}

// The kernels in use and their twins in Go must agree to the bit.
func TestKernelsAgree(t *testing.T) { kernelsAgree(t) }

func kernelsAgree(t *testing.T) {
	t.Helper()
	for _, rows := range []int{1, 2, 3, 4, 7, 64} {
		q, w := random(rows*Width, 5), random(rows*Width, 6)
		a, b := Square(random(Width*Width, 7)), Square(random(Width*Width, 7))
		AddGram(&a, q, w)
		addGramGeneric(&b, q, w)
		if a != b {
			t.Errorf("%d rows: AddGram differs", rows)
		}
		x, y := slices.Clone(w), slices.Clone(w)
		AddMul(x, q, &a)
		addMulGeneric(y, q, Width, &a)
		if !slices.Equal(x, y) {
			t.Errorf("%d rows: AddMul differs", rows)
		}
		const stride = Width + 5
		apart := random((rows-1)*stride+Width, 8)
		for r := range rows {
			copy(apart[r*stride:], q[r*Width:(r+1)*Width])
		}
		for name, mul := range map[string]func(w, q []float64, stride int, c *Square){"vectors": addMulStrided, "the twin": addMulGeneric} {
			z := slices.Clone(w)
			if mul(z, apart, stride, &a); !slices.Equal(z, y) {
				t.Errorf("%d rows, %s: rows apart from each other make a difference", rows, name)
			}
		}
		index := make([]int32, rows)
		for i := range index {
			index[i] = int32(i * 3 % rows)
		}
		var d, e [Width]float64
		AddRows(&d, q[:rows], index, w)
		addRowsGeneric(&e, q[:rows], index, w)
		if d != e {
			t.Errorf("%d rows: AddRows differs", rows)
		}
		x, y = slices.Clone(w), slices.Clone(w)
		AddToRows(x, q[:rows], index, &d)
		addToRowsGeneric(y, q[:rows], index, &d)
		if !slices.Equal(x, y) {
			t.Errorf("%d rows: AddToRows differs", rows)
		}
	}
}

const benchRows = 2048

func gigaflops(b *testing.B, flops float64) {
	b.ReportMetric(flops*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
}

func BenchmarkAddGram2048(b *testing.B) {
	q, w := random(benchRows*Width, 1), random(benchRows*Width, 2)
	var c Square
	for b.Loop() {
		AddGram(&c, q, w)
	}
	gigaflops(b, 2*benchRows*Width*Width)
}

func BenchmarkAddMul2048(b *testing.B) {
	q, w := random(benchRows*Width, 1), random(benchRows*Width, 2)
	var c Square
	for b.Loop() {
		AddMul(w, q, &c)
	}
	gigaflops(b, 2*benchRows*Width*Width)
}

func BenchmarkAddRows40000(b *testing.B) {
	const rows, weights = 40000, 100000
	src, w := random(rows*Width, 1), random(weights, 2)
	r := rand.New(rand.NewPCG(1, 3))
	index := make([]int32, weights)
	for i := range index {
		index[i] = r.Int32N(rows)
	}
	var dst [Width]float64
	for b.Loop() {
		for p := 0; p < weights; p += 100 {
			AddRows(&dst, w[p:p+100], index[p:p+100], src)
		}
	}
	gigaflops(b, 2*weights*Width)
}

func BenchmarkAddToRows40000(b *testing.B) {
	const rows, weights = 40000, 100000
	dst, w := random(rows*Width, 1), random(weights, 2)
	r := rand.New(rand.NewPCG(1, 3))
	index := make([]int32, weights)
	for i := range index {
		index[i] = r.Int32N(rows)
	}
	row := (*[Width]float64)(random(Width, 4))
	for b.Loop() {
		for p := 0; p < weights; p += 100 {
			AddToRows(dst, w[p:p+100], index[p:p+100], row)
		}
	}
	gigaflops(b, 2*weights*Width)
}

func TestMulTrans(t *testing.T) {
	for _, shape := range [][3]int{{1, 1, 1}, {5, 16, 3}, {1030, 37, 20}, {600, 64, 33}} {
		rows, columns, k := shape[0], shape[1], shape[2]
		a, b := mat.NewDense(rows, columns, random(rows*columns, 8)), mat.NewDense(k, columns, random(k*columns, 9))
		var want mat.Dense
		want.Mul(a, b.T())
		got := mat.NewDense(rows, k, nil)
		if err := MulTrans(t.Context(), a, b, 2, func(i int, products []float64) { got.SetRow(i, products) }); err != nil {
			t.Fatal(err)
		}
		if !mat.EqualApprox(got, &want, 1e-12) {
			t.Errorf("%v: wrong product", shape)
		}
	}
}

func TestSplit(t *testing.T) {
	panels := Split(mat.NewDense(2, 18, random(36, 1)))
	want := random(36, 1)
	if len(panels) != 2 || panels[0][Width] != want[18] || panels[1][Width+1] != want[35] || panels[1][2] != 0 {
		t.Errorf("panels %v", panels)
	}
}
