package telling_test

import (
	"reflect"
	"slices"
	"testing"

	"leitmotif/analysis/telling"
	"leitmotif/analysis/tone"
)

func TestChosen(t *testing.T) {
	var s telling.Sentences[string]
	for _, x := range []struct {
		of, text string
		score    float64
		label    string
	}{
		{"a", "bad", -0.5, tone.Negative}, {"b", "worse", -0.7, tone.Negative}, {"c", "worst", -0.9, tone.Negative},
		{"d", "worst", -0.95, tone.Negative},                                   // the same text, more telling
		{"e", "worse", -0.6, tone.Negative},                                    // the same text, less so
		{"f", "nothing", 0, tone.Neutral},                                      // says nothing
		{"g", "", 0.9, tone.Positive},                                          // has no text
		{"h", "worst", 0.8, tone.Positive},                                     // speaks well of one, and ill of another place
		{"i", "good", 0.3, tone.Positive}, {"j", "better", 0.4, tone.Positive}, //
		{"k", "best", 0.6, tone.Positive}, {"l", "as good", 0.6, tone.Positive}, // of equals the later first
	} {
		s.Add(x.text, x.score, x.label, func() string { return x.of })
	}
	if got, want := s.Chosen(), []string{"d", "b", "l", "k"}; !reflect.DeepEqual(got, want) {
		t.Errorf("chosen %v, want %v", got, want)
	}
}

func TestCompare(t *testing.T) {
	targets := []telling.Rank{{"b", 2, 3}, {"a", 2, 3}, {"c", 2, 4}, {"d", 3, 3}}
	slices.SortFunc(targets, telling.Compare)
	for i, want := range []string{"d", "c", "a", "b"} {
		if targets[i].Name != want {
			t.Errorf("target %d: %s, want %s", i, targets[i].Name, want)
		}
	}
}
