package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"leitmotif/analysis"
	"leitmotif/cmd/leitmotif/internal/figure"
	"leitmotif/corpus/input"
)

// inputPaths is the flag that names what to read where the command line has no PATH: a
// path, a glob or an address, several of them a line each or by several uses.
type inputPaths []string

func (p *inputPaths) String() string { return strings.Join(*p, "\n") }

func (p *inputPaths) Set(text string) error {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			*p = append(*p, line)
		}
	}
	return nil
}

func (p *inputPaths) Type() string { return "path" }

// allBeside is beside for a text of a line for each path; an empty line names none.
func (p *inputPaths) allBeside(config, text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, p.beside(config, line))
		}
	}
	return strings.Join(lines, "\n")
}

// beside gives a path as the configuration file at config means it: relative to the
// directory of that file. Standard input and addresses are left alone.
func (p *inputPaths) beside(config, path string) string {
	if path == "-" || filepath.IsAbs(path) || strings.Contains(path, "://") {
		return path
	}
	dir := filepath.Dir(config)
	joined := filepath.Join(dir, path)
	if _, err := os.Stat(joined); err != nil && strings.ContainsAny(path, "*?[{") {
		// A glob; in the name of the directory its characters mean themselves.
		return filepath.Join(strings.NewReplacer("*", `\*`, "?", `\?`, "[", `\[`, "{", `\{`, `\`, `\\`).Replace(dir), path)
	}
	return joined
}

// demonstrated are the settings that the demonstration takes: where its results go, how
// they look and how they are made. Whoever sets anything else means articles of his own.
var demonstrated = []string{"out", "report-language", "texts", "now", "workers", "log", "quiet", "profile"}

// inputs gives what the run reads: the arguments, else the paths that are set. Where that
// is nothing, the run is the demonstration, and anything else that is set an error.
func (set *runSettings) inputs(args []string, flags *pflag.FlagSet) ([]string, error) {
	if len(args) > 0 {
		return args, nil
	}
	if len(set.paths) > 0 {
		return set.paths, nil
	}
	var wrong []string
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Changed && !slices.Contains(demonstrated, f.Name) {
			wrong = append(wrong, "--"+f.Name)
		}
	})
	if len(wrong) == 0 {
		return nil, nil
	}
	return nil, fmt.Errorf("no input is named, but %s is set: name files, directories or globs as PATH, - for standard input, or "+
		"'paths:' in the configuration file. The demonstration corpus takes nothing but --%s",
		strings.Join(wrong, ", "), strings.Join(demonstrated, ", --"))
}

// ownFiles are the files that the run uses for itself, which are no articles wherever they
// lie.
func (set *runSettings) ownFiles(cfg analysis.Config) []string {
	files := []string{set.config, set.watchlist, set.schedule.state.overrides, set.schedule.metricsFile}
	return slices.AppendSeq(files, maps.Values(cfg.Tone.Models))
}

// leftOut says which files were not read because leitmotif wrote or uses them; "" where
// there were none.
func leftOut(own []input.Own) string {
	const named = 5 // places
	total := 0
	var places []string
	for _, o := range own {
		if total += o.Files; len(places) < named {
			places = append(places, o.Place)
		}
	}
	if total == 0 {
		return ""
	}
	if more := len(own) - len(places); more > 0 {
		places = append(places, "and "+figure.Counted(more, "more place"))
	}
	return fmt.Sprintf("left out: %s that leitmotif itself wrote or uses (%s)", figure.Counted(total, "file"), strings.Join(places, ", "))
}
