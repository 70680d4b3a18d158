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
// is the number of the line, blank ones counted. Where the first line wraps records, as the
// answers of an interface do, it is their number in the file.
func ReadLines(st *input.Stream, n *record.Names) {
	j := reader{st: st, records: records{names: n}}
	all := lines.New(st.Reader(), st.Limit())
	first, wrapped := true, false
	for st.Alive() {
		line, err := all.Next()
		switch {
		case errors.Is(err, io.EOF):
			return
		case err != nil && !errors.Is(err, lines.ErrTooLong):
			st.Failed(st.Origin(0), err)
			return
		case err == nil && len(bytes.TrimSpace(line)) == 0:
			continue
		}
		if first {
			wrapped = err == nil && j.records.wraps(bytes.TrimSpace(line), deepest)
			first = false
		}
		if wrapped {
			err = j.emit(line, err == nil)
		} else {
			err = j.line(st.Origin(all.Line()), line, err == nil)
		}
		if err != nil {
			return
		}
	}
}

// line hands over the one record of a line.
func (j *reader) line(at corpus.Origin, b []byte, fits bool) error {
	if !fits {
		return told(j.st.TooLarge(at))
	}
	b, ok := valid(b)
	if !ok {
		return told(j.st.Reject(at, corpus.Malformed, whyInvalid(b)))
	}
	if b = bytes.TrimSpace(b); b[0] != '{' {
		return told(j.st.Reject(at, corpus.Malformed, "the record is no JSON object"))
	}
	var o object
	j.records.read(&o, b, "", j.records.names.Values())
	if !o.whole && !j.records.isMapped(b) && j.records.wraps(b, deepest) {
		return told(j.st.Reject(at, corpus.Malformed, "the line wraps several records, and the first line of the file wraps none"))
	}
	return told(j.records.emit(at, &o, j.st))
}
