// Package quantized computes with matrices of 8-bit numbers and does the steps of an encoder
// between them: the small products of attention, softmax, the normalisation of a layer, GELU.
//
// A product of 8-bit numbers summed in 32 bits is exact, in whatever order; all else rounds to
// float32 after every operation, without fused ones, and sums are spread over sixteen lanes
// that are folded in a fixed order. The kernels (AVX2 and AVX-512 VNNI, written by the
// generator in asm and chosen by what the processor has) do what their twins in Go do:
// results depend on no processor, and those of a row on no other row.
package quantized

//go:generate sh -c "cd asm && go run . -out ../kernels_amd64.s -stubs ../kernels_amd64.go -pkg quantized"

import "math"

const (
	// Lanes divides the length of every row.
	Lanes = 16
	// Block divides both dimensions of a Matrix.
	Block = 64

	step   = 4   // inputs of a group of a packed matrix
	offset = 128 // added to a number of a Row, so that it has no sign
)

const (
	panicShape = "quantized: operands of different shape"
	panicBlock = "quantized: a dimension that is no multiple of its block"
)

// Matrix is a linear map of rows, y = W x + b: out x in numbers of 8 bits, of which those of an
// output have one scale.
type Matrix struct {
	out, in int
	packed  []int8    // [out/Block][in/step][Block][step]
	start   []int32   // by output: what the offset of the inputs adds, with the sign turned
	scale   []float32 // by output
	bias    []float32 // by output
	narrow  bool      // no number is beyond maxNarrow in size
}

// maxNarrow is the largest number of a narrow matrix, which some processors multiply with twice as fast.
const maxNarrow = 63

// NewMatrix packs out x in numbers, row-major by output; scale and bias have one number for
// each output and are kept.
func NewMatrix(numbers []int8, scale, bias []float32) *Matrix {
	out := len(scale)
	if out == 0 || len(bias) != out || len(numbers)%out != 0 {
		panic(panicShape)
	}
	in := len(numbers) / out
	if out%Block != 0 || in%Block != 0 {
		panic(panicBlock)
	}
	m := &Matrix{out, in, make([]int8, len(numbers)), make([]int32, out), scale, bias, true}
	for o := range out {
		block := m.packed[o/Block*Block*in:]
		for i, x := range numbers[o*in : (o+1)*in] {
			block[i/step*Block*step+o%Block*step+i%step] = x
			m.start[o] -= offset * int32(x)
			m.narrow = m.narrow && x >= -maxNarrow && x <= maxNarrow
		}
	}
	return m
}

// Rows are vectors in numbers of 8 bits with a scale each: number i of row r stands for
// Scales[r] * (Numbers[r*length+i] - 128).
type Rows struct {
	Numbers []uint8
	Scales  []float32
}

// Quantize rounds each row of x, so many numbers of the given length, to 255 levels around
// 0, half to even, the largest being the largest level. It uses the room of r.
func (r *Rows) Quantize(x []float32, length int) {
	if length%Block != 0 || len(x)%length != 0 {
		panic(panicBlock)
	}
	r.Numbers, r.Scales = resize(r.Numbers, len(x)), resize(r.Scales, len(x)/length)
	for i := range r.Scales {
		r.Scales[i] = quantize(r.Numbers[i*length:(i+1)*length], x[i*length:(i+1)*length])
	}
}

func resize[T any](x []T, n int) []T {
	if cap(x) < n {
		return make([]T, n)
	}
	return x[:n]
}

// Mul sets row i of dst, a number for each output, to m times row i of x plus the bias.
func (m *Matrix) Mul(dst []float32, x *Rows) {
	rows := len(x.Scales)
	if len(dst) != rows*m.out || len(x.Numbers) != rows*m.in {
		panic(panicShape)
	}
	if rows > 0 {
		m.mul(dst, x)
	}
}

// Small is a matrix within another: its first number and how far apart its rows begin.
type Small struct {
	Data   []float32
	Stride int
}

func (s Small) holds(rows, columns int) bool {
	return s.Stride >= columns && len(s.Data) >= (rows-1)*s.Stride+columns
}

// Combine sets dst (rows x columns) to weights (rows x terms) times src (terms x columns);
// columns are a multiple of Lanes. Terms are added in ascending order.
func Combine(dst, weights, src Small, rows, terms, columns int) {
	switch {
	case columns%Lanes != 0:
		panic(panicBlock)
	case rows <= 0 || terms <= 0 || !dst.holds(rows, columns) || !weights.holds(rows, terms) || !src.holds(terms, columns):
		panic(panicShape)
	}
	for c := 0; c < columns; c += Lanes {
		combine(Small{dst.Data[c:], dst.Stride}, weights, Small{src.Data[c:], src.Stride}, rows, terms)
	}
}

// Norm adds the residual to x, brings the sum to mean 0 and variance 1, and scales and shifts
// it by gain and bias: layer normalisation (Ba, Kiros and Hinton 2016), with 1e-12 added to
// the variance. All have the same length.
func Norm(x, residual, gain, bias []float32) {
	n := len(x)
	if n == 0 || n%Lanes != 0 {
		panic(panicBlock)
	}
	if len(residual) != n || len(gain) != n || len(bias) != n {
		panic(panicShape)
	}
	norm(x, residual, gain, bias)
}

// GELU replaces every x by x times the distribution function of the normal distribution
// (Hendrycks and Gimpel 2016), within 2e-6.
func GELU(x []float32) {
	if len(x)%Lanes != 0 {
		panic(panicBlock)
	}
	if len(x) > 0 {
		gelu(x)
	}
}

// Softmax replaces each row of x, of the given width, by the exponentials of its numbers times
// a positive scale, as shares of their sum. A number 1000 / scale below the largest of its
// row has no share that would show.
func Softmax(x []float32, width int, scale float32) {
	if width == 0 || width%Lanes != 0 || len(x)%width != 0 {
		panic(panicBlock)
	}
	if len(x) > 0 {
		softmax(x, width, scale)
	}
}

// Exp is e^x in float32 for x of at most 0, within two units of the last place, and what
// Softmax computes; below -87 it stays at e^-87.
func Exp(x float32) float32 { return exp(x) }

// round gives the nearest whole number, the even one of two.
func round(x float32) float32 { return float32(math.RoundToEven(float64(x))) }

// Transpose sets rows of dst, columns of them that begin stride numbers after each other, to
// the columns of src (rows x columns), and fills them up with zeros.
func Transpose(dst []float32, stride int, src Small, rows, columns int) {
	if !src.holds(rows, columns) || stride < rows || len(dst) < columns*stride {
		panic(panicShape)
	}
	for c := range columns {
		to := dst[c*stride : (c+1)*stride]
		for r := range rows {
			to[r] = src.Data[r*src.Stride+c]
		}
		clear(to[rows:])
	}
}
