package format

import (
	"bytes"
	"errors"
	"io"
	"path"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"leitmotif/corpus"
)

// layer is what may lie around records.
type layer int

const (
	layerNone layer = iota
	layerGzip
	layerZstd
	layerZip
	layerTar
)

// The first bytes of the layers: RFC 1952, RFC 8878, APPNOTE 4.3.7 and 4.3.16 (an empty
// archive).
var (
	gzipMagic     = []byte{0x1f, 0x8b}
	zstdMagic     = []byte{0x28, 0xb5, 0x2f, 0xfd}
	zipMagic      = []byte("PK\x03\x04")
	emptyZipMagic = []byte("PK\x05\x06")
)

// layerOf tells the layer of a stream by its first bytes. The name counts where these
// are not readable as text: a damaged archive is to be called a damaged archive.
func layerOf(head []byte, name string) layer {
	switch {
	case bytes.HasPrefix(head, gzipMagic):
		return layerGzip
	case bytes.HasPrefix(head, zstdMagic), isSkippableFrame(head):
		return layerZstd
	case bytes.HasPrefix(head, zipMagic), bytes.HasPrefix(head, emptyZipMagic):
		return layerZip
	case isTar(head):
		return layerTar
	}
	byName := map[string]layer{".gz": layerGzip, ".tgz": layerGzip, ".zst": layerZstd, ".zip": layerZip, ".tar": layerTar}
	named := byName[extension(name)]
	if named == layerNone || len(head) > 0 && (looksTextual(head) || containerOf(head, name) != "") {
		return layerNone
	}
	return named
}

// isSkippableFrame reports whether head begins a frame of zstd that holds no content
// (RFC 8878, section 3.1.2), as parallel compressors write.
func isSkippableFrame(head []byte) bool {
	return len(head) >= 4 && head[0]&0xf0 == 0x50 && head[1] == 0x2a && head[2] == 0x4d && head[3] == 0x18
}

// extension gives the extension of a name in lower case, with its dot.
func extension(name string) string { return strings.ToLower(path.Ext(name)) }

// unpacked is the name of a compressed file without the extension of its compression.
func unpacked(name string) string {
	switch ext := path.Ext(name); strings.ToLower(ext) {
	case ".tgz":
		return strings.TrimSuffix(name, ext) + ".tar"
	case ".gz", ".zst":
		return strings.TrimSuffix(name, ext)
	}
	return name
}

func (d *decoder) readGzip(st stream) {
	z, err := gzip.NewReader(st.r)
	if err != nil {
		d.layerFailed(st, "gzip", err)
		return
	}
	d.readPacked(st, layerReader{z, "gzip"})
}

func (d *decoder) readZstd(st stream) {
	// The window of the command line tool without --long; a larger one is refused, for
	// it is memory that a stranger asks for.
	const window = 128 << 20
	z, err := zstd.NewReader(st.r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(window))
	if err != nil {
		d.layerFailed(st, "zstd", err)
		return
	}
	defer z.Close()
	d.readPacked(st, layerReader{z, "zstd"})
}

// readPacked goes on with content, what the compression of st holds.
func (d *decoder) readPacked(st stream, content io.Reader) {
	inner := stream{file: st.file, name: unpacked(st.name), archives: st.archives, packed: true}
	if st.packed {
		if inner.archives++; inner.archives > d.limits.Nesting {
			d.tooNested(st)
			return
		}
	}
	r := io.Reader(budgetReader{content, d})
	if !st.packed && st.archives == 0 {
		a := newReadAhead(d.ctx, r, false)
		defer func() {
			d.cancel() // nothing follows the outermost layer
			a.wait()
		}()
		r = a
	}
	inner.r = d.buffer(r)
	defer d.release(inner.r)
	d.read(inner)
}

func (d *decoder) tooNested(st stream) {
	d.out.reject(corpus.Origin{File: st.file}, corpus.Nesting, "an archive within too many others")
}

func (d *decoder) layerFailed(st stream, act string, err error) {
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	d.out.failed(corpus.Origin{File: st.file}, &layerError{act, err})
}

// layerReader names the layer in the errors of its reader.
type layerReader struct {
	r    io.Reader
	kind string
}

func (t layerReader) Read(p []byte) (int, error) {
	n, err := t.r.Read(p)
	if err != nil && err != io.EOF {
		err = &layerError{t.kind, err}
	}
	return n, err
}

// layerError is a failure of a decompressor or of an archive.
type layerError struct {
	kind string
	err  error
}

func (e *layerError) Error() string { return e.kind + ": " + e.err.Error() }
func (e *layerError) Unwrap() error { return e.err }
