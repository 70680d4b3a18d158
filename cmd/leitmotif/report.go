package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/google/renameio/v2"
	"github.com/spf13/cobra"

	"leitmotif/cmd/leitmotif/internal/catalogue"
	"leitmotif/cmd/leitmotif/internal/fault"
	"leitmotif/reports"
)

func reportCommand(s streams) *cobra.Command {
	file, language := "-", ""
	c := &cobra.Command{
		Use:   "report DIR",
		Short: "Make the HTML report of a finished run again from its tables",
		Long: `report reads the tables and the manifest of a finished run and writes the page that
belongs to them: for a run of the same version, the same bytes as its report.html. DIR
is the directory of a run, or an output directory, whose newest run is meant.`,
		Example: `  leitmotif report out > report.html
  leitmotif report out/run=20261123T060000Z --file report.html`,
		Args: fault.OneDirectory,
		RunE: func(c *cobra.Command, args []string) error {
			if err := reports.CheckLanguage(language); err != nil {
				return usage(err)
			}
			dir, err := catalogue.Find(args[0])
			if err != nil {
				return err
			}
			return catalogue.Whole(dir, toFile(file, s.out, func(w io.Writer) error {
				return reports.Rebuild(c.Context(), dir, language, w)
			}))
		},
	}
	c.Flags().StringVar(&file, "file", file, "`file` to write, - for standard output")
	c.Flags().StringVar(&language, "report-language", "", "`language` of the page: auto, en or de; that of the run unless given")
	return c
}

// toFile lets write fill a file, which appears when it is complete, or standard output.
func toFile(path string, stdout io.Writer, write func(io.Writer) error) (err error) {
	if path == "-" {
		return write(stdout)
	}
	pending, err := renameio.NewPendingFile(path, renameio.WithPermissions(0o644), renameio.WithExistingPermissions())
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer func() { err = errors.Join(err, pending.Cleanup()) }()
	if err := write(pending); err != nil {
		return err
	}
	return pending.CloseAtomicallyReplace()
}
