package sentiment

import (
	"io"
	"math"

	"github.com/cdipaolo/goml/base"
	goml "github.com/cdipaolo/goml/text"
	shipped "github.com/cdipaolo/sentiment"

	"leitmotif/analysis/tokenize"
)

// Naive Bayes lives in the types of cdipaolo/sentiment: a map from languages to goml
// classifiers. Only the words counted in them are used. Their own Probability multiplies
// probabilities until nothing is left of them; here everything is a sum of logarithms.

// newBayes makes an untrained classifier of the given number of classes.
func newBayes(n int) *goml.NaiveBayes {
	b := goml.NewNaiveBayes(nil, uint8(n), base.OnlyWords)
	b.Output = io.Discard
	return b
}

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
			word, known := b.Words.Get(w)
			if !known {
				word.Count = make([]uint64, len(b.Count))
				b.DictCount++
			}
			word.Count[x.Label]++
			word.Seen++
			word.DocsSeen++
			b.Words.Set(w, word)
		}
	}
	for k := range b.Probabilities {
		b.Probabilities[k] = float64(b.Count[k]) / float64(max(1, b.DocumentCount))
	}
}

// logLikelihoods gives, for each class k, ln P(word | k) minus the mean over the classes:
//
//	P(word | k) = (n(word, k) + 1) / (n(k) + 2),
//
// n counting examples (Laplace's rule for "the word occurs"). ok is false where the
// classifier has not seen the word.
func logLikelihoods(b *goml.NaiveBayes, word string) (out [classes]float64, ok bool) {
	w, ok := b.Words.Get(word)
	if !ok || len(w.Count) != len(b.Count) || len(b.Count) != classes {
		return out, false
	}
	mean := 0.0
	for k := range out {
		out[k] = math.Log(float64(w.Count[k]+1) / float64(b.Count[k]+2))
		mean += out[k] / classes
	}
	for k := range out {
		out[k] -= mean
	}
	return out, true
}

// logPriors gives ln P(k) minus the mean over the classes.
func logPriors(b *goml.NaiveBayes) (out [classes]float64) {
	mean := 0.0
	for k := range out {
		out[k] = math.Log(float64(b.Count[k]+1) / float64(b.DocumentCount+classes))
		mean += out[k] / classes
	}
	for k := range out {
		out[k] -= mean
	}
	return out
}

// filmReviews restores the classifier that cdipaolo/sentiment ships.
func filmReviews() (shipped.Models, error) { return shipped.Restore() }
