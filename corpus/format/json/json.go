// Package json reads records of JSON and JSON Lines (RFC 8259): in goes a stream, out come
// articles, one for each record, and a reject for every record that is none.
package json

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"leitmotif/corpus"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/input"
)

// Read reads a stream of JSON values. An object is a record, and so is each element
// of an array; an object that wraps an array of objects under a name such as "articles"
// stands for the array. The record is the number of the object in the file.
func Read(st *input.Stream, n *record.Names) {
	j := reader{
		st:      st,
		scan:    scanner{r: st.Reader(), limit: st.Limit()},
		records: records{names: n},
	}
	for st.Alive() {
		c, err := j.scan.peek()
		switch {
		case errors.Is(err, io.EOF):
			return
		case err == nil && c == '[':
			j.scan.skip()
			err = j.array()
		case err == nil && c == '{':
			err = j.top()
		case err == nil:
			err = structureFault("a JSON object or array was expected")
		}
		if err != nil {
			j.failed(err)
			return
		}
	}
}

// reader reads the records of one JSON file.
type reader struct {
	st      *input.Stream
	scan    scanner
	records records
	n       int // records so far
}

// structureFault is a fault in the structure around records, from which there is no way back.
type structureFault string

func (f structureFault) Error() string { return string(f) }

// errStopped ends reading without a word: the consumer wants no more.
var errStopped = errors.New("stopped")

func (j *reader) failed(err error) {
	o := j.st.Origin(0)
	var fault structureFault
	switch {
	case errors.Is(err, errStopped):
	case errors.As(err, &fault):
		j.st.Reject(o, corpus.Malformed, fmt.Sprintf("after record %d: %s", j.n, fault))
	case errors.Is(err, io.EOF):
		j.st.Reject(o, corpus.Malformed, fmt.Sprintf("after record %d: unexpected end", j.n))
	default:
		j.st.Failed(o, err)
	}
}

// emit hands over one record, or its reject when it was too large to hold.
func (j *reader) emit(record []byte, fits bool) error {
	j.n++
	o := j.st.Origin(j.n)
	goesOn := false
	if fits {
		goesOn = j.records.emit(o, record, j.st)
	} else {
		goesOn = j.st.TooLarge(o)
	}
	if !goesOn {
		return errStopped
	}
	return nil
}

// array reads the elements of an array whose bracket has been read.
func (j *reader) array() error {
	return j.scan.list(']', func() error {
		element, fits, err := j.scan.value(nil, true)
		if err != nil {
			return err
		}
		return j.emit(element, fits)
	})
}

// top reads an object: a record, or the wrapper of records.
func (j *reader) top() error {
	const deepest = 4 // wrappers around wrappers
	o := wrapper{j: j}
	if err := o.read(deepest); err != nil {
		return err
	}
	if o.unwrapped || o.empty && !o.hasText && !o.hasNote {
		return nil
	}
	return j.emit(o.object, !o.tooLarge)
}

// wrapper is an object that may wrap records.
type wrapper struct {
	j         *reader
	object    []byte // the object itself, as far as it is held
	hasText   bool   // it has a field for a text, so it is a record
	hasNote   bool   // it has one that wrappers have too: a record unless a list of texts follows
	empty     bool   // it has an empty list under the name of a wrapper
	unwrapped bool   // it was a wrapper, and its records have been emitted
	tooLarge  bool
}

// wrapperNames are the members that interfaces and exports keep a list of articles in.
var wrapperNames = map[string]bool{
	"articles": true, "items": true, "results": true, "docs": true, "documents": true, "data": true,
	"records": true, "entries": true, "news": true, "posts": true, "stories": true, "hits": true,
	"response": true, "rows": true, "artikel": true, "dokumente": true,
}

// notes are the names of a text under which wrappers say something about themselves: JSON
// Feed describes the feed, and interfaces report success.
var notes = map[string]bool{"message": true, "description": true, "summary": true, "abstract": true,
	"beschreibung": true}

// read reads an object from its opening brace.
func (o *wrapper) read(depth int) error {
	scan := &o.j.scan
	scan.skip()
	o.object = append(o.object, '{')
	err := scan.list('}', func() error { return o.member(depth) })
	o.object = append(o.object, '}')
	return err
}

func (o *wrapper) member(depth int) error {
	scan := &o.j.scan
	c, err := scan.peek()
	if err != nil {
		return err
	}
	if c != '"' {
		return structureFault("a name was expected")
	}
	quoted, fits, err := scan.value(nil, true)
	if err != nil {
		return err
	}
	var name string
	if fits && Valid(quoted) {
		content, _ := unquote(nil, quoted)
		name = string(bytes.ToLower(content))
	}
	if s, ok := o.j.records.names.Find([]byte(name)); ok && s.Field == record.Text {
		o.hasText = o.hasText || !notes[name]
		o.hasNote = true
	}
	if len(o.object) > 1 {
		o.object = append(o.object, ',')
	}
	o.object = append(append(o.object, quoted...), ':')
	if c, err = scan.peek(); err != nil {
		return err
	}
	if c != ':' {
		return structureFault("a colon was expected")
	}
	scan.skip()
	return o.value(name, depth)
}

