// Package trend tells how much of the news a topic has over time, and when it stands out.
//
// In come stories, each with its topic, time and outlet; out goes a Cell for every topic
// and period: a count, a share with its interval, and whether it is a burst.
//
// Glossary.
//
//   - story: an article with its copies, dated by its first article.
//   - period: a day, week or month, the same for all topics of a corpus.
//   - share: stories of a topic among those of all topics, in a period.
//   - burst: a period in which a topic has more stories than its share in each outlet and
//     each outlet's volume let expect.
package trend

import (
	"context"
	"math"
	"slices"
	"time"

	"gonum.org/v1/gonum/stat/distuv"

	"leitmotif/analysis/inference"
)

// Story is what a trend needs to know of a story: an article with its copies, dated by
// its first article.
type Story struct {
	Topic     int // index of a topic, or -1
	Published time.Time
	Source    string
}

// Cell is the part of a topic in one period.
type Cell struct {
	Topic   int
	Start   time.Time
	Stories int // of the topic
	Total   int // of all topics
	// Share = Stories/Total with its 95 % Wilson interval; all 0 where Total is 0.
	Share, Low, High float64
	// Partial: the first or last story of all lies within the period, so it may not
	// hold all that was published in it.
	Partial bool
	// Burst: the topic has a larger share than in the other periods; see Count.
	Burst bool
}

// burstLevel is the error that one run may make by announcing any burst at all,
// burstStories the least number of stories that can make one.
const (
	burstLevel   = 0.05
	burstStories = 3
)

// Count counts the dated stories of the given number of topics by period, from the
// first to the last: a row for every topic and period, ascending, periods without any
// story included. Stories without a topic count in no total.
//
// A burst is a count above what the topic's share in each source and each source's
// volume in the period let expect, tested one-sided at the level burstLevel divided by
// the number of tests (Bonferroni). Because the expectation is made source by source, as
// in Mantel and Haenszel (1959), a source that publishes twice as much of everything, or
// that appears only in one period, moves nothing. It fails when ctx ends.
func Count(ctx context.Context, stories []Story, topics int, period Period) ([]Cell, error) {
	dated := slices.DeleteFunc(slices.Clone(stories), func(s Story) bool { return s.Topic < 0 || s.Published.IsZero() })
	if len(dated) == 0 {
		return nil, nil
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
	for t := period.Start(first); !t.After(last); t = period.Add(t, 1) {
		index[t] = len(starts)
		starts = append(starts, t)
	}
	table := newTally(dated, topics, len(starts), func(s Story) int { return index[period.Start(s.Published)] })
	level := inference.Bonferroni(burstLevel, topics*len(starts))
	rows := make([]Cell, 0, topics*len(starts))
	for topic := range topics {
		for p, start := range starts {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			row := Cell{
				Topic: topic, Start: start, Stories: table.cell(topic, p), Total: table.period(p),
				Partial: p == 0 && !first.Equal(start) || p == len(starts)-1,
			}
			row.Share, row.Low, row.High = inference.Wilson(row.Stories, row.Total)
			row.Burst = row.Stories >= burstStories && table.bursts(topic, p, level)
			rows = append(rows, row)
		}
	}
	return rows, nil
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
	margins := make([]inference.Margin, len(t.total))
	var expected, variance float64
	for s, total := range t.total {
		margins[s] = inference.Margin{Hits: t.byTopic[s][topic], Drawn: t.byPeriod[s][period], All: total}
		expected += margins[s].Expected()
		variance += margins[s].Variance()
	}
	// The exact distribution has a longer upper tail than the normal one: what is not
	// unusual under the normal distribution need not be computed.
	if excess := float64(observed) - expected; excess <= 0 || distuv.UnitNormal.Survival(excess/math.Sqrt(variance)) > level {
		return false
	}
	_, above := inference.NewConditional(margins, observed).Tails(observed, 0)
	return above < level
}
