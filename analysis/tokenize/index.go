package tokenize

import (
	"encoding/binary"
	"hash/maphash"
	"math/bits"
	"strings"
)

// Index numbers texts, such as surface forms, from 0 on in the order in which it meets them, so
// that what is known of a text can stand in a slice. It does what a map from strings to numbers
// would, in six tenths of the time that a map takes over the words of a corpus: nearly all
// words stand in the table itself, where a map leads to them by a pointer, which costs another
// miss of the cache and work for the garbage collector. The zero Index is empty and ready. It
// is not safe for concurrent use.
type Index struct {
	seed  maphash.Seed // of this index alone: no input can be made to collide
	mixed [2]uint64    // drawn with the seed
	slots []slot       // by hash, or from there on; a power of two, at most half of them taken
	texts []string
	terms []int32 // by number: the number of the term, and 1; 0 where nobody has asked for it
}

// slot holds a text, or nothing.
type slot struct {
	key
	number uint32 // and 1; 0 where the slot is free
}

// key stands for a text: up to wholeKey bytes the text itself.
type key struct {
	first, last uint64 // bytes, which overlap in a text of less than 16; of a long text a hash and the last ones
	length      uint32
}

const (
	// wholeKey is the largest number of bytes of a text that its key tells from all others.
	wholeKey = 16
	// leastSlots is the number of slots that an index begins with.
	leastSlots = 1 << 10
)

// Number gives the number of a text of less than 4 GiB. known is false where the index meets
// it for the first time; it keeps a copy then, so that what the text is part of need not stay
// in memory.
func (x *Index) Number(text string) (number int, known bool) { return x.take(text, false) }

// take is Number; a text that is the index's own needs no copy.
func (x *Index) take(text string, own bool) (number int, known bool) {
	if 2*len(x.texts) >= len(x.slots) {
		x.grow()
	}
	k := x.key(text)
	s := x.find(k, text)
	if s.number > 0 {
		return int(s.number) - 1, true
	}
	if !own {
		text = strings.Clone(text)
	}
	x.texts = append(x.texts, text)
	*s = slot{k, uint32(len(x.texts))}
	return len(x.texts) - 1, false
}

// Find gives the number of a text, if the index has met it.
func (x *Index) Find(text string) (number int, known bool) {
	if len(x.slots) == 0 {
		return 0, false
	}
	s := x.find(x.key(text), text)
	return int(s.number) - 1, s.number > 0
}

// AppendNumbers appends the numbers of the surface forms of the tokens of a text.
func (x *Index) AppendNumbers(dst []int32, text string, tokens []Token) []int32 {
	for _, t := range tokens {
		number, _ := x.Number(t.Text(text))
		dst = append(dst, int32(number))
	}
	return dst
}

// key gives the key of a text.
func (x *Index) key(text string) key {
	n := len(text)
	k := key{length: uint32(n)}
	switch {
	case n > wholeKey:
		k.first, k.last = maphash.String(x.seed, text), eight(text[n-8:])
	case n >= 8:
		k.first, k.last = eight(text), eight(text[n-8:])
	case n >= 4:
		k.first, k.last = four(text), four(text[n-4:])
	case n > 0:
		k.first, k.last = uint64(text[0]), uint64(text[n/2])<<8|uint64(text[n-1])
	}
	return k
}

func eight(s string) uint64 { return binary.LittleEndian.Uint64([]byte(s[:8])) }

func four(s string) uint64 { return uint64(binary.LittleEndian.Uint32([]byte(s[:4]))) }

// find gives the slot of a text, or the free one where it belongs.
func (x *Index) find(k key, text string) *slot {
	last := uint64(len(x.slots) - 1)
	for at := x.hash(k) & last; ; at = (at + 1) & last {
		s := &x.slots[at]
		if s.number == 0 || s.key == k && (len(text) <= wholeKey || x.texts[s.number-1] == text) {
			return s
		}
	}
}

// hash mixes a key: both halves of a product of 128 bits.
func (x *Index) hash(k key) uint64 {
	high, low := bits.Mul64(k.first^x.mixed[0], k.last^x.mixed[1]^uint64(k.length)<<56)
	return high ^ low
}

// grow doubles the slots.
func (x *Index) grow() {
	if x.slots == nil {
		x.seed = maphash.MakeSeed()
		x.mixed = [2]uint64{maphash.String(x.seed, "first"), maphash.String(x.seed, "last")}
	}
	old := x.slots
	x.slots = make([]slot, max(leastSlots, 2*len(old)))
	for _, s := range old {
		if s.number > 0 {
			*x.find(s.key, x.texts[s.number-1]) = s
		}
	}
}

// Len is the number of texts.
func (x *Index) Len() int { return len(x.texts) }

// Text gives the text of a number, in [0, Len).
func (x *Index) Text(number int) string { return x.texts[number] }

// Term gives the number of the Term of the text of a number. That is mostly its own; the index
// numbers a term that it has not met.
func (x *Index) Term(number int) int {
	if number >= len(x.terms) {
		x.terms = append(x.terms, make([]int32, len(x.texts)-len(x.terms))...)
	}
	if at := x.terms[number]; at > 0 {
		return int(at) - 1
	}
	at, text := number, x.texts[number]
	if term := Term(text); term != text {
		at, _ = x.take(term, true)
	}
	x.terms[number] = int32(at) + 1
	return at
}

// Clear forgets all texts and keeps the room.
func (x *Index) Clear() {
	clear(x.slots)
	clear(x.texts)
	x.texts, x.terms = x.texts[:0], x.terms[:0]
}
