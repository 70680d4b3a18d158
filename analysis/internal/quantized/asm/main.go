// Command asm writes the kernels of package quantized for processors with AVX2 and with
// AVX-512 VNNI. It lives in a module of its own so that the generator is no dependency of the
// program.
//
// Each kernel does the operations of its twin in kernels_generic.go in the same order,
// a rounding for a rounding, so all give the same bits.
package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

const (
	single = 4  // bytes of a number of 32 bits
	lanes  = 16 // numbers that a sum is spread over
	block  = 64 // outputs of a block of a packed matrix
	step   = 4  // inputs of a group of a packed matrix
)

func main() {
	ConstraintExpr("amd64")
	mulVNNI()
	mulAVX2()
	mulNarrow()
	combine()
	quantize()
	norm()
	gelu()
	softmax()
	Generate()
}

// operands of a product of rows and a block of a packed matrix. Those that a tile needs once are
// loaded when it does: registers are short.
type operands struct {
	dst, x, scales, rows, in, stride Register
}

const mulSignature = "func(dst *float32, x *uint8, scales *float32, w *int8, start *int32, scale *float32, bias *float32, rows int, in int, stride int)"

func loadOperands() operands {
	o := operands{
		dst: Load(Param("dst"), GP64()), x: Load(Param("x"), GP64()), scales: Load(Param("scales"), GP64()),
		rows: Load(Param("rows"), GP64()), in: Load(Param("in"), GP64()), stride: Load(Param("stride"), GP64()),
	}
	SHLQ(Imm(2), o.stride)
	return o
}

func param(name string) Mem { return Mem{Base: Load(Param(name), GP64())} }

// steps runs the inputs of a tile of count rows in groups; f gets where those of each row stand.
func (o operands) steps(label string, count int, f func(x []Mem, w Mem)) {
	var x []Mem
	var bases []Register
	for r := range count {
		if r%3 == 0 {
			base := GP64()
			if r == 0 {
				MOVQ(o.x, base)
			} else {
				LEAQ(Mem{Base: bases[len(bases)-1], Index: o.in, Scale: 2}, base)
				ADDQ(o.in, base)
			}
			bases = append(bases, base)
		}
		at := Mem{Base: bases[r/3]}
		if r%3 > 0 {
			at.Index, at.Scale = o.in, uint8(r%3)
		}
		x = append(x, at)
	}
	w, left := param("w"), GP64()
	MOVQ(o.in, left)
	Label(label)
	f(x, w)
	ADDQ(U32(block*step), w.Base)
	for _, base := range bases {
		ADDQ(Imm(step), base)
	}
	SUBQ(Imm(step), left)
	JNE(LabelRef(label))
}

// finish stores the sums of a tile of rows, whole numbers, each times the scale of its output
// and of its row, and with the bias. vectors gives the v-th vector of row r.
func (o operands) finish(count, vectors, width int, vector func(r, v int) (sum, spare VecVirtual)) {
	scale, bias, to := param("scale"), param("bias"), GP64()
	MOVQ(o.dst, to)
	for r := range count {
		for v := range vectors {
			sum, factor := vector(r, v)
			VBROADCASTSS(Mem{Base: o.scales, Disp: r * single}, factor)
			VCVTDQ2PS(sum, sum)
			VMULPS(scale.Offset(v*width), sum, sum)
			VMULPS(factor, sum, sum)
			VADDPS(bias.Offset(v*width), sum, sum)
			VMOVUPS(sum, Mem{Base: to, Disp: v * width})
		}
		ADDQ(o.stride, to)
	}
	MOVQ(to, o.dst)
	ADDQ(Imm(uint64(count*single)), o.scales)
	for range count {
		ADDQ(o.in, o.x)
	}
}

// rowsOf gives the addresses of rows that lie stride bytes behind each other.
func rowsOf(first, stride Register, count int) []Register {
	rows := []Register{first}
	for r := 1; r < count; r++ {
		next := GP64()
		LEAQ(Mem{Base: rows[r-1], Index: stride, Scale: 1}, next)
		rows = append(rows, next)
	}
	return rows
}

