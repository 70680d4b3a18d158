package ledger

import (
	"cmp"
	"math"
	"slices"

	"leitmotif/analysis/ledger/state"
	"leitmotif/analysis/wording"
)

// newTheme makes a theme without a number.
func newTheme(language string, w wording.Description, stability float64) state.Theme {
	theme := state.Theme{Language: language, NPMI: w.Coherence, Stability: stability, Marks: newMarks(w.Marks)}
	for _, t := range w.Terms {
		theme.Terms = append(theme.Terms, state.Term{Text: t.Term, Weight: t.Weight})
	}
	return theme
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
