package format

import (
	"bytes"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"leitmotif/corpus"
)

// parquetOutlet is a structure within a row.
type parquetOutlet struct {
	Name string `parquet:"name"`
}

type parquetRow struct {
	ID      int64         `parquet:"id"`
	Title   *string       `parquet:"title,optional"`
	Body    string        `parquet:"content,zstd"`
	Authors []string      `parquet:"authors,list"`
	Source  parquetOutlet `parquet:"source"`
	Date    time.Time     `parquet:"published_at,timestamp(microsecond)"`
	Vector  []float32     `parquet:"embedding,list"`
}

func parquetFile(t testing.TB, rows []parquetRow) []byte {
	t.Helper()
	var out bytes.Buffer
	w := parquet.NewGenericWriter[parquetRow](&out, parquet.MaxRowsPerRowGroup(100))
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestParquet(t *testing.T) {
	title := "T"
	at := time.Date(2026, 11, 23, 6, 0, 0, 0, time.UTC)
	rows := []parquetRow{
		{ID: 7, Title: &title, Body: "u\u0308ber", Authors: []string{"A", "B"}, Source: parquetOutlet{"P"}, Date: at, Vector: []float32{1, 2}},
		{ID: 8, Body: " "},
	}
	for i := range 250 {
		rows = append(rows, parquetRow{ID: int64(i), Body: "x", Date: at, Authors: make([]string, i%3)})
	}
	b := parquetFile(t, rows)
	for name, content := range map[string][]byte{"a.parquet": b, "a.parquet.gz": gzipped(t, b), "unknown": b} {
		got := readOne(t, name, content, Options{})
		if len(got.articles) != 251 || len(got.rejects) != 1 || got.order[1] != name+"#2 no_text" || got.order[251] != name+"#252" {
			t.Fatalf("%s: %d articles, rejects %v", name, len(got.articles), got.rejects)
		}
		want := corpus.Article{Input: corpus.Origin{File: name, Record: 1}, SourceID: "7", Title: "T", Text: "über",
			Author: "A, B", Source: "P", Published: at}
		if *got.articles[0] != want {
			t.Errorf("%s: %+v, want %+v", name, *got.articles[0], want)
		}
	}
	mapped := Options{Fields: map[string]string{"title": "source.name"}}
	if got := readOne(t, "a.parquet", b, mapped); got.articles[0].Title != "P" {
		t.Errorf("mapped: %+v", *got.articles[0])
	}
	none := Options{Fields: map[string]string{"text": "missing"}}
	wantOrder(t, readOne(t, "a.parquet", b, none), "a.parquet no_text_field")
	small := Options{Limits: Limits{RecordBytes: 3}}
	if got := readOne(t, "a.parquet", b, small); got.order[0] != "a.parquet#1 too_large" || len(got.articles) == 0 {
		t.Errorf("over the limit: %v", got.order[:2])
	}
	for cut := 0; cut < len(b); cut += 97 {
		damaged := bytes.Clone(b)
		damaged[4+cut%(len(b)-4)] ^= 0x55
		readOne(t, "a.parquet", damaged, Options{}) // whatever comes, no panic
	}
}

// TestParquetConsumerPanic makes sure that only the library's panics are caught.
func TestParquetConsumerPanic(t *testing.T) {
	src := newSource([]input{fixedInput("a.parquet", parquetFile(t, []parquetRow{{Body: "x"}}))}, Options{})
	defer func() {
		if recover() == nil {
			t.Error("a panic of the consumer was swallowed")
		}
	}()
	for range src.Articles(t.Context()) {
		panic("the consumer's own")
	}
}
