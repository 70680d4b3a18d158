package sentiment

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestExcerpt(t *testing.T) {
	text := "Before. “A\n  short\tone,” they said. After."
	start, end := strings.Index(text, "A\n"), strings.Index(text, " said")+len(" said")
	if got, want := excerpt(text, start, end, start), "“A short one,” they said."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	long := strings.Repeat("ä ", 400) + "HERE" + strings.Repeat(" ö", 400)
	for name, sentence := range map[string]string{
		"within": long, "at the beginning": long[strings.Index(long, "HERE"):], "at the end": long[:strings.Index(long, "HERE")+4],
	} {
		got := excerpt(sentence, 0, len(sentence), strings.Index(sentence, "HERE"))
		if !strings.Contains(got, "HERE") || utf8.RuneCountInString(got) > excerptLimit || !utf8.ValidString(got) {
			t.Errorf("%s: %q", name, got)
		}
		before, after := strings.HasPrefix(got, "…"), strings.HasSuffix(got, "…")
		if before != (name != "at the beginning") || after != (name != "at the end") {
			t.Errorf("%s: cut as %q", name, got)
		}
	}
}
