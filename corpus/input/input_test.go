package input_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"leitmotif/corpus"
	"leitmotif/corpus/format"
	"leitmotif/corpus/input"
)

// reading is what ranging over a source gave.
type reading struct {
	articles []*corpus.Article
	rejects  []*corpus.Reject
	order    []string // origins of both, as they came
	err      error    // what ended it
}

func read(t testing.TB, src corpus.Source) reading {
	t.Helper()
	var got reading
	for a, err := range src.Articles(t.Context()) {
		var reject *corpus.Reject
		switch {
		case errors.As(err, &reject):
			got.rejects = append(got.rejects, reject)
			got.order = append(got.order, reject.Input.String()+" "+string(reject.Reason))
		case err != nil:
			if got.err != nil {
				t.Fatalf("a second error after %v: %v", got.err, err)
			}
			got.err = err
		default:
			got.articles = append(got.articles, a)
			got.order = append(got.order, a.Input.String())
		}
	}
	return got
}

// readFiles reads the directory in which files have been written.
func readFiles(t testing.TB, files map[string][]byte, opts format.Options) reading {
	t.Helper()
	dir := writeFiles(t, files)
	src, err := format.Open([]string{dir}, opts)
	if err != nil {
		t.Fatal(err)
	}
	return read(t, src)
}

func writeFiles(t testing.TB, files map[string][]byte) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "in")
	for name, content := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// readOne reads one file called name.
func readOne(t testing.TB, name string, content []byte, opts format.Options) reading {
	t.Helper()
	src, err := format.OpenFS(fstest.MapFS{name: {Data: content}}, name, opts)
	if err != nil {
		t.Fatal(err)
	}
	return read(t, src)
}

func wantOrder(t testing.TB, got reading, want ...string) {
	t.Helper()
	if g, w := strings.Join(got.order, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("read:\n%s\nwant:\n%s", g, w)
		for _, r := range got.rejects {
			t.Log(r)
		}
	}
	if got.err != nil {
		t.Errorf("reading ended with %v", got.err)
	}
}

// limited is the options with these limits.
func limited(limits input.Limits) format.Options {
	return format.Options{Input: input.Options{Limits: limits}}
}

func gzipped(t testing.TB, b []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func zstdPacked(t testing.TB, b []byte) []byte {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	return w.EncodeAll(b, nil)
}

// packedFile is a file in an archive.
type packedFile struct {
	name    string
	content []byte
}

func zipped(t testing.TB, members ...packedFile) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, m := range members {
		f, err := w.Create(m.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(m.content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func tarred(t testing.TB, members ...packedFile) []byte {
	t.Helper()
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, m := range members {
		if err := w.WriteHeader(&tar.Header{Name: m.name, Mode: 0o644, Size: int64(len(m.content))}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(m.content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

const twoLines = `{"id":7,"headline":"One","text":"First text.","published_at":"2026-11-23T06:00:00+01:00","lang":"de-AT"}
{"id":"b","title":"Two","body":"Second text.","source":{"id":null,"name":"The Paper"},"authors":["A. Bee","C. Dee"],"url":"https://example.org/2"}
`
