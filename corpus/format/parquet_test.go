package format

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"
	"github.com/parquet-go/parquet-go/format"

	"leitmotif/corpus"
	"leitmotif/corpus/input"
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
			Author: "A, B", Source: "P", Published: at, Precision: corpus.Second}
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
	small := limited(input.Limits{RecordBytes: 3})
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
	src := inMemory(t, "a.parquet", parquetFile(t, []parquetRow{{Body: "x"}}), Options{})
	defer func() {
		if recover() == nil {
			t.Error("a panic of the consumer was swallowed")
		}
	}()
	for range src.Articles(t.Context()) {
		panic("the consumer's own")
	}
}

// TestParquetHostile reads files of a few kB that expand to GB, and holds what comes out.
func TestParquetHostile(t *testing.T) {
	huge := func(change func(m *format.FileMetaData)) []byte {
		body := columnPage(format.Plain, 2, []byte("\x01\x00\x00\x00a\x01\x00\x00\x00b"))
		m := columnMeta(len(body), 2)
		change(m)
		return parquetBytes(body, m)
	}
	for name, c := range map[string]struct {
		file []byte
		want corpus.Reason // of the file as a whole
		rows int
	}{
		"offset before the file": {huge(func(m *format.FileMetaData) { m.RowGroups[0].Columns[0].MetaData.DataPageOffset = -5 }), corpus.Malformed, 0},
		"offset behind the file": {huge(func(m *format.FileMetaData) { m.RowGroups[0].Columns[0].MetaData.DataPageOffset = 1 << 40 }), corpus.Malformed, 0},
		"size below zero":        {huge(func(m *format.FileMetaData) { m.RowGroups[0].Columns[0].MetaData.TotalCompressedSize = -1 }), corpus.Malformed, 0},
		"more values than pages": {huge(func(m *format.FileMetaData) { m.RowGroups[0].Columns[0].MetaData.NumValues = 1 << 60 }), corpus.Malformed, 2},
		"more rows than values":  {huge(func(m *format.FileMetaData) { m.RowGroups[0].NumRows = 1 << 60 }), corpus.Malformed, 2},
		"fewer rows than values": {huge(func(m *format.FileMetaData) { m.RowGroups[0].NumRows = -1 }), corpus.Malformed, 2},
		"a column too few":       {huge(func(m *format.FileMetaData) { m.RowGroups[0].Columns = nil }), corpus.Malformed, 0},
		"in another file":        {huge(func(m *format.FileMetaData) { m.RowGroups[0].Columns[0].FilePath = "/etc/passwd" }), corpus.Malformed, 0},
		"LZO":                    {huge(func(m *format.FileMetaData) { m.RowGroups[0].Columns[0].MetaData.Codec = format.LZO }), corpus.Malformed, 0},
		"not snappy":             {huge(func(m *format.FileMetaData) { m.RowGroups[0].Columns[0].MetaData.Codec = format.Snappy }), corpus.Malformed, 0},
		"no rows":                {footerOnly(textSchema(1)), corpus.Empty, 0},
		"no columns":             {footerOnly(textSchema(0)), corpus.NoTextField, 0},
		"columns without end":    {footerOnly(wideSchema(600_000)), corpus.TooLarge, 0},
		"many texts":             {footerOnly(textSchema(5000)), corpus.TooLarge, 0},
		"deep columns":           {footerOnly(deepSchema(10_000)), corpus.Nesting, 0},
		"children that are missing": {footerOnly(&format.FileMetaData{Schema: []format.SchemaElement{group("root", 1<<30), textColumn("text")}}),
			corpus.Malformed, 0},
		"a list of 2 billion":  {parquetTailed([]byte{0x29, 0xfc, 0xff, 0xff, 0xff, 0xff, 0x07}), corpus.Malformed, 0},
		"lists in lists":       {parquetTailed(bytes.Repeat([]byte{0x19}, 1<<20)), corpus.Malformed, 0},
		"values without end":   {columnFile(format.RLEDictionary, 1, 1<<30, []byte{0}), corpus.Malformed, 0},
		"prefixes without end": {columnFile(format.DeltaByteArray, 1, 20_000, longPrefixes(20_000)), corpus.Expansion, -1},
		"rows without end":     {repeatedGroups(2_000_000), corpus.Expansion, -1},
	} {
		got := readOne(t, "a.parquet", c.file, Options{})
		if len(got.rejects) == 0 {
			t.Errorf("%s: %d articles and no reject", name, len(got.articles))
			continue
		}
		last := got.rejects[len(got.rejects)-1]
		if last.Reason != c.want || last.Input.Record != 0 || c.rows >= 0 && len(got.articles) != c.rows {
			t.Errorf("%s: %d articles of %d, %v", name, len(got.articles), c.rows, last)
		}
		out := 0
		for _, a := range got.articles {
			out += len(a.Text)
		}
		if limit := 64<<20 + 32<<20; out > limit || len(got.articles) > limit/256 {
			t.Errorf("%s: %d articles of %d bytes came out", name, len(got.articles), out)
		}
	}
}

