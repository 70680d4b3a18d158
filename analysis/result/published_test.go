package result

import (
	"testing"
	"time"
)

func TestKnown(t *testing.T) {
	start := time.Date(2024, 2, 1, 0, 0, 0, 0, time.UTC)
	for precision, want := range map[string]string{"second": "2024-02-01", "": "2024-02-01", "day": "2024-02-01", "month": "2024-02-29", "year": "2025-01-31"} {
		by := KnownBy(start, precision)
		if got := by.Format(time.DateOnly); got != want {
			t.Errorf("%q: known by %s, want %s", precision, got, want)
		}
		if day := KnownDay(start, precision); day.IsZero() != (precision == "month" || precision == "year") {
			t.Errorf("%q: the day %s", precision, day)
		}
	}
	if !KnownBy(time.Time{}, "").IsZero() {
		t.Error("no time, known by some")
	}
}
