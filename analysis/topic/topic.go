// Package topic finds the topics of a corpus of one language in its semantic space.
//
// In come the tf-idf matrix, the term counts and the space; out go an assignment of
// every document to a topic, weights and representatives; package wording puts topics into
// words. There is no random choice in it: the start is computed, not drawn.
//
// The way: documents are points, their coordinates in the space scaled by the roots of
// the singular values. One step of a random walk over the terms, and in small corpora
// the nearest neighbours, smooth them (Embed). The leading directions of the points,
// rotated by varimax, give a first assignment (Start), spherical k-means in the whole
// space improves it (SphericalKMeans), and naive Bayes on the words themselves has the
// last word (Refine). In a small corpus, where a few documents decide what one clustering
// finds, twenty of them, of several ranks and without a fifth of the documents each, agree
// on the assignment before that.
//
// Glossary. n documents, m terms, r dimensions, k topics.
//
//   - point: a row of the n x r coordinates, of length 1.
//   - centroid: the mean direction of the points of a topic.
//   - evidence: the log-likelihood ratio of the words of a document for one topic
//     against all others together.
package topic

import (
	"context"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/internal/parallel"
	"leitmotif/analysis/lsa"
	"leitmotif/analysis/tfidf"
)

// Input is a corpus of one language. The matrices have the same rows and columns.
type Input struct {
	Space *lsa.Space
	// Weights are tf-idf, rows of length 1, and Projections those of Weights in Space, n x r.
	// Embed needs them and lets them go: it makes the points in place of Projections.
	Weights     *tfidf.Matrix
	Projections *mat.Dense
	Counts      *tfidf.Frequencies // of which ln(1 + tf) count
	Bridge      *Bridge            // of short texts; nil = the corpus speaks for itself
	// Keys are a number for each document that follows from what it says alone, such as a
	// hash; by them documents are dealt into samples and folds. nil means the row numbers.
	Keys    []uint64
	Workers int // goroutines; 0 means one per processor. It never changes a result.
}

// Model holds the topics of a corpus.
type Model struct {
	K        int
	Assigned []int // topic of each document, or -1 where it has no known term
	// Weights are the shares of the topics in each document, n x k, rows summing to 1
	// (or 0 where there is no topic). The largest of a row is that of Assigned.
	Weights *mat.Dense
	// Fit is the share of each document's squared weight that the space, and what bridges it,
	// explains, [0, 1].
	Fit []float64
	// Centrality is the cosine of each point with the centroid of its topic, [-1, 1].
	Centrality []float64
	// Map is where each topic lies in the plane, k x 2; see Map.
	Map *mat.Dense
	// Stability of each topic under resampling, [0, 1], and whether that is below LeastStability:
	// the documents of an unclear topic have no clear one.
	Stability []float64
	Unclear   []bool
}

// outlierFit is the share of a document's squared weight that the space must explain: below
// it the document shares hardly a word with any other. About what a row of random words
// reaches, 100 dimensions of 40,000 terms; a higher bound leaves out headlines that can
// still be told by their words.
const outlierFit = 0.002

// Outlier tells whether a document fits no topic.
func (m *Model) Outlier(document int) bool {
	return m.Assigned[document] < 0 || m.Fit[document] < outlierFit
}

// Find finds k topics. Those that lose all their documents are left out, and some that do not hold
// are merged with others, so K of the model can be smaller. It fails when ctx ends.
func (e *Embedding) Find(ctx context.Context, k int) (*Model, error) {
	n, r := e.Points.Dims()
	k = min(k, n, r)
	assigned, err := e.cluster(ctx, k)
	if err != nil {
		return nil, err
	}
	model := new(Model)
	_, err = e.complete(ctx, model, assigned, k, mostMergers)
	return model, err
}

