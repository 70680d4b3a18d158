package analysis_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"leitmotif/analysis"
	"leitmotif/corpus"
)

// withCopies adds near copies to articles: every fourth article is taken over by two more
// outlets, days later and days earlier, one of them without its last words.
func withCopies(articles list) list {
	out := articles
	for i := 0; i < len(articles); i += 4 {
		later := articles[i].(corpus.Article)
		later.SourceID, later.Source = later.SourceID+"-later", "agency"
		later.Published = later.Published.AddDate(0, 0, 2)
		earlier := later
		earlier.SourceID = later.SourceID + "-but-first"
		earlier.Published = later.Published.AddDate(0, 0, -3)
		earlier.Text = earlier.Text[:strings.LastIndex(earlier.Text, " ")] + "."
		out = append(out, later, earlier)
	}
	return out
}

// The order in which articles come in changes nothing: neither which copy stands for a story
// nor a topic, a figure or a word.
func TestOrderOfInputChangesNothing(t *testing.T) {
	source, _ := planted(600, 6, 9)
	source = withCopies(source)
	want := run(t, source, config())
	if want.Counts.Duplicates != 300 {
		t.Fatalf("%d copies, want 300", want.Counts.Duplicates)
	}
	for seed := range uint64(3) {
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(source), func(i, j int) { source[i], source[j] = source[j], source[i] })
		got := run(t, source, config())
		if !reflect.DeepEqual(got, want) {
			t.Errorf("order %d: another result: %s", seed, firstDifference(got, want))
		}
	}
}

// firstDifference names what differs first in two results.
func firstDifference(got, want *analysis.Result) string {
	x, y := reflect.ValueOf(*got), reflect.ValueOf(*want)
	for i := range x.NumField() {
		if a, b := x.Field(i), y.Field(i); !reflect.DeepEqual(a.Interface(), b.Interface()) {
			if a.Kind() == reflect.Slice && a.Len() == b.Len() {
				for j := range a.Len() {
					if !reflect.DeepEqual(a.Index(j).Interface(), b.Index(j).Interface()) {
						return fmt.Sprintf("%s[%d]: %+v, want %+v", x.Type().Field(i).Name, j, a.Index(j), b.Index(j))
					}
				}
			}
			return fmt.Sprintf("%s: %+v, want %+v", x.Type().Field(i).Name, a, b)
		}
	}
	return "none"
}

// The original of a story is its earliest article; one without a date comes after all that
// have one.
func TestOriginals(t *testing.T) {
	const text = "The harbour of the city takes up its work again after a strike of three weeks, as the port authority said in the morning; " +
		"eleven ships wait at anchor in the bay, and the first of them is to be unloaded before night falls over the cranes."
	at := func(day int) time.Time { return time.Date(2026, 9, day, 6, 0, 0, 0, time.UTC) }
	article := func(id, text string, published time.Time) corpus.Article {
		return corpus.Article{Input: corpus.Origin{File: "x", Record: 1}, SourceID: id, Text: text, Language: "en", Published: published}
	}
	for _, test := range []struct {
		name   string
		source list
		want   string
	}{
		{"the earliest", list{article("a", text, at(3)), article("b", text, at(2)), article("c", text, at(4))}, "b"},
		{"undated last", list{article("a", text, time.Time{}), article("b", text, at(9))}, "b"},
		{"however long", list{article("a", text+" Foxes sleep.", at(2)), article("b", text, at(1))}, "b"},
	} {
		for range 2 {
			var original, copies []string
			for _, a := range run(t, test.source, config()).Articles {
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
