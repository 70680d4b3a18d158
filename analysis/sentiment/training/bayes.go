package training

import (
	"slices"

	"leitmotif/analysis/sentiment"
	"leitmotif/analysis/sentiment/passage"
	"leitmotif/analysis/tokenize"
)

// countExamples counts the words of the examples in use, all of them where use is nil, but
// for names.
func countExamples(examples []Example, use []bool, names map[string]bool) *sentiment.Bayes {
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
			words = passage.AppendWords(words, t.Text(x.Text))
		}
		b.Add(x.Label, slices.DeleteFunc(words, func(w string) bool { return names[w] }))
	}
	return b
}
