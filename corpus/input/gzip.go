package input

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
)

// Damage is the error of a part of a stream that cannot be unpacked while more of it can.
// Reading meets it again and again until Leave is called.
type Damage struct {
	err  error
	left bool
}

// Error says what is wrong with the part.
func (d *Damage) Error() string { return d.err.Error() }

// Unwrap gives what is wrong with the part.
func (d *Damage) Unwrap() error { return d.err }

// Leave lets reading go on behind the part.
func (d *Damage) Leave() { d.left = true }

// gzipReader reads the members of a gzip file (RFC 1952, section 2.2). A damaged member is a
// Damage; behind it reading goes on with the next one that can be found. Where each record is
// a member of its own, as in WARC, no other is lost.
type gzipReader struct {
	r      *bufio.Reader
	z      *gzip.Reader
	damage *Damage
}

func newGzipReader(r *bufio.Reader) (*gzipReader, error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, err
	}
	z.Multistream(false)
	return &gzipReader{r: r, z: z}, nil
}

// Read implements io.Reader.
func (g *gzipReader) Read(p []byte) (int, error) {
	if g.damage != nil {
		if !g.damage.left {
			return 0, g.damage
		}
		g.damage = nil
		if err := g.seek(); err != nil {
			return 0, err
		}
	}
	for {
		n, err := g.z.Read(p)
		if errors.Is(err, io.EOF) {
			err = g.next()
		} else if errors.Is(err, io.ErrUnexpectedEOF) {
			return n, err // the file is cut
		}
		if err != nil && isDamaged(err) {
			g.damage = &Damage{err: err}
			err = g.damage
		}
		if n > 0 || err != nil || len(p) == 0 {
			return n, err
		}
	}
}

// next begins the member that follows; io.EOF where none does.
func (g *gzipReader) next() error {
	err := g.z.Reset(g.r)
	g.z.Multistream(false)
	return err
}

func isDamaged(err error) bool {
	var corrupt flate.CorruptInputError
	return errors.Is(err, gzip.ErrChecksum) || errors.Is(err, gzip.ErrHeader) || errors.As(err, &corrupt)
}

// seek begins the next member that can be found; io.EOF where there is none.
func (g *gzipReader) seek() error {
	for {
		window, err := g.r.Peek(gzipHeaderBytes)
		if len(window) < gzipHeaderBytes {
			return err
		}
		window, _ = g.r.Peek(g.r.Buffered())
		at := bytes.Index(window, gzipMagic)
		switch {
		case at < 0:
			at = len(window) - len(gzipMagic) + 1
		case len(window)-at < gzipHeaderBytes: // more follows, or the end
		case isGzipHeader(window[at:]):
			_, _ = g.r.Discard(at) // it is in the buffer
			if err := g.next(); !errors.Is(err, gzip.ErrHeader) {
				return err
			}
			at = 0
		default:
			at++
		}
		_, _ = g.r.Discard(at) // the same
	}
}

const gzipHeaderBytes = 10

// isGzipHeader asks for what each member says of itself: the method, flags that there are,
// and the level and the system that packed it (RFC 1952, section 2.3.1).
func isGzipHeader(b []byte) bool {
	const deflate, flags, systems, unknown = 8, 0x1f, 13, 255
	level, system := b[8], b[9]
	return bytes.HasPrefix(b, gzipMagic) && b[2] == deflate && b[3] <= flags &&
		(level == 0 || level == 2 || level == 4) && (system <= systems || system == unknown)
}
