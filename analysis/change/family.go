package change

import (
	"cmp"
	"slices"
)

// test is a question with its answer.
type test struct {
	Change
	p       float64 // two-sided, not adjusted
	matters bool    // the difference is large enough to be told
}

// family adjusts the p-values of all tests of a run for their number and gives the
// changes that matter with an adjusted one of at most alpha. Each group has the same
// weight, and so has each test within its group: the step-down procedure of Holm (1979)
// with weights, which bounds the probability of any error however the tests depend on
// each other.
func family(groups []group, alpha float64) []Change {
	type weighted struct {
		test
		weight float64
	}
	var all []weighted
	for _, g := range groups {
		for _, t := range g.tests {
			all = append(all, weighted{t, 1 / float64(len(groups)*g.size)})
		}
	}
	slices.SortStableFunc(all, func(a, b weighted) int { return cmp.Compare(a.p/a.weight, b.p/b.weight) })
	var out []Change
	left, adjusted := 1.0, 0.0
	for _, t := range all {
		adjusted = max(adjusted, t.p/t.weight*left)
		if adjusted > alpha {
			break
		}
		left -= t.weight
		if t.matters {
			t.P = adjusted
			out = append(out, t.Change)
		}
	}
	return out
}

// group is the tests of a question. Its size is the number of tests that could have found
// something; those that were not made count as answered with no.
type group struct {
	tests []test
	size  int
}
