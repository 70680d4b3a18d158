package input

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// A container is a kind of file that may hold articles and is not read, or that people
// keep beside articles. It is told by its content, so that it is never taken for a text.
type container struct {
	name string
	at   int    // where said stands
	said string // the magic; "" where holds alone decides
	next string // where it is set, one of its bytes follows
	// holds, where it is set, decides: some magics are words.
	holds func(head []byte, name string) bool
}

// containers are tried in order. A decoder for one of them takes its line from here.
var containers = []container{
	{name: "PDF", holds: isPDF},
	{name: "PostScript", said: "%!PS", next: "-\r\n"},
	{name: "RTF", said: "{\\rtf", next: "1\\"},
	{name: "a Microsoft Office document under a password", said: "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", holds: isEncryptedOffice},
	{name: "a Microsoft Office document of before 2007 (DOC, XLS, PPT, MSG)", said: "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"},
	{name: "an Outlook mailbox (PST)", said: "!BDN", holds: isNoText},
	{name: "DjVu", said: "AT&TFORM", holds: isNoText},
	{name: "an e-book in MOBI", at: 60, said: "BOOKMOBI"},
	{name: "WARC", holds: isWebArchive},
	{name: "ARC of a web archive", said: "filedesc://"},
	{name: "MHTML", holds: isSavedPage},
	{name: "a mailbox (mbox)", said: "From ", holds: isMailbox},
	{name: "a mail (EML)", holds: isMail},
	{name: "a calendar (ICS)", said: "BEGIN:VCALENDAR", next: "\r\n"},
	{name: "contacts (VCF)", said: "BEGIN:VCARD", next: "\r\n"},

	{name: "Arrow", said: "ARROW1", next: "\x00"},
	{name: "Arrow", said: "\xff\xff\xff\xff", holds: isArrowStream},
	{name: "Feather", said: "FEA1", holds: isNoText},
	{name: "ORC", said: "ORC", holds: isNoText},
	{name: "Avro", said: "Obj\x01"},
	{name: "a Python pickle", said: "\x80", next: "\x02\x03\x04\x05"},
	{name: "NumPy", said: "\x93NUMPY"},
	{name: "HDF5", said: "\x89HDF\r\n\x1a\n"},
	{name: "SQLite", said: "SQLite format 3\x00"},
	{name: "DuckDB", at: 8, said: "DUCK", holds: isNoText},
	{name: "R data", said: "RDX", next: "123", holds: isNoText},
	{name: "encrypted Parquet", said: "PARE", holds: isNoText},

	{name: "7z", said: "7z\xbc\xaf\x27\x1c"},
	{name: "RAR", said: "Rar!\x1a\x07"},
	{name: "xz", said: "\xfd7zXZ\x00"},
	{name: "LZMA", said: "]\x00\x00"},
	{name: "LZ4", said: "\x04\x22\x4d\x18"},
	{name: "lzip", said: "LZIP\x01"},
	{name: "compress (.Z)", said: "\x1f\x9d"},
	{name: "Snappy", said: "\xff\x06\x00\x00sNaPpY"},
	{name: "a cabinet (CAB)", said: "MSCF\x00\x00\x00\x00"},

	{name: "PNG", said: "\x89PNG"},
	{name: "JPEG", said: "\xff\xd8\xff"},
	{name: "JPEG XL", said: "\x00\x00\x00\x0cJXL "},
	{name: "GIF", said: "GIF87a", holds: isNoText},
	{name: "GIF", said: "GIF89a", holds: isNoText},
	{name: "WebP", at: 8, said: "WEBP", holds: isRIFF},
	{name: "WAV", at: 8, said: "WAVE", holds: isRIFF},
	{name: "AVI", at: 8, said: "AVI ", holds: isRIFF},
	{name: "TIFF", said: "II*\x00"},
	{name: "TIFF", said: "MM\x00*"},
	{name: "BMP", said: "BM", holds: isBitmap},
	{name: "an icon (ICO)", said: "\x00\x00\x01\x00"},
	{name: "Photoshop", said: "8BPS\x00"},
	{name: "SVG", holds: isDrawing},
	{name: "HEIC", at: 4, said: "ftyp", holds: hasBrand("heic", "heix", "heim", "heis", "hevc", "mif1", "msf1", "heif")},
	{name: "AVIF", at: 4, said: "ftyp", holds: hasBrand("avif", "avis")},
	{name: "MP4", at: 4, said: "ftyp", holds: hasBrand("")},
	{name: "Matroska or WebM", said: "\x1aE\xdf\xa3"},
	{name: "Ogg", said: "OggS\x00"},
	{name: "FLAC", said: "fLaC", holds: isNoText},
	{name: "MP3", said: "ID3", next: "\x02\x03\x04"},
	{name: "MP3", said: "\xff", holds: isMPEGAudio},
	{name: "ASF (WMA, WMV)", said: "\x30\x26\xb2\x75\x8e\x66\xcf\x11"},

	{name: "a program (ELF)", said: "\x7fELF"},
	{name: "a program (EXE)", said: "MZ", holds: isNoText},
	{name: "a program (Mach-O)", said: "\xcf\xfa\xed\xfe"},
	{name: "a class of Java", said: "\xca\xfe\xba\xbe"},
	{name: "WebAssembly", said: "\x00asm"},
}

