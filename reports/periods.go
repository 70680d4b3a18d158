package reports

import (
	"slices"
	"time"

	"leitmotif/reports/page"
	"leitmotif/reports/table"
)

// maxColumns bounds the columns of a time axis: a year of weeks fits, and at 360 px a
// column is still 5 px wide. Longer corpora get several periods per column.
const maxColumns = 60

// Kinds of periods, as in the trends table.
const (
	day   = "day"
	week  = "week"
	month = "month"
)

// periodStart is the first instant of the period that t lies in, UTC.
func periodStart(t time.Time, kind string) time.Time {
	t = t.UTC()
	y, m, d := t.Date()
	switch kind {
	case month:
		d = 1
	case week:
		d -= (int(t.Weekday()) + 6) % 7 // Monday is 0
	}
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// later is the start of the n-th period after the one that starts at t.
func later(t time.Time, kind string, n int) time.Time {
	switch kind {
	case month:
		return t.AddDate(0, n, 0)
	case week:
		return t.AddDate(0, 0, 7*n)
	default:
		return t.AddDate(0, 0, n)
	}
}

// newAxis makes the time axis of the page: periods as in the trends, or, without
// trends, by the time that the articles span. It has no columns where no article is
// dated.
func newAxis(set *table.Set) page.Axis {
	var dates []time.Time
	for i := range set.Articles {
		if t := set.Articles[i].PublishedAt; !t.IsZero() {
			dates = append(dates, t)
		}
	}
	if len(dates) == 0 {
		return page.Axis{}
	}
	slices.SortFunc(dates, time.Time.Compare)
	first, last := window(dates)
	axis := page.Axis{Kind: periodKind(set.Trends, first, last)}
	periods := 0
	start := periodStart(first, axis.Kind)
	for t := start; !t.After(last); t = later(t, axis.Kind, 1) {
		periods++
	}
	axis.Step = (periods + maxColumns - 1) / maxColumns
	for t := start; !t.After(last); {
		end := later(t, axis.Kind, axis.Step)
		axis.Columns = append(axis.Columns, page.Period{Start: t, End: end})
		t = end
	}
	for _, t := range dates {
		if columnOf(axis, t) < 0 {
			axis.Outside++
		}
	}
	return axis
}

// window is the time to draw: from the first date to the last, unless a few stray
// dates would press the rest into a corner. Then the outer hundredths are left out.
func window(sorted []time.Time) (first, last time.Time) {
	n := len(sorted)
	first, last = sorted[0], sorted[n-1]
	low, high := sorted[n/100], sorted[n-1-n/100]
	if inner := high.Sub(low); inner > 0 && last.Sub(first) > 4*inner {
		return low, high
	}
	return first, last
}

func periodKind(trends []table.Trend, first, last time.Time) string {
	if len(trends) > 0 {
		return trends[0].Period
	}
	switch span := last.Sub(first); {
	case span <= 45*24*time.Hour:
		return day
	case span <= 400*24*time.Hour:
		return week
	default:
		return month
	}
}

// columnOf is the column of the axis that t lies in, or -1.
func columnOf(axis page.Axis, t time.Time) int {
	i, found := slices.BinarySearchFunc(axis.Columns, t, func(p page.Period, t time.Time) int {
		return p.Start.Compare(t)
	})
	if !found {
		i--
	}
	if i < 0 || !t.Before(axis.Columns[i].End) {
		return -1
	}
	return i
}
