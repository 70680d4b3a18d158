package lsa

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/svd"
	"leitmotif/analysis/tfidf"
)

// A space that was written and restored folds documents in as before, but for rounding.
func TestRestore(t *testing.T) {
	rows := []tfidf.Row{
		{Terms: []int32{0, 1}, Weights: []float64{0.6, 0.8}}, {Terms: []int32{1, 2}, Weights: []float64{0.8, 0.6}},
		{Terms: []int32{3, 4}, Weights: []float64{0.6, 0.8}}, {Terms: []int32{2, 4}, Weights: []float64{1, 0}},
	}
	a := tfidf.NewMatrix(rows, 5, 1)
	s, projections, err := Fit(t.Context(), a, svd.Options{Rank: 3, Tolerance: 1e-9})
	if err != nil {
		t.Fatal(err)
	}
	data, err := s.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	again, err := Restore(data, 2)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(again.SingularValues, s.SingularValues) || again.ExplainedVariance != s.ExplainedVariance {
		t.Errorf("values %v, explained %g", again.SingularValues, again.ExplainedVariance)
	}
	got, err := again.Project(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	if !mat.EqualApprox(got, projections, 1e-6) {
		t.Errorf("projections\n%v\nwant\n%v", mat.Formatted(got), mat.Formatted(projections))
	}
	again.Scale(got)
	s.Scale(projections)
	if !mat.EqualApprox(got, projections, 1e-5) {
		t.Errorf("coordinates\n%v\nwant\n%v", mat.Formatted(got), mat.Formatted(projections))
	}
	if second, err := again.MarshalBinary(); err != nil || !bytes.Equal(second, data) {
		t.Errorf("written back differently: %v", err)
	}
	if _, err := again.Project(t.Context(), tfidf.NewMatrix(rows, 6, 1)); err == nil {
		t.Error("a matrix of more terms is folded in")
	}
}

func TestRestoreRefuses(t *testing.T) {
	s := space(t, tfidf.NewMatrix([]tfidf.Row{{Terms: []int32{0, 1}, Weights: []float64{0.6, 0.8}}, {Terms: []int32{1}, Weights: []float64{1}}}, 2, 1), 2)
	data, err := s.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	for n := range data {
		if _, err := Restore(data[:n], 1); !errors.Is(err, ErrFormat) {
			t.Fatalf("%d of %d bytes: %v", n, len(data), err)
		}
	}
	put := func(at int, bits uint64, size int) []byte {
		out := slices.Clone(data)
		if size == 4 {
			binary.LittleEndian.PutUint32(out[at:], uint32(bits))
		} else {
			binary.LittleEndian.PutUint64(out[at:], bits)
		}
		return out
	}
	for name, wrong := range map[string][]byte{
		"too long":              append(slices.Clone(data), 0),
		"no terms":              put(0, 0, 4),
		"no dimensions":         put(4, 0, 4),
		"more terms than bytes": put(0, 1<<32-1, 4),
		"a value of zero":       put(16, 0, 8),
		"a value of no number":  put(16, math.Float64bits(math.NaN()), 8),
		"a share of no number":  put(8, math.Float64bits(math.NaN()), 8),
		"a loading without end": put(32, uint64(math.Float32bits(float32(math.Inf(-1)))), 4),
	} {
		if _, err := Restore(wrong, 1); !errors.Is(err, ErrFormat) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
