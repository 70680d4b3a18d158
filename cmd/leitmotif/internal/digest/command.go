package digest

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"leitmotif/cmd/leitmotif/internal/catalogue"
	"leitmotif/cmd/leitmotif/internal/fault"
	"leitmotif/reports"
)

// Command is the command digest, which writes to out.
func Command(out io.Writer) *cobra.Command {
	form, o := Markdown, Options{}
	c := &cobra.Command{
		Use:   "digest DIR",
		Short: "Tell in 25 lines what has changed, for mail or chat",
		Long: `digest reads the tables of a finished run and tells in at most 25 lines what it has changed
and what stands out, in the words of its report. DIR is an output directory, whose newest
run is meant, or the directory of a run.

Changes are those that a run with --state has found; a first run says so. With
--since-run it tells of all runs after that one, for a mail a week about a run a day.`,
		Example: `  leitmotif digest out
  leitmotif digest out --format html --language de | mail -a 'Content-Type: text/html' -s News press@example.org
  leitmotif digest out --format json | jq '{text}' | curl -sS --json @- https://chat.example.org/hooks/KEY
  leitmotif digest out --since-run run=20261116T060000Z`,
		Args: fault.OneDirectory,
		RunE: func(c *cobra.Command, args []string) error {
			if !slices.Contains(Forms(), form) {
				return fault.Usage(fmt.Errorf("format must be one of %s, not %q", strings.Join(Forms(), ", "), form))
			}
			if !slices.Contains([]string{"", reports.English, reports.German}, o.Language) {
				return fault.Usage(fmt.Errorf("language must be en or de, not %q", o.Language))
			}
			dir, err := catalogue.Find(args[0])
			if err != nil {
				return err
			}
			d, err := Of(c.Context(), dir, o)
			switch {
			case errors.Is(err, ErrNoRun):
				return fault.Usage(err)
			case err != nil:
				return catalogue.Whole(dir, err)
			}
			return d.Write(out, form)
		},
	}
	f := c.Flags()
	f.StringVar(&form, "format", form, "`form` of the digest: md, html or json, whose text is the Markdown")
	f.StringVar(&o.Since, "since-run", "", "earlier `run` in OUT: tell what all runs after it have changed")
	f.StringVar(&o.Language, "language", "", "`language` of the digest, en or de; that of the report unless given")
	f.StringVar(&o.Link, "link", "", "`address` under which readers find the report, instead of its path")
	return c
}
