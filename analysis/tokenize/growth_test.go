package tokenize

import (
	"strings"
	"testing"

	"leitmotif/corpus/growth"
)

// TestGrowth cuts and stems what no dictionary has.
func TestGrowth(t *testing.T) {
	growth.Main(t, func(t *testing.T) {
		for name, piece := range map[string]string{
			"marks": "\u0301", "letters and marks": "a\u0301", "a stop within": "a.\u0301", "hyphens": "a-", "flags": "\U0001f1e6",
			"joiners": "\U0001f468\u200d", "underscores": "a_", "quotation marks": "\u05d0\"",
		} {
			growth.Check(t, "tokens/"+name, 5_000, func(n int) { Append(nil, "a"+strings.Repeat(piece, n)) })
		}
		for language, letter := range map[string]string{"de": "ß", "en": "y", "fr": "ä"} {
			stemmer := NewAnalyser(language, nil)
			growth.Check(t, "stem/"+language, 40_000, func(n int) { stemmer.Stem(strings.Repeat(letter, n)) })
		}
	})
}

// TestLongTokens holds that what no language has makes no word.
func TestLongTokens(t *testing.T) {
	long := strings.Repeat("a", maxToken+1)
	text := "vorn " + long + "-mitte " + strings.Repeat("ab-", maxToken) + "ab hinten"
	tokens := Append(nil, text)
	for _, token := range tokens {
		if n := len(token.Text(text)); n > maxToken {
			t.Errorf("a token of %d bytes", n)
		}
	}
	if first, last := tokens[0].Text(text), tokens[len(tokens)-1].Text(text); first != "vorn" || last != "hinten" || tokens[1].Text(text) != "mitte" {
		t.Errorf("%q, %q, %q", first, tokens[1].Text(text), last)
	}
}
