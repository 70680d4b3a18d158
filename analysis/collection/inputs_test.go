package collection

import (
	"slices"
	"testing"
	"time"

	"leitmotif/analysis/result"
	"leitmotif/corpus"
)

// listing is a stream that knows its files.
type listing struct{ *stream }

func (listing) Files() []corpus.File {
	return []corpus.File{{Name: "z!a", Form: "text", Bytes: 7}, {Name: "z!b", Form: "JSON", Bytes: 9}, {Name: "c", Form: "feed", Bytes: 1}}
}

// Every record counts in its file, whatever becomes of it, and files that come back later, as
// an archive between its members does, have one row.
func TestInputs(t *testing.T) {
	day := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	const n = 3 * shardSize
	source := listing{&stream{n: n, article: func(i int) *corpus.Article {
		a := &corpus.Article{Input: corpus.Origin{File: []string{"z!a", "z!b"}[i%2], Record: i/2 + 1}, Title: "Title", Text: "The council met.",
			Published: day, Repaired: i == 3, Truncated: i%2 == 1, Shortened: i == 0}
		switch {
		case i == n-1:
			return nil // of file f
		case i == 4:
			a.Text = "\u200b"
		case i == 6:
			a.Published = day.AddDate(0, 0, -9)
		}
		return a
	}}}
	texts, err := Survey(t.Context(), source, Options{Workers: 2, Window: Window{Since: day}}, func(int) {})
	if err != nil {
		t.Fatal(err)
	}
	defer texts.Close()
	want := []result.Input{
		{File: "c", Form: "feed", Bytes: 1},
		{File: "f", Bytes: -1, Rejected: 1},
		{File: "z!a", Form: "text", Bytes: 7, Articles: n/2 - 2, Rejected: 1, LeftOut: 1, Shortened: 1},
		{File: "z!b", Form: "JSON", Bytes: 9, Articles: n/2 - 1, Repaired: 1, Truncated: n/2 - 1},
	}
	if !slices.Equal(texts.Inputs, want) {
		t.Errorf("inputs are %+v, want %+v", texts.Inputs, want)
	}
}
