package change

import "leitmotif/analysis/inference"

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

// family adjusts the p-values of all tests of a run for their number (Holm) and gives the
// changes that matter with an adjusted one of at most alpha. The tests of a group share
// its weight equally.
func family(groups []group, alpha float64) []Change {
	total := 0.0
	for _, g := range groups {
		total += g.weight
	}
	var all []test
	var p, weights []float64
	for _, g := range groups {
		for _, t := range g.tests {
			all = append(all, t)
			p = append(p, t.p)
			weights = append(weights, g.weight/(total*float64(g.size)))
		}
	}
	var out []Change
	for i, adjusted := range inference.Holm(p, weights) {
		if t := all[i]; adjusted <= alpha && t.matters {
			t.P = adjusted
			out = append(out, t.Change)
		}
	}
	return out
}
