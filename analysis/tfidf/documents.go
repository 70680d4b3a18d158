package tfidf

import (
	"context"

	"leitmotif/analysis/internal/parallel"
)

// Documents are the term counts of a number of documents of one language, in numbers of its
// Statistics. They can be read again and again, but need not lie in memory: every reading may
// cost as much as decoding them all does.
type Documents interface {
	// Len returns the number of documents. Their rows are 0 to Len-1.
	Len() int
	// Terms returns the number of different terms of the document of a row.
	Terms(row int) int
	// Each calls use once for every row, in any order and on up to workers goroutines at a
	// time; 0 means one per processor. A document is valid during its call alone. It fails
	// where documents cannot be read and when ctx ends; then rows are missing.
	Each(ctx context.Context, workers int, use func(row int, d Document)) error
}

// InMemory are documents that lie in memory, by row.
type InMemory []Document

// Len returns the number of documents.
func (m InMemory) Len() int { return len(m) }

// Terms returns the number of different terms of the document of a row.
func (m InMemory) Terms(row int) int { return len(m[row].Terms) }

// Each calls use for every row.
func (m InMemory) Each(ctx context.Context, workers int, use func(row int, d Document)) error {
	return parallel.Chunks(ctx, len(m), 1024, workers, func(_, lo, hi int) {
		for row, d := range m[lo:hi] {
			use(lo+row, d)
		}
	})
}
