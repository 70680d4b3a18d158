package sentiment

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// guessingModel is exampleModel with a guess of share 1/2, in which "the" and "a" are common
// and "market" has a pull of ln 3.
func guessingModel() *Model {
	m := exampleModel()
	m.guess = guess{share: 0.5, words: make([]appeal, len(m.words))}
	for word, a := range map[string]appeal{"the": {common: true}, "a": {common: true}, "market": {pull: float32(math.Log(3))}} {
		m.guess.words[m.index[word]] = a
	}
	return m
}

func TestNominees(t *testing.T) {
	parser := newParser("en", guessingModel().rolesOf)
	for text, want := range map[string][]string{
		"The chancellor met Angela Merkel and her aide": {"Angela Merkel", "her"},
		"the talks, A spokesman said, were in Berlin":   {"Berlin"}, // a clause, too, gives common words a capital
		"Chancellor Merkel, Paris and Rome":             {"Chancellor Merkel", "Paris", "Rome"},
		"Mr. Smith's House of Lords voted":              {"Mr. Smith's", "House", "Lords"},
		"the Senate. Later Congress":                    {"Senate", "Later Congress"},
		"I saw it":                                      {"I", "it"},
		"a good day":                                    nil,
		"":                                              nil,
	} {
		p := parser.parse(text)
		var got []string
		for _, c := range p.appendNominees(nil) {
			got = append(got, text[p.tokens[c.first].Start:p.tokens[c.last-1].End])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestElect: pulls of ln 6, ln 3 and ln 1/2 are probabilities of 6, 3 and 1/2 in 9.5. The
// last is below a tenth, so the others have 2/3 and 1/3. Of thirty equals none is above it,
// and all count.
func TestElect(t *testing.T) {
	nominees := []nominee{{share: math.Log(6)}, {share: math.Log(3)}, {share: math.Log(0.5)}}
	elect(nominees)
	for i, want := range []float64{2.0 / 3, 1.0 / 3, 0} {
		if math.Abs(nominees[i].share-want) > 1e-12 {
			t.Errorf("nominee %d has %v, want %v", i, nominees[i].share, want)
		}
	}
	many := make([]nominee, 30)
	elect(many)
	for _, c := range many {
		if math.Abs(c.share-1.0/30) > 1e-12 {
			t.Fatalf("of thirty equals one has %v", c.share)
		}
	}
	elect(nil)
}

// TestGuessByHand: in "Market, the Rome was good" the guess gives "Market" 3/4 and "Rome"
// 1/4. To the logit of positive "good" adds
//
//	of the sentence   1/sqrt(5)
//	towards Market    1/sqrt(5) + e^(-3/4) + nothing of its clause, which the comma ends
//	towards Rome      1/sqrt(5) + e^(-1/4) + 1/sqrt(3) of the clause "the Rome was good"
//
// and the logit of neutral is 1/2 throughout.
func TestGuessByHand(t *testing.T) {
	s := exampleScorer(t, guessingModel(), "")
	got := scoreText(s, "en", "", "Market, the Rome was good")
	even := 1 / math.Sqrt(5)
	z := [classes]float64{neutral: 0.5, positive: even/2 + (0.75*(even+math.Exp(-0.75))+0.25*(even+math.Exp(-0.25)+1/math.Sqrt(3)))/2}
	want := softened(z)
	if math.Abs(got.Positive-want[positive]) > 1e-7 || math.Abs(got.Negative-want[negative]) > 1e-7 {
		t.Errorf("%v / %v / %v, want %v", got.Negative, got.Neutral, got.Positive, want)
	}
	sum := 0.0
	for _, d := range s.Explain("en") {
		sum += d.Contribution
		if d.Term == "good" && math.Abs(d.Contribution-z[positive]) > 1e-7 {
			t.Errorf("good contributes %v, want %v", d.Contribution, z[positive])
		}
	}
	if odds := math.Log(got.Positive / got.Negative); math.Abs(sum-odds) > 1e-9 {
		t.Errorf("contributions sum to %v, the log-odds are %v", sum, odds)
	}
	// Without a name the sentence stands for itself.
	plain := scoreText(s, "en", "", "the market was good")
	if same := scoreText(exampleScorer(t, exampleModel(), ""), "en", "", "the market was good"); plain.Positive != same.Positive {
		t.Errorf("without a name %v, without a guess %v", plain.Positive, same.Positive)
	}
}

// TestGuessLearns: of two names the target is always Bonn, which a guess tells on sentences
// that it has not seen.
func TestGuessLearns(t *testing.T) {
	m := guessingModel()
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
	m.words = append(m.words, "bonn")
	m.scores = append(m.scores, wordScore{})
	m.guess.words = append(m.guess.words, appeal{})
	slices.Sort(m.words)
	m.number()
	cases := m.countCases(func(yield func(string) bool) { _ = yield("the market in Bonn, Bonn") })
	if at := m.index["bonn"]; cases[at] != (caseCount{capital: 1}) || cases[m.index["the"]] != (caseCount{lower: 1}) {
		t.Errorf("cases %v", cases)
	}
	g := newGuesser(m.newBallot(examples, textsOf(examples)), cases)
	if len(g.first) != 61 || len(g.nominees) != 120 {
		t.Fatalf("%d texts, %d nominees", len(g.first)-1, len(g.nominees))
	}
	g.elections(foldOf)
	for n, c := range g.nominees {
		if isTarget := g.truth[n] == 1; isTarget != (c.share > 0.8) {
			t.Errorf("%q: a share of %v, target: %v", g.examples[n].Text[g.examples[n].Start:g.examples[n].End], c.share, isTarget)
		}
	}
	g.enter(m, g.fit(func(int) bool { return true }))
	if pull := m.appeal("bonn").pull; pull <= m.appeal("the").pull {
		t.Errorf("the pull of Bonn is %v", pull)
	}
}
