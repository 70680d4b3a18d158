package quantized

import (
	"math"

	"golang.org/x/sys/cpu"
)

// dot tells whether the processor multiplies and adds four numbers of 8 bits at a time.
var dot = cpu.ARM64.HasASIMDDP

func (m *Matrix) mul(dst []float32, x *Rows) {
	if !dot {
		m.mulGeneric(dst, x)
		return
	}
	for o := 0; o < m.out; o += Lanes {
		at := o/Block*Block*m.in + o%Block*step
		mulDot(&dst[o], &x.Numbers[0], &m.packed[at], len(x.Scales), m.in, m.out)
	}
	for r, factor := range x.Scales {
		out := dst[r*m.out : (r+1)*m.out]
		for o, sum := range out {
			out[o] = float32(float32(float32(int32(math.Float32bits(sum)))*m.scale[o])*factor) + m.bias[o]
		}
	}
}

// mulDot sets sixteen numbers of each row of sums, rows that begin stride numbers after each other, to
// the bits of whole numbers: the products of the rows of x, in numbers each and without their
// offset, and the packed weights from w on. It is in kernels_arm64.s.
//
//go:noescape
func mulDot(sums *float32, x *uint8, w *int8, rows, in, stride int)

// Kernels tells whether the processor has what the kernels need; without them the same numbers come
// about 30 times slower.
func Kernels() bool { return dot }
