// Command asm writes the AVX2 kernels of package panel. It lives in a module of its
// own so that the generator is no dependency of the program.
//
// Each kernel does the operations of its twin in kernels_generic.go in the same order,
// a fused multiply-add for a fused multiply-add, so both give the same bits.
package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

const (
	lane      = 32     // bytes of a vector register: four numbers
	rowBytes  = 16 * 8 // bytes of a row of a panel
	vectors   = rowBytes / lane
	numbers   = 8 // bytes of a number
	rowLength = 16
)

func main() {
	ConstraintExpr("amd64")
	addRows()
	addToRows()
	addGram()
	addMul()
	Generate()
}

// loadRow loads one row of a panel into four vectors.
func loadRow(from Mem) [vectors]VecVirtual {
	var row [vectors]VecVirtual
	for v := range row {
		row[v] = YMM()
		VMOVUPD(from.Offset(v*lane), row[v])
	}
	return row
}

func storeRow(row [vectors]VecVirtual, to Mem) {
	for v := range row {
		VMOVUPD(row[v], to.Offset(v*lane))
	}
}

func addRows() {
	TEXT("addRowsAVX2", NOSPLIT, "func(dst *[16]float64, weights *float64, index *int32, src *float64, n int)")
	Pragma("noescape")
	dst := Mem{Base: Load(Param("dst"), GP64())}
	weights := Mem{Base: Load(Param("weights"), GP64())}
	index := Mem{Base: Load(Param("index"), GP64())}
	src := Load(Param("src"), GP64())
	n := Load(Param("n"), GP64())
	sum := loadRow(dst)
	p := GP64()
	XORQ(p, p)
	Label("rows_next")
	CMPQ(p, n)
	JGE(LabelRef("rows_done"))
	at := GP64()
	MOVLQSX(index.Idx(p, 4), at)
	SHLQ(Imm(7), at)
	weight := YMM()
	VBROADCASTSD(weights.Idx(p, numbers), weight)
	for v := range sum {
		VFMADD231PD(Mem{Base: src, Index: at, Scale: 1, Disp: v * lane}, weight, sum[v])
	}
	INCQ(p)
	JMP(LabelRef("rows_next"))
	Label("rows_done")
	storeRow(sum, dst)
	VZEROUPPER()
	RET()
}

func addToRows() {
	TEXT("addToRowsAVX2", NOSPLIT, "func(dst *float64, weights *float64, index *int32, row *[16]float64, n int)")
	Pragma("noescape")
	dst := Load(Param("dst"), GP64())
	weights := Mem{Base: Load(Param("weights"), GP64())}
	index := Mem{Base: Load(Param("index"), GP64())}
	row := loadRow(Mem{Base: Load(Param("row"), GP64())})
	n := Load(Param("n"), GP64())
	p := GP64()
	XORQ(p, p)
	Label("to_next")
	CMPQ(p, n)
	JGE(LabelRef("to_done"))
	at := GP64()
	MOVLQSX(index.Idx(p, 4), at)
	SHLQ(Imm(7), at)
	weight := YMM()
	VBROADCASTSD(weights.Idx(p, numbers), weight)
	to := Mem{Base: dst, Index: at, Scale: 1}
	sum := loadRow(to)
	for v := range sum {
		VFMADD231PD(row[v], weight, sum[v])
	}
	storeRow(sum, to)
	INCQ(p)
	JMP(LabelRef("to_next"))
	Label("to_done")
	VZEROUPPER()
	RET()
}

func addGram() {
	TEXT("addGramAVX2", NOSPLIT, "func(c *[256]float64, q *float64, w *float64, rows int)")
	Pragma("noescape")
	c := Load(Param("c"), GP64())
	q := Load(Param("q"), GP64())
	w0 := Load(Param("w"), GP64())
	rows := Load(Param("rows"), GP64())
	tiles := GP64()
	MOVQ(U64(rowLength/2), tiles)
	Label("gram_tile")
	upper, lower := loadRow(Mem{Base: c}), loadRow(Mem{Base: c, Disp: rowBytes})
	x, w, left := GP64(), GP64(), GP64()
	MOVQ(q, x)
	MOVQ(w0, w)
	MOVQ(rows, left)
	Label("gram_row")
	TESTQ(left, left)
	JE(LabelRef("gram_store"))
	a, b := YMM(), YMM()
	VBROADCASTSD(Mem{Base: x}, a)
	VBROADCASTSD(Mem{Base: x, Disp: numbers}, b)
	for v := range vectors {
		y := YMM()
		VMOVUPD(Mem{Base: w, Disp: v * lane}, y)
		VFMADD231PD(y, a, upper[v])
		VFMADD231PD(y, b, lower[v])
	}
	ADDQ(U32(rowBytes), x)
	ADDQ(U32(rowBytes), w)
	DECQ(left)
	JMP(LabelRef("gram_row"))
	Label("gram_store")
	storeRow(upper, Mem{Base: c})
	storeRow(lower, Mem{Base: c, Disp: rowBytes})
	ADDQ(U32(2*rowBytes), c)
	ADDQ(Imm(2*numbers), q)
	DECQ(tiles)
	JNE(LabelRef("gram_tile"))
	VZEROUPPER()
	RET()
}

func addMul() {
	TEXT("addMulAVX2", NOSPLIT, "func(w *float64, q *float64, stride int, c *[256]float64, rows int)")
	Pragma("noescape")
	w := Load(Param("w"), GP64())
	q := Load(Param("q"), GP64())
	stride := Load(Param("stride"), GP64())
	c := Load(Param("c"), GP64())
	rows := Load(Param("rows"), GP64())
	SHLQ(Imm(3), stride)
	Label("mul_pair")
	CMPQ(rows, Imm(2))
	JL(LabelRef("mul_last"))
	upper, lower := loadRow(Mem{Base: w}), loadRow(Mem{Base: w, Disp: rowBytes})
	for i := range rowLength {
		a, b := YMM(), YMM()
		VBROADCASTSD(Mem{Base: q, Disp: i * numbers}, a)
		VBROADCASTSD(Mem{Base: q, Index: stride, Scale: 1, Disp: i * numbers}, b)
		for v := range vectors {
			y := YMM()
			VMOVUPD(Mem{Base: c, Disp: i*rowBytes + v*lane}, y)
			VFMADD231PD(y, a, upper[v])
			VFMADD231PD(y, b, lower[v])
		}
	}
	storeRow(upper, Mem{Base: w})
	storeRow(lower, Mem{Base: w, Disp: rowBytes})
	ADDQ(U32(2*rowBytes), w)
	ADDQ(stride, q)
	ADDQ(stride, q)
	SUBQ(Imm(2), rows)
	JMP(LabelRef("mul_pair"))
	Label("mul_last")
	TESTQ(rows, rows)
	JE(LabelRef("mul_done"))
	sum := loadRow(Mem{Base: w})
	for i := range rowLength {
		a := YMM()
		VBROADCASTSD(Mem{Base: q, Disp: i * numbers}, a)
		for v := range vectors {
			VFMADD231PD(Mem{Base: c, Disp: i*rowBytes + v*lane}, a, sum[v])
		}
	}
	storeRow(sum, Mem{Base: w})
	Label("mul_done")
	VZEROUPPER()
	RET()
}
