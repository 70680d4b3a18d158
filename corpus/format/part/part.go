// Package part reads the XML parts of documents that are zip archives: workbooks, text
// documents and e-books. In go the members of an archive, out come their elements one by one,
// so that a part of any size takes little memory.
//
// Glossary.
//
//   - part: a member of the archive that holds XML (ECMA-376 part 2, clause 8).
//   - relationship: what leads from a part to another one or to an address (clause 8.5).
//
// Names of elements are given without their prefix: which one a program binds to a namespace
// says nothing, and no two elements of these forms that hold text share a name and differ in
// meaning.
package part

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"leitmotif/corpus"
	"leitmotif/corpus/input"
)

// maxDepth is the number of elements that may lie within one another. Nested tables of a text
// document come to a hundred.
const maxDepth = 1000

// Reader gives the tokens of a part.
type Reader struct {
	name    string
	content io.Closer
	bounded *boundedReader
	decoder *xml.Decoder
	depth   int
}

// Open begins to read the part of that name. No token may have more than limit bytes.
func Open(d *input.Document, name string, limit int64) (*Reader, error) {
	content, err := d.Open(name)
	if err != nil {
		return nil, err
	}
	bounded := &boundedReader{r: content, limit: limit, left: limit}
	r := &Reader{name: name, content: content, bounded: bounded, decoder: xml.NewDecoder(inUTF8(bounded))}
	r.decoder.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		if strings.HasPrefix(strings.ToLower(label), "utf-16") {
			return in, nil // inUTF8 has seen to it
		}
		return charset.NewReaderLabel(label, in)
	}
	return r, nil
}

// KnowEntities makes r know the entities of HTML, which XHTML takes from its DTD.
func (r *Reader) KnowEntities() { r.decoder.Entity = xml.HTMLEntity }

// inUTF8 gives XML in UTF-16, which begins with a byte order mark (XML 1.0, 4.3.3), in UTF-8.
func inUTF8(in io.Reader) io.Reader {
	buffered := bufio.NewReader(in)
	mark, _ := buffered.Peek(2) // what cannot be read fails again below
	if bytes.Equal(mark, []byte("\xff\xfe")) || bytes.Equal(mark, []byte("\xfe\xff")) {
		return bufio.NewReader(transform.NewReader(buffered, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()))
	}
	return buffered
}

// Next gives the next token, good until the call after it, and io.EOF behind the last. It
// fails with a [corpus.Reject] on what is no XML, nests too deep or has too large a token.
func (r *Reader) Next() (xml.Token, error) {
	r.bounded.left = r.bounded.limit
	token, err := r.decoder.RawToken()
	switch {
	case err != nil:
		return nil, r.fault(err)
	case r.depth > maxDepth:
		return nil, &corpus.Reject{Reason: corpus.Nesting, Detail: fmt.Sprintf("%s: over %d elements within one another", r.name, maxDepth)}
	}
	switch token.(type) {
	case xml.StartElement:
		r.depth++
	case xml.EndElement:
		if r.depth--; r.depth < 0 {
			return nil, r.fault(errUnopened)
		}
	}
	return token, nil
}

// Within is Next for what must go on: an end of the part is [io.ErrUnexpectedEOF].
func (r *Reader) Within() (xml.Token, error) {
	token, err := r.Next()
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return token, err
}

var (
	errUnopened = errors.New("an element ends that has not begun")
	errUnclosed = errors.New("the end is missing")
)

// fault says what is wrong with the part.
func (r *Reader) fault(err error) error {
	var syntax *xml.SyntaxError
	switch {
	case errors.Is(err, io.EOF) && r.depth <= 0:
		return io.EOF
	case errors.Is(err, io.EOF):
		err = errUnclosed
	case errors.Is(err, errToken):
		return &corpus.Reject{Reason: corpus.TooLarge, Detail: fmt.Sprintf("%s: over %d bytes in one place", r.name, r.bounded.limit)}
	case errors.As(err, &syntax), errors.Is(err, errUnopened):
	default:
		if strings.HasPrefix(err.Error(), "xml: ") { // a charset that is not known
			break
		}
		return fmt.Errorf("%s: %w", r.name, err)
	}
	return &corpus.Reject{Reason: corpus.Malformed, Detail: fmt.Sprintf("%s: %v", r.name, err)}
}

// Skip goes behind the end of the element whose start Next gave last.
func (r *Reader) Skip() error {
	for outside := r.depth - 1; r.depth > outside; {
		if _, err := r.Within(); err != nil {
			return err
		}
	}
	return nil
}

// Text gives the text of the element whose start Next gave last, up to most bytes of it, and
// goes behind its end.
func (r *Reader) Text(most int) (string, error) {
	var text []byte
	for outside := r.depth - 1; r.depth > outside; {
		token, err := r.Within()
		if err != nil {
			return "", err
		}
		if data, ok := token.(xml.CharData); ok {
			text = append(text, data[:min(len(data), most-len(text))]...)
		}
	}
	return input.Text(text), nil
}

// Close ends the reading. Of what was only read nothing can be lost.
func (r *Reader) Close() { _ = r.content.Close() }

// Attribute gives the value of an attribute by its name without a prefix; "" where there is
// none.
func Attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// errToken says that a token is over the limit.
var errToken = errors.New("a token over the limit")

// boundedReader fails where one token takes more than limit bytes: the decoder holds a token
// in memory.
type boundedReader struct {
	r           io.Reader
	limit, left int64
}

func (b *boundedReader) Read(p []byte) (int, error) {
	if b.left < 0 {
		return 0, errToken
	}
	n, err := b.r.Read(p)
	b.left -= int64(n)
	return n, err
}

// AppendFolded adds text of OpenDocument, in which a run of white space stands for one blank
// (OpenDocument 1.3 part 3, 6.1.2), to a paragraph.
func AppendFolded(paragraph []byte, text []byte) []byte {
	for _, c := range text {
		if c == '\t' || c == '\r' || c == '\n' {
			c = ' '
		}
		if n := len(paragraph); c == ' ' && (n == 0 || paragraph[n-1] == ' ' || paragraph[n-1] == '\n') {
			continue
		}
		paragraph = append(paragraph, c)
	}
	return paragraph
}
