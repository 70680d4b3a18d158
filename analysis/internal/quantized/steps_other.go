//go:build !amd64

package quantized

func combine(dst, weights, src Small, rows, terms int) {
	combineGeneric(dst, weights, src, rows, terms)
}

func quantize(dst []uint8, x []float32) float32 { return quantizeGeneric(dst, x) }

func norm(x, residual, gain, bias []float32) { normGeneric(x, residual, gain, bias) }

func gelu(x []float32) { geluGeneric(x) }

func softmax(x []float32, width int, scale float32) { softmaxGeneric(x, width, scale) }
