package duplicate

import (
	"math/bits"
	"math/rand/v2"
)

// finder finds the articles of which a band of the signatures agrees. It does what a map by
// keys would, in a table that it uses again for the next band: at a million articles a map
// took most of the time of the search.
type finder struct {
	seed  uint64
	slots []bandSlot // by key, or from there on; a power of two, at most half of them taken
	pairs []pair     // that are to be compared, in the order of the later article
}

// bandSlot holds the articles of a key.
type bandSlot struct {
	key           uint64
	first, latest int32 // numbers, and 1; 0 where the slot is free
}

// pair are the numbers of two articles with the same key.
type pair struct{ earlier, later int32 }

// find replaces the pairs by those of a band: each article with the first and with the latest
// of its key.
func (f *finder) find(signatures []*Signature, band int) {
	if f.slots == nil {
		f.seed = rand.Uint64() // no input can be made to crowd the table, and no result shows its order
		f.slots = make([]bandSlot, max(2, 1<<bits.Len(uint(2*len(signatures)))))
	}
	clear(f.slots)
	f.pairs = f.pairs[:0]
	for i, s := range signatures {
		x := f.slot(s.bandKey(band))
		number := int32(i)
		if x.first == 0 {
			x.first, x.latest = number+1, number+1
			continue
		}
		f.pairs = append(f.pairs, pair{x.first - 1, number})
		if x.latest != x.first {
			f.pairs = append(f.pairs, pair{x.latest - 1, number})
		}
		x.latest = number + 1
	}
}

// slot gives the slot of a key, which has it from then on.
func (f *finder) slot(key uint64) *bandSlot {
	last := uint64(len(f.slots) - 1)
	high, low := bits.Mul64(key^f.seed, 0x9e3779b97f4a7c15)
	for at := (high ^ low) & last; ; at = (at + 1) & last {
		x := &f.slots[at]
		if x.first == 0 {
			x.key = key
		}
		if x.key == key {
			return x
		}
	}
}
