package inference

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Wilson returns the share of hits among n with its score interval (Wilson 1927, JASA 22,
// 209-212), all 0 where n is 0:
//
//	(p + z^2/2n ± z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n),  p = hits/n
//
// with the 97.5 % quantile z of the normal distribution. 0 <= hits <= n; the three are
// in [0, 1] and ascend from low over share to high.
func Wilson(hits, n int) (share, low, high float64) {
	if hits < 0 || hits > n {
		panic("inference: hits out of range")
	}
	if n == 0 {
		return 0, 0, 0
	}
	const z = 1.959963984540054
	count := float64(n)
	share = float64(hits) / count
	centre := (share + z*z/(2*count)) / (1 + z*z/count)
	half := z / (1 + z*z/count) * math.Sqrt(share*(1-share)/count+z*z/(4*count*count))
	// Where no or every thing is a hit, the bound is the share itself but for rounding.
	return share, math.Min(share, math.Max(0, centre-half)), math.Max(share, math.Min(1, centre+half))
}

// Proportions is the statistic of the pooled two-proportion z test of x1 of n1 against x2
// of n2, positive where the second share is larger:
//
//	z = (x2/n2 - x1/n1) / sqrt(p (1-p) (1/n1 + 1/n2)),  p = (x1+x2) / (n1+n2).
//
// It is near to standard normal where the shares are equal and the counts large, and 0
// where p is 0 or 1. n1 and n2 are above 0.
func Proportions(x1, n1, x2, n2 float64) float64 {
	p := (x1 + x2) / (n1 + n2)
	variance := p * (1 - p) * (1/n1 + 1/n2)
	if variance <= 0 {
		return 0
	}
	return (x2/n2 - x1/n1) / math.Sqrt(variance)
}

// Critical is the absolute value of a standard normal statistic beyond which one of that
// many two-sided tests rejects at the level of 5 % over all of them, by Bonferroni.
func Critical(tests int) float64 {
	return distuv.UnitNormal.Quantile(1 - Bonferroni(level, tests)/2)
}
