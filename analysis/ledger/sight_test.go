package ledger

import (
	"slices"
	"testing"

	"leitmotif/analysis/ledger/state"
	"leitmotif/analysis/result"
)

// TestSight goes through four runs of a state that has seen three runs without names: the fourth
// run finds names for the first time, so that none of them is new; the fifth finds 7 anew, the
// sixth repeats it, and the seventh finds 5 again, which is no news.
func TestSight(t *testing.T) {
	former := state.Empty()
	former.Runs = 3
	for _, run := range []struct {
		name     string
		keys     []uint64
		repeated bool
		fresh    []uint64
		first    []int
	}{
		{"first with names", []uint64{5, 6}, false, nil, []int{4, 4}},
		{"one more", []uint64{6, 7}, false, []uint64{7}, []int{4, 5}},
		{"repeated", []uint64{6, 7}, true, []uint64{7}, []int{4, 5}},
		{"after a pause", []uint64{5, 8}, false, []uint64{8}, []int{4, 6}},
	} {
		b := &Book{former: former, next: former, repeated: run.repeated}
		if !run.repeated {
			b.next = former.Next()
		}
		var names []result.Name
		for _, key := range run.keys {
			names = append(names, result.Name{Key: key})
		}
		b.Sight(run.keys, names)
		var fresh []uint64
		var first []int
		for _, n := range names {
			if first = append(first, n.FirstRun); n.New {
				fresh = append(fresh, n.Key)
			}
		}
		if !slices.Equal(fresh, run.fresh) || !slices.Equal(first, run.first) {
			t.Errorf("%s: %v are new, want %v; first found in %v, want %v", run.name, fresh, run.fresh, first, run.first)
		}
		if run.repeated && former.Names.Len() != 3 {
			t.Errorf("a repetition leaves %d names", former.Names.Len())
		}
		former = b.next
	}
	var none *Book
	none.Sight([]uint64{1}, []result.Name{{Key: 1}})
}
