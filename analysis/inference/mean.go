package inference

import (
	"slices"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// LeastMean is the least number of values whose mean is given an interval. With fewer the
// width itself is mostly chance: of two tone scores of a topic it differs by a factor of
// 15 between one sample in ten and another, of five by a factor of 3.
const LeastMean = 5

// Mean returns the mean of values in [least, most], 0 where there are none, with its
// interval by Student's t (Student 1908, Biometrika 6, 1-25), cut to that range:
//
//	mean ± t(n-1, .975) s / sqrt(n)
//
// where s is the standard deviation with n-1 degrees of freedom. Of fewer than LeastMean
// values nothing is said: low and high are least and most.
//
// Tone scores are not normal, but near enough: over samples of five from the topics of a
// German daily the interval holds 94 to 95 %, one that takes s for known 87 %.
//
// The order of the values does not matter, not even to the last bit.
func Mean(x []float64, least, most float64) (mean, low, high float64) {
	n := len(x)
	if n == 0 {
		return 0, least, most
	}
	x = slices.Sorted(slices.Values(x)) // sums round differently in another order
	mean = stat.Mean(x, nil)
	if n < LeastMean {
		return mean, least, most
	}
	half := Student(float64(n-1)) * stat.StdErr(stat.StdDev(x, nil), float64(n))
	return mean, max(least, mean-half), min(most, mean+half)
}

// Student is the quantile of Student's t distribution with freedom > 0 degrees of freedom
// that bounds an interval: half its width in units of the estimated standard deviation of
// what it is around.
func Student(freedom float64) float64 {
	return distuv.StudentsT{Sigma: 1, Nu: freedom}.Quantile(1 - level/2)
}
