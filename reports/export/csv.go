package export

import (
	"archive/zip"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"unicode/utf16"

	"leitmotif/reports/table"
)

// byteOrderMark at the beginning of a file tells Excel that it is UTF-8.
const byteOrderMark = "\ufeff"

// Form is how CSV is written: UTF-8, lines ended by a line feed, the first of them the
// names of the columns, and quotation marks where RFC 4180 wants them.
type Form struct {
	// Mark puts a byte order mark in front, without which Excel takes UTF-8 for the
	// charset of the country.
	Mark bool
	// Separator stands between the fields, 0 for a comma. Excel in countries that
	// write a decimal comma expects a semicolon.
	Separator rune
}

// CSV writes the table of that name of the run in dir. Notes tell of what Excel would
// not show whole; the file holds it all the same.
func CSV(ctx context.Context, dir, name string, form Form, w io.Writer) ([]Note, error) {
	tables, err := tablesOf(dir, []string{name})
	if err != nil {
		return nil, err
	}
	return writeCSV(ctx, dir, tables[0], form, w)
}

func writeCSV(ctx context.Context, dir string, t table.Table, form Form, w io.Writer) ([]Note, error) {
	if form.Mark {
		if _, err := io.WriteString(w, byteOrderMark); err != nil {
			return nil, fmt.Errorf("export table %s: %w", t.Name, err)
		}
	}
	out := csv.NewWriter(w)
	if form.Separator != 0 {
		out.Comma = form.Separator
	}
	columns := t.Columns()
	record := make([]string, len(columns))
	for i, c := range columns {
		record[i] = c.Name
	}
	if err := out.Write(record); err != nil {
		return nil, fmt.Errorf("export table %s: %w", t.Name, err)
	}
	var notes []Note
	rows := 0
	err := t.Scan(ctx, dir, func(cells []any) error {
		rows++
		for i, cell := range cells {
			record[i] = textOf(cell)
			if n := units(record[i]); n > maxCell {
				notes = append(notes, Note{t.Name, rows, columns[i].Name, fmt.Sprintf("%d characters; Excel shows %d", n, maxCell)})
			}
		}
		return out.Write(record)
	})
	out.Flush()
	if err := errors.Join(err, out.Error()); err != nil {
		return nil, fmt.Errorf("export table %s: %w", t.Name, err)
	}
	if rows >= maxRows {
		notes = append(notes, Note{Table: t.Name, Text: fmt.Sprintf("%d rows; Excel opens %d of a CSV file", rows, maxRows-1)})
	}
	return notes, nil
}

// units is the length of a text in UTF-16 units, in which Excel counts.
func units(text string) int {
	if len(text) <= maxCell {
		return len(text) // enough to know that it fits: no character has fewer bytes than units
	}
	n := 0
	for _, r := range text {
		n += utf16.RuneLen(r)
	}
	return n
}

// Archive writes a zip archive with a CSV file for each of the tables, all where none
// is named, and columns.csv, which says what the columns mean.
func Archive(ctx context.Context, dir string, names []string, form Form, w io.Writer) ([]Note, error) {
	archive := zip.NewWriter(w)
	notes, err := eachFile(ctx, dir, names, form, func(name string, fill func(io.Writer) error) error {
		member, err := archive.Create(name)
		if err != nil {
			return fmt.Errorf("create %s: %w", name, err)
		}
		return fill(member)
	})
	if err != nil {
		return nil, err
	}
	if err := archive.Close(); err != nil {
		return nil, fmt.Errorf("export an archive: %w", err)
	}
	return notes, nil
}

// eachFile lets create make the CSV files of the tables.
func eachFile(ctx context.Context, dir string, names []string, form Form,
	create func(name string, fill func(io.Writer) error) error) ([]Note, error) {
	tables, err := tablesOf(dir, names)
	if err != nil {
		return nil, err
	}
	var all []Note
	for _, t := range tables {
		err := create(t.Name+".csv", func(w io.Writer) error {
			notes, err := writeCSV(ctx, dir, t, form, w)
			all = append(all, notes...)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	err = create("columns.csv", func(w io.Writer) error { return writeDictionary(tables, form, w) })
	return all, err
}

// writeDictionary writes what the columns of the tables mean as CSV.
func writeDictionary(tables []table.Table, form Form, w io.Writer) error {
	if form.Mark {
		if _, err := io.WriteString(w, byteOrderMark); err != nil {
			return fmt.Errorf("export the notes on columns: %w", err)
		}
	}
	out := csv.NewWriter(w)
	if form.Separator != 0 {
		out.Comma = form.Separator
	}
	if err := out.WriteAll(dictionary(tables)); err != nil {
		return fmt.Errorf("export the notes on columns: %w", err)
	}
	return nil
}

// dictionary lists the columns of the tables, with a header.
func dictionary(tables []table.Table) [][]string {
	list := [][]string{{"table", "column", "type", "may_be_empty", "note"}}
	for _, t := range tables {
		for _, c := range t.Columns() {
			list = append(list, []string{t.Name, c.Name, c.Type, textOf(c.Optional), textOf(c.Note)})
		}
	}
	return list
}
