package table

import (
	"bufio"
	"bytes"
	"errors"
	"slices"
	"strings"

	"leitmotif/corpus/format/lines"
	"leitmotif/corpus/format/record"
)

// delimiters are what may part the columns of a table, most usual first.
var delimiters = []byte{',', ';', '\t', '|'}

// layout is where the names of the columns stand, and what parts these.
type layout struct {
	delimiter byte
	before    int // lines in front of the names
}

// layoutOf tells the layout by the first lines: the names stand in the first that has, by some
// delimiter, one for a text and one for another field, else in the first that has two for
// fields, one of them the title, else in the first of all that is not blank. Below the first
// line they have more cells than each before, so that no row is taken for them. Of the delimiters
// it is the one that makes most known names of that line, then the one that makes most columns.
// A line "sep=;", which spreadsheets write, says it.
func layoutOf(head []byte, ext string, n *record.Names) layout {
	const looked = 30 // lines
	usual := byte(',')
	if ext == ".tsv" {
		usual = '\t'
	}
	first, widest, headlines := -1, 0, layout{before: -1}
	var found layout
	for i, line := range bytes.SplitN(head, []byte{'\n'}, looked+1) {
		line = bytes.TrimRight(line, "\r")
		if said, ok := saidDelimiter(line); ok {
			return layout{said, i + 1}
		}
		if i == looked || len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		delimiter, columns := delimiterOf(line, usual, n)
		if first < 0 {
			first, found = i, layout{delimiter, i}
		}
		filled := filledBy(line, delimiter)
		wider := filled > widest
		widest = max(widest, filled)
		switch known := columns.Known(); {
		case !wider:
		case columns.HasText && known > 1:
			return layout{delimiter, i}
		case columns.Headlines() && known > 1 && headlines.before < 0:
			headlines = layout{delimiter, i}
		}
	}
	switch {
	case headlines.before >= 0:
		return headlines
	case first < 0:
		return layout{delimiter: usual}
	}
	return found
}

// delimiterOf gives the delimiter of a line of names, and its columns.
func delimiterOf(line []byte, usual byte, n *record.Names) (best byte, columns record.Columns) {
	best, bestKnown, bestColumns := usual, 0, 1
	columns = columnsBy(line, best, n)
	for _, delimiter := range delimiters {
		c := columnsBy(line, delimiter, n)
		known := c.Known()
		if len(c.Names) > 1 && (known > bestKnown || known == bestKnown && len(c.Names) > bestColumns) {
			best, bestKnown, bestColumns, columns = delimiter, known, len(c.Names), c
		}
	}
	return best, columns
}

// filledBy counts the cells of a line that are not blank.
func filledBy(line []byte, delimiter byte) (n int) {
	row := rowReader{delimiter: delimiter}
	row.parse(line)
	for _, cell := range row.cells() {
		if len(bytes.TrimSpace(cell)) > 0 {
			n++
		}
	}
	return n
}

func columnsBy(line []byte, delimiter byte, n *record.Names) record.Columns {
	row := rowReader{delimiter: delimiter}
	row.parse(line)
	return record.NewColumns(row.cells(), n)
}

func saidDelimiter(line []byte) (byte, bool) {
	line = bytes.TrimRight(line, "\r")
	if len(line) == 5 && bytes.EqualFold(line[:4], []byte("sep=")) {
		return line[4], true
	}
	return 0, false
}

// Sniff reports whether head begins with the header of a table: at least two
// columns with usual names, one of them for the text, and no other words, unless it is certain.
func Sniff(head []byte) bool {
	line, _, ended := bytes.Cut(head, []byte{'\n'})
	if _, said := saidDelimiter(line); said {
		return true
	}
	delimiter, c := usualHeader(line)
	spaced := slices.ContainsFunc(c.Names, func(name string) bool { return strings.Contains(name, " ") })
	return ended && c.Known() >= 2 && (!spaced || fitsBelow(head, delimiter, &c))
}

// Certain reports whether head can only be a table, whatever its name says: below a header as
// Sniff wants it, of one or more words each, stands a row for it.
func Certain(head []byte) bool {
	line, rest, _ := bytes.Cut(head, []byte{'\n'})
	if _, said := saidDelimiter(line); said {
		head = rest
		line, _, _ = bytes.Cut(rest, []byte{'\n'})
	}
	delimiter, c := usualHeader(line)
	return c.Known() >= 2 && fitsBelow(head, delimiter, &c)
}

// usualHeader gives the columns of a line that names one for a text, and what parts them.
func usualHeader(line []byte) (byte, record.Columns) {
	delimiter, c := delimiterOf(bytes.TrimRight(line, "\r"), ',', record.NewNames(nil, nil))
	if !c.HasText {
		return 0, record.Columns{}
	}
	return delimiter, c
}

// rowsIn reads the rows in the beginning of a table.
func rowsIn(head []byte, lay layout) *rowReader {
	limit := int64(len(head))
	return newRows(lines.New(bufio.NewReader(bytes.NewReader(head)), limit), limit, lay)
}

// fitsBelow tells whether the row below the first is one for the columns.
func fitsBelow(head []byte, delimiter byte, c *record.Columns) bool {
	rows := rowsIn(head, layout{delimiter: delimiter})
	if _, err := rows.header(); err != nil {
		return false
	}
	rows.fits, rows.width = c.Fits, len(c.Names)
	row, err := rows.next()
	return err == nil && c.Fits(row)
}

// headlinesOnly tells whether the table lists headlines, by its names and its first rows: no
// other column has a text in it.
func headlinesOnly(head []byte, lay layout, n *record.Names) bool {
	rows := rowsIn(head, lay)
	header, err := rows.header()
	if err != nil {
		return false
	}
	columns := record.NewColumns(header, n)
	return columns.Headlines() && !longestOf(&columns, rows, n).Running()
}

// orderIn learns the order of day and month in each column from the rows that begin in head.
func orderIn(head []byte, lay layout, n *record.Names) (order record.Order) {
	rows := rowsIn(head, lay)
	header, err := rows.header()
	if err != nil {
		return order
	}
	columns := record.NewColumns(header, n)
	rows.fits, rows.width = columns.Fits, len(header)
	for {
		switch row, err := rows.next(); {
		case err == nil:
			order.Look(row)
		case !errors.Is(err, errOpenQuote):
			return order
		}
	}
}
