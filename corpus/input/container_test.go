package input_test

import (
	"strings"
	"testing"

	"leitmotif/corpus/format"
)

// containerSamples begins a file of each kind that is told and not read.
var containerSamples = map[string]string{
	"LZMA":             "]\x00\x00\x80\x00\xff\xff\xff\xff\xff\xff\xff\xff\x002\x9a",
	"PostScript":       "%!PS-Adobe-3.0\n",
	"old Office":       "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600),
	"MOBI":             strings.Repeat("x", 60) + "BOOKMOBI",
	"ARC":              "filedesc://a.arc 0.0.0.0 20261123060000 text/plain 76\n",
	"ICS":              "BEGIN:VCALENDAR\nVERSION:2.0\n",
	"Arrow":            "ARROW1\x00\x00\xff\xff\xff\xff",
	"Arrow stream":     "\xff\xff\xff\xff\x80\x02\x00\x00\x10\x00",
	"Feather":          "FEA1\x00\x00\x00\x00",
	"ORC":              "ORC\x0a\x05\x00\x00",
	"Avro":             "Obj\x01\x04\x16avro.schema",
	"pickle":           "\x80\x04\x95\x10\x00\x00\x00",
	"NumPy":            "\x93NUMPY\x01\x00",
	"HDF5":             "\x89HDF\r\n\x1a\n",
	"SQLite":           "SQLite format 3\x00\x10\x00",
	"7z":               "7z\xbc\xaf\x27\x1c\x00\x04",
	"RAR":              "Rar!\x1a\x07\x01\x00",
	"xz":               "\xfd7zXZ\x00\x00\x04",
	"LZ4":              "\x04\x22\x4d\x18\x64\x40",
	"PNG":              "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
	"JPEG":             "\xff\xd8\xff\xe0\x00\x10JFIF",
	"GIF":              "GIF89a\x01\x00\x01\x00",
	"WebP":             "RIFF\x24\x00\x00\x00WEBPVP8 ",
	"WAV":              "RIFF\x24\x00\x00\x00WAVEfmt ",
	"TIFF":             "II*\x00\x08\x00\x00\x00",
	"TIFF of Motorola": "MM\x00*\x00\x00\x00\x08",
	"BMP":              "BM\x46\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00",
	"SVG":              "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>Ein Wort</text></svg>",
	"SVG as XML":       "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
	"HEIC":             "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00",
	"MP4":              "\x00\x00\x00\x18ftypisom\x00\x00\x02\x00",
	"Matroska":         "\x1aE\xdf\xa3\x01\x00",
	"Ogg":              "OggS\x00\x02\x00\x00",
	"FLAC":             "fLaC\x00\x00\x00\x22",
	"MP3 with tag":     "ID3\x04\x00\x00\x00\x00\x00\x23TIT2",
	"MP3":              "\xff\xfb\x90\x64\x00\x00\x00\x00",
	"ELF":              "\x7fELF\x02\x01\x01\x00",
	"EXE":              "MZ\x90\x00\x03\x00\x00\x00",
}

// documents are zip archives that are one document.
func documents(t testing.TB) map[string][]byte {
	office := func(folder string) []byte {
		return zipped(t, packedFile{"[Content_Types].xml", []byte("<Types/>")}, packedFile{"_rels/.rels", []byte("<Relationships/>")},
			packedFile{folder + "document.xml", []byte("<document/>")})
	}
	kind := func(name string) []byte {
		return zipped(t, packedFile{"mimetype", []byte(name)}, packedFile{"content.xml", []byte("<content/>")},
			packedFile{"OEBPS/ch1.xhtml", []byte("<html><body><p>Ein Kapitel.</p></body></html>")})
	}
	return map[string][]byte{
		"PPTX": office("ppt/"), "VSDX": office("visio/"), "ODP": kind("application/vnd.oasis.opendocument.presentation"),
		"OpenDocument": kind("application/vnd.oasis.opendocument.graphics\n"), "password": []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" +
			strings.Repeat("\x00", 512) + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"),
	}
}

