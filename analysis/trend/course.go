package trend

import (
	"context"
	"math"
	"slices"
	"time"

	"leitmotif/analysis/inference"
)

// Direction is where the share of a topic goes.
type Direction string

// Directions; "" where they cannot be told.
const (
	Rising  Direction = "rising"
	Falling Direction = "falling"
	Steady  Direction = "steady" // or what is there is too little to tell
)

// Course compares the share of a topic in the first half of the covered periods with that in
// the second, within outlets.
//
// A topic is rising or falling where the stratified hypergeometric test rejects equality at the
// level courseLevel divided by the number of topics, the larger of the two shares is at least
// leastRatio times the other, and the change stands without the stretch of a quarter of a half
// (a period at least), and without the stratum, that contributes most to it: else it is that
// time's, such as of a week told by days, or that outlet's.
type Course struct {
	Direction Direction
	Turn      time.Time // first instant of the second half; zero where there is no course
	// Before and After are the shares of the topic, in [0, 1], in the strata that both halves
	// have, with the weight n m/(n+m) of a stratum of n and m stories (Mantel and Haenszel).
	Before, After float64
	// Outlet is what explains a change of the share in all stories that is none within outlets:
	// an outlet that begins or ends, without which at most half of the change is left.
	Outlet string
	// AllBefore and AllAfter are the shares in all stories.
	AllBefore, AllAfter float64
}

// leastPeriods is the least number of covered periods that a course is told from.
const leastPeriods = 4

// A change without what contributes most to it must still be of this ratio, at this level.
// Where the rest holds less than this part of the topic it has no say.
const (
	restRatio = 1.25
	restLevel = 0.05
	restPart  = 0.1
)

// stretchPart is the part of a half within which all of a change makes none.
const stretchPart = 0.25

// leastShift is the least change of the share in all stories that asks for an explanation.
const leastShift = 0.02

// halves says of every period whether it counts to the first half (0), the second (1) or none.
type halves []int

const neither = -1

// halve parts the covered periods: the middle one of an odd number counts to the second half.
// A few stray stories far from the others do not stretch the time: where all of it is more than
// four times that of the inner 98 % of the stories, what is outside counts to neither half. ok
// is false with fewer than leastPeriods periods, or fewer than Few stories in a half.
func (t *tally) halve(cover Cover, period Period) (half halves, turn int, ok bool) {
	first, last := t.inner()
	var covered []int
	half = make(halves, len(t.starts))
	for p, start := range t.starts {
		half[p] = neither
		if p >= first && p <= last && cover.holds(start, period.Add(start, 1)) {
			covered = append(covered, p)
		}
	}
	if len(covered) < leastPeriods {
		return half, 0, false
	}
	var volume [2]int
	for i, p := range covered {
		half[p] = 0
		if i >= len(covered)/2 {
			half[p] = 1
		}
		volume[half[p]] += t.volume[p]
	}
	return half, covered[len(covered)/2], volume[0] >= Few && volume[1] >= Few
}

// inner are the first and last period to look at.
func (t *tally) inner() (first, last int) {
	first, last = -1, len(t.volume)-1
	low, sum := t.all/100, 0
	for p, n := range t.volume {
		sum += n
		if first < 0 && sum > low {
			first = p
		}
		if sum >= t.all-low {
			last = p
			break
		}
	}
	if len(t.volume) > 4*(last-first+1) {
		return first, last
	}
	return 0, len(t.volume) - 1
}

// pair is a stratum in both halves: drawn stories in each, and those of the topic among them.
type pair struct{ drawn, hits [2]int }

func (p *pair) margin() inference.Margin {
	return inference.Margin{Hits: p.hits[0] + p.hits[1], Drawn: p.drawn[1], All: p.drawn[0] + p.drawn[1]}
}

// volumes counts the stories of each stratum in each half.
func (t *tally) volumes(half halves) [][2]int {
	volumes := make([][2]int, len(t.strata))
	for i := range t.strata {
		for _, c := range t.strata[i].periods {
			if h := half[c.period]; h != neither {
				volumes[i][h] += c.stories
			}
		}
	}
	return volumes
}

// pairs are the strata with the topic in either half, of those that have stories in both; by
// stratum, with nothing drawn in the others.
func (t *tally) pairs(topic int, half halves, volumes [][2]int) []pair {
	pairs := make([]pair, len(t.strata))
	for i := range t.strata {
		if volumes[i][0] == 0 || volumes[i][1] == 0 {
			continue
		}
		pairs[i].drawn = volumes[i]
		for _, c := range t.strata[i].ofTopic(topic) {
			if h := half[c.period]; h != neither {
				pairs[i].hits[h] += c.stories
			}
		}
	}
	return pairs
}

// shares are the weighted shares of Course; false where no stratum has both halves.
func shares(pairs []pair) (before, after float64, ok bool) {
	var weights float64
	for i := range pairs {
		n, m := float64(pairs[i].drawn[0]), float64(pairs[i].drawn[1])
		if n == 0 || m == 0 {
			continue
		}
		w := n * m / (n + m)
		weights += w
		before += w * float64(pairs[i].hits[0]) / n
		after += w * float64(pairs[i].hits[1]) / m
	}
	if weights == 0 {
		return 0, 0, false
	}
	return before / weights, after / weights, true
}

