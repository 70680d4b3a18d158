package input

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"

	"leitmotif/corpus"
	"leitmotif/corpus/charset"
)

// Stream is what one layer holds: the bytes of a file or of a member. A Decode gets one
// with no layer left around it.
type Stream struct {
	u       *unpacker
	file    string // its Origin.File
	name    string // decides the form by its extension; shrinks as layers come off
	r       *bufio.Reader
	head    []byte // its beginning, peeked at
	charset charset.Charset
	returns bool          // its lines end in carriage returns
	text    *bufio.Reader // that Reader gave, where it is not r
	// at reads the same bytes in any order; nil where that is impossible.
	at       io.ReaderAt
	size     int64  // of at
	kind     string // what zipContainer says of a document; "" where it is for containerOf
	document *Document
	form     string
	bytes    int64 // of the content; -1 where only reading tells
	from     meter // before its first byte
	archives int   // how many archives lie around it
	packed   bool  // whether the layer around it is a compression
}

// Decode reads the records of a stream and hands them to its methods Article and Reject,
// until one of them says that nothing more is wanted. Where there is no record in it at all
// it returns what to say of that, or nothing.
type Decode func(st *Stream) (empty string)

// Origin names the place of a record of the stream; 0 is the stream as a whole.
func (st *Stream) Origin(record int) corpus.Origin {
	return corpus.Origin{File: st.file, Record: record}
}

// Extension gives the extension of the name in lower case, with its dot.
func (st *Stream) Extension() string { return extension(st.name) }

// Head gives the first bytes as they are, 64 KiB or all there are.
func (st *Stream) Head() []byte { return st.head }

// Kind names the kind of container that the stream is by its content, one of those that
// package input knows ("PDF", "DOCX", "a mail (EML)"); "" where it is none.
func (st *Stream) Kind() string {
	if st.document != nil {
		return st.kind
	}
	return containerOf(st.head, st.name)
}

// Document gives the members of a container that is a zip archive (DOCX, XLSX, EPUB and their
// like); nil of all other streams. Of such a stream there is nothing else to read.
func (st *Stream) Document() *Document { return st.document }

// Form says how the records of the stream are written down: "JSON Lines", "PDF".
func (st *Stream) Form(name string) { st.form = name }

// Text begins to read the stream as text and gives its beginning, in UTF-8 with lines that
// end in line feeds. It is false where the stream is no text to be read, and that has been
// said: it is of a known kind that is not read, or written by the program, or in no charset.
func (st *Stream) Text() (head []byte, ok bool) {
	if kind := st.Kind(); kind != "" {
		st.Reject(st.Origin(0), corpus.Unsupported, kind+" is not read")
		return nil, false
	}
	if isOwn(st.head, st.name) && st.Leave() {
		return nil, false
	}
	set, err := charset.Of(st.head, len(st.head) == headBytes)
	if err != nil {
		st.Reject(st.Origin(0), corpus.BadEncoding, err.Error())
		return nil, false
	}
	set.Declare(charset.DeclaredXML(st.head), st.head)
	st.charset = set
	head = set.DecodeHead(st.head)
	if st.returns = endsInReturns(head); st.returns {
		head = withNewlines(head)
	}
	return head, true
}

// Reader reads the whole stream as Text, which comes first, gives its beginning. The reader
// can peek at 64 KiB and is good until Decode returns.
func (st *Stream) Reader() *bufio.Reader {
	r := st.charset.Reader(st.r)
	if st.returns {
		r = &newlineReader{r: r}
	}
	if r == io.Reader(st.r) {
		return st.r
	}
	st.text = st.u.buffer(r)
	return st.text
}

// done frees what Reader gave.
func (st *Stream) done() {
	if st.text != nil {
		st.u.release(st.text)
	}
}

// Whole gives all bytes as they are, for [charset.ToUTF8] once their form has found which charset
// they declare. It is false where they could not be read or are more than a record may have,
// and that has been said.
func (st *Stream) Whole() ([]byte, bool) {
	b, err := io.ReadAll(io.LimitReader(st.r, min(st.Limit(), unlimited)+1))
	switch {
	case err != nil:
		st.Failed(st.Origin(0), err)
		return nil, false
	case int64(len(b)) > st.Limit():
		st.TooLarge(st.Origin(1))
		return nil, false
	}
	return b, true
}

// Seekable gives the content of st in any order: the input itself where it is a file
// and nothing lies around st, else a temporary copy, which done removes.
func (st *Stream) Seekable() (at io.ReaderAt, size int64, done func(), err error) {
	if st.at != nil {
		return st.at, st.size, func() {}, nil
	}
	file, err := os.CreateTemp("", "leitmotif-*")
	if err != nil {
		return nil, 0, nil, err
	}
	done = func() {
		file.Close()
		os.Remove(file.Name())
	}
	size, err = copyBounded(file, st.r, st.u)
	if err != nil {
		done()
		return nil, 0, nil, err
	}
	return file, size, done, nil
}

// Member reads what lies in a record of the stream as a file of its own, through all its
// layers: an attachment of a mail, a document that a crawler met. It counts as what lies in
// an archive, and its origin is "file!name". It returns whether more is to be read.
func (st *Stream) Member(name string, content []byte) bool {
	inner := st.u.memberStream(*st, name)
	if st.archives >= st.u.limits.Nesting {
		st.u.tooNested(inner)
		return st.u.goesOn()
	}
	inner.at, inner.size, inner.bytes = bytes.NewReader(content), int64(len(content)), int64(len(content))
	inner.r = st.u.buffer(bytes.NewReader(content))
	defer st.u.release(inner.r)
	st.u.read(inner)
	return st.u.goesOn()
}

// Limit is the largest size of a record, in bytes.
func (st *Stream) Limit() int64 { return st.u.limits.RecordBytes }

// Spend counts n bytes that a Decode unpacked itself, before it holds them. It fails where
// the input has given more than its limits allow, or reading is to end.
func (st *Stream) Spend(n int64) error {
	if err := st.u.ctx.Err(); err != nil {
		return err
	}
	return st.u.limits.spend(st.u.meter, n)
}

// Leave leaves the stream out as a file of the program, and tells whether it did: what comes
// over a pipe is read whatever it is.
func (st *Stream) Leave() bool {
	if st.u.piped {
		return false
	}
	*st.u.own = append(*st.u.own, st.file)
	st.u.out.given++
	return true
}

// Alive reports whether more is to be read.
func (st *Stream) Alive() bool { return st.u.out.alive() }

// Article hands over an article, its fields bounded. It returns what Alive does, as the
// methods below do.
func (st *Stream) Article(a *corpus.Article) bool { return st.u.out.article(a) }

// Reject hands over that there is no article in a record. Of the detail, which is made text
// on one line, the first 1000 characters are kept.
func (st *Stream) Reject(o corpus.Origin, reason corpus.Reason, detail string) bool {
	return st.u.out.reject(o, reason, detail)
}

// Failed rejects what could not be read to its end because of errs, those that are nil left
// out, in one reject: for the reason of the [corpus.Reject] that the first of them is or
// wraps, else as unreadable.
func (st *Stream) Failed(o corpus.Origin, errs ...error) bool { return st.u.failed(o, errs...) }

// TooLarge rejects a record over the limit.
func (st *Stream) TooLarge(o corpus.Origin) bool {
	return st.Reject(o, corpus.TooLarge, fmt.Sprintf("over %d bytes", st.Limit()))
}
