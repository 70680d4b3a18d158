package trend

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"sort"
	"time"

	"gonum.org/v1/gonum/stat/distuv"

	"leitmotif/analysis/inference"
)

// tally counts stories by stratum, topic and period. What is kept of a stratum grows with its
// stories, so that any number of outlets is bounded by the stories.
type tally struct {
	topics int
	starts []time.Time // of the periods
	strata []stratum   // the small outlets together, then the others by name
	// By topic and period, see at: the stories, and what the strata let expect of them.
	stories            []int
	expected, variance []float64
	volume             []int // by period
	total              []int // by topic
	all                int
	mixed              bool // there is more than one stratum
}

// stratum is the stories of an outlet.
type stratum struct {
	outlet  string  // "" for those without one, and for the small ones together
	cells   []count // ascending topic, then period
	topics  []count // by topic alone, ascending
	periods []count // by period alone, ascending
	all     int
}

// count is a number of stories; what it is not by is 0.
type count struct{ topic, period, stories int }

// newTally counts the dated stories that have a topic; nil where there are none.
func newTally(stories []Story, topics int, period Period) *tally {
	var first, last time.Time
	sizes := make(map[string]int)
	for _, s := range stories {
		if s.Topic < 0 || s.Published.IsZero() {
			continue
		}
		if first.IsZero() || s.Published.Before(first) {
			first = s.Published
		}
		if s.Published.After(last) {
			last = s.Published
		}
		sizes[s.Source]++
	}
	if first.IsZero() {
		return nil
	}
	t := &tally{topics: topics, total: make([]int, topics)}
	index := make(map[time.Time]int)
	for start := period.Start(first); !start.After(last); start = period.Add(start, 1) {
		index[start] = len(t.starts)
		t.starts = append(t.starts, start)
	}
	t.stories, t.volume = make([]int, topics*len(t.starts)), make([]int, len(t.starts))
	t.strata = make([]stratum, 1)
	place := make(map[string]int, len(sizes))
	for _, name := range slices.Sorted(maps.Keys(sizes)) {
		if sizes[name] >= Few {
			place[name] = len(t.strata)
			t.strata = append(t.strata, stratum{outlet: name})
		}
	}
	for _, s := range stories {
		if s.Topic < 0 || s.Published.IsZero() {
			continue
		}
		p := index[period.Start(s.Published)]
		t.stories[t.at(s.Topic, p)]++
		t.volume[p]++
		t.all++
		t.total[s.Topic]++
		in := &t.strata[place[s.Source]]
		in.cells = append(in.cells, count{s.Topic, p, 1})
	}
	t.mixed = len(t.strata) > 2 || len(t.strata) == 2 && len(t.strata[0].cells) > 0
	t.expect()
	return t
}

// at is the place of a topic and period.
func (t *tally) at(topic, period int) int { return topic*len(t.starts) + period }

// expect sums up the strata, and what they let expect of every cell.
func (t *tally) expect() {
	t.expected, t.variance = make([]float64, len(t.stories)), make([]float64, len(t.stories))
	for i := range t.strata {
		s := &t.strata[i]
		s.all = len(s.cells)
		s.cells = summed(s.cells, func(c count) count { return c })
		s.topics = summed(s.cells, func(c count) count { return count{topic: c.topic, stories: c.stories} })
		s.periods = summed(s.cells, func(c count) count { return count{period: c.period, stories: c.stories} })
		for _, topic := range s.topics {
			for _, period := range s.periods {
				m := inference.Margin{Hits: topic.stories, Drawn: period.stories, All: s.all}
				t.expected[t.at(topic.topic, period.period)] += m.Expected()
				t.variance[t.at(topic.topic, period.period)] += m.Variance()
			}
		}
	}
}

// summed adds the counts up that are the same by a key, ascending.
func summed(counts []count, key func(count) count) []count {
	keyed := make([]count, len(counts))
	for i, c := range counts {
		keyed[i] = key(c)
	}
	slices.SortFunc(keyed, compareCounts)
	out := keyed[:0]
	for _, c := range keyed {
		if n := len(out); n > 0 && compareCounts(out[n-1], c) == 0 {
			out[n-1].stories += c.stories
		} else {
			out = append(out, c)
		}
	}
	return slices.Clip(out)
}

