package lsa

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/james-bowman/nlp"
	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/svd"
)

// weighted2000 weighs the first 2,000 messages of 20newsgroups with the library's own
// vectoriser, terms x documents.
func weighted2000(b *testing.B) mat.Matrix {
	b.Helper()
	dir := os.Getenv("LEITMOTIF_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "data")
	}
	file, err := os.Open(filepath.Join(dir, "20newsgroups.jsonl.gz"))
	if err != nil {
		b.Skipf("the evaluation corpora are not here: %v", err)
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		b.Fatal(err)
	}
	lines := bufio.NewReader(unzipped)
	var texts []string
	for len(texts) < 2000 {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			b.Fatal(err)
		}
		var record struct{ Text string }
		if err := json.Unmarshal(line, &record); err != nil {
			b.Fatal(err)
		}
		texts = append(texts, record.Text)
	}
	terms, err := nlp.NewPipeline(nlp.NewCountVectoriser(), nlp.NewTfidfTransformer()).FitTransform(texts...)
	if err != nil {
		b.Fatal(err)
	}
	return terms
}

func benchmarkReduction(b *testing.B, reducer func() nlp.Transformer) {
	terms := weighted2000(b)
	for b.Loop() {
		if _, err := reducer().FitTransform(terms); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSpace2000(b *testing.B) {
	benchmarkReduction(b, func() nlp.Transformer {
		return NewReducer(context.Background(), svd.Options{Rank: 100, Tolerance: svd.DefaultTolerance})
	})
}

// The library's dense decomposition of the same matrix takes minutes.
func BenchmarkLibrary2000(b *testing.B) {
	benchmarkReduction(b, func() nlp.Transformer { return nlp.NewTruncatedSVD(100) })
}
