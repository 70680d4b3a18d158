package flags

import (
	"testing"
	"time"
)

func TestInstant(t *testing.T) {
	now := time.Date(2026, 11, 23, 7, 0, 0, 0, time.FixedZone("", 3600)) // 06:00 UTC
	for text, want := range map[string]string{
		"2026-11-01":                "2026-11-01T00:00:00Z",
		"2026-11-01T12:30:00Z":      "2026-11-01T12:30:00Z",
		"2026-11-01T12:30:00+02:00": "2026-11-01T10:30:00Z",
		"12h":                       "2026-11-22T18:00:00Z",
		"30d":                       "2026-10-24T06:00:00Z", // 23 days to the 31st of October, 7 more
		"8w":                        "2026-09-28T06:00:00Z", // 56 = 30 + 26 days, and 24 October - 26 days
		"1d12h":                     "2026-11-21T18:00:00Z",
	} {
		got, err := Instant(text, now)
		if err != nil || got.Format(time.RFC3339) != want {
			t.Errorf("%s is %s, %v; want %s", text, got.Format(time.RFC3339), err, want)
		}
	}
	for _, text := range []string{"", "yesterday", "30", "30 d", "-5d", "0d", "2026-11-31", "2026-11-23T06:00:00", "d"} {
		if got, err := Instant(text, now); err == nil {
			t.Errorf("%q is %s", text, got)
		}
	}
}
