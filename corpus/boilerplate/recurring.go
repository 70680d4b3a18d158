package boilerplate

import (
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
)

// Merge adds what recurred in another corpus; of two numbers of articles that support a
// key the larger one counts.
func (r *Recurring) Merge(other *Recurring) {
	if r.outlets == nil {
		r.outlets = make(map[string]map[uint64]uint32, len(other.outlets))
	}
	for source, keys := range other.outlets {
		if r.outlets[source] == nil {
			r.outlets[source] = make(map[uint64]uint32, len(keys))
		}
		for key, articles := range keys {
			r.outlets[source][key] = max(r.outlets[source][key], articles)
		}
	}
}

// The binary form is the header, the number of outlets (4 bytes) and the outlets in
// ascending order: the length of the name (4) and the name, the number of keys (4), and
// the keys in ascending order, each with its number of articles (8 and 4). Numbers are
// big endian. The digit in the header is the version.
const (
	recurringHeader = "leitmotif.boilerplate.recurring.1\n"
	keySize         = 8 + 4
)

// MarshalBinary gives the binary form; what is equal has equal forms.
func (r *Recurring) MarshalBinary() ([]byte, error) {
	out := []byte(recurringHeader)
	out = binary.BigEndian.AppendUint32(out, uint32(len(r.outlets)))
	for _, source := range slices.Sorted(maps.Keys(r.outlets)) {
		keys := r.outlets[source]
		out = binary.BigEndian.AppendUint32(out, uint32(len(source)))
		out = append(out, source...)
		out = binary.BigEndian.AppendUint32(out, uint32(len(keys)))
		for _, key := range slices.Sorted(maps.Keys(keys)) {
			out = binary.BigEndian.AppendUint64(out, key)
			out = binary.BigEndian.AppendUint32(out, keys[key])
		}
	}
	return out, nil
}

// UnmarshalBinary replaces the content with that of a binary form. The error wraps
// ErrFormat, and the content stays as it was.
func (r *Recurring) UnmarshalBinary(data []byte) error {
	d := decoder{rest: data}
	d.header(recurringHeader)
	outlets := make(map[string]map[uint64]uint32)
	last := ""
	for i := range d.count(4 + 4) {
		source := string(d.bytes(d.count(1)))
		d.failed = d.failed || i > 0 && source <= last
		last = source
		outlets[source] = d.keys()
	}
	if d.failed || len(d.rest) > 0 {
		return fmt.Errorf("read recurring lines, byte %d: %w", len(data)-len(d.rest), ErrFormat)
	}
	r.outlets = outlets
	return nil
}

// keys reads the keys of an outlet, each with its number of articles.
func (d *decoder) keys() map[uint64]uint32 {
	n := d.count(keySize)
	out := make(map[uint64]uint32, n)
	var last uint64
	for i := range n {
		key := binary.BigEndian.Uint64(d.bytes(8))
		d.failed = d.failed || i > 0 && key <= last
		last = key
		out[key] = binary.BigEndian.Uint32(d.bytes(4))
	}
	return out
}
