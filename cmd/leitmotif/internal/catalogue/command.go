package catalogue

import (
	"io"

	"github.com/spf13/cobra"

	"leitmotif/cmd/leitmotif/internal/fault"
)

// Command is the command runs, which writes to out.
func Command(out io.Writer) *cobra.Command {
	asJSON := false
	c := &cobra.Command{
		Use:   "runs OUT",
		Short: "List the runs of an output directory",
		Long: `runs lists the finished runs of an output directory, oldest first: the window of time that
they took, articles, copies and rejected records, stories that no earlier run had
(with --state), topics, quality gates that refused what was published anyway, the size
of their files, and how long they took.`,
		Example: `  leitmotif runs out
  leitmotif runs out --json | jq -r '.[] | select(.refused) | .run'`,
		Args: fault.OneDirectory,
		RunE: func(_ *cobra.Command, args []string) error {
			list, err := List(args[0])
			if err != nil {
				return err
			}
			if asJSON {
				return JSON(out, list)
			}
			return Print(out, list)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}
