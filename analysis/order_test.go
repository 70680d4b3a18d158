package analysis_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

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
