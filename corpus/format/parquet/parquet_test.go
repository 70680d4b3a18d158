package parquet_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	writer "github.com/parquet-go/parquet-go"

	"leitmotif/corpus"
	"leitmotif/corpus/format/parquet"
)

type row struct {
	Text string   `parquet:"text"`
	By   []string `parquet:"by,list"`
	Page *int64   `parquet:"page,optional"`
	Seen [12]byte `parquet:"seen"`
}

func written(t testing.TB, rows ...row) []byte {
	t.Helper()
	var out bytes.Buffer
	w := writer.NewGenericWriter[row](&out, writer.MaxRowsPerRowGroup(2), writer.KeyValueMetadata("made by", "us"))
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// read gives every row as "text|a,b|page", values of a column joined.
func read(b []byte, spend func(int64) error) (rows []string, err error) {
	var columns []parquet.Column
	var texts []func(parquet.Cell) string
	file, err := parquet.Open(bytes.NewReader(b), int64(len(b)), spend, func(path []string, c parquet.Column) {
		text, ok := c.Text(func(b []byte) string { return string(b) })
		if ok && path[0] != "seen" {
			columns, texts = append(columns, c), append(texts, text)
		}
	})
	if err != nil {
		return nil, err
	}
	defer file.Close()
	if !file.Has("made by") || file.Has("made") {
		return nil, errors.New("the metadata of the writer is not there")
	}
	for g := range file.Groups() {
		group, err := file.Group(g, columns)
		if err != nil {
			return rows, err
		}
		n := 0
		for {
			more, err := group.More()
			if err != nil {
				return rows, err
			}
			if !more {
				break
			}
			n++
			var cells []string
			for i := range columns {
				var values []string
				if err := group.Row(i, func(v parquet.Cell) { values = append(values, texts[i](v)) }); err != nil {
					return rows, err
				}
				cells = append(cells, strings.Join(values, ","))
			}
			rows = append(rows, strings.Join(cells, "|"))
		}
		if err := group.Check(n); err != nil {
			return rows, err
		}
		if group.Check(n+1) == nil {
			return rows, errors.New("a row too many is not told")
		}
	}
	return rows, nil
}

func free(int64) error { return nil }

func TestRows(t *testing.T) {
	page := int64(7)
	b := written(t, row{Text: "a", By: []string{"x", "y"}, Page: &page}, row{Text: "b"}, row{Text: "c", By: []string{"z"}})
	got, err := read(b, free)
	if want := []string{"a|x,y|7", "b||", "c|z|"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%q, %v, want %q", got, err, want)
	}
}

// Bytes are asked for before they are unpacked, and a refusal ends the reading as it is.
func TestSpend(t *testing.T) {
	b := written(t, row{Text: strings.Repeat("a", 1000)})
	refused := errors.New("refused")
	spent := int64(0)
	got, err := read(b, func(n int64) error {
		if spent += n; spent > 500 {
			return refused
		}
		return nil
	})
	if !errors.Is(err, refused) || len(got) > 0 {
		t.Errorf("%q, %v", got, err)
	}
}

// A fault is a reject whose reason says what is wrong.
func TestFaults(t *testing.T) {
	b := written(t, row{Text: "a"})
	for name, damaged := range map[string][]byte{"nothing": nil, "cut short": b[:len(b)-1], "no footer": append([]byte(parquet.Magic), "\xff\xff\x00\x00PAR1"...)} {
		_, err := read(damaged, free)
		var fault *corpus.Reject
		if !errors.As(err, &fault) || fault.Reason != corpus.Malformed || !strings.HasPrefix(fault.Detail, "parquet: ") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := parquet.Guard(func() error { panic("in a library") }); err == nil || !strings.Contains(err.Error(), "in a library") {
		t.Errorf("a panic gives %v", err)
	}
}
