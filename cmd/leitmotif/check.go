package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"

	"github.com/spf13/cobra"

	"leitmotif/cmd/leitmotif/internal/fault"
	"leitmotif/cmd/leitmotif/internal/preview"
	"leitmotif/corpus/check"
	"leitmotif/corpus/date"
)

const checkLong = `check reads articles as run does and says what comes out of them, before a run works on
it. It writes nothing. Of each input it says

  its form and size, how many articles are in it, and what is rejected, why;
  which of its names hold title, text, date and the rest, with examples, and which
  columns are left over that look like one of them;
  how many articles have a date, an outlet, a language, an address;
  the first article as it will be analysed, and what cleaning took out of it.

So the mapping of --field can be tried out. What recurs over the articles of an outlet is
taken out by run alone, once it has seen them all.

A PATH is one of run's, and the settings of the same names mean the same; a configuration
file of run is good for check.

Exit codes:
   0  read
   1  failed
   2  wrong usage or configuration
   3  read, but more records are rejected than --max-reject-share allows
 130  interrupted`

const checkExample = `  leitmotif check news/
  leitmotif check export.csv --field text=content
  leitmotif check --config leitmotif.yaml --json | jq '.inputs[] | select(.articles == 0)'`

func checkCommand(s streams) *cobra.Command {
	set := inputSettings{}
	asJSON := false
	c := &cobra.Command{
		Use: "check [PATH...]", Short: "Read inputs and say what comes out of them", Long: checkLong, Example: checkExample,
		RunE: func(c *cobra.Command, args []string) error {
			err := within(c.Context(), func() error { return settle(c, s.env, runCommand(s).Flags()) })
			if err := errors.Join(err, set.validate()); err != nil {
				return usage(err)
			}
			if len(args) == 0 {
				args = set.paths
			}
			if len(args) == 0 {
				return fault.UsageOf(c, errors.New("no input is named: name files, directories or globs as PATH, - for standard input, or 'paths:' in the configuration file"))
			}
			report, err := set.check(c.Context(), args, []string{c.Flags().Lookup(configFlag).Value.String()}, s)
			if err != nil {
				return err
			}
			if err := printReport(s.out, report, asJSON); err != nil {
				return err
			}
			lost, records := report.Lost()
			return tooMany(lost, records, set.maxRejectShare, "--json lists the inputs")
		},
	}
	addConfigFlag(c)
	set.addFlags(c)
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

// check reads what the arguments name.
func (set *inputSettings) check(ctx context.Context, args, own []string, s streams) (report *check.Report, err error) {
	zones, err := date.NewZones(set.timeZone, set.timeZones)
	if err != nil {
		return nil, usage(err)
	}
	source, err := set.open(args, s, own, true)
	if err != nil {
		return nil, usage(err)
	}
	err = within(ctx, func() (err error) {
		report, err = check.Read(ctx, source, zones)
		return err
	})
	return report, err
}

func printReport(w io.Writer, report *check.Report, asJSON bool) error {
	if !asJSON {
		return preview.Print(w, report)
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(report)
}
