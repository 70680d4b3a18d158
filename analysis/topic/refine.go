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

// weigh computes the evidence for every document and topic under an assignment.
func weigh(counts *tfidf.Matrix, assigned []int, k, workers int, evidence *mat.Dense) {
	n, m := counts.Dims()
	// own is the count of each term in each topic, outer the logarithm of that in all
	// other topics, and ratio the difference of both logarithms.
	own, outer, ratio := mat.NewDense(m, k, nil), mat.NewDense(m, k, nil), mat.NewDense(m, k, nil)
	parallel.Chunks(m, 1024, workers, func(_, lo, hi int) {
		for w := lo; w < hi; w++ {
			documents, x := counts.Column(w)
			in, out, logs := own.RawRowView(w), outer.RawRowView(w), ratio.RawRowView(w)
			var total float64
			for p, d := range documents {
				in[assigned[d]] += x[p]
				total += x[p]
			}
			for t := range in {
				out[t] = math.Log(math.Max(0, total-in[t]) + prior)
				logs[t] = math.Log(in[t]+prior) - out[t]
			}
		}
	})
	inside := columnSums(own)
	all := sum(inside)
	smooth := prior * float64(m)
	length, outside := make([]float64, k), make([]float64, k)
	for t := range length {
		outside[t] = math.Log(all - inside[t] + smooth)
		length[t] = math.Log(inside[t]+smooth) - outside[t]
	}
	multiply(evidence, ratio, counts.Mul)
	parallel.Chunks(n, 1024, workers, func(_, lo, hi int) {
		for i := lo; i < hi; i++ {
			row, out := counts.Row(i), evidence.RawRowView(i)
			l := sum(row.Weights)
			for t := range out {
				out[t] -= l * length[t]
			}
			t := assigned[i]
			out[t] = -l * (math.Log(math.Max(0, inside[t]-l)+smooth) - outside[t])
			for p, w := range row.Terms {
				x := row.Weights[p]
				rest := math.Max(0, own.At(int(w), t)-x)
				out[t] += x * (math.Log(rest+prior) - outer.At(int(w), t))
			}
		}
	})
}

func columnSums(m *mat.Dense) []float64 {
	rows, k := m.Dims()
	out := make([]float64, k)
	for i := range rows {
		for j, x := range m.RawRowView(i) {
			out[j] += x
		}
	}
	return out
}
