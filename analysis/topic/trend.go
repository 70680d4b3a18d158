package topic

import (
	"math"
	"slices"
	"time"
)

// Story is what a trend needs to know of a story: an article with its copies, dated by
// its first article.
type Story struct {
	Topic     int // index of a topic, or -1
	Published time.Time
	Source    string
}

// Period is a length of time into which trends are cut.
type Period string

// Periods. Weeks begin on Monday; all times are UTC.
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

// Next returns the first instant of the period after the one that begins at start.
func (p Period) Next(start time.Time) time.Time {
	switch p {
	case Week:
		return start.AddDate(0, 0, 7)
	case Month:
		return start.AddDate(0, 1, 0)
	}
	return start.AddDate(0, 0, 1)
}

// Trend is the part of a topic in one period.
type Trend struct {
	Topic   int
	Start   time.Time
	Stories int // of the topic
	Total   int // of all topics
	// Share = Stories/Total with its 95 % Wilson interval; all 0 where Total is 0.
	Share, Low, High float64
	// Partial: the first or last story of all lies within the period, so it may not
	// hold all that was published in it.
	Partial bool
	// Burst: the topic has a larger share than in the other periods; see Trends.
	Burst bool
}

// burstLevel is the error that one run may make by announcing any burst at all,
// burstStories the least number of stories that can make one.
const (
	burstLevel   = 0.05
	burstStories = 3
)

// Trends counts the dated stories of the given number of topics by period, from the
// first to the last: a row for every topic and period, ascending, periods without any
// story included. Stories without a topic count in no total.
//
// A burst is a count above what the topic's share in each source and each source's
// volume in the period let expect, tested one-sided at the level burstLevel divided by
// the number of tests (Bonferroni). Because the expectation is made source by source, as
// in Mantel and Haenszel (1959), a source that publishes twice as much of everything, or
// that appears only in one period, moves nothing.
func Trends(stories []Story, topics int, period Period) []Trend {
	dated := slices.DeleteFunc(slices.Clone(stories), func(s Story) bool { return s.Topic < 0 || s.Published.IsZero() })
	if len(dated) == 0 {
		return nil
	}
	first, last := dated[0].Published, dated[0].Published
	for _, s := range dated {
		if s.Published.Before(first) {
			first = s.Published
		}
		if s.Published.After(last) {
			last = s.Published
		}
	}
	var starts []time.Time
	index := make(map[time.Time]int)
	for t := period.Start(first); !t.After(last); t = period.Next(t) {
		index[t] = len(starts)
		starts = append(starts, t)
	}
	table := newTally(dated, topics, len(starts), func(s Story) int { return index[period.Start(s.Published)] })
	level := burstLevel / float64(topics*len(starts))
	rows := make([]Trend, 0, topics*len(starts))
	for topic := range topics {
		for p, start := range starts {
			row := Trend{
				Topic: topic, Start: start, Stories: table.cell(topic, p), Total: table.period(p),
				Partial: p == 0 && !first.Equal(start) || p == len(starts)-1,
			}
			row.Share, row.Low, row.High = Wilson(row.Stories, row.Total)
			row.Burst = row.Stories >= burstStories && table.bursts(topic, p, level)
			rows = append(rows, row)
		}
	}
	return rows
}

// tally counts stories by source, topic and period.
type tally struct {
	topics, periods int
	cells           [][]int // by source, then topic*periods + period
	byTopic         [][]int // by source, then topic
	byPeriod        [][]int // by source, then period
	total           []int   // by source
}

func newTally(stories []Story, topics, periods int, period func(Story) int) *tally {
	t := &tally{topics: topics, periods: periods}
	sources := make(map[string]int)
	for _, s := range stories {
		source, known := sources[s.Source]
		if !known {
			source = len(sources)
			sources[s.Source] = source
			t.cells = append(t.cells, make([]int, topics*periods))
			t.byTopic = append(t.byTopic, make([]int, topics))
			t.byPeriod = append(t.byPeriod, make([]int, periods))
			t.total = append(t.total, 0)
		}
		p := period(s)
		t.cells[source][s.Topic*periods+p]++
		t.byTopic[source][s.Topic]++
		t.byPeriod[source][p]++
		t.total[source]++
	}
	return t
}

func (t *tally) cell(topic, period int) int {
	n := 0
	for _, c := range t.cells {
		n += c[topic*t.periods+period]
	}
	return n
}

func (t *tally) period(period int) int {
	n := 0
	for _, p := range t.byPeriod {
		n += p[period]
	}
	return n
}

// bursts tells whether the topic has more stories in the period than its share in each
// source and each source's volume let expect, at the given level of a one-sided test.
func (t *tally) bursts(topic, period int, level float64) bool {
	observed := t.cell(topic, period)
	var expected, variance float64
	for s, total := range t.total {
		n := float64(total)
		row, column := float64(t.byTopic[s][topic]), float64(t.byPeriod[s][period])
		expected += row * column / n
		if total > 1 {
			variance += row * (n - row) * column * (n - column) / (n * n * (n - 1))
		}
	}
	// The exact distribution has a longer upper tail than the normal one: what is not
	// unusual under the normal distribution need not be computed.
	if excess := float64(observed) - expected; excess <= 0 || math.Erfc(excess/math.Sqrt(2*variance))/2 > level {
		return false
	}
	return t.tail(topic, period, observed) < level
}

// tail returns the probability of observed or more stories of the topic in the period if
// within each source the two had nothing to do with each other: the count is then a sum
// over the sources of hypergeometric ones.
func (t *tally) tail(topic, period, observed int) float64 {
	below := make([]float64, observed) // probability of 0, 1, ... observed-1 so far
	below[0] = 1
	next := make([]float64, observed)
	for s, n := range t.total {
		row, column := t.byTopic[s][topic], t.byPeriod[s][period]
		if row == 0 || column == 0 {
			continue
		}
		clear(next)
		for x := max(0, row+column-n); x <= min(row, column, observed-1); x++ {
			p := math.Exp(lnChoose(row, x) + lnChoose(n-row, column-x) - lnChoose(n, column))
			for y := range observed - x {
				next[x+y] += p * below[y]
			}
		}
		below, next = next, below
	}
	tail := 1.0
	for _, p := range below {
		tail -= p
	}
	return tail
}

// lnChoose is the logarithm of the number of ways to choose k of n.
func lnChoose(n, k int) float64 {
	lg := func(x int) float64 {
		v, _ := math.Lgamma(float64(x + 1))
		return v
	}
	return lg(n) - lg(k) - lg(n-k)
}

// Wilson returns the share of hits among n with its 95 % score interval (Wilson 1927),
// all 0 where n is 0.
func Wilson(hits, n int) (share, low, high float64) {
	if n == 0 {
		return 0, 0, 0
	}
	const z = 1.959963984540054 // 97.5 % quantile of the normal distribution
	count := float64(n)
	share = float64(hits) / count
	centre := (share + z*z/(2*count)) / (1 + z*z/count)
	half := z / (1 + z*z/count) * math.Sqrt(share*(1-share)/count+z*z/(4*count*count))
	return share, math.Max(0, centre-half), math.Min(1, centre+half)
}