// complete refines an assignment of all documents to k topics by their words, merges topics that
// resamples, of as many clusters or of a further number, do not find again, at most so often, and
// fills in what follows from it. It returns, for each topic of the model, its number among the k,
// the first of several.
func (e *Embedding) complete(ctx context.Context, m *Model, assigned []int, k, mergers int, further ...int) ([]int, error) {
	numbers := make([]int, k)
	for t := range numbers {
		numbers[t] = t
	}
	r := e.resamples(k)
	for round := 0; ; round++ {
		refined, evidence, err := Refine(ctx, e.Counts, assigned, len(numbers), e.rounds, e.Workers)
		if err != nil {
			return nil, err
		}
		refined, evidence, kept := dropEmpty(refined, evidence)
		numbers = entries(numbers, kept)
		stability, err := r.stability(ctx, refined, len(numbers), further...)
		if err != nil {
			return nil, err
		}
		var joined []int
		if round < mergers {
			if joined, err = e.merger(ctx, r, refined, stability); err != nil {
				return nil, err
			}
		}
		if joined == nil {
			m.K, m.Assigned, m.Stability, m.Unclear = len(numbers), refined, stability, make([]bool, len(numbers))
			for _, t := range weak(stability) {
				m.Unclear[t] = true
			}
			m.Fit = slices.Clone(e.fits)
			return numbers, m.describe(ctx, e.Input, e.Points, evidence)
		}
		assigned, numbers = entries(joined, refined), firstOf(numbers, joined, len(numbers)-1)
	}
}

// describe fills in weights, which take the place of evidence, centrality and map; documents
// without a known term lose their topic.
func (m *Model) describe(ctx context.Context, in Input, points, evidence *mat.Dense) (err error) {
	if err := shares(ctx, in.Counts, evidence, in.Workers); err != nil {
		return err
	}
	m.Weights = evidence
	if err := m.centrality(ctx, points, in.Workers); err != nil {
		return err
	}
	if m.Map, err = Map(ctx, points, m.Assigned, m.K, in.Workers); err != nil {
		return err
	}
	for i := range m.Assigned {
		if len(in.Counts.Terms(i)) == 0 {
			m.Assigned[i], m.Fit[i], m.Centrality[i] = -1, 0, 0
			clear(m.Weights.RawRowView(i))
		}
	}
	return nil
}

// dropEmpty leaves out topics without documents and numbers the others anew, in order. It
// returns the former numbers of those that are kept.
func dropEmpty(assigned []int, evidence *mat.Dense) (numbered []int, left *mat.Dense, kept []int) {
	n, k := evidence.Dims()
	used := make([]bool, k)
	for _, t := range assigned {
		used[t] = true
	}
	number := make([]int, k)
	for t, ok := range used {
		if ok {
			number[t] = len(kept)
			kept = append(kept, t)
		}
	}
	if len(kept) == k {
		return assigned, evidence, kept
	}
	out := mat.NewDense(n, len(kept), nil)
	for i := range n {
		assigned[i] = number[assigned[i]]
		for j, t := range kept {
			out.Set(i, j, evidence.At(i, t))
		}
	}
	return assigned, out, kept
}

// shares turns evidence into weights that sum to 1, in place. The words of a text depend on each
// other, so that the evidence of naive Bayes is far too sure of itself; divided by the
// root of the length, as though a text of l words held sqrt(l) independent ones, it
// leaves room for a second topic.
func shares(ctx context.Context, counts *tfidf.Frequencies, evidence *mat.Dense, workers int) error {
	n, _ := evidence.Dims()
	return parallel.Chunks(ctx, n, 1024, workers, func(_, lo, hi int) {
		for i := lo; i < hi; i++ {
			scale := 1 / math.Sqrt(math.Max(1, counts.Length(i)))
			row := evidence.RawRowView(i)
			top := row[argmax(row)]
			total := 0.0
			for j, x := range row {
				row[j] = math.Exp((x - top) * scale)
				total += row[j]
			}
			for j := range row {
				row[j] /= total
			}
		}
	})
}

// fits gives the share of the squared weight of each document that the space explains: the
// squared length of the projections, as the rows of weights have length 1. Of the
// share of a bridge, the words that it knows are explained.
func fits(in Input, projections *mat.Dense) []float64 {
	n, _ := projections.Dims()
	out := make([]float64, n)
	for i := range n {
		out[i] = math.Min(1, sumSquares(projections.RawRowView(i)))
		if b := in.Bridge; b != nil {
			out[i] = (1-b.Share)*out[i] + b.Share*b.Known[i]
		}
	}
	return out
}

func (m *Model) centrality(ctx context.Context, points *mat.Dense, workers int) error {
	centroids, err := Centroids(ctx, points, m.Assigned, m.K, workers)
	if err != nil {
		return err
	}
	m.Centrality = make([]float64, len(m.Assigned))
	for i, t := range m.Assigned {
		if t < 0 {
			continue
		}
		for j, x := range points.RawRowView(i) {
			m.Centrality[i] += x * centroids.At(t, j)
		}
	}
	return nil
}

func sum(x []float64) float64 {
	var s float64
	for _, v := range x {
		s += v
	}
	return s
}
