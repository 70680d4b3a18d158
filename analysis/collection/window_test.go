package collection

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"leitmotif/corpus"
)

func day(d int) time.Time { return time.Date(2026, 11, d, 0, 0, 0, 0, time.UTC) }

func TestOmits(t *testing.T) {
	second := time.Second
	for _, test := range []struct {
		since, until, published time.Time
		want                    omission
	}{
		{time.Time{}, time.Time{}, day(5), none},
		{time.Time{}, time.Time{}, time.Time{}, none}, // without a window a date is not needed
		{day(5), day(7), day(5), none},                // half-open: the first instant lies within
		{day(5), day(7), day(5).Add(-second), outside},
		{day(5), day(7), day(7).Add(-second), none},
		{day(5), day(7), day(7), outside}, // and the last bound does not
		{day(5), time.Time{}, day(30), none},
		{day(5), time.Time{}, day(4), outside},
		{time.Time{}, day(7), day(1), none},
		{time.Time{}, day(7), day(7), outside},
		{day(5), time.Time{}, time.Time{}, undated},
		{time.Time{}, day(7), time.Time{}, undated},
	} {
		w := Window{Since: test.since, Until: test.until}
		if got := w.omits(&corpus.Article{Published: test.published}); got != test.want {
			t.Errorf("%s in [%s, %s): %d, want %d", test.published, test.since, test.until, got, test.want)
		}
	}
}

// dated gives 280 articles of November, ten a day, in shards that the days cut across.
// Every 14th has no date, every 35th is a reject, and those of the last ten days end with
// a notice that no article of the first 18 days has.
func dated() *stream {
	return &stream{n: 280, article: func(i int) *corpus.Article {
		if i%35 == 34 {
			return nil
		}
		text := fmt.Sprintf("The council met in town number %d.\nIt spoke of road %d for hour after hour.", i, i)
		if i >= 180 {
			text += "\n" + notice
		}
		a := &corpus.Article{
			Input: corpus.Origin{File: "f", Record: i + 1}, Title: fmt.Sprint("Title ", i), Text: text,
			Source: "Courier", Language: "en", Published: day(1 + i/10),
		}
		if i%14 == 0 {
			a.Published = time.Time{}
		}
		return a
	}}
}

// A run over a window finds what a run over the articles of the window alone finds,
// whether the texts stay in memory between the passes or go through a file.
func TestWindowIsTheSameAsLessInput(t *testing.T) {
	first := dated()
	first.n = 180
	all := first.article
	first.article = func(i int) *corpus.Article {
		a := all(i)
		if a == nil || !a.Published.IsZero() {
			return a
		}
		return &corpus.Article{Input: a.Input} // undated: here a reject without text
	}
	want := collected(t, first, Options{Workers: 1})
	wantRows := rowsOf(t, want)
	// Records 34, 69, ... are 8 rejects, 5 of them among the first 180; records 0, 14, ...
	// are 20 undated articles, 13 of them among the first 180, and none is both: 162
	// articles lie within, 100 - 3 - 7 = 90 outside.
	for _, limit := range []int{-1, 5_000, 0} {
		got := collected(t, dated(), Options{Held: limit, Window: Window{Since: day(1), Until: day(19)}})
		rows := rowsOf(t, got)
		if err := got.Recall(t.Context()); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got.Articles, want.Articles) || !reflect.DeepEqual(rows, wantRows) || len(got.Lines) != 0 {
			t.Errorf("limit %d: %d articles and %d lines, without the rest of the input %d and none", limit, len(got.Articles), len(got.Lines), len(want.Articles))
		}
		if n := got.Counts; n.Outside != 90 || n.OutsideUndated != 20 || len(got.Rejects) != 8 || len(got.Articles) != 162 {
			t.Errorf("limit %d: counts %+v, %d rejects, %d articles", limit, n, len(got.Rejects), len(got.Articles))
		}
	}
}
