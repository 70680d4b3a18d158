package main

import (
	"errors"

	"github.com/spf13/cobra"

	"leitmotif/analysis/sentiment"
	"leitmotif/cmd/leitmotif/internal/quality"
)

func evaluateToneCommand(s streams) *cobra.Command {
	set := quality.Settings{Depth: sentiment.Auto}
	c := &cobra.Command{
		Use:   "tone CORPUS.jsonl[.gz]...",
		Short: "Compare tone with the labels of a corpus",
		Long:  quality.Help,
		Example: `  leitmotif evaluate tone newsmtsc.jsonl.gz --split test-rw
  leitmotif evaluate tone sentfin.jsonl.gz --target`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage(errors.New("evaluate tone takes at least one corpus"))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			for _, path := range args {
				if err := set.Measure(s.out, s.err, path); err != nil {
					return err
				}
			}
			return nil
		},
	}
	f := c.Flags()
	f.StringVar(&set.Split, "split", "", "measure only records of this `split`")
	f.BoolVar(&set.Target, "target", false, "measure the tone towards the target of each record alone")
	f.StringVar(&set.Language, "language", "", "language `code` of records without one")
	f.Var(&set.Depth, "tone", sentiment.DepthHelp)
	f.StringToStringVar(&set.Models, "model", nil, "tone model to use for a language, such as `nl=nl.tone`")
	return c
}