// tiles does the rows by tile of count, and what is left one by one.
func tiles(prefix string, rows Register, count int, tile func(count int)) {
	Label(prefix + "_tile")
	CMPQ(rows, Imm(uint64(count)))
	JL(LabelRef(prefix + "_single"))
	tile(count)
	SUBQ(Imm(uint64(count)), rows)
	JMP(LabelRef(prefix + "_tile"))
	Label(prefix + "_single")
	TESTQ(rows, rows)
	JE(LabelRef(prefix + "_done"))
	tile(1)
	DECQ(rows)
	JMP(LabelRef(prefix + "_single"))
	Label(prefix + "_done")
}

// advance goes on behind count rows.
func advance(count int, at, stride Register) {
	for range count {
		ADDQ(stride, at)
	}
}

func mulVNNI() {
	TEXT("mulVNNI", NOSPLIT, mulSignature)
	Pragma("noescape")
	o := loadOperands()
	tiles("vnni", o.rows, 6, func(count int) {
		start, sums := param("start"), make([][4]VecVirtual, count)
		for r := range sums {
			for v := range sums[r] {
				sums[r][v] = ZMM()
				VMOVDQU32(start.Offset(v*64), sums[r][v])
			}
		}
		o.steps("vnni_step"+fmt.Sprint(count), count, func(from []Mem, w Mem) {
			var weights [4]VecVirtual
			for v := range weights {
				weights[v] = ZMM()
				VMOVDQU32(w.Offset(v*64), weights[v])
			}
			for r := range sums {
				x := ZMM()
				VPBROADCASTD(from[r], x)
				for v := range weights {
					VPDPBUSD(weights[v], x, sums[r][v])
				}
			}
		})
		o.finish(count, 4, 64, func(r, v int) (sum, spare VecVirtual) { return sums[r][v], ZMM() })
	})
	VZEROUPPER()
	RET()
}

// mulAVX2 does a quarter of a block, sixteen outputs, for all rows.
func mulAVX2() {
	TEXT("mulAVX2", NOSPLIT, mulSignature)
	Pragma("noescape")
	o := loadOperands()
	tiles("avx2", o.rows, 2, func(count int) {
		sums := make([][4]VecVirtual, count)
		for r := range sums {
			for v := range sums[r] {
				sums[r][v] = YMM()
				VPXOR(sums[r][v], sums[r][v], sums[r][v])
			}
		}
		o.steps("avx2_step"+fmt.Sprint(count), count, func(from []Mem, w Mem) {
			x := make([]VecVirtual, count)
			for r := range x {
				x[r] = YMM()
				VPBROADCASTD(from[r], x[r].AsX())
				VPMOVZXBW(x[r].AsX(), x[r])
			}
			for v := range 4 {
				weights := YMM()
				VPMOVSXBW(w.Offset(v*16), weights)
				for r := range sums {
					product := YMM()
					VPMADDWD(x[r], weights, product)
					VPADDD(product, sums[r][v], sums[r][v])
				}
			}
		})
		start := param("start")
		for r := range sums { // a sum of an output lies there in two parts
			for v := 0; v < 4; v += 2 {
				sum := sums[r][v]
				VPHADDD(sums[r][v+1], sum, sum)
				VPERMQ(Imm(0xd8), sum, sum)
				VPADDD(start.Offset(v*16), sum, sum)
			}
		}
		o.finish(count, 2, 32, func(r, v int) (sum, spare VecVirtual) { return sums[r][2*v], sums[r][2*v+1] })
	})
	VZEROUPPER()
	RET()
}

