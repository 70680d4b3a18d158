package main

import (
	"fmt"
	"time"

	"github.com/prometheus/common/model"
	"github.com/spf13/cobra"

	"leitmotif/analysis"
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
	for _, bound := range []struct {
		flag, text string
		to         *time.Time
	}{{"since", w.since, &cfg.Since}, {"until", w.until, &cfg.Until}} {
		if bound.text == "" {
			continue
		}
		at, err := instant(bound.text, now)
		if err != nil {
			return fmt.Errorf("%s: %w", bound.flag, err)
		}
		*bound.to = at
	}
	return nil
}

// instant reads a point in time, which it gives in UTC: RFC 3339, a date, which means its
// first instant in UTC, or a span of weeks, days, hours, minutes and seconds back from
// now. A day of a span has 24 hours.
func instant(text string, now time.Time) (time.Time, error) {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if at, err := time.Parse(layout, text); err == nil {
			return at.UTC(), nil
		}
	}
	back, err := span(text)
	if err != nil {
		return time.Time{}, fmt.Errorf("%q is no RFC 3339 time such as 2026-11-23T06:00:00Z, no date such as 2026-11-23 and no span such as 30d, 12h, 8w", text)
	}
	return now.UTC().Add(-back), nil
}

// span reads a positive length of time such as 8w, 30d, 26h or 1d12h.
func span(text string) (time.Duration, error) {
	d, err := model.ParseDuration(text)
	if err != nil || d <= 0 {
		return 0, fmt.Errorf("%q is no span of time such as 30d, 12h, 8w", text)
	}
	return time.Duration(d), nil
}
