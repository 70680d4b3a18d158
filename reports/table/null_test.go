package table

import (
	"bytes"
	"context"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// Whatever its neighbours are, a value that is absent is NULL: the lone row 1 of 64, and four of
// which the first is as far from the beginning as they are many.
func TestNullAmongFew(t *testing.T) {
	present := func(i int) bool { return i == 1 || i >= 64+4 && i < 64+8 || i == 64*4+63 }
	const n = 64 * 5
	rows := func(yield func(*Article, error) bool) {
		for i := range n {
			row := Article{ArticleID: "x"}
			if present(i) {
				row.DuplicateOf, row.TopicID = "y", 7
			}
			if !yield(&row, nil) {
				return
			}
		}
	}
	var out bytes.Buffer
	if _, err := writeRows(context.Background(), &out, new(Set).Tables()[0], rows); err != nil {
		t.Fatal(err)
	}
	type nullable struct {
		DuplicateOf *string `parquet:"duplicate_of,optional"`
		TopicID     *int32  `parquet:"topic_id,optional"`
	}
	read, err := parquet.Read[nullable](bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if len(read) != n {
		t.Fatalf("%d rows, not %d", len(read), n)
	}
	for i, row := range read {
		if (row.DuplicateOf != nil) != present(i) || (row.TopicID != nil) != present(i) {
			t.Fatalf("row %d is there: %v and %v, not %v", i, row.DuplicateOf != nil, row.TopicID != nil, present(i))
		}
	}
}
