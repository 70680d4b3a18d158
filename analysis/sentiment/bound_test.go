package sentiment

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"leitmotif/analysis/tokenize"
	"leitmotif/analysis/watchlist"
)

// scorerTowards scores by the encoder towards Kaiwerk.
func scorerTowards(t *testing.T, depth Depth) *Scorer {
	t.Helper()
	s, err := NewScorer(Options{Depth: depth, StopWords: map[string][]string{"en": strings.Fields("a an and for in is its of the this")}, Watchlist: &watchlist.List{Targets: []watchlist.Target{{Name: "Kaiwerk"}}}})
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

// What is named speaks for the label, and is mostly what a reader would name; numbers and
// the target are not.
func TestDriversSpeakForTheLabel(t *testing.T) {
	s := scorerTowards(t, Auto)
	x := s.Explainer()
	telling := 0
	sentences := map[string]string{
		"Critics praised Kaiwerk for its wonderful work.":            "praised wonderful",
		"Kaiwerk won the prize of 2021 for its outstanding bridges.": "won prize outstanding",
		"The mayor thanked Kaiwerk for saving 300 jobs.":             "thanked saving",
		"Kaiwerk delighted its customers with an excellent service.": "delighted excellent",
		"The judges called Kaiwerk an honest and reliable partner.":  "honest reliable",
		"Kaiwerk is the hero of this rescue, neighbours said.":       "hero rescue",
		"The regulator accused Kaiwerk of fraud in 12 cases.":        "accused fraud",
		"Kaiwerk misled its customers for years.":                    "misled",
		"Critics called the conduct of Kaiwerk shameful.":            "Critics shameful",
		"Kaiwerk failed its workers, and lied about the accident.":   "failed lied accident",
		"The greedy owners of Kaiwerk destroyed the harbour.":        "greedy destroyed",
		"Protesters blamed Kaiwerk for the disaster.":                "Protesters blamed disaster",
	}
	for sentence, words := range sentences {
		score, _ := readDeep(t, s, sentence)
		m := score.Mentions[0]
		drivers := x.Drivers(m.Text, m.Target, [Classes]float64{m.Negative, m.Neutral, m.Positive})
		for _, d := range drivers {
			if (d.Contribution > 0) != (m.Label == Positive) {
				t.Errorf("%s is %s, but driven by %+v", sentence, m.Label, d)
			}
			if d.Term == "Kaiwerk" || strings.ContainsAny(d.Term, "0123456789") {
				t.Errorf("%s: driver %q", sentence, d.Term)
			}
		}
		if len(drivers) > 0 && slices.Contains(strings.Fields(words), drivers[0].Term) {
			telling++
		} else {
			t.Logf("%s is %s, driven by %+v", sentence, m.Label, drivers)
		}
	}
	if telling < 9 {
		t.Errorf("%d of %d sentences are explained by what tells their tone", telling, len(sentences))
	}
	if none := x.Drivers("No such name.", "Kaiwerk", [Classes]float64{}); none != nil {
		t.Errorf("a sentence without the target is driven by %+v", none)
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
