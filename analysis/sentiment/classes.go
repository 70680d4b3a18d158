package sentiment

import "math"

// Classes of tone: places in every vector of probabilities, logits or offsets, and in Names.
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

// decide gives the class of highest log-probability after offsets.
func decide(p, offset [Classes]float64) int { return Largest(Logarithms(p), offset) }

// Logarithms gives the logarithms of probabilities, which stay finite where one is 0.
func Logarithms(p [Classes]float64) [Classes]float64 {
	for k := range p {
		p[k] = math.Log(math.Max(p[k], math.SmallestNonzeroFloat64))
	}
	return p
}

// Largest gives the class, the first of those whose logarithm is highest after offsets.
func Largest(logs, offset [Classes]float64) int {
	best, top := 0, math.Inf(-1)
	for k := range logs {
		if z := logs[k] + offset[k]; z > top {
			best, top = k, z
		}
	}
	return best
}
