package record

import (
	"bytes"
	"fmt"
	"strings"

	"leitmotif/corpus"
)

// Hint says what a record holds that has no text under a name for one, and which of its
// fields to name as the text: the one with the longest text in it.
type Hint struct {
	names   *Names
	fields  []string       // at the top
	lengths map[string]int // bytes of running text by the path of a field
	longest string         // path, the first of several
}

const (
	hintFields  = 12 // named
	longestName = 60 // characters of each
	hintPaths   = 1000
)

// NewHint gives the hint of a record without fields.
func NewHint(n *Names) *Hint { return &Hint{names: n, lengths: make(map[string]int)} }

// Field adds a field at the top of the record.
func (h *Hint) Field(name string) { h.fields = append(h.fields, corpus.Shorten(name, longestName)) }

// Value adds what stands under a path. One word is no text, and what is known as a title
// or a date is none either.
func (h *Hint) Value(path string, text []byte) {
	if !bytes.ContainsAny(bytes.TrimSpace(text), " \n") || len(h.lengths) == hintPaths {
		return
	}
	if s, ok := h.names.Find([]byte(path)); ok && s.Field != Text {
		return
	}
	h.lengths[path] += len(text)
	if h.longest == "" || h.lengths[path] > h.lengths[h.longest] {
		h.longest = path
	}
}

// Running tells whether there is a text among the values, not a line of words.
func (h *Hint) Running() bool {
	const line = 120 // bytes
	return h.lengths[h.longest] > line
}

// String gives "fields: a, b; the longest text is in ...".
func (h *Hint) String() string {
	said := "there is no field"
	if n := len(h.fields); n > hintFields {
		said = fmt.Sprintf("fields: %s and %d more", strings.Join(h.fields[:hintFields], ", "), n-hintFields)
	} else if n > 0 {
		said = "fields: " + strings.Join(h.fields, ", ")
	}
	if h.longest == "" {
		return said
	}
	return fmt.Sprintf("%s; the longest text is found with --field %s", said, corpus.Argument("text="+h.longest))
}
