package sentiment

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"

	"leitmotif/analysis/tokenize"
)

func BenchmarkArticle100kB(b *testing.B) {
	s := embeddedScorer(b)
	var text strings.Builder
	for i := range 600 {
		text.WriteString("The chancellor spoke in parliament about the weak economy and praised the unions; the ")
		text.WriteString([]string{"market", "minister", "company", "harbour", "hospital"}[i%5])
		text.WriteString(" did not answer number ")
		text.WriteString(strings.Repeat("x", i%17+1))
		text.WriteString(" of the year. ")
	}
	tokens := tokenize.Append(nil, text.String())
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		s.Article("en", "", nil, text.String(), tokens)
	}
}

func BenchmarkNewScorer(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		embeddedScorer(b)
	}
}

// benchText is an article of a corpus for evaluation.
type benchText struct {
	text   string
	tokens []tokenize.Token
}

// corpusTexts reads the first texts of a corpus, or skips where it is absent.
func corpusTexts(b *testing.B, name string, n int) (out []benchText, bytes int) {
	b.Helper()
	directory := os.Getenv("LEITMOTIF_DATA")
	if directory == "" {
		directory = filepath.Join("..", "..", "..", "shared", "data")
	}
	file, err := os.Open(filepath.Join(directory, name))
	if err != nil {
		b.Skipf("the evaluation corpora are not here: %v", err)
	}
	defer file.Close()
	plain, err := gzip.NewReader(file)
	if err != nil {
		b.Fatal(err)
	}
	for lines := bufio.NewReader(plain); len(out) < n; {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			b.Fatal(err)
		}
		var record struct{ Text string }
		if err := json.Unmarshal(line, &record); err != nil {
			b.Fatal(err)
		}
		out = append(out, benchText{record.Text, tokenize.Append(nil, record.Text)})
		bytes += len(record.Text)
	}
	return out, bytes
}

// BenchmarkArticles3000Messages scores real messages on as many goroutines as there are
// processors; compare -cpu 1,2.
func BenchmarkArticles3000Messages(b *testing.B) {
	texts, bytes := corpusTexts(b, "20newsgroups.jsonl.gz", 3000)
	original := embeddedScorer(b)
	b.SetBytes(int64(bytes / len(texts)))
	b.ReportAllocs()
	b.ResetTimer()
	b.RunParallel(func(more *testing.PB) {
		s := original.Fork()
		for i := 0; more.Next(); i++ {
			x := texts[i%len(texts)]
			s.Article("en", "", nil, x.text, x.tokens)
		}
	})
}
