package json

import (
	"bytes"
	"errors"
	"io"

	"leitmotif/corpus"
	"leitmotif/corpus/format/lines"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/input"
)

// ReadLines reads JSON Lines: one object a line, blank lines between them allowed. The record
// is the number of the line, blank ones counted. A line that wraps records, as the answers of
// an interface do, gives them; from there on the records are numbered one after the other. What
// Elasticsearch is to do with the line that follows (its bulk interface) is no record, and gives
// that line its id.
func ReadLines(st *input.Stream, n *record.Names) {
	j := reader{st: st, records: records{names: n}}
	all := lines.New(st.Reader(), st.Limit())
	wrapped := false
	for st.Alive() {
		line, err := all.Next()
		switch {
		case errors.Is(err, io.EOF):
			return
		case err != nil && !errors.Is(err, lines.ErrTooLong):
			st.Failed(st.Origin(0), err)
			return
		}
		if line = withoutComma(line); err == nil && len(line) == 0 {
			continue
		}
		if id, ok := j.records.actionID(line); ok && err == nil {
			j.records.around.Of[record.ID] = id
			continue
		}
		if wrapped {
			err = j.emit(line, err == nil)
		} else {
			j.n = all.Line()
			wrapped, err = j.line(line, err == nil)
		}
		j.records.around.Of[record.ID] = ""
		if err != nil {
			return
		}
	}
}

// withoutComma gives a line without the comma behind its object, as the lines of a list have it.
func withoutComma(line []byte) []byte {
	if line = bytes.TrimSpace(line); bytes.HasSuffix(line, []byte("},")) {
		return line[:len(line)-1]
	}
	return line
}

// line hands over the one record of a line, or those that it wraps.
func (j *reader) line(b []byte, fits bool) (wraps bool, err error) {
	at := j.st.Origin(j.n)
	if !fits {
		return false, told(j.st.TooLarge(at))
	}
	b, ok := valid(b)
	if !ok {
		return false, told(j.st.Reject(at, corpus.Malformed, whyInvalid(b)))
	}
	if b[0] != '{' {
		return false, told(j.st.Reject(at, corpus.Malformed, "the record is no JSON object"))
	}
	var o object
	j.records.read(&o, b, "", j.records.names.Values())
	if !o.whole && !j.records.isMapped(b) && j.records.wraps(b, deepest) {
		j.n--
		return true, j.value(b, deepest)
	}
	return false, told(j.records.emit(at, &o, j.st))
}

// actions are the names of what Elasticsearch can be asked to do with a record.
var actions = words("index create update delete")

// actionID gives the id of the record that Elasticsearch is asked to do something with; ok is
// false where b asks for nothing: one member that holds one object, of plain values some of which
// begin with an underscore.
func (j *records) actionID(b []byte) (id string, ok bool) {
	const longest = 2000 // bytes
	if len(b) > longest {
		return "", false
	}
	_, name, _ := bytes.Cut(b, []byte{'"'})
	if name, _, _ = bytes.Cut(name, []byte{'"'}); !actions[string(name)] || !Valid(b) {
		return "", false
	}
	members := 0
	eachMember(b, func(key, action []byte) {
		if members++; members > 1 || !actions[string(key)] || action[0] != '{' {
			ok = false
			return
		}
		ok = empty(action)
		plain := true
		eachMember(action, func(key, value []byte) {
			plain = plain && value[0] != '{' && value[0] != '['
			ok = ok || bytes.HasPrefix(key, []byte{'_'})
			if string(key) == "_id" {
				id = j.flat(value, record.ID, 1)
			}
		})
		ok = ok && plain
	})
	return id, ok
}
