package format

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"sync/atomic"

	"leitmotif/corpus"
)

// sniffBytes is how much of a stream is looked at to tell layer, form and charset.
const sniffBytes = 64 << 10

// decoder reads one input through all its layers.
type decoder struct {
	out      *emitter
	limits   Limits
	names    *names
	members  *nameSet      // names of the members of archives
	size     int64         // of the input as stored; -1 unknown
	consumed *atomic.Int64 // bytes read of all inputs, for Progress
	own      *[]string     // takes the names of files that the program wrote
	piped    bool          // nothing is left out of what comes over a pipe
	raw      atomic.Int64  // bytes read of this input
	expanded atomic.Int64  // bytes that layers gave, together
	ended    atomic.Bool   // nothing more is to be read of this input
	buffers  []*bufio.Reader
	// ctx is done when the consumer's is, or when this input is left.
	ctx    context.Context
	cancel context.CancelFunc
}

// stream is what one layer holds: the bytes of a file or member.
type stream struct {
	file string // its Origin.File
	name string // decides the form by its extension; shrinks as layers come off
	r    *bufio.Reader
	// at reads the same bytes in any order; nil where that is impossible.
	at       io.ReaderAt
	size     int64 // of at
	archives int   // how many archives lie around it
	packed   bool  // whether the layer around it is a compression
}

// readInput reads the input whose content is file.
func (d *decoder) readInput(in *input, file io.Reader) {
	d.ctx, d.cancel = context.WithCancel(d.out.ctx)
	defer d.cancel()
	d.piped = in.blocking
	st := stream{file: in.name, name: in.name}
	if at, ok := file.(io.ReaderAt); ok && in.size >= 0 && !in.blocking {
		st.at, st.size = countingReaderAt{at, d}, in.size
	}
	var r io.Reader = countingReader{file, d}
	if in.blocking {
		// Not waited for: its goroutine ends with the read that is under way.
		r = newReadAhead(d.ctx, r, true)
	}
	st.r = d.buffer(r)
	d.read(st)
}

// read takes the outermost layer off st and goes on with what is inside, down to the
// records.
func (d *decoder) read(st stream) {
	head, err := st.r.Peek(sniffBytes)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) && len(head) == 0 {
		d.out.failed(corpus.Origin{File: st.file}, err)
		return
	}
	before := d.out.given
	why := "" // a compression holds a stream, which speaks for itself
	switch layerOf(head, st.name) {
	case layerGzip:
		d.readGzip(st)
	case layerZstd:
		d.readZstd(st)
	case layerZip:
		why = "an archive without a file that is not hidden"
		d.readZip(st)
	case layerTar:
		why = "an archive without a file that is not hidden"
		d.readTar(st)
	default:
		why = d.readForm(st, head)
	}
	if d.out.given == before {
		d.out.reject(corpus.Origin{File: st.file}, corpus.Empty, why)
	}
}

// readForm reads the records of st, which begins with head. It returns what to say where
// there is none.
func (d *decoder) readForm(st stream, head []byte) (empty string) {
	o := corpus.Origin{File: st.file}
	if bytes.HasPrefix(head, []byte(parquetMagic)) {
		d.readParquet(st)
		return "a table without rows"
	}
	if container := containerOf(head, st.name); container != "" {
		d.out.reject(o, corpus.Unsupported, container+" is not read")
		return ""
	}
	if !d.piped && isOwn(head, st.name) {
		d.leave(st.file)
		return ""
	}
	set, err := charsetOf(head, len(head) == sniffBytes)
	if err != nil {
		d.out.reject(o, corpus.BadEncoding, err.Error())
		return ""
	}
	plain := set.decodeHead(head)
	returns := endsInReturns(plain)
	if returns {
		plain = withNewlines(plain)
	}
	form, why := formOf(st.name, plain)
	switch form {
	case formJSONL, formJSON, formTable:
		r := set.reader(st.r)
		if returns {
			r = &newlineReader{r: r}
		}
		if r != io.Reader(st.r) {
			st.r = d.buffer(r)
			defer d.release(st.r)
		}
	}
	switch form {
	case formJSONL:
		d.readJSONL(st)
	case formJSON:
		d.readJSON(st)
	case formTable:
		d.readTable(st, plain)
	case formFeed:
		d.readFeed(st)
	case formPage:
		d.readPage(st)
	case formText:
		d.readText(st, false)
	case formMarkdown:
		d.readText(st, true)
	default:
		d.out.reject(o, corpus.UnknownFormat, why)
	}
	if len(bytes.TrimSpace(plain)) == 0 {
		return "there is nothing but white space in it"
	}
	return emptyForms[form]
}

