package input

import (
	"bytes"
	"compress/bzip2"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/klauspost/compress/zstd"

	"leitmotif/corpus"
	"leitmotif/corpus/charset"
)

// layer is what may lie around records.
type layer int

const (
	layerNone layer = iota
	layerGzip
	layerZstd
	layerBzip2
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
	case isBzip2(head):
		return layerBzip2
	case bytes.HasPrefix(head, zipMagic), bytes.HasPrefix(head, emptyZipMagic):
		return layerZip
	case isTar(head):
		return layerTar
	}
	byName := map[string]layer{".gz": layerGzip, ".tgz": layerGzip, ".zst": layerZstd, ".bz2": layerBzip2, ".zip": layerZip, ".tar": layerTar}
	named := byName[extension(name)]
	if named == layerNone || len(head) > 0 && (charset.LooksTextual(head) || containerOf(head, name) != "") {
		return layerNone
	}
	return named
}

// isSkippableFrame reports whether head begins a frame of zstd that holds no content
// (RFC 8878, section 3.1.2), as parallel compressors write.
func isSkippableFrame(head []byte) bool {
	return len(head) >= 4 && head[0]&0xf0 == 0x50 && head[1] == 0x2a && head[2] == 0x4d && head[3] == 0x18
}

// isBzip2 asks for the magic, the size of blocks, and the number that begins a block or the end.
func isBzip2(head []byte) bool {
	if len(head) < 10 || string(head[:3]) != "BZh" || head[3] < '1' || head[3] > '9' {
		return false
	}
	return bytes.HasPrefix(head[4:], []byte("1AY&SY")) || bytes.HasPrefix(head[4:], []byte("\x17\x72\x45\x38\x50\x90"))
}

// extension gives the extension of a name in lower case, with its dot.
func extension(name string) string { return strings.ToLower(path.Ext(name)) }

// unpacked is the name of a compressed file without the extension of its compression.
func unpacked(name string) string {
	switch ext := path.Ext(name); strings.ToLower(ext) {
	case ".tgz":
		return strings.TrimSuffix(name, ext) + ".tar"
	case ".gz", ".zst", ".bz2":
		return strings.TrimSuffix(name, ext)
	}
	return name
}

func (u *unpacker) readGzip(st Stream) {
	z, err := newGzipReader(st.r)
	if err != nil {
		u.layerFailed(st, "gzip", err)
		return
	}
	u.readPacked(st, layerReader{z, "gzip"})
}

func (u *unpacker) readZstd(st Stream) {
	// The window of the command line tool without --long; a larger one is refused, for
	// it is memory that a stranger asks for.
	const window = 128 << 20
	z, err := zstd.NewReader(st.r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(window))
	if err != nil {
		u.layerFailed(st, "zstd", err)
		return
	}
	defer z.Close()
	u.readPacked(st, layerReader{z, "zstd"})
}

// readPacked goes on with content, what the compression of st holds.
func (u *unpacker) readPacked(st Stream, content io.Reader) {
	inner := Stream{u: u, file: st.file, name: unpacked(st.name), archives: st.archives, packed: true, bytes: -1}
	if st.packed {
		if inner.archives++; inner.archives > u.limits.Nesting {
			u.tooNested(st)
			return
		}
	}
	r := io.Reader(budgetReader{content, u, u.meter})
	if !st.packed && st.archives == 0 {
		ahead, here := u.meter, *u.meter
		u.meter = &here
		a := newReadAhead(u.ctx, r, false, ahead, &here)
		defer func() {
			u.cancel() // nothing follows the outermost layer
			a.wait()
		}()
		r = a
	}
	inner.r = u.buffer(r)
	defer u.release(inner.r)
	u.read(inner)
}

func (u *unpacker) tooNested(st Stream) {
	u.out.reject(st.Origin(0), corpus.Nesting, "an archive within too many others")
}

func (u *unpacker) layerFailed(st Stream, act string, err error) {
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	u.failed(st.Origin(0), fmt.Errorf("%s: %w", act, err))
}

// readBzip2 reads what wikis give away; the standard library's reader is the only one kept.
func (u *unpacker) readBzip2(st Stream) {
	u.readPacked(st, layerReader{bzip2.NewReader(st.r), "bzip2"})
}

// layerReader names the layer in the errors of its reader.
type layerReader struct {
	r    io.Reader
	kind string
}

func (t layerReader) Read(p []byte) (int, error) {
	n, err := t.r.Read(p)
	if err != nil && err != io.EOF {
		err = fmt.Errorf("%s: %w", t.kind, err)
	}
	return n, err
}
