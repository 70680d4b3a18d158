package topic

import (
	"context"
	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/internal/parallel"
)

const (
	// Resamples is the number of clusterings that tell how stable topics are; each leaves
	// out another tenth of the documents.
	Resamples = 10
	// stabilityDocuments bounds the documents that are clustered; of more it takes a sample.
	stabilityDocuments = 1500
	// recovered is the Jaccard index above which a topic counts as found again: a cluster at
	// or below a half is dissolved (Hennig 2007, "Cluster-wise assessment of cluster
	// stability", and 2008, "Dissolution point and isolation robustness").
	recovered = 0.5
)

// Stability returns, for each of k topics, the share of Resamples in which it is found
// again: the points without a tenth are clustered anew from the start, and one of the
// clusters has a Jaccard index with the topic, on the points of the resample, above a half.
//
// The topics must be those of assigned, whatever refined them: what is asked is whether the
// theme that the reader sees arises from other articles too. keys are those of Input. It
// fails when ctx ends.
func Stability(ctx context.Context, points *mat.Dense, keys []uint64, assigned []int, k, workers int) ([]float64, error) {
	rows := sample(keys, 0, stabilityDocuments)
	points, keys = subset(points, rows), entries(keys, rows)
	topics, fold := entries(assigned, rows), dealFolds(keys, Resamples, foldDeal)
	var found [Resamples][]bool
	err := parallel.Tasks(ctx, Resamples, workers, func(leave int) error {
		var kept, truth []int
		for i, t := range topics {
			if fold[i] != leave {
				kept, truth = append(kept, i), append(truth, t)
			}
		}
		if found[leave] = make([]bool, k); len(kept) == 0 {
			return nil // the only document is left out
		}
		part := subset(points, kept)
		start, err := Start(ctx, part, min(k, len(kept)), 1)
		if err != nil {
			return err
		}
		clusters, _, err := SphericalKMeans(ctx, part, start, k, 1)
		if err != nil {
			return err
		}
		found[leave] = matched(truth, clusters, k)
		return nil
	})
	if err != nil {
		return nil, err
	}
	out := make([]float64, k)
	for t := range out {
		hits := 0
		for leave := range found {
			if found[leave][t] {
				hits++
			}
		}
		out[t] = float64(hits) / Resamples
	}
	return out, nil
}

// matched tells of each topic whether a cluster holds more than a half of their union.
func matched(topics, clusters []int, k int) []bool {
	size, others := make([]int, k), make([]int, k)
	both := make([]int, k*k)
	for i, c := range clusters {
		others[c]++
		if t := topics[i]; t >= 0 {
			size[t]++
			both[t*k+c]++
		}
	}
	out := make([]bool, k)
	for t := range out {
		for c := range k {
			shared := both[t*k+c]
			if union := size[t] + others[c] - shared; float64(shared) > recovered*float64(union) {
				out[t] = true
			}
		}
	}
	return out
}
