package parallel

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"time"
)

func TestChunksCoverAll(t *testing.T) {
	for _, workers := range []int{1, 3, 16} {
		for _, n := range []int{0, 1, 9, 10, 11, 100} {
			seen := make([]atomic.Int32, n)
			err := Chunks(t.Context(), n, 10, workers, func(index, lo, hi int) {
				if lo != index*10 || hi != min(n, lo+10) {
					t.Errorf("chunk %d of %d is [%d, %d)", index, n, lo, hi)
				}
				for i := lo; i < hi; i++ {
					seen[i].Add(1)
				}
			})
			if err != nil {
				t.Error(err)
			}
			for i := range seen {
				if seen[i].Load() != 1 {
					t.Errorf("%d workers, %d items: item %d was done %d times", workers, n, i, seen[i].Load())
				}
			}
		}
	}
}

// numbers produces 0..n-1.
func numbers(n int) func(context.Context, func(int) bool) error {
	return func(ctx context.Context, yield func(int) bool) error {
		for i := range n {
			if !yield(i) {
				return ctx.Err()
			}
		}
		return nil
	}
}

func TestOrderedKeepsOrder(t *testing.T) {
	for _, workers := range []int{1, 2, 8} {
		var got []int
		err := Ordered(context.Background(), workers, numbers(200),
			func(_ context.Context, i int) (int, error) {
				if i%7 == 0 {
					time.Sleep(time.Millisecond) // let later items overtake
				}
				return i * i, nil
			},
			func(r int) error { got = append(got, r); return nil })
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range got {
			if r != i*i {
				t.Fatalf("%d workers: result %d is %d", workers, i, r)
			}
		}
		if len(got) != 200 {
			t.Errorf("%d workers: %d results", workers, len(got))
		}
	}
}

func TestOrderedStopsAtTheFirstError(t *testing.T) {
	broken := errors.New("broken")
	fail := func(at int) func(context.Context, int) (int, error) {
		return func(_ context.Context, i int) (int, error) {
			if i == at {
				return 0, broken
			}
			return i, nil
		}
	}
	keep := func(int) error { return nil }
	produceFails := func(ctx context.Context, yield func(int) bool) error {
		_ = numbers(5)(ctx, yield)
		return broken
	}
	for name, err := range map[string]error{
		"produce": Ordered(context.Background(), 3, produceFails, fail(-1), keep),
		"work":    Ordered(context.Background(), 3, numbers(1000), fail(10), keep),
		"consume": Ordered(context.Background(), 3, numbers(1000), fail(-1), func(i int) error {
			if i == 10 {
				return broken
			}
			return nil
		}),
	} {
		if !errors.Is(err, broken) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestOrderedStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	var got []int
	err := Ordered(ctx, 2, numbers(1_000_000), func(_ context.Context, i int) (int, error) { return i, nil }, func(i int) error {
		got = append(got, i)
		if i == 50 {
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) || !slices.IsSorted(got) || len(got) > 1000 {
		t.Errorf("%v after %d results", err, len(got))
	}
}
