package duplicate

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// Index knows, for every fingerprint added, the lowest position it was added at. It
// is an accumulator: shards fill an Index each, and merging them gives the Index of
// the corpus whatever the order of the merges. UnmarshalBinary
// may be called on the zero value, Add and Merge need NewIndex.
type Index struct {
	first map[Fingerprint]int
}

// NewIndex gives an empty Index.
func NewIndex() *Index { return &Index{first: make(map[Fingerprint]int)} }

// Add notes that the article at the position, which must not be negative, has the
// fingerprint. The zero fingerprint is not noted.
func (x *Index) Add(position int, f Fingerprint) {
	if f.IsZero() {
		return
	}
	if p, ok := x.first[f]; !ok || position < p {
		x.first[f] = position
	}
}

// Merge adds everything in other, which stays as it is.
func (x *Index) Merge(other *Index) {
	for f, p := range other.first {
		x.Add(p, f)
	}
}

// First gives the lowest position with the fingerprint.
func (x *Index) First(f Fingerprint) (position int, ok bool) {
	position, ok = x.first[f]
	return position, ok
}

// Len is the number of different fingerprints.
func (x *Index) Len() int { return len(x.first) }

// The binary form is the header, the number of entries (8 bytes) and the entries in
// ascending order of fingerprint: 16 bytes of it and 8 of the position. Numbers are
// big endian. The digit in the header is the version.
const (
	indexHeader = "leitmotif.duplicate.index.1\n"
	entrySize   = 16 + 8
)

// ErrFormat is wrapped by every error about a binary form that cannot be read.
var ErrFormat = errors.New("not a valid binary form")

// MarshalBinary gives the binary form; equal indexes have equal forms.
func (x *Index) MarshalBinary() ([]byte, error) {
	keys := make([]Fingerprint, 0, len(x.first))
	for f := range x.first {
		keys = append(keys, f)
	}
	slices.SortFunc(keys, func(a, b Fingerprint) int { return bytes.Compare(a[:], b[:]) })
	out := make([]byte, 0, len(indexHeader)+8+len(keys)*entrySize)
	out = append(out, indexHeader...)
	out = binary.BigEndian.AppendUint64(out, uint64(len(keys)))
	for _, f := range keys {
		out = append(out, f[:]...)
		out = binary.BigEndian.AppendUint64(out, uint64(x.first[f]))
	}
	return out, nil
}

// UnmarshalBinary replaces the content with that of a binary form. The error wraps
// ErrFormat, and the content stays as it was.
func (x *Index) UnmarshalBinary(data []byte) error {
	rest, ok := bytes.CutPrefix(data, []byte(indexHeader))
	if !ok || len(rest) < 8 {
		return fmt.Errorf("read index of fingerprints: header: %w", ErrFormat)
	}
	n := binary.BigEndian.Uint64(rest)
	rest = rest[8:]
	if uint64(len(rest))%entrySize != 0 || n != uint64(len(rest))/entrySize {
		return fmt.Errorf("read index of fingerprints: %d entries in %d bytes: %w", n, len(rest), ErrFormat)
	}
	first := make(map[Fingerprint]int, n)
	var last Fingerprint // every entry must be greater, so zero is refused as well
	for ; len(rest) > 0; rest = rest[entrySize:] {
		f := Fingerprint(rest[:16])
		p := binary.BigEndian.Uint64(rest[16:])
		if bytes.Compare(last[:], f[:]) >= 0 || p > 1<<62 {
			return fmt.Errorf("read index of fingerprints: entry %d: %w", len(first)+1, ErrFormat)
		}
		first[f], last = int(p), f
	}
	x.first = first
	return nil
}
