package input_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"leitmotif/corpus"
	"leitmotif/corpus/input"
)

// checked reads content and holds what is true of everything that is read, first of all
// that no input is passed over in silence.
func checked(t *testing.T, name string, content []byte) reading {
	t.Helper()
	got := readOne(t, name, content, limited(input.Limits{RecordBytes: 1 << 20, ExpandedBytes: 16 << 20}))
	if got.err != nil {
		t.Fatalf("reading ended with %v", got.err)
	}
	if len(got.order) == 0 {
		t.Fatal("neither an article nor a reject")
	}
	for _, r := range got.rejects {
		if !utf8.ValidString(r.Detail) || utf8.RuneCountInString(r.Detail) > 1000 || r.Reason == "" {
			t.Fatalf("%s: reason %q, detail %q", r.Input, r.Reason, r.Detail)
		}
	}
	seen := make(map[corpus.Origin]bool)
	for _, a := range got.articles {
		seen[a.Input] = true
	}
	for _, r := range got.rejects {
		seen[r.Input] = true
	}
	if len(seen) != len(got.order) {
		t.Fatalf("one origin came twice: %q", got.order)
	}
	for _, a := range got.articles {
		if !utf8.ValidString(a.Text) || strings.ContainsAny(a.Text, "\x00\r\ufeff\x7f") || !utf8.ValidString(a.Input.File) {
			t.Fatalf("%q: unclean %q", a.Input.File, a.Text)
		}
	}
	return got
}

// FuzzCharset reads the same bytes as text of every width, in the forms that are read as
// a stream and as a whole.
func FuzzCharset(f *testing.F) {
	f.Add([]byte("t\x00e\x00x\x00t\x00\n\x00x\x00\n\x00"))
	f.Add([]byte("title;text\nT;Gr\xfc\xdfe\n"))
	f.Add([]byte("\x1b$B\x1b(B"))
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, mark := range []string{"\xef\xbb\xbf", "\xff\xfe\x00\x00", "\x00\x00\xfe\xff", "\xff\xfe", "\xfe\xff"} {
			marked := append([]byte(mark), b...)
			for _, name := range []string{"a.txt", "a.csv", "a.json", "a.html"} {
				checked(t, name, marked)
				checked(t, name, b)
			}
		}
	})
}

// FuzzContainer begins inputs like files that are told by their content.
func FuzzContainer(f *testing.F) {
	for _, sample := range containerSamples {
		f.Add([]byte(sample))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, name := range []string{"a", "a.eml", "a.zip"} {
			checked(t, name, b)
		}
	})
}

func FuzzGzip(f *testing.F) {
	f.Add(gzipped(f, []byte(twoLines)))
	f.Add(gzipped(f, gzipped(f, nil)))
	f.Fuzz(func(t *testing.T, b []byte) {
		checked(t, "a.jsonl.gz", b)
		checked(t, "a.gz", gzipped(t, b))
	})
}

func FuzzZstd(f *testing.F) {
	f.Add(zstdPacked(f, []byte(twoLines)))
	f.Add(zstdPacked(f, nil))
	f.Fuzz(func(t *testing.T, b []byte) {
		checked(t, "a.jsonl.zst", b)
		checked(t, "a.zst", zstdPacked(t, b))
	})
}

func FuzzZip(f *testing.F) {
	f.Add(zipped(f, packedFile{"a.txt", []byte("T\nx")}, packedFile{"b/", nil}), "a.txt", []byte("T\nx"))
	f.Add(append(zipped(f), zipped(f, packedFile{".a", nil})...), "..\\a\x01", []byte("[]"))
	for _, document := range documents(f) {
		f.Add(document, "mimetype", []byte("application/epub+zip"))
	}
	f.Fuzz(func(t *testing.T, b []byte, name string, content []byte) {
		checked(t, "a.zip", b)
		if len(name) < 1<<16 && !strings.HasSuffix(name, "/") {
			checked(t, "a", zipped(t, packedFile{name, content}, packedFile{name, b}))
		}
	})
}

func FuzzTar(f *testing.F) {
	one := tarred(f, packedFile{"a.txt", []byte("T\nx")})
	f.Add(one, "a.txt", []byte("T\nx"))
	f.Add(append(one, one...), "/a\xff", []byte(" "))
	for _, name := range []string{"sparse.tar", "sparse_pax.tar"} {
		b, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b, name, []byte("x"))
	}
	f.Fuzz(func(t *testing.T, b []byte, name string, content []byte) {
		checked(t, "a.tar", b)
		if name != "" && len(name) < 1<<12 && !strings.Contains(name, "\x00") && !strings.HasSuffix(name, "/") {
			checked(t, "a", tarred(t, packedFile{name, content}, packedFile{name, b}))
		}
	})
}
