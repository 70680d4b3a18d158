package sentiment

import "github.com/zeebo/xxh3"

// gramTable numbers n-grams by their hashes, from 0 on in the order in which it meets them. An
// unknown word asks for some thirty of them, most of which it does not have: one look at a
// table of hashes alone tells that, where a map needs several.
type gramTable struct {
	slots []gramSlot // by hash, or from there on; a power of two, at most half of them taken
	count int
}

type gramSlot struct {
	key    uint32
	number uint32 // and 1; 0 where the slot is free
}

// slot gives the slot of a hash, or the free one where it belongs.
func (t *gramTable) slot(key uint32) *gramSlot {
	last := uint32(len(t.slots) - 1)
	for at := key & last; ; at = (at + 1) & last {
		if s := &t.slots[at]; s.number == 0 || s.key == key {
			return s
		}
	}
}

// find gives the number of a hash, if the table has it.
func (t *gramTable) find(key uint32) (number int, ok bool) {
	if t.count == 0 {
		return 0, false
	}
	s := t.slot(key)
	return int(s.number) - 1, s.number > 0
}

// number is find, and takes a hash that the table does not have.
func (t *gramTable) number(key uint32) int {
	if 2*t.count >= len(t.slots) {
		old := t.slots
		t.slots = make([]gramSlot, max(16, 2*len(old)))
		for _, s := range old {
			if s.number > 0 {
				*t.slot(s.key) = s
			}
		}
	}
	s := t.slot(key)
	if s.number == 0 {
		t.count++
		*s = gramSlot{key, uint32(t.count)}
	}
	return int(s.number) - 1
}

// gramKey is the hash under which an n-gram is stored.
func gramKey(gram string) uint32 { return uint32(xxh3.HashString(gram)) }
