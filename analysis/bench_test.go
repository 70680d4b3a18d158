package analysis_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"leitmotif/analysis"
	"leitmotif/corpus/format"
	"leitmotif/seeds"
)

// dataFile finds a corpus for benchmarks, or skips.
func dataFile(tb testing.TB, name string) string {
	tb.Helper()
	dir := os.Getenv("LEITMOTIF_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared", "data")
	}
	path := filepath.Join(dir, name)
	if _, err := os.Stat(path); err != nil {
		tb.Skipf("the evaluation corpora are not here: %v", err)
	}
	return path
}

func BenchmarkRun20000Messages(b *testing.B) {
	path := dataFile(b, "20newsgroups.jsonl.gz")
	cfg := analysis.Default()
	cfg.Topics, cfg.StopWords = 20, seeds.StopWords()
	for b.Loop() {
		source, err := format.Open([]string{path}, format.Options{})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := analysis.Run(context.Background(), source, cfg); err != nil {
			b.Fatal(err)
		}
	}
}
