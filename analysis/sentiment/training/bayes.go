package training

import (
	"leitmotif/analysis/sentiment"
	"leitmotif/analysis/tokenize"
)

// countExamples counts the words of the examples in use, all of them where use is nil.
func countExamples(examples []Example, use []bool) *sentiment.Bayes {
	b := sentiment.NewBayes()
	var tokens []tokenize.Token
	var words []string
	for e, x := range examples {
		if use != nil && !use[e] {
			continue
		}
		tokens = tokenize.Append(tokens[:0], x.Text)
		words = words[:0]
		for _, t := range tokens {
			words = sentiment.AppendWords(words, t.Text(x.Text))
		}
		b.Add(x.Label, words)
	}
	return b
}
