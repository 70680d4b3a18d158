package deep

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

// spelled gives the pieces of a text as they stand in the vocabulary.
func spelled(v *vocabulary, text string) []string {
	names := make(map[int32]string)
	for s, id := range v.begin {
		names[id] = s
	}
	for s, id := range v.onward {
		names[id] = "##" + s
	}
	var out []string
	t := tokenizer{vocabulary: v}
	for _, p := range t.cut(text) {
		out = append(out, names[p.id])
	}
	return out
}

func TestCut(t *testing.T) {
	v := small(t).vocabulary
	for text, want := range map[string]string{
		"":                           "",
		" \t\r\n\u00a0\u2003":        "",
		"The PORT strikes":           "the port strike ##s",
		"port,strike.":               "port , strike .",
		"portstrike":                 "[UNK]", // no "##strike"
		"ends ended endless":         "end ##s end ##ed [UNK]",
		"kaiwerk's":                  "kai ##werk ' [UNK]",
		"áàâ bé":                     "a ##a ##a b ##e",
		"a\u0301 \u0301 b":           "a b",       // accents of their own, one without a letter
		"po\u00adrt \u200bport":      "port port", // control characters
		"a\x00b\ufffdc\xffd":         "a ##b ##c ##d",
		"€ 12":                       "€ 1 ##2", // a symbol is no punctuation
		"a€":                         "[UNK]",
		"中中 a中":                      "中 中 a 中",
		"\u037e":                     ";", // becomes a semicolon
		"\u0130":                     "[UNK]",
		"a\u0085b a\u2028b":          "a ##b a b",
		"[CLS] [SEP]":                "[UNK] [UNK] [UNK] [UNK] [UNK] [UNK]",
		strings.Repeat("a", 100):     "a" + strings.Repeat(" ##a", 99),
		strings.Repeat("a", 101):     "[UNK]",
		strings.Repeat("á", 100):     "a" + strings.Repeat(" ##a", 99),
		"x" + strings.Repeat("a", 9): "[UNK]",
	} {
		if got := strings.Join(spelled(v, text), " "); got != want {
			t.Errorf("%q is cut into %q, want %q", text, got, want)
		}
	}
}

// Where pieces stand in the text, in bytes, and of which word they are.
func TestPlaces(t *testing.T) {
	c := tokenizer{vocabulary: small(t).vocabulary}
	got := c.cut("Áb, Kaiwerk\u0301 xyz")
	want := []piece{{4, 0, 2, 0}, {10, 2, 3, 0}, {20, 3, 4, 1}, {29, 5, 8, 2}, {30, 8, 12, 2}, {2, 15, 18, 3}}
	if !slices.Equal(got, want) {
		t.Errorf("pieces %v, want %v", got, want)
	}
}

// Pieces lie in order, in whole characters, and no mark or letter of English is lost.
func FuzzCut(f *testing.F) {
	for _, s := range []string{"The port, the strike", "áb\u0301中\xff€", "\u1e9b\u0323", "한국", strings.Repeat("ab", 60)} {
		f.Add(s)
	}
	v := small(f).vocabulary
	f.Fuzz(func(t *testing.T, text string) {
		c := tokenizer{vocabulary: v}
		at, word := 0, 0
		for _, p := range c.cut(text) {
			if p.from < at && p.word != word || p.to <= p.from || p.to > len(text) || p.word < word || p.word > word+1 {
				t.Fatalf("%q: piece %+v after byte %d of word %d", text, p, at, word)
			}
			if lost := strings.IndexFunc(text[min(at, p.from):p.from], func(r rune) bool { return r > ' ' && r < 0x7f }); lost >= 0 {
				t.Fatalf("%q: lost %q", text, text[at:p.from])
			}
			at, word = p.to, p.word
		}
	})
}

// What Python's tokenizers makes of sentences with the vocabulary of the model, written by
// .ci/deep/pieces.py: of invented ones, and of those in the file that LEITMOTIF_PIECES names.
func TestPiecesAreThoseOfPython(t *testing.T) {
	m, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	files := []string{"testdata/pieces.jsonl"}
	if more := os.Getenv("LEITMOTIF_PIECES"); more != "" {
		files = append(files, more)
	}
	for _, name := range files {
		data, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer data.Close()
		lines, differ := 0, 0
		c := tokenizer{vocabulary: m.vocabulary}
		s := bufio.NewScanner(data)
		s.Buffer(nil, 1<<24)
		for ; s.Scan(); lines++ {
			var row struct {
				Text   string
				Pieces []int32
			}
			if err := json.Unmarshal(s.Bytes(), &row); err != nil {
				t.Fatalf("%s line %d: %v", name, lines+1, err)
			}
			var got []int32
			for _, p := range c.cut(row.Text) {
				got = append(got, p.id)
			}
			if !slices.Equal(got, row.Pieces) {
				t.Errorf("%q: pieces %v, want %v", row.Text, got, row.Pieces)
				differ++
			}
		}
		if err := s.Err(); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d of %d sentences differ", name, differ, lines)
		if lines == 0 {
			t.Errorf("%s holds nothing", name)
		}
	}
}
