package sentiment

import (
	"fmt"
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

// enter adds counts of a word by class.
func enter(b *goml.NaiveBayes, w string, counts []uint64) {
	word, known := b.Words.Get(w)
	if !known {
		word.Count = make([]uint64, len(b.Count))
		b.DictCount++
	}
	for k, n := range counts {
		word.Count[k] += n
		word.Seen += n
		word.DocsSeen += n
	}
	b.Words.Set(w, word)
}

// settle brings the probabilities of the classes in line with their counts.
func settle(b *goml.NaiveBayes) {
	for k := range b.Probabilities {
		b.Probabilities[k] = float64(b.Count[k]) / float64(max(1, b.DocumentCount))
	}
}

// wordsOf lists those of the words that a classifier has counted at least twice: a word
// seen once tells of its sentence, not of its tone.
func wordsOf(b *goml.NaiveBayes, words []string) []string {
	var out []string
	for _, w := range words {
		if counts, ok := b.Words.Get(w); ok && counts.Seen > 1 {
			out = append(out, w)
		}
	}
	return out
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

// FilmReviews is the classifier that cdipaolo/sentiment ships, of film reviews in English:
// the model to compare with.
type FilmReviews struct {
	model *goml.NaiveBayes
	words []string
}

// NewFilmReviews restores the classifier.
func NewFilmReviews() (*FilmReviews, error) {
	models, err := shipped.Restore()
	if err != nil {
		return nil, fmt.Errorf("restore the model of film reviews: %w", err)
	}
	return &FilmReviews{model: models[shipped.English]}, nil
}

// Call gives the class of a text as the library would, which knows no neutral texts and
// takes every language for English, but in log space:
//
//	ln P(k) + sum ln((n(w, k) + 1) / (n(w) + vocabulary)).
func (f *FilmReviews) Call(text string, tokens []tokenize.Token) int {
	sum := [2]float64{math.Log(f.model.Probabilities[0]), math.Log(f.model.Probabilities[1])}
	for _, t := range tokens {
		f.words = parts(f.words[:0], t.Text(text))
		for _, word := range f.words {
			if w, known := f.model.Words.Get(word); known {
				for k := range sum {
					sum[k] += math.Log(float64(w.Count[k]+1) / float64(w.Seen+f.model.DictCount))
				}
			}
		}
	}
	if sum[1] > sum[0] {
		return positive
	}
	return negative
}
