package json

import (
	"bytes"
	"slices"
	"strings"

	"leitmotif/corpus/format/record"
)

// wrapperNames are the members that interfaces and exports keep a list of articles in, as
// record.Plain leaves them.
var wrapperNames = words(`articles items results result docs documents data records entries news posts stories hits response
	rows edges nodes messages chats list value values resultcontent payload output feed graph newsitems artikel dokumente
	meldungen nachrichten beiträge beitraege einträge eintraege ergebnisse treffer daten`)

// listElements are the names under which JSON-LD lists articles and much else besides, as
// record.Plain leaves them.
var listElements = words("itemlistelement datafeedelement")

func isWrapper(key []byte) bool {
	const longest = 20 // bytes
	return len(key) <= longest && wrapperNames[record.Plain(string(key))]
}

// shape is what an object has, by the names of its members and those of the objects in it.
type shape struct{ text, title, place bool }

// isRecord tells whether an object of the shape gives an article: it has a text, or a
// headline with an address or a date.
func (s shape) isRecord() bool { return s.text || s.title && s.place }

// shapeOf looks at the members of an object, and of the objects in it up to depth.
func (j *records) shapeOf(b []byte, depth int) (s shape) {
	eachMember(b, func(key, value []byte) {
		slot, ok := j.names.Key(key)
		ok = ok && !isSource(key, value)
		s.text = s.text || ok && slot.Field == record.Text
		s.title = s.title || ok && slot.Field == record.Title
		s.place = s.place || ok && (slot.Field == record.URL || slot.Field == record.Date)
		if value[0] == '{' && depth > 0 && !j.isAside(key) {
			inner := j.shapeOf(value, depth-1)
			s = shape{s.text || inner.text, s.title || inner.title, s.place || inner.place}
		}
	})
	for _, x := range j.names.Explicit() {
		if x.Field == record.Text && !s.text {
			_, s.text = j.lookUp(b, x)
		}
	}
	return s
}

// shapeOfList is the shape of the first element of a list that gives an article, else of the
// last that is looked at; ok is false where the first is no object.
func (j *records) shapeOfList(list []byte) (s shape, ok bool) {
	const looked = 20 // elements
	for i, n := skipSpace(list, 1), 0; list[i] == '{' && n < looked && !s.isRecord(); n++ {
		end := valueEnd(list, i)
		s, ok = j.shapeOf(list[i:end], nestedDepth), true
		i = skipSpace(list, end)
		if list[i] == ',' {
			i = skipSpace(list, i+1)
		}
	}
	return s, ok
}

// list is a list of records.
type list struct {
	elements []byte
	ofText   bool // it stands under the name of a text
	pieces   bool // that means pieces of one
	wrappers bool // its elements wrap the records
}

// pieceNames are the names of a text that say that it is in pieces, as record.Plain leaves
// them.
var pieceNames = words("paragraphs absätze absaetze sections blocks contentblocks bodyblocks")

// isText tells whether the list is the text of an object with own members, in pieces that have
// titles: the object is an article, or the pieces lack what else a record has.
func (l list) isText(j *records, own shape) bool {
	s, _ := j.shapeOfList(l.elements)
	return !s.text || !s.title || own.title && own.place || !s.place && (own.title || l.pieces)
}

// insides are the members of an object in which records may lie.
type insides struct {
	lists   []list   // of records
	unknown [][]byte // of objects under the name of a wrapper, that are no records by their names
	keyed   [][]byte // objects that are records
	keys    []string // theirs
	objects [][]byte
	columns []byte // of pandas' orientation "split", with its rows
	rows    []byte
	own     shape // of what stands in the object itself
	empty   bool  // a list under the name of a wrapper is empty
}

