package state

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// MaxNames bounds the names that are remembered; beyond it those go that no run has found for
// longest. They take 16 bytes each.
const MaxNames = 250_000

// Names are the names that runs so far have found, by their keys (package census).
type Names struct {
	Since int       // number of the first run that kept names; 0 = none
	known []sighted // ascending key
}

// sighted says which runs have found a name, the first and the latest.
type sighted struct {
	key         uint64
	first, last uint32
}

// Add takes up the names of a run, by ascending keys, each once.
func (n *Names) Add(keys []uint64, run int) {
	if n.Since == 0 {
		n.Since = run
	}
	all := make([]sighted, 0, len(n.known)+len(keys))
	old, number := n.known, uint32(run)
	for _, key := range keys {
		for len(old) > 0 && old[0].key < key {
			all, old = append(all, old[0]), old[1:]
		}
		s := sighted{key: key, first: number, last: number}
		if len(old) > 0 && old[0].key == key {
			s.first, old = old[0].first, old[1:]
		}
		all = append(all, s)
	}
	n.known = bounded(append(all, old...), MaxNames)
}

// bounded keeps the latest of the names, of one run those of the least keys.
func bounded(list []sighted, most int) []sighted {
	if len(list) <= most {
		return list
	}
	slices.SortStableFunc(list, func(a, b sighted) int { return int(int64(b.last) - int64(a.last)) })
	list = slices.Clone(list[:most])
	slices.SortFunc(list, compareSighted)
	return list
}

func compareSighted(a, b sighted) int {
	switch {
	case a.key < b.key:
		return -1
	case a.key > b.key:
		return 1
	}
	return 0
}

// First gives the number of the run that first found a name, 0 where none is known to.
func (n *Names) First(key uint64) int {
	i, ok := slices.BinarySearchFunc(n.known, key, func(s sighted, key uint64) int { return compareSighted(s, sighted{key: key}) })
	if !ok {
		return 0
	}
	return int(n.known[i].first)
}

// Len returns the number of names.
func (n *Names) Len() int { return len(n.known) }

// sightedBytes is the length of a name in the binary form.
const sightedBytes = 16

// MarshalBinary gives Since in 4 bytes, then the names by ascending keys: key, first and last
// run in 8, 4 and 4 bytes, all big-endian.
func (n Names) MarshalBinary() ([]byte, error) {
	out := make([]byte, 0, 4+len(n.known)*sightedBytes)
	out = binary.BigEndian.AppendUint32(out, uint32(n.Since))
	for _, s := range n.known {
		out = binary.BigEndian.AppendUint64(out, s.key)
		out = binary.BigEndian.AppendUint32(out, s.first)
		out = binary.BigEndian.AppendUint32(out, s.last)
	}
	return out, nil
}

// UnmarshalBinary replaces the content by that of MarshalBinary.
func (n *Names) UnmarshalBinary(data []byte) error {
	if len(data) < 4 || (len(data)-4)%sightedBytes != 0 || (len(data)-4)/sightedBytes > MaxNames {
		return errors.New("names: truncated, or too many")
	}
	out := Names{Since: int(binary.BigEndian.Uint32(data))}
	for data = data[4:]; len(data) > 0; data = data[sightedBytes:] {
		s := sighted{binary.BigEndian.Uint64(data), binary.BigEndian.Uint32(data[8:]), binary.BigEndian.Uint32(data[12:])}
		if k := len(out.known); k > 0 && out.known[k-1].key >= s.key || s.first > s.last || s.first == 0 {
			return fmt.Errorf("names: %016x is out of order, or of no run", s.key)
		}
		out.known = append(out.known, s)
	}
	*n = out
	return nil
}