// moved tells whether the larger share is at least so many times the other, in the direction
// that is asked for, and the p-value of a one-sided test of that.
func moved(pairs []pair, rising bool, ratio float64) (large bool, p float64) {
	before, after, ok := shares(pairs)
	if !ok {
		return false, 1
	}
	var margins []inference.Margin
	x := 0
	for i := range pairs {
		m := pairs[i].margin()
		if m.Hits == 0 {
			continue
		}
		if rising {
			x += pairs[i].hits[1]
		} else {
			x += pairs[i].hits[0]
			m.Drawn = m.All - m.Drawn
		}
		margins = append(margins, m)
	}
	if len(margins) == 0 {
		return false, 1
	}
	if !rising {
		before, after = after, before
	}
	return after > before && after >= ratio*before, upper(margins, x)
}

// courses tells the course of every topic.
func (t *tally) courses(ctx context.Context, cover Cover, period Period, spans []Span) ([]Course, error) {
	out := make([]Course, t.topics)
	half, turn, ok := t.halve(cover, period)
	if !ok {
		return out, nil
	}
	volumes := t.volumes(half)
	level := inference.Bonferroni(courseLevel, t.topics) / 2 // of each of the two sides
	for topic := range out {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		pairs := t.pairs(topic, half, volumes)
		c := &out[topic]
		if c.Before, c.After, ok = shares(pairs); !ok {
			continue
		}
		c.Direction, c.Turn = Steady, t.starts[turn]
		rising := c.After > c.Before
		hits := 0
		for i := range pairs {
			hits += pairs[i].margin().Hits
		}
		if large, p := moved(pairs, rising, leastRatio); large && p < level && hits >= leastCourse && t.broad(topic, half, pairs, rising) {
			c.Direction = Falling
			if rising {
				c.Direction = Rising
			}
		}
		t.explain(c, topic, half, spans)
	}
	return out, nil
}

// without is half less the stretch of stretchPart of the periods of a half, one at least, that
// has the most stories of the topic above what is expected, or below by sign.
func (t *tally) without(topic int, half halves, sign [2]float64) halves {
	most, from, to := math.Inf(-1), 0, 0
	for h := range sign {
		var periods []int
		for p := range half {
			if half[p] == h {
				periods = append(periods, p)
			}
		}
		long := max(1, int(stretchPart*float64(len(periods))))
		sum := 0.0
		for i, p := range periods {
			sum += t.excess(topic, p)
			if i >= long {
				sum -= t.excess(topic, periods[i-long])
			}
			if i+1 >= long && sign[h]*sum > most {
				most, from, to = sign[h]*sum, periods[i+1-long], p
			}
		}
	}
	rest := slices.Clone(half)
	for p := from; p <= to; p++ {
		rest[p] = neither
	}
	return rest
}

// excess is the number of stories of a topic in a period above what is expected.
func (t *tally) excess(topic, period int) float64 {
	return float64(t.stories[t.at(topic, period)]) - t.expected[t.at(topic, period)]
}

// broad tells whether a change stands without the stretch of time, and without the stratum,
// that contributes most to it.
func (t *tally) broad(topic int, half halves, pairs []pair, rising bool) bool {
	sign := [2]float64{-1, 1} // of what contributes, by half
	if !rising {
		sign = [2]float64{1, -1}
	}
	rest := t.without(topic, half, sign)
	if large, p := moved(t.pairs(topic, rest, t.volumes(rest)), rising, restRatio); !large || p > restLevel {
		return false
	}
	lead, hits, most := -1, 0, math.Inf(-1)
	for i := range pairs {
		m := pairs[i].margin()
		hits += m.Hits
		if m.Hits == 0 {
			continue
		}
		if excess := sign[1] * (float64(pairs[i].hits[1]) - m.Expected()); excess > most {
			lead, most = i, excess
		}
	}
	if float64(hits-pairs[lead].margin().Hits) < restPart*float64(hits) {
		return true
	}
	others := append([]pair{}, pairs...)
	others[lead] = pair{}
	large, p := moved(others, rising, restRatio)
	return large && p <= restLevel
}

// pooled is the share of a topic in each half over all strata but one, or over all where
// without is -1.
func (t *tally) pooled(topic int, half halves, without int) (hits, drawn [2]float64) {
	for i := range t.strata {
		if i == without {
			continue
		}
		s := &t.strata[i]
		for _, c := range s.periods {
			if h := half[c.period]; h != neither {
				drawn[h] += float64(c.stories)
			}
		}
		for _, c := range s.ofTopic(topic) {
			if h := half[c.period]; h != neither {
				hits[h] += float64(c.stories)
			}
		}
	}
	return hits, drawn
}

// explain finds the outlet that makes the share in all stories change where the share within
// outlets does not, or by less than half as much.
func (t *tally) explain(c *Course, topic int, half halves, spans []Span) {
	hits, drawn := t.pooled(topic, half, -1)
	c.AllBefore, c.AllAfter = hits[0]/drawn[0], hits[1]/drawn[1]
	shift := c.AllAfter - c.AllBefore
	if c.Direction != Steady || math.Abs(shift) < leastShift || math.Abs(c.After-c.Before) > math.Abs(shift)/2 ||
		math.Abs(inference.Proportions(hits[0], drawn[0], hits[1], drawn[1])) < inference.Critical(t.topics) {
		return
	}
	least := math.Abs(shift) / 2
	for _, span := range spans {
		for i := range t.strata {
			if t.strata[i].outlet != span.Outlet || i == 0 {
				continue
			}
			hits, drawn := t.pooled(topic, half, i)
			if drawn[0] == 0 || drawn[1] == 0 {
				continue
			}
			if left := math.Abs(hits[1]/drawn[1] - hits[0]/drawn[0]); left <= least {
				least, c.Outlet = left, span.Outlet
			}
		}
	}
}
