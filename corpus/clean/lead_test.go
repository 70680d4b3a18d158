package clean_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"leitmotif/corpus/clean"
)

func TestLead(t *testing.T) {
	for _, c := range []struct {
		text string
		max  int
		want string
	}{
		{"", 10, ""},
		{"Kurz.", 10, "Kurz."},
		{"Kurz.", 0, ""},
		{"Eins.\nZwei.", 20, "Eins. Zwei."},
		{"Der erste Absatz.\nDer zweite.", 20, "Der erste Absatz."},
		{"Der Rat berät heute.", 12, "Der Rat…"},
		{"Der Rat berät heute.", 14, "Der Rat berät…"},
		{"Der Rat, sagt er", 9, "Der Rat…"},
		{"Donaudampfschiff", 6, "Donau…"},
		{"ÄÖÜ ÄÖÜ", 4, "ÄÖÜ…"},
		{"abc", 1, "…"},
	} {
		if got := clean.Lead(c.text, c.max); got != c.want {
			t.Errorf("Lead(%q, %d) = %q, want %q", c.text, c.max, got, c.want)
		}
	}
}

func FuzzLead(f *testing.F) {
	f.Add("Der Rat berät.\nMorgen mehr.", 12)
	f.Fuzz(func(t *testing.T, text string, max int) {
		text = strings.ToValidUTF8(text, "\ufffd")
		got := clean.Lead(text, max)
		if !utf8.ValidString(got) || utf8.RuneCountInString(got) > 0 && utf8.RuneCountInString(got) > max || strings.Contains(got, "\n") {
			t.Fatalf("Lead(%q, %d) = %q", text, max, got)
		}
	})
}
