package sentiment

import (
	"context"
	"errors"
	"strings"
	"testing"

	"leitmotif/analysis/tokenize"
	"leitmotif/analysis/watchlist"
)

func deepScorerOf(t *testing.T, depth Depth, models map[string]string) *Scorer {
	t.Helper()
	s, err := NewScorer(Options{Depth: depth, Models: models, Watchlist: &watchlist.List{Targets: []watchlist.Target{{Name: "Kaiwerk"}}}})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func readText(s *Scorer, language, text string) Score {
	var title, x tokenize.Text
	s.number(&title, "", nil)
	s.number(&x, text, tokenize.Append(nil, text))
	return s.Read(language, &title, &x)
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