// whole reads all of st, or rejects it.
func (d *decoder) whole(st stream) ([]byte, bool) {
	b, err := io.ReadAll(io.LimitReader(st.r, min(d.limits.RecordBytes, unlimited)+1))
	o := corpus.Origin{File: st.file, Record: 1}
	switch {
	case err != nil:
		d.out.failed(corpus.Origin{File: st.file}, err)
		return nil, false
	case int64(len(b)) > d.limits.RecordBytes:
		d.out.tooLarge(o, d.limits.RecordBytes)
		return nil, false
	}
	return b, true
}

// goesOn reports whether more of this input is to be read.
func (d *decoder) goesOn() bool { return !d.ended.Load() && d.out.alive() }

// buffer gives a buffered reader that can peek at sniffBytes.
func (d *decoder) buffer(r io.Reader) *bufio.Reader {
	if n := len(d.buffers); n > 0 {
		b := d.buffers[n-1]
		d.buffers = d.buffers[:n-1]
		b.Reset(r)
		return b
	}
	return bufio.NewReaderSize(r, 2*sniffBytes)
}

// release takes back a reader that buffer gave.
func (d *decoder) release(b *bufio.Reader) { d.buffers = append(d.buffers, b) }

// countingReader counts what is read of an input, and fails once the context is done. As
// does budgetReader: whatever a decoder skips or gathers, however long the record, it reads
// through one of the two.
type countingReader struct {
	r io.Reader
	d *decoder
}

func (c countingReader) Read(p []byte) (int, error) {
	if err := c.d.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.r.Read(p)
	c.d.raw.Add(int64(n))
	c.d.consumed.Add(int64(n))
	return n, err
}

// countingReaderAt counts what is read of an input out of order, up to its size, and fails
// once the context is done.
type countingReaderAt struct {
	at io.ReaderAt
	d  *decoder
}

func (c countingReaderAt) ReadAt(p []byte, off int64) (int, error) {
	if err := c.d.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.at.ReadAt(p, off)
	before := c.d.raw.Load()
	counted := min(int64(n), max(0, c.d.size-before))
	c.d.raw.Add(counted)
	c.d.consumed.Add(counted)
	return n, err
}

// budgetReader counts what a layer gives and fails once that is over a limit or the context
// is done.
type budgetReader struct {
	r io.Reader
	d *decoder
}

func (b budgetReader) Read(p []byte) (int, error) {
	if err := b.d.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := b.r.Read(p)
	if limit := b.d.spend(int64(n)); limit != nil {
		return 0, limit
	}
	return n, err
}

// spend adds n decompressed bytes to what the input has given.
func (d *decoder) spend(n int64) error {
	expanded := d.expanded.Add(n)
	switch {
	case expanded > d.limits.ExpandedBytes:
		d.ended.Store(true)
		return &limitError{corpus.Expansion, fmt.Sprintf("over %d bytes decompressed; the rest of the input is not read",
			d.limits.ExpandedBytes)}
	case expanded > ratioFloor && expanded/int64(d.limits.ExpansionRatio) > d.raw.Load():
		d.ended.Store(true)
		return &limitError{corpus.Expansion, fmt.Sprintf("over %d times its size decompressed; the rest of the input is not read",
			d.limits.ExpansionRatio)}
	}
	return nil
}
