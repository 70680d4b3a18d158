package repair_test

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"leitmotif/corpus/repair"
)

// dataDir gives the directory of the evaluation data and skips the test where it is absent.
func dataDir(t *testing.T) string {
	t.Helper()
	for _, dir := range []string{os.Getenv("LEITMOTIF_DATA"), filepath.Join("..", "..", "..", "shared", "data")} {
		if files, _ := filepath.Glob(filepath.Join(dir, "*.jsonl.gz")); dir != "" && len(files) > 0 {
			return dir
		}
	}
	t.Skip("no evaluation data in LEITMOTIF_DATA or ../shared/data")
	return ""
}

// unpacked opens a file that gzip packed.
func unpacked(t *testing.T, path string) io.Reader {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	z, err := gzip.NewReader(bufio.NewReader(f))
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// eachText visits every title, text, author and outlet of all corpora, and every page of
// the sets of pages.
func eachText(t *testing.T, visit func(file, text string)) {
	t.Helper()
	dir := dataDir(t)
	files, err := filepath.Glob(filepath.Join(dir, "*.gz"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		name := filepath.Base(path)
		r := unpacked(t, path)
		if strings.HasSuffix(name, ".tar.gz") {
			for archive := tar.NewReader(r); ; {
				if _, err := archive.Next(); errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					t.Fatal(err)
				}
				page, err := io.ReadAll(archive)
				if err != nil {
					t.Fatal(err)
				}
				visit(name, strings.ToValidUTF8(string(page), "\ufffd"))
			}
			continue
		}
		for d := json.NewDecoder(r); ; {
			var record struct {
				Title, Text, Source string
				Author              any
			}
			if err := d.Decode(&record); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatal(err)
			}
			for _, s := range []string{record.Title, record.Text, record.Source, fmt.Sprint(record.Author)} {
				if s != "" && s != "<nil>" {
					visit(name, s)
				}
			}
		}
	}
}

// damaged is how many texts of a corpus are repaired. Each repair was looked at, and is
// right: a change of these counts is one to look at.
var damaged = map[string]int{"20newsgroups.jsonl.gz": 1, "german_frontpages.jsonl.gz": 8, "persent.jsonl.gz": 249, "html_gold_trafilatura.tar.gz": 6}

func TestCorporaAreNotDamaged(t *testing.T) {
	texts, repairs := 0, make(map[string]int)
	eachText(t, func(file, text string) {
		texts++
		mended, changed := repair.Text(text, false)
		if !changed {
			return
		}
		repairs[file]++
		if testing.Verbose() {
			at := difference(text, mended)
			t.Logf("%s: %q becomes %q", file, around(text, at), around(mended, at))
		}
	})
	t.Logf("%d texts, repaired %v", texts, repairs)
	if !maps.Equal(repairs, damaged) {
		t.Errorf("repaired %v, want %v", repairs, damaged)
	}
}

// difference gives the index of the first byte in which two texts differ.
func difference(a, b string) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}

// around gives some characters around s[at].
func around(s string, at int) string {
	from, to := max(0, at-20), min(len(s), at+25)
	for from > 0 && !utf8.RuneStart(s[from]) {
		from--
	}
	for to < len(s) && !utf8.RuneStart(s[to]) {
		to++
	}
	return s[from:to]
}
