package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"leitmotif/cmd/leitmotif/internal/inspection"
	"leitmotif/reports"
)

func inspectCommand(s streams) *cobra.Command {
	asJSON := false
	maxAge := ""
	c := &cobra.Command{
		Use:   "inspect DIR",
		Short: "Sum up a finished run in the terminal",
		Long: `inspect reads the tables of a finished run and says what it found. DIR is the
directory of a run, or an output directory, whose newest run is meant.

With --max-age it is a health check: it says when the run ended, and its exit code is 1
where that is longer ago or there is no run.`,
		Example: `  leitmotif inspect out
  leitmotif inspect out/run=20261123T060000Z --json
  leitmotif inspect out --max-age 26h`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage(errors.New("inspect takes one directory"))
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			dir := runDirectory(args[0])
			if maxAge != "" {
				age, err := checkAge(dir, maxAge, time.Now())
				if err != nil {
					return err
				}
				if !asJSON {
					_, err = fmt.Fprintln(s.out, age)
					return err
				}
			}
			set, manifest, err := reports.Load(c.Context(), dir)
			if err != nil {
				return err
			}
			summary, err := inspection.Of(dir, set, manifest)
			if err != nil {
				return err
			}
			if asJSON {
				encoder := json.NewEncoder(s.out)
				encoder.SetIndent("", "  ")
				return encoder.Encode(summary)
			}
			return summary.Print(s.out)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	c.Flags().StringVar(&maxAge, "max-age", "", "longest `time` since the end of the run, such as 26h or 8d; fail where it is longer")
	return c
}

// runDirectory gives the run that dir means: itself, or the newest below it.
func runDirectory(dir string) string {
	if _, err := os.Stat(filepath.Join(dir, reports.ManifestFile)); err == nil {
		return dir
	}
	if newest, err := filepath.EvalSymlinks(filepath.Join(dir, reports.LatestLink)); err == nil {
		return newest
	}
	return dir
}
