package duplicate

import (
	"cmp"
	"context"
	"slices"
)

// Stories gathers signatures and groups articles that are near copies of one another. It
// is an accumulator: the order of additions and merges does not matter. The
// zero value is empty and ready.
type Stories struct {
	entries []entry
}

type entry struct {
	position  int
	signature Signature
}

// Add notes the signature of the article at the position, which must not be negative and
// must be added once. Zero signatures are not noted.
func (x *Stories) Add(position int, s Signature) {
	if !s.IsZero() {
		x.entries = append(x.entries, entry{position, s})
	}
}

// Merge adds everything in other, which stays as it is.
func (x *Stories) Merge(other *Stories) {
	x.entries = append(x.entries, other.entries...)
}

// sort orders the entries by position.
func (x *Stories) sort() {
	slices.SortStableFunc(x.entries, func(a, b entry) int { return cmp.Compare(a.position, b.position) })
}

// Groups gives the stories of two articles and more: positions in ascending order, the
// stories in the order of their first articles. An article joins a story whose first
// article it is a near copy of.
//
// Within a band an article is compared with the first and with the latest article of
// the same key alone, so the time is linear in the number of articles; copies that a
// crowded key hides meet in another of the 42 bands. It fails when ctx ends.
func (x *Stories) Groups(ctx context.Context) ([][]int, error) {
	x.sort()
	parent := make([]int, len(x.entries))
	for i := range parent {
		parent[i] = i
	}
	type seen struct{ first, latest int }
	buckets := make(map[uint64]seen, len(x.entries))
	for band := range bands {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		clear(buckets)
		for i := range x.entries {
			key := x.entries[i].signature.bandKey(band)
			b, ok := buckets[key]
			if !ok {
				buckets[key] = seen{i, i}
				continue
			}
			x.join(parent, b.first, i)
			if b.latest != b.first {
				x.join(parent, b.latest, i)
			}
			buckets[key] = seen{b.first, i}
		}
	}
	return x.collect(parent), nil
}

// join unites the groups of two entries if the first entries of both groups, their roots,
// are near copies. Were it enough that any two entries are, a chain of replies, each
// quoting the one before, would end up as one story.
func (x *Stories) join(parent []int, i, j int) {
	a, b := root(parent, i), root(parent, j)
	if a != b && x.entries[a].signature.NearCopy(&x.entries[b].signature) {
		parent[max(a, b)] = min(a, b)
	}
}

// root finds the root of an entry and halves the path to it.
func root(parent []int, i int) int {
	for parent[i] != i {
		parent[i] = parent[parent[i]]
		i = parent[i]
	}
	return i
}

// collect lists the groups of two entries and more.
func (x *Stories) collect(parent []int) [][]int {
	size := make([]int, len(parent))
	for i := range parent {
		size[root(parent, i)]++
	}
	number := make([]int, len(parent)) // of the group whose root this is, from 1
	var groups [][]int
	for i := range parent {
		r := root(parent, i)
		if size[r] < 2 {
			continue
		}
		if number[r] == 0 {
			groups = append(groups, make([]int, 0, size[r]))
			number[r] = len(groups)
		}
		groups[number[r]-1] = append(groups[number[r]-1], x.entries[i].position)
	}
	return groups
}

// Select returns the signatures of the positions to which number gives a position of 0 or
// more, there. number must not give one twice.
func (x *Stories) Select(number func(position int) int) *Stories {
	out := new(Stories)
	for i := range x.entries {
		if to := number(x.entries[i].position); to >= 0 {
			out.entries = append(out.entries, entry{to, x.entries[i].signature})
		}
	}
	return out
}