// containerOf names the kind of container that begins with head; "" where it is none.
// The name of the file counts only where the content leaves the kind open.
func containerOf(head []byte, name string) string {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	for _, c := range containers {
		if c.begins(head) && (c.holds == nil || c.holds(head, name)) {
			return c.name
		}
	}
	return ""
}

func (c *container) begins(head []byte) bool {
	behind := c.at + len(c.said)
	if len(head) < behind || string(head[c.at:behind]) != c.said {
		return false
	}
	return c.next == "" || len(head) > behind && strings.IndexByte(c.next, head[behind]) >= 0
}

// isNoText reports whether head holds a control character, as text hardly ever does.
func isNoText(head []byte, _ string) bool {
	return bytes.ContainsFunc(head, func(r rune) bool { return r < ' ' && !unicode.IsSpace(r) })
}

var (
	pdfHeader  = regexp.MustCompile(`%PDF-\d`)
	warcHeader = regexp.MustCompile(`^WARC/\d\.\d+\r?\n`)
)

// isPDF allows for the junk that may stand before the magic (ISO 32000-1, appendix H.3).
func isPDF(head []byte, name string) bool {
	at := pdfHeader.FindIndex(head[:min(len(head), 1024)])
	return at != nil && (at[0] == 0 || isNoText(head, name) || extension(name) == ".pdf")
}

// isWebArchive asks for the line of the version (ISO 28500, clause 4).
func isWebArchive(head []byte, _ string) bool { return warcHeader.Match(head) }

func isDrawing(head []byte, _ string) bool {
	return bytes.HasPrefix(bytes.TrimSpace(head[:min(len(head), 1024)]), []byte{'<'}) && RootElement(head) == "svg"
}

