package sentiment

import (
	goml "github.com/cdipaolo/goml/text"

	"leitmotif/analysis/tokenize"
)

// countExamples counts the words of examples into a classifier, every word once per
// example.
func countExamples(b *goml.NaiveBayes, examples []Example, use []bool) {
	var tokens []tokenize.Token
	var words []string
	for e, x := range examples {
		if use != nil && !use[e] {
			continue
		}
		b.Count[x.Label]++
		b.DocumentCount++
		tokens = tokenize.Append(tokens[:0], x.Text)
		words = words[:0]
		for _, t := range tokens {
			words = parts(words, t.Text(x.Text))
		}
		seen := make(map[string]bool, len(words))
		for _, w := range words {
			if seen[w] {
				continue
			}
			seen[w] = true
			counts := make([]uint64, len(b.Count))
			counts[x.Label] = 1
			enter(b, w, counts)
		}
	}
	settle(b)
}
