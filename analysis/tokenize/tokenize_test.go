package tokenize

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

func surfaces(text string) []string {
	var out []string
	for _, t := range Append(nil, text) {
		out = append(out, t.Text(text))
	}
	return out
}

func TestAppend(t *testing.T) {
	tests := map[string]string{
		"GPT-4 und KI-Chips":            "GPT-4|und|KI-Chips",
		"im 3-nm-Prozess":               "im|3-nm-Prozess",
		"don't, won’t; Peter's":         "don't|won’t|Peter's",
		"3.14 und 2,5 Prozent, 1990-95": "3.14|und|2,5|Prozent|1990-95",
		"ein Wort - noch eins":          "ein|Wort|noch|eins",
		"Zeilen-\nende -x- --":          "Zeilen|ende|x",
		"_betont_ foo_bar":              "betont|foo_bar",
		"AT&T (U.S.) 5%":                "AT|T|U.S|5",
		"über Öl, ß":                    "über|Öl|ß",
		"Ein–Zwei":                      "Ein|Zwei",
		"":                              "",
		"!? … –":                        "",
		"Nord‑Süd":                      "Nord‑Süd",
	}
	for text, want := range tests {
		if got := strings.Join(surfaces(text), "|"); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestKinds(t *testing.T) {
	text := "GPT-4 KI-Chips 2026 3.14 1990-95 C3PO don't"
	want := []Kind{Mixed, Word, Number, Number, Number, Mixed, Word}
	for i, token := range Append(nil, text) {
		if token.Kind != want[i] {
			t.Errorf("%s: kind %d, want %d", token.Text(text), token.Kind, want[i])
		}
	}
}

func TestTerm(t *testing.T) {
	for surface, want := range map[string]string{
		"Haus": "haus", "ÜBER": "über", "OpenAI's": "openai", "OpenAI’s": "openai", "don’t": "don't",
		"Hans'": "hans", "Nord‑Süd": "nord-süd", "x": "x", "'s": "'s",
	} {
		if got := Term(surface); got != want {
			t.Errorf("%q: %q, want %q", surface, got, want)
		}
	}
}

func TestContent(t *testing.T) {
	a := NewAnalyser("de", []string{"und", "dass"})
	for _, test := range []struct {
		surface string
		ok      bool
	}{{"Und", false}, {"Chip", true}, {"ab", false}, {"G7", true}, {"5G", true}} {
		token := Append(nil, test.surface)[0]
		if ok := a.Content(Term(test.surface), token.Kind); ok != test.ok {
			t.Errorf("%q: content %v, want %v", test.surface, ok, test.ok)
		}
	}
	if a.Content("2026", Number) {
		t.Error("a bare number is content")
	}
}

func TestStem(t *testing.T) {
	for _, test := range []struct{ language, a, b string }{
		{"en", "strikes", "striking"}, {"de", "katzen", "katze"}, {"de", "häuser", "haus"},
		{"de", "bahn-streiks", "bahn-streik"}, {"xx", "word", "word"},
	} {
		a := NewAnalyser(test.language, nil)
		if x, y := a.Stem(test.a), a.Stem(test.b); x != y {
			t.Errorf("%s: stems %q of %q and %q of %q differ", test.language, x, test.a, y, test.b)
		}
	}
}

// plainly is Append by the rules alone, without a look at single bytes.
func plainly(text string) (dst []Token) {
	joinable := false
	for segments := words.FromString(text); segments.Next(); {
		start, value := segments.Start(), segments.Value()
		kind, ok := kindOf(value)
		switch {
		case !ok:
			joinable = isHyphen(value) && len(dst) > 0 && int(dst[len(dst)-1].End) == start
		case len(value) > maxToken:
			joinable = false
		default:
			dst = add(dst, text, start, segments.End(), kind, joinable)
			joinable = false
		}
	}
	return dst
}

// TestAppendPlainly holds Append against the rules: all texts of up to four of the characters
// that they treat differently.
func TestAppendPlainly(t *testing.T) {
	alphabet := []string{"a", "B", "1", " ", "\n", "\r", ".", ",", ":", ";", "'", "\"", "_", "-", "‐", "ä", "×", "\u0301", "\u00ad", "\u200d", "א", "カ", "\U0001f1e6", "☺", "\u2003", "\xc3", "\xf4", "\xff"}
	longest := 4
	if testing.Short() {
		longest = 3
	}
	var check func(text string, n int)
	check = func(text string, n int) {
		if got, want := Append(nil, text), plainly(text); !slices.Equal(got, want) {
			t.Fatalf("%q: %v, by the rules %v", text, got, want)
		}
		for _, c := range alphabet {
			if n < longest {
				check(text+c, n+1)
			}
		}
	}
	check("", 0)
}

func FuzzAppend(f *testing.F) {
	for _, s := range []string{"GPT-4, KI-Chips", "a.b,c:1.2'3;x_y", "don't 'quote' U.S. 1,000.", "a-\nb", "x__-__y", "l'été 1990-95", "\xff-a", "日本語 テスト", "é́-1", "  \xf4p"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got, want := Append(nil, text), plainly(text); !slices.Equal(got, want) {
			t.Fatalf("%q: %v, by the rules %v", text, got, want)
		}
		text = text[:min(len(text), maxToken)] // what is longer than a token may be is none
		last := int32(0)
		var covered []string
		for _, token := range Append(nil, text) {
			if token.Start < last || token.End <= token.Start || int(token.End) > len(text) {
				t.Fatalf("token [%d, %d) after %d in %q", token.Start, token.End, last, text)
			}
			last = token.End
			covered = append(covered, token.Text(text))
			if utf8.ValidString(text) && !utf8.ValidString(token.Text(text)) {
				t.Fatalf("token %q cuts a character of %q", token.Text(text), text)
			}
		}
		// Every letter and digit of the text stands in a token: nothing is lost.
		var segments []string
		for it := words.FromString(text); it.Next(); {
			if _, ok := kindOf(it.Value()); ok {
				segments = append(segments, it.Value())
			}
		}
		fold := func(parts []string) string {
			return strings.Map(func(r rune) rune {
				if r == '_' || isHyphen(string(r)) {
					return -1
				}
				return r
			}, strings.Join(parts, ""))
		}
		if got, want := fold(covered), fold(segments); got != want {
			t.Fatalf("%q: tokens hold %q, segments %q", text, got, want)
		}
	})
}

func BenchmarkAppend100kB(b *testing.B) {
	text := strings.Repeat("Die Kanzlerin sprach am 3. Mai über KI-Chips; the minister didn't reply to GPT-4 questions. ", 1100)
	var tokens []Token
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		tokens = Append(tokens[:0], text)
	}
	if !slices.IsSortedFunc(tokens, func(a, b Token) int { return int(a.Start - b.Start) }) {
		b.Fatal("tokens out of order")
	}
}