// mulNarrow does the same with weights of at most 63: the sum of two products of such with numbers
// below 256 stays within 16 bits, where the instruction would cut it off.
func mulNarrow() {
	TEXT("mulNarrowAVX2", NOSPLIT, mulSignature)
	Pragma("noescape")
	o := loadOperands()
	ones := YMM()
	VPBROADCASTD(constant("ones", U32(0x00010001)), ones)
	tiles("narrow", o.rows, 4, func(count int) {
		start, sums := param("start"), make([][2]VecVirtual, count)
		for r := range sums {
			for v := range sums[r] {
				sums[r][v] = YMM()
				VMOVDQU(start.Offset(v*32), sums[r][v])
			}
		}
		o.steps("narrow_step"+fmt.Sprint(count), count, func(from []Mem, w Mem) {
			weights := [2]VecVirtual{YMM(), YMM()}
			for v := range weights {
				VMOVDQU(w.Offset(v*32), weights[v])
			}
			for r := range sums {
				x := YMM()
				VPBROADCASTD(from[r], x)
				for v := range weights {
					product := YMM()
					VPMADDUBSW(weights[v], x, product)
					VPMADDWD(ones, product, product)
					VPADDD(product, sums[r][v], sums[r][v])
				}
			}
		})
		o.finish(count, 2, 32, func(r, v int) (sum, spare VecVirtual) { return sums[r][v], YMM() })
	})
	VZEROUPPER()
	RET()
}

// combine does sixteen columns of a small product of matrices.
func combine() {
	TEXT("combineAVX2", NOSPLIT, "func(dst *float32, dstStride int, weights *float32, weightStride int, src *float32, srcStride int, rows int, terms int)")
	Pragma("noescape")
	dst, weights, src := Load(Param("dst"), GP64()), Load(Param("weights"), GP64()), Load(Param("src"), GP64())
	dstStride, weightStride, srcStride := Load(Param("dstStride"), GP64()), Load(Param("weightStride"), GP64()), Load(Param("srcStride"), GP64())
	rows, terms := Load(Param("rows"), GP64()), Load(Param("terms"), GP64())
	for _, stride := range []Register{dstStride, weightStride, srcStride} {
		SHLQ(Imm(2), stride)
	}
	tiles("combine", rows, 4, func(count int) {
		sums := make([][2]VecVirtual, count)
		for r := range sums {
			for v := range sums[r] {
				sums[r][v] = YMM()
				VXORPS(sums[r][v], sums[r][v], sums[r][v])
			}
		}
		factors := rowsOf(weights, weightStride, count)
		from, k := GP64(), GP64()
		MOVQ(src, from)
		XORQ(k, k)
		loop := "combine_term" + fmt.Sprint(count)
		Label(loop)
		for r := range sums {
			factor := YMM()
			VBROADCASTSS(Mem{Base: factors[r], Index: k, Scale: single}, factor)
			for v := range sums[r] {
				product := YMM()
				VMULPS(Mem{Base: from, Disp: v * 32}, factor, product)
				VADDPS(product, sums[r][v], sums[r][v])
			}
		}
		ADDQ(srcStride, from)
		INCQ(k)
		CMPQ(k, terms)
		JL(LabelRef(loop))
		to := rowsOf(dst, dstStride, count)
		for r := range sums {
			for v, sum := range sums[r] {
				VMOVUPS(sum, Mem{Base: to[r], Disp: v * 32})
			}
		}
		advance(count, dst, dstStride)
		advance(count, weights, weightStride)
	})
	VZEROUPPER()
	RET()
}

// reduce folds eight lanes onto the first: i and i+4, then i+2, then i+1.
func reduce(x VecVirtual, fold func(a, b, to Op)) {
	other := YMM()
	VEXTRACTF128(Imm(1), x, other.AsX())
	fold(other.AsX(), x.AsX(), x.AsX())
	VPSHUFD(Imm(0x4e), x.AsX(), other.AsX())
	fold(other.AsX(), x.AsX(), x.AsX())
	VPSHUFD(Imm(0xb1), x.AsX(), other.AsX())
	fold(other.AsX(), x.AsX(), x.AsX())
}

