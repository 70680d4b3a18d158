package duplicate

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"sync"
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

// Grow makes room for n more signatures, so that adding them moves none.
func (x *Stories) Grow(n int) { x.entries = slices.Grow(x.entries, n) }

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
	return x.GroupsBy(ctx, 1, func(position int) int { return position })
}

// GroupsBy is Groups on up to workers goroutines, 0 being one per processor, with another
// number in place of each position, which orders the articles and stands for them in the
// groups. number must not give one twice.
func (x *Stories) GroupsBy(ctx context.Context, workers int, number func(position int) int) ([][]int, error) {
	o := ordered{make([]*Signature, len(x.entries)), make([]int, len(x.entries)), make([]int, len(x.entries))}
	order := make([]int, len(x.entries))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(number(x.entries[i].position), number(x.entries[j].position)) })
	for i, e := range order {
		o.signatures[i], o.numbers[i], o.parent[i] = &x.entries[e].signature, number(x.entries[e].position), i
	}
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	// Which articles are compared does not depend on how the comparisons end: bands are taken
	// side by side, and joined in their order.
	finders := make([]finder, min(workers, bands))
	for first := 0; first < bands; first += len(finders) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		var wait sync.WaitGroup
		now := finders[:min(len(finders), bands-first)]
		for i := range now {
			wait.Go(func() { now[i].find(o.signatures, first+i) })
		}
		wait.Wait()
		for i := range now {
			for _, p := range now[i].pairs {
				o.join(int(p.earlier), int(p.later))
			}
		}
	}
	return o.collect(), nil
}

// ordered are signatures in the order of their numbers, with the groups found so far.
type ordered struct {
	signatures []*Signature
	numbers    []int
	parent     []int // an earlier signature of the same group, or the signature itself
}

// join unites the groups of two entries if the first entries of both groups, their roots,
// are near copies. Were it enough that any two entries are, a chain of replies, each
// quoting the one before, would end up as one story.
func (o *ordered) join(i, j int) {
	a, b := root(o.parent, i), root(o.parent, j)
	if a != b && o.signatures[a].NearCopy(o.signatures[b]) {
		o.parent[max(a, b)] = min(a, b)
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
func (o *ordered) collect() [][]int {
	parent := o.parent
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
		groups[number[r]-1] = append(groups[number[r]-1], o.numbers[i])
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
