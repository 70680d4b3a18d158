package format

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"leitmotif/corpus"
)

// dataFile finds a file of the development data, or skips.
func dataFile(tb testing.TB, name string) string {
	tb.Helper()
	dir := os.Getenv("LEITMOTIF_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "data")
	}
	file := filepath.Join(dir, name)
	if _, err := os.Stat(file); err != nil {
		tb.Skipf("the development data is not here: %v", err)
	}
	return file
}

// syntheticLines is JSON Lines of about 2 kB a record, one word in ten with an umlaut.
func syntheticLines(records int) []byte {
	vocabulary := strings.Fields("market council Übersicht police report season energy große house window " +
		"minister school train winter paper border harvest bridge coach signal")
	var out bytes.Buffer
	state := uint32(1)
	for i := range records {
		fmt.Fprintf(&out, `{"id":%d,"title":"Report %d","published_at":"2026-11-23T06:00:00Z","lang":"en","text":"`, i, i)
		for w := range 300 {
			state = state*1664525 + 1013904223
			out.WriteString(vocabulary[state>>16%uint32(len(vocabulary))])
			if w%40 == 39 {
				out.WriteString(`\n`)
			} else {
				out.WriteByte(' ')
			}
		}
		out.WriteString("\"}\n")
	}
	return out.Bytes()
}

func BenchmarkJSONL5000Synthetic(b *testing.B) {
	lines := syntheticLines(5000)
	benchmarkSource(b, inMemory(b, "a.jsonl", lines, Options{}), int64(len(lines)))
}

func BenchmarkJSON5000Synthetic(b *testing.B) {
	lines := bytes.TrimSpace(syntheticLines(5000))
	array := append(append([]byte("["), bytes.ReplaceAll(lines, []byte("\n"), []byte(","))...), ']')
	benchmarkSource(b, inMemory(b, "a.json", array, Options{}), int64(len(array)))
}

func BenchmarkTable5000Synthetic(b *testing.B) {
	var table bytes.Buffer
	w := csv.NewWriter(&table)
	_ = w.Write([]string{"id", "title", "published_at", "lang", "text"})
	for a := range inMemory(b, "a.jsonl", syntheticLines(5000), Options{}).Articles(b.Context()) {
		_ = w.Write([]string{a.SourceID, a.Title, a.Published.Format(time.RFC3339), a.Language, a.Text})
	}
	w.Flush()
	benchmarkSource(b, inMemory(b, "a.csv", table.Bytes(), Options{}), int64(table.Len()))
}

func BenchmarkJSONLGzip5000Synthetic(b *testing.B) {
	lines := syntheticLines(5000)
	benchmarkSource(b, inMemory(b, "a.jsonl.gz", gzipped(b, lines), Options{}), int64(len(lines)))
}

func BenchmarkParquet5000Synthetic(b *testing.B) {
	var rows []parquetRow
	src := inMemory(b, "a.jsonl", syntheticLines(5000), Options{})
	size := int64(0)
	for a := range src.Articles(b.Context()) {
		rows = append(rows, parquetRow{Title: &a.Title, Body: a.Text, Authors: []string{"A", "B"}, Date: a.Published})
		size += int64(len(a.Text))
	}
	benchmarkSource(b, inMemory(b, "a.parquet", parquetFile(b, rows), Options{}), size)
}

func BenchmarkFeed2000Synthetic(b *testing.B) {
	var feed bytes.Buffer
	feed.WriteString(`<?xml version="1.0"?><rss version="2.0"><channel><title>C</title>`)
	for i := range 2000 {
		fmt.Fprintf(&feed, "<item><title>Report %d</title><guid>%d</guid><description>&lt;p&gt;%s&lt;/p&gt;</description></item>",
			i, i, strings.Repeat("council bridge harbour winter ", 40))
	}
	feed.WriteString("</channel></rss>")
	benchmarkSource(b, inMemory(b, "a.rss", feed.Bytes(), Options{}), int64(feed.Len()))
}

func BenchmarkJSONLGzip19997News(b *testing.B) {
	benchmarkFile(b, "20newsgroups.jsonl.gz", 37_316_486)
}

func BenchmarkJSONLGzip10301German(b *testing.B) {
	benchmarkFile(b, "fang_covid_de.jsonl.gz", 62_739_012)
}

// benchmarkFile reads a file of the development data that holds size bytes unpacked.
func benchmarkFile(b *testing.B, name string, size int64) {
	src, err := Open([]string{dataFile(b, name)}, Options{})
	if err != nil {
		b.Fatal(err)
	}
	benchmarkSource(b, src, size)
}

func benchmarkSource(b *testing.B, src *Source, size int64) {
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, err := range src.Articles(b.Context()) {
			var reject *corpus.Reject
			if err != nil && !errors.As(err, &reject) {
				b.Fatal(err)
			}
		}
	}
}

// TestDevelopmentData reads every corpus: each of its records is an article or a reject.
func TestDevelopmentData(t *testing.T) {
	for name, records := range map[string]int{"10kgnad_test": 1028, "20newsgroups": 19997, "reuters21578": 21578,
		"fang_covid_de": 10301, "usnews": 4145} {
		src, err := Open([]string{dataFile(t, name+".jsonl.gz")}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		got := read(t, src)
		if n := len(got.articles) + len(got.rejects); n != records || got.err != nil {
			t.Errorf("%s: %d records of %d, %v", name, n, records, got.err)
		}
		for _, r := range got.rejects {
			if r.Reason != corpus.NoText {
				t.Errorf("%s: %v", name, r)
			}
		}
		bad, markup := 0, 0
		for _, a := range got.articles {
			if a.BadDate != "" {
				bad++
			}
			if a.Markup != corpus.Plain {
				markup++
			}
		}
		t.Logf("%s: %d articles, %d without text, %d bad dates, %d in HTML", name, len(got.articles), len(got.rejects), bad, markup)
	}
}
