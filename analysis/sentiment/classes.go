package sentiment

import (
	"math"

	"leitmotif/analysis/tone"
)

// Classes of tone: places in every vector of probabilities or logits, and in Names.
const (
	ClassNegative = iota
	ClassNeutral
	ClassPositive
	Classes // how many there are
)

// Names of the classes, in their order: Negative, Neutral, Positive.
var Names = []string{Negative, Neutral, Positive}

// Softmax gives the probabilities of logits; they sum to 1.
func Softmax(z [Classes]float64) (p [Classes]float64) {
	top, sum := max(z[0], z[1], z[2]), 0.0
	for k := range p {
		p[k] = math.Exp(z[k] - top)
		sum += p[k]
	}
	for k := range p {
		p[k] /= sum
	}
	return p
}

// Value is the score of probabilities, [-1, 1].
func Value(p [Classes]float64) float64 {
	return tone.Score(p[ClassNegative], p[ClassNeutral], p[ClassPositive])
}

// Centred moves logits so that a zero, in log-odds, is taken from positive and given to
// negative.
func Centred(z [Classes]float64, zero float64) [Classes]float64 {
	z[ClassNegative] += zero
	z[ClassPositive] -= zero
	return z
}

// logarithms gives the logarithms of probabilities, which stay finite where one is 0.
func logarithms(p [Classes]float64) [Classes]float64 {
	for k := range p {
		p[k] = math.Log(math.Max(p[k], math.SmallestNonzeroFloat64))
	}
	return p
}
