package json

import (
	"bytes"

	"leitmotif/corpus/format/record"
)

// wrapper is an object at the top of a file, or within one, that may wrap records. It is held
// until it ends, and then looked at as a whole. What is over the limit on a record cannot be
// held: the records in it are emitted as they come once the object is seen to wrap them by
// what has been read of it.
type wrapper struct {
	j         *reader
	outer     *wrapper
	object    []byte // the object itself, as far as it is held
	name      []byte // of the member that is being read
	before    int    // length of object before the member that is being read
	hasText   bool   // it has a field for a text, so it is a record
	hasTitle  bool   // it has a title
	hasNote   bool   // it has one that wrappers have too: a record unless a list of texts follows
	empty     bool   // it has an empty list under the name of a wrapper
	unwrapped bool   // it was a wrapper, and its records have been emitted
	keyed     bool   // its members are the records
	tooLarge  bool
}

// notes are the names of a text under which wrappers say something about themselves: JSON
// Feed describes the feed, and interfaces report success.
var notes = words("message description summary abstract beschreibung")

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
	var name []byte
	if fits && Valid(quoted) {
		content, _ := unquote(nil, quoted)
		name = bytes.Clone(content)
	}
	o.name, o.before = name, len(o.object)
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
	if c, err = scan.peek(); err != nil {
		return err
	}
	slot, ok := o.j.records.names.Column(name)
	o.hasTitle = o.hasTitle || ok && slot.Field == record.Title
	ofText := ok && slot.Field == record.Text
	if ofText && c != '[' {
		o.texted(name)
	}
	return o.value(name, c, ofText, depth)
}

// texted is told of a text under a name.
func (o *wrapper) texted(name []byte) {
	o.hasText = o.hasText || !notes[record.Plain(string(name))]
	o.hasNote = true
}

// value reads the value of a member, which begins with c: the list of records where it is
// one, a wrapper within the wrapper, a record by its key, or a plain value.
func (o *wrapper) value(name []byte, c byte, ofText bool, depth int) error {
	switch {
	case o.keyed:
		value, fits, err := o.j.scan.value(nil, true)
		if err != nil || c != '{' {
			return err
		}
		return o.emitKeyed(name, value, fits)
	case o.hasText, depth == 0:
		return o.hold(nil)
	case c == '[':
		return o.list(name, ofText)
	case c == '{' && isWrapper(name):
		inner := wrapper{j: o.j, outer: o, hasNote: o.hasNote, unwrapped: o.unwrapped}
		if err := inner.read(depth - 1); err != nil {
			return err
		}
		o.unwrapped = o.unwrapped || inner.unwrapped
		o.empty = o.empty || inner.empty
		o.tooLarge = o.tooLarge || inner.tooLarge
		return o.add(inner.object)
	}
	return o.hold(nil)
}

// begin makes the object one that wraps records: those that are held already are emitted, and
// what the members read so far say holds for all that follow.
func (o *wrapper) begin() error {
	if o.unwrapped {
		return nil
	}
	if o.outer != nil {
		if err := o.outer.begin(); err != nil {
			return err
		}
	}
	o.unwrapped = true
	if o.tooLarge {
		return nil
	}
	held := append(o.object[:o.before:o.before], '}')
	if o.j.records.wraps(held, deepest) {
		if err := o.j.emit(held, true); err != nil {
			return err
		}
	}
	o.j.records.around = o.j.records.context(held)
	return nil
}

// list reads a list: of records, which are emitted as they come where it is certain that they
// are, else held one by one as long as they fit.
func (o *wrapper) list(name []byte, ofText bool) error {
	scan := &o.j.scan
	scan.skip()
	c, err := scan.peek()
	if err != nil {
		return err
	}
	isWrapper := isWrapper(name)
	s := shape{}
	if c == '{' {
		s = o.j.peekShape()
	}
	switch {
	case c == '{' && isWrapper && !ofText && (s.text || !o.hasNote && s.isRecord()):
		if err := o.begin(); err != nil {
			return err
		}
		return o.j.array()
	case c == '{' && (isWrapper && !ofText || s.text && s.title && !asides[record.Plain(string(name))] && (s.place || !ofText || !o.hasTitle)):
		return o.holdList()
	}
	o.empty = o.empty || c == ']' && isWrapper
	if ofText {
		o.texted(name)
	}
	return o.hold([]byte{'['})
}

