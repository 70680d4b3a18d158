package export

import (
	"archive/zip"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"leitmotif/reports/table"
)

// Names of the sheets beside the tables.
const (
	columnsSheet = "columns"
	notesSheet   = "notes"
)

// core is the part of a workbook that says who made it; the library would state the
// name of its author and a date.
const core = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
	`xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>leitmotif</dc:creator></cp:coreProperties>`

// exactIntegers is the largest integer up to which a spreadsheet, which keeps 15 digits
// of a number, holds every one.
const exactIntegers = 999_999_999_999_999

// rules tell the reader of a workbook what Package export does to the tables.
var rules = []string{
	"An empty cell is a value that is not there.",
	"Times are ISO 8601 in UTC.",
	"An apostrophe in front of = + - @, their full-width forms, a tabulator or a line end is not part of the text: it keeps a spreadsheet from computing.",
	"Lists are joined by semicolons; the numbers of an element stand in brackets behind it.",
}

// Workbook writes an Excel workbook with a sheet for each of the tables of the run in
// dir, all where none is named, a sheet of what the columns mean, and one of notes. A
// table longer than a sheet goes on in sheets called "articles 2" and so on.
func Workbook(ctx context.Context, dir string, names []string, w io.Writer) (notes []Note, err error) {
	tables, err := tablesOf(dir, names)
	if err != nil {
		return nil, err
	}
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	f.Pkg.Store("docProps/core.xml", []byte(core))
	b := &book{file: f, rows: maxRows}
	if b.header, err = f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}}); err != nil {
		return nil, fmt.Errorf("export a workbook: %w", err)
	}
	for _, t := range tables {
		if err := b.addTable(ctx, dir, t); err != nil {
			return nil, fmt.Errorf("export table %s: %w", t.Name, err)
		}
	}
	if err := b.addLists(tables); err != nil {
		return nil, fmt.Errorf("export a workbook: %w", err)
	}
	if err := b.write(w); err != nil {
		return nil, fmt.Errorf("export a workbook: %w", err)
	}
	return b.notes, nil
}

// book is a workbook in the making.
type book struct {
	file   *excelize.File
	rows   int // of a sheet at most, its header included
	header int // style of the names of the columns
	sheets int
	notes  []Note
}

// addTable writes a table on as many sheets as it takes.
func (b *book) addTable(ctx context.Context, dir string, t table.Table) error {
	columns := t.Columns()
	names, values := make([]string, len(columns)), make([]any, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	s, err := b.begin(t.Name, names)
	if err != nil {
		return err
	}
	row, parts := 0, 1
	err = t.Scan(ctx, dir, func(cells []any) error {
		if s.rows == b.rows {
			if err := s.end(); err != nil {
				return err
			}
			parts++
			next := fmt.Sprintf("%s %d", t.Name, parts)
			b.notes = append(b.notes, Note{Table: t.Name, Row: row + 1, Text: "goes on in the sheet " + next})
			if s, err = b.begin(next, names); err != nil {
				return err
			}
		}
		row++
		for i, cell := range cells {
			var complaint string
			values[i], complaint = valueOf(cell)
			if complaint != "" {
				b.notes = append(b.notes, Note{t.Name, row, columns[i].Name, complaint})
			}
		}
		return s.add(values)
	})
	if err != nil {
		return err
	}
	return s.end()
}

// addLists writes the sheet of the columns and that of the notes.
func (b *book) addLists(tables []table.Table) error {
	notes := [][]string{{"table", "row", "column", "note"}}
	for _, rule := range rules {
		notes = append(notes, []string{"", "", "", rule})
	}
	for _, n := range b.notes {
		row := ""
		if n.Row > 0 {
			row = fmt.Sprint(n.Row)
		}
		notes = append(notes, []string{n.Table, row, n.Column, n.Text})
	}
	for _, list := range []struct {
		name string
		rows [][]string
	}{{columnsSheet, dictionary(tables)}, {notesSheet, notes[:min(len(notes), b.rows)]}} {
		s, err := b.begin(list.name, list.rows[0])
		if err != nil {
			return err
		}
		for _, texts := range list.rows[1:] {
			values := make([]any, len(texts))
			for i, text := range texts {
				if text != "" {
					values[i] = text
				}
			}
			if err := s.add(values); err != nil {
				return err
			}
		}
		if err := s.end(); err != nil {
			return err
		}
	}
	return nil
}

// sheet is a sheet in the making.
type sheet struct {
	stream *excelize.StreamWriter
	rows   int // written, the header included
}

// begin starts a sheet with the names of its columns, which stay in sight.
func (b *book) begin(name string, columns []string) (*sheet, error) {
	var err error
	if b.sheets == 0 {
		err = b.file.SetSheetName(b.file.GetSheetName(0), name) // the sheet that a new workbook has
	} else {
		_, err = b.file.NewSheet(name)
	}
	if err != nil {
		return nil, err
	}
	b.sheets++
	s := new(sheet)
	if s.stream, err = b.file.NewStreamWriter(name); err != nil {
		return nil, err
	}
	if err := s.stream.SetColWidth(1, len(columns), 18); err != nil {
		return nil, err
	}
	frozen := excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}
	if err := s.stream.SetPanes(&frozen); err != nil {
		return nil, err
	}
	names := make([]any, len(columns))
	for i, column := range columns {
		names[i] = excelize.Cell{StyleID: b.header, Value: column}
	}
	return s, s.add(names)
}

