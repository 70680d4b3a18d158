package duplicate

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// ErrFormat is wrapped by every error about a binary form that cannot be read.
var ErrFormat = errors.New("not a valid binary form")

// The binary form of a Signature is the number of shingles (4 bytes) and the bins (4 each);
// that of the zero value is empty. Numbers are big endian.
const signatureSize = 4 + 4*bins

// MarshalBinary gives the binary form.
func (s *Signature) MarshalBinary() ([]byte, error) { return s.append(nil), nil }

func (s *Signature) append(out []byte) []byte {
	if s.IsZero() {
		return out
	}
	out = binary.BigEndian.AppendUint32(out, s.shingles)
	for _, v := range &s.bins {
		out = binary.BigEndian.AppendUint32(out, v)
	}
	return out
}

// UnmarshalBinary replaces the signature by that of a binary form. The error wraps ErrFormat,
// and the signature stays as it was.
func (s *Signature) UnmarshalBinary(data []byte) error {
	if len(data) == 0 {
		*s = Signature{}
		return nil
	}
	if len(data) != signatureSize || binary.BigEndian.Uint32(data) == 0 {
		return fmt.Errorf("read signature of %d bytes: %w", len(data), ErrFormat)
	}
	s.shingles = binary.BigEndian.Uint32(data)
	for i := range s.bins {
		s.bins[i] = binary.BigEndian.Uint32(data[4+4*i:])
	}
	return nil
}

// The binary form of Stories is the header, the number of entries (8 bytes) and the entries
// in ascending order of position: 8 bytes of it and the signature. Numbers are big endian.
// The digit in the header is the version.
const (
	storiesHeader = "leitmotif.duplicate.stories.1\n"
	signedSize    = 8 + signatureSize
)

// MarshalBinary gives the binary form; equal contents have equal forms.
func (x *Stories) MarshalBinary() ([]byte, error) {
	x.sort()
	out := make([]byte, 0, len(storiesHeader)+8+len(x.entries)*signedSize)
	out = append(out, storiesHeader...)
	out = binary.BigEndian.AppendUint64(out, uint64(len(x.entries)))
	for i := range x.entries {
		e := &x.entries[i]
		out = binary.BigEndian.AppendUint64(out, uint64(e.position))
		out = e.signature.append(out)
	}
	return out, nil
}

// UnmarshalBinary replaces the content with that of a binary form. The error wraps
// ErrFormat, and the content stays as it was.
func (x *Stories) UnmarshalBinary(data []byte) error {
	rest, ok := bytes.CutPrefix(data, []byte(storiesHeader))
	if !ok || len(rest) < 8 {
		return fmt.Errorf("read signatures: header: %w", ErrFormat)
	}
	n := binary.BigEndian.Uint64(rest)
	rest = rest[8:]
	if uint64(len(rest))%signedSize != 0 || n != uint64(len(rest))/signedSize {
		return fmt.Errorf("read signatures: %d entries in %d bytes: %w", n, len(rest), ErrFormat)
	}
	entries := make([]entry, n)
	for i := range entries {
		e := &entries[i]
		p := binary.BigEndian.Uint64(rest)
		e.position = int(p)
		if err := e.signature.UnmarshalBinary(rest[8:signedSize]); err != nil {
			return fmt.Errorf("read signatures: entry %d: %w", i+1, err)
		}
		if p > 1<<62 || i > 0 && e.position <= entries[i-1].position {
			return fmt.Errorf("read signatures: entry %d: %w", i+1, ErrFormat)
		}
		rest = rest[signedSize:]
	}
	x.entries = entries
	return nil
}