// isEncryptedOffice tells a document in Office Open XML that lies in a compound file because it
// is encrypted (MS-OFFCRYPTO 2.3.1): by the name of its stream, in UTF-16, or by its own.
func isEncryptedOffice(head []byte, name string) bool {
	switch extension(name) {
	case ".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".xltx", ".xlsb", ".pptx", ".pptm":
		return true
	}
	return bytes.Contains(head, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"))
}

func isRIFF(head []byte, name string) bool {
	return bytes.HasPrefix(head, []byte("RIFF")) && isNoText(head, name)
}

// isBitmap asks for the fields that are zero and for the size of a header that there is.
func isBitmap(head []byte, _ string) bool {
	sizes := []uint32{12, 40, 52, 56, 64, 108, 124}
	return len(head) >= 18 && binary.LittleEndian.Uint32(head[6:]) == 0 && slices.Contains(sizes, binary.LittleEndian.Uint32(head[14:]))
}

// isArrowStream asks for a size of metadata behind the mark of continuation.
func isArrowStream(head []byte, _ string) bool {
	const most = 1 << 24 // bytes; a schema takes thousands
	return len(head) >= 8 && binary.LittleEndian.Uint32(head[4:])-1 < most
}

// isMPEGAudio asks for the header of a frame of layer III whose rates there are.
func isMPEGAudio(head []byte, name string) bool {
	if len(head) < 4 || head[1]&0xe6 != 0xe2 {
		return false
	}
	bitrate, sampling := head[2]>>4, head[2]>>2&3
	return bitrate != 0 && bitrate != 15 && sampling != 3 && isNoText(head, name)
}

// hasBrand asks for one of the brands in the first box of a file of the family of MP4
// (ISO/IEC 14496-12); "" is any. Its size, which stands first, is below 16 MB.
func hasBrand(brands ...string) func([]byte, string) bool {
	return func(head []byte, _ string) bool {
		return head[0] == 0 && slices.ContainsFunc(brands, func(b string) bool { return bytes.HasPrefix(head[8:], []byte(b)) })
	}
}

// officeFolders are those in which the documents of Office Open XML (ECMA-376) lie.
var officeFolders = []struct{ folder, name string }{{"word/", "DOCX"}, {"xl/", "XLSX"}, {"ppt/", "PPTX"}, {"visio/", "VSDX"}}

// openDocuments are the kinds that the member "mimetype" names.
var openDocuments = []struct{ kind, name string }{
	{"application/epub+zip", "EPUB"},
	{"application/vnd.oasis.opendocument.text", "ODT"},
	{"application/vnd.oasis.opendocument.spreadsheet", "ODS"},
	{"application/vnd.oasis.opendocument.presentation", "ODP"},
	{"application/vnd.oasis.opendocument.", "an OpenDocument file"},
}

// zipContainer names the kind of document that a zip archive is by its members; "" where
// it is an archive of files.
func zipContainer(archive *zip.Reader) string {
	has := func(holds func(string) bool) bool {
		return slices.ContainsFunc(archive.File, func(f *zip.File) bool { return holds(f.Name) })
	}
	named := func(name string) bool { return has(func(member string) bool { return member == name }) }
	if named("[Content_Types].xml") && named("_rels/.rels") {
		for _, o := range officeFolders {
			if has(func(member string) bool { return strings.HasPrefix(member, o.folder) }) {
				return o.name
			}
		}
		return "Office Open XML"
	}
	for _, member := range archive.File {
		if member.Name != "mimetype" {
			continue
		}
		kind := beginningOf(member)
		for _, o := range openDocuments {
			if strings.HasPrefix(kind, o.kind) {
				return o.name
			}
		}
	}
	switch {
	case named("META-INF/container.xml") && has(func(member string) bool { return strings.HasSuffix(member, ".opf") }):
		return "EPUB"
	case named("META-INF/MANIFEST.MF") && has(func(member string) bool { return strings.HasSuffix(member, ".class") }):
		return "a program (JAR)"
	case has(func(member string) bool {
		return strings.HasPrefix(member, "Index/") && strings.HasSuffix(member, ".iwa")
	}):
		return "an iWork document (Pages, Numbers, Keynote)"
	}
	return ""
}

// beginningOf reads the first bytes of a member; a member that cannot be read has none.
func beginningOf(member *zip.File) string {
	const enough = 100 // bytes; the longest kind has 60
	r, err := member.Open()
	if err != nil {
		return ""
	}
	defer r.Close()
	b, _ := io.ReadAll(io.LimitReader(r, enough)) // what cannot be read names no kind
	return strings.TrimSpace(string(b))
}

// RootElement gives the name of the first element of head in lower case, without the
// prefix "atom:"; for a page also "!doctype html".
func RootElement(head []byte) string {
	head = bytes.ToLower(head[:min(len(head), 4096)])
	for {
		open := bytes.IndexByte(head, '<')
		if open < 0 {
			return ""
		}
		head = head[open+1:]
		switch {
		case bytes.HasPrefix(head, []byte("!--")):
			end := bytes.Index(head, []byte("-->"))
			if end < 0 {
				return ""
			}
			head = head[end:]
		case bytes.HasPrefix(head, []byte("!doctype html")):
			return "!doctype html"
		case bytes.HasPrefix(head, []byte("!")):
			head = head[declarationEnd(head):]
		case bytes.HasPrefix(head, []byte("?")):
		default:
			end := bytes.IndexAny(head, " \t\r\n/>")
			if end < 0 {
				return ""
			}
			return string(bytes.TrimPrefix(head[:end], []byte("atom:")))
		}
	}
}

// declarationEnd finds the end of the declaration that begins b behind its "<", those within
// it, their comments and what stands in quotes passed over; 0 where it does not end.
func declarationEnd(b []byte) int {
	depth := 0
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case c == '"', c == '\'':
			end := bytes.IndexByte(b[i+1:], c)
			if end < 0 {
				return 0
			}
			i += end + 1
		case bytes.HasPrefix(b[i:], []byte("<!--")):
			end := bytes.Index(b[i:], []byte("-->"))
			if end < 0 {
				return 0
			}
			i += end + len("-->") - 1
		case c == '<':
			depth++
		case c == '>' && depth == 0:
			return i
		case c == '>':
			depth--
		}
	}
	return 0
}
