package change

import (
	"math"

	"leitmotif/analysis/inference"
)

// leastTotal is the number of stories, before and now, from which on the share of a
// subject is tested: with fewer no test could find anything.
const leastTotal = 5

// shareKinds names the changes of a share.
type shareKinds struct{ rising, fading, silent Kind }

var (
	topicKinds  = shareKinds{TopicRising, TopicFading, TopicSilent}
	targetKinds = shareKinds{TargetRising, TargetFading, TargetSilent}
)

// shares tests, for every subject, whether its share of the new stories differs from that
// of the history within the strata.
func shares(t *table, subjects []series, kinds shareKinds) []test {
	var trials []trial
	var logs [][]float64
	for i := range subjects {
		s := &subjects[i]
		life := s.life()
		total := s.stories(t.runs)
		for _, r := range life {
			total += s.stories(r)
		}
		if len(life) < leastRuns || total < leastTotal {
			continue
		}
		one := trial{series: s, life: life, recent: []int{t.runs}}
		if s.stories(t.runs) == 0 {
			one.extend()
		}
		trials = append(trials, one)
		logs = append(logs, wanderOfShare(t, s, one.life))
	}
	wander := learnWander(logs)
	out := make([]test, len(trials))
	for i, one := range trials {
		out[i] = one.test(t, wander[i], kinds)
	}
	return out
}

// extend counts the silent runs that end the history as new ones, as far as enough of the
// history is left. They need no correction: a silence that is improbable at some length
// is more so at every greater one, so that only one of its lengths is the first to tell.
func (t *trial) extend() {
	for len(t.life) > leastRuns {
		last := t.life[len(t.life)-1]
		if t.stories(last) > 0 {
			return
		}
		t.life = t.life[:len(t.life)-1]
		t.recent = append(t.recent, last)
	}
}

// wanderOfShare gives the logarithm of the likelihood of every tau in the runs of a
// subject's life. The stories of the subject in a run, given those in all runs, are a sum
// of hypergeometric numbers; the binomial number with the same mean and variance stands
// for it, with odds that wander. A run is compared with all, itself included, which takes
// one from the degrees of freedom.
func wanderOfShare(t *table, s *series, life []int) []float64 {
	held, volume := s.sum(life, len(t.strata)), t.volume(life)
	out := make([]float64, len(oddsWander))
	runs := float64(len(life))
	weights := nodeWeights(runs / (runs - 1))
	logs := make([]float64, 2*nodeReach+1)
	for _, r := range life {
		var mean, variance float64
		for k, h := range held {
			if m := (inference.Margin{Hits: h.Stories, Drawn: t.totals[r][k], All: volume[k]}); m.Hits > 0 && m.Drawn < m.All && m.Hits < m.All {
				mean += m.Expected()
				variance += m.Variance()
			}
		}
		q := 1 - variance/mean
		if !(q > 0 && q < 1) {
			continue
		}
		x, trials, logOdds := float64(s.stories(r)), mean/q, math.Log(q/(1-q))
		for i := range logs {
			// With odds o the probabilities are o/(1+o) and 1/(1+o).
			logs[i] = x*(logOdds+node(i)) - trials*math.Log1p(math.Exp(logOdds+node(i)))
		}
		all := integrated(logs, weights)
		for j, l := range ordinary(all, all[len(all)-2]) {
			out[j] += l * (runs - 1) / runs
		}
	}
	return out
}

// integrated gives for every tau the logarithm of the mean of exp(logs) under its weights.
func integrated(logs []float64, weights [][]float64) []float64 {
	top := math.Inf(-1)
	for _, l := range logs {
		top = max(top, l)
	}
	out := make([]float64, len(weights))
	for j, w := range weights {
		sum := 0.0
		for i, l := range logs {
			sum += w[i] * math.Exp(l-top)
		}
		// The floor keeps apart what no double can: both are out of the question.
		out[j] = top + math.Log(max(sum, math.SmallestNonzeroFloat64))
	}
	return out
}

