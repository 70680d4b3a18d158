package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is set by the build (-ldflags "-X main.version=...").
var version = "devel"

func versionCommand(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version of the program and of the libraries that compute",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			fmt.Fprintf(s.out, "leitmotif %s\n", version)
			info, ok := debug.ReadBuildInfo()
			if !ok {
				return nil
			}
			fmt.Fprintf(s.out, "%s\n", info.GoVersion)
			for _, d := range info.Deps {
				switch d.Path {
				case "github.com/cdipaolo/sentiment", "github.com/james-bowman/nlp",
					"github.com/parquet-go/parquet-go", "gonum.org/v1/gonum":
					fmt.Fprintf(s.out, "%s %s\n", d.Path, d.Version)
				}
			}
			return nil
		},
	}
}