// Whatever a file is called and wherever it lies, its content tells what it is.
func TestContainersAreNamed(t *testing.T) {
	all := make(map[string][]byte)
	for kind, sample := range containerSamples {
		all[kind] = []byte(sample)
	}
	for kind, document := range documents(t) {
		all[kind] = document
	}
	for kind, content := range all {
		word, _, _ := strings.Cut(kind, " ")
		check := func(got reading, want string) {
			t.Helper()
			wantOrder(t, got, want)
			if len(got.rejects) == 1 && word != "old" && !strings.Contains(got.rejects[0].Detail, word) {
				t.Errorf("%s: %v", kind, got.rejects[0])
			}
		}
		for _, name := range []string{"a", "a.txt", "a.json", "a.csv", "a.html", "a.zip", "a.rss"} {
			check(readOne(t, name, content, format.Options{}), name+" unsupported")
		}
		check(readOne(t, "a.gz", gzipped(t, content), format.Options{}), "a.gz unsupported")
		check(readOne(t, "a.zip", zipped(t, packedFile{"x", content}), format.Options{}), "a.zip!x unsupported")
		check(readOne(t, "a.tar.zst", zstdPacked(t, tarred(t, packedFile{"x.txt", content})), format.Options{}), "a.tar.zst!x.txt unsupported")
	}
}

// Texts may begin with the words that begin other files.
func TestTextsAreNoContainers(t *testing.T) {
	for _, text := range []string{
		"From: the desk of the editor\n\nThe bridge is closed.",
		"Subject: the bridge\n\nIt is closed.",
		"From: Anna\nTo: Ben\nSubject: the bridge\nDate: today\n\nIt is closed.",
		"From Monday 06:00 the bridge is closed, until 2027.\nNobody knows: why.",
		"BMW baut in Hollenbeck ein Werk.\nEs soll 2027 fertig sein.", "RIFF-Festival beginnt.\nViele kamen.",
		"ORCAS vor der Küste gesichtet.\nFischer sind besorgt.", "MZ: Hollenbeck\nDie Brücke.", "ID3 wird gebaut.\nIn Kassel.",
		"GIF8 ist kein Bild.\nSo die Zeitung.", "7z ist ein Programm.\nEs packt.", "BZh wie Bezirk.\nDrei Worte.", "Obj der Begierde.\nText.",
		"fLaC oder nicht.\nText.", "PDF: Wie das Format entstand\nMit %PDF-1.0 begann es.", "<b>Fett</b>\nund <svg> im Text",
		"WARC/Archive\nText.", "WARC/1.0 erklärt\nText.", "%PDF-Dateien sind überall.\nText.", "%!PS war einmal.\nText.", "GIF89a war ein Format.\nText.",
		"RDX2 ist kein Sprengstoff.\nText.", "!BDN sagt wenig.\nText.", "BEGIN:VCARD steht am Anfang.\nText.", "RIFF und WEBP\nText.", "{\\rtf steht am Anfang.\nText.", "Note: a: b\nDate: x\n\nText", "SQLite format 3 ist da.\nText",
	} {
		got := readOne(t, "a.txt", []byte(text), format.Options{})
		if len(got.articles) != 1 {
			t.Errorf("%q: %v %v", text, got.order, got.rejects)
		}
	}
	// Archives of articles with names that documents know as well.
	for _, members := range [][]packedFile{
		{{"word/a.txt", []byte("T\nx")}},
		{{"[Content_Types].xml.txt", []byte("T\nx")}},
		{{"mimetype", []byte("T\nWas ein mimetype ist")}},
		{{"META-INF/a.txt", []byte("T\nx")}},
	} {
		if got := readOne(t, "a.zip", zipped(t, members...), format.Options{}); len(got.articles) != 1 {
			t.Errorf("%s: %v", members[0].name, got.order)
		}
	}
}
