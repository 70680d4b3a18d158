package spill

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"

	"leitmotif/analysis/internal/parallel"
)

// text is a value; one that begins with "!" has no binary form.
type text struct{ content string }

var errText = errors.New("no such text")

func (x *text) MarshalBinary() ([]byte, error) {
	if strings.HasPrefix(x.content, "!") {
		return nil, errText
	}
	return []byte(x.content), nil
}

func (x *text) UnmarshalBinary(data []byte) error {
	if strings.HasPrefix(string(data), "?") {
		return errText
	}
	x.content = string(data)
	return nil
}

func list(t *testing.T, dir string, bound int) *List[text, *text] {
	t.Helper()
	l := NewList[text]("texts", dir+"/.x-*", bound)
	t.Cleanup(func() { _ = l.Close() }) // a second time in the tests of Close
	return l
}

// fill adds n texts of 100 bytes through two goroutines.
func fill(t *testing.T, l *List[text, *text], n int) {
	t.Helper()
	err := parallel.Ordered(t.Context(), 2,
		func(_ context.Context, yield func(int) bool) error {
			for i := range n {
				if !yield(i) {
					break
				}
			}
			return nil
		},
		func(_ context.Context, i int) (Item[text], error) { return l.Pack(&text{fmt.Sprintf("%100d", i)}, 100) },
		l.Add)
	if err != nil {
		t.Fatal(err)
	}
}

// All values come back in their order, whether they lay in memory or in the file, and the
// directory never shows the file.
func TestOrder(t *testing.T) {
	const n = 1000
	for _, bound := range []int{0, 1, 5000, 1 << 20} {
		dir := t.TempDir()
		l := list(t, dir, bound)
		fill(t, l, n)
		if inFile := l.Written() > 0; inFile != (bound < 1<<20) {
			t.Errorf("bound %d: %d bytes in the file", bound, l.Written())
		}
		if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
			t.Errorf("bound %d: the directory holds %v, %v", bound, entries, err)
		}
		for i := range l.Len() {
			item, err := l.At(i, make([]byte, 0, i))
			if err != nil {
				t.Fatal(err)
			}
			x, err := l.Unpack(item)
			if err != nil {
				t.Fatal(err)
			}
			if (item.Value() == nil) == (item.Packed() == nil) || x.content != fmt.Sprintf("%100d", i) {
				t.Fatalf("bound %d: %q at %d, in memory: %v", bound, x.content, i, item.Value() != nil)
			}
		}
		next := 0
		err := parallel.Ordered(t.Context(), 2, l.Take,
			func(_ context.Context, item Item[text]) (*text, error) { return l.Unpack(item) },
			func(x *text) error {
				if want := fmt.Sprintf("%100d", next); x.content != want {
					t.Fatalf("bound %d: %q at %d", bound, x.content, next)
				}
				next++
				return nil
			})
		if err != nil || next != n {
			t.Errorf("bound %d: %d values, %v", bound, next, err)
		}
		if err := l.Take(t.Context(), func(Item[text]) bool { return true }); err != nil || len(l.items) > 0 {
			t.Errorf("bound %d: %d items are left, %v", bound, len(l.items), err)
		}
	}
}

// At most what is under way lies in memory beyond the bound.
func TestBound(t *testing.T) {
	l := list(t, t.TempDir(), 5000)
	fill(t, l, 1000)
	if l.size < 5000 || l.size > 5000+100*5 {
		t.Errorf("%d bytes in memory", l.size)
	}
}

func TestEnd(t *testing.T) {
	l := list(t, t.TempDir(), 0)
	fill(t, l, 10)
	taken := 0
	if err := l.Take(t.Context(), func(Item[text]) bool { taken++; return taken < 3 }); err != nil || taken != 3 {
		t.Errorf("%d taken, %v", taken, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := l.Take(ctx, func(Item[text]) bool { t.Error("taken after the end"); return true }); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	if err := list(t, t.TempDir(), 1).Close(); err != nil {
		t.Errorf("nothing written: %v", err)
	}
}

func TestFaults(t *testing.T) {
	l := list(t, t.TempDir(), 0)
	if _, err := l.Pack(&text{"! no form"}, 1); !errors.Is(err, errText) {
		t.Errorf("no form: %v", err)
	}
	item, err := l.Pack(&text{"? no value"}, 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Unpack(item); !errors.Is(err, errText) {
		t.Errorf("no value: %v", err)
	}
	if err := list(t, "/nowhere/at all", 0).Add(item); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "of texts in /nowhere/at all: ") {
		t.Errorf("no directory: %v", err)
	}
	if err := l.Add(item); err != nil {
		t.Fatal(err)
	}
	if err := l.file.Truncate(3); err != nil {
		t.Fatal(err)
	}
	if _, err := l.At(0, nil); err == nil {
		t.Error("a file that was cut off was read at 0")
	}
	if err := l.Take(t.Context(), func(Item[text]) bool { return true }); err == nil {
		t.Error("a file that was cut off was read")
	}
	if err := l.file.Close(); err != nil {
		t.Fatal(err)
	}
	if err := l.Add(item); !errors.Is(err, os.ErrClosed) {
		t.Errorf("a file that cannot be written: %v", err)
	}
}

func TestCompress(t *testing.T) {
	for _, data := range []string{"", "a", strings.Repeat("abc", 10_000)} {
		small := Compress([]byte(data))
		if again, err := Expand(small, make([]byte, 7, 100)); err != nil || string(again) != data {
			t.Errorf("%d bytes come back as %d, %v", len(data), len(again), err)
		}
		if len(data) > 1000 && len(small) > len(data)/10 {
			t.Errorf("%d bytes take %d", len(data), len(small))
		}
	}
	if _, err := Expand([]byte("not compressed"), nil); err == nil {
		t.Error("what is no compressed form was expanded")
	}
}
