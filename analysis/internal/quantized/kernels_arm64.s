#include "textflag.h"

// DOT adds to each of four sums in Vd the product of four numbers of Vn with those in lane 2h+l of
// Vm: SDOT Vd.4S, Vn.16B, Vm.4B[2h+l], which the assembler has no name for.
#define DOT(d, n, m, h, l) WORD $(0x4F80E000 | (l)<<21 | (m)<<16 | (h)<<11 | (n)<<5 | (d))

// ROW does the sixteen sums in Vd to Vd+3 of the row in Vm, with the weights in V0 to V3.
#define ROW(d, m, h, l) DOT((d), 0, m, h, l); DOT((d)+1, 1, m, h, l); DOT((d)+2, 2, m, h, l); DOT((d)+3, 3, m, h, l)

// WEIGHTS loads those of sixteen outputs for four inputs, and goes on to the next four.
#define WEIGHTS VLD1 (R10), [V0.B16, V1.B16, V2.B16, V3.B16]; ADD $256, R10

#define FOUR(h, l) WEIGHTS; ROW(16, 8, h, l); ROW(20, 9, h, l); ROW(24, 10, h, l); ROW(28, 11, h, l)
#define ONE(h, l) WEIGHTS; ROW(16, 8, h, l)

#define ZERO(a, b, c, d) VEOR a.B16, a.B16, a.B16; VEOR b.B16, b.B16, b.B16; VEOR c.B16, c.B16, c.B16; VEOR d.B16, d.B16, d.B16

// INPUTS loads sixteen numbers of a row and takes the offset off: 128 is the bit of the sign.
#define INPUTS(from, v) VLD1.P 16(from), [v.B16]; VEOR V15.B16, v.B16, v.B16

#define STORE(a, b, c, d) VST1 [a.S4, b.S4, c.S4, d.S4], (R12); ADD R5, R12

// func mulDot(sums *float32, x *uint8, w *int8, rows int, in int, stride int)
TEXT ·mulDot(SB), NOSPLIT, $0-48
	MOVD  sums+0(FP), R0
	MOVD  x+8(FP), R1
	MOVD  w+16(FP), R2
	MOVD  rows+24(FP), R3
	MOVD  in+32(FP), R4
	MOVD  stride+40(FP), R5
	LSL   $2, R5
	VMOVI $128, V15.B16

four:
	CMP  $4, R3
	BLT  one
	ZERO(V16, V17, V18, V19)
	ZERO(V20, V21, V22, V23)
	ZERO(V24, V25, V26, V27)
	ZERO(V28, V29, V30, V31)
	MOVD R1, R6
	ADD  R4, R6, R7
	ADD  R4, R7, R8
	ADD  R4, R8, R9
	MOVD R2, R10
	MOVD R4, R11

fourNext:
	INPUTS(R6, V8)
	INPUTS(R7, V9)
	INPUTS(R8, V10)
	INPUTS(R9, V11)
	FOUR(0, 0)
	FOUR(0, 1)
	FOUR(1, 0)
	FOUR(1, 1)
	SUBS $16, R11
	BNE  fourNext
	MOVD R0, R12
	STORE(V16, V17, V18, V19)
	STORE(V20, V21, V22, V23)
	STORE(V24, V25, V26, V27)
	STORE(V28, V29, V30, V31)
	MOVD R12, R0
	ADD  R4<<2, R1
	SUB  $4, R3
	B    four

one:
	CBZ  R3, done
	ZERO(V16, V17, V18, V19)
	MOVD R1, R6
	MOVD R2, R10
	MOVD R4, R11

oneNext:
	INPUTS(R6, V8)
	ONE(0, 0)
	ONE(0, 1)
	ONE(1, 0)
	ONE(1, 1)
	SUBS $16, R11
	BNE  oneNext
	MOVD R0, R12
	STORE(V16, V17, V18, V19)
	MOVD R12, R0
	ADD  R4, R1
	SUB  $1, R3
	B    one

done:
	RET
