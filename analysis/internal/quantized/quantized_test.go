package quantized

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func random(n int, seed uint64) []float32 {
	r := rand.New(rand.NewPCG(seed, 1))
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(r.NormFloat64())
	}
	return x
}

func randomBytes(n int, seed uint64) []int8 {
	r := rand.New(rand.NewPCG(seed, 2))
	x := make([]int8, n)
	for i := range x {
		x[i] = int8(r.IntN(255) - 127)
	}
	return x
}

func matrix(out, in int) *Matrix {
	return NewMatrix(randomBytes(out*in, 3), random(out, 4), random(out, 5))
}

func narrowMatrix(out, in int) *Matrix {
	numbers := randomBytes(out*in, 3)
	for i := range numbers {
		numbers[i] /= 2
	}
	return NewMatrix(numbers, random(out, 4), random(out, 5))
}

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within) {
		t.Fatalf("%s = %g, want %g", what, got, want)
	}
}

func TestQuantizeAndMul(t *testing.T) {
	const rows, out, in = 3, 128, 64
	x, numbers := random(rows*in, 1), randomBytes(out*in, 3)
	copy(x[in:2*in], make([]float32, in)) // a row of zeros
	m := matrix(out, in)
	var q Rows
	q.Quantize(x, in)
	for i, v := range x {
		near(t, "rounded number", float64(q.Scales[i/in])*(float64(q.Numbers[i])-128), float64(v), float64(q.Scales[i/in])*.5001)
	}
	dst := make([]float32, rows*out)
	m.Mul(dst, &q)
	for r := range rows {
		for o := range out {
			want := 0.0
			for i := range in {
				want += (float64(q.Numbers[r*in+i]) - 128) * float64(numbers[o*in+i])
			}
			want = want*float64(q.Scales[r])*float64(m.scale[o]) + float64(m.bias[o])
			near(t, "product", float64(dst[r*out+o]), want, 1e-6*(1+math.Abs(want)))
		}
	}
}

func TestCombine(t *testing.T) {
	const rows, terms, columns = 5, 7, 32
	weights, src := Small{random(rows*10, 1), 10}, Small{random(terms*40, 2), 40}
	dst := Small{make([]float32, rows*36), 36}
	Combine(dst, weights, src, rows, terms, columns)
	for r := range rows {
		for c := range 36 {
			want := 0.0
			for k := range terms {
				if c < columns {
					want += float64(weights.Data[r*10+k]) * float64(src.Data[k*40+c])
				}
			}
			near(t, "sum", float64(dst.Data[r*36+c]), want, 1e-5)
		}
	}
}

// A row 1, 3, 1, 3, ... has the mean 2 and the variance 1.
func TestNorm(t *testing.T) {
	x, residual, gain, bias := make([]float32, 32), make([]float32, 32), make([]float32, 32), make([]float32, 32)
	for i := range x {
		x[i], residual[i], gain[i], bias[i] = float32(i%2), float32(1+i%2), 2, float32(i)
	}
	Norm(x, residual, gain, bias)
	for i, v := range x {
		near(t, "normalised number", float64(v), float64(4*(i%2)-2+i), 1e-5)
	}
}

func TestGELU(t *testing.T) {
	for v := -12.0; v < 12; v += .01 {
		x := make([]float32, Lanes)
		x[3] = float32(v)
		want := float64(x[3]) * math.Erfc(-float64(x[3])/math.Sqrt2) / 2
		GELU(x)
		near(t, "GELU", float64(x[3]), want, 2e-6)
	}
}

func TestSoftmaxAndExp(t *testing.T) {
	for v := -86.9; v <= 0; v += .003 {
		want := math.Exp(float64(float32(v)))
		near(t, "exponential", float64(Exp(float32(v))), want, 2.4e-7*want)
	}
	x := slices.Repeat([]float32{-1e9}, 2*Lanes)
	copy(x, []float32{1, 2, 4})
	copy(x[Lanes:], []float32{-3, -3})
	Softmax(x, Lanes, .5)
	e, f := math.Exp(-1.5), math.Exp(-1)
	for i, want := range []float64{e / (1 + e + f), f / (1 + e + f), 1 / (1 + e + f), 0} {
		near(t, "share", float64(x[i]), want, 1e-6)
	}
	near(t, "share of two", float64(x[Lanes+1]), .5, 1e-6)
}

