// Package parallel runs work on several goroutines so that the result never
// depends on their number: chunks have fixed bounds, every output has one writer,
// and whatever must be merged is handed back in input order.
package parallel

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// Workers gives n itself, or one per processor available to the process where n is 0.
func Workers(n int) int {
	if n > 0 {
		return n
	}
	return runtime.GOMAXPROCS(0)
}

// Chunks calls f for every chunk [lo, hi) of [0, n), each of the given size but the
// last, at most workers at a time. The bounds depend on n and size alone. index
// counts the chunks from 0. It returns when all calls have.
//
// Once ctx has ended no further chunk is begun, and Chunks returns the error of ctx; what
// f was to make is then not complete. So a chunk should take less than a tenth of a second.
func Chunks(ctx context.Context, n, size, workers int, f func(index, lo, hi int)) error {
	chunks := (n + size - 1) / size
	var next atomic.Int64
	run := func() error {
		for i := int(next.Add(1)) - 1; i < chunks; i = int(next.Add(1)) - 1 {
			if err := ctx.Err(); err != nil {
				return err
			}
			f(i, i*size, min(n, (i+1)*size))
		}
		return nil
	}
	if workers = min(Workers(workers), chunks); workers <= 1 {
		return run()
	}
	var group errgroup.Group
	for range workers {
		group.Go(run)
	}
	return group.Wait()
}

// Tasks calls f for every number of [0, n), at most workers at a time. It returns the error
// of the least number whose call failed; after a failure no further call is begun. It stops
// as Chunks does once ctx has ended.
func Tasks(ctx context.Context, n, workers int, f func(task int) error) error {
	failures := make([]error, n)
	var failed atomic.Bool
	err := Chunks(ctx, n, 1, workers, func(task, _, _ int) {
		if failed.Load() {
			return
		}
		if failures[task] = f(task); failures[task] != nil {
			failed.Store(true)
		}
	})
	for _, failure := range failures {
		if failure != nil {
			return failure
		}
	}
	return err
}

// Brief is Chunks for work that is over within milliseconds, such as one product with a
// block of vectors: it goes to its end.
func Brief(n, size, workers int, f func(index, lo, hi int)) {
	_ = Chunks(context.Background(), n, size, workers, f) // a context that does not end gives no error
}

// Ordered is a pipeline of three parts: produce yields items one after the other,
// work turns each into a result on one of several goroutines, and consume receives
// the results in the order of their items. produce and consume each run on one
// goroutine at a time. The first error, or the end of ctx, stops all three, and
// Ordered returns it after every goroutine has ended. At most 2*workers items are
// under way.
func Ordered[T, R any](ctx context.Context, workers int,
	produce func(ctx context.Context, yield func(T) bool) error,
	work func(context.Context, T) (R, error), consume func(R) error,
) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	type job struct {
		item T
		done chan R
	}
	workers = Workers(workers)
	jobs := make(chan job)
	order := make(chan chan R, 2*workers)
	var wait sync.WaitGroup
	wait.Go(func() {
		defer close(order)
		defer close(jobs)
		err := produce(ctx, func(item T) bool {
			j := job{item, make(chan R, 1)}
			select {
			case order <- j.done:
			case <-ctx.Done():
				return false
			}
			select {
			case jobs <- j:
				return true
			case <-ctx.Done():
				return false
			}
		})
		if err != nil {
			cancel(err)
		}
	})
	for range workers {
		wait.Go(func() {
			for j := range jobs {
				r, err := work(ctx, j.item)
				if err != nil {
					cancel(err)
					return
				}
				j.done <- r
			}
		})
	}
	for done := range order {
		select {
		case r := <-done:
			if err := consume(r); err != nil {
				cancel(err)
			}
		case <-ctx.Done():
		}
		if ctx.Err() != nil {
			break
		}
	}
	cancelled := context.Cause(ctx)
	cancel(nil)
	wait.Wait()
	return cancelled
}
