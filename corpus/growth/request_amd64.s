#include "textflag.h"

// The sequence by which valgrind knows a request (valgrind/valgrind.h): four rotations of
// DI that add up to none, and an exchange of BX with itself. AX holds the arguments, DX
// the answer.
TEXT ·valgrind(SB), NOSPLIT, $0-8
	MOVQ args+0(FP), AX
	XORQ DX, DX
	BYTE $0x48; BYTE $0xC1; BYTE $0xC7; BYTE $0x03 // rol $3, rdi
	BYTE $0x48; BYTE $0xC1; BYTE $0xC7; BYTE $0x0D // rol $13, rdi
	BYTE $0x48; BYTE $0xC1; BYTE $0xC7; BYTE $0x3D // rol $61, rdi
	BYTE $0x48; BYTE $0xC1; BYTE $0xC7; BYTE $0x33 // rol $51, rdi
	BYTE $0x48; BYTE $0x87; BYTE $0xDB             // xchg rbx, rbx
	RET
