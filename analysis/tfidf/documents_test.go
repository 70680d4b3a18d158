package tfidf

import (
	"context"
	"reflect"
	"slices"
	"testing"
)

// backwards are documents that come last to first and are overwritten after each call, as
// those of a file may be.
type backwards struct{ InMemory }

func (b backwards) Each(_ context.Context, _ int, use func(row int, d Document)) error {
	for row, d := range slices.Backward(b.InMemory) {
		d = Document{Terms: slices.Clone(d.Terms), Counts: slices.Clone(d.Counts)}
		use(row, d)
		for i := range d.Terms {
			d.Terms[i], d.Counts[i] = 0, -1
		}
	}
	return nil
}

// Frequencies depend neither on the order in which documents come nor on what becomes of them.
func TestDocumentsInAnyOrder(t *testing.T) {
	documents, v := drawn(100, 20)
	got, err := v.Frequencies(t.Context(), backwards{documents}, 1)
	if err != nil {
		t.Fatal(err)
	}
	if want := frequencies(t, v, documents); !reflect.DeepEqual(got, want) {
		t.Errorf("%v\nwant\n%v", got, want)
	}
}

func TestFrequenciesOfAnEndedContext(t *testing.T) {
	documents, v := drawn(10, 5)
	ctx, end := context.WithCancel(t.Context())
	end()
	if _, err := v.Frequencies(ctx, InMemory(documents), 1); err == nil {
		t.Error("no error")
	}
}
