package sentiment

import (
	"fmt"
	"io"
	"math"

	"github.com/cdipaolo/goml/base"
	goml "github.com/cdipaolo/goml/text"
	shipped "github.com/cdipaolo/sentiment"

	"leitmotif/analysis/sentiment/passage"
	"leitmotif/analysis/tokenize"
)

// Naive Bayes lives in the types of cdipaolo/sentiment: a map from languages to goml
// classifiers. Only the words counted in them are used. Their own Probability multiplies
// probabilities until nothing is left of them; here everything is a sum of logarithms.

// Bayes counts in how many examples of each class a word occurs. Words counted less than
// twice are not kept: one seen once tells of its sentence, not of its tone.
type Bayes struct{ counts *goml.NaiveBayes }

// NewBayes makes a classifier that has counted nothing.
func NewBayes() *Bayes {
	b := goml.NewNaiveBayes(nil, Classes, base.OnlyWords)
	b.Output = io.Discard
	return &Bayes{b}
}

// Add counts the words of an example, every word once. label is a class, [0, Classes).
func (b *Bayes) Add(label int, words []string) {
	var count [Classes]uint64
	count[label] = 1
	b.counts.Count[label]++
	b.counts.DocumentCount++
	seen := make(map[string]bool, len(words))
	for _, w := range words {
		if !seen[w] {
			seen[w] = true
			b.enter(w, count)
		}
	}
	b.updatePriors()
}

// enter adds counts of a word by class.
func (b *Bayes) enter(w string, count [Classes]uint64) {
	word, known := b.counts.Words.Get(w)
	if !known {
		word.Count = make([]uint64, Classes)
		b.counts.DictCount++
	}
	for k, n := range count {
		word.Count[k] += n
		word.Seen += n
		word.DocsSeen += n
	}
	b.counts.Words.Set(w, word)
}

// updatePriors brings the probabilities of the classes in line with their counts.
func (b *Bayes) updatePriors() {
	for k := range b.counts.Probabilities {
		b.counts.Probabilities[k] = float64(b.counts.Count[k]) / float64(max(1, b.counts.DocumentCount))
	}
}

// Keeps tells whether a word was counted often enough to be kept.
func (b *Bayes) Keeps(word string) bool {
	w, ok := b.counts.Words.Get(word)
	return ok && w.Seen > 1
}

// LogLikelihoods gives, for each class k, ln P(word | k) minus the mean over the classes:
//
//	P(word | k) = (n(word, k) + 1) / (n(k) + 2),
//
// n counting examples (Laplace's rule for "the word occurs"). ok is false where the
// classifier has not seen the word.
func (b *Bayes) LogLikelihoods(word string) (out [Classes]float64, ok bool) {
	w, ok := b.counts.Words.Get(word)
	if !ok || len(w.Count) != Classes {
		return out, false
	}
	mean := 0.0
	for k := range out {
		out[k] = math.Log(float64(w.Count[k]+1) / float64(b.counts.Count[k]+2))
		mean += out[k] / Classes
	}
	for k := range out {
		out[k] -= mean
	}
	return out, true
}

// LogPriors gives ln P(k) minus the mean over the classes.
func (b *Bayes) LogPriors() (out [Classes]float64) {
	mean := 0.0
	for k := range out {
		out[k] = math.Log(float64(b.counts.Count[k]+1) / float64(b.counts.DocumentCount+Classes))
		mean += out[k] / Classes
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
		f.words = passage.AppendWords(f.words[:0], t.Text(text))
		for _, word := range f.words {
			if w, known := f.model.Words.Get(word); known {
				for k := range sum {
					sum[k] += math.Log(float64(w.Count[k]+1) / float64(w.Seen+f.model.DictCount))
				}
			}
		}
	}
	if sum[1] > sum[0] {
		return ClassPositive
	}
	return ClassNegative
}
