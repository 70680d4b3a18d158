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

// group is the tests of a question.
type group struct {
	tests []test
	// size is the number of tests that could have found something; those of them that
	// were not made count as answered with no.
	size int
	// weight is the group's part of the error, in proportion to that of the others.
	weight float64
}

// family adjusts the p-values of all tests of a run for their number and gives the
// changes that matter with an adjusted one of at most alpha: the step-down procedure of
// Holm (1979) with weights, which bounds the probability of any error however the tests
// depend on each other. The tests of a group share its weight equally.
func family(groups []group, alpha float64) []Change {
	type weighted struct {
		test
		weight float64
	}
	total := 0.0
	for _, g := range groups {
		total += g.weight
	}
	var all []weighted
	for _, g := range groups {
		for _, t := range g.tests {
			all = append(all, weighted{t, g.weight / (total * float64(g.size))})
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
		left = max(0, left-t.weight)
		if t.matters {
			t.P = adjusted
			out = append(out, t.Change)
		}
	}
	return out
}
