package sentiment

import "math"

// Classes, in the order of every vector of probabilities.
const (
	negative = iota
	neutral
	positive
	classes
)

// Names of the classes, in their order.
var Names = []string{Negative, Neutral, Positive}

// softened gives the probabilities of logits.
func softened(z [classes]float64) (p [classes]float64) {
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
func decide(p, offset [classes]float64) int { return largest(logarithms(p), offset) }

func logarithms(p [classes]float64) [classes]float64 {
	for k := range p {
		p[k] = math.Log(math.Max(p[k], math.SmallestNonzeroFloat64))
	}
	return p
}

// largest gives the first of the classes whose logarithm is highest after offsets.
func largest(logs, offset [classes]float64) int {
	best, top := 0, math.Inf(-1)
	for k := range logs {
		if z := logs[k] + offset[k]; z > top {
			best, top = k, z
		}
	}
	return best
}
