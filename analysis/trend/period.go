package trend

import "time"

// Period is a length of time into which trends are cut. All times are UTC.
type Period string

// Periods. Weeks begin on Monday.
const (
	Day   Period = "day"
	Week  Period = "week"
	Month Period = "month"
)

// PeriodFor chooses the period for a span of time so that between about 10 and 80
// periods come out: days up to 60 days, weeks up to 18 months, then months.
func PeriodFor(first, last time.Time) Period {
	switch days := last.Sub(first).Hours() / 24; {
	case days <= 60:
		return Day
	case days <= 548:
		return Week
	default:
		return Month
	}
}

// Start returns the first instant of the period that holds t.
func (p Period) Start(t time.Time) time.Time {
	t = t.UTC()
	day := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	switch p {
	case Week:
		return day.AddDate(0, 0, -(int(day.Weekday())+6)%7)
	case Month:
		return day.AddDate(0, 0, 1-day.Day())
	}
	return day
}

// Add returns the first instant of the n-th period after the one that begins at start;
// before it where n is below 0.
func (p Period) Add(start time.Time, n int) time.Time {
	switch p {
	case Week:
		return start.AddDate(0, 0, 7*n)
	case Month:
		return start.AddDate(0, n, 0)
	}
	return start.AddDate(0, 0, n)
}
