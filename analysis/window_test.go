package analysis

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"leitmotif/corpus"
)

func day(d int) time.Time { return time.Date(2026, 11, d, 0, 0, 0, 0, time.UTC) }

func TestAdmit(t *testing.T) {
	second := time.Second
	for _, test := range []struct {
		since, until, published time.Time
		want                    skip
	}{
		{time.Time{}, time.Time{}, day(5), taken},
		{time.Time{}, time.Time{}, time.Time{}, taken}, // without a window a date is not needed
		{day(5), day(7), day(5), taken},                // half-open: the first instant lies within
		{day(5), day(7), day(5).Add(-second), outside},
		{day(5), day(7), day(7).Add(-second), taken},
		{day(5), day(7), day(7), outside}, // and the last bound does not
		{day(5), time.Time{}, day(30), taken},
		{day(5), time.Time{}, day(4), outside},
		{time.Time{}, day(7), day(1), taken},
		{time.Time{}, day(7), day(7), outside},
		{day(5), time.Time{}, time.Time{}, undated},
		{time.Time{}, day(7), time.Time{}, undated},
	} {
		cfg := Config{Since: test.since, Until: test.until}
		if got := cfg.admit(&corpus.Article{Published: test.published}); got != test.want {
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
// whether the texts are held between the passes or read again.
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
	want := collected(t, first, heldText, 1)
	// Records 34, 69, ... are 8 rejects, 5 of them among the first 180; records 0, 14, ...
	// are 20 undated articles, 13 of them among the first 180, and none is both: 162
	// articles lie within, 100 - 3 - 7 = 90 outside.
	for _, limit := range []int{0, 5_000, heldText} {
		cfg := Default()
		cfg.Since, cfg.Until = day(1), day(19)
		texts, err := survey(t.Context(), dated(), limit, cfg, func(int) {})
		if err != nil {
			t.Fatal(err)
		}
		scorer, err := newScorer(cfg)
		if err != nil {
			t.Fatal(err)
		}
		got, err := ingest(t.Context(), texts, scorer, cfg, func(int) {})
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got.articles, want.articles) || !reflect.DeepEqual(got.rows, want.rows) || len(got.lines) != 0 {
			t.Errorf("limit %d: %d articles and %d lines, without the rest of the input %d and none", limit, len(got.articles), len(got.lines), len(want.articles))
		}
		if n := got.counts; n.Outside != 90 || n.OutsideUndated != 20 || len(got.rejects) != 8 || len(got.articles) != 162 {
			t.Errorf("limit %d: counts %+v, %d rejects, %d articles", limit, n, len(got.rejects), len(got.articles))
		}
	}
}

func TestEmptyWindow(t *testing.T) {
	cfg := Default()
	cfg.Since = day(29)
	_, err := Run(t.Context(), dated(), cfg)
	if !errors.Is(err, ErrNoArticles) {
		t.Fatalf("error %v", err)
	}
	for _, part := range []string{"2026-11-29", "252 articles lie outside", "20 have no usable date", "8 records were rejected"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q does not say %q", err, part)
		}
	}
	cfg.Until = cfg.Since
	if err := cfg.Validate(); err == nil {
		t.Error("a window of no length is valid")
	}
}
