// Package json reads records of JSON and JSON Lines (RFC 8259): in goes a stream, out come
// articles, one for each record, and a reject for every record that is none. The rules by which
// records are found in what wraps them, and fields in what is nested, stand in ../README.md.
//
// Glossary, beside that of package record.
//
//   - wrapper: an object around records: the answer of an interface, the export of a database.
//   - part: an object within a record that holds some of its fields.
//   - notice: an object among records that says of itself that it is none.
//
// The reader cuts a stream into values without parsing them, so that what is too large is
// skipped, and walks the bytes of a value that is known to be valid.
package json

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"leitmotif/corpus"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/input"
)

// Read reads a stream of JSON values. An object is a record, and so is each element of an
// array; an object that wraps records stands for them. The record is the number of the object
// in the file.
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

// deepest is how many wrappers may lie around a record.
const deepest = 5

// reader reads the records of one JSON file.
type reader struct {
	st      *input.Stream
	scan    scanner
	records records
	n       int // records so far
	within  int // wrappers in lists around what is read, as they come
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

// told is how reading goes on after a record.
func told(goesOn bool) error {
	if !goesOn {
		return errStopped
	}
	return nil
}

// emit hands over what a value holds that was cut out of the file: a record, several where it
// wraps them, or its reject, when it was too large to hold or is not valid.
func (j *reader) emit(b []byte, fits bool) error {
	if !fits {
		j.n++
		return told(j.st.TooLarge(j.st.Origin(j.n)))
	}
	b, ok := valid(b)
	if !ok {
		j.n++
		return told(j.st.Reject(j.st.Origin(j.n), corpus.Malformed, whyInvalid(b)))
	}
	return j.value(bytes.TrimSpace(b), deepest)
}

// value hands over what a valid value holds.
func (j *reader) value(b []byte, depth int) error {
	if b[0] == '[' && depth > 0 && b[skipSpace(b, 1)] == '{' {
		return j.elements(b, depth-1)
	}
	if b[0] != '{' {
		j.n++
		return told(j.st.Reject(j.st.Origin(j.n), corpus.Malformed, "the record is no JSON object"))
	}
	var o object
	j.records.read(&o, b, "", j.records.names.Values())
	if depth > 0 && (!o.whole || o.columns) && !j.records.isMapped(b) {
		if found, err := j.unwrap(b, depth, o.values.HasText()); found || err != nil {
			return err
		}
	}
	j.n++
	if !o.values.HasText() && isNotice(b) {
		if j.records.complete(&o, nestedDepth); !o.values.HasText() && !holdsArticle(b, nestedDepth) {
			return nil
		}
	}
	return told(j.records.emit(j.st.Origin(j.n), &o, j.st))
}

// isNotice tells whether an object beside articles says of itself that it is none: what a chat
// says of its members (Telegram), or a page of its outlet (JSON-LD).
func isNotice(b []byte) bool {
	if typeOf(b) == "service" {
		return true
	}
	kind := schemaType(b)
	return kind != "" && !isArticleType(kind)
}

// schemaType gives what an object of JSON-LD says of its type, "" where that is not one name.
func schemaType(b []byte) string {
	if kind := member(b, "@type"); kind != nil && kind[0] == '"' {
		return string(kind[1 : len(kind)-1])
	}
	return ""
}

func isArticleType(kind string) bool {
	return strings.HasSuffix(kind, "Article") || strings.HasSuffix(kind, "Posting") || kind == "Report" || kind == "CreativeWork"
}

// holdsArticle tells whether an object within b, up to depth, says that it is an article.
func holdsArticle(b []byte, depth int) (found bool) {
	eachMember(b, func(key, value []byte) {
		found = found || value[0] == '{' && (isArticleType(schemaType(value)) || depth > 1 && holdsArticle(value, depth-1))
	})
	return found
}

// array reads the elements of an array whose bracket has been read. Where the first is a list
// of names, the others are the rows of a table.
func (j *reader) array() error {
	var names [][]byte
	first := true
	return j.scan.list(']', func() error {
		element, fits := j.scan.held()
		if !fits {
			if j.largeWrapper() {
				first = false
				return j.element()
			}
			var err error
			if element, fits, err = j.scan.value(nil, true); err != nil {
				return err
			}
		}
		begins := first
		first = false
		if fits && (begins || names != nil) && element[0] == '[' && Valid(element) && element[skipSpace(element, 1)] != '{' {
			if begins {
				names = j.header(element)
				return j.headless(names)
			}
			return j.row(names, element)
		}
		return j.emit(element, fits)
	})
}

// headless fails where the first row of a table names no column.
func (j *reader) headless(names [][]byte) error {
	for _, name := range names {
		if _, ok := j.records.names.Column(name); ok {
			return nil
		}
	}
	return structureFault("the first row of a list of lists names no field, as pandas writes with the orientation \"values\": write \"records\"")
}

// header gives the names in the first row of a table.
func (j *reader) header(list []byte) (names [][]byte) {
	names = [][]byte{}
	eachElement(list, func(element []byte) {
		names = append(names, []byte(j.records.flat(element, record.Title, 1)))
	})
	return names
}

// row emits a row of a table under these names.
func (j *reader) row(names [][]byte, row []byte) error {
	var cells [][]byte
	if row[0] == '[' {
		eachElement(row, func(cell []byte) { cells = append(cells, cell) })
	}
	if len(cells) == 0 || len(cells) > len(names) {
		j.n++
		return told(j.st.Reject(j.st.Origin(j.n), corpus.Malformed, fmt.Sprintf("%d columns where the header has %d", len(cells), len(names))))
	}
	return j.value(objectOf(names, cells), 0)
}

// top reads an object: a record, or the wrapper of records.
func (j *reader) top() error {
	o := wrapper{j: j}
	defer func(before record.Values) { j.records.around = before }(j.records.around)
	if err := o.read(deepest - 1); err != nil {
		return err
	}
	if o.unwrapped || o.empty && !o.hasText && !o.hasNote {
		return nil
	}
	return j.emit(o.object, !o.tooLarge)
}
