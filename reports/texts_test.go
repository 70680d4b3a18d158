package reports

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"leitmotif/analysis/result"
)

// Texts that were handed over are published with the run, and stand in its manifest.
func TestTexts(t *testing.T) {
	res := fixture(50)
	run, err := Begin(filepath.Join(t.TempDir(), "out"), options())
	if err != nil {
		t.Fatal(err)
	}
	for i := range res.Articles {
		if err := run.Texts(t.Context(), result.Text{ArticleID: res.Articles[i].ID, Text: "The council met.", Removed: []string{"Share"}}); err != nil {
			t.Fatal(err)
		}
	}
	dir, err := run.Write(t.Context(), res)
	if err := errors.Join(err, run.Close()); err != nil {
		t.Fatal(err)
	}
	m, err := ReadManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	last := m.Tables[len(m.Tables)-1]
	if last.Table != "texts" || last.Rows != len(res.Articles) || last.Bytes != int64(len(read(t, dir, "texts.parquet"))) {
		t.Errorf("the manifest says %+v", last)
	}
}

// A run that ends before it is published leaves nothing of its texts, and texts out of order
// are an error.
func TestTextsOfNoRun(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	run, err := Begin(out, options())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	if err := run.Texts(ctx, result.Text{ArticleID: "b"}); err != nil {
		t.Fatal(err)
	}
	if err := run.Texts(ctx, result.Text{ArticleID: "a"}); err != nil {
		t.Fatal(err)
	}
	if err := run.Texts(ctx, result.Text{ArticleID: "c"}); err == nil {
		t.Error("a before b is no error")
	}
	cancel()
	if err := run.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(out); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the output directory is left: %v", err)
	}
}
