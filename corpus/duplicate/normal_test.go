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

// TestRead: what Read gives is what Exact and Sign give.
func TestRead(t *testing.T) {
	h, other := NewHasher(), NewHasher()
	for _, text := range []string{"", "Short.", "Title A short one.", strings.Repeat("Many words, and “more” of them — Öl. ", 40)} {
		for _, title := range []string{"", "Title", "Many words"} {
			print, sign := h.Read(title, text)
			if print != other.Exact(title, text) || sign != other.Sign(text) {
				t.Errorf("%q, %.20q: Read differs from Exact and Sign", title, text)
			}
		}
	}
}
