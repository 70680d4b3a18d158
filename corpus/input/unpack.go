package input

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"sync/atomic"

	"leitmotif/corpus"
)

// headBytes is how much of a stream is looked at to tell layer, form and charset.
const headBytes = 64 << 10

// unpacker reads one input through all its layers.
type unpacker struct {
	out      *emitter
	decode   Decode
	limits   Limits
	members  *nameSet       // names of the members of archives
	size     int64          // of the input as stored; -1 unknown
	consumed *atomic.Int64  // bytes read of all inputs, for Progress
	own      *[]string      // takes the names of files that the program wrote
	files    *[]corpus.File // takes what was read
	piped    bool           // nothing is left out of what comes over a pipe
	meter    *meter
	ended    bool // it has been said that the rest of this input is not read
	buffers  []*bufio.Reader
	// ctx is done when the consumer's is, or when this input is left.
	ctx    context.Context
	cancel context.CancelFunc
}

// meter counts what has been read of an input up to some place. Where a goroutine reads ahead
// it has one of its own, so that what counts at a place never depends on how far ahead it is.
type meter struct {
	raw      int64 // bytes read as they are stored
	expanded int64 // bytes that layers gave, together
}

// readInput reads the input whose content is file.
func (u *unpacker) readInput(in *input, file io.Reader) {
	u.ctx, u.cancel = context.WithCancel(u.out.ctx)
	defer u.cancel()
	u.piped, u.meter = in.blocking, new(meter)
	st := Stream{u: u, file: in.name, name: in.name, bytes: in.size}
	if at, ok := file.(io.ReaderAt); ok && in.size >= 0 && !in.blocking {
		st.at, st.size = countingReaderAt{at, u, u.meter}, in.size
	}
	if in.blocking {
		// Not waited for: its goroutine ends with the read that is under way. What is counted
		// is what was taken of it, in parts that do not depend on those that the pipe gave: else
		// the limit on the expansion would depend on them.
		file = wholeReader{newReadAhead(u.ctx, file, true, new(meter), new(meter))}
	}
	st.r = u.buffer(countingReader{file, u, u.meter})
	u.read(st)
}

// read takes the outermost layer off st and goes on with what is inside, down to the
// records.
func (u *unpacker) read(st Stream) {
	st.from = *u.meter
	head, err := st.r.Peek(headBytes)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) && len(head) == 0 {
		u.failed(st.Origin(0), err)
		return
	}
	before := u.out.given
	why := "" // a compression holds a stream, which speaks for itself
	switch layerOf(head, st.name) {
	case layerGzip:
		u.readGzip(st)
	case layerZstd:
		u.readZstd(st)
	case layerBzip2:
		u.readBzip2(st)
	case layerZip:
		why = "an archive without a file that is not hidden"
		u.readZip(st)
	case layerTar:
		why = "an archive without a file that is not hidden"
		u.readTar(st)
	default:
		st.head = head
		u.decodeStream(&st)
		return
	}
	if u.out.given == before {
		u.out.reject(st.Origin(0), corpus.Empty, why)
	}
}

// decodeStream reads the records of a stream without layers.
func (u *unpacker) decodeStream(st *Stream) {
	before, left := u.out.given, len(*u.own)
	why := u.decode(st)
	st.done()
	switch {
	case st.bytes >= 0:
	case st.packed:
		st.bytes = u.meter.expanded - st.from.expanded
	default:
		st.bytes = u.meter.raw - st.from.raw
	}
	if len(*u.own) == left {
		*u.files = append(*u.files, corpus.File{Name: st.file, Form: st.form, Bytes: st.bytes})
	}
	if u.out.given == before {
		u.out.reject(st.Origin(0), corpus.Empty, why)
	}
}

// goesOn reports whether more of this input is to be read.
func (u *unpacker) goesOn() bool { return !u.ended && u.out.alive() }

// failed is that of emitter. What lies behind a limit on the input ends here, where it is
// said, and not where it is counted: that may be far ahead of what has been handed over.
func (u *unpacker) failed(o corpus.Origin, errs ...error) bool {
	for _, err := range errs {
		var over *overLimit
		u.ended = u.ended || errors.As(err, &over)
	}
	return u.out.failed(o, errs...)
}

// overLimit is why the rest of an input is not read.
type overLimit struct{ *corpus.Reject }

func (e *overLimit) Unwrap() error { return e.Reject }

// buffer gives a buffered reader that can peek at headBytes.
func (u *unpacker) buffer(r io.Reader) *bufio.Reader {
	if n := len(u.buffers); n > 0 {
		b := u.buffers[n-1]
		u.buffers = u.buffers[:n-1]
		b.Reset(r)
		return b
	}
	return bufio.NewReaderSize(r, 2*headBytes)
}

// release takes back a reader that buffer gave.
func (u *unpacker) release(b *bufio.Reader) { u.buffers = append(u.buffers, b) }

// countingReader counts what is read of an input, and fails once the context is done. As
// does budgetReader: whatever a Decode skips or gathers, however long the record, it reads
// through one of the two.
type countingReader struct {
	r     io.Reader
	u     *unpacker
	meter *meter
}

func (c countingReader) Read(p []byte) (int, error) {
	if err := c.u.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.r.Read(p)
	c.meter.raw += int64(n)
	c.u.consumed.Add(int64(n))
	return n, err
}

// wholeReader fills what it is given, but for the last part.
type wholeReader struct{ r io.Reader }

func (w wholeReader) Read(p []byte) (int, error) {
	n, err := io.ReadFull(w.r, p)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil // the next read says io.EOF
	}
	return n, err
}

// countingReaderAt counts what is read of an input out of order, up to its size, and fails
// once the context is done.
type countingReaderAt struct {
	at    io.ReaderAt
	u     *unpacker
	meter *meter
}

func (c countingReaderAt) ReadAt(p []byte, off int64) (int, error) {
	if err := c.u.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.at.ReadAt(p, off)
	counted := min(int64(n), max(0, c.u.size-c.meter.raw))
	c.meter.raw += counted
	c.u.consumed.Add(counted)
	return n, err
}

// budgetReader counts what a layer gives and fails once that is over a limit or the context
// is done.
type budgetReader struct {
	r     io.Reader
	u     *unpacker
	meter *meter
}

func (b budgetReader) Read(p []byte) (int, error) {
	if err := b.u.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := b.r.Read(p)
	if limit := b.u.limits.spend(b.meter, int64(n)); limit != nil {
		return 0, limit
	}
	return n, err
}

// spend adds n decompressed bytes to what the input has given.
func (l Limits) spend(m *meter, n int64) error {
	m.expanded += n
	switch {
	case m.expanded > l.ExpandedBytes:
		return &overLimit{&corpus.Reject{Reason: corpus.Expansion, Detail: fmt.Sprintf("over %d bytes decompressed; the rest of the input is not read",
			l.ExpandedBytes)}}
	case m.expanded > ratioFloor && m.expanded/int64(l.ExpansionRatio) > m.raw:
		return &overLimit{&corpus.Reject{Reason: corpus.Expansion, Detail: fmt.Sprintf("over %d times its size decompressed; the rest of the input is not read",
			l.ExpansionRatio)}}
	}
	return nil
}
