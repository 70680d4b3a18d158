package main

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"leitmotif/cmd/leitmotif/internal/catalogue"
	"leitmotif/cmd/leitmotif/internal/fault"
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
		Args: fault.OneDirectory,
		RunE: func(c *cobra.Command, args []string) error {
			dir, err := catalogue.Find(args[0])
			if err != nil {
				return err
			}
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
				return catalogue.Whole(dir, err)
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
