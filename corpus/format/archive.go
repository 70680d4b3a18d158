package format

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
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
	front := frontOfZip(at, size)
	archive, err := zip.NewReader(io.NewSectionReader(at, front, size-front), size-front)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		d.layerFailed(st, "zip", err)
		return
	}
	archive.RegisterDecompressor(zip.Deflate, flate.NewReader)
	archive.RegisterDecompressor(zstdMethod, zstd.ZipDecompressor(zstd.WithDecoderConcurrency(1)))
	if container := zipContainer(archive); container != "" {
		d.out.reject(corpus.Origin{File: st.file}, corpus.Unsupported, container+" is not read")
		return
	}
	for _, member := range archive.File {
		if !d.goesOn() {
			return
		}
		if isZipFolder(member) || hiddenMember(member.Name) {
			continue
		}
		d.readZipMember(st, member)
	}
	if front > 0 {
		d.out.reject(corpus.Origin{File: st.file}, corpus.Malformed,
			fmt.Sprintf("zip: %d bytes in front of the archive, such as another archive, are not read", front))
	}
}

func isZipFolder(member *zip.File) bool {
	return member.UncompressedSize64 == 0 && (strings.HasSuffix(member.Name, "/") || strings.HasSuffix(member.Name, `\`))
}

// frontOfZip gives the number of bytes in front of the archive at the end of a file: some
// where archives were put behind each other, for each counts its offsets from its own
// beginning. The end of the directory says where that is (APPNOTE 4.3.16).
func frontOfZip(at io.ReaderAt, size int64) int64 {
	const longest = 22 + 1<<16 // bytes of the end with its comment
	tail := make([]byte, min(size, longest))
	if n, _ := at.ReadAt(tail, size-int64(len(tail))); n < len(tail) {
		return 0 // opening the archive fails as well, and says why
	}
	end := bytes.LastIndex(tail, emptyZipMagic)
	if end < 0 || len(tail)-end < 22 {
		return 0
	}
	length := int64(binary.LittleEndian.Uint32(tail[end+12:]))
	offset := int64(binary.LittleEndian.Uint32(tail[end+16:]))
	front := size - int64(len(tail)-end) - length - offset
	const zip64 = "PK\x06\x06" // records of another form of the end stand between (4.3.14)
	between := make([]byte, len(zip64))
	if _, err := at.ReadAt(between, offset+length); front < 0 || err == nil && string(between) == zip64 {
		return 0
	}
	return front
}

func (d *decoder) readZipMember(st stream, member *zip.File) {
	inner := d.memberStream(st, member.Name)
	const encrypted = 1 // bit 0 of the general purpose flags (APPNOTE 4.4.4)
	switch {
	case member.Flags&encrypted != 0:
		d.layerFailed(inner, "zip", errors.New("the member is encrypted"))
		return
	case member.Mode()&fs.ModeSymlink != 0:
		d.out.reject(corpus.Origin{File: inner.file}, corpus.Unsupported, "a symbolic link is not followed")
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

// readTar reads the members of a tar archive as they come, and those of the archives that
// follow it in the same file.
func (d *decoder) readTar(st stream) {
	if st.archives >= d.limits.Nesting {
		d.tooNested(st)
		return
	}
	for d.readTarMembers(st) {
		err := d.skipZeros(st.r)
		head, _ := st.r.Peek(tarBlock)
		switch {
		case err != nil:
			d.layerFailed(st, "tar", err)
			return
		case len(head) == 0:
			return
		case !isTar(head):
			d.out.reject(corpus.Origin{File: st.file}, corpus.Malformed, "tar: what follows the end of the archive is not read")
			return
		}
	}
}

// readTarMembers reads the members of one archive and tells whether it has ended.
func (d *decoder) readTarMembers(st stream) bool {
	archive := tar.NewReader(st.r)
	for d.goesOn() {
		header, err := archive.Next()
		switch {
		case errors.Is(err, io.EOF):
			return true
		case err != nil && !errors.Is(err, tar.ErrInsecurePath):
			d.layerFailed(st, "tar", err)
			return false
		case header.Typeflag == tar.TypeDir || header.Typeflag == tar.TypeXGlobalHeader || hiddenMember(header.Name):
			continue
		}
		d.readTarMember(st, archive, header)
	}
	return false
}

func (d *decoder) readTarMember(st stream, archive *tar.Reader, header *tar.Header) {
	linked := d.members.has(memberName(st, header.Linkname))
	inner := d.memberStream(st, header.Name)
	o := corpus.Origin{File: inner.file}
	var content io.Reader = layerReader{archive, "tar"}
	switch header.Typeflag {
	case tar.TypeReg, tar.TypeCont, tar.TypeGNUSparse:
		if isSparse(header) {
			content = budgetReader{content, d} // its holes are written nowhere
		}
		inner.r = d.buffer(content)
		d.read(inner)
		d.release(inner.r)
	case tar.TypeLink:
		if linked {
			d.out.reject(o, corpus.Empty, fmt.Sprintf("a hard link to %q, which is read under that name", header.Linkname))
			return
		}
		d.out.reject(o, corpus.Unsupported, fmt.Sprintf("a hard link to %q, which the archive does not hold before it", header.Linkname))
	case tar.TypeSymlink:
		d.out.reject(o, corpus.Unsupported, fmt.Sprintf("a symbolic link to %q is not followed", header.Linkname))
	case tar.TypeChar, tar.TypeBlock, tar.TypeFifo:
		d.out.reject(o, corpus.Unsupported, "a device or a pipe is not read")
	default:
		d.out.reject(o, corpus.Unsupported, fmt.Sprintf("a member of the type %q is not read", header.Typeflag))
	}
}

// isSparse reports whether a member has holes: in the old form of GNU tar, or in the one
// that PAX records describe.
func isSparse(header *tar.Header) bool {
	if header.Typeflag == tar.TypeGNUSparse {
		return true
	}
	for record := range header.PAXRecords {
		if strings.HasPrefix(record, "GNU.sparse.") {
			return true
		}
	}
	return false
}

const tarBlock = 512 // bytes

// isTar reports whether head begins a tar archive (POSIX.1-1988).
func isTar(head []byte) bool {
	const magicAt = 257
	return len(head) > magicAt && bytes.HasPrefix(head[magicAt:], []byte("ustar"))
}

// skipZeros skips the zeros with which an archive is filled up.
func (d *decoder) skipZeros(r *bufio.Reader) error {
	for {
		if _, err := r.Peek(1); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		window, _ := r.Peek(r.Buffered())
		data := bytes.TrimLeft(window, "\x00")
		_, _ = r.Discard(len(window) - len(data)) // they are in the buffer
		if len(data) > 0 {
			return nil
		}
		if err := d.ctx.Err(); err != nil {
			return err
		}
	}
}

// memberName is the name of a member of st before it is told from others.
func memberName(st stream, name string) string {
	return st.file + "!" + cleanName(strings.ReplaceAll(name, `\`, "/"))
}

// memberStream is the stream of a member of st, its reader not yet set.
func (d *decoder) memberStream(st stream, name string) stream {
	file := memberName(st, name)
	return stream{file: d.members.distinct(file), name: path.Base("/" + file[len(st.file)+1:]), archives: st.archives + 1}
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
