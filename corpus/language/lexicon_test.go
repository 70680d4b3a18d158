package language

import (
	"strings"
	"testing"
)

// TestLexicon: the table holds what said says, and nothing else.
func TestLexicon(t *testing.T) {
	words := said()
	if 2*len(words) > len(lexicon.places) {
		t.Errorf("%d words in %d places", len(words), len(lexicon.places))
	}
	for w, want := range words {
		if len(w) > maxWord {
			t.Errorf("%q is too long to be looked up", w)
			continue
		}
		for _, other := range []string{w, w + "x", "x" + w, w[1:], w[:len(w)-1], strings.ToUpper(w)} {
			var b buffer
			if len(other) > maxWord {
				continue
			}
			copy(b[:], other)
			e := lexicon.find(b.key())
			said, known := words[other]
			if (e != nil) != known || known && e.entry != said {
				t.Errorf("%q: the table has %v, want %v (%v)", other, e, said, want)
			}
		}
	}
}
