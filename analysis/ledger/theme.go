package ledger

import (
	"cmp"
	"math"
	"slices"

	"leitmotif/analysis/ledger/state"
	"leitmotif/analysis/result"
	"leitmotif/analysis/wording"
)

// newTheme makes a theme without a number.
func newTheme(language string, w wording.Description, stability float64) state.Theme {
	return state.Theme{Language: language, NPMI: w.Coherence, Stability: stability, Terms: newTerms(w.Terms), Marks: newMarks(w.Marks), Register: w.Register}
}

func newTerms(list []result.TermWeight) []state.Term {
	var out []state.Term
	for _, t := range list {
		out = append(out, state.Term{Text: t.Term, Weight: t.Weight})
	}
	return out
}

func termWeights(list []state.Term) []result.TermWeight {
	var out []result.TermWeight
	for _, t := range list {
		out = append(out, result.TermWeight{Term: t.Text, Weight: t.Weight})
	}
	return out
}

// keptMarks is the number of marks of a theme that the ledger keeps.
const keptMarks = 40

// newMarks keeps the marks of most weight, scaled to length 1.
func newMarks(list []wording.Mark) []state.Term {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b wording.Mark) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Term, b.Term))
	})
	list = list[:min(keptMarks, len(list))]
	var square float64
	for _, m := range list {
		square += m.Weight * m.Weight
	}
	out := make([]state.Term, len(list))
	for i, m := range list {
		out[i] = state.Term{Text: m.Term, Weight: m.Weight / math.Sqrt(square)}
	}
	return out
}