// insidesOf looks for wrappers in lists up to depth.
func (j *records) insidesOf(b []byte, depth int) (in insides) {
	eachMember(b, func(key, value []byte) {
		slot, known := j.names.Key(key)
		known = known && !isSource(key, value)
		wrapper := isWrapper(key)
		switch value[0] {
		case '[':
			j.insideList(&in, key, value, wrapper, known && slot.Field == record.Text, depth)
			return
		case '{':
			if j.isAside(key) && !wrapper {
				return
			}
			in.objects = append(in.objects, value)
			if s := j.shapeOf(value, nestedDepth); s.isRecord() && !wrapper && record.EnvelopeRank(key) < 0 {
				in.keyed, in.keys = append(in.keyed, value), append(in.keys, record.LineOf(key))
			}
			return
		}
		if known && !empty(value) {
			in.own.title = in.own.title || slot.Field == record.Title
			in.own.place = in.own.place || slot.Field == record.URL
			in.own.text = in.own.text || slot.Field == record.Text
		}
	})
	in.lists = slices.DeleteFunc(in.lists, func(l list) bool { return !l.wrappers && l.ofText && l.isText(j, in.own) })
	// Wrappers in lists count where nothing better is there, and the object is no headline.
	if in.own.title && in.own.place || slices.ContainsFunc(in.lists, func(l list) bool { return !l.wrappers }) {
		in.lists = slices.DeleteFunc(in.lists, func(l list) bool { return l.wrappers })
	}
	return in
}

// insideList looks at a member that is a list. Under the name of a wrapper it holds records
// where they have a text or are headlines, under any other where they have text and title; elsewhere it may hold wrappers.
func (j *records) insideList(in *insides, key, elements []byte, wrapper, ofText bool, depth int) {
	switch {
	case string(key) == "columns":
		in.columns = elements
		return
	case string(key) == "data" && elements[skipSpace(elements, 1)] == '[':
		in.rows = elements
		return
	}
	if wrapper && empty(elements) {
		in.empty = true
	}
	s, ok := j.shapeOfList(elements)
	switch {
	case !ok || asides[record.Plain(string(key))]:
	case s.text && s.title, (wrapper && !ofText || listElements[record.Plain(string(key))]) && s.isRecord():
		in.lists = append(in.lists, list{elements, ofText, ofText && pieceNames[record.Plain(string(key))], false})
	case depth > 0 && j.holdWrappers(elements, depth-1):
		in.lists = append(in.lists, list{elements, ofText, false, true})
	case wrapper && !ofText:
		in.unknown = append(in.unknown, elements)
	}
}

// holdWrappers tells whether one of the first elements of a list wraps records.
func (j *records) holdWrappers(elements []byte, depth int) (found bool) {
	const looked = 20 // elements
	n := 0
	eachElement(elements, func(element []byte) {
		if n++; !found && n <= looked {
			found = j.wraps(element, depth)
		}
	})
	return found
}

// isRecord tells whether the object is a record whatever lies within it: it has a title, an
// address and an excerpt of the text.
func (in *insides) isRecord() bool { return in.own.title && in.own.place && in.own.text }

// isKeyed tells whether an object keeps records by their keys: two at least, for one alone is
// a part of a record, and no list of them. Where it has a title or an address of its own, which
// may be those of an article, they are records only if each has a title and a whole text.
func (j *records) isKeyed(in *insides) bool {
	if len(in.keyed) < 2 || len(in.lists) > 0 {
		return false
	}
	return !in.own.title && !in.own.place || !in.own.text && !slices.ContainsFunc(in.keyed, func(b []byte) bool {
		var o object
		j.read(&o, b, "", record.Values{})
		return !o.whole || o.values.Of[record.Title] == ""
	})
}

// holdsKeyed tells whether b is an object that keeps records by their keys.
func (j *records) holdsKeyed(b []byte) bool {
	if !Valid(b) {
		return false
	}
	in := j.insidesOf(b, 0)
	return j.isKeyed(&in)
}

