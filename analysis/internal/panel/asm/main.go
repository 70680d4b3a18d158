// Command asm writes the AVX2 and AVX-512 kernels of package panel. It lives in a module of
// its own so that the generator is no dependency of the program.
//
// Each kernel does the operations of its twin in kernels_generic.go in the same order,
// a fused multiply-add for a fused multiply-add, so all give the same bits.
package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

const (
	rowBytes  = 16 * 8 // bytes of a row of a panel
	numbers   = 8      // bytes of a number
	rowLength = 16
	sums      = 8 // vectors that are summed in at a time, enough to keep two units busy
)

func main() {
	ConstraintExpr("amd64")
	for _, f := range []form{{"AVX2", 32, YMM}, {"AVX512", 64, ZMM}} {
		f.addRows()
		f.addToRows()
		f.addGram()
		f.addMul()
	}
	Generate()
}

// form is a set of instructions.
type form struct {
	name   string
	lane   int // bytes of a vector register
	vector func() VecVirtual
}

// vectors is the number of vectors of a row.
func (f form) vectors() int { return rowBytes / f.lane }

// tile is the number of rows that are summed at a time.
func (f form) tile() int { return sums / f.vectors() }

// loadRow loads one row of a panel.
func (f form) loadRow(from Mem) []VecVirtual {
	row := make([]VecVirtual, f.vectors())
	for v := range row {
		row[v] = f.vector()
		VMOVUPD(from.Offset(v*f.lane), row[v])
	}
	return row
}

func (f form) storeRow(row []VecVirtual, to Mem) {
	for v := range row {
		VMOVUPD(row[v], to.Offset(v*f.lane))
	}
}

// broadcast gives a vector of one number.
func (f form) broadcast(from Mem) VecVirtual {
	x := f.vector()
	VBROADCASTSD(from, x)
	return x
}

func (f form) addRows() {
	TEXT("addRows"+f.name, NOSPLIT, "func(dst *[16]float64, weights *float64, index *int32, src *float64, n int)")
	Pragma("noescape")
	dst := Mem{Base: Load(Param("dst"), GP64())}
	weights := Mem{Base: Load(Param("weights"), GP64())}
	index := Mem{Base: Load(Param("index"), GP64())}
	src := Load(Param("src"), GP64())
	n := Load(Param("n"), GP64())
	sum := f.loadRow(dst)
	p := GP64()
	XORQ(p, p)
	Label("rows_next")
	CMPQ(p, n)
	JGE(LabelRef("rows_done"))
	at := GP64()
	MOVLQSX(index.Idx(p, 4), at)
	SHLQ(Imm(7), at)
	weight := f.broadcast(weights.Idx(p, numbers))
	for v := range sum {
		VFMADD231PD(Mem{Base: src, Index: at, Scale: 1, Disp: v * f.lane}, weight, sum[v])
	}
	INCQ(p)
	JMP(LabelRef("rows_next"))
	Label("rows_done")
	f.storeRow(sum, dst)
	VZEROUPPER()
	RET()
}

func (f form) addToRows() {
	TEXT("addToRows"+f.name, NOSPLIT, "func(dst *float64, weights *float64, index *int32, row *[16]float64, n int)")
	Pragma("noescape")
	dst := Load(Param("dst"), GP64())
	weights := Mem{Base: Load(Param("weights"), GP64())}
	index := Mem{Base: Load(Param("index"), GP64())}
	row := f.loadRow(Mem{Base: Load(Param("row"), GP64())})
	n := Load(Param("n"), GP64())
	p := GP64()
	XORQ(p, p)
	Label("to_next")
	CMPQ(p, n)
	JGE(LabelRef("to_done"))
	at := GP64()
	MOVLQSX(index.Idx(p, 4), at)
	SHLQ(Imm(7), at)
	weight := f.broadcast(weights.Idx(p, numbers))
	to := Mem{Base: dst, Index: at, Scale: 1}
	sum := f.loadRow(to)
	for v := range sum {
		VFMADD231PD(row[v], weight, sum[v])
	}
	f.storeRow(sum, to)
	INCQ(p)
	JMP(LabelRef("to_next"))
	Label("to_done")
	VZEROUPPER()
	RET()
}

