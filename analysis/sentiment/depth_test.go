package sentiment

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"leitmotif/analysis/tokenize"
	"leitmotif/analysis/watchlist"
)

// deepScorerOf scores by the encoder towards Kaiwerk.
func deepScorerOf(t *testing.T, depth Depth, models map[string]string) *Scorer {
	t.Helper()
	s, err := NewScorer(Options{Depth: depth, Models: models, Watchlist: &watchlist.List{Targets: []watchlist.Target{{Name: "Kaiwerk"}}}})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// readText scores a text without what is asked of the encoder.
func readText(s *Scorer, language, text string) Score {
	var title, x tokenize.Text
	s.number(&title, "", nil)
	s.number(&x, text, tokenize.Append(nil, text))
	return s.Read(language, &title, &x)
}

// readDeep scores a text with all that is asked of the encoder.
func readDeep(t *testing.T, s *Scorer, text string) (Score, DeepReading) {
	t.Helper()
	scores := []Score{readText(s, "en", text)}
	read, err := s.Deepen(t.Context(), scores)
	if err != nil {
		t.Fatal(err)
	}
	return scores[0], read
}

// What the encoder makes of a score does not depend on those beside it, and equal sentences are
// read once.
func TestDeepenOneByOne(t *testing.T) {
	texts := []string{
		"Customers accuse Kaiwerk of fraud.", "The judges praised Kaiwerk for its honest report, and the mayor thanked the crew.",
		"Customers accuse Kaiwerk of fraud.", "The ferry sails on Monday and on Thursday.", strings.Repeat("Kaiwerk and the harbour and ", 200) + "fraud.",
	}
	s := deepScorerOf(t, Deep, nil)
	var together []Score
	for _, text := range texts {
		together = append(together, readText(s, "en", text))
	}
	read, err := s.Deepen(t.Context(), together)
	if err != nil {
		t.Fatal(err)
	}
	sum := 0
	for i, text := range texts {
		one := []Score{readText(s, "en", text)}
		alone, err := s.Deepen(t.Context(), one)
		if err != nil {
			t.Fatal(err)
		}
		if i != 2 {
			sum += alone.Sentences
		}
		if got, want := together[i], one[0]; got.Counts != want.Counts || got.Positive != want.Positive || len(got.Mentions) != len(want.Mentions) || got.open != nil {
			t.Errorf("%q: %+v beside others, %+v alone", text, got, want)
		}
		for j, m := range one[0].Mentions {
			if m.Label == "" || m != together[i].Mentions[j] {
				t.Errorf("%q: %+v beside others, %+v alone", text, together[i].Mentions[j], m)
			}
		}
	}
	if read.Sentences != sum {
		t.Errorf("%d sentences read, want %d", read.Sentences, sum)
	}
}

func TestDeepenStops(t *testing.T) {
	s := deepScorerOf(t, Auto, nil)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Deepen(ctx, []Score{readText(s, "en", "Customers accuse Kaiwerk of fraud.")}); !errors.Is(err, context.Canceled) {
		t.Errorf("read on: %v", err)
	}
	if read, err := s.Deepen(ctx, []Score{readText(s, "de", "Kunden werfen Kaiwerk Betrug vor.")}); err != nil || read.Sentences != 0 {
		t.Errorf("German: %+v, %v", read, err)
	}
}

// A model of one's own takes the place of the encoder, unless that is asked for.
func TestOwnModelBesideTheEncoder(t *testing.T) {
	own := map[string]string{"en": "models/en.tone"}
	for depth, deep := range map[Depth]bool{Fast: false, Auto: false, Deep: true} {
		if s := deepScorerOf(t, depth, own); s.deep.reads("en") != deep {
			t.Errorf("%s: the encoder reads: %v", depth, !deep)
		}
	}
	if s := deepScorerOf(t, "", nil); !s.deep.reads("en") || s.deep.reads("de") || s.deep.whole {
		t.Errorf("the default: %+v", s.deep)
	}
}

// Beyond maxQuestions mentions the linear model answers, and each is counted.
func TestMentionsBeyondTheBound(t *testing.T) {
	var text strings.Builder
	const more = 7
	for i := range maxQuestions + more {
		fmt.Fprintf(&text, "On day %d the court praised Kaiwerk for its excellent work. ", i)
	}
	score, read := readDeep(t, deepScorerOf(t, Auto, nil), text.String())
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
	many, read := readDeep(t, deepScorerOf(t, Deep, nil), text.String())
	fast, _ := readDeep(t, deepScorerOf(t, Fast, nil), text.String())
	if many.Deep || read.Sentences != 0 || read.Beyond != maxQuestions+1 || many.Counts != fast.Counts || many.Positive != fast.Positive || many.Sentences == 0 {
		t.Errorf("deep %+v of %+v, fast %+v", many.Counts, read, fast.Counts)
	}
	few, read := readDeep(t, deepScorerOf(t, Deep, nil), text.String()[:1000])
	if !few.Deep || read.Beyond != 0 || few.Drivers != nil {
		t.Errorf("%+v of %+v", few, read)
	}
}

// The strongest driver of a sentence speaks for its label; neither numbers nor the
// target are named.
func TestDriversAgreeWithTheLabel(t *testing.T) {
	s := deepScorerOf(t, Auto, nil)
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
	if none := x.Drivers("No such name.", "Kaiwerk", [Classes]float64{}); none != nil {
		t.Errorf("a sentence without the target is moved by %+v", none)
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
