package table

import (
	"bytes"
	"context"
	"errors"
	"reflect"
	"testing"
	"time"
)

func TestScan(t *testing.T) {
	dir := save(t, New(small()))
	var got [][]any
	articles := new(Set).Tables()[0]
	err := articles.Scan(context.Background(), dir, func(cells []any) error {
		got = append(got, append([]any(nil), cells...))
		return nil
	})
	if err != nil || len(got) != 2 {
		t.Fatalf("%d rows, %v", len(got), err)
	}
	for i, c := range articles.Columns() {
		want, known := map[string][2]any{
			"article_id":          {"00000000000000000001", "00000000000000000002"},
			"record":              {nil, int64(7)},
			"language_confidence": {0.0, 0.0}, // present, and 0
			"published_at":        {nil, time.Date(2026, 10, 5, 5, 30, 0, 123_000_000, time.UTC)},
			"topic_id":            {nil, int64(1)},
			"copies":              {int64(0), int64(1)},
			"is_outlier":          {true, false},
			"keywords":            {nil, []any{"Deich", "Pegel"}},
			"sentiment_drivers":   {nil, []any{[]any{"gut", 0.5}, []any{"schlecht", -0.5}}},
		}[c.Name]
		if !known {
			continue
		}
		for row := range got {
			if !reflect.DeepEqual(got[row][i], want[row]) {
				t.Errorf("row %d, %s: %#v, want %#v", row, c.Name, got[row][i], want[row])
			}
		}
	}
	stop := errors.New("enough")
	if err := articles.Scan(context.Background(), dir, func([]any) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("the error of the visitor is lost: %v", err)
	}
}

// Every table gives as many cells as it has columns, and as many rows as Read.
func TestScanOfEveryTable(t *testing.T) {
	set := New(small())
	dir := save(t, set)
	for _, table := range set.Tables() {
		var file bytes.Buffer
		want, err := table.WriteTo(context.Background(), &file)
		if err != nil {
			t.Fatal(err)
		}
		rows := 0
		err = table.Scan(context.Background(), dir, func(cells []any) error {
			rows++
			if len(cells) != len(table.Columns()) {
				t.Errorf("%s: %d cells, %d columns", table.Name, len(cells), len(table.Columns()))
			}
			return nil
		})
		if err != nil || rows != want {
			t.Errorf("%s: %d rows of %d, %v", table.Name, rows, want, err)
		}
	}
}