// peekShape is the shape of the object that comes next; one that is too long to look at is
// taken for a record.
func (j *reader) peekShape() shape {
	element, whole := j.scan.ahead()
	if !whole || !Valid(element) {
		return shape{text: true}
	}
	return j.records.shapeOf(element, nestedDepth)
}

// largeWrapper tells whether the element that comes next is an object too large to be looked at
// or to be held, and where that ends is within what lies under the name of a wrapper.
func (j *reader) largeWrapper() bool {
	if c, err := j.scan.peek(); err != nil || c != '{' || j.within == deepest {
		return false
	}
	b, whole := j.scan.ahead()
	if whole && int64(len(b)) <= j.scan.limit {
		return false
	}
	b = b[:min(int64(len(b)), j.scan.limit)]
	for i := skipSpace(b, 1); i < len(b) && b[i] == '"'; i = skipSpace(b, i) {
		end := stringEnd(b, i)
		if end == len(b) {
			return false
		}
		key := b[i+1 : end-1]
		if i = skipSpace(b, skipSpace(b, end)+1); i >= len(b) {
			return false
		}
		if end = valueEnd(b, i); end >= len(b) {
			return (b[i] == '[' || b[i] == '{') && isWrapper(key)
		}
		i = skipSpace(b, end) + 1
	}
	return false
}

// element reads a wrapper that is an element of a list.
func (j *reader) element() error {
	j.within++
	defer func() { j.within-- }()
	return j.top()
}

// holdList reads the elements of a list into the object. Once they are too large to be held
// the list is one of records.
func (o *wrapper) holdList() error {
	scan := &o.j.scan
	begun := len(o.object)
	o.object = append(o.object, '[')
	err := scan.list(']', func() error {
		element, fits := scan.held()
		if !fits {
			if o.j.largeWrapper() {
				if err := o.flush(begun); err != nil {
					return err
				}
				return o.j.element()
			}
			var err error
			if element, fits, err = scan.value(nil, true); err != nil {
				return err
			}
		}
		if !o.unwrapped && fits && int64(len(o.object)+len(element)) <= scan.limit {
			if len(o.object) > begun+1 {
				o.object = append(o.object, ',')
			}
			o.object = append(o.object, element...)
			return nil
		}
		if err := o.flush(begun); err != nil {
			return err
		}
		return o.j.emit(element, fits)
	})
	if !o.unwrapped {
		o.object = append(o.object, ']')
	}
	return err
}

// flush emits the elements of a list that are held from an index on, where it has not been
// done yet.
func (o *wrapper) flush(begun int) error {
	if o.unwrapped {
		return nil
	}
	list := append(o.object[begun:], ']')
	err := o.begin()
	eachElement(list, func(element []byte) {
		if err == nil {
			err = o.j.emit(element, true)
		}
	})
	o.object = o.object[:1]
	return err
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
	return o.add(value)
}

// emitKeyed emits a record that is kept under a key.
func (o *wrapper) emitKeyed(key, value []byte, fits bool) error {
	value, ok := valid(value)
	if !fits || !ok || value[0] != '{' {
		return o.j.emit(value, fits)
	}
	return o.j.keyed(record.LineOf(key), value, deepest-1)
}

// add holds a value. Where it does not fit, and the members before it are records by their
// keys, these are emitted, and the value is one.
func (o *wrapper) add(value []byte) error {
	if !o.tooLarge && !o.unwrapped && int64(len(o.object)+len(value)) > o.j.scan.limit {
		o.tooLarge = true
		held := append(o.object[:o.before:o.before], '}')
		if !o.hasText && o.j.records.holdsKeyed(held) {
			o.object, o.keyed, o.unwrapped, o.tooLarge = o.object[:1], true, true, false
			value = bytes.Clone(value)
			o.j.records.around = o.j.records.context(held)
			if err := o.j.emit(held, true); err != nil || len(value) == 0 || value[0] != '{' {
				return err
			}
			return o.emitKeyed(o.name, value, true)
		}
	}
	if o.tooLarge || o.unwrapped {
		o.object = o.object[:1]
		return nil
	}
	o.object = append(o.object, value...)
	return nil
}
