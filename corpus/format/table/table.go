// Package table reads delimited tables (RFC 4180 and its relatives): in goes a stream, out
// come articles, one for each row, and a reject for every row that is none.
package table

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"leitmotif/corpus"
	"leitmotif/corpus/format/lines"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/input"
)

// Read reads a table of delimited columns whose first row names them, or the first row that
// does: exports put titles and dates of their own in front. The record is the number of the
// row, the header, what stands before it and blank lines not counted. Head is the beginning of
// the table; the rows in it tell the order of day and month in each column.
func Read(st *input.Stream, head []byte, n *record.Names) {
	o := st.Origin(0)
	lay := layoutOf(head, st.Extension(), n)
	headlines, order := headlinesOnly(head, lay, n), orderIn(head, lay, n)
	rows := newRows(lines.New(st.Reader(), st.Limit()), st.Limit(), lay)
	header, err := rows.header()
	switch {
	case errors.Is(err, io.EOF):
		return
	case err != nil:
		rowFailed(st, o, err)
		return
	}
	columns := record.NewColumns(header, n)
	columns.SetOrder(order)
	if !columns.HasText && !headlines {
		st.Reject(o, corpus.NoTextField, longestOf(&columns, rows, n).String())
		return
	}
	rows.fits, rows.width = columns.Fits, len(columns.Names)
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
		emit(st, o, row, &columns)
	}
}

// emit hands over the article of a row.
func emit(st *input.Stream, o corpus.Origin, row [][]byte, columns *record.Columns) {
	for len(row) > len(columns.Names) && len(bytes.TrimSpace(row[len(row)-1])) == 0 {
		row = row[:len(row)-1]
	}
	switch {
	case isTotal(row):
		st.Reject(o, corpus.NoText, "a line of totals")
		return
	case len(row) > len(columns.Names) || len(row) <= columns.Needed:
		st.Reject(o, corpus.Malformed,
			fmt.Sprintf("%d columns where the header has %d", len(row), len(columns.Names)))
		return
	}
	v := columns.Values(row)
	switch {
	case v.HasText(), !v.Named && v.HeadlineAlone():
		v.Emit(o, st)
	case v.Named:
		v.Reject(o, corpus.NoText, columns.Blank, st)
	default:
		v.Reject(o, corpus.NoText, "neither a title nor what goes with one", st)
	}
}

// totals are the words with which exports end in a line of their own.
var totals = map[string]bool{"total": true, "totals": true, "summe": true, "gesamt": true, "gesamtzahl": true, "insgesamt": true,
	"anzahl": true, "count": true, "records": true, "rows": true, "results": true, "zeilen": true, "treffer": true}

// isTotal tells whether a row is a line of totals: one or two cells of a few words, the first
// of which says so.
func isTotal(row [][]byte) bool {
	const most, longest = 2, 60 // cells, bytes
	if len(row[0]) > longest || len(row) > most && len(row[0]) > 0 && len(row[1]) > 0 && len(row[2]) > 0 {
		return false
	}
	filled := 0
	var first, last []byte
	for _, cell := range row {
		cell = bytes.TrimSpace(cell)
		if len(cell) == 0 {
			continue
		}
		if filled++; filled > most || len(cell) > longest {
			return false
		}
		if first == nil {
			first = cell
		}
		last = cell
	}
	word := strings.FieldsFunc(string(first), func(r rune) bool { return r == ' ' || r == ':' || r == '=' })
	if len(word) == 0 || !totals[strings.ToLower(word[0])] {
		return false
	}
	return len(row) > filled || bytes.ContainsAny(first, ":=") || len(bytes.Trim(last, "0123456789.,")) == 0
}

// longestOf finds the column with the longest text by the first rows.
func longestOf(c *record.Columns, rows *rowReader, n *record.Names) *record.Hint {
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
	return h
}

// rowFailed rejects a row and tells whether the next one can be read.
func rowFailed(st *input.Stream, o corpus.Origin, err error) bool {
	switch {
	case errors.Is(err, lines.ErrTooLong):
		return st.TooLarge(o)
	case errors.Is(err, errOpenQuote):
		return st.Reject(o, corpus.Malformed, err.Error())
	}
	st.Failed(st.Origin(0), err)
	return false
}
