// Package workbook reads tables of articles in workbooks: Office Open XML (XLSX and its
// relatives with macros or as a template; ECMA-376 part 1, clause 18) and OpenDocument (ODS;
// OpenDocument 1.3 part 3, clause 9). In go the members of a workbook, out comes an article or
// a reject for each row below the header, its number counted as in a delimited table: rows
// without a cell do not count.
//
// # What is read
//
//   - The first sheet with a column for a text, visible sheets before hidden ones. Others that
//     have such a column, or long texts under other names, are named in one reject.
//   - The header is the first row that names most fields among the first ones of a sheet, so
//     that a title, a search phrase or blank rows may stand above it.
//   - A cell with a date is given as ISO 8601, without a time where it has none. Numbers are
//     given as stored, formulas by the value that was computed last, rich text without its
//     looks and its phonetic guides, errors such as #N/A as nothing.
//   - Rows that a filter hides are data as others are. Where cells were merged downwards, each
//     of their rows has the date, outlet, author or language that stands in them.
//   - A link on the title or on the cell of the address is the address.
//
// Sheets and strings are read as streams with the standard library's XML: xuri/excelize, which
// writes the program's own workbooks, holds each part of a workbook in memory or copies it to
// disk before the first row is seen, counts towards no limit of the input, and gives dates as
// their cells show them.
package workbook

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"leitmotif/corpus"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/input"
)

// cell is what stands in a cell, or in several alike side by side.
type cell struct {
	column int // from 0
	repeat int // columns
	rows   int // that it was merged over, itself counted; 0 as 1
	text   string
	link   string
}

// row is a row with something in it.
type row struct {
	number   int // in the sheet, from 1
	cells    []cell
	tooLarge bool // its cells were over the limit on a record, and are not there
}

// rows gives the rows of a sheet.
type rows interface {
	// next gives the next row with something in it, good until the call after it, and io.EOF
	// behind the last.
	next() (*row, error)
	// begin is called once, before complete.
	begin() error
	// complete adds to a row what its sheet says elsewhere of merged cells and links.
	complete(r *row)
}

// maxColumns is the number of columns that a sheet can have (Excel specifications and limits).
const maxColumns = 16_384

// book is a workbook.
type book interface {
	// each visits the sheets in their order, those that are hidden or those that are not, and
	// tells whether there are any of the other kind.
	each(hidden bool, visit func(name string, sheet rows) error) (others bool, err error)
}

// ReadOpenXML reads the articles of a workbook in Office Open XML. One that the program wrote
// itself is left out.
func ReadOpenXML(st *input.Stream, n *record.Names) {
	if isOwn(st.Document()) && st.Leave() {
		return
	}
	b, err := openXML(st.Document(), st.Limit(), st.Spend)
	if err != nil {
		st.Failed(st.Origin(0), err)
		return
	}
	defer b.close()
	read(st, n, b)
}

// ReadOpenDocument reads the articles of a workbook in OpenDocument.
func ReadOpenDocument(st *input.Stream, n *record.Names) {
	read(st, n, &openDocument{document: st.Document(), limit: st.Limit(), spend: st.Spend})
}

// reading is the way through a workbook.
type reading struct {
	st      *input.Stream
	names   *record.Names
	found   bool     // the sheet with the articles
	hints   []string // what sheets without a text have
	further []string // sheets with texts that are not read
}

// errStopped ends the way through a workbook where nothing more is wanted.
var errStopped = errors.New("nothing more is wanted")

// read hands over the articles of a workbook.
func read(st *input.Stream, n *record.Names, b book) {
	w := &reading{st: st, names: n}
	hidden, err := b.each(false, w.sheet)
	if err == nil && hidden {
		_, err = b.each(true, w.sheet)
	}
	if errors.Is(err, errStopped) {
		return
	}
	var missing, further error
	if !w.found && err == nil && len(w.hints) > 0 {
		missing = &corpus.Reject{Reason: corpus.NoTextField, Detail: strings.Join(w.hints, "; ")}
	}
	if w.found && len(w.further) > 0 {
		further = &corpus.Reject{Reason: corpus.Unsupported,
			Detail: "of several sheets with texts the first is read; not read: " + strings.Join(w.further, ", ")}
	}
	st.Failed(st.Origin(0), err, missing, further)
}

const (
	longestName = 60 // characters of the name of a sheet that are told
	mostNames   = 20 // sheets that are named
)

// sheet reads the articles of a sheet, or what there is to say of it.
func (w *reading) sheet(name string, sheet rows) error {
	name = corpus.Shorten(record.LineOf([]byte(name)), longestName)
	t, err := newTable(sheet, w.names)
	if err != nil {
		return err
	}
	switch {
	case w.found:
		if (t.header >= 0 || t.hasTexts()) && len(w.further) < mostNames {
			w.further = append(w.further, name)
		}
		return t.fault
	case t.header >= 0:
		w.found = true
		return w.articles(t)
	}
	if t.hasTexts() && len(w.further) < mostNames {
		w.further = append(w.further, name)
	}
	const hinted = 3 // sheets
	if hint := t.hint(w.names); hint != "" && len(w.hints) < hinted {
		w.hints = append(w.hints, fmt.Sprintf("sheet %s: %s", name, hint))
	}
	return t.fault
}

// articles hands over the rows below the header.
func (w *reading) articles(t *table) error {
	if err := t.begin(); err != nil {
		return err
	}
	o := w.st.Origin(0)
	for {
		r, err := t.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		o.Record++
		goesOn := false
		if v := t.values(r); r.tooLarge {
			goesOn = w.st.TooLarge(o)
		} else if v.HasText() {
			goesOn = v.Emit(o, w.st)
		} else {
			goesOn = w.st.Reject(o, corpus.NoText, t.columns.Blank)
		}
		if !goesOn {
			return errStopped
		}
	}
}
