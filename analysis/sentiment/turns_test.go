package sentiment

import (
	"math"
	"strings"
	"testing"
)

// turnsOf writes the words of a text with what becomes of each: + and - are halves of pairs for
// the better and the worse, . is silent.
func turnsOf(p Passage) string {
	var out []string
	for i, token := range p.Tokens {
		word := token.Text(p.Text)
		if p.turns != nil {
			word += [...]string{plain: "", silent: ".", favourable: "+", adverse: "-"}[p.turns[i]]
		}
		out = append(out, word)
	}
	return strings.Join(out, " ")
}

func TestTurns(t *testing.T) {
	common := func(word string) bool { return word != "may" && word != "michael" && word != "tellus" }
	for language, texts := range map[string][]string{
		"en": {
			"Unemployment- rises- in May", "Debt+ falls+", "a fall+ in youth unemployment+", "Tellus cuts+ its debt+",
			"The deficit+ of the state has fallen+ sharply", "Profits fall", "Shares fall on debt fears",
			"Shares hit by losses fall", "The worst+ is behind+ us", "The worst man is here", "Sales fell+ less+ than feared",
			"Orders rose- less- than hoped", "Copper rises after a collapse.", "He fled after the collapse",
			"She tested. positive. twice", "A positive. test. came", "A positive answer", "Unemployment+ does not rise+",
			"Crime+ in the old city is down+", "National debt- keeps rising-", "The strike leader ends his speech", "A war hero rises",
			"Strike+ at the port ends+",
			"Debts- mount-, shares fall", "No loss-making unit falls", "people said that Michael Angel. went home", "people said that Michael Tellus went home",
		},
		"de": {
			"Die Arbeitslosigkeit+ ist im Oktober auf 5 Prozent gesunken+", "Rückgang+ der Schulden+", "Schuldenrückgang+ bei Tellus",
			"Kostenanstieg- bei Tellus", "Umsatzrückgang bei Tellus", "Trotz Schulden steigt der Umsatz", "Kupfer steigt nach dem Abschwung.",
			"Sie wurde positiv. getestet.", "Das Schlimmste+ ist vorbei+", "weniger+ Verspätungen+", "Hubertus Heil reist",
			"Die Infektionen+ gehen im Mai zurück+", "Er kommt zurück",
		},
	} {
		parser := NewParser(language)
		if language == "en" {
			parser = NewCaseParser(language, common)
		}
		for _, want := range texts {
			text := strings.NewReplacer("+", "", "-", "", ".", "").Replace(want)
			if strings.Contains(want, "loss-making") {
				text = want
			}
			if got := turnsOf(parser.Parse(text)); strings.ReplaceAll(got, ",", "") != strings.ReplaceAll(want, ",", "") {
				t.Errorf("%s: %q, want %q", language, got, want)
			}
		}
	}
}

// TestTitlesHaveNoNames: where most words have a capital, it makes none of them a name.
func TestTitlesHaveNoNames(t *testing.T) {
	parser := NewCaseParser("en", func(string) bool { return true })
	if got, want := turnsOf(parser.Parse("Good Angel Gives Hope")), "Good Angel Gives Hope"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestPairsCount checks a sentence by hand: of the two words of "debt falls" neither counts by
// itself, and the pair has 1/sqrt(2) of its feature, which adds 2 to positive. The shares of
// its words in the log-odds are half of that each.
func TestPairsCount(t *testing.T) {
	m := NewModel("en", "example", []string{"debt", "falls"}, false)
	for place := range m.Words {
		m.SetWord(place, Whole, BlockAll, [Classes]float64{ClassNegative: 5})
	}
	m.Meta[Whole][metaFavourable][ClassPositive] = 2
	s := exampleScorer(t, m, "")
	got := scoreText(s, "en", "", "debt falls")
	odds := math.Log(got.Positive / got.Negative)
	if want := 2 / math.Sqrt2; math.Abs(odds-want) > 1e-12 {
		t.Errorf("log-odds %v, want %v", odds, want)
	}
	for _, d := range s.Explain("en")[:2] {
		if math.Abs(d.Contribution-odds/2) > 1e-12 {
			t.Errorf("%s has a part of %v in %v", d.Term, d.Contribution, odds)
		}
	}
}
