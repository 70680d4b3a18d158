package inference

import (
	"math"
	"slices"
	"sort"
)

// Margin is the 2 x 2 table of a stratum without its inner cell: of All > 0 things Hits
// have what is asked for and Drawn belong to the group that is compared with the others,
// both in [0, All].
type Margin struct{ Hits, Drawn, All int }

// Expected is the mean of the number of drawn hits if the two had nothing to do with each
// other.
func (m Margin) Expected() float64 {
	return float64(m.Hits) * float64(m.Drawn) / float64(m.All)
}

// Variance is that of the number of drawn hits then; 0 where All is 1.
func (m Margin) Variance() float64 {
	if m.All == 1 {
		return 0
	}
	all := float64(m.All)
	return m.Expected() * (1 - float64(m.Drawn)/all) * (all - float64(m.Hits)) / (all - 1)
}

// Conditional is the distribution of the number of drawn hits, summed over strata, given
// the margins of each: Fisher's noncentral hypergeometric distribution, convolved. With
// the same logarithm theta of the odds ratio in all strata it is
//
//	P(x | theta) = p(x) exp(theta x) / sum of p(y) exp(theta y)
//
// where p is the distribution at theta = 0, a convolution of hypergeometric ones. So one
// convolution serves every theta (Gart 1970, Biometrika 57, 471-475; Mantel and Haenszel
// 1959 use its first two moments). Strata in which the group publishes more of everything,
// or that hold one of the two groups alone, so move nothing.
type Conditional struct {
	least int       // smallest x
	logs  []float64 // log p(x) + tilt x up to a constant, by x - least
	tilt  float64
}

// negligible is the part of the largest probability below which others are dropped, at
// the tilt of the distribution: far below what any test asks for.
const negligible = 1e-60

// NewConditional convolves at the theta where x is likely, so that the probabilities
// around x and the path to theta = 0 keep their precision. It costs the product of the
// numbers of hits that are likely, stratum by stratum.
func NewConditional(margins []Margin, x int) *Conditional {
	var expected float64
	for _, m := range margins {
		expected += m.Expected()
	}
	tilt := math.Log((float64(x) + 0.5) / (expected + 0.5))
	least, sum := 0, []float64{1}
	for _, m := range margins {
		if m.Hits == 0 || m.Drawn == 0 {
			continue
		}
		first, p := hypergeometric(m, tilt)
		wide := make([]float64, len(sum)+len(p)-1)
		for i, a := range sum {
			for j, b := range p {
				wide[i+j] += a * b
			}
		}
		var cut int
		sum, cut = trimmed(wide)
		least += first + cut
	}
	for i, p := range sum {
		sum[i] = math.Log(p)
	}
	return &Conditional{least, sum, tilt}
}

// hypergeometric gives the probabilities of first, first+1, ... drawn hits at theta, those
// that are not negligible, from the mode outwards by
//
//	p(x+1) / p(x) = exp(theta) (hits-x) (drawn-x) / ((x+1) (all-hits-drawn+x+1))
func hypergeometric(m Margin, theta float64) (first int, p []float64) {
	odds := math.Exp(theta)
	rise := func(x int) float64 {
		return odds * float64(m.Hits-x) / float64(x+1) * float64(m.Drawn-x) / float64(m.All-m.Hits-m.Drawn+x+1)
	}
	least, most := max(0, m.Hits+m.Drawn-m.All), min(m.Hits, m.Drawn)
	mode := least + sort.Search(most-least, func(i int) bool { return rise(least+i) <= 1 })
	first = mode
	for v := 1.0; first > least; first-- {
		if v /= rise(first - 1); v < negligible {
			break
		}
		p = append(p, v)
	}
	slices.Reverse(p)
	p = append(p, 1)
	for x, v := mode, 1.0; x < most; x++ {
		if v *= rise(x); v < negligible {
			break
		}
		p = append(p, v)
	}
	return first, p
}

// trimmed cuts what is negligible from both ends, says how much from the first, and
// makes the rest sum to 1.
func trimmed(p []float64) ([]float64, int) {
	top := 0.0
	for _, v := range p {
		top = max(top, v)
	}
	low, high := 0, len(p)
	for p[low] < top*negligible {
		low++
	}
	for p[high-1] < top*negligible {
		high--
	}
	p = p[low:high]
	total := 0.0
	for _, v := range p {
		total += v
	}
	for i := range p {
		p[i] /= total
	}
	return p, low
}

// Tails gives the probabilities of x or fewer and of x or more drawn hits at theta, the
// logarithm of the odds ratio; at theta = 0 they are the p-values of the exact one-sided
// tests.
func (c *Conditional) Tails(x int, theta float64) (below, above float64) {
	shift := theta - c.tilt
	top := math.Inf(-1)
	for i, l := range c.logs {
		top = max(top, l+shift*float64(i))
	}
	var under, at, over float64
	for i, l := range c.logs {
		p := math.Exp(l + shift*float64(i) - top)
		switch {
		case c.least+i < x:
			under += p
		case c.least+i == x:
			at = p
		default:
			over += p
		}
	}
	total := under + at + over
	return (under + at) / total, (at + over) / total
}

// widest is the largest logarithm of an odds ratio that an interval names.
const widest = 12

// Interval gives the exact interval (Clopper and Pearson 1934; Gart 1970) of the logarithm
// of the odds ratio after x drawn hits, in [-12, 12]; infinite where no bound is implied.
func (c *Conditional) Interval(x int) (low, high float64) {
	const tail = level / 2
	solve := func(reached func(theta float64) bool) float64 {
		a, b := -float64(widest), float64(widest)
		for range 40 {
			if m := (a + b) / 2; reached(m) {
				b = m
			} else {
				a = m
			}
		}
		return (a + b) / 2
	}
	low, high = math.Inf(-1), math.Inf(1)
	if x > c.least {
		low = solve(func(theta float64) bool { _, above := c.Tails(x, theta); return above >= tail })
	}
	if x < c.least+len(c.logs)-1 {
		high = solve(func(theta float64) bool { below, _ := c.Tails(x, theta); return below <= tail })
	}
	return low, high
}