func compareCounts(a, b count) int {
	return cmp.Or(cmp.Compare(a.topic, b.topic), cmp.Compare(a.period, b.period))
}

// find is the number of stories of a topic and period among counts.
func find(counts []count, topic, period int) int {
	i, found := slices.BinarySearchFunc(counts, count{topic: topic, period: period}, compareCounts)
	if !found {
		return 0
	}
	return counts[i].stories
}

// ofTopic are the cells of a topic.
func (s *stratum) ofTopic(topic int) []count {
	from := sort.Search(len(s.cells), func(i int) bool { return s.cells[i].topic >= topic })
	to := sort.Search(len(s.cells), func(i int) bool { return s.cells[i].topic > topic })
	return s.cells[from:to]
}

// standardised is the share of a topic in a period as it would be if each stratum had the part
// in the period that it has in all: indirectly standardised, on the scale of odds, so that it
// stays in [0, 1] and is the share itself where there is one stratum,
//
//	odds = S/(1-S) x/(n-x) (n-e)/e
//
// with the share S of the topic in all, x of n stories in the period and e expected ones. It
// is false where the period has no story, or, with several strata, only such as have nothing of
// the topic, or nothing else.
func (t *tally) standardised(topic, period int) (share float64, ok bool) {
	x, n, e := float64(t.stories[t.at(topic, period)]), float64(t.volume[period]), t.expected[t.at(topic, period)]
	overall := float64(t.total[topic]) / float64(t.all)
	switch {
	case n == 0:
		return 0, false
	case !t.mixed:
		return x / n, true
	case e <= 0 || n-e <= 1e-9*n:
		return 0, false
	case x == n:
		return 1, true
	}
	odds := overall / (1 - overall) * x / (n - x) * (n - e) / e
	return odds / (1 + odds), true
}

// bursts tells whether the topic has more stories in the period than its share in each
// stratum and each stratum's volume let expect, at the given level of a one-sided test, and
// leastRatio times what the other periods of the same strata let expect.
func (t *tally) bursts(topic, period int, level float64) bool {
	at := t.at(topic, period)
	if above := surprise(t.stories[at], t.expected[at], t.variance[at]); above > level {
		return false
	}
	var margins []inference.Margin
	comparable, usual := 0, 0.0 // stories in strata that have other periods, and those that these let expect
	for i := range t.strata {
		s := &t.strata[i]
		m := inference.Margin{Hits: find(s.topics, topic, 0), Drawn: find(s.periods, 0, period), All: s.all}
		if m.Drawn == 0 {
			continue
		}
		if m.Hits > 0 {
			margins = append(margins, m)
		}
		if m.Drawn < m.All {
			here := find(s.cells, topic, period)
			comparable += here
			usual += float64(m.Hits-here) / float64(m.All-m.Drawn) * float64(m.Drawn)
		}
	}
	return float64(comparable) >= leastRatio*usual && upper(margins, t.stories[at]) < level
}

// surprise is the probability of x or more stories under the normal distribution, 1 where x is
// not above its expectation. The exact distribution has a longer upper tail: what is not
// unusual under this one need not be computed.
func surprise(x int, expected, variance float64) float64 {
	excess := float64(x) - expected
	if excess <= 0 || variance <= 0 {
		return 1
	}
	return distuv.UnitNormal.Survival(excess / math.Sqrt(variance))
}

// manyVariance is the variance from which on the normal distribution, with half a story for
// continuity, stands for the exact one: the work for that grows with it, and 4.5 standard
// deviations out their logarithms differ by less than a tenth.
const manyVariance = 2500

// upper is the probability of x or more hits among those drawn.
func upper(margins []inference.Margin, x int) float64 {
	var expected, variance float64
	for _, m := range margins {
		expected += m.Expected()
		variance += m.Variance()
	}
	if variance >= manyVariance {
		return distuv.UnitNormal.Survival((float64(x) - 0.5 - expected) / math.Sqrt(variance))
	}
	_, above := inference.NewConditional(margins, x).Tails(x, 0)
	return above
}
