package input

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestText(t *testing.T) {
	for in, want := range map[string]string{
		"plain":                           "plain",
		"a\r\nb\rc\u2028d\u0085e\ff":      "a\nb\nc\nd\ne\nf",
		"a\x00b\x1bc\x7fd\u009fe":         "abcde",
		"\ufeffa\ufffe":                   "a",
		"e\u0301":                         "é",
		"Gr\xfc\xdfe und Grüße \x93x\x94": "Grüße und Grüße “x”",
		"\u200b soft\u00adhyphen":         "\u200b soft\u00adhyphen",
		"\ufffd stays":                    "\ufffd stays",
	} {
		if got := Text([]byte(in)); got != want {
			t.Errorf("Text(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestTextOfEveryRune holds the fast check against the normalisation itself.
func TestTextOfEveryRune(t *testing.T) {
	for r := rune(1); r <= utf8.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		b := []byte("a" + string(r) + "b")
		if want := norm.NFC.String(rewrite(b)); isText(b) && string(b) != want {
			t.Fatalf("%U counts as text and becomes %q", r, want)
		}
		if line := strings.Join(strings.Fields(string(b)), " "); isLine(string(b)) && string(b) != line {
			t.Fatalf("%U counts as one line and becomes %q", r, line)
		}
	}
}

func BenchmarkText(b *testing.B) {
	for name, text := range map[string]string{"ASCII": strings.Repeat("plain running text\n", 5000),
		"German": strings.Repeat("Die größte Überraschung\n", 5000)} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Text([]byte(text))
			}
		})
	}
}
