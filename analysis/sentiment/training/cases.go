package training

import (
	"iter"

	"leitmotif/analysis/sentiment/passage"
)

// caseCount is how often a word is written in lower case, and with a capital that no
// sentence or clause asks for.
type caseCount struct {
	lower, capital int
	beside         int // of those with a capital: right beside another one
}

func (c caseCount) common() bool { return c.lower > c.capital }

// Names are told by their capitals. Where all nouns have one, a word is part of a name that
// mostly stands beside another capital.
const (
	nameLower  = 0.1 // largest share of lower case that a name has
	nameBeside = 0.5 // least share beside another capital, where nouns have one
	nameCount  = 3   // least count, there
)

// isName tells whether a word is, nearly always, a name.
func (c caseCount) isName(language string) bool {
	n := float64(c.lower + c.capital)
	if n == 0 || float64(c.lower) > nameLower*n {
		return false
	}
	return language != "de" || c.capital >= nameCount && float64(c.beside) >= nameBeside*float64(c.capital)
}

// countCases counts how texts write the words that place numbers, [0, n). Texts that are
// written like titles tell nothing.
func countCases(language string, n int, place func(word string) (int, bool), texts iter.Seq[string]) []caseCount {
	counts := make([]caseCount, n)
	parser := passage.NewParser(language)
	var words []string
	for text := range texts {
		p := parser.Parse(text)
		if language != "de" && p.Titled() {
			continue
		}
		for i, t := range p.Tokens {
			surface := t.Text(text)
			upper := passage.IsCapitalised(surface)
			if upper && p.Opens(i) {
				continue
			}
			beside := upper && (p.JoinsName(i) || p.JoinsName(i+1))
			words = passage.AppendWords(words[:0], surface)
			for _, w := range words {
				id, known := place(w)
				switch {
				case !known:
				case upper:
					counts[id].capital++
					if beside {
						counts[id].beside++
					}
				default:
					counts[id].lower++
				}
			}
		}
	}
	return counts
}
