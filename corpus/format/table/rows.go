package table

import (
	"bytes"
	"errors"

	"leitmotif/corpus/format/lines"
)

// rowReader cuts a table into rows. The standard library's reader holds a row of any
// size in memory and has no way to skip one.
type rowReader struct {
	lines     aheadReader
	limit     int64
	delimiter byte
	content   []byte // the cells of the row, one behind the other
	ends      []int  // the end of each cell in content
	row       [][]byte
	before    int  // lines in front of the names
	backslash bool // a backslash before a quote is an escape
	loose     bool // a quote closed a cell that goes on behind it

	opened struct{ at, content, cells int } // where the last quoted cell begins in its line, in content and in ends

	// fits tells whether cells are those of a row, of as many as width; nil where that is not known.
	fits     func(cells [][]byte) bool
	width    int
	opening  []byte // the line in which the quoted cell begins that crosses lines
	unclosed int    // up to this line no quote closes a cell that crosses lines
}

func newRows(l *lines.Reader, limit int64, lay layout) *rowReader {
	return &rowReader{lines: aheadReader{lines: l}, limit: limit, delimiter: lay.delimiter, before: lay.before}
}

// header returns the names of the columns, in front of which it leaves lines out.
func (t *rowReader) header() ([][]byte, error) {
	for range t.before {
		if _, err := t.lines.next(); err != nil {
			return nil, err
		}
	}
	return t.next()
}

// errOpenQuote is a quoted cell that nothing closes.
var errOpenQuote = errors.New("a quoted cell does not end")

// next returns the cells of the next row, valid until the next call.
func (t *rowReader) next() ([][]byte, error) {
	t.content, t.ends = t.content[:0], t.ends[:0]
	line, err := t.lines.next()
	for err == nil && len(bytes.TrimSpace(line)) == 0 {
		line, err = t.lines.next()
	}
	if err != nil {
		return nil, err
	}
	line = trimReturn(line)
	if t.parse(line) {
		return t.across(line)
	}
	return t.cells(), nil
}

func trimReturn(line []byte) []byte { return bytes.TrimSuffix(line, []byte{'\r'}) }

// cells gives the cells parsed so far.
func (t *rowReader) cells() [][]byte {
	t.row = t.row[:0]
	start := 0
	for _, end := range t.ends {
		t.row = append(t.row, t.content[start:end])
		start = end
	}
	return t.row
}

// parse takes the cells from a line and reports whether it ends within a quoted one.
func (t *rowReader) parse(line []byte) (open bool) {
	whole := len(line)
	for {
		if len(line) > 0 && line[0] == '"' {
			t.opened.at, t.opened.content, t.opened.cells = whole-len(line), len(t.content), len(t.ends)
			rest, open, last := t.quoted(line[1:])
			if open || last {
				return open
			}
			line = rest
			continue
		}
		end := bytes.IndexByte(line, t.delimiter)
		if end < 0 {
			t.endCell(line)
			return false
		}
		t.endCell(line[:end])
		line = line[end+1:]
	}
}

// resume goes on with a line that begins within a quoted cell.
func (t *rowReader) resume(line []byte) (open bool) {
	rest, open, last := t.quoted(line)
	if open || last {
		return open
	}
	return t.parse(rest)
}

// quoted takes the rest of a quoted cell. What stands between its closing quote and the
// delimiter belongs to it as well, as spreadsheets read it. A backslash before a quote is an
// escape from the first place on where the quote cannot close the cell: neither the delimiter
// nor the end of the line follows. Between tabs only a quote closes a cell that one of them
// follows: their cells begin with an author's quote as often as with one of their own.
func (t *rowReader) quoted(line []byte) (rest []byte, open, last bool) {
	for {
		quote := bytes.IndexByte(line, '"')
		if quote < 0 {
			t.content = append(t.content, line...)
			return nil, true, false
		}
		before, after := line[:quote], line[quote+1:]
		escaped := backslashes(before)%2 == 1
		if escaped && !t.backslash && len(after) > 0 && after[0] != t.delimiter && after[0] != '"' {
			t.backslash = true
		}
		t.content = append(t.content, before...)
		line = after
		if escaped && t.backslash {
			t.content[len(t.content)-1] = '"'
			continue
		}
		if len(line) > 0 && line[0] == '"' {
			t.content = append(t.content, '"')
			line = line[1:]
			continue
		}
		follows := len(line) > 0 && line[0] != t.delimiter
		if follows && t.delimiter == '\t' {
			t.content = append(t.content, '"')
			continue
		}
		t.loose = t.loose || follows
		end := bytes.IndexByte(line, t.delimiter)
		if end < 0 {
			t.endCell(line)
			return nil, false, true
		}
		t.endCell(line[:end])
		return line[end+1:], false, false
	}
}

// backslashes counts those at the end of b.
func backslashes(b []byte) int { return len(b) - len(bytes.TrimRight(b, `\`)) }

// endCell ends a cell with its last part.
func (t *rowReader) endCell(part []byte) {
	t.content = append(t.content, part...)
	t.ends = append(t.ends, len(t.content))
}