func (f form) addGram() {
	TEXT("addGram"+f.name, NOSPLIT, "func(c *[256]float64, q *float64, w *float64, rows int)")
	Pragma("noescape")
	c := Load(Param("c"), GP64())
	q := Load(Param("q"), GP64())
	w0 := Load(Param("w"), GP64())
	rows := Load(Param("rows"), GP64())
	tiles := GP64()
	MOVQ(U64(rowLength/f.tile()), tiles)
	Label("gram_tile")
	tile := make([][]VecVirtual, f.tile())
	for i := range tile {
		tile[i] = f.loadRow(Mem{Base: c, Disp: i * rowBytes})
	}
	x, w, left := GP64(), GP64(), GP64()
	MOVQ(q, x)
	MOVQ(w0, w)
	MOVQ(rows, left)
	Label("gram_row")
	TESTQ(left, left)
	JE(LabelRef("gram_store"))
	factors := make([]VecVirtual, len(tile))
	for i := range factors {
		factors[i] = f.broadcast(Mem{Base: x, Disp: i * numbers})
	}
	for v := range f.vectors() {
		y := f.vector()
		VMOVUPD(Mem{Base: w, Disp: v * f.lane}, y)
		for i, a := range factors {
			VFMADD231PD(y, a, tile[i][v])
		}
	}
	ADDQ(U32(rowBytes), x)
	ADDQ(U32(rowBytes), w)
	DECQ(left)
	JMP(LabelRef("gram_row"))
	Label("gram_store")
	for i, row := range tile {
		f.storeRow(row, Mem{Base: c, Disp: i * rowBytes})
	}
	ADDQ(U32(f.tile()*rowBytes), c)
	ADDQ(Imm(uint64(f.tile()*numbers)), q)
	DECQ(tiles)
	JNE(LabelRef("gram_tile"))
	VZEROUPPER()
	RET()
}

func (f form) addMul() {
	TEXT("addMul"+f.name, NOSPLIT, "func(w *float64, q *float64, stride int, c *[256]float64, rows int)")
	Pragma("noescape")
	w := Load(Param("w"), GP64())
	q := Load(Param("q"), GP64())
	stride := Load(Param("stride"), GP64())
	c := Load(Param("c"), GP64())
	rows := Load(Param("rows"), GP64())
	SHLQ(Imm(3), stride)
	Label("mul_tile")
	CMPQ(rows, Imm(uint64(f.tile())))
	JL(LabelRef("mul_single"))
	f.mulRows(f.tile(), w, q, stride, c)
	SUBQ(Imm(uint64(f.tile())), rows)
	JMP(LabelRef("mul_tile"))
	Label("mul_single")
	TESTQ(rows, rows)
	JE(LabelRef("mul_done"))
	f.mulRows(1, w, q, stride, c)
	DECQ(rows)
	JMP(LabelRef("mul_single"))
	Label("mul_done")
	VZEROUPPER()
	RET()
}

// mulRows multiplies a few rows and goes on behind them.
func (f form) mulRows(count int, w, q, stride, c Register) {
	tile, from := make([][]VecVirtual, count), make([]Register, count)
	for r := range tile {
		tile[r] = f.loadRow(Mem{Base: w, Disp: r * rowBytes})
		if from[r] = q; r > 0 {
			next := GP64()
			LEAQ(Mem{Base: from[r-1], Index: stride, Scale: 1}, next)
			from[r] = next
		}
	}
	for i := range rowLength {
		factors := make([]VecVirtual, count)
		for r := range factors {
			factors[r] = f.broadcast(Mem{Base: from[r], Disp: i * numbers})
		}
		for v := range f.vectors() {
			y := f.vector()
			VMOVUPD(Mem{Base: c, Disp: i*rowBytes + v*f.lane}, y)
			for r, a := range factors {
				VFMADD231PD(y, a, tile[r][v])
			}
		}
	}
	for r, row := range tile {
		f.storeRow(row, Mem{Base: w, Disp: r * rowBytes})
	}
	ADDQ(U32(count*rowBytes), w)
	for range count {
		ADDQ(stride, q)
	}
}
