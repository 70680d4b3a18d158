package flags

import (
	"fmt"
	"time"

	"github.com/prometheus/common/model"
)

// Instant reads a point in time, which it gives in UTC: RFC 3339, a date, which means its
// first instant in UTC, or a span of weeks, days, hours, minutes and seconds back from
// now. A day of a span has 24 hours.
func Instant(text string, now time.Time) (time.Time, error) {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if at, err := time.Parse(layout, text); err == nil {
			return at.UTC(), nil
		}
	}
	back, err := Span(text)
	if err != nil {
		return time.Time{}, fmt.Errorf("%q is no RFC 3339 time such as 2026-11-23T06:00:00Z, no date such as 2026-11-23 and no span such as 30d, 12h, 8w", text)
	}
	return now.UTC().Add(-back), nil
}

// Span reads a positive length of time such as 8w, 30d, 26h or 1d12h.
func Span(text string) (time.Duration, error) {
	d, err := model.ParseDuration(text)
	if err != nil || d <= 0 {
		return 0, fmt.Errorf("%q is no span of time such as 30d, 12h, 8w", text)
	}
	return time.Duration(d), nil
}
