package inference

import (
	"cmp"
	"slices"
)

// Bonferroni is the level, in (0, 1), of each of so many tests at which all of them
// together err with at most the probability level, however they depend on each other. No
// test counts as one.
func Bonferroni(level float64, tests int) float64 { return level / float64(max(tests, 1)) }

// Holm adjusts the p-values of tests for their number by the weighted step-down procedure
// of Holm (1979, Scandinavian Journal of Statistics 6, 65-70): who rejects what is
// adjusted to at most alpha errs at all with a probability of at most alpha, however the
// tests depend on each other. Test i has the part weights[i] > 0 of the error; the weights
// sum to at most 1, to less where tests were not made that count as answered with no. In
// the order of p/weight the adjusted value is the largest so far of
//
//	p/weight (1 - sum of the weights before)
//
// It may be above 1. With n equal weights it is n p, (n-1) p, ... for the smallest p, the
// next, ...
func Holm(p, weights []float64) []float64 {
	if len(p) != len(weights) {
		panic("inference: p-values and weights differ in number")
	}
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p[a]/weights[a], p[b]/weights[b]) })
	adjusted := make([]float64, len(p))
	left, largest := 1.0, 0.0
	for _, i := range order {
		largest = max(largest, p[i]/weights[i]*left)
		adjusted[i] = largest
		left = max(0, left-weights[i])
	}
	return adjusted
}