// parquetTailed is a file with a footer as it is given.
func parquetTailed(footer []byte) []byte {
	b := append([]byte(magic), footer...)
	return append(binary.LittleEndian.AppendUint32(b, uint32(len(footer))), magic...)
}

// longPrefixes is n values in DELTA_BYTE_ARRAY, all of them the first one of 100 kB.
func longPrefixes(n int) []byte {
	const size = 100_000
	prefixes, suffixes := make([]int32, n), make([]int32, n)
	for i := range prefixes[1:] {
		prefixes[i+1] = size
	}
	suffixes[0] = size
	b := append(packedDifferences(prefixes), packedDifferences(suffixes)...)
	return append(b, bytes.Repeat([]byte("x"), size)...)
}

// repeatedGroups is n rows that are a few bytes: a run of one number of the dictionary.
func repeatedGroups(n int) []byte {
	dictionary := format.PageHeader{Type: format.DictionaryPage, UncompressedPageSize: 5, CompressedPageSize: 5}
	dictionary.DictionaryPageHeader.Valid = true
	dictionary.DictionaryPageHeader.V.NumValues = 1
	body := append(marshalled(&dictionary), "\x01\x00\x00\x00x"...)
	run := binary.AppendUvarint([]byte{1}, uint64(n)<<1)
	body = append(body, columnPage(format.RLEDictionary, n, append(run, 0))...)
	return parquetBytes(body, columnMeta(len(body), n))
}

