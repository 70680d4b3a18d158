package collection

import (
	"testing"
	"time"

	"leitmotif/corpus"
)

// The original of a story is its earliest article; one without a date comes after all that
// have one, and one whose day alone is known after those of that day.
func TestOriginals(t *testing.T) {
	const text = "The harbour of the city takes up its work again after a strike of three weeks, as the port authority said in the morning; " +
		"eleven ships wait at anchor in the bay, and the first of them is to be unloaded before night falls over the cranes."
	at := func(day int) time.Time { return time.Date(2026, 9, day, 6, 0, 0, 0, time.UTC) }
	article := func(id, text string, published time.Time) corpus.Article {
		return corpus.Article{Input: corpus.Origin{File: "x", Record: 1}, SourceID: id, Text: text, Language: "en", Published: published}
	}
	known := func(a corpus.Article, precision corpus.Precision) corpus.Article {
		a.Published, a.Precision = a.Published.Truncate(24*time.Hour), precision
		return a
	}
	for _, test := range []struct {
		name   string
		source []corpus.Article
		want   string
	}{
		{"the earliest", []corpus.Article{article("a", text, at(3)), article("b", text, at(2)), article("c", text, at(4))}, "b"},
		{"undated last", []corpus.Article{article("a", text, time.Time{}), article("b", text, at(9))}, "b"},
		{"known to be earlier", []corpus.Article{known(article("a", text, at(2)), corpus.Day), article("b", text, at(2))}, "b"},
		{"the earlier day", []corpus.Article{known(article("a", text, at(1)), corpus.Day), article("b", text, at(2))}, "a"},
		{"a month says less", []corpus.Article{known(article("a", text, at(1)), corpus.Month), article("b", text, at(20))}, "b"},
		{"however long", []corpus.Article{article("a", text+" Foxes sleep.", at(2)), article("b", text, at(1))}, "b"},
	} {
		for range 2 {
			var original, copies []string
			source := &stream{n: len(test.source), article: func(i int) *corpus.Article { a := test.source[i]; return &a }}
			c := collected(t, source, Options{})
			c.MarkCopies(nil)
			if c.Counts.Duplicates != len(test.source)-1 {
				t.Errorf("%s: %d copies", test.name, c.Counts.Duplicates)
			}
			for _, a := range c.Articles {
				if a.DuplicateOf == "" {
					original = append(original, a.SourceID)
				} else {
					copies = append(copies, a.SourceID)
				}
			}
			if len(original) != 1 || original[0] != test.want || len(copies) != len(test.source)-1 {
				t.Errorf("%s: originals %v, copies %v, want %s", test.name, original, copies, test.want)
			}
			test.source[0], test.source[1] = test.source[1], test.source[0]
		}
	}
}
