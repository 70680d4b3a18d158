package passage

import (
	"slices"
	"testing"
)

func TestEndings(t *testing.T) {
	if got := slices.Collect(Endings("weltkrise")); !slices.Equal(got, []string{"ltkrise", "tkrise", "krise", "rise"}) {
		t.Errorf("endings %q", got)
	}
	if got := slices.Collect(Endings("krise")); got != nil {
		t.Errorf("endings of a short word: %q", got)
	}
}

func TestParts(t *testing.T) {
	for surface, want := range map[string][]string{
		"KI-Chips": {"ki", "chips"}, "Peter’s": {"peter"}, "2026": {NumberWord}, "3-nm-Prozess": {NumberWord, "nm", "prozess"},
		"don’t": {"don't"}, "COVID-19": {"covid", NumberWord},
	} {
		if got := AppendWords(nil, surface); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", surface, got, want)
		}
	}
	negates := func(language, word string) bool { return RolesOf(language, word, []string{word})&negating != 0 }
	if !negates("en", "won't") || !negates("de", "kein") || negates("de", "not") || negates("de", "won't") {
		t.Error("negators are mixed up")
	}
}
