package main

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"

	"github.com/spf13/cobra"

	"leitmotif/analysis"
	"leitmotif/analysis/gate"
	"leitmotif/reports"
)

// errRefused marks a run that a quality gate held back.
var errRefused = errors.New("a quality gate refused to publish")

// gateSettings are the quality gates as the flags give them.
type gateSettings struct {
	limits        map[string]string
	publishAnyway bool
	gates         gate.Gates // the limits, read by parse
}

func (g *gateSettings) addFlags(c *cobra.Command) {
	c.Flags().StringToStringVar(&g.limits, "gate", nil, "quality gate such as `articles-min=100`, below which nothing is published: "+strings.Join(gate.Names(), " "))
	c.Flags().BoolVar(&g.publishAnyway, "publish-anyway", false, "publish what a quality gate refuses; manifest and report then say so")
}

// parse reads the limits.
func (g *gateSettings) parse() (err error) {
	g.gates, err = gate.Parse(g.limits)
	return err
}

// check tells which gates refuse a result. The error says that the run must not be
// published; it wraps errRefused where that is for the gates.
func (g *gateSettings) check(result *analysis.Result, publication *reports.Run, show *progress) ([]gate.Breach, error) {
	var history []gate.Measures
	if g.gates.History > 0 {
		var err error
		history, err = publication.History()
		show.warn(err) // what can be read of the history is enough
		if len(history) < gate.MinRuns && show.logger != nil {
			show.logger.Info("too few earlier runs to compare with", slog.Int("runs", len(history)), slog.Int("needed", gate.MinRuns))
		}
	}
	breaches := g.gates.Check(gate.Measure(result), history)
	if len(breaches) == 0 {
		return nil, nil
	}
	texts := make([]string, len(breaches))
	for i, b := range breaches {
		texts[i] = b.String()
	}
	refused := fmt.Errorf("%w: %s", errRefused, strings.Join(texts, "; "))
	if !g.publishAnyway {
		return breaches, refused
	}
	show.warn(fmt.Errorf("%w; published anyway", refused))
	return breaches, nil
}
