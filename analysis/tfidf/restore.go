package tfidf

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"

	"github.com/james-bowman/nlp"
)

// VocabularyOf gives the vocabulary of the given terms, whose columns follow their order,
// for documents in numbers of s. A term that s has not met has the number -1.
func (s *Statistics) VocabularyOf(terms []string) *Vocabulary {
	v := &Vocabulary{Terms: make([]int32, len(terms)), Column: make([]int32, len(s.terms))}
	for i := range v.Column {
		v.Column[i] = -1
	}
	for column, term := range terms {
		v.Terms[column] = -1
		if number, known := s.number[term]; known {
			v.Terms[column] = number
			v.Column[number] = int32(column)
		}
	}
	return v
}

// MarshalBinary writes what Fit learned: the mean length of a document (8 bytes) and the
// idf in the form of nlp.TfidfTransformer.
func (w *Weighting) MarshalBinary() ([]byte, error) {
	var out bytes.Buffer
	out.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(w.length)))
	if err := w.idf.Save(&out); err != nil {
		return nil, fmt.Errorf("write weighting: %w", err)
	}
	return out.Bytes(), nil
}

// RestoreWeighting makes the weighting that MarshalBinary wrote, for a vocabulary of as
// many terms. The error wraps ErrFormat.
func RestoreWeighting(data []byte, terms int) (*Weighting, error) {
	// The library trusts what it loads: a diagonal matrix as its numbers of rows, columns and
	// values, then the values, 8 bytes each.
	const numbers = 3
	if len(data) != 8*(1+numbers+terms) {
		return nil, fmt.Errorf("read weighting of %d terms in %d bytes: %w", terms, len(data), ErrFormat)
	}
	for i := range numbers {
		if n := binary.LittleEndian.Uint64(data[8*(1+i):]); n != uint64(terms) {
			return nil, fmt.Errorf("read weighting of %d terms: %d of them: %w", terms, n, ErrFormat)
		}
	}
	w := &Weighting{idf: nlp.NewTfidfTransformer(), length: math.Float64frombits(binary.LittleEndian.Uint64(data))}
	if !(w.length > 0) || math.IsInf(w.length, 0) {
		return nil, fmt.Errorf("read weighting: mean length %g: %w", w.length, ErrFormat)
	}
	if err := w.idf.Load(bytes.NewReader(data[8:])); err != nil {
		return nil, fmt.Errorf("read weighting: %w: %w", ErrFormat, err)
	}
	return w, nil
}
