package corpus

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestShorten(t *testing.T) {
	for _, test := range []struct {
		in   string
		most int
		want string
	}{
		{"", 5, ""},
		{"abcde", 5, "abcde"},
		{"äöüßé", 5, "äöüßé"},            // five characters in ten bytes
		{"one two three", 9, "one two…"}, // the blank is the ninth character but one
		{"one two three", 10, "one two…"},
		{"ab cdefghijkl", 8, "ab cdef…"}, // the word is over half
		{"abcdefghijkl", 4, "abc…"},
	} {
		if got := Shorten(test.in, test.most); got != test.want || utf8.RuneCountInString(got) > test.most {
			t.Errorf("Shorten(%q, %d) = %q, want %q", test.in, test.most, got, test.want)
		}
	}
}

func TestBound(t *testing.T) {
	long := strings.Repeat("word ", 10_000)
	a := Article{SourceID: long, Title: long, Text: long, URL: long, Source: long, Author: long, BadDate: long}
	a.Bound()
	if !a.Shortened || a.Text != long || a.URL != "" || a.SourceID != "" {
		t.Errorf("bounded: %v, %d bytes of text, URL %q, id %q", a.Shortened, len(a.Text), a.URL, a.SourceID)
	}
	for field, most := range map[string]int{a.Title: MaxTitle, a.Author: MaxAuthor, a.Source: MaxSource, a.BadDate: MaxDate} {
		if n := utf8.RuneCountInString(field); n > most || n < most/2 || !strings.HasSuffix(field, "word…") {
			t.Errorf("%d characters of %d, ending in %q", n, most, field[len(field)-10:])
		}
	}
	usual := Article{SourceID: strings.Repeat("x", MaxID), Title: strings.Repeat("ä", MaxTitle), URL: strings.Repeat("x", MaxURL)}
	if as := usual; func() bool { as.Bound(); return as != usual }() {
		t.Error("fields at their bounds were changed")
	}
	again := a
	if again.Bound(); again != a {
		t.Error("what is bounded was changed")
	}
}
