package figure

import (
	"math"
	"testing"
	"time"
)

func TestFigures(t *testing.T) {
	for got, want := range map[string]string{
		Count(0): "0", Count(999): "999", Count(1000): "1,000", Count(1234567): "1,234,567", Count(-1234): "-1,234",
		Count(int64(math.MinInt64)): "-9,223,372,036,854,775,808",
		Counted(1, "run"):           "1 run", Counted(0, "article"): "0 articles", Counted(2000, "article"): "2,000 articles",
		Fixed(-0.004, 2): "0.00", Fixed(-0.005001, 2): "-0.01", Fixed(1, 1): "1.0", Fixed(-0.4, 0): "0",
		Signed(0.004): "0.00", Signed(-0.004): "0.00", Signed(0.25): "+0.25", Signed(-0.25): "-0.25", Signed(-1): "-1.00",
		Bytes(0): "0 B", Bytes(999): "999 B", Bytes(1000): "1.0 kB", Bytes(9949): "9.9 kB", Bytes(9950): "10 kB", Bytes(657_600): "658 kB",
		Bytes(999_499): "999 kB", Bytes(999_500): "1.0 MB", Bytes(math.MaxInt64): "9.2 EB",
		Took(83400 * time.Millisecond): "83.4 s", Took(750 * time.Second): "12 min 30 s", Took(2*time.Hour + 3*time.Minute): "2 h 3 min",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestWindow(t *testing.T) {
	day := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	hour := time.Date(2026, 11, 30, 7, 30, 0, 0, time.FixedZone("", 3600))
	for got, want := range map[string]string{
		Window(nil, nil): "all", Window(&day, nil): "from 2026-11-23", Window(nil, &hour): "before 2026-11-30 06:30",
		Window(&day, &hour): "2026-11-23 to before 2026-11-30 06:30",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
