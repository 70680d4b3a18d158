package passage

import (
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
