package wording

import "slices"

// Bounds of a register: of the registerTerms words that mark a topic best at least registerWords
// name nothing, and half of the words are found outside of the topic in more than three fifths of
// the documents that hold them.
const (
	registerTerms  = topTerms
	registerWords  = 4
	registerSpread = 0.4
)

// register tells whether a topic is rather a manner of telling: many of the words that mark it are
// verbs and other words that name no theme, and they are spread over all topics. candidates are
// those of measure, best first.
func (l *Lexicon) register(topics *Topics, t int, candidates []candidate) bool {
	candidates = candidates[:min(registerTerms, len(candidates))]
	if len(candidates) < registerTerms {
		return false
	}
	nameless := 0
	var within []float64 // share of the documents of a word that are of the topic
	for _, c := range candidates {
		if !l.names[topics.Vocabulary.Terms[c.column]] {
			nameless++
		}
		in := 0
		holders := topics.Postings.Holders(c.column)
		for _, d := range holders {
			if topics.Assigned[d] == t {
				in++
			}
		}
		within = append(within, float64(in)/float64(max(1, len(holders))))
	}
	slices.Sort(within)
	return nameless >= registerWords && within[len(within)/2] < registerSpread
}
