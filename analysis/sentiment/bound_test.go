package sentiment

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"leitmotif/analysis/tokenize"
	"leitmotif/analysis/watchlist"
)

// scorerTowards scores by the encoder towards Kaiwerk.
func scorerTowards(t *testing.T, depth Depth) *Scorer {
	t.Helper()
	s, err := NewScorer(Options{Depth: depth, Watchlist: &watchlist.List{Targets: []watchlist.Target{{Name: "Kaiwerk"}}}})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// readDeep scores a text.
func readDeep(t *testing.T, s *Scorer, text string) (Score, DeepReading) {
	t.Helper()
	tokens := tokenize.Append(nil, text)
	title, body := tokenize.Text{}, tokenize.Text{Text: text, Tokens: tokens, Forms: s.surfaces.AppendNumbers(nil, text, tokens)}
	scores := []Score{s.Read("en", &title, &body)}
	read, err := s.Deepen(context.Background(), scores)
	if err != nil {
		t.Fatal(err)
	}
	return scores[0], read
}

// Beyond maxQuestions mentions the linear model answers, and each is counted.
func TestMentionsBeyondTheBound(t *testing.T) {
	var text strings.Builder
	const more = 7
	for i := range maxQuestions + more {
		fmt.Fprintf(&text, "On day %d the court praised Kaiwerk for its excellent work. ", i)
	}
	score, read := readDeep(t, scorerTowards(t, Auto), text.String())
	if read.Sentences != maxQuestions || read.Beyond != more || len(score.Mentions) != maxQuestions+more {
		t.Fatalf("%+v of %d mentions", read, len(score.Mentions))
	}
	for i, m := range score.Mentions {
		if m.Deep != (i < maxQuestions) || m.Label == "" {
			t.Errorf("mention %d is %q, deep %t", i, m.Label, m.Deep)
		}
	}
}

// An article of too many sentences has the tone of the linear model, as with depth fast.
func TestSentencesBeyondTheBound(t *testing.T) {
	var text strings.Builder
	for i := range maxQuestions + 1 {
		fmt.Fprintf(&text, "On day %d the judges praised the excellent work of the crew. ", i)
	}
	many, read := readDeep(t, scorerTowards(t, Deep), text.String())
	fast, _ := readDeep(t, scorerTowards(t, Fast), text.String())
	if many.Deep || read.Sentences != 0 || read.Beyond != maxQuestions+1 || many.Counts != fast.Counts || many.Positive != fast.Positive || many.Sentences == 0 {
		t.Errorf("deep %+v of %+v, fast %+v", many.Counts, read, fast.Counts)
	}
	few, read := readDeep(t, scorerTowards(t, Deep), text.String()[:1000])
	if !few.Deep || read.Beyond != 0 || few.Drivers != nil {
		t.Errorf("%+v of %+v", few, read)
	}
}

// The strongest driver of a sentence speaks for its label; neither numbers nor the
// target are named.
func TestDriversAgreeWithTheLabel(t *testing.T) {
	s := scorerTowards(t, Auto)
	x := s.Explainer()
	explained, against := 0, 0
	for _, sentence := range []string{
		"Critics praised Kaiwerk for its wonderful work.",
		"Kaiwerk won the prize of 2021 for its outstanding bridges.",
		"The mayor thanked Kaiwerk for saving 300 jobs.",
		"Kaiwerk delighted its customers with an excellent service.",
		"The judges called Kaiwerk an honest and reliable partner.",
		"Kaiwerk is the hero of this rescue, neighbours said.",
		"The regulator accused Kaiwerk of fraud in 12 cases.",
		"Kaiwerk misled its customers for years.",
		"Critics called the conduct of Kaiwerk shameful.",
		"Kaiwerk failed its workers, and lied about the accident.",
		"The greedy owners of Kaiwerk destroyed the harbour.",
		"Protesters blamed Kaiwerk for the disaster.",
	} {
		score, _ := readDeep(t, s, sentence)
		m := score.Mentions[0]
		drivers := x.Drivers(m.Text, m.Target, [Classes]float64{m.Negative, m.Neutral, m.Positive})
		if len(drivers) == 0 {
			t.Logf("%s: %s without drivers", sentence, m.Label)
			continue
		}
		explained++
		if (drivers[0].Contribution > 0) != (m.Label == Positive) {
			against++
			t.Logf("%s: %s, but %+v", sentence, m.Label, drivers)
		}
		for _, d := range drivers {
			if d.Term == "Kaiwerk" || strings.ContainsAny(d.Term, "0123456789") {
				t.Errorf("%s: driver %q", sentence, d.Term)
			}
		}
	}
	if explained < 5 || against > 0 {
		t.Errorf("%d explained, %d of them by a driver against their label", explained, against)
	}
}

// The flag takes none but the three depths by name.
func TestSetDepth(t *testing.T) {
	d := Auto
	for _, name := range []string{"", "fats", "AUTO"} {
		if d.Set(name) == nil || d != Auto {
			t.Errorf("%q is taken", name)
		}
	}
	if err := d.Set("fast"); err != nil || d != Fast {
		t.Errorf("depth %q, %v", d, err)
	}
}
