package trend

import (
	"maps"
	"math"
	"slices"
	"time"
)

// Cover is the time within which a corpus holds all that was published: [From, To).
type Cover struct{ From, To time.Time }

// holds tells whether the cover holds all of [start, end).
func (c Cover) holds(start, end time.Time) bool {
	return !start.Before(c.From) && !end.After(c.To)
}

// Rhythm collects when in every period the first and the last article appeared, from which
// follows whether outlets had published all that they would in a period at whose edge the
// articles begin or end. The zero value is not ready for use; see NewRhythm.
type Rhythm struct {
	period Period
	edges  map[time.Time]*edge // by the start of the period
}

// edge is the first and last article of a period.
type edge struct{ first, last time.Time }

// NewRhythm makes one for a period.
func NewRhythm(period Period) *Rhythm {
	return &Rhythm{period: period, edges: make(map[time.Time]*edge)}
}

// Add counts an article in by its time of publication, which must be known.
func (r *Rhythm) Add(published time.Time) {
	start := r.period.Start(published)
	e := r.edges[start]
	if e == nil {
		r.edges[start] = &edge{published, published}
		return
	}
	if published.Before(e.first) {
		e.first = published
	}
	if published.After(e.last) {
		e.last = published
	}
}

// usual is the part of periods whose silence at an edge is not longer than is usual.
const usual = 0.9

// Cover is what the articles cover where the window [since, until) was asked for; a zero time
// sets no bound. A bound within the first or last period cuts it there, and one at its edge, or
// less than a period away, says that it is whole. Without such a bound the articles decide: the
// last period is whole if the silence from its last article to its end is not longer than those
// of nine in ten other periods with articles, as over a weekend; the first one likewise.
func (r *Rhythm) Cover(since, until time.Time) Cover {
	if len(r.edges) == 0 {
		return Cover{}
	}
	starts := slices.SortedFunc(maps.Keys(r.edges), time.Time.Compare)
	first, last := starts[0], starts[len(starts)-1]
	end := r.period.Add(last, 1)
	c := Cover{From: r.edges[first].first, To: r.edges[last].last}
	switch {
	case since.After(first):
		c.From = since
	case since.After(r.period.Add(first, -1)):
		c.From = first
	default:
		head := func(start time.Time) time.Duration { return r.edges[start].first.Sub(start) }
		if head(first) <= quantile(starts[1:], head) {
			c.From = first
		}
	}
	switch {
	case until.IsZero() || !until.Before(r.period.Add(end, 1)):
		tail := func(start time.Time) time.Duration { return r.period.Add(start, 1).Sub(r.edges[start].last) }
		if tail(last) <= quantile(starts[:len(starts)-1], tail) {
			c.To = end
		}
	case until.Before(end):
		c.To = until
	default:
		c.To = end
	}
	return c
}

// quantile is the silence that the usual part of the periods does not exceed; below every
// silence where there is no period.
func quantile(starts []time.Time, silence func(time.Time) time.Duration) time.Duration {
	if len(starts) == 0 {
		return -1
	}
	all := make([]time.Duration, len(starts))
	for i, s := range starts {
		all[i] = silence(s)
	}
	slices.Sort(all)
	return all[int(math.Ceil(usual*float64(len(all))))-1]
}
