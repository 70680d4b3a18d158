package topic

import (
	"context"
	"math"

	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/internal/parallel"
)

// viewShares are the ranks of the views of a small corpus as shares of the rank of its
// space. How many dimensions are signal differs from corpus to corpus and cannot be seen
// in it; topics that several ranks show are less of an accident than those of one.
var viewShares = [...]float64{0.35, 0.5, 0.7, 1}

// halfRank is the view of half the rank.
const halfRank = 1

const (
	// leastConsensus and consensusDocuments bound the corpora whose topics are a consensus:
	// every fold must leave something, and in large corpora a single clustering varies less
	// and the time would show.
	leastConsensus, consensusDocuments = 2 * folds, 3000
	// leastRank is the least rank of a view, where the space has as many.
	leastRank = 10
	// consensusColumns bounds the columns of the memberships, whose cube the time grows with.
	consensusColumns = 600
)

// views returns points of increasing rank; nil stands for those of all dimensions, which are
// the points of the embedding.
func views(ctx context.Context, in Input, means *mat.Dense) ([]*mat.Dense, error) {
	n, r := in.Projections.Dims()
	out := make([]*mat.Dense, len(viewShares))
	for i, share := range viewShares {
		rank := min(r, max(leastRank, int(math.Ceil(share*float64(r)))))
		if rank == r {
			continue
		}
		var err error
		if out[i], err = smooth(ctx, in, mat.DenseCopyOf(in.Projections.Slice(0, n, 0, rank)), means); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// cluster assigns the documents to k topics by their points: in a small corpus by consensus.
func (e *Embedding) cluster(ctx context.Context, k int) ([]int, error) {
	var views []*mat.Dense // that have room for so many
	for _, points := range e.views {
		if _, r := points.Dims(); r >= k {
			views = append(views, points)
		}
	}
	if len(views) > 0 && len(views)*k <= consensusColumns {
		return e.consensus(ctx, views, k)
	}
	return e.clusterOnce(ctx, e.Points, k)
}

// clusterOnce assigns points to k clusters from the start that Start computes.
func (e *Embedding) clusterOnce(ctx context.Context, points *mat.Dense, k int) ([]int, error) {
	start, err := Start(ctx, points, k, e.Workers)
	if err != nil {
		return nil, err
	}
	assigned, _, err := SphericalKMeans(ctx, points, start, k, e.Workers)
	return assigned, err
}

// consensus assigns n documents to k topics on which clusterings of all views agree most
// (Strehl and Ghosh 2002, "Cluster ensembles"): each view is clustered without each fold in
// turn, every clustering is refined by words, and the memberships, a column for each
// cluster of each clustering, are the points of one more clustering. Against a single
// clustering this raises both the agreement with known classes and that of topics with
// those found in other articles, the more the smaller the corpus. Each view has folds of its
// own, so that no two clusterings leave out the same documents: at no cost they differ more.
func (e *Embedding) consensus(ctx context.Context, views []*mat.Dense, k int) ([]int, error) {
	n, _ := e.Points.Dims()
	parts := min(folds, consensusColumns/(len(views)*k))
	fold := make([][]int, len(views)) // of each document, by view
	for v := range fold {
		fold[v] = dealFolds(e.Keys, folds, consensusDeal+v)
	}
	runs := make([][]int, len(views)*parts)
	err := parallel.Tasks(ctx, len(runs), e.Workers, func(task int) error {
		view := task % len(views)
		points := views[view]
		p := newPart(points, fold[view], task/len(views))
		clusters := min(k, len(p.rows))
		known, err := p.cluster(ctx, clusters, n)
		if err != nil {
			return err
		}
		all, err := assignRest(ctx, points, known, clusters)
		if err != nil {
			return err
		}
		runs[task], _, err = Refine(ctx, e.Counts, all, clusters, e.rounds, 1)
		return err
	})
	if err != nil {
		return nil, err
	}
	memberships := mat.NewDense(n, len(runs)*k, nil)
	scale := 1 / math.Sqrt(float64(len(runs)))
	for b, run := range runs {
		for i, c := range run {
			memberships.Set(i, b*k+c, scale)
		}
	}
	return e.clusterOnce(ctx, memberships, k)
}