// wraps tells whether an object wraps records.
func (j *records) wraps(b []byte, depth int) bool {
	if !Valid(b) || b[0] != '{' {
		return false
	}
	var o object
	if j.read(&o, b, "", record.Values{}); o.whole || j.isMapped(b) {
		return false
	}
	in := j.insidesOf(b, depth)
	switch {
	case in.isRecord():
		return false
	case len(in.lists) > 0, j.isKeyed(&in):
		return true
	}
	return depth > 1 && slices.ContainsFunc(in.objects, func(object []byte) bool { return j.wraps(object, depth-1) })
}

// unwrap emits the records within an object that is none itself, in the order in which they
// stand, and tells whether it was a wrapper. Where it has a text, if only a note, lists count
// that are certain to be of records.
func (j *reader) unwrap(b []byte, depth int, noted bool) (found bool, err error) {
	if rows := columnsOf(b, j.records.names); rows != nil {
		return true, j.all(rows, depth)
	}
	in := j.records.insidesOf(b, depth)
	switch {
	case in.columns != nil && in.rows != nil:
		return true, j.table(in.columns, in.rows)
	case in.isRecord():
		return false, nil
	}
	defer func(before record.Values) { j.records.around = before }(j.records.around)
	j.records.around = j.records.context(b)
	switch {
	case len(in.lists) > 0:
		for _, l := range in.lists {
			if err := j.elements(l.elements, depth-1); err != nil {
				return true, err
			}
		}
		return true, nil
	case j.records.isKeyed(&in):
		for i, b := range in.keyed {
			if err := j.keyed(in.keys[i], b, depth-1); err != nil {
				return true, err
			}
		}
		return true, nil
	}
	// A text in one of the objects is the record's, whatever is listed in the others.
	hasWhole := func(object []byte) bool { return j.records.hasWhole(object, in.own.title) }
	noted = noted || slices.ContainsFunc(in.objects, hasWhole)
	for _, object := range in.objects {
		if depth > 1 && !hasWhole(object) {
			inner, err := j.unwrap(object, depth-1, noted)
			if found = found || inner; err != nil {
				return true, err
			}
		}
	}
	if found || in.own.title || noted {
		return found, nil
	}
	for _, list := range in.unknown {
		found = true
		if err := j.elements(list, depth-1); err != nil {
			return true, err
		}
	}
	return found || in.empty, nil
}

// hasWhole tells whether an object, within one that may have a title, has a text of its own
// that is neither an excerpt nor a note.
func (j *records) hasWhole(b []byte, titled bool) bool {
	var o object
	j.read(&o, b, "", record.Values{})
	return o.whole || o.listed && titled || j.isMapped(b)
}

// isMapped tells whether there is a text under the name that the caller gives.
func (j *records) isMapped(b []byte) bool {
	for _, x := range j.names.Explicit() {
		if x.Field == record.Text {
			text, _ := j.lookUp(b, x)
			return strings.TrimSpace(text) != ""
		}
	}
	return false
}

// keyed emits a record that is kept under a key. The key is its id, unless it has one of its
// own; a number counts the records of this file alone and is none.
func (j *reader) keyed(key string, b []byte, depth int) error {
	defer func(before string) { j.records.around.Of[record.ID] = before }(j.records.around.Of[record.ID])
	j.records.around.Of[record.ID] = ""
	if strings.Trim(key, "0123456789") != "" {
		j.records.around.Of[record.ID] = key
	}
	return j.value(b, depth)
}

func (j *reader) all(objects [][]byte, depth int) error {
	for _, b := range objects {
		if err := j.value(b, depth); err != nil {
			return err
		}
	}
	return nil
}

func (j *reader) elements(list []byte, depth int) (err error) {
	eachElement(list, func(element []byte) {
		if err == nil {
			err = j.value(element, depth)
		}
	})
	return err
}

