package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"leitmotif/cmd/leitmotif/internal/catalogue"
	"leitmotif/cmd/leitmotif/internal/fault"
	"leitmotif/reports/export"
)

// exportSettings are the flags of the command.
type exportSettings struct {
	format    string
	out       string
	tables    []string
	mark      bool
	separator string
}

func exportCommand(s streams) *cobra.Command {
	set := exportSettings{}
	c := &cobra.Command{
		Use:   "export DIR",
		Short: "Make spreadsheets of the tables of a finished run",
		Long: `export reads the tables of a finished run and writes them for Excel, LibreOffice or
Google Sheets: one workbook (xlsx), or a CSV file per table. DIR is the directory of a
run, or an output directory, whose newest run is meant.

Numbers stay numbers, NULL is an empty cell, times are ISO 8601 in UTC, lists are joined
by semicolons. A text that begins with = + - @, their full-width forms, a tabulator or a
line end gets an apostrophe in front, so that no spreadsheet takes it for a formula;
spaces and apostrophes before such a character make no difference. Take one apostrophe
away to have the text again. A table longer than a sheet of Excel (1,048,576 rows) goes on
in the next one, a text longer than a cell (32,767 characters) is cut with a mark; each
such place is told on standard error and on the sheet "notes".

The texts of 'run --texts' stay in their Parquet file.

For Excel take xlsx: opening a CSV file there turns ids made of digits into rounded
numbers, and in many countries it wants --separator ';' and a decimal comma.`,
		Example: `  leitmotif export out --out run.xlsx
  leitmotif export out --format csv --out tables.zip
  leitmotif export out --format csv --out tables --bom --separator ';'
  leitmotif export out --format csv --table topics --out - | column -s, -t`,
		Args: fault.OneDirectory,
		RunE: func(c *cobra.Command, args []string) error {
			dir, err := catalogue.Find(args[0])
			if err != nil {
				return err
			}
			notes, err := set.export(c.Context(), dir, s)
			if err != nil {
				return catalogue.Whole(dir, err)
			}
			for _, n := range notes {
				fmt.Fprintln(s.err, "leitmotif: note:", n)
			}
			return nil
		},
	}
	f := c.Flags()
	f.StringVar(&set.format, "format", "xlsx", "`form` of the spreadsheets: csv or xlsx")
	f.StringVarP(&set.out, "out", "o", "", "`path` to write: a workbook, a .zip archive, a .csv file (one table), a new directory, or - for standard output (default leitmotif.xlsx, leitmotif.zip or TABLE.csv)")
	f.StringSliceVar(&set.tables, "table", nil, "`name` of a table to export, several by commas or repeated; without it all: "+strings.Join(export.Names(), " "))
	f.BoolVar(&set.mark, "bom", false, "begin CSV with a byte order mark, by which Excel knows UTF-8")
	f.StringVar(&set.separator, "separator", ",", "`character` between the fields of CSV, such as ; or \\t")
	return c
}

// export writes what the settings say and returns what a spreadsheet cannot hold.
func (set exportSettings) export(ctx context.Context, dir string, s streams) (notes []export.Note, err error) {
	tables, err := export.Find(set.tables)
	if err != nil {
		return nil, usage(err)
	}
	form, err := set.form()
	if err != nil {
		return nil, usage(err)
	}
	out := set.out
	var write func(w io.Writer) ([]export.Note, error)
	switch single := len(tables) == 1; {
	case set.format == "xlsx":
		out = cmp.Or(out, "leitmotif.xlsx")
		write = func(w io.Writer) ([]export.Note, error) { return export.Workbook(ctx, dir, set.tables, w) }
	case set.format != "csv":
		return nil, usage(fmt.Errorf("format must be csv or xlsx, not %q", set.format))
	case single && (out == "" || out == "-" || extension(out) == ".csv"):
		out = cmp.Or(out, tables[0].Name+".csv")
		write = func(w io.Writer) ([]export.Note, error) { return export.CSV(ctx, dir, tables[0].Name, form, w) }
	case out == "" || out == "-" || extension(out) == ".zip":
		out = cmp.Or(out, "leitmotif.zip")
		write = func(w io.Writer) ([]export.Note, error) { return export.Archive(ctx, dir, set.tables, form, w) }
	case extension(out) == ".csv":
		return nil, usage(fmt.Errorf("%s takes one table: name it by --table, or write a .zip archive or a directory", out))
	default:
		return export.Directory(ctx, dir, set.tables, form, out)
	}
	err = toFile(out, s.out, func(w io.Writer) error {
		notes, err = write(w)
		return err
	})
	return notes, err
}

// form gives the form of CSV that the settings mean.
func (set exportSettings) form() (export.Form, error) {
	text := set.separator
	if text == `\t` {
		text = "\t"
	}
	if !strings.Contains(",;\t|", text) || len(text) != 1 {
		return export.Form{}, fmt.Errorf(`separator must be , ; | or \t, not %q`, set.separator)
	}
	return export.Form{Mark: set.mark, Separator: rune(text[0])}, nil
}

func extension(path string) string { return strings.ToLower(filepath.Ext(path)) }
