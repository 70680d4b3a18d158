package sentiment

import (
	"slices"
	"testing"

	"leitmotif/analysis/tone"
)

// TestSentences: every sentence of title and text has its place; the label is that which counts
// in the article, and there is none for what counts nothing: a sentence of an earlier wording, or
// of an article without a score.
func TestSentences(t *testing.T) {
	m := exampleModel()
	m.Band = 0.1
	s := exampleScorer(t, m, "")
	title, text := "Bad day", "The market was good. Oh! The market was bad. The market was good. It was a day."
	got := scoreText(s, "en", title, text)
	var counts tone.Counts
	var labels, texts []string
	for _, x := range s.Sentences() {
		in := text
		if x.InTitle {
			in = title
		}
		counts.Count(x.Label)
		labels, texts = append(labels, x.Label), append(texts, in[x.Start:x.End])
	}
	if want := []string{Negative, Positive, "", Negative, "", Neutral}; !slices.Equal(labels, want) {
		t.Errorf("labels %q of %q, want %q", labels, texts, want)
	}
	if counts != got.Counts {
		t.Errorf("the sentences count %+v, the article %+v", counts, got.Counts)
	}
	scoreText(s, "fr", "", "Le marché était bon.")
	if x := s.Sentences(); len(x) != 1 || x[0].Label != "" || x[0].InTitle {
		t.Errorf("without a model: %+v", x)
	}
}
