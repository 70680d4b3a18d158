package collection

import (
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"leitmotif/analysis/sentiment"
	"leitmotif/corpus"
)

// Records come back from their binary form as they were: every field, odd times, and names of
// files that are no UTF-8.
func TestBatchRoundTrip(t *testing.T) {
	full := corpus.Article{
		Input: corpus.Origin{File: "a\xffb.zip!c.json", Record: 1 << 40}, SourceID: "7", Title: "Title", Text: strings.Repeat("Häfen.\n", 99),
		Markup: corpus.Plain, URL: "https://example.org/", Source: "Post", Author: "A. B.", Language: "de",
		Published: time.Date(2026, 11, 1, 2, 3, 4, 567891234, time.UTC), BadDate: "31 June", Precision: corpus.Second, Local: true, Shortened: true, Truncated: true, Repaired: true,
	}
	var bare corpus.Article
	want := &batch{[]record{{article: &full, removed: 0.1, zoneless: true, doubtful: true, dropped: []string{"Share", "Teilen"}}, {article: &bare, removed: math.Nextafter(1, 0)}}}
	for _, at := range []time.Time{time.Date(1, 1, 1, 0, 0, 0, 1, time.UTC), time.Date(9999, 12, 31, 23, 59, 59, 999999999, time.UTC), time.Unix(0, 0).UTC()} {
		want.records = append(want.records, record{article: &corpus.Article{Published: at}})
	}
	want.records = append(want.records,
		record{reject: &corpus.Reject{Input: corpus.Origin{File: "\xfe", Record: 3}, Reason: corpus.Malformed, Detail: "why\xff"}},
		record{omitted: known}, record{omitted: undated})
	for i, v := 0, reflect.ValueOf(full); i < v.NumField(); i++ {
		if name := v.Type().Field(i).Name; v.Field(i).IsZero() && name != "Markup" { // plain after cleaning
			t.Errorf("%s is not tested", name)
		}
	}
	raw, err := want.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	var got batch
	if err := got.UnmarshalBinary(raw); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(&got, want) {
		for i := range got.records {
			t.Errorf("%+v %+v", got.records[i], want.records[i])
			if a := got.records[i].article; a != nil {
				t.Errorf("%+v\n%+v", a, want.records[i].article)
			}
		}
	}
	if err := got.UnmarshalBinary(raw[:len(raw)/2]); err == nil {
		t.Error("half of the records were read")
	}
}

// A corpus whose tail finds no place fails, with the place in the error.
func TestNoRoom(t *testing.T) {
	missing := t.TempDir() + "/missing"
	options := Options{Scratch: missing + "/x-*", Held: -1}
	if _, err := Survey(t.Context(), noticed(), options, func(int) {}); err == nil || !strings.Contains(err.Error(), missing) {
		t.Errorf("error %v", err)
	}
	options.Held = 0
	texts, err := Survey(t.Context(), noticed(), options, func(int) {})
	if err != nil {
		t.Fatal(err) // nothing is written where all fits in memory
	}
	defer closed(t, texts)
	scorer, err := sentiment.NewScorer(sentiment.Options{})
	if err != nil {
		t.Fatal(err)
	}
	texts.options.Held = -1
	if _, err := texts.Ingest(t.Context(), scorer, func(int) {}); err == nil || !strings.Contains(err.Error(), missing) {
		t.Errorf("no room for rows: error %v", err)
	}
}