// agree compares what is in use to the bit with the twins in Go, for numbers of one seed and
// a size between tiny and huge.
func agree(t *testing.T, rows int, seed uint64, size float32) {
	t.Helper()
	const out, in = 128, 64
	numbers := func(n int, more uint64) []float32 {
		x := random(n, seed+more)
		for i := range x {
			x[i] *= size
		}
		return x
	}
	same := func(what string, got, want []float32) {
		t.Helper()
		for i, x := range got {
			if math.Float32bits(x) != math.Float32bits(want[i]) {
				t.Fatalf("%s: number %d of %d is %g, want %g", what, i, len(got), x, want[i])
			}
		}
	}
	x := numbers(rows*in, 1)
	var q Rows
	q.Quantize(x, in)
	bytes := make([]uint8, in)
	for r := range rows {
		same("the scale of a row", q.Scales[r:r+1], []float32{quantizeGeneric(bytes, x[r*in:(r+1)*in])})
		if !slices.Equal(bytes, q.Numbers[r*in:(r+1)*in]) {
			t.Fatalf("row %d is rounded to %v, want %v", r, q.Numbers[r*in:(r+1)*in], bytes)
		}
	}
	got, want := make([]float32, rows*out), make([]float32, rows*out)
	for name, m := range map[string]*Matrix{"product": matrix(out, in), "product with a narrow matrix": narrowMatrix(out, in)} {
		m.Mul(got, &q)
		m.mulGeneric(want, &q)
		same(name, got, want)
	}
	Combine(Small{got, out}, Small{x, in}, Small{numbers(rows*out, 2), out}, rows, rows, Lanes)
	combineGeneric(Small{want, out}, Small{x, in}, Small{numbers(rows*out, 2), out}, rows, rows)
	same("combination", got, want)
	got, want = numbers(rows*in, 3), numbers(rows*in, 3)
	Norm(got, x, numbers(len(x), 4), numbers(len(x), 5))
	normGeneric(want, x, numbers(len(x), 4), numbers(len(x), 5))
	same("norm", got, want)
	got, want = numbers(rows*in, 6), numbers(rows*in, 6)
	GELU(got)
	geluGeneric(want)
	same("GELU", got, want)
	got, want = numbers(rows*in, 7), numbers(rows*in, 7)
	Softmax(got, 32, .2)
	softmaxGeneric(want, 32, .2)
	same("softmax", got, want)
}

var sizes = []float32{0, 1e-35, 1e-3, 1, 30, 1e6}

// The kernels in use and their twins in Go must agree to the bit.
func TestKernelsAgree(t *testing.T) { kernelsAgree(t) }

func kernelsAgree(t *testing.T) {
	t.Helper()
	for rows := 1; rows < 14; rows++ {
		for i, size := range sizes {
			agree(t, rows, uint64(rows*100+i), size)
		}
	}
}

func FuzzKernelsAgree(f *testing.F) {
	for i, size := range sizes {
		f.Add(uint8(i), uint64(i), size)
	}
	f.Fuzz(func(t *testing.T, rows uint8, seed uint64, size float32) {
		if size != size || math.Abs(float64(size)) > 1e8 {
			t.Skip("not in the range of an encoder")
		}
		agree(t, int(rows%40)+1, seed, size)
	})
}

// The largest sums: every number at its limit.
func TestMulAtTheLimits(t *testing.T) { mulAtTheLimits(t) }

func mulAtTheLimits(t *testing.T) {
	t.Helper()
	const in = 1536
	for _, x := range []float32{1, -1} {
		for _, w := range []int8{63, -63, 64, 127, -127, -128} {
			m := NewMatrix(slices.Repeat([]int8{w}, Block*in), slices.Repeat([]float32{1}, Block), make([]float32, Block))
			var q Rows
			q.Quantize(slices.Repeat([]float32{x}, 5*in), in)
			dst := make([]float32, 5*Block)
			m.Mul(dst, &q)
			for _, y := range dst {
				near(t, "product", float64(y), float64(x)*float64(w)*in, in/100.)
			}
		}
	}
}

func benchmarkMul(b *testing.B, rows, out, in int) {
	m := matrix(out, in)
	var q Rows
	q.Quantize(random(rows*in, 1), in)
	dst := make([]float32, rows*out)
	for b.Loop() {
		m.Mul(dst, &q)
	}
	b.ReportMetric(2*float64(rows*out*in)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GOP/s")
}

func BenchmarkMul45x384x384(b *testing.B)   { benchmarkMul(b, 45, 384, 384) }
func BenchmarkMul45x1536x384(b *testing.B)  { benchmarkMul(b, 45, 1536, 384) }
func BenchmarkMul45x384x1536(b *testing.B)  { benchmarkMul(b, 45, 384, 1536) }
func BenchmarkMul256x384x1536(b *testing.B) { benchmarkMul(b, 256, 384, 1536) }
