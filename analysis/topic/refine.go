package topic

import (
	"math"

	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/internal/parallel"
	"leitmotif/analysis/tfidf"
)

const (
	// prior is the count added to every term of every class (Lidstone smoothing).
	prior = 0.1
	// refinements bounds the rounds. Nearly all of the gain comes with the first three;
	// in many rounds small topics lose all their documents to large ones.
	refinements = 3
)

// Refine improves an assignment of n documents to k topics by their words: each document
// goes to the topic for which its words speak most, in a few rounds. It returns
// the assignment and the evidence, n x k, whose largest entry in a row (the first of
// several) is the document's topic.
//
// The evidence for topic t is that of naive Bayes for t against all other topics
// together, on counts ln(1 + tf):
//
//	sum over terms w of x(w) * ln( p(w | t) / p(w | not t) )
//
// with p smoothed by prior (the complement model of Rennie, Shih, Teevan and Karger
// 2003). A document does not speak for itself: its own counts are left out of those of
// its own topic, without which every document would stay where it is.
//
// The cost of a round is 2 k operations for each non-zero count.
func Refine(counts *tfidf.Matrix, assigned []int, k, workers int) ([]int, *mat.Dense) {
	n, _ := counts.Dims()
	current := append([]int(nil), assigned...)
	evidence := mat.NewDense(n, k, nil)
	for round := 1; ; round++ {
		weigh(counts, current, k, workers, evidence)
		changed := false
		for i := range n {
			if best := argmax(evidence.RawRowView(i)); best != current[i] {
				current[i], changed = best, true
			}
		}
		if !changed || round == refinements {
			return current, evidence
		}
	}
}

// weigh computes the evidence for every document and topic under an assignment, with the
// counts of a document left out of those of its own topic.
func weigh(counts *tfidf.Matrix, assigned []int, k, workers int, evidence *mat.Dense) {
	n, _ := counts.Dims()
	w := Train(counts, assigned, k, workers)
	r := w.ratios(workers)
	r.weigh(counts, workers, evidence)
	parallel.Chunks(n, 1024, workers, func(_, lo, hi int) {
		for i := lo; i < hi; i++ {
			row, t := counts.Row(i), assigned[i]
			if t < 0 {
				continue
			}
			l := sum(row.Weights)
			own := -l * (math.Log(math.Max(0, r.inside[t]-l)+r.smooth) - r.outside[t])
			for p, term := range row.Terms {
				x := row.Weights[p]
				rest := math.Max(0, w.counts.At(int(term), t)-x)
				own += x * (math.Log(rest+prior) - r.outer.At(int(term), t))
			}
			evidence.Set(i, t, own)
		}
	})
}
