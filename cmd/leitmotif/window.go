package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"leitmotif/analysis"
	"leitmotif/cmd/leitmotif/internal/flags"
)

// window is the stretch of time whose articles a run takes, as the flags give it.
type window struct{ since, until string }

func (w *window) addFlags(c *cobra.Command) {
	const form = "RFC 3339, a date, or a span back from the run's time such as 30d, 12h, 8w"
	c.Flags().StringVar(&w.since, "since", "", "take no article published before this `time`: "+form)
	c.Flags().StringVar(&w.until, "until", "", "take no article published at this `time` or later, in the same forms")
}

// apply sets the window of a configuration. now is the time of the run.
func (w *window) apply(cfg *analysis.Config, now time.Time) error {
	var faults []error
	for _, bound := range []struct {
		flag, text string
		to         *time.Time
	}{{"since", w.since, &cfg.Since}, {"until", w.until, &cfg.Until}} {
		if bound.text == "" {
			continue
		}
		at, err := flags.Instant(bound.text, now)
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", bound.flag, err))
			continue
		}
		*bound.to = at
	}
	return errors.Join(faults...)
}
