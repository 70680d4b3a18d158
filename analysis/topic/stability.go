package topic

import (
	"context"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/internal/parallel"
)

const (
	// Resamples is the number of clusterings that tell how stable topics are; each leaves
	// out another tenth of the documents.
	Resamples = 10
	// fewDocuments are clustered first; where one of the topics is found again there less often than
	// trusted, up to stabilityDocuments are, and the views of a small corpus. Few find less than all do: of 19 topics of 21,577
	// news wires 4 have a stability below 0.3 among 1,500 of them, 1 among 12,000.
	fewDocuments, stabilityDocuments = 1500, 12_000
	trusted                          = 0.6
	// stabilityWork bounds the documents times the clusters, with which the time grows.
	stabilityWork = 400_000
	// recovered is the Jaccard index above which a topic counts as found again: a cluster at
	// or below a half is dissolved (Hennig 2007, "Cluster-wise assessment of cluster
	// stability", and 2008, "Dissolution point and isolation robustness").
	recovered = 0.5
)

// resampled is the effort for clusterings of resamples: as fine a start as that of topics that people
// see, nearly, and few moves, most of which come first.
var resampled = effort{rotations: 12, tolerance: 1e-2, moves: 15}

// resamples are the documents of a corpus, or a sample of them, clustered anew without a tenth
// each time, in as many clusters as are asked for.
type resamples struct {
	rows    []int             // of the documents, in the corpus
	views   []*mat.Dense      // their points; those of a small corpus in several ranks
	grams   [][]*mat.SymDense // of each view and fold
	fold    []int             // of each, in which it is left out
	workers int
	known   map[int][][]int   // by number of clusters: the cluster of each document, -1 where it is left out
	more    func() *resamples // those of more documents or views; nil where there are none
}

// newResamples draws at most so many documents of points of one or several ranks by their keys, as
// in Input.
func newResamples(views []*mat.Dense, keys []uint64, most, workers int) *resamples {
	r := &resamples{rows: sample(keys, 0, most), workers: workers, known: make(map[int][][]int)}
	r.fold = dealFolds(entries(keys, r.rows), Resamples, foldDeal)
	for _, points := range views {
		r.views = append(r.views, subset(points, r.rows))
	}
	return r
}

// resamples are those of the embedding, for at most k topics.
func (e *Embedding) resamples(k int) *resamples {
	most := min(stabilityDocuments, stabilityWork/max(1, k))
	views := e.views
	if views == nil {
		views = []*mat.Dense{e.Points}
	}
	r := newResamples([]*mat.Dense{e.Points}, e.Keys, min(fewDocuments, most), e.Workers)
	if len(views) > 1 || len(e.Keys) > fewDocuments {
		r.more = func() *resamples { return newResamples(views, e.Keys, most, e.Workers) }
	}
	return r
}

// clusterings gives the clusters of the documents in each resample.
func (r *resamples) clusterings(ctx context.Context, k int) ([][]int, error) {
	if found := r.known[k]; found != nil {
		return found, nil
	}
	for v := len(r.grams); v < len(r.views); v++ {
		grams, err := gramsOf(ctx, r.views[v], r.fold, Resamples, r.workers)
		if err != nil {
			return nil, err
		}
		r.grams = append(r.grams, grams)
	}
	found := make([][]int, Resamples)
	err := parallel.Tasks(ctx, Resamples, r.workers, func(leave int) (err error) {
		found[leave], err = r.without(ctx, leave, k)
		return err
	})
	if err != nil {
		return nil, err
	}
	r.known[k] = found
	return found, nil
}

// without clusters the documents without a fold. Where there are several views, the clusters are
// those on which the clusterings of the views agree most.
func (r *resamples) without(ctx context.Context, leave, k int) ([]int, error) {
	none := slices.Repeat([]int{-1}, len(r.rows))
	if !slices.ContainsFunc(r.fold, func(f int) bool { return f != leave }) {
		return none, nil // the only document is left out
	}
	var all [][]int
	var kept []int
	work := resampled
	if len(r.views) > 1 {
		work = rough // they make up for each other
	}
	for v, points := range r.views {
		p := newPart(points, r.fold, leave, r.grams[v])
		kept = p.rows
		if _, dimensions := points.Dims(); dimensions < k && len(r.views) > 1 {
			continue
		}
		clusters, err := p.clusterBy(ctx, min(k, len(kept)), len(r.rows), work)
		if err != nil {
			return nil, err
		}
		all = append(all, clusters)
	}
	switch len(all) {
	case 0:
		return none, nil // no view has so many dimensions
	case 1:
		return all[0], nil
	}
	memberships := mat.NewDense(len(r.rows), len(all)*k, nil)
	scale := 1 / math.Sqrt(float64(len(all)))
	for v, clusters := range all {
		for _, i := range kept {
			memberships.Set(i, v*k+clusters[i], scale)
		}
	}
	points := subset(memberships, kept)
	return part{kept, newAxes(points, gram(points, 1))}.clusterBy(ctx, min(k, len(kept)), len(r.rows), resampled)
}

// stability gives, for each of k topics of all documents of the corpus, the share of Resamples in
// which it is found again: one of k clusters, or of the clusters of a further number, has a Jaccard
// index with the topic, on the documents of the resample, above a half. Of several numbers that with the
// largest share counts for a topic.
//
// The topics must be those of assigned, whatever refined them: what is asked is whether the
// theme that the reader sees arises from other articles too. It fails when ctx ends.
func (r *resamples) stability(ctx context.Context, assigned []int, k int, further ...int) ([]float64, error) {
	out := make([]float64, k)
	for _, clusters := range append([]int{k}, further...) {
		found, err := r.clusterings(ctx, clusters)
		if err != nil {
			return nil, err
		}
		for t, share := range r.foundAgain(found, assigned, k, clusters) {
			out[t] = max(out[t], share)
		}
	}
	if r.more != nil && slices.Min(out) < trusted {
		*r = *r.more() // from now on
		return r.stability(ctx, assigned, k, further...)
	}
	return out, nil
}

// foundAgain is stability, given so many clusters in each resample.
func (r *resamples) foundAgain(found [][]int, assigned []int, k, clusters int) []float64 {
	topics := entries(assigned, r.rows)
	out := make([]float64, k)
	for _, c := range found {
		for t, again := range matched(topics, c, k, clusters) {
			if again {
				out[t]++
			}
		}
	}
	for t := range out {
		out[t] /= Resamples
	}
	return out
}

// matched tells of each of k topics whether one of so many clusters holds more than a half of their
// union. Documents without a cluster count nowhere.
func matched(topics, clusters []int, k, count int) []bool {
	size, others := make([]int, k), make([]int, count)
	both := make([]int, k*count)
	for i, c := range clusters {
		if c < 0 {
			continue
		}
		others[c]++
		if t := topics[i]; t >= 0 {
			size[t]++
			both[t*count+c]++
		}
	}
	out := make([]bool, k)
	for t := range out {
		for c := range count {
			shared := both[t*count+c]
			if union := size[t] + others[c] - shared; float64(shared) > recovered*float64(union) {
				out[t] = true
			}
		}
	}
	return out
}
