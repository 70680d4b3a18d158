//go:build !amd64 && !arm64

package quantized

func (m *Matrix) mul(dst []float32, x *Rows) { m.mulGeneric(dst, x) }

// Kernels tells whether the processor has what the kernels need; without them the same numbers come
// about 30 times slower.
func Kernels() bool { return false }
