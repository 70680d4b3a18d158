package quantized

import "golang.org/x/sys/cpu"

// form is what the kernels in use need of the processor.
type form int

const (
	plain form = iota
	avx2
	vnni
)

var using = func() form {
	switch {
	case cpu.X86.HasAVX2 && cpu.X86.HasAVX512F && cpu.X86.HasAVX512VNNI:
		return vnni
	case cpu.X86.HasAVX2:
		return avx2
	}
	return plain
}()

func (m *Matrix) mul(dst []float32, x *Rows) {
	rows := len(x.Scales)
	switch using {
	case vnni:
		for o := 0; o < m.out; o += Block {
			mulVNNI(&dst[o], &x.Numbers[0], &x.Scales[0], &m.packed[o*m.in], &m.start[o], &m.scale[o], &m.bias[o], rows, m.in, m.out)
		}
	case avx2:
		kernel := mulAVX2
		if m.narrow {
			kernel = mulNarrowAVX2
		}
		for o := 0; o < m.out; o += Lanes {
			at := o/Block*Block*m.in + o%Block*step
			kernel(&dst[o], &x.Numbers[0], &x.Scales[0], &m.packed[at], &m.start[o], &m.scale[o], &m.bias[o], rows, m.in, m.out)
		}
	default:
		m.mulGeneric(dst, x)
	}
}

func combine(dst, weights, src Small, rows, terms int) {
	if using == plain {
		combineGeneric(dst, weights, src, rows, terms)
		return
	}
	combineAVX2(&dst.Data[0], dst.Stride, &weights.Data[0], weights.Stride, &src.Data[0], src.Stride, rows, terms)
}

func quantize(dst []uint8, x []float32) float32 {
	if using == plain {
		return quantizeGeneric(dst, x)
	}
	return quantizeAVX2(&dst[0], &x[0], len(x))
}

func norm(x, residual, gain, bias []float32) {
	if using == plain {
		normGeneric(x, residual, gain, bias)
		return
	}
	normAVX2(&x[0], &residual[0], &gain[0], &bias[0], len(x))
}

func gelu(x []float32) {
	if using == plain {
		geluGeneric(x)
		return
	}
	geluAVX2(&x[0], len(x))
}

func softmax(x []float32, width int, scale float32) {
	if using == plain {
		softmaxGeneric(x, width, scale)
		return
	}
	softmaxAVX2(&x[0], len(x)/width, width, scale)
}

// Kernels tells whether the processor has what the kernels need; without them the same numbers come
// about 30 times slower.
func Kernels() bool { return using != plain }
