package input

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
	"path"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zstd"

	"leitmotif/corpus"
)

// zstdMethod is zstd among the methods of zip (APPNOTE 4.4.5).
const zstdMethod = 93

// readZip reads the members of a zip archive in the order of its directory.
func (u *unpacker) readZip(st Stream) {
	at, size, done, err := st.Seekable()
	if err != nil {
		u.layerFailed(st, "zip", err)
		return
	}
	defer done()
	front := frontOfZip(at, size)
	archive, err := zip.NewReader(io.NewSectionReader(at, front, size-front), size-front)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		u.layerFailed(st, "zip", err)
		return
	}
	archive.RegisterDecompressor(zip.Deflate, flate.NewReader)
	archive.RegisterDecompressor(zstdMethod, zstd.ZipDecompressor(zstd.WithDecoderConcurrency(1)))
	if kind := zipContainer(archive); kind != "" {
		st.kind, st.document, st.bytes = kind, newDocument(u, archive), size
		u.decodeStream(&st)
		return
	}
	if st.archives >= u.limits.Nesting {
		u.tooNested(st)
		return
	}
	pages := isWebArchiveZip(archive)
	for _, member := range archive.File {
		if !u.goesOn() {
			return
		}
		if isZipFolder(member) || hiddenMember(member.Name) || pages && !isWebArchiveMember(member.Name) {
			continue
		}
		u.readZipMember(st, member)
	}
	if front > 0 {
		u.out.reject(st.Origin(0), corpus.Malformed,
			fmt.Sprintf("zip: %d bytes in front of the archive, such as another archive, are not read", front))
	}
}

// isWebArchiveZip reports whether an archive is a crawl of the web in WACZ (Web Archive
// Collection Zipped 1.1.1). Its indexes, lists of pages and logs say what its WARC files hold.
func isWebArchiveZip(archive *zip.Reader) bool {
	packaged, crawled := false, false
	for _, member := range archive.File {
		packaged = packaged || member.Name == "datapackage.json"
		crawled = crawled || isWebArchiveMember(member.Name)
	}
	return packaged && crawled
}

func isWebArchiveMember(name string) bool {
	return strings.HasPrefix(name, "archive/") && (strings.HasSuffix(name, ".warc") || strings.HasSuffix(name, ".warc.gz"))
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

const zipEncrypted = 1 // bit 0 of the general purpose flags (APPNOTE 4.4.4)

var errEncrypted = errors.New("the member is encrypted")

func (u *unpacker) readZipMember(st Stream, member *zip.File) {
	inner := u.memberStream(st, member.Name)
	inner.bytes = int64(min(member.UncompressedSize64, uint64(unlimited)))
	switch {
	case member.Flags&zipEncrypted != 0:
		u.layerFailed(inner, "zip", errEncrypted)
		return
	case member.Mode()&fs.ModeSymlink != 0:
		u.out.reject(inner.Origin(0), corpus.Unsupported, "a symbolic link is not followed")
		return
	}
	content, err := member.Open()
	if err != nil {
		u.layerFailed(inner, "zip", err)
		return
	}
	defer content.Close()
	inner.r = u.buffer(budgetReader{layerReader{content, "zip"}, u, u.meter})
	defer u.release(inner.r)
	u.read(inner)
}

// readTar reads the members of a tar archive as they come, and those of the archives that
// follow it in the same file.
func (u *unpacker) readTar(st Stream) {
	if st.archives >= u.limits.Nesting {
		u.tooNested(st)
		return
	}
	for u.readTarMembers(st) {
		err := u.skipZeros(st.r)
		head, _ := st.r.Peek(tarBlock)
		switch {
		case err != nil:
			u.layerFailed(st, "tar", err)
			return
		case len(head) == 0:
			return
		case !isTar(head):
			u.out.reject(st.Origin(0), corpus.Malformed, "tar: what follows the end of the archive is not read")
			return
		}
	}
}

// readTarMembers reads the members of one archive and tells whether it has ended.
func (u *unpacker) readTarMembers(st Stream) bool {
	archive := tar.NewReader(st.r)
	for u.goesOn() {
		header, err := archive.Next()
		switch {
		case errors.Is(err, io.EOF):
			return true
		case err != nil && !errors.Is(err, tar.ErrInsecurePath):
			u.layerFailed(st, "tar", err)
			return false
		case header.Typeflag == tar.TypeDir || header.Typeflag == tar.TypeXGlobalHeader || hiddenMember(header.Name):
			continue
		}
		u.readTarMember(st, archive, header)
	}
	return false
}

func (u *unpacker) readTarMember(st Stream, archive *tar.Reader, header *tar.Header) {
	linked := u.members.has(memberName(st, header.Linkname))
	inner := u.memberStream(st, header.Name)
	inner.bytes = header.Size
	o := inner.Origin(0)
	var content io.Reader = layerReader{archive, "tar"}
	switch header.Typeflag {
	case tar.TypeReg, tar.TypeCont, tar.TypeGNUSparse:
		if isSparse(header) {
			content = budgetReader{content, u, u.meter} // its holes are written nowhere
		}
		inner.r = u.buffer(content)
		u.read(inner)
		u.release(inner.r)
	case tar.TypeLink:
		if linked {
			u.out.reject(o, corpus.Empty, fmt.Sprintf("a hard link to %q, which is read under that name", header.Linkname))
			return
		}
		u.out.reject(o, corpus.Unsupported, fmt.Sprintf("a hard link to %q, which the archive does not hold before it", header.Linkname))
	case tar.TypeSymlink:
		u.out.reject(o, corpus.Unsupported, fmt.Sprintf("a symbolic link to %q is not followed", header.Linkname))
	case tar.TypeChar, tar.TypeBlock, tar.TypeFifo:
		u.out.reject(o, corpus.Unsupported, "a device or a pipe is not read")
	default:
		u.out.reject(o, corpus.Unsupported, fmt.Sprintf("a member of the type %q is not read", header.Typeflag))
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
func (u *unpacker) skipZeros(r *bufio.Reader) error {
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
		if err := u.ctx.Err(); err != nil {
			return err
		}
	}
}

// memberName is the name of a member of st before it is told from others.
func memberName(st Stream, name string) string {
	return st.file + "!" + originName(strings.ReplaceAll(name, `\`, "/"))
}

// memberStream is the stream of a member of st, its reader not yet set.
func (u *unpacker) memberStream(st Stream, name string) Stream {
	file := memberName(st, name)
	return Stream{u: u, file: u.members.distinct(file), name: path.Base("/" + file[len(st.file)+1:]), archives: st.archives + 1}
}

// hiddenMember reports whether a member, or a directory above it, is skipped.
func hiddenMember(name string) bool {
	for _, part := range strings.Split(originName(strings.ReplaceAll(name, `\`, "/")), "/") {
		if hidden(part) {
			return true
		}
	}
	return false
}

// copyBounded copies r to w up to the limit on expansion, while reading may go on.
func copyBounded(w io.Writer, r *bufio.Reader, u *unpacker) (int64, error) {
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
		case u.ctx.Err() != nil:
			return total, u.ctx.Err()
		case total > u.limits.ExpandedBytes:
			return total, &corpus.Reject{Reason: corpus.Expansion, Detail: fmt.Sprintf("over %d bytes to be copied", u.limits.ExpandedBytes)}
		}
	}
}
