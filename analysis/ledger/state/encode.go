package state

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"

	"github.com/fxamacker/cbor/v2"
	"github.com/klauspost/compress/zstd"
)

// A file of a state is a line that names its kind and version, 32 bytes of the SHA-256 of
// the rest, and the rest: CBOR (RFC 8949, in its deterministic form), compressed by zstd.
const (
	ledgerHeader = "leitmotif ledger 1\n"
	spaceHeader  = "leitmotif space 1\n"
	headerPrefix = "leitmotif "
)

var (
	// ErrForeign is returned for a file that is no state of this program.
	ErrForeign = errors.New("not a state of leitmotif")
	// ErrVersion is returned for a state of another version of the format.
	ErrVersion = errors.New("a state of another version of leitmotif")
	// ErrDamaged is returned for a file that is not as it was written.
	ErrDamaged = errors.New("damaged")
)

// largestFile bounds what a compressed file may expand to, in bytes.
const largestFile = 4 << 30

// encode writes a value under a header. Equal values give equal bytes.
func encode(header string, value any) ([]byte, error) {
	mode, err := cbor.CoreDetEncOptions().EncMode()
	if err != nil {
		return nil, err
	}
	raw, err := mode.Marshal(value)
	if err != nil {
		return nil, err
	}
	// One goroutine, so that the bytes do not depend on the machine.
	compressor, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedFastest))
	if err != nil {
		return nil, err
	}
	body := compressor.EncodeAll(raw, nil)
	sum := sha256.Sum256(body)
	return slices.Concat([]byte(header), sum[:], body), nil
}

// decode reads what encode wrote under the same header.
func decode(header string, data []byte, value any) error {
	rest, ok := bytes.CutPrefix(data, []byte(header))
	if !ok {
		if bytes.HasPrefix([]byte(header), data) {
			return fmt.Errorf("%w: cut off", ErrDamaged)
		}
		kind, _, _ := bytes.Cut([]byte(header), []byte(" 1\n"))
		if bytes.HasPrefix(data, append(kind, ' ')) {
			line, _, _ := bytes.Cut(data[:min(len(data), 64)], []byte("\n"))
			return fmt.Errorf("%w: %q, this one reads %q", ErrVersion, line, header[:len(header)-1])
		}
		return ErrForeign
	}
	if len(rest) < sha256.Size {
		return fmt.Errorf("%w: cut off", ErrDamaged)
	}
	sum, body := [sha256.Size]byte(rest[:sha256.Size]), rest[sha256.Size:]
	if sha256.Sum256(body) != sum {
		return fmt.Errorf("%w: the checksum does not match", ErrDamaged)
	}
	expander, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(largestFile))
	if err != nil {
		return err
	}
	defer expander.Close()
	raw, err := expander.DecodeAll(body, nil)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	mode, err := cbor.DecOptions{MaxArrayElements: 1 << 26, MaxMapPairs: 1 << 26, ExtraReturnErrors: cbor.ExtraDecErrorUnknownField}.DecMode()
	if err != nil {
		return err
	}
	if err := mode.Unmarshal(raw, value); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return nil
}
