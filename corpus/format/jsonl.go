package format

import (
	"bytes"
	"errors"
	"io"

	"leitmotif/corpus"
)

// readJSONL reads JSON Lines: one object a line, blank lines between them allowed. The
// record is the number of the line, blank ones counted.
func (d *decoder) readJSONL(st stream) {
	lines := lineReader{r: st.r, limit: d.limits.RecordBytes}
	records := jsonRecords{names: d.names}
	for d.out.alive() {
		line, err := lines.next()
		o := corpus.Origin{File: st.file, Record: lines.line}
		switch {
		case errors.Is(err, io.EOF):
			return
		case errors.Is(err, errLineTooLong):
			d.out.tooLarge(o, d.limits.RecordBytes)
			continue
		case err != nil:
			d.out.failed(corpus.Origin{File: st.file}, err)
			return
		}
		if len(bytes.TrimSpace(line)) > 0 {
			records.emit(o, line, d.out)
		}
	}
}
