package format

import (
	"bytes"
	"errors"
	"io"

	"leitmotif/corpus/input"
)

// readJSONL reads JSON Lines: one object a line, blank lines between them allowed. The
// record is the number of the line, blank ones counted.
func (d *decoder) readJSONL(st *input.Stream) {
	lines := lineReader{r: st.Reader(), limit: st.Limit()}
	records := jsonRecords{names: d.names}
	for st.Alive() {
		line, err := lines.next()
		o := st.Origin(lines.line)
		switch {
		case errors.Is(err, io.EOF):
			return
		case errors.Is(err, errLineTooLong):
			st.TooLarge(o)
			continue
		case err != nil:
			st.Failed(st.Origin(0), err)
			return
		}
		if len(bytes.TrimSpace(line)) > 0 {
			records.emit(o, line, st)
		}
	}
}
