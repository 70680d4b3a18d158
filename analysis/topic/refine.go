package topic

import (
	"context"
	"math"

	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/internal/parallel"
	"leitmotif/analysis/tfidf"
)

const (
	// prior is the count added to every term of every class (Lidstone smoothing).
	prior = 0.1
	// refinements is the number of rounds. Nearly all of the gain comes with the first three;
	// in many rounds small topics lose all their documents to large ones.
	refinements = 3
)

// rounds is the number of rounds of refinement beside a bridge of the given share: the words of a
// text that needs one say little, and where they speak often the topics of headlines are those of
// single words, which no other sample finds again.
func rounds(share float64) int { return max(1, refinements-int(math.Round(4*share))) }

// Refine improves an assignment of n documents to k topics by their words: each document
// goes to the topic for which its words speak most, in at most as many rounds as are given. It
// returns the assignment and the evidence, n x k, whose largest entry in a row (the first of
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
// The cost of a round is 2 k operations for each non-zero count. It fails when ctx ends.
func Refine(ctx context.Context, counts *tfidf.Frequencies, assigned []int, k, rounds, workers int) ([]int, *mat.Dense, error) {
	n, _ := counts.Dims()
	current := append([]int(nil), assigned...)
	evidence := mat.NewDense(n, k, nil)
	for round := 1; ; round++ {
		if err := weigh(ctx, counts, current, k, workers, evidence); err != nil {
			return nil, nil, err
		}
		changed := false
		for i := range n {
			if best := argmax(evidence.RawRowView(i)); best != current[i] {
				current[i], changed = best, true
			}
		}
		if !changed || round >= rounds {
			return current, evidence, nil
		}
	}
}

// weigh computes the evidence for every document and topic under an assignment, with the
// counts of a document left out of those of its own topic.
func weigh(ctx context.Context, counts *tfidf.Frequencies, assigned []int, k, workers int, evidence *mat.Dense) error {
	n, _ := counts.Dims()
	w, err := Train(ctx, counts, assigned, k, workers)
	if err != nil {
		return err
	}
	r, err := w.ratios(ctx, workers)
	if err != nil {
		return err
	}
	if err := r.weigh(ctx, counts, workers, evidence); err != nil {
		return err
	}
	return parallel.Chunks(ctx, n, 1024, workers, func(_, lo, hi int) {
		var room []float64
		for i := lo; i < hi; i++ {
			t := assigned[i]
			if t < 0 {
				continue
			}
			row := counts.Logs(i, room[:0])
			room = row.Weights
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
