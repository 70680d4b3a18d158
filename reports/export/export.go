// Package export makes spreadsheets of the tables of a finished run, for people who
// work in Excel, LibreOffice or Google Sheets: one workbook (Workbook), or a CSV file
// per table, singly (CSV), in a zip archive (Archive) or in a directory (Directory).
//
// In comes the directory of a run, read row by row; out go the same rows and columns
// as text and numbers:
//
//   - NULL is an empty cell. Numbers and truth values stay what they are; a workbook
//     holds numbers to 15 digits, as Excel does.
//   - Times are ISO 8601 in UTC with milliseconds, so that they sort as texts do:
//     2026-11-23T06:00:00.000Z.
//   - Lists are joined by "; ", and a group within a list is its first field with the
//     others in brackets, numbers there to four digits: "Deich (0.75); Pegel (0.5)". An
//     element that has a semicolon or a quotation mark of its own stands in quotation
//     marks, doubled within.
//   - A text that a spreadsheet could take for a formula gets an apostrophe in front,
//     see Guard. A CSV file is as safe as that where it is opened with the separator
//     that it was written with.
//
// What a spreadsheet cannot hold is never dropped in silence: a table longer than a
// sheet goes on in the next one, a text longer than a cell is cut with a mark, and
// each such place becomes a Note, which the workbook also shows on a sheet of its own.
//
// The same run gives the same bytes: no clock, no path and no user is in them.
package export

import (
	"fmt"
	"slices"
	"strings"

	"leitmotif/reports/table"
)

// Limits of Excel's file format (Excel specifications and limits, Microsoft).
const (
	maxRows = 1_048_576 // of a sheet, its header included
	maxCell = 32_767    // of a cell, in UTF-16 units
)

// Note says where a spreadsheet could not hold the table as it is.
type Note struct {
	Table  string
	Row    int    // of the table, from 1; 0 = the table as a whole
	Column string // "" = the row as a whole
	Text   string
}

// String gives the note as one line.
func (n Note) String() string {
	place := n.Table
	if n.Row > 0 {
		place += fmt.Sprintf(" row %d", n.Row)
	}
	if n.Column != "" {
		place += " " + n.Column
	}
	return place + ": " + n.Text
}

// Names lists the tables that there are.
func Names() []string {
	var names []string
	for _, t := range new(table.Set).Tables() {
		names = append(names, t.Name)
	}
	return names
}

// tablesOf are the tables of those names that the run in dir has, all of them where no name is
// given. A table that is named, and that the version of the run did not have yet, is an error.
func tablesOf(dir string, names []string) ([]table.Table, error) {
	found, err := Find(names)
	if err != nil {
		return nil, err
	}
	var tables []table.Table
	for _, t := range found {
		switch lacks, err := table.Lacks(dir, t.Name); {
		case err != nil:
			return nil, fmt.Errorf("export tables: %w", err)
		case !lacks:
			tables = append(tables, t)
		case len(names) > 0:
			return nil, fmt.Errorf("export table %s: the run is of an earlier version of the tables than %s, which brought it", t.Name, table.Since(t.Name))
		}
	}
	return tables, nil
}

// Find gives the tables of those names in the order of the tables, all of them where
// no name is given. It fails on an unknown name.
func Find(names []string) ([]table.Table, error) {
	all := new(table.Set).Tables()
	for _, name := range names {
		if !slices.ContainsFunc(all, func(t table.Table) bool { return t.Name == name }) {
			return nil, fmt.Errorf("no table is called %q; there are %s", name, strings.Join(Names(), ", "))
		}
	}
	if len(names) == 0 {
		return all, nil
	}
	return slices.DeleteFunc(all, func(t table.Table) bool { return !slices.Contains(names, t.Name) }), nil
}
