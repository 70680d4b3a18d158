package training

import (
	"slices"
	"strings"
	"testing"

	"leitmotif/analysis/sentiment"
)

// TestGuessLearns: of two names the target is always Bonn, which a guess tells on sentences
// that it has not seen.
func TestGuessLearns(t *testing.T) {
	names := []string{"Rome", "Paris", "Oslo", "Madrid", "Vienna", "Lima"}
	var examples []Example
	for i := range 60 {
		other := names[i%len(names)] + strings.Repeat("n", i/len(names)) // names that occur once
		text := "Bonn was bad, the day of " + other
		if i%2 == 1 {
			text = "the day of " + other + " was bad in Bonn"
		}
		start := strings.Index(text, "Bonn")
		examples = append(examples, Example{Text: text, Start: start, End: start + 4})
	}
	words := []string{"a", "bad", "bonn", "day", "market", "the", "was"}
	m := sentiment.NewModel("en", "example", words, false)
	place := func(word string) int { return slices.Index(words, word) }
	m.Guess = sentiment.Guess{Share: 0.5, Words: make([]sentiment.Appeal, len(words))}
	m.Guess.Words[place("a")].Common, m.Guess.Words[place("the")].Common = true, true
	cases := countCases(m.Language, len(m.Words), m.Place, func(yield func(string) bool) { _ = yield("the market in Bonn was open most days, Bonn") })
	if cases[place("bonn")] != (caseCount{capital: 1}) || cases[place("the")] != (caseCount{lower: 1}) {
		t.Errorf("cases %v", cases)
	}
	g := newGuesser(newBallot(m, examples, textsOf(examples)), cases)
	if len(g.first) != 61 || len(g.nominees) != 120 {
		t.Fatalf("%d texts, %d nominees", len(g.first)-1, len(g.nominees))
	}
	g.elections(foldOf)
	for n, c := range g.nominees {
		if isTarget := g.truth[n] == 1; isTarget != (c.Share > 0.8) {
			t.Errorf("%q: a share of %v, target: %v", g.examples[n].Text[g.examples[n].Start:g.examples[n].End], c.Share, isTarget)
		}
	}
	g.enter(m, g.fit(func(int) bool { return true }))
	if pull := m.Guess.Words[place("bonn")].Pull; pull <= m.Guess.Words[place("the")].Pull {
		t.Errorf("the pull of Bonn is %v", pull)
	}
}
