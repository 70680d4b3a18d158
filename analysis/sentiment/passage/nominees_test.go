package passage

import (
	"slices"
	"testing"
)

func TestNominees(t *testing.T) {
	parser := NewCaseParser("en", func(word string) bool { return word == "the" || word == "a" })
	for text, want := range map[string][]string{
		"The chancellor met Angela Merkel and her aide": {"Angela Merkel", "her"},
		"the talks, A spokesman said, were in Berlin":   {"Berlin"}, // a clause, too, gives common words a capital
		"Chancellor Merkel, Paris and Rome":             {"Chancellor Merkel", "Paris", "Rome"},
		"Mr. Smith's House of Lords voted":              {"Mr. Smith's", "House", "Lords"},
		"the Senate. Later Congress":                    {"Senate", "Later Congress"},
		"I saw it":                                      {"I", "it"},
		"a good day":                                    nil,
		"":                                              nil,
	} {
		p := parser.Parse(text)
		var got []string
		for _, c := range p.AppendNominees(nil) {
			got = append(got, text[p.Tokens[c.First].Start:p.Tokens[c.Last-1].End])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
