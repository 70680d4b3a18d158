package format

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
	"time"

	"leitmotif/corpus"
)

// packed is a member of a zip archive.
type packed struct{ name, content string }

// zipOf packs members.
func zipOf(t testing.TB, members ...packed) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, m := range members {
		f, err := w.CreateHeader(&zip.FileHeader{Name: m.name, Method: zip.Store})
		if err == nil {
			_, err = f.Write([]byte(m.content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// with adds members to an archive.
func with(t testing.TB, archive []byte, members ...packed) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range r.File {
		if err := w.Copy(f); err != nil {
			t.Fatal(err)
		}
	}
	for _, m := range members {
		f, err := w.CreateHeader(&zip.FileHeader{Name: m.name, Method: zip.Store})
		if err == nil {
			_, err = f.Write([]byte(m.content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// wantArticles compares what was read of articles, but for their origin.
func wantArticles(t testing.TB, got reading, want ...corpus.Article) {
	t.Helper()
	if len(got.articles) != len(want) {
		t.Fatalf("%d articles, want %d: %v", len(got.articles), len(want), got.order)
	}
	for i, a := range got.articles {
		given := *a
		given.Input = corpus.Origin{}
		if given != want[i] {
			t.Errorf("article %d:\n%+v\nwant\n%+v", i+1, given, want[i])
		}
	}
}

// wantDetail holds what the only reject says.
func wantDetail(t testing.TB, got reading, parts ...string) {
	t.Helper()
	if len(got.rejects) != 1 {
		t.Errorf("%d rejects: %v", len(got.rejects), got.order)
		return
	}
	for _, p := range parts {
		if !strings.Contains(got.rejects[0].Detail, p) {
			t.Errorf("%v does not say %q", got.rejects[0], p)
		}
	}
}

func day(year int, month time.Month, d, hour, minute int) time.Time {
	return time.Date(year, month, d, hour, minute, 0, 0, time.UTC)
}
