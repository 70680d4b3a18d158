package boilerplate

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Recurring is what recurs in the articles of each outlet. It is safe for concurrent use.
type Recurring struct {
	outlets map[string]map[uint64]uint32 // supporting articles by key
}

// Touches tells whether Remove may remove something from the text with the units; where
// it does not, Remove need not be called.
func (r *Recurring) Touches(source string, units Units) bool {
	keys := r.outlets[source]
	if len(keys) == 0 {
		return false
	}
	found := false
	eachKey(units, func(key uint64) {
		if !found {
			_, found = keys[key]
		}
	})
	return found
}

// Piece is a unit that was removed from an article.
type Piece struct {
	Key  uint64 // the same for every form of the unit
	Text string // as it stood in the article, a part of the text given to Remove
}

// Remover takes recurring units out of texts. It keeps its buffers from one text to the
// next and must not be shared between goroutines.
type Remover struct {
	recurring *Recurring
	splitter  splitter
	covered   []bool
}

// NewRemover gives a Remover of what recurs.
func NewRemover(r *Recurring) *Remover { return &Remover{recurring: r} }

// Remove takes what recurs in the articles of an outlet out of the cleaned text of one of
// them. It gives the text that is left, which is clean again, the units removed in their
// order, each key once, and the share of the characters (code points) removed, in [0, 1].
// A text of which nothing would be left stays as it is.
func (r *Remover) Remove(source, text string) (left string, removed []Piece, share float64) {
	keys := r.recurring.outlets[source]
	if len(keys) == 0 {
		return text, nil, 0
	}
	units, spans := r.splitter.split(text)
	r.covered = cover(r.covered[:0], units, func(key uint64) bool { _, ok := keys[key]; return ok })
	if !slices.Contains(r.covered, true) || !slices.Contains(r.covered, false) {
		return text, nil, 0
	}
	seen := make(map[uint64]struct{})
	for i, covered := range r.covered {
		if _, ok := seen[units[i].key]; covered && !ok {
			seen[units[i].key] = struct{}{}
			removed = append(removed, Piece{units[i].key, text[spans[i].start:spans[i].end]})
		}
	}
	left = without(text, spans, r.covered)
	total := utf8.RuneCountInString(text)
	return left, removed, float64(total-utf8.RuneCountInString(left)) / float64(total)
}

// without joins what is not covered. Marks without words beside a covered unit go with
// it: rules of dashes around a signature.
func without(text string, spans []span, covered []bool) string {
	var j joiner
	j.text.Grow(len(text))
	end, dropping := 0, false
	for i, s := range spans {
		j.between(text[end:s.start], dropping || covered[i])
		if !covered[i] {
			j.add(text[s.start:s.end])
		}
		end, dropping = s.end, covered[i]
	}
	j.between(text[end:], dropping)
	return j.text.String()
}

// joiner writes pieces of a text with a blank or a line break between them.
type joiner struct {
	text  strings.Builder
	space bool // a blank or a line break stood after the last piece in the text
	line  bool // a line break did
}

// add appends a piece.
func (j *joiner) add(piece string) {
	if j.text.Len() > 0 {
		switch {
		case j.line:
			j.text.WriteByte('\n')
		case j.space:
			j.text.WriteByte(' ')
		}
	}
	j.text.WriteString(piece)
	j.space, j.line = false, false
}

// between takes up what stands between two units, with or without its marks.
func (j *joiner) between(s string, drop bool) {
	marks := strings.Trim(s, " \n")
	if marks == "" || drop {
		j.part(s)
		return
	}
	at := strings.Index(s, marks)
	j.part(s[:at])
	j.add(marks)
	j.part(s[at+len(marks):])
}

// part notes white space.
func (j *joiner) part(space string) {
	j.space = j.space || space != ""
	j.line = j.line || strings.Contains(space, "\n")
}
