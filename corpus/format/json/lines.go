package json

import (
	"bytes"
	"errors"
	"io"

	"leitmotif/corpus/format/lines"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/input"
)

// ReadLines reads JSON Lines: one object a line, blank lines between them allowed. The
// record is the number of the line, blank ones counted.
func ReadLines(st *input.Stream, n *record.Names) {
	all := lines.New(st.Reader(), st.Limit())
	r := records{names: n}
	for st.Alive() {
		line, err := all.Next()
		o := st.Origin(all.Line())
		switch {
		case errors.Is(err, io.EOF):
			return
		case errors.Is(err, lines.ErrTooLong):
			st.TooLarge(o)
			continue
		case err != nil:
			st.Failed(st.Origin(0), err)
			return
		}
		if len(bytes.TrimSpace(line)) > 0 {
			r.emit(o, line, st)
		}
	}
}
