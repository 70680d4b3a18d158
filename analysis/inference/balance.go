package inference

import "math"

// Balance returns the 95 % interval of a net share: of n things in clusters, each positive,
// negative or neither, the share of the positive less that of the negative,
//
//	r = sum b / sum n,
//
// where b is a cluster's positive less negative things and n its size. It is that of a ratio
// estimator (Cochran 1977, "Sampling Techniques", 3rd edition, equation 6.13) by Student's t
// with one degree of freedom less than clusters, after one positive and one negative thing, each
// a cluster of its own, were added (Agresti and Caffo 2000, The American Statistician 54,
// 280-288, of the difference of two shares), without which all of one kind would have no width:
//
//	r' ± t sqrt(m/(m-1) (sum (b - r' n)^2 + (1-r')^2 + (1+r')^2)) / (sum n + 2),  r' = sum b / (sum n + 2)
//
// cut to [-1, 1], and wide enough to hold r. clusters is m, at least 2; things, balance, squares,
// products and sizes are the sums of n, b, b^2, b n and n^2 over them. Whole numbers come in, so
// that their order is of no matter.
func Balance(clusters, things, balance, squares, products, sizes int) (low, high float64) {
	if clusters < 2 || things < clusters {
		panic("inference: too few clusters or things")
	}
	m, n := float64(clusters), float64(things)+2
	r := float64(balance) / n
	apart := float64(squares) - 2*r*float64(products) + r*r*float64(sizes)
	apart = math.Max(0, apart) + (1-r)*(1-r) + (1+r)*(1+r)
	half := Student(m-1) * math.Sqrt(m/(m-1)*apart) / n
	exact := float64(balance) / float64(things)
	return math.Max(-1, math.Min(exact, r-half)), math.Min(1, math.Max(exact, r+half))
}
