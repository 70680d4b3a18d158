package input

import (
	"testing"
)

func TestNumbersOfNames(t *testing.T) {
	s := newNameSet("a (2)")
	for _, want := range []string{"a", "a (3)", "a (4)"} {
		if got := s.distinct("a"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := s.distinct("a (3)"); got != "a (3) (2)" || s.has("b") {
		t.Errorf("%q", got)
	}
}
