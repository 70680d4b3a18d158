package topic

import (
	"context"
	"math"
	"sync"

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

// lent holds the rooms of former weighings, of which a consensus makes a hundred.
var lent sync.Pool

// lend gives n zeros.
func lend(n int) *[]float64 {
	room, ok := lent.Get().(*[]float64)
	if !ok || cap(*room) < n {
		fresh := make([]float64, n)
		return &fresh
	}
	*room = (*room)[:n]
	clear(*room)
	return room
}

// weigh computes the evidence for every document and topic under an assignment, with the
// counts of a document left out of those of its own topic.
func weigh(ctx context.Context, counts *tfidf.Frequencies, assigned []int, k, workers int, evidence *mat.Dense) error {
	n, m := counts.Dims()
	room := lend(4 * m * k)
	defer lent.Put(room)
	w := &Words{mat.NewDense(m, k, (*room)[:m*k])}
	if err := counts.SumLogs(ctx, assigned, w.counts, workers); err != nil {
		return err
	}
	r, err := w.ratiosIn(ctx, workers, (*room)[m*k:3*m*k])
	if err != nil {
		return err
	}
	if err := r.weigh(ctx, counts, workers, evidence); err != nil {
		return err
	}
	inside, outer, less := w.counts.RawMatrix().Data, r.outer.RawMatrix().Data, (*room)[3*m*k:]
	rest := func(count, x float64) float64 { return math.Log(math.Max(0, count-x) + prior) }
	once := math.Log1p(1) // what most documents count of a term
	if err := parallel.Chunks(ctx, m*k, 1<<14, workers, func(_, lo, hi int) {
		for at := lo; at < hi; at++ {
			if inside[at] > 0 {
				less[at] = rest(inside[at], once)
			}
		}
	}); err != nil {
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
				x, at := row.Weights[p], int(term)*k+t
				left := less[at]
				if x != once {
					left = rest(inside[at], x)
				}
				own += x * (left - outer[at])
			}
			evidence.Set(i, t, own)
		}
	})
}
