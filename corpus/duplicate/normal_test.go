package duplicate

import (
	"strings"
	"testing"
	"unicode"
)

// plainlyNormalised is the normalised text by its definition.
func plainlyNormalised(s string) string {
	words := strings.Map(func(r rune) rune {
		switch {
		case r == '\u00ad' || r >= '\u200b' && r <= '\u200f' || r == '\ufeff':
			return -1
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			return unicode.ToLower(r)
		}
		return ' '
	}, s)
	return strings.Join(strings.Fields(words), " ")
}

func FuzzNormalised(f *testing.F) {
	for _, s := range []string{"", " ", "a", "\u00ad", " A  b,c\n", "Grüße…aus\u00ad-\u200bÖl e\u0301 \u0301", "\xff\xfea\xff", "Ⱥ ȺȺ", ".\u00ad.a"} {
		f.Add(s, s+" b")
	}
	f.Fuzz(func(t *testing.T, one, two string) {
		if got, want := string(appendNormalised(nil, one)), plainlyNormalised(one); got != want {
			t.Fatalf("%q gives %q, want %q", one, got, want)
		}
		if got, want := string(appendNormalised([]byte("x\x00"), two)), "x\x00"+plainlyNormalised(two); got != want {
			t.Fatalf("%q behind something gives %q, want %q", two, got, want)
		}
	})
}

// TestHasherForgets: what a hasher has read changes nothing, whichever of the two comes next.
func TestHasherForgets(t *testing.T) {
	h := NewHasher()
	texts := []string{"", "Short.", "Title A short one.", strings.Repeat("Many words, and “more” of them — Öl. ", 40), strings.Repeat("Other words, and “more” of them. ", 40)}
	for _, one := range texts {
		for _, two := range texts {
			for _, title := range []string{"", "Title", "Many words"} {
				if h.Exact(title, one) != Exact(title, one) || h.Sign(two) != NewHasher().Sign(two) || h.Sign(one) != NewHasher().Sign(one) || h.Exact(title, two) != Exact(title, two) {
					t.Errorf("%q, %.20q, %.20q: other fingerprints after others", title, one, two)
				}
			}
		}
	}
}
