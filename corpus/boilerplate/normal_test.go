package boilerplate

import (
	"strings"
	"testing"
)

// plainlyBare gives the words of a text by their definition.
func plainlyBare(s string) []string {
	var out []byte
	for i := 0; i < len(s); i++ {
		switch b := s[i]; {
		case b == 0xe2 && i+2 < len(s) && (s[i+1] == 0x80 || s[i+1] == 0x81 && s[i+2] < 0xb0):
			out = append(out, ' ')
			i += 2
		case b >= 0x80, '0' <= b && b <= '9', 'a' <= b && b <= 'z':
			out = append(out, b)
		case 'A' <= b && b <= 'Z':
			out = append(out, b|0x20)
		default:
			out = append(out, ' ')
		}
	}
	return strings.FieldsFunc(string(out), func(r rune) bool { return r == ' ' })
}

func FuzzBare(f *testing.F) {
	for _, s := range []string{"", " ", "a", " A  b,c\n9", "Grüße…aus Öl\u2067", "\xe2", "\xe2\x80", "\xe2\x81\xb0", "\u00a01", "x\u20289"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want := plainlyBare(s)
		bare, words, digits := appendBare([]byte("x"), s)
		if string(bare) != "x"+strings.Join(want, " ") || words != len(want) || digits != strings.ContainsAny(string(bare), "0123456789") {
			t.Fatalf("%q gives %q, %d words, digits %v; want %q", s, bare, words, digits, want)
		}
	})
}
