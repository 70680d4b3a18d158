// Package element reads XML one element at a time, as large documents that are lists of
// records want it. In goes text in UTF-8, out come elements of bounded size; what stands
// around them is passed over as it is read.
//
// The parser is that of the standard library: it does not recurse, and it expands no entities
// but those of XML and of HTML, so that a document type definition costs its bytes alone.
// It is used leniently where exports are careless: unknown entities stay as they are written,
// and characters that XML forbids are taken out before. Tags have to fit each other.
package element

import (
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"

	"golang.org/x/text/transform"

	"leitmotif/corpus"
)

// deepest is how deep elements may nest, far deeper than those of news.
const deepest = 1000

// overhead is what a start tag or a run of characters counts for beside its bytes: the memory
// that its node takes.
const overhead = 64

// Reader reads a document from its beginning. Errors are for good unless they say otherwise;
// one that is a [corpus.Reject] says for which reason.
type Reader struct {
	decoder *xml.Decoder
	source  *source
	limit   int64
	path    []string // the names of the elements that are open
	ended   int64    // where the end tag stands that the last token is; 0 where it is another
	err     error
}

// declaration is passed over: what it says of the charset no longer holds.
var declaration = regexp.MustCompile(`^\s*<\?xml\s[^>]*\?>`)

// NewReader reads r, which can peek at the XML declaration. An element that is read whole has
// at most limit bytes, and so has anything between two tags.
func NewReader(r *bufio.Reader, limit int64) *Reader {
	const longest = 1024                          // bytes of a declaration
	head, _ := r.Peek(longest)                    // what cannot be read shows later
	_, _ = r.Discard(len(declaration.Find(head))) // it has been peeked at
	s := &source{r: transform.NewReader(r, characters{}), limit: limit}
	d := xml.NewDecoder(s)
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it is UTF-8 by now
	return &Reader{decoder: d, source: s, limit: limit}
}

// source bounds how much is read before the parser has given a token.
type source struct {
	r     io.Reader
	limit int64
	taken int64 // bytes since the last token
}

func (s *source) Read(p []byte) (int, error) {
	if s.taken > s.limit {
		return 0, &corpus.Reject{Reason: corpus.TooLarge, Detail: fmt.Sprintf("over %d bytes without a tag; what follows is not read", s.limit)}
	}
	n, err := s.r.Read(p)
	s.taken += int64(n)
	return n, err
}

// token gives the next token. It is good until the next call.
func (r *Reader) token() (xml.Token, error) {
	if r.err != nil {
		return nil, r.err
	}
	r.source.taken = 0
	t, err := r.decoder.Token()
	var syntax *xml.SyntaxError
	switch {
	case err == nil:
	case errors.As(err, &syntax):
		r.err = &corpus.Reject{Reason: corpus.Malformed, Detail: fmt.Sprintf("line %d: %s", syntax.Line, syntax.Msg)}
	default:
		r.err = err
	}
	switch t := t.(type) {
	case xml.StartElement:
		if r.path = append(r.path, t.Name.Local); len(r.path) > deepest {
			r.err = &corpus.Reject{Reason: corpus.Nesting, Detail: "elements nested too deep"}
		}
		r.ended = 0
	case xml.EndElement:
		r.path = r.path[:len(r.path)-1]
		// The parser closes all that is open where a tag does not fit, one after the other.
		at := r.decoder.InputOffset()
		if at == r.ended {
			line, _ := r.decoder.InputPos()
			r.err = &corpus.Reject{Reason: corpus.Malformed, Detail: fmt.Sprintf("line %d: an end tag that fits no start tag", line)}
		}
		r.ended = at
	default:
		r.ended = 0
	}
	return t, r.err
}

// Next goes on to the next start tag, within the element that it gave last or behind it, and
// gives that element, still without content. At the end of the document it gives [io.EOF].
func (r *Reader) Next() (*Element, error) {
	for {
		t, err := r.token()
		if err != nil {
			return nil, err
		}
		if start, ok := t.(xml.StartElement); ok {
			return newElement(start), nil
		}
	}
}

// Path gives the local names of the elements that are open, the root first and last that
// which Next gave. It is good until the next call.
func (r *Reader) Path() []string { return r.path }

// Child goes on to the next element directly within the open element that is depth elements
// deep, and gives it; nil once that element has ended.
func (r *Reader) Child(depth int) (*Element, error) {
	for len(r.path) >= depth {
		t, err := r.token()
		if err != nil {
			return nil, err
		}
		if start, ok := t.(xml.StartElement); ok && len(r.path) == depth+1 {
			return newElement(start), nil
		}
	}
	return nil, nil
}

// Whole reads the content of e, the element that Next gave. One over the limit is a
// [corpus.Reject] with the reason TooLarge, behind which reading may go on.
func (r *Reader) Whole(e *Element) error {
	size := int64(0)
	open := []*Element{e}
	for depth := len(r.path); len(r.path) >= depth; {
		t, err := r.token()
		if err != nil {
			return err
		}
		if size > r.limit {
			continue
		}
		top := open[len(open)-1]
		switch t := t.(type) {
		case xml.StartElement:
			child := newElement(t)
			size += overhead + int64(len(t.Name.Local))
			for _, a := range t.Attr {
				size += overhead + int64(len(a.Value))
			}
			top.Nodes = append(top.Nodes, Node{Element: child})
			open = append(open, child)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			size += overhead + int64(len(t))
			top.Nodes = append(top.Nodes, Node{Text: string(t)})
		}
		if size > r.limit {
			e.Nodes, open = nil, nil
		}
	}
	if size > r.limit {
		return &corpus.Reject{Reason: corpus.TooLarge, Detail: fmt.Sprintf("over %d bytes", r.limit)}
	}
	return nil
}

// IsLarge reports whether err says that an element was over the limit and has been passed
// over whole.
func (r *Reader) IsLarge(err error) bool {
	var reject *corpus.Reject
	return r.err == nil && errors.As(err, &reject) && reject.Reason == corpus.TooLarge
}

func newElement(t xml.StartElement) *Element {
	return &Element{Space: t.Name.Space, Name: t.Name.Local, Attributes: t.Attr}
}
