// Package table reads delimited tables (RFC 4180 and its relatives): in goes a stream, out
// come articles, one for each row, and a reject for every row that is none.
package table

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"leitmotif/corpus"
	"leitmotif/corpus/format/lines"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/input"
)

// delimiters are what may part the columns of a table, most usual first.
var delimiters = []byte{',', ';', '\t', '|'}

// Read reads a table of delimited columns (RFC 4180 and its relatives) whose first
// row names them. The record is the number of the row, the header and blank lines not
// counted. Head is the beginning of the table.
func Read(st *input.Stream, head []byte, n *record.Names) {
	o := st.Origin(0)
	rows := rowReader{
		lines:     lines.New(st.Reader(), st.Limit()),
		limit:     st.Limit(),
		delimiter: delimiterOf(head, st.Extension(), n),
	}
	header, err := rows.next()
	if err == nil && rows.saysDelimiter {
		header, err = rows.next()
	}
	switch {
	case errors.Is(err, io.EOF):
		return
	case err != nil:
		rowFailed(st, o, err)
		return
	}
	columns := record.NewColumns(header, n)
	if !columns.HasText {
		st.Reject(o, corpus.NoTextField, hintOfRows(&columns, &rows, n))
		return
	}
	for st.Alive() {
		row, err := rows.next()
		if errors.Is(err, io.EOF) {
			return
		}
		o.Record++
		if err != nil {
			if !rowFailed(st, o, err) {
				return
			}
			continue
		}
		if len(row) > len(columns.Names) || len(row) <= columns.Needed {
			st.Reject(o, corpus.Malformed,
				fmt.Sprintf("%d columns where the header has %d", len(row), len(columns.Names)))
			continue
		}
		if v := columns.Values(row); v.HasText() {
			v.Emit(o, st)
		} else {
			st.Reject(o, corpus.NoText, columns.Blank)
		}
	}
}

// hintOfRows says which columns there are where none is known to hold a text, and by the first
// rows which of them does.
func hintOfRows(c *record.Columns, rows *rowReader, n *record.Names) string {
	const looked = 20 // rows
	h := record.NewHint(n)
	for _, name := range c.Names {
		h.Field(name)
	}
	for range looked {
		row, err := rows.next()
		if err != nil {
			break // it is rejected anyway
		}
		for i, cell := range row[:min(len(row), len(c.Names))] {
			h.Value(c.Names[i], cell)
		}
	}
	return h.String()
}

// rowFailed rejects a row and tells whether the next one can be read.
func rowFailed(st *input.Stream, o corpus.Origin, err error) bool {
	switch {
	case errors.Is(err, lines.ErrTooLong):
		return st.TooLarge(o)
	case errors.Is(err, errOpenQuote):
		st.Reject(o, corpus.Malformed, err.Error())
		return false
	}
	st.Failed(st.Origin(0), err)
	return false
}

// delimiterOf tells the delimiter by the first line: the one that makes most known
// names of it, then the one that makes most columns. A first line "sep=;", which
// spreadsheets write, says it.
func delimiterOf(head []byte, ext string, n *record.Names) byte {
	line, _, _ := bytes.Cut(head, []byte{'\n'})
	if said, ok := saidDelimiter(line); ok {
		return said
	}
	best, bestKnown, bestColumns := byte(','), 0, 1
	if ext == ".tsv" {
		best = '\t'
	}
	for _, delimiter := range delimiters {
		row := rowReader{delimiter: delimiter}
		row.parse(bytes.TrimRight(line, "\r"))
		cells := row.cells()
		known := 0
		for _, cell := range cells {
			if _, ok := n.Column(bytes.TrimSpace(cell)); ok {
				known++
			}
		}
		if len(cells) > 1 && (known > bestKnown || known == bestKnown && len(cells) > bestColumns) {
			best, bestKnown, bestColumns = delimiter, known, len(cells)
		}
	}
	return best
}

func saidDelimiter(line []byte) (byte, bool) {
	line = bytes.TrimRight(line, "\r")
	if len(line) == 5 && bytes.EqualFold(line[:4], []byte("sep=")) {
		return line[4], true
	}
	return 0, false
}

// Sniff reports whether head begins with the header of a table: at least two
// columns with usual names, one of them for the text, and no other words.
func Sniff(head []byte) bool {
	n := record.NewNames(nil)
	line, _, ended := bytes.Cut(head, []byte{'\n'})
	if _, said := saidDelimiter(line); said {
		return true
	}
	if !ended {
		return false
	}
	row := rowReader{delimiter: delimiterOf(head, "", n)}
	row.parse(bytes.TrimRight(line, "\r"))
	c := record.NewColumns(row.cells(), n)
	spaced := slices.ContainsFunc(c.Names, func(name string) bool { return strings.Contains(name, " ") })
	return !spaced && c.HasText && c.Known() >= 2
}

// rowReader cuts a table into rows. The standard library's reader holds a row of any
// size in memory and has no way to skip one.
type rowReader struct {
	lines         *lines.Reader
	limit         int64
	delimiter     byte
	content       []byte // the cells of the row, one behind the other
	ends          []int  // the end of each cell in content
	row           [][]byte
	saysDelimiter bool // the row is the line "sep=;"
}

// errOpenQuote is a quoted cell that nothing closes.
var errOpenQuote = errors.New("a quoted cell does not end")

// next returns the cells of the next row, valid until the next call.
func (t *rowReader) next() ([][]byte, error) {
	t.content, t.ends = t.content[:0], t.ends[:0]
	line, err := t.lines.Next()
	for err == nil && len(bytes.TrimSpace(line)) == 0 {
		line, err = t.lines.Next()
	}
	if err != nil {
		return nil, err
	}
	_, t.saysDelimiter = saidDelimiter(line)
	begun := t.lines.Line()
	tooLarge := false
	for open := t.parse(trimReturn(line)); open; open = t.resume(trimReturn(line)) {
		if int64(len(t.content)) > t.limit {
			t.content, t.ends, tooLarge = t.content[:0], t.ends[:0], true
		}
		line, err = t.lines.Next()
		if errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("line %d: %w", begun, errOpenQuote)
		}
		if err != nil {
			return nil, err
		}
		t.content = append(t.content, '\n')
	}
	if tooLarge || int64(len(t.content)) > t.limit {
		return nil, lines.ErrTooLong
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
	for {
		if len(line) > 0 && line[0] == '"' {
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
// delimiter belongs to it as well, as spreadsheets read it.
func (t *rowReader) quoted(line []byte) (rest []byte, open, last bool) {
	for {
		quote := bytes.IndexByte(line, '"')
		if quote < 0 {
			t.content = append(t.content, line...)
			return nil, true, false
		}
		t.content = append(t.content, line[:quote]...)
		line = line[quote+1:]
		if len(line) > 0 && line[0] == '"' {
			t.content = append(t.content, '"')
			line = line[1:]
			continue
		}
		end := bytes.IndexByte(line, t.delimiter)
		if end < 0 {
			t.endCell(line)
			return nil, false, true
		}
		t.endCell(line[:end])
		return line[end+1:], false, false
	}
}

// endCell ends a cell with its last part.
func (t *rowReader) endCell(part []byte) {
	t.content = append(t.content, part...)
	t.ends = append(t.ends, len(t.content))
}