// value reads the value of a member: the list of records where it is one, a wrapper
// within the wrapper, or a plain value.
func (o *wrapper) value(name string, depth int) error {
	scan := &o.j.scan
	c, err := scan.peek()
	if err != nil {
		return err
	}
	if !wrapperNames[name] || o.hasText || depth == 0 {
		return o.hold(nil)
	}
	switch c {
	case '[':
		scan.skip()
		if c, err = scan.peek(); err != nil {
			return err
		}
		if c == '{' && (!o.hasNote || o.j.ofTexts()) {
			o.unwrapped = true
			return o.j.array()
		}
		o.empty = o.empty || c == ']'
		return o.hold([]byte{'['})
	case '{':
		inner := wrapper{j: o.j, hasNote: o.hasNote}
		if err := inner.read(depth - 1); err != nil {
			return err
		}
		o.unwrapped = o.unwrapped || inner.unwrapped
		o.empty = o.empty || inner.empty
		o.tooLarge = o.tooLarge || inner.tooLarge
		o.add(inner.object)
		return nil
	}
	return o.hold(nil)
}

// ofTexts looks at the first element of a list of objects and tells whether it is a record
// with a field for a text; one that is too long to look at is taken for one.
func (j *reader) ofTexts() bool {
	const looked = 64 << 10 // bytes, which the reader can hold
	window, _ := j.scan.r.Peek(looked)
	n, ended := new(cutter).scan(window)
	element := window[:n]
	if !ended || !Valid(element) {
		return true
	}
	found := false
	eachMember(element, func(key, _ []byte) {
		s, ok := j.records.names.Find(key)
		found = found || ok && s.Field == record.Text
	})
	return found
}

// hold reads a value, begun with what has been read of it, into the object.
func (o *wrapper) hold(begun []byte) error {
	value, fits, err := o.j.scan.value(begun, !o.unwrapped)
	if err != nil {
		return err
	}
	if !fits {
		o.tooLarge = true
	}
	o.add(value)
	return nil
}

func (o *wrapper) add(value []byte) {
	if int64(len(o.object)+len(value)) > o.j.scan.limit {
		o.tooLarge = true
	}
	if o.tooLarge || o.unwrapped {
		o.object = o.object[:1]
		return
	}
	o.object = append(o.object, value...)
}

// scanner cuts a stream of JSON into values without parsing them.
type scanner struct {
	r     *bufio.Reader
	limit int64
	buf   []byte
}

// peek returns the next byte that is no white space, without reading it.
func (s *scanner) peek() (byte, error) {
	for {
		c, err := s.r.ReadByte()
		if err != nil {
			return 0, err
		}
		if !isSpace(c) {
			return c, s.r.UnreadByte()
		}
	}
}

// skip reads the byte that peek returned.
func (s *scanner) skip() {
	_, _ = s.r.Discard(1) // it is in the buffer
}

// list calls element before each element up to the closing byte, and reads the commas.
func (s *scanner) list(closing byte, element func() error) error {
	for first := true; ; first = false {
		c, err := s.peek()
		if err != nil {
			return err
		}
		if c == closing {
			s.skip()
			return nil
		}
		if !first {
			if c != ',' {
				return structureFault("a comma was expected")
			}
			s.skip()
		}
		if err := element(); err != nil {
			return err
		}
	}
}

// value reads one value; begun is what has been read of it, nothing or its opening
// bracket. A value over the limit, or one that is not to be kept, is read and not held;
// fits tells the former. The bytes are valid until the next call.
func (s *scanner) value(begun []byte, keep bool) (value []byte, fits bool, err error) {
	if _, err := s.peek(); err != nil {
		return nil, false, err
	}
	s.buf = append(s.buf[:0], begun...)
	fits = true
	cut := cutter{depth: len(begun)}
	for {
		if _, err := s.r.Peek(1); err != nil {
			if err == io.EOF && cut.scalar {
				return s.buf, fits, nil
			}
			return nil, false, err
		}
		window, _ := s.r.Peek(s.r.Buffered())
		n, ended := cut.scan(window)
		if int64(len(s.buf)+n) > s.limit {
			fits, keep = false, false
		}
		if keep {
			s.buf = append(s.buf, window[:n]...)
		} else {
			s.buf = s.buf[:0]
		}
		_, _ = s.r.Discard(n)
		if ended {
			if len(s.buf) == 0 && keep {
				return nil, false, structureFault("a value was expected")
			}
			return s.buf, fits, nil
		}
	}
}

// cutter finds the end of a JSON value that comes in windows.
type cutter struct {
	depth    int  // brackets open
	inString bool // within a string
	escaped  bool // behind a backslash
	scalar   bool // the value is a number, or one of the words
}

// scan tells how many bytes of the window belong to the value, and whether it has ended.
func (c *cutter) scan(window []byte) (n int, ended bool) {
	for i := 0; i < len(window); i++ {
		switch b := window[i]; {
		case c.escaped:
			c.escaped = false
		case c.inString && b == '\\':
			c.escaped = true
		case c.inString && b == '"':
			c.inString = false
			if c.depth == 0 {
				return i + 1, true
			}
		case c.inString:
			i += skipPlain(window[i+1:])
		case c.scalar:
			if b == ',' || b == ']' || b == '}' || isSpace(b) {
				return i, true
			}
		case b == '"':
			c.inString = true
		case b == '{' || b == '[':
			c.depth++
		case b == '}' || b == ']':
			if c.depth == 0 {
				return i, true
			}
			if c.depth--; c.depth == 0 {
				return i + 1, true
			}
		case c.depth == 0 && (b == ',' || b == ':'):
			return i, true
		case c.depth == 0:
			c.scalar = true
		}
	}
	return len(window), false
}

// skipPlain counts the bytes in front of the next quote or backslash.
func skipPlain(window []byte) int {
	if n := bytes.IndexByte(window, '"'); n >= 0 {
		window = window[:n]
	}
	if n := bytes.IndexByte(window, '\\'); n >= 0 {
		return n
	}
	return len(window)
}
