package main

import (
	"fmt"
	"path/filepath"
	"time"

	"leitmotif/cmd/leitmotif/internal/flags"
	"leitmotif/reports"
)

// checkAge fails where the run in dir ended longer before now than limit says, or where
// there is no run; else it says how long ago that is. What counts is the clock at the end
// of the run, not the time that --now gave it.
func checkAge(dir, limit string, now time.Time) (text string, err error) {
	most, err := flags.Span(limit)
	if err != nil {
		return "", usage(fmt.Errorf("max-age: %w", err))
	}
	manifest, err := reports.ReadManifest(dir)
	if err != nil {
		return "", fmt.Errorf("no finished run: %w", err)
	}
	age := now.Sub(manifest.Clock.Finished)
	text = fmt.Sprintf("%s ended %s ago", filepath.Base(dir), age.Round(time.Second))
	if age > most {
		return "", fmt.Errorf("%s, more than %s", text, limit)
	}
	return text, nil
}
