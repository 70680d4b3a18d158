// Package parquet reads the columns of a Parquet file that came from anywhere: nothing that
// the file says of itself is believed before it has been held against the bytes that are
// there, and nothing is held in memory before it has been counted. In goes a file in any
// order of reading; out come the values of the chosen columns, row by row, and faults as
// [corpus.Reject] without an origin. What a column means for an article is not known here.
//
// Glossary, after the format (https://parquet.apache.org/docs/file-format).
//
//   - footer: what the file says of itself, at its end.
//   - column: a leaf of the schema, with values.
//   - row group: some of the rows, column by column.
//   - page: some of the values of a column in a row group, packed and encoded.
//   - cell: one value, as it is stored.
package parquet

import (
	"fmt"
	"io"
	"slices"

	"github.com/parquet-go/parquet-go/format"

	"leitmotif/corpus"
)

// Magic begins and ends a file.
const Magic = "PAR1"

// Column is a column of the schema that holds values. Levels are those of Dremel
// (Melnik et al., VLDB 2010): a value is there where its definition level is the
// largest, and a repetition level of 0 begins a row.
type Column struct {
	element        *format.SchemaElement
	index          int // among the columns
	maxRep, maxDef int
}

// List reports whether a row may have several values of the column.
func (c Column) List() bool { return c.maxRep > 0 }

// File is a Parquet file whose footer has been read.
type File struct {
	meta  *metadata
	pages pageSource
}

// Open reads the footer of a file of size bytes, and calls column for each column with its
// path, which is valid until column returns. Spend is asked before bytes are unpacked, and
// its error ends the reading.
func Open(at io.ReaderAt, size int64, spend func(bytes int64) error, column func(path []string, c Column)) (*File, error) {
	f := new(File)
	err := Guard(func() (err error) {
		f.meta, err = readMetadata(at, size, column)
		return err
	})
	if err != nil {
		return nil, err
	}
	f.pages = pageSource{spend: spend, at: at, end: f.meta.end}
	return f, nil
}

// Close frees what unpacking holds.
func (f *File) Close() { f.pages.close() }

// Has reports whether the file has metadata of its writer under a key.
func (f *File) Has(key string) bool {
	return slices.ContainsFunc(f.meta.KeyValueMetadata, func(pair format.KeyValue) bool { return pair.Key == key })
}

// Groups counts the row groups.
func (f *File) Groups() int { return len(f.meta.RowGroups) }

// Group begins to read some columns of a row group, counted from 0. Only one group is read
// at a time.
func (f *File) Group(i int, columns []Column) (*Group, error) {
	f.pages.held = 0
	stored := &f.meta.RowGroups[i]
	g := &Group{number: i + 1, rows: stored.NumRows}
	for _, column := range columns {
		c, err := newCursor(&f.pages, column, &stored.Columns[column.index])
		if err != nil {
			return nil, err
		}
		g.cursors = append(g.cursors, c)
	}
	return g, nil
}

// Group is a row group that is being read.
type Group struct {
	number  int
	rows    int64 // as the file says
	cursors []*cursor
}

// More reports whether there is another row.
func (g *Group) More() (bool, error) {
	n := 0
	for _, c := range g.cursors {
		more, err := c.more()
		if err != nil {
			return false, err
		}
		if more {
			n++
		}
	}
	if n > 0 && n < len(g.cursors) {
		return false, malformed("the columns of a row group end at different rows")
	}
	return n > 0, nil
}

// Row calls each for the values of column i, as they were given to [File.Group], in the next
// row, of which every column is read once. A value is valid until each returns.
func (g *Group) Row(i int, each func(v Cell)) error {
	c := g.cursors[i]
	for first := true; ; first = false {
		if c.column.List() {
			more, err := c.more()
			if err != nil || !more {
				return err
			}
			begins, err := c.beginsRow()
			switch {
			case err != nil:
				return err
			case first && !begins:
				return c.malformed("a list begins in its middle")
			case !first && begins:
				return nil
			}
		}
		v, present, err := c.next()
		if err != nil {
			return err
		}
		if present {
			each(v)
		}
		if !c.column.List() {
			return nil
		}
	}
}

// Check holds the number of rows that were read against the one that the file says.
func (g *Group) Check(rows int) error {
	if int64(rows) != g.rows {
		return malformed("row group %d has %d rows and says %d", g.number, rows, g.rows)
	}
	return nil
}

// Guard turns a panic of the libraries that f calls into an error: a damaged input is
// no fault of ours and must not end the run.
func Guard(f func() error) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = malformed("%v", fault)
		}
	}()
	return f()
}

func malformed(text string, args ...any) error {
	return &corpus.Reject{Reason: corpus.Malformed, Detail: "parquet: " + fmt.Sprintf(text, args...)}
}

// ShortName gives the name of a column as it may stand in a message.
func ShortName(name string) string {
	const longest = 100 // bytes
	if len(name) > longest {
		return name[:longest] + "..."
	}
	return name
}