// test compares the subject's share in the recent runs with that of its life.
func (t *trial) test(all *table, wander []float64, kinds shareKinds) test {
	rows := t.compare(all)
	if len(rows) == 0 {
		return test{p: 1}
	}
	var margins []inference.Margin
	var expected float64
	x, drawn := 0, 0
	for _, r := range rows {
		margins = append(margins, r.margin())
		expected += r.expected()
		x += r.after.Stories
		drawn += r.now
	}
	c := t.describe(all)
	c.Before, c.After = expected/float64(drawn), float64(x)/float64(drawn)
	d := inference.NewConditional(margins, x)
	below, above := wandering(d, x, wander, len(t.life))
	if x == 0 && t.longestSilence() >= len(t.recent) {
		below = 1 // it has happened before
	}
	low, high := d.Interval(x)
	c.Low, c.High = ratio(low, c.Before), ratio(high, c.Before)
	c.Kind = kinds.of(c)
	return test{Change: c, p: min(1, 2*min(below, above)), matters: sizable(c) && broad(rows, expected, c.After > c.Before)}
}

// of names the change.
func (k shareKinds) of(c Change) Kind {
	switch {
	case c.After == 0:
		return k.silent
	case c.After > c.Before:
		return k.rising
	}
	return k.fading
}

// sizable tells whether the change of a share is large enough to be told.
func sizable(c Change) bool {
	if c.After > c.Before {
		return c.After >= leastRatio*c.Before && c.AfterN >= leastStories
	}
	return c.After <= c.Before/leastRatio
}

// ratio turns the logarithm of an odds ratio into the ratio of the shares, of which one
// is known.
func ratio(logOdds, before float64) float64 {
	if math.IsInf(logOdds, 1) {
		if before == 0 {
			return logOdds
		}
		return 1 / before
	}
	odds := math.Exp(logOdds)
	return odds / (1 - before + before*odds)
}

// wandering gives the probabilities of x or fewer and of x or more hits when the odds of
// now wander as those of the given number of runs did, and the mean of these runs with
// them.
func wandering(c *inference.Conditional, x int, wander []float64, runs int) (below, above float64) {
	weights := nodeWeights(1 + 1/float64(runs))
	for i := range 2*nodeReach + 1 {
		weight := 0.0
		for j, w := range weights {
			weight += wander[j] * w[i]
		}
		b, a := c.Tails(x, node(i))
		below += weight * b
		above += weight * a
	}
	return below, above
}

// longestSilence gives the number of runs of the longest silence in the subject's life,
// after its first story.
func (t *trial) longestSilence() int {
	longest, length, begun := 0, 0, false
	for _, r := range t.life {
		if t.stories(r) > 0 {
			begun, length = true, 0
		} else if begun {
			length++
			longest = max(longest, length)
		}
	}
	return longest
}

// Without the stratum that contributes most to it, a change must still be there, at least
// with this ratio and at this level: else it is that outlet's, not the topic's. Where the
// others hold less than this part of the subject, they have no say.
const (
	restRatio = 1.25
	restLevel = 0.05
	restPart  = 0.1
)

// broad tells whether a change of the expected number of stories stands without the
// stratum that contributes most.
func broad(rows []pair, expected float64, rising bool) bool {
	sign := 1.0
	if !rising {
		sign = -1
	}
	lead, most := 0, math.Inf(-1)
	for i, r := range rows {
		if excess := sign * (float64(r.after.Stories) - r.expected()); excess > most {
			lead, most = i, excess
		}
	}
	others := expected - rows[lead].expected()
	if len(rows) == 1 || others < restPart*expected {
		return true
	}
	x, margins := 0, make([]inference.Margin, 0, len(rows)-1)
	for i, r := range rows {
		if i != lead {
			x += r.after.Stories
			margins = append(margins, r.margin())
		}
	}
	below, above := inference.NewConditional(margins, x).Tails(x, 0)
	if rising {
		return above <= restLevel && float64(x) >= restRatio*others
	}
	return below <= restLevel && float64(x) <= others/restRatio
}
