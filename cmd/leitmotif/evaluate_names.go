package main

import (
	"errors"

	"github.com/spf13/cobra"

	"leitmotif/cmd/leitmotif/internal/quality"
)

func evaluateNamesCommand(s streams) *cobra.Command {
	set := quality.Names{Around: 400}
	missed := false
	c := &cobra.Command{
		Use:     "names CORPUS.jsonl[.gz]...",
		Short:   "Compare names with those labelled in a corpus",
		Long:    quality.NamesHelp,
		Example: `  leitmotif evaluate names reuters21578.jsonl.gz --labels names_en.tsv`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 || set.Labels == "" {
				return usage(errors.New("evaluate names takes at least one corpus, and --labels"))
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if missed {
				set.Errors = s.err
			}
			return set.Measure(c.Context(), s.out, args)
		},
	}
	f := c.Flags()
	f.StringVar(&set.Labels, "labels", "", "`file` with the labels")
	f.IntVar(&set.Around, "around", set.Around, "`number` of other articles to read of each corpus")
	f.StringVar(&set.Split, "split", "", "measure only articles of this `split`")
	f.BoolVar(&missed, "errors", false, "print names found wrongly and names missed to standard error")
	return c
}
