package format

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zstd"

	"leitmotif/corpus"
)

// zstdMethod is zstd among the methods of zip (APPNOTE 4.4.5).
const zstdMethod = 93

// readZip reads the members of a zip archive in the order of its directory.
func (d *decoder) readZip(st stream) {
	if st.archives >= d.limits.Nesting {
		d.tooNested(st)
		return
	}
	at, size, done, err := d.seekable(st)
	if err != nil {
		d.layerFailed(st, "zip", err)
		return
	}
	defer done()
	archive, err := zip.NewReader(at, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		d.layerFailed(st, "zip", err)
		return
	}
	archive.RegisterDecompressor(zip.Deflate, flate.NewReader)
	archive.RegisterDecompressor(zstdMethod, zstd.ZipDecompressor(zstd.WithDecoderConcurrency(1)))
	for _, member := range archive.File {
		if !d.goesOn() {
			return
		}
		if strings.HasSuffix(member.Name, "/") || hiddenMember(member.Name) {
			continue
		}
		d.readZipMember(st, member)
	}
}

func (d *decoder) readZipMember(st stream, member *zip.File) {
	inner := memberStream(st, member.Name)
	const encrypted = 1 // bit 0 of the general purpose flags (APPNOTE 4.4.4)
	if member.Flags&encrypted != 0 {
		d.layerFailed(inner, "zip", errors.New("the member is encrypted"))
		return
	}
	content, err := member.Open()
	if err != nil {
		d.layerFailed(inner, "zip", err)
		return
	}
	defer content.Close()
	inner.r = d.buffer(budgetReader{layerReader{content, "zip"}, d})
	defer d.release(inner.r)
	d.read(inner)
}

// readTar reads the members of a tar archive as they come.
func (d *decoder) readTar(st stream) {
	if st.archives >= d.limits.Nesting {
		d.tooNested(st)
		return
	}
	archive := tar.NewReader(st.r)
	for d.goesOn() {
		header, err := archive.Next()
		switch {
		case errors.Is(err, io.EOF):
			return
		case err != nil && !errors.Is(err, tar.ErrInsecurePath):
			d.layerFailed(st, "tar", err)
			return
		case header.Typeflag != tar.TypeReg || hiddenMember(header.Name):
			continue
		}
		inner := memberStream(st, header.Name)
		inner.r = d.buffer(layerReader{archive, "tar"})
		d.read(inner)
		d.release(inner.r)
	}
}

// memberStream is the stream of a member of st, its reader not yet set.
func memberStream(st stream, name string) stream {
	name = cleanName(strings.ReplaceAll(name, `\`, "/"))
	return stream{file: st.file + "!" + name, name: path.Base("/" + name), archives: st.archives + 1}
}

// hiddenMember reports whether a member, or a directory above it, is skipped.
func hiddenMember(name string) bool {
	for _, part := range strings.Split(cleanName(strings.ReplaceAll(name, `\`, "/")), "/") {
		if hidden(part) {
			return true
		}
	}
	return false
}

// seekable gives the content of st in any order: the input itself where it is a file
// and nothing lies around st, else a temporary copy, which done removes.
func (d *decoder) seekable(st stream) (at io.ReaderAt, size int64, done func(), err error) {
	if st.at != nil {
		return st.at, st.size, func() {}, nil
	}
	file, err := os.CreateTemp("", "leitmotif-*")
	if err != nil {
		return nil, 0, nil, err
	}
	done = func() {
		file.Close()
		os.Remove(file.Name())
	}
	size, err = copyBounded(file, st.r, d)
	if err != nil {
		done()
		return nil, 0, nil, err
	}
	return file, size, done, nil
}

// copyBounded copies r to w up to the limit on expansion, while reading may go on.
func copyBounded(w io.Writer, r *bufio.Reader, d *decoder) (int64, error) {
	const step = 8 << 20 // bytes between two looks at the context
	total := int64(0)
	for {
		n, err := io.CopyN(w, r, step)
		total += n
		switch {
		case errors.Is(err, io.EOF):
			return total, nil
		case err != nil:
			return total, err
		case d.ctx.Err() != nil:
			return total, d.ctx.Err()
		case total > d.limits.ExpandedBytes:
			return total, &limitError{corpus.Expansion, fmt.Sprintf("over %d bytes to be copied", d.limits.ExpandedBytes)}
		}
	}
}
