package language

import (
	"encoding/binary"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// maxWord is the length of the longest word that is looked up, in bytes.
const maxWord = 14

// entry is what a word says: a set of languages, one bit each, and its weight.
type entry struct {
	mask   uint32
	weight float64
}

// said maps words to what they say. A word of a single letter says little: initials and
// abbreviations look the same.
func said() map[string]entry {
	m := make(map[string]entry, 2500)
	for i, words := range functionWords {
		for w := range strings.FieldsSeq(words) {
			weight := 1.0
			if utf8.RuneCountInString(w) == 1 {
				weight = singleWeight
			}
			m[w] = entry{m[w].mask | 1<<i, weight}
		}
	}
	for i, code := range languages {
		for w := range strings.FieldsSeq(newsWords[code]) {
			if _, ok := m[w]; !ok {
				m[w] = entry{1 << i, newsWeight}
			}
		}
	}
	return m
}

// lexicon is said as a table. Every word of a text is looked up, and most are not there: that
// takes a look at two bytes of the table, mostly, where a map computes a longer hash and
// compares strings.
var lexicon = newTable(said())

// tableBits is the logarithm of the number of places of a table, three times those taken.
const tableBits = 13

// table holds entries by word, by open addressing with linear probing.
type table struct {
	places  [1 << tableBits]uint16 // number of the entry, from 1; 0 where free
	entries []tableEntry
}

type tableEntry struct {
	key key
	entry
}

// buffer holds a word in lower case and zeros after it.
type buffer [maxWord + utf8.UTFMax]byte

// key is a word of at most maxWord bytes, with zeros after it.
type key [2]uint64

func (b *buffer) key() key {
	return key{binary.LittleEndian.Uint64(b[:8]), binary.LittleEndian.Uint64(b[8:16])}
}

// place is where a key is looked for first: the high bits of a product with odd numbers.
func (k key) place() uint64 {
	return (k[0]*0x9e3779b97f4a7c15 ^ k[1]*0xbf58476d1ce4e5b9) >> (64 - tableBits)
}

func newTable(words map[string]entry) *table {
	t := new(table)
	for _, w := range slices.Sorted(maps.Keys(words)) {
		var b buffer
		if len(w) > maxWord {
			continue
		}
		copy(b[:], w)
		k := b.key()
		t.entries = append(t.entries, tableEntry{k, words[w]})
		at := k.place()
		for t.places[at] > 0 {
			at = (at + 1) % uint64(len(t.places))
		}
		t.places[at] = uint16(len(t.entries))
	}
	return t
}

// find gives the entry of a word, nil where there is none.
func (t *table) find(k key) *tableEntry {
	for at := k.place(); t.places[at] > 0; at = (at + 1) % uint64(len(t.places)) {
		if e := &t.entries[t.places[at]-1]; e.key == k {
			return e
		}
	}
	return nil
}
