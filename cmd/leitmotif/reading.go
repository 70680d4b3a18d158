package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"leitmotif/cmd/leitmotif/internal/figure"
	"leitmotif/corpus"
	"leitmotif/corpus/format"
	"leitmotif/corpus/input"
	"leitmotif/seeds"
)

// inputSettings are the settings of what is read, and how.
type inputSettings struct {
	paths          inputPaths
	fields         map[string]string
	limits         input.Limits
	timeZone       string            // of clock times without one; "" means UTC
	timeZones      map[string]string // by outlet
	maxRejectShare float64
}

func (set *inputSettings) addFlags(c *cobra.Command) {
	f := c.Flags()
	f.Var(&set.paths, "paths", "what to read where no PATH is given, meant for the configuration file")
	f.StringToStringVar(&set.fields, "field", nil, "where a field stands in the input, such as `text=content`; fields: id title text date source language url author")
	f.Float64Var(&set.maxRejectShare, "max-reject-share", 0.1, "`share` of rejected records above which the exit code is 3")
	f.Int64Var(&set.limits.RecordBytes, "max-record-bytes", 32<<20, "`bytes` above which a record is rejected")
	f.IntVar(&set.limits.ExpansionRatio, "max-expansion-ratio", 200, "`factor` by which compressed input may expand")
	f.IntVar(&set.limits.Nesting, "max-nesting", 2, "`depth` to which archives may lie within archives")
	f.StringVar(&set.timeZone, "time-zone", "", "`zone` of the times of day that come without one, such as Europe/Berlin; UTC where none is given")
	f.StringToStringVar(&set.timeZones, "time-zones", nil, "the same for single outlets, such as `Post=Europe/London`")
}

func (set *inputSettings) validate() error {
	if !(set.maxRejectShare >= 0 && set.maxRejectShare <= 1) {
		return fmt.Errorf("max-reject-share must lie in 0..1, not %g", set.maxRejectShare)
	}
	return nil
}

// progressSource is a source that knows how far it has come.
type progressSource interface {
	corpus.Source
	Progress() (done, total int64)
	Own() []input.Own
}

// open opens what the arguments name, but for the files that the caller uses for itself;
// without an argument the demonstration corpus. usage has all records looked at for what feeds
// their fields.
func (set *inputSettings) open(args []string, s streams, own []string, usage bool) (progressSource, error) {
	options := format.Options{Fields: set.fields, Usage: usage, Input: input.Options{Stdin: s.in, Limits: set.limits, Own: own}}
	if len(args) == 0 {
		return format.OpenFS(seeds.Demo(), ".", options)
	}
	return format.Open(args, options)
}

// tooMany gives the error of more rejects than allowed; where says what names them.
func tooMany(lost, records int, most float64, where string) error {
	if share := float64(lost) / float64(max(1, records)); share > most {
		return fmt.Errorf("%w: %s of %s (%.1f %%, allowed %.1f %%); %s", errRejects, figure.Count(lost), figure.Counted(records, "record"), 100*share, 100*most, where)
	}
	return nil
}
