//go:build !amd64 && !arm64

package quantized

func (m *Matrix) mul(dst []float32, x *Rows) { m.mulGeneric(dst, x) }