func addition(a, b, to Op) { VADDPS(a, b, to) }
func maximum(a, b, to Op)  { VMAXPS(a, b, to) }

// floats gives a vector of one constant.
func floats(name string, x float32) VecVirtual {
	v := YMM()
	VBROADCASTSS(constant(name, F32(x)), v)
	return v
}

var constants = map[string]Mem{}

func constant(name string, value Constant) Mem {
	m, ok := constants[name]
	if !ok {
		m = GLOBL(name, RODATA|NOPTR)
		DATA(0, value)
		constants[name] = m
	}
	return m
}

func quantize() {
	TEXT("quantizeAVX2", NOSPLIT, "func(dst *uint8, x *float32, n int) float32")
	Pragma("noescape")
	dst, x, n := Load(Param("dst"), GP64()), Load(Param("x"), GP64()), Load(Param("n"), GP64())
	absolute := YMM()
	VBROADCASTSS(constant("absolute", U32(0x7fffffff)), absolute)
	most, k := YMM(), GP64()
	VXORPS(most, most, most)
	XORQ(k, k)
	Label("quantize_most")
	for v := range 4 {
		a := YMM()
		VANDPS(Mem{Base: x, Index: k, Scale: single, Disp: v * 32}, absolute, a)
		VMAXPS(a, most, most)
	}
	ADDQ(Imm(32), k)
	CMPQ(k, n)
	JL(LabelRef("quantize_most"))
	reduce(most, maximum)
	limit := XMM()
	VMOVSS(constant("tiny", F32(1e-30)), limit)
	VUCOMISS(limit, most.AsX())
	scale, inverse := XMM(), YMM()
	JAE(LabelRef("quantize_some"))
	VXORPS(scale, scale, scale)
	VXORPS(inverse, inverse, inverse)
	JMP(LabelRef("quantize_round"))
	Label("quantize_some")
	levels := XMM()
	VMOVSS(constant("levels", F32(127)), levels)
	VDIVSS(levels, most.AsX(), scale)
	VDIVSS(most.AsX(), levels, inverse.AsX())
	VBROADCASTSS(inverse.AsX(), inverse)
	Label("quantize_round")
	Store(scale, ReturnIndex(0))
	offset, order := YMM(), YMM()
	VPBROADCASTD(constant("offset", U32(128)), offset)
	at := GLOBL("order", RODATA|NOPTR)
	for i, lane := range []uint32{0, 4, 1, 5, 2, 6, 3, 7} {
		DATA(i*single, U32(lane))
	}
	VMOVDQU(at, order)
	XORQ(k, k)
	Label("quantize_next")
	var q [4]VecVirtual
	for v := range q {
		q[v] = YMM()
		VMULPS(Mem{Base: x, Index: k, Scale: single, Disp: v * 32}, inverse, q[v])
		VCVTPS2DQ(q[v], q[v])
		VPADDD(offset, q[v], q[v])
	}
	VPACKSSDW(q[1], q[0], q[0])
	VPACKSSDW(q[3], q[2], q[2])
	VPACKUSWB(q[2], q[0], q[0])
	VPERMD(q[0], order, q[0])
	VMOVDQU(q[0], Mem{Base: dst, Index: k, Scale: 1})
	ADDQ(Imm(32), k)
	CMPQ(k, n)
	JL(LabelRef("quantize_next"))
	VZEROUPPER()
	RET()
}

