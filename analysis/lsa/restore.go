package lsa

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// ErrFormat is returned for data that are no space.
var ErrFormat = errors.New("lsa: not a space")

// MarshalBinary writes the loadings and singular values: the numbers of terms and
// dimensions (4 bytes each), the explained variance and the singular values (8 bytes
// each), and the loadings row by row, rounded to 4 bytes each. Numbers are little endian.
func (s *Space) MarshalBinary() ([]byte, error) {
	terms, k := s.Loadings.Dims()
	out := make([]byte, 0, 16+8*k+4*terms*k)
	out = binary.LittleEndian.AppendUint32(out, uint32(terms))
	out = binary.LittleEndian.AppendUint32(out, uint32(k))
	out = binary.LittleEndian.AppendUint64(out, math.Float64bits(s.ExplainedVariance))
	for _, value := range s.SingularValues {
		out = binary.LittleEndian.AppendUint64(out, math.Float64bits(value))
	}
	for i := range terms {
		for _, x := range s.Loadings.RawRowView(i) {
			out = binary.LittleEndian.AppendUint32(out, math.Float32bits(float32(x)))
		}
	}
	return out, nil
}

// Restore makes the space that MarshalBinary wrote. The error wraps ErrFormat.
func Restore(data []byte, workers int) (*Space, error) {
	if len(data) < 16 {
		return nil, fmt.Errorf("read space: %w", ErrFormat)
	}
	terms, k := int(binary.LittleEndian.Uint32(data)), int(binary.LittleEndian.Uint32(data[4:]))
	if terms == 0 || k == 0 || k > 1<<16 || len(data) != 16+8*k+4*terms*k {
		return nil, fmt.Errorf("read space of %d terms and %d dimensions in %d bytes: %w", terms, k, len(data), ErrFormat)
	}
	s := &Space{workers: workers}
	s.ExplainedVariance = math.Float64frombits(binary.LittleEndian.Uint64(data[8:]))
	if !(s.ExplainedVariance >= 0 && s.ExplainedVariance <= 1) {
		return nil, fmt.Errorf("read space: explained variance %g: %w", s.ExplainedVariance, ErrFormat)
	}
	data = data[16:]
	for range k {
		value := math.Float64frombits(binary.LittleEndian.Uint64(data))
		if !(value > 0) || math.IsInf(value, 0) {
			return nil, fmt.Errorf("read space: singular value %g: %w", value, ErrFormat)
		}
		s.SingularValues = append(s.SingularValues, value)
		data = data[8:]
	}
	loadings := make([]float64, terms*k)
	for i := range loadings {
		loadings[i] = float64(math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:])))
		if math.IsNaN(loadings[i]) || math.IsInf(loadings[i], 0) {
			return nil, fmt.Errorf("read space: loading %g: %w", loadings[i], ErrFormat)
		}
	}
	s.Loadings = mat.NewDense(terms, k, loadings)
	return s, nil
}
