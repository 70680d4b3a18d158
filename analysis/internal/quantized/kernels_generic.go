package quantized

import "math"

// Every product is converted to float32 before it is added: without that, compilers for some
// processors fuse the two and round once.

func (m *Matrix) mulGeneric(dst []float32, x *Rows) {
	for r, factor := range x.Scales {
		row := x.Numbers[r*m.in : (r+1)*m.in]
		for at := 0; at < m.out; at += Block {
			var sums [Block]int32
			copy(sums[:], m.start[at:])
			block := m.packed[at*m.in : (at+Block)*m.in]
			for k := 0; k < m.in; k += step {
				a, b, c, d := int32(row[k]), int32(row[k+1]), int32(row[k+2]), int32(row[k+3])
				w := (*[Block * step]int8)(block[k*Block:])
				for o := range sums {
					sums[o] += a*int32(w[o*step]) + b*int32(w[o*step+1]) + c*int32(w[o*step+2]) + d*int32(w[o*step+3])
				}
			}
			out := dst[r*m.out+at : r*m.out+at+Block]
			for o, sum := range sums {
				out[o] = float32(float32(float32(sum)*m.scale[at+o])*factor) + m.bias[at+o]
			}
		}
	}
}

func combineGeneric(dst, weights, src Small, rows, terms int) {
	for r := range rows {
		var sums [Lanes]float32
		for k, w := range weights.Data[r*weights.Stride:][:terms] {
			for c, x := range (*[Lanes]float32)(src.Data[k*src.Stride:]) {
				sums[c] += float32(w * x)
			}
		}
		copy(dst.Data[r*dst.Stride:], sums[:])
	}
}

func quantizeGeneric(dst []uint8, x []float32) float32 {
	var most float32
	for _, v := range x {
		most = max(most, float32(math.Abs(float64(v))))
	}
	var scale, inverse float32
	if most >= 1e-30 {
		scale, inverse = most/127, 127/most
	}
	for i, v := range x {
		dst[i] = uint8(offset + int32(round(v*inverse)))
	}
	return scale
}

// fold adds up lanes: i and i+8, then i+4, i+2, i+1.
func fold(lanes *[Lanes]float32) float32 {
	for half := Lanes / 2; half > 0; half /= 2 {
		for i := range half {
			lanes[i] += lanes[i+half]
		}
	}
	return lanes[0]
}

func normGeneric(x, residual, gain, bias []float32) {
	var sums, squares [Lanes]float32
	for i, v := range residual {
		x[i] += v
		sums[i%Lanes] += x[i]
	}
	mean := fold(&sums) / float32(len(x))
	for i, v := range x {
		d := v - mean
		squares[i%Lanes] += float32(d * d)
	}
	variance := fold(&squares) / float32(len(x))
	inverse := 1 / float32(math.Sqrt(float64(variance+1e-12)))
	for i, v := range x {
		x[i] = float32(float32((v-mean)*inverse)*gain[i]) + bias[i]
	}
}

// exp: x = n ln 2 + r with |r| at most half of it, in two steps of which the first is exact,
// and a polynomial for e^r (Cephes, expf.c; Moshier 1989).
func exp(x float32) float32 {
	x = max(x, -87)
	n := round(x * 1.44269504088896341)
	x -= float32(n * 0.693359375)
	x -= float32(n * -2.12194440e-4)
	y := float32(1.9875691500e-4)
	y = float32(y*x) + 1.3981999507e-3
	y = float32(y*x) + 8.3334519073e-3
	y = float32(y*x) + 4.1665795894e-2
	y = float32(y*x) + 1.6666665459e-1
	y = float32(y*x) + 5.0000001201e-1
	y = float32(float32(y*x)*x) + x + 1
	return y * math.Float32frombits(uint32(int32(n)+127)<<23)
}

// geluGeneric: max(x, 0) less |x| times the share of the normal distribution beyond |x|, which is
// interpolated at 400 Chebyshev nodes between 0 and 5, within 1.4e-6, and constant from there on.
func geluGeneric(x []float32) {
	for i, v := range x {
		t := float32(min(float32(math.Abs(float64(v))), 5)*0.4) - 1
		y := float32(geluTerms[0])
		for _, c := range geluTerms[1:] {
			y = float32(y*t) + c
		}
		x[i] = max(v, 0) - y
	}
}

// geluTerms are the terms of the interpolation, a polynomial in 2/5 |x| - 1, the highest first.
var geluTerms = [...]float32{
	-0.0254443754, 0.00723265251, 0.131590158, -0.0925174877, -0.251408547, 0.345281363, 0.0772643387,
	-0.490812868, 0.418989122, -0.0173759665, -0.2569682, 0.232666671, -0.0940221548, 0.015525436,
}

func softmaxGeneric(x []float32, width int, scale float32) {
	for at := 0; at < len(x); at += width {
		row := x[at : at+width]
		most := row[0]
		for _, v := range row {
			most = max(most, v)
		}
		var sums [Lanes]float32
		for i, v := range row {
			row[i] = exp((v - most) * scale)
			sums[i%Lanes] += row[i]
		}
		inverse := 1 / fold(&sums)
		for i := range row {
			row[i] *= inverse
		}
	}
}
