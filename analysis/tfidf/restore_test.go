package tfidf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// A vocabulary of given terms finds them among the numbers of another corpus.
func TestVocabularyOf(t *testing.T) {
	s := NewStatistics()
	documents := take(s, count(english(), "ship port ship", "strike wage"))
	v := s.VocabularyOf([]string{"crane", "port", "strike"})
	if !slices.Equal(v.Column, []int32{-1, 1, 2, -1}) || !slices.Equal(v.Terms, []int32{-1, 1, 2}) {
		t.Errorf("columns %v, terms %v", v.Column, v.Terms)
	}
	for i, want := range [][2]int{{2, 3}, {1, 2}} {
		if unknown, words := frequencies(t, v, documents).Unknown(i); unknown != want[0] || words != want[1] {
			t.Errorf("document %d: %d of %d words unknown, want %v", i, unknown, words, want)
		}
	}
}

// The weighting of one corpus, written and restored, weighs the same texts in another the
// same, whatever the numbers of their terms.
func TestRestoreWeighting(t *testing.T) {
	texts := []string{"port strike ship ship", "port crane", "strike wage wage", "ship crane port"}
	s := NewStatistics()
	documents := take(s, count(english(), texts...))
	terms := []string{"crane", "port", "ship", "strike", "wage"}
	w, want, err := Fit(t.Context(), frequencies(t, s.VocabularyOf(terms), documents), 1)
	if err != nil {
		t.Fatal(err)
	}
	data, err := w.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	other := NewStatistics()
	other.Add(count(english(), "wage union", "crane"))
	documents = take(other, count(english(), texts...))
	again, err := RestoreWeighting(data, len(terms))
	if err != nil {
		t.Fatal(err)
	}
	got, err := again.Transform(t.Context(), frequencies(t, other.VocabularyOf(terms), documents), 2)
	if err != nil {
		t.Fatal(err)
	}
	if !mat.EqualApprox(got, want, 1e-15) {
		t.Errorf("weights\n%v\nwant\n%v", mat.Formatted(got), mat.Formatted(want))
	}
	if second, err := again.MarshalBinary(); err != nil || !bytes.Equal(second, data) {
		t.Errorf("written back differently: %v", err)
	}
	// Not a document, or none with a known term.
	for name, texts := range map[string][]string{"no document": nil, "no known term": {"union"}} {
		documents := take(other, count(english(), texts...))
		m, err := again.Transform(t.Context(), frequencies(t, other.VocabularyOf(terms), documents), 1)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if n, _ := m.Dims(); n != len(texts) || m.NonZeros() != 0 {
			t.Errorf("%s: %d documents, %d weights", name, n, m.NonZeros())
		}
	}
}

func TestRestoreWeightingRefuses(t *testing.T) {
	_, w, _ := fitted(t)
	data, err := w.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	for n := 0; n < len(data); n++ {
		if _, err := RestoreWeighting(data[:n], 3); !errors.Is(err, ErrFormat) {
			t.Fatalf("%d of %d bytes: %v", n, len(data), err)
		}
	}
	for name, length := range map[string]float64{"zero": 0, "negative": -3, "no number": math.NaN(), "infinite": math.Inf(1)} {
		wrong := slices.Concat(binary.LittleEndian.AppendUint64(nil, math.Float64bits(length)), data[8:])
		if _, err := RestoreWeighting(wrong, 3); !errors.Is(err, ErrFormat) {
			t.Errorf("a mean length that is %s: %v", name, err)
		}
	}
	wrong := slices.Clone(data)
	binary.LittleEndian.PutUint64(wrong[24:], 1<<40)
	if _, err := RestoreWeighting(wrong, 3); !errors.Is(err, ErrFormat) {
		t.Errorf("more values than there can be: %v", err)
	}
	if _, err := RestoreWeighting(data, 2); !errors.Is(err, ErrFormat) {
		t.Errorf("a vocabulary of fewer terms: %v", err)
	}
}
