package inference

import "gonum.org/v1/gonum/stat/distuv"

// LeastMean is the least number of values whose mean is given an interval. With fewer the
// width itself is mostly chance: of two tone scores of a topic it differs by a factor of
// 15 between one sample in ten and another, of five by a factor of 3.
const LeastMean = 5

// Student is the quantile of Student's t distribution with freedom > 0 degrees of freedom
// that bounds an interval: half its width in units of the estimated standard deviation of
// what it is around.
func Student(freedom float64) float64 {
	return distuv.StudentsT{Sigma: 1, Nu: freedom}.Quantile(1 - level/2)
}
