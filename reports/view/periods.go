package view

import (
	"slices"
	"time"

	"leitmotif/analysis/trend"
	"leitmotif/reports/page"
	"leitmotif/reports/table"
)

// maxColumns bounds the columns of a time axis: a year of weeks fits, and at 360 px a
// column is still 5 px wide. Longer corpora get several periods per column.
const maxColumns = 60

// manyYears is the number of months from which on a column is a year, or some: twelve of them are
// there then. Below, and above maxColumns, it is a quarter.
const manyYears = 144

// stepOf is the number of periods in a column, and first where the columns are to begin: months
// are put together to quarters and years.
func stepOf(period trend.Period, start time.Time, periods int) (step int, first time.Time) {
	step = (periods + maxColumns - 1) / maxColumns
	if period != trend.Month || step == 1 {
		return step, start
	}
	if periods < manyYears {
		return 3, start.AddDate(0, -(int(start.Month())-1)%3, 0)
	}
	start = start.AddDate(0, 1-int(start.Month()), 0)
	years := (periods + 11 + 12*maxColumns - 1) / (12 * maxColumns)
	return 12 * years, start
}

// newAxis makes the time axis of the page from the dates of the articles, in milliseconds
// since 1970, which it sorts: periods as in the trends, or, without trends, by the time that
// the articles span. It has no columns where no article is dated.
func newAxis(dates []int64, trends []table.Trend) page.Axis {
	if len(dates) == 0 {
		return page.Axis{}
	}
	slices.Sort(dates)
	first, last := window(dates)
	period := periodOf(trends, first, last)
	axis := page.Axis{Kind: string(period), Few: trend.Few}
	periods := 0
	start := period.Start(first)
	for t := start; !t.After(last); t = period.Add(t, 1) {
		periods++
	}
	axis.Step, start = stepOf(period, start, periods)
	for t := start; !t.After(last); {
		end := period.Add(t, axis.Step)
		axis.Columns = append(axis.Columns, page.Period{Start: t, End: end})
		t = end
	}
	before, _ := slices.BinarySearch(dates, start.UnixMilli())
	within, _ := slices.BinarySearch(dates, axis.Columns[len(axis.Columns)-1].End.UnixMilli())
	axis.Outside = len(dates) - (within - before)
	return axis
}

// window is the time to draw: from the first date to the last, unless a few stray
// dates would press the rest into a corner. Then the outer hundredths are left out.
func window(sorted []int64) (first, last time.Time) {
	n := len(sorted)
	at := func(i int) time.Time { return time.UnixMilli(sorted[i]).UTC() }
	first, last = at(0), at(n-1)
	low, high := at(n/100), at(n-1-n/100)
	if inner := high.Sub(low); inner > 0 && last.Sub(first) > 4*inner {
		return low, high
	}
	return first, last
}

// periodOf is the period of the trends, or that of the time from first to last.
func periodOf(trends []table.Trend, first, last time.Time) trend.Period {
	if len(trends) > 0 {
		return trend.Period(trends[0].Period)
	}
	return trend.PeriodFor(first, last)
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
