package topic

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// The first numbers of SplitMix64 with the seeds 0 and 1234567, as its reference code prints.
func TestMix(t *testing.T) {
	for seed, want := range map[uint64]uint64{0: 0xe220a8397b1dcdaf, 1234567: 6457827717110365317} {
		if got := mix(seed); got != want {
			t.Errorf("mix(%d) = %d, want %d", seed, got, want)
		}
	}
}

// keyed returns the keys of the rows.
func keyed(keys []uint64, rows []int) []uint64 {
	out := entries(keys, rows)
	slices.Sort(out)
	return out
}

// without returns how many of a are not in b.
func without(a, b []uint64) int {
	missing := 0
	for _, x := range a {
		if !slices.Contains(b, x) {
			missing++
		}
	}
	return missing
}

func TestSamplesShareNothing(t *testing.T) {
	keys := numbered(1700)
	var all []int
	for number, want := range []int{500, 500, 500, 200, 0} {
		rows := sample(keys, number, 500)
		if len(rows) != want || !slices.IsSorted(rows) {
			t.Errorf("sample %d has %d rows, want %d, ascending", number, len(rows), want)
		}
		all = append(all, rows...)
	}
	slices.Sort(all)
	if len(slices.Compact(all)) != 1700 {
		t.Error("samples share documents")
	}
}

// Folds are of equal size, in few documents too, and whatever the keys.
func TestFoldsAreEqual(t *testing.T) {
	for _, keys := range [][]uint64{numbered(1), numbered(4), numbered(10), numbered(13), numbered(1001), make([]uint64, 17)} {
		for _, parts := range []int{1, 5, 10} {
			size := make([]int, parts)
			for _, f := range dealFolds(keys, parts, foldDeal) {
				size[f]++
			}
			if slices.Max(size)-slices.Min(size) > 1 {
				t.Errorf("%d documents: folds of %d", len(keys), size)
			}
		}
	}
}

// What folds a sample is dealt into has nothing to do with what sample it is, nor one deal
// with another: of 1,000 documents 200 are in a fold by chance, with a deviation of 12.6.
func TestDealsDiffer(t *testing.T) {
	keys := numbered(5000)
	first, second := dealFolds(keys, folds, foldDeal), dealFolds(keys, folds, consensusDeal)
	drawn, same := make([]int, folds), 0
	for _, row := range sample(keys, 0, 1000) {
		drawn[first[row]]++
		if first[row] == second[row] {
			same++
		}
	}
	if slices.Min(drawn) < 150 || slices.Max(drawn) > 250 || same < 150 || same > 250 {
		t.Errorf("of a sample the folds hold %d; %d are in the same fold of another deal", drawn, same)
	}
}

// One more document, wherever its row is, takes the place of one at most in a sample and moves
// one at most from each fold; the order of the rows does not matter.
func TestOneMoreDocumentChangesLittle(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 9))
	keys := make([]uint64, 2000)
	for i := range keys {
		keys[i] = random.Uint64()
	}
	fold := make(map[uint64]int)
	for i, f := range dealFolds(keys, folds, foldDeal) {
		fold[keys[i]] = f
	}
	for range 20 {
		more := append([]uint64{random.Uint64()}, keys...)
		random.Shuffle(len(more), func(i, j int) { more[i], more[j] = more[j], more[i] })
		for number := range 4 {
			before, after := keyed(keys, sample(keys, number, 500)), keyed(more, sample(more, number, 500))
			if changed := without(before, after); changed > 1 {
				t.Errorf("%d documents of sample %d changed", changed, number)
			}
		}
		left := make([]int, folds)
		for i, f := range dealFolds(more, folds, foldDeal) {
			if was, known := fold[more[i]]; known && f != was {
				left[was]++
			}
		}
		if slices.Max(left) > 1 {
			t.Errorf("%d documents left the folds", left)
		}
	}
}
