package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"leitmotif/analysis"
)

// schedule are the settings of a run that is one of many: which articles it takes, what
// must hold before it is published, and what stays of the runs before it.
type schedule struct {
	window window
	state  stateSettings
	gates  gateSettings
	keep   int // published runs that stay; 0 = all
	// metricsFile takes the figures of the run for Prometheus; "" = none.
	metricsFile string
}

func (s *schedule) addFlags(c *cobra.Command) {
	s.window.addFlags(c)
	s.state.addFlags(c)
	s.gates.addFlags(c)
	c.Flags().IntVar(&s.keep, "keep", 0, "`number` of published runs that stay in OUT, this one among them; 0 keeps all")
	c.Flags().StringVar(&s.metricsFile, "metrics-file", "", "`file` that says how the run went, for the textfile collector of Prometheus, also where it failed")
}

// apply checks the settings, all of whose faults it gives, and fills in the configuration. now is
// the time of the run.
func (s *schedule) apply(cfg *analysis.Config, now time.Time) error {
	var kept error
	if s.keep < 0 {
		kept = fmt.Errorf("keep must not be negative, not %d", s.keep)
	}
	return errors.Join(kept, s.gates.parse(), checkMetricsFile(s.metricsFile), s.state.apply(cfg), s.window.apply(cfg, now))
}
