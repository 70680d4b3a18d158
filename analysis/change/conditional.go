package change

import (
	"math"
	"slices"
	"sort"
)

// margin is the 2 x 2 table of a stratum without its inner cell: of all stories, before
// and now, of which there are some, hits hold the subject and drawn are those of now.
type margin struct{ hits, drawn, all int }

// expected is the number of drawn hits if the subject had nothing to do with the time.
func (m margin) expected() float64 {
	return float64(m.hits) * float64(m.drawn) / float64(m.all)
}

// variance is that of the number of drawn hits then, where all is above 1.
func (m margin) variance() float64 {
	all := float64(m.all)
	return m.expected() * (1 - float64(m.drawn)/all) * (all - float64(m.hits)) / (all - 1)
}

// conditional is the distribution of the number of drawn hits, summed over strata, given
// the margins of each: Fisher's noncentral hypergeometric distribution, convolved. With
// the same logarithm theta of the odds ratio in all strata it is
//
//	P(x | theta) = p(x) exp(theta x) / sum of p(y) exp(theta y)
//
// where p is the distribution at theta = 0, a convolution of hypergeometric ones. So one
// convolution serves every theta (Gart 1970; Mantel and Haenszel 1959 use its first two
// moments).
type conditional struct {
	least int       // smallest x
	logs  []float64 // log p(x) + tilt x up to a constant, by x - least
	tilt  float64
}

// negligible is the part of the largest probability below which others are dropped, at
// the tilt of the distribution: far below what any test asks for.
const negligible = 1e-60

// newConditional convolves at the theta where x is likely, so that the probabilities
// around x and the path to theta = 0 keep their precision.
func newConditional(margins []margin, x int) *conditional {
	var expected float64
	for _, m := range margins {
		expected += m.expected()
	}
	tilt := math.Log((float64(x) + 0.5) / (expected + 0.5))
	least, sum := 0, []float64{1}
	for _, m := range margins {
		if m.hits == 0 || m.drawn == 0 {
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
	return &conditional{least, sum, tilt}
}

// hypergeometric gives the probabilities of first, first+1, ... drawn hits at theta, those
// that are not negligible, from the mode outwards by
//
//	p(x+1) / p(x) = exp(theta) (hits-x) (drawn-x) / ((x+1) (all-hits-drawn+x+1))
func hypergeometric(m margin, theta float64) (first int, p []float64) {
	odds := math.Exp(theta)
	rise := func(x int) float64 {
		return odds * float64(m.hits-x) / float64(x+1) * float64(m.drawn-x) / float64(m.all-m.hits-m.drawn+x+1)
	}
	least, most := max(0, m.hits+m.drawn-m.all), min(m.hits, m.drawn)
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

// tails gives the probabilities of x or fewer and of x or more hits at theta.
func (c *conditional) tails(x int, theta float64) (below, above float64) {
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

// interval gives the exact 95 % confidence interval (Clopper and Pearson 1934; Gart 1970)
// of the logarithm of the odds ratio after x hits: infinite where no bound is implied.
func (c *conditional) interval(x int) (low, high float64) {
	const tail = 0.025
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
		low = solve(func(theta float64) bool { _, above := c.tails(x, theta); return above >= tail })
	}
	if x < c.least+len(c.logs)-1 {
		high = solve(func(theta float64) bool { below, _ := c.tails(x, theta); return below <= tail })
	}
	return low, high
}
