package boilerplate_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"leitmotif/corpus/boilerplate"
)

// texts reads the texts of an evaluation corpus, or skips.
func texts(tb testing.TB, name string) []string {
	tb.Helper()
	dir := os.Getenv("LEITMOTIF_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "data")
	}
	file, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		tb.Skipf("the evaluation corpora are not here: %v", err)
	}
	defer file.Close()
	plain, err := gzip.NewReader(file)
	if err != nil {
		tb.Fatal(err)
	}
	var out []string
	lines := bufio.NewScanner(plain)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var record struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &record); err != nil {
			tb.Fatal(err)
		}
		out = append(out, record.Text)
	}
	return out
}

func BenchmarkSurvey20000Messages(b *testing.B) {
	list := texts(b, "20newsgroups.jsonl.gz")
	size := 0
	for _, t := range list {
		size += len(t)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		var s boilerplate.Survey
		for _, t := range list {
			s.Add("", t)
		}
		s.Recurring()
	}
}

func BenchmarkRemove20000Messages(b *testing.B) {
	list := texts(b, "20newsgroups.jsonl.gz")
	var s boilerplate.Survey
	size := 0
	for _, t := range list {
		s.Add("", t)
		size += len(t)
	}
	r := boilerplate.NewRemover(s.Recurring())
	b.SetBytes(int64(size))
	for b.Loop() {
		for _, t := range list {
			r.Remove("", t)
		}
	}
}
