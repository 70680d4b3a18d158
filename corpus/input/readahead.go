package input

import (
	"context"
	"errors"
	"io"
)

const (
	aheadBlock  = 256 << 10 // bytes read at once
	aheadBlocks = 4         // blocks that may wait for the consumer
)

// readAhead reads in a goroutine of its own, so that decompression runs beside parsing
// and a read that waits, as on a pipe, does not outlast the context.
type readAhead struct {
	ctx      context.Context
	full     chan block
	free     chan []byte
	finished chan struct{} // closed when the goroutine has ended
	blocking bool
	ahead    *meter // of the goroutine
	here     *meter // of the consumer
	block    block
	rest     []byte // of block, not yet given
}

type block struct {
	bytes []byte
	meter meter // ahead as it was when the block was full
	err   error
}

// newReadAhead starts reading r until ctx is done. Blocking says that a read may wait
// without end. What reading counts in ahead is added to here when it is handed over.
func newReadAhead(ctx context.Context, r io.Reader, blocking bool, ahead, here *meter) *readAhead {
	a := &readAhead{
		ctx:      ctx,
		full:     make(chan block, aheadBlocks),
		free:     make(chan []byte, aheadBlocks),
		finished: make(chan struct{}),
		blocking: blocking,
		ahead:    ahead,
		here:     here,
		block:    block{meter: *ahead},
	}
	for range aheadBlocks {
		a.free <- nil
	}
	go a.run(r)
	return a
}

func (a *readAhead) run(r io.Reader) {
	defer close(a.finished)
	for {
		var buf []byte
		select {
		case buf = <-a.free:
		case <-a.ctx.Done():
			return
		}
		if buf == nil {
			buf = make([]byte, aheadBlock)
		}
		n, err := a.fill(r, buf)
		var damage *Damage
		if errors.As(err, &damage) {
			damage.Leave() // here; the consumer meets it as its own
			err = &Damage{err: err}
		}
		select {
		case a.full <- block{buf[:n], *a.ahead, err}:
		case <-a.ctx.Done():
			return
		}
		if err != nil && damage == nil {
			return
		}
	}
}

// fill reads until buf is full, or once where a read may wait: what a pipe has given is
// not held back for what it gives later.
func (a *readAhead) fill(r io.Reader, buf []byte) (int, error) {
	if a.blocking {
		return r.Read(buf)
	}
	n := 0
	for n < len(buf) {
		m, err := r.Read(buf[n:])
		n += m
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

// Read implements io.Reader. It fails when the context is done.
func (a *readAhead) Read(p []byte) (int, error) {
	for len(a.rest) == 0 {
		if a.block.err != nil {
			var damage *Damage
			if !errors.As(a.block.err, &damage) || !damage.left {
				return 0, a.block.err
			}
			a.block.err = nil
		}
		if a.block.bytes != nil {
			a.free <- a.block.bytes[:cap(a.block.bytes)]
			a.block.bytes = nil
		}
		select {
		case next := <-a.full:
			a.here.raw += next.meter.raw - a.block.meter.raw
			a.here.expanded += next.meter.expanded - a.block.meter.expanded
			a.block, a.rest = next, next.bytes
		case <-a.ctx.Done():
			return 0, a.ctx.Err()
		}
	}
	n := copy(p, a.rest)
	a.rest = a.rest[n:]
	return n, nil
}

// wait returns when the goroutine has ended; the context must be done.
func (a *readAhead) wait() { <-a.finished }