func norm() {
	TEXT("normAVX2", NOSPLIT, "func(x *float32, residual *float32, gain *float32, bias *float32, n int)")
	Pragma("noescape")
	x, residual := Load(Param("x"), GP64()), Load(Param("residual"), GP64())
	gain, bias, n := Load(Param("gain"), GP64()), Load(Param("bias"), GP64()), Load(Param("n"), GP64())
	count := XMM()
	VXORPS(count, count, count)
	VCVTSI2SSQ(n, count, count)
	// pass goes over the row, sixteen numbers at a time
	pass := func(name string, f func(v int, at func(base Register) Mem)) {
		k := GP64()
		XORQ(k, k)
		Label(name)
		for v := range 2 {
			f(v, func(base Register) Mem { return Mem{Base: base, Index: k, Scale: single, Disp: v * 32} })
		}
		ADDQ(Imm(lanes), k)
		CMPQ(k, n)
		JL(LabelRef(name))
	}
	mean := func(sums [2]VecVirtual) VecVirtual {
		VADDPS(sums[1], sums[0], sums[0])
		reduce(sums[0], addition)
		VDIVSS(count, sums[0].AsX(), sums[0].AsX())
		return sums[0]
	}
	zeros := func() (sums [2]VecVirtual) {
		for v := range sums {
			sums[v] = YMM()
			VXORPS(sums[v], sums[v], sums[v])
		}
		return sums
	}
	sums := zeros()
	pass("norm_sum", func(v int, at func(Register) Mem) {
		a := YMM()
		VMOVUPS(at(x), a)
		VADDPS(at(residual), a, a)
		VMOVUPS(a, at(x))
		VADDPS(a, sums[v], sums[v])
	})
	middle := mean(sums)
	VBROADCASTSS(middle.AsX(), middle)
	squares := zeros()
	pass("norm_square", func(v int, at func(Register) Mem) {
		a := YMM()
		VMOVUPS(at(x), a)
		VSUBPS(middle, a, a)
		VMULPS(a, a, a)
		VADDPS(a, squares[v], squares[v])
	})
	inverse, one := mean(squares), XMM()
	VADDSS(constant("epsilon", F32(1e-12)), inverse.AsX(), inverse.AsX())
	VSQRTSS(inverse.AsX(), inverse.AsX(), inverse.AsX())
	VMOVSS(constant("one", F32(1)), one)
	VDIVSS(inverse.AsX(), one, inverse.AsX())
	VBROADCASTSS(inverse.AsX(), inverse)
	pass("norm_scale", func(_ int, at func(Register) Mem) {
		a := YMM()
		VMOVUPS(at(x), a)
		VSUBPS(middle, a, a)
		VMULPS(inverse, a, a)
		VMULPS(at(gain), a, a)
		VADDPS(at(bias), a, a)
		VMOVUPS(a, at(x))
	})
	VZEROUPPER()
	RET()
}

// exp replaces a vector of numbers of at most 0 by their exponentials; see exp in the twin.
func exp(x VecVirtual) {
	n, y, t := YMM(), YMM(), YMM()
	VMAXPS(floats("lowest", -87), x, x)
	VMULPS(floats("log2e", 1.44269504088896341), x, n)
	VROUNDPS(Imm(0), n, n)
	VMULPS(floats("ln2high", 0.693359375), n, t)
	VSUBPS(t, x, x)
	VMULPS(floats("ln2low", -2.12194440e-4), n, t)
	VSUBPS(t, x, x)
	VMOVAPS(floats("exp0", 1.9875691500e-4), y)
	for i, c := range []float32{1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1} {
		VMULPS(x, y, y)
		VADDPS(floats(fmt.Sprintf("exp%d", i+1), c), y, y)
	}
	VMULPS(x, y, y)
	VMULPS(x, y, y)
	VADDPS(x, y, y)
	VADDPS(floats("one", 1), y, y)
	VCVTPS2DQ(n, n)
	VPSLLD(Imm(23), n, n)
	bits := YMM()
	VPBROADCASTD(constant("onebits", U32(0x3f800000)), bits)
	VPADDD(bits, n, n)
	VMULPS(n, y, x)
}

