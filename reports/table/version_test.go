package table

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/parquet-go/parquet-go"

	"leitmotif/analysis"
)

func TestEarlier(t *testing.T) {
	for _, test := range []struct {
		version, than string
		want          bool
	}{
		{"1.7", "1.8", true}, {"1.8", "1.8", false}, {"1.9", "1.8", false}, {"1.10", "1.8", false}, {"0.9", "1.0", true},
		{"1", "1.1", true}, {"2.0", "1.8", false}, {"", "1.8", false}, {"old", "1.8", false}, {"1.x", "1.8", false},
	} {
		if got := Earlier(test.version, test.than); got != test.want {
			t.Errorf("Earlier(%q, %q) = %v", test.version, test.than, got)
		}
	}
}

// TestTableOfLaterVersionMayBeMissing reads a run without targets and names: one of version 1.7 has
// none, one of today has lost them.
func TestTableOfLaterVersionMayBeMissing(t *testing.T) {
	dir := save(t, New(&analysis.Result{}))
	if err := os.Remove(filepath.Join(dir, "targets.parquet")); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(context.Background(), dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("reading a run of today without its targets: %v", err)
	}
	var b bytes.Buffer
	w := parquet.NewGenericWriter[Article](&b, parquet.KeyValueMetadata(tableKey, "articles"), parquet.KeyValueMetadata(versionKey, "1.7"))
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "articles.parquet"), b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"names", "article_names"} {
		if err := os.Remove(filepath.Join(dir, name+".parquet")); err != nil {
			t.Fatal(err)
		}
	}
	set, err := Read(context.Background(), dir)
	if err != nil {
		t.Fatalf("reading a run of version 1.7: %v", err)
	}
	if rows, err := set.ArticleNames.Collect(); len(rows)+len(set.Names) > 0 || err != nil {
		t.Errorf("a run of version 1.7 has %d names and %d in articles: %v", len(set.Names), len(rows), err)
	}
	for name, want := range map[string]bool{"targets": true, "names": true, "article_names": true, "inputs": false, "articles": false} {
		if lacks, err := Lacks(dir, name); lacks != want || err != nil {
			t.Errorf("a run of version 1.7 lacks %s: %v, %v", name, lacks, err)
		}
	}
}