// TestParquetCases holds the cases that came from the field.
func TestParquetCases(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "cases", "hostile")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the cases are not here")
	}
	for name, want := range map[string]string{
		"PLAIN_1.0_lz4": "", "PLAIN_2.0_lz4": "", "DELTA_BYTE_ARRAY_1.0_lz4": "", "DELTA_BYTE_ARRAY_2.0_lz4": "",
		"pq_dictbomb": "expansion", "pq_dictbomb_ids": "expansion", "pq_pagebomb": "too_large", "pq_page2g": "too_large",
	} {
		src, err := Open([]string{filepath.Join(dir, name+".parquet")}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		articles, reason := 0, ""
		for _, err := range src.Articles(t.Context()) {
			var reject *corpus.Reject
			if errors.As(err, &reject) {
				reason += string(reject.Reason)
			} else {
				articles++
			}
		}
		runtime.ReadMemStats(&after)
		if reason != want || want == "" && articles != 6 {
			t.Errorf("%s: %d articles, rejected as %q", name, articles, reason)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 300<<20 {
			t.Errorf("%s: %d bytes were allocated", name, used)
		}
	}
}

// parquetOdd has a column of every type that may stand under the name of a field.
type parquetOdd struct {
	Text   string            `parquet:"text"`
	ID     int64             `parquet:"id,decimal(2:10)"`
	Title  bool              `parquet:"title"`
	Source float64           `parquet:"source"`
	Author []byte            `parquet:"author,json"`
	URL    [16]byte          `parquet:"url,uuid"`
	Date   int32             `parquet:"date,date"`
	Lang   map[string]string `parquet:"lang"`
}

// TestParquetTypes holds that a column of an unexpected type is read or named.
func TestParquetTypes(t *testing.T) {
	var out bytes.Buffer
	w := parquet.NewGenericWriter[parquetOdd](&out)
	row := parquetOdd{Text: "x", ID: -7, Title: true, Source: 2.5, Author: []byte(`{"name":"Ada"}`), URL: [16]byte{15: 1}, Date: 1,
		Lang: map[string]string{"a": "b"}}
	if _, err := w.Write([]parquetOdd{row}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	got := readOne(t, "a.parquet", out.Bytes(), Options{})
	wantOrder(t, got, "a.parquet#1", "a.parquet unused_column")
	want := corpus.Article{Input: corpus.Origin{File: "a.parquet", Record: 1}, Text: "x", SourceID: "-0.07", Title: "true", Source: "2.5",
		Author: "Ada", URL: "00000000-0000-0000-0000-000000000001", Published: time.Date(1970, 1, 2, 0, 0, 0, 0, time.UTC), Precision: corpus.Day}
	if len(got.articles) == 1 && *got.articles[0] != want {
		t.Errorf("%+v, want %+v", *got.articles[0], want)
	}
	if len(got.rejects) == 1 && !strings.Contains(got.rejects[0].Detail, "language") {
		t.Errorf("the reject does not name the field: %v", got.rejects[0])
	}
}

// TestParquetCodecs reads a table in every compression.
func TestParquetCodecs(t *testing.T) {
	for _, codec := range []compress.Codec{&parquet.Uncompressed, &parquet.Snappy, &parquet.Gzip, &parquet.Brotli, &parquet.Zstd, &parquet.Lz4Raw} {
		for version := 1; version <= 2; version++ {
			var out bytes.Buffer
			type plainRow struct {
				Text  *string  `parquet:"text,optional"`
				Title string   `parquet:"title,dict"`
				ID    int64    `parquet:"id,delta"`
				URL   string   `parquet:"url,delta"`
				By    []string `parquet:"author,list"`
			}
			w := parquet.NewGenericWriter[plainRow](&out, parquet.Compression(codec), parquet.DataPageVersion(version), parquet.PageBufferSize(200))
			var want []string
			for i := range 300 {
				text := strings.Repeat("x", i%7+1)
				row := plainRow{&text, fmt.Sprint(i % 3), int64(i), fmt.Sprintf("http://a/%d", i), make([]string, i%3)}
				for k := range row.By {
					row.By[k] = fmt.Sprint("A", k)
				}
				if _, err := w.Write([]plainRow{row}); err != nil {
					t.Fatal(err)
				}
				want = append(want, fmt.Sprint(text, row.Title, i, row.URL, strings.Join(row.By, ", ")))
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			var read []string
			got := readOne(t, "a.parquet", out.Bytes(), Options{})
			for _, a := range got.articles {
				read = append(read, fmt.Sprint(a.Text, a.Title, a.SourceID, a.URL, a.Author))
			}
			if !slices.Equal(read, want) || len(got.rejects) > 0 {
				t.Errorf("%v, pages of version %d: %d rows of %d, %v", codec, version, len(read), len(want), got.rejects)
			}
		}
	}
}

func FuzzParquet(f *testing.F) {
	f.Add(parquetFile(f, []parquetRow{{ID: 1, Body: "x", Authors: []string{"A", "B"}}, {Body: "y"}}))
	f.Add(columnFile(format.DeltaByteArray, 1, 9, growingPrefixes(9)))
	f.Add(repeatedGroups(100))
	f.Add(footerOnly(deepSchema(3)))
	f.Fuzz(func(t *testing.T, b []byte) {
		b = append([]byte(magic), b[min(len(b), 4):]...)
		got := checked(t, "a.parquet", b)
		if len(got.articles)+len(got.rejects) == 0 {
			t.Fatal("neither an article nor a reject")
		}
	})
}
