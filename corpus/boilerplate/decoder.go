package boilerplate

import "encoding/binary"

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
