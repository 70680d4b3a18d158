package input_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"leitmotif/corpus/format"
)

// tarOf writes headers as they are, the content of each behind it.
func tarOf(t testing.TB, members ...tar.Header) []byte {
	t.Helper()
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, header := range members {
		content := []byte("T\nthe text of " + header.Name)
		if header.Typeflag == tar.TypeReg {
			header.Size = int64(len(content))
		}
		if err := w.WriteHeader(&header); err != nil {
			t.Fatal(err)
		}
		if header.Typeflag == tar.TypeReg {
			if _, err := w.Write(content); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestTarMembers(t *testing.T) {
	regular := tar.Header{Name: "a.txt", Typeflag: tar.TypeReg, Mode: 0o644}
	archive := tarOf(t, tar.Header{Name: "d/", Typeflag: tar.TypeDir, Mode: 0o755}, regular,
		tar.Header{Name: "hard.txt", Linkname: "a.txt", Typeflag: tar.TypeLink},
		tar.Header{Name: "early.txt", Linkname: "later.txt", Typeflag: tar.TypeLink},
		tar.Header{Name: "soft.txt", Linkname: "a.txt", Typeflag: tar.TypeSymlink},
		tar.Header{Name: "null", Typeflag: tar.TypeChar}, tar.Header{Name: "disk", Typeflag: tar.TypeBlock},
		tar.Header{Name: "pipe", Typeflag: tar.TypeFifo},
		tar.Header{Name: ".hidden", Linkname: "a.txt", Typeflag: tar.TypeLink})
	want := []string{"a.tar!a.txt#1", "a.tar!hard.txt empty", "a.tar!early.txt unsupported", "a.tar!soft.txt unsupported",
		"a.tar!null unsupported", "a.tar!disk unsupported", "a.tar!pipe unsupported"}
	wantOrder(t, readOne(t, "a.tar", archive, format.Options{}), want...)
	// Another archive behind the end, and what is none.
	second := tarOf(t, tar.Header{Name: "b.txt", Typeflag: tar.TypeReg, Mode: 0o644})
	wantOrder(t, readOne(t, "a.tar", append(bytes.Clone(archive), second...), format.Options{}), append(want, "a.tar!b.txt#1")...)
	wantOrder(t, readOne(t, "a.tar", append(bytes.Clone(archive), "left over"...), format.Options{}), append(want, "a.tar malformed")...)
	wantOrder(t, readOne(t, "a.tar", append(bytes.Clone(archive), make([]byte, 20_000)...), format.Options{}), want...)
	// The same file twice, and names that come to one.
	upward, back := regular, regular
	upward.Name, back.Name = "../a.txt", `.\a.txt`
	wantOrder(t, readOne(t, "a.tar", tarOf(t, regular, regular, upward, back), format.Options{}),
		"a.tar!a.txt#1", "a.tar!a.txt (2)#1", "a.tar!a.txt (3)#1", "a.tar!a.txt (4)#1")
}

// The sparse files of the cases hold 200 GB and 7 TB of zeros, in the forms of GNU tar and
// of PAX; a small one is read.
func TestSparseTar(t *testing.T) {
	for _, name := range []string{"sparse.tar", "sparse_pax.tar"} {
		content, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		got := readOne(t, name, content, format.Options{})
		if len(got.rejects) == 0 || !strings.HasPrefix(got.rejects[0].Input.File, name+"!s.jsonl") || got.err != nil {
			t.Errorf("%s: %v, %v", name, got.order, got.err)
		}
	}
}

func TestZipMembers(t *testing.T) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, m := range []struct {
		header zip.FileHeader
		mode   os.FileMode
	}{
		{header: zip.FileHeader{Name: "dir/"}}, {header: zip.FileHeader{Name: `back\`}},
		{header: zip.FileHeader{Name: "a.txt"}, mode: 0o644}, {header: zip.FileHeader{Name: "a.txt"}, mode: 0o644},
		{header: zip.FileHeader{Name: "/abs/b.txt"}}, {header: zip.FileHeader{Name: "../up.txt"}}, {header: zip.FileHeader{Name: `x\c.txt`}},
		{header: zip.FileHeader{Name: "link.txt"}, mode: os.ModeSymlink | 0o777},
	} {
		if m.mode != 0 {
			m.header.SetMode(m.mode)
		}
		f, err := w.CreateHeader(&m.header)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(m.header.Name, "txt") {
			if _, err := f.Write([]byte("T\nx")); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, header := range []zip.FileHeader{{Name: "locked.txt", Flags: 1}, {Name: "odd.txt"}} {
		header.Method, header.CompressedSize64, header.UncompressedSize64 = 99, 3, 3
		f, err := w.CreateRaw(&header)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte("abc")); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	got := readOne(t, "a.zip", out.Bytes(), format.Options{})
	wantOrder(t, got, "a.zip!a.txt#1", "a.zip!a.txt (2)#1", "a.zip!abs/b.txt#1", "a.zip!up.txt#1", "a.zip!x/c.txt#1",
		"a.zip!link.txt unsupported", "a.zip!locked.txt unreadable", "a.zip!odd.txt unreadable")
	// Two archives in one file: the directory of the second lists its own files alone.
	both := append(zipped(t, packedFile{"a.txt", []byte("T\nx")}), zipped(t, packedFile{"b.txt", []byte("T\ny")})...)
	wantOrder(t, readOne(t, "a.zip", both, format.Options{}), "a.zip!b.txt#1", "a.zip malformed")
}

// Names that differ in what is no text stay apart, on disk and in archives.
func TestNamesStayApart(t *testing.T) {
	names := []string{"a\x01.txt", "a\x02.txt", "a.txt", "a\xfc.txt", "a\xfd.txt", "b\n.txt", "b .txt", "b\t.txt", "c\u202e.txt", "c.txt",
		"\u00e9.txt", "e\u0301.txt", "x  y.txt", "x y.txt"}
	files := make(map[string][]byte)
	var members []packedFile
	for _, name := range names {
		files[name] = []byte("T\nx")
		members = append(members, packedFile{name, []byte("T\nx")})
	}
	for kind, got := range map[string]reading{"directory": readFiles(t, files, format.Options{}), "zip": readOne(t, "a.zip", zipped(t, members...), format.Options{}),
		"tar": readOne(t, "a.tar", tarred(t, members...), format.Options{})} {
		seen := make(map[string]bool)
		for _, o := range got.order {
			seen[o] = true
			if !utf8.ValidString(o) || strings.ContainsAny(o, "\x01\x02\n\t\u202e") {
				t.Errorf("%s: %q is no text", kind, o)
			}
		}
		if len(seen) != len(names) || len(got.articles) != len(names) {
			t.Errorf("%s: %d names, %d articles of %d: %q", kind, len(seen), len(got.articles), len(names), got.order)
		}
	}
	got := readOne(t, "a.zip", zipped(t, packedFile{"a\x01b\xfc.txt", []byte("T\nx")}), format.Options{})
	wantOrder(t, got, `a.zip!a\x01b\xfc.txt#1`)
	long := readOne(t, "a.tar", tarred(t, packedFile{strings.Repeat("d/", 20_000) + "a.txt", []byte("T\nx")}), format.Options{})
	if len(long.order) != 1 || len(long.order[0]) > 4096+20 || !strings.HasSuffix(long.order[0], "/a.txt#1") {
		t.Errorf("a long name: %d bytes", len(long.order[0]))
	}
}

// An archive without a file, and a layer without a byte, say so.
func TestEmptyLayers(t *testing.T) {
	for name, content := range map[string][]byte{
		"a.jsonl.gz": gzipped(t, nil), "b.jsonl.zst": zstdPacked(t, nil),
		"c.zip": zipped(t), "d.zip": zipped(t, packedFile{"a/", nil}, packedFile{"b/c/", nil}), "e.tar": tarred(t),
		"f.zip": zipped(t, packedFile{".hidden.txt", []byte("T\nx")}), "g.tar.gz": gzipped(t, tarred(t, packedFile{"__MACOSX/a.txt", []byte("T\nx")})),
	} {
		wantOrder(t, readOne(t, name, content, format.Options{}), name+" empty")
	}
	wantOrder(t, readOne(t, "a.zip", zipped(t, packedFile{"x.json", []byte("[]")}, packedFile{"y.txt", nil}), format.Options{}),
		"a.zip!x.json empty", "a.zip!y.txt empty")
}
