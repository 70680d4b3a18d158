package topic

import (
	"cmp"
	"slices"
)

// Documents are dealt into samples and folds by their keys, not by their rows: where one
// comes or goes, hardly any other changes its place, and topics change no more than they must.

// Numbers of deals. Deals of different numbers have nothing to do with each other, so that
// folds are spread over every sample.
const (
	sampleDeal    = iota
	foldDeal      // for the number of topics and their stability
	consensusDeal // and the following ones, for each view
)

// numbered returns the keys of n documents known by their rows alone.
func numbered(n int) []uint64 {
	keys := make([]uint64, n)
	for i := range keys {
		keys[i] = uint64(i)
	}
	return keys
}

// dealt returns the rows in an order that looks random, another for each deal. Which of two
// documents comes first depends on their keys alone, and on their rows where keys are equal.
func dealt(keys []uint64, deal int) []int {
	mixed, rows := make([]uint64, len(keys)), make([]int, len(keys))
	for i, key := range keys {
		mixed[i], rows[i] = mix(mix(key)+uint64(deal)), i
	}
	slices.SortStableFunc(rows, func(a, b int) int { return cmp.Compare(mixed[a], mixed[b]) })
	return rows
}

// mix maps numbers one to one to others, all bits of which depend on all bits of the first:
// a step of SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number
// generators", figure 17, with the constants of its mix64variant13).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// sample returns the rows, ascending, of one of several samples of at most count documents.
// No two samples share a document; one more document changes at most one of each.
func sample(keys []uint64, number, count int) []int {
	lo := min(number*count, len(keys))
	rows := dealt(keys, sampleDeal)[lo:min(lo+count, len(keys))]
	slices.Sort(rows)
	return rows
}

// dealFolds returns the fold of each row. Their sizes differ by one at most, so that none is
// empty among as many documents; one more document moves at most one from each fold to a
// neighbour.
func dealFolds(keys []uint64, parts, deal int) []int {
	out := make([]int, len(keys))
	for place, row := range dealt(keys, deal) {
		out[row] = place * parts / len(keys)
	}
	return out
}

// entries returns those of x in the rows.
func entries[T any](x []T, rows []int) []T {
	out := make([]T, len(rows))
	for i, row := range rows {
		out[i] = x[row]
	}
	return out
}