func gelu() {
	TEXT("geluAVX2", NOSPLIT, "func(x *float32, n int)")
	Pragma("noescape")
	at, n := Load(Param("x"), GP64()), Load(Param("n"), GP64())
	absolute, most, zero, k := YMM(), floats("gelumost", 5), YMM(), GP64()
	VBROADCASTSS(constant("absolute", U32(0x7fffffff)), absolute)
	VXORPS(zero, zero, zero)
	XORQ(k, k)
	Label("gelu_next")
	x, size, y := YMM(), YMM(), YMM()
	from := Mem{Base: at, Index: k, Scale: single}
	VMOVUPS(from, x)
	VANDPS(absolute, x, size)
	VMINPS(most, size, size)
	VMULPS(floats("gelustep", 0.4), size, size)
	VSUBPS(floats("one", 1), size, size)
	VMOVAPS(floats("gelu0", geluTerms[0]), y)
	for i, c := range geluTerms[1:] {
		VMULPS(size, y, y)
		VADDPS(floats(fmt.Sprintf("gelu%d", i+1), c), y, y)
	}
	VMAXPS(zero, x, x)
	VSUBPS(y, x, x)
	VMOVUPS(x, from)
	ADDQ(Imm(8), k)
	CMPQ(k, n)
	JL(LabelRef("gelu_next"))
	VZEROUPPER()
	RET()
}

// geluTerms are those of the twin.
var geluTerms = []float32{
	-0.0254443754, 0.00723265251, 0.131590158, -0.0925174877, -0.251408547, 0.345281363, 0.0772643387,
	-0.490812868, 0.418989122, -0.0173759665, -0.2569682, 0.232666671, -0.0940221548, 0.015525436,
}

func softmax() {
	TEXT("softmaxAVX2", NOSPLIT, "func(x *float32, rows int, width int, scale float32)")
	Pragma("noescape")
	x, rows, width := Load(Param("x"), GP64()), Load(Param("rows"), GP64()), Load(Param("width"), GP64())
	scale := YMM()
	Load(Param("scale"), scale.AsX())
	VBROADCASTSS(scale.AsX(), scale)
	Label("softmax_row")
	most := YMM()
	VMOVUPS(Mem{Base: x}, most)
	k := GP64()
	XORQ(k, k)
	Label("softmax_most")
	for v := range 2 {
		VMAXPS(Mem{Base: x, Index: k, Scale: single, Disp: v * 32}, most, most)
	}
	ADDQ(Imm(lanes), k)
	CMPQ(k, width)
	JL(LabelRef("softmax_most"))
	reduce(most, maximum)
	VBROADCASTSS(most.AsX(), most)
	var sums [2]VecVirtual
	for v := range sums {
		sums[v] = YMM()
		VXORPS(sums[v], sums[v], sums[v])
	}
	XORQ(k, k)
	Label("softmax_exp")
	for v := range sums {
		at := Mem{Base: x, Index: k, Scale: single, Disp: v * 32}
		a := YMM()
		VMOVUPS(at, a)
		VSUBPS(most, a, a)
		VMULPS(scale, a, a)
		exp(a)
		VMOVUPS(a, at)
		VADDPS(a, sums[v], sums[v])
	}
	ADDQ(Imm(lanes), k)
	CMPQ(k, width)
	JL(LabelRef("softmax_exp"))
	VADDPS(sums[1], sums[0], sums[0])
	reduce(sums[0], addition)
	inverse, one := sums[1], XMM()
	VMOVSS(constant("one", F32(1)), one)
	VDIVSS(sums[0].AsX(), one, inverse.AsX())
	VBROADCASTSS(inverse.AsX(), inverse)
	XORQ(k, k)
	Label("softmax_share")
	for v := range 2 {
		at := Mem{Base: x, Index: k, Scale: single, Disp: v * 32}
		a := YMM()
		VMULPS(at, inverse, a)
		VMOVUPS(a, at)
	}
	ADDQ(Imm(lanes), k)
	CMPQ(k, width)
	JL(LabelRef("softmax_share"))
	LEAQ(Mem{Base: x, Index: width, Scale: single}, x)
	DECQ(rows)
	JNE(LabelRef("softmax_row"))
	VZEROUPPER()
	RET()
}
