package boilerplate

import (
	"encoding/binary"
	"fmt"
)

// The binary form is the header, the number of outlets (4 bytes) and the outlets in
// ascending order: the length of the name (4) and the name, the number of articles (4),
// and the articles in ascending order of their hashes: the hash (8), the number of units
// (4), and for each unit its key (8), bytes (4), words (2) and whether it stands alone
// (1). Numbers are big endian. The digit in the header is the version.
const (
	surveyHeader = "leitmotif.boilerplate.survey.1\n"
	articleSize  = 8 + 4 // at least
	unitSize     = 8 + 4 + 2 + 1
)

// MarshalBinary gives the binary form; equal surveys have equal forms.
func (s *Survey) MarshalBinary() ([]byte, error) {
	out := []byte(surveyHeader)
	out = binary.BigEndian.AppendUint32(out, uint32(len(s.outlets)))
	for _, source := range s.sources() {
		o := s.outlets[source]
		o.trim()
		out = binary.BigEndian.AppendUint32(out, uint32(len(source)))
		out = append(out, source...)
		out = binary.BigEndian.AppendUint32(out, uint32(len(o.articles)))
		for _, a := range o.articles {
			out = binary.BigEndian.AppendUint64(out, a.hash)
			out = binary.BigEndian.AppendUint32(out, uint32(len(a.units)))
			for _, u := range a.units {
				out = binary.BigEndian.AppendUint64(out, u.key)
				out = binary.BigEndian.AppendUint32(out, u.bytes)
				out = binary.BigEndian.AppendUint16(out, u.words)
				out = append(out, 0)
				if u.alone {
					out[len(out)-1] = 1
				}
			}
		}
	}
	return out, nil
}

// UnmarshalBinary replaces the content with that of a binary form. The error wraps
// ErrFormat, and the content stays as it was.
func (s *Survey) UnmarshalBinary(data []byte) error {
	d := decoder{rest: data}
	d.header(surveyHeader)
	outlets := make(map[string]*outlet)
	last := ""
	for i := range d.count(4) {
		source := string(d.bytes(d.count(1)))
		if i > 0 && source <= last {
			d.failed = true
		}
		last = source
		outlets[source] = d.outlet()
	}
	if d.failed || len(d.rest) > 0 {
		return fmt.Errorf("read survey of recurring lines, byte %d: %w", len(data)-len(d.rest), ErrFormat)
	}
	s.outlets = outlets
	return nil
}

// decoder reads a binary form. After a failure it gives zeros.
type decoder struct {
	rest   []byte
	failed bool
}

// bytes gives the next n bytes, which must be no more than are left.
func (d *decoder) bytes(n int) []byte {
	if n > len(d.rest) {
		d.failed = true
	}
	if d.failed {
		return make([]byte, min(n, 8))
	}
	b := d.rest[:n]
	d.rest = d.rest[n:]
	return b
}

func (d *decoder) header(want string) {
	if string(d.bytes(len(want))) != want {
		d.failed = true
	}
}

// count gives the next number of things of at least size bytes each.
func (d *decoder) count(size int) int {
	n := int64(binary.BigEndian.Uint32(d.bytes(4)))
	if n*int64(size) > int64(len(d.rest)) {
		d.failed = true
	}
	if d.failed {
		return 0
	}
	return int(n)
}

func (d *decoder) outlet() *outlet {
	n := d.count(articleSize)
	o := &outlet{articles: make([]article, 0, n), known: make(map[uint64]struct{}, n)}
	for range n {
		a := article{hash: binary.BigEndian.Uint64(d.bytes(8)), units: make([]unit, d.count(unitSize))}
		for i := range a.units {
			b := d.bytes(unitSize)
			if d.failed {
				return o
			}
			a.units[i] = unit{binary.BigEndian.Uint64(b), binary.BigEndian.Uint32(b[8:]), binary.BigEndian.Uint16(b[12:]), b[14] == 1}
			d.failed = b[14] > 1
		}
		if len(o.articles) > 0 && a.hash <= o.articles[len(o.articles)-1].hash {
			d.failed = true
		}
		o.articles = append(o.articles, a)
		o.known[a.hash] = struct{}{}
	}
	d.failed = d.failed || n == 0 || n > maxSample
	return o
}