// context is what a wrapper says of all its records: their outlet and language, of a feed
// (JSON Feed) its title and authors, of a chat (Telegram) its name.
func (j *records) context(b []byte) record.Values {
	var v record.Values
	if !Valid(b) {
		return j.around
	}
	var o object
	j.read(&o, b, "", record.Values{})
	for _, f := range []record.Field{record.Source, record.Language} {
		v.Of[f] = o.values.Of[f]
	}
	if version := member(b, "version"); version != nil && bytes.Contains(version, []byte("jsonfeed")) {
		v.Of[record.Source], v.Of[record.Author] = o.values.Of[record.Title], o.values.Of[record.Author]
	}
	if name := member(b, "name"); name != nil && member(b, "type") != nil && member(b, "id") != nil && v.Of[record.Source] == "" {
		v.Of[record.Source] = j.flat(name, record.Source, 1)
	}
	v.Fill(&j.around)
	return v
}

// columnsOf gives the rows of a table that is kept by its columns (the orientations "columns"
// and "list" of pandas), as objects; nil where b is none. All its members are objects under
// the same keys, none of them a name, or lists of single values of one length.
func columnsOf(b []byte, n *record.Names) (rows [][]byte) {
	var names, columns [][]byte
	text, other := false, false
	plain := true
	eachMember(b, func(key, value []byte) {
		s, ok := n.Key(key)
		text = text || ok && s.Field == record.Text
		other = other || ok && s.Field != record.Text
		plain = plain && (value[0] == '{' || value[0] == '[') && (len(columns) == 0 || columns[0][0] == value[0])
		if plain {
			names, columns = append(names, bytes.Clone(key)), append(columns, value)
		}
	})
	if !plain || !text || !other {
		return nil
	}
	var first []string
	var cells [][][]byte
	for i, column := range columns {
		keys, values := cellsOf(column)
		if i == 0 {
			first = keys
		}
		if values == nil || !slices.Equal(keys, first) || len(values) != len(cells) && i > 0 {
			return nil
		}
		if i == 0 {
			cells = make([][][]byte, len(values))
		}
		for k, value := range values {
			cells[k] = append(cells[k], value)
		}
	}
	for _, row := range cells {
		rows = append(rows, objectOf(names, row))
	}
	return rows
}

// cellsOf gives the cells of a column, and their keys where it is an object; no cells where
// it cannot be one.
func cellsOf(column []byte) (keys []string, values [][]byte) {
	isColumn := true
	if column[0] == '[' {
		eachElement(column, func(element []byte) {
			isColumn = isColumn && element[0] != '{' && element[0] != '['
			values = append(values, element)
		})
		isColumn = isColumn && len(values) > 1
	} else {
		eachMember(column, func(key, value []byte) {
			name := string(key)
			isColumn = isColumn && !slices.Contains(record.Source.Members(), name) && !slices.Contains(record.Text.Members(), name) && !bodyMembers[name]
			keys, values = append(keys, name), append(values, value)
		})
	}
	if !isColumn {
		return nil, nil
	}
	return keys, values
}

// objectOf makes a record of a row.
func objectOf(names, row [][]byte) []byte {
	b := []byte{'{'}
	for i, cell := range row {
		if len(b) > 1 {
			b = append(b, ',')
		}
		b = append(append(append(append(b, '"'), escaped(names[i])...), '"', ':'), cell...)
	}
	return append(b, '}')
}

var escaper = strings.NewReplacer(`"`, `\"`, `\`, `\\`, "\n", " ", "\r", " ", "\t", " ")

// escaped gives a name as it stands in JSON. Control characters are left out.
func escaped(name []byte) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return -1
		}
		return r
	}, escaper.Replace(string(name)))
}

// table emits the rows of a list of lists under the names in header.
func (j *reader) table(header, rows []byte) (err error) {
	names := j.header(header)
	eachElement(rows, func(row []byte) {
		if err == nil {
			err = j.row(names, row)
		}
	})
	return err
}
