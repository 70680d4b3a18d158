package topic

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"leitmotif/analysis/evaluate"
	"leitmotif/analysis/lsa"
	"leitmotif/analysis/svd"
	"leitmotif/analysis/tfidf"
)

// faint makes n documents of k topics that are hard to tell apart: of 30 words of a document
// about own come from the 60 words of its topic, the others from 2,000 that all share.
func faint(t *testing.T, n, k int, own float64, seed uint64) (*Embedding, []int) {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 5))
	truth := make([]int, n)
	documents, rows := make([][]int32, n), make([]tfidf.Row, n)
	for i := range rows {
		truth[i] = random.IntN(k)
		var terms []int32
		for range 30 {
			if random.Float64()*30 < own {
				terms = append(terms, int32(truth[i]*60+random.IntN(60)))
			} else {
				terms = append(terms, int32(k*60+random.IntN(2000)))
			}
		}
		slices.Sort(terms)
		terms = slices.Compact(terms)
		documents[i], rows[i] = terms, tfidf.Row{Terms: terms, Weights: slices.Repeat([]float64{1}, len(terms))}
	}
	in := Input{Counts: counts(k*60+2000, documents...), Weights: tfidf.NewMatrix(rows, k*60+2000, 1), Workers: 2}
	var err error
	if in.Space, in.Projections, err = lsa.Fit(context.Background(), in.Weights, svd.Options{Rank: Rank(n), Tolerance: 1e-3}); err != nil {
		t.Fatal(err)
	}
	return done(Embed(context.Background(), in)), truth
}

// In small corpora the consensus is nearer to the truth than a single clustering.
func TestConsensusIsNearerToTheTruth(t *testing.T) {
	var single, together float64
	const draws = 5
	for seed := range uint64(draws) {
		e, truth := faint(t, 250, 6, 5, seed)
		together += evaluate.CompareClusters(truth, done(e.cluster(t.Context(), 6))).ARI / draws
		e.views = nil
		single += evaluate.CompareClusters(truth, done(e.cluster(t.Context(), 6))).ARI / draws
	}
	t.Logf("ARI %.3f of the consensus, %.3f of a single clustering", together, single)
	if together < single+0.02 || together < 0.6 {
		t.Errorf("ARI %.3f of the consensus, %.3f of a single clustering", together, single)
	}
}

func TestConsensusWithAnyNumberOfWorkers(t *testing.T) {
	e, _ := faint(t, 120, 4, 9, 1)
	want := done(e.cluster(t.Context(), 5))
	for _, workers := range []int{1, 3} {
		if e.Workers = workers; !slices.Equal(done(e.cluster(t.Context(), 5)), want) {
			t.Errorf("%d workers: other topics", workers)
		}
	}
}

// Many topics leave room for fewer clusterings, in the end for a single one; few documents
// have views of a few dimensions.
func TestConsensusAtItsBounds(t *testing.T) {
	e, _ := faint(t, 200, 6, 9, 2)
	_, r := e.Points.Dims()
	for _, k := range []int{1, 2, r} {
		assigned := done(e.cluster(t.Context(), k))
		if len(assigned) != 200 || slices.Min(assigned) < 0 || slices.Max(assigned) >= k {
			t.Errorf("%d topics: numbers from %d to %d", k, slices.Min(assigned), slices.Max(assigned))
		}
	}
	e.views = slices.Repeat(e.views, consensusColumns/r+1)
	if single := done(e.clusterOnce(t.Context(), e.Points, r)); !slices.Equal(done(e.cluster(t.Context(), r)), single) {
		t.Error("more columns than the bound allows, and no single clustering")
	}
	for _, n := range []int{1, 2, 3, 20} {
		e, _ := faint(t, n, 2, 20, 3)
		if model := done(e.Find(t.Context(), 9)); model.K < 1 || model.K > n {
			t.Errorf("%d documents: %d topics", n, model.K)
		}
	}
}