func (s *sheet) add(values []any) error {
	s.rows++
	first, err := excelize.CoordinatesToCellName(1, s.rows)
	if err != nil {
		return err
	}
	return s.stream.SetRow(first, values)
}

func (s *sheet) end() error { return s.stream.Flush() }

// write writes the workbook with the parts of its archive in the order of their names: the
// library takes those of the sheets from a map. The archive in its order goes into a
// temporary file, not into memory, which loses its name at once and is gone with the process.
func (b *book) write(w io.Writer) (err error) {
	packed, err := os.CreateTemp("", "leitmotif-*.xlsx")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, packed.Close()) }()
	if err := os.Remove(packed.Name()); err != nil {
		return err
	}
	b.file.ZipWriter = func(io.Writer) excelize.ZipWriter { return zip.NewWriter(packed) }
	if _, err := b.file.WriteToBuffer(); err != nil { // which stays empty
		return err
	}
	size, err := packed.Seek(0, io.SeekCurrent)
	if err != nil {
		return err
	}
	parts, err := zip.NewReader(packed, size)
	if err != nil {
		return err
	}
	slices.SortFunc(parts.File, func(x, y *zip.File) int { return cmp.Compare(x.Name, y.Name) })
	out := zip.NewWriter(w)
	for _, part := range parts.File {
		if err := out.Copy(part); err != nil {
			return fmt.Errorf("%s: %w", part.Name, err)
		}
	}
	return out.Close()
}

// valueOf gives a cell of a table as a value of a sheet, nil for NULL, and a complaint
// where the sheet cannot hold it as it is.
func valueOf(cell any) (value any, complaint string) {
	switch v := cell.(type) {
	case nil:
		return nil, ""
	case bool:
		return v, ""
	case int64:
		if v <= exactIntegers && v >= -exactIntegers {
			return v, ""
		}
	case float64:
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			return v, ""
		}
	}
	text := textOf(cell)
	if shown := strings.Map(printable, strings.ToValidUTF8(text, "\ufffd")); shown != text {
		text, complaint = shown, "control characters are shown as symbols"
	}
	if n := units(text); n > maxCell {
		mark := fmt.Sprintf(" [cut, %d characters]", n)
		text, complaint = beginning(text, maxCell-len(mark))+mark, fmt.Sprintf("%d characters; a cell holds %d", n, maxCell)
	}
	return text, complaint
}

// printable replaces characters that XML does not know by what stands for them: control
// characters by their symbols from U+2400, others by the replacement character.
func printable(r rune) rune {
	switch {
	case r == '\t' || r == '\n' || r == '\r':
		return r
	case r < ' ':
		return '\u2400' + r
	case r == '\ufffe' || r == '\uffff':
		return unicode.ReplacementChar
	}
	return r
}

// beginning gives at most the first n UTF-16 units of a text, whole characters alone.
func beginning(text string, n int) string {
	for i, r := range text {
		if n -= utf16.RuneLen(r); n < 0 {
			return text[:i]
		}
	}
	return text
}
