package format

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"leitmotif/corpus"
)

// hint says what a record holds that has no text under a name for one, and which of its
// fields to name as the text: the one with the longest text in it.
type hint struct {
	names   *names
	fields  []string       // at the top
	lengths map[string]int // bytes of running text by the path of a field
	longest string         // path, the first of several
}

const (
	hintFields = 12 // named
	hintName   = 60 // characters of each
	hintDepth  = 8  // objects and lists that are looked into
	hintPaths  = 1000
)

func newHint(n *names) *hint { return &hint{names: n, lengths: make(map[string]int)} }

// field adds a field at the top of the record.
func (h *hint) field(name string) { h.fields = append(h.fields, corpus.Shorten(name, hintName)) }

// value adds what stands under a path. One word is no text, and what is known as a title
// or a date is none either.
func (h *hint) value(path string, text []byte) {
	if !bytes.ContainsAny(bytes.TrimSpace(text), " \n") || len(h.lengths) == hintPaths {
		return
	}
	if s, ok := h.names.find([]byte(path)); ok && s.field != fieldText {
		return
	}
	h.lengths[path] += len(text)
	if h.longest == "" || h.lengths[path] > h.lengths[h.longest] {
		h.longest = path
	}
}

// json adds what is in a JSON value, at the top or under a path.
func (h *hint) json(path string, value []byte, depth int) {
	switch {
	case len(value) == 0 || depth == 0:
	case value[0] == '"':
		h.value(path, value[1:len(value)-1])
	case value[0] == '[':
		eachElement(value, func(element []byte) { h.json(path, element, depth-1) })
	case value[0] == '{':
		eachMember(value, func(key, inner []byte) {
			below := lineOf(key)
			if path == "" {
				h.field(below)
			} else {
				below = path + "." + below
			}
			h.json(below, inner, depth-1)
		})
	}
}

var plainArgument = regexp.MustCompile(`^[\w.:/+-]+$`)

// String gives "fields: a, b; the longest text is in ...".
func (h *hint) String() string {
	said := "there is no field"
	if n := len(h.fields); n > hintFields {
		said = fmt.Sprintf("fields: %s and %d more", strings.Join(h.fields[:hintFields], ", "), n-hintFields)
	} else if n > 0 {
		said = "fields: " + strings.Join(h.fields, ", ")
	}
	if h.longest == "" {
		return said
	}
	argument := "text=" + h.longest
	if !plainArgument.MatchString(h.longest) {
		argument = fmt.Sprintf("%q", argument)
	}
	return fmt.Sprintf("%s; the longest text is found with --field %s", said, argument)
}
