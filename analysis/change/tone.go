package change

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"leitmotif/analysis/inference"
)

// leastScored is the number of stories with a tone, now and before, from which on a mean
// tone is near enough to normal to be tested; leastDeviation the standard deviation of
// stories' tones below which none is believed.
const (
	leastScored    = 8
	leastDeviation = 0.05
)

// toneTrial is a subject whose tone of now is compared with that of its life.
type toneTrial struct {
	trial
	pairs []pair
	// Sum of the squares of stories' tones around the means of their strata, and its
	// degrees of freedom.
	squares, freedom float64
}

// tones tests, for every subject, whether the tone of its new stories differs from that
// in the history within the strata. How tones wander is learned from all subjects with
// a history, those without enough new stories included.
func tones(t *table, subjects []series, kind Kind) []test {
	var trials []*toneTrial
	var logs [][]float64
	for i := range subjects {
		if one := newToneTrial(t, &subjects[i]); one != nil {
			trials = append(trials, one)
			logs = append(logs, one.wander(t))
		}
	}
	wander := learnWander(logs)
	var out []test
	for i, one := range trials {
		if one.pair(t) {
			out = append(out, one.test(t, wander[i], kind))
		}
	}
	return out
}

// newToneTrial returns nil where the history holds too few stories with a tone.
func newToneTrial(t *table, s *series) *toneTrial {
	out := &toneTrial{trial: trial{series: s, life: s.life(), recent: []int{t.runs}}}
	if len(out.life) < leastRuns {
		return nil
	}
	scored := 0
	for _, h := range s.sum(out.life, len(t.strata)) {
		out.spread(h)
		scored += h.Scored
	}
	if scored < leastScored || out.freedom < 1 {
		return nil
	}
	return out
}

// spread adds the tones of a stratum to the variance within strata.
func (o *toneTrial) spread(t Tally) {
	if t.Scored > 0 {
		o.squares += max(0, t.ToneSquares-t.Tone*t.Tone/float64(t.Scored))
		o.freedom += float64(t.Scored - 1)
	}
}

// variance is that of the tones of stories within strata.
func (o *toneTrial) variance() float64 {
	return max(o.squares/o.freedom, leastDeviation*leastDeviation)
}

// pair finds the strata that have tones before and now, and tells whether they are enough
// of both.
func (o *toneTrial) pair(t *table) bool {
	before, after := 0, 0
	for _, p := range o.compare(t) {
		if p.before.Scored > 0 && p.after.Scored > 0 {
			o.pairs = append(o.pairs, p)
			o.spread(p.after)
			before += p.before.Scored
			after += p.after.Scored
		}
	}
	return before >= leastScored && after >= leastScored
}

// wander gives the logarithm of the likelihood of every tau in the runs of the subject's
// life: the mean difference of a run's stories from the tone of their strata in all runs
// is normal around 0, with the variance of a mean of stories plus tau squared. The run is
// itself part of all, which makes it smaller, in each stratum by the run's part of it.
func (o *toneTrial) wander(t *table) []float64 {
	held := o.sum(o.life, len(t.strata))
	out, variance := make([]float64, len(toneWander)), o.variance()
	for _, r := range o.life {
		var n, apart, difference float64
		for _, p := range o.counts[r] {
			if h := held[p.stratum]; p.Scored > 0 {
				scored := float64(p.Scored)
				n += scored
				apart += scored * (1 - scored/float64(h.Scored))
				difference += p.Tone - scored*h.Tone/float64(h.Scored)
			}
		}
		if apart == 0 {
			continue
		}
		difference /= n
		logs := make([]float64, len(toneWander))
		for j, tau := range toneWander {
			v := (variance/n + tau*tau) * apart / n
			logs[j] = -(difference*difference/v + math.Log(v)) / 2
		}
		for j, l := range ordinary(logs, logs[len(logs)-1]) {
			out[j] += l
		}
	}
	return out
}

// test compares stratum by stratum, each with the weight that gives the mean difference
// its least variance (Mantel and Haenszel's n m/(n+m)).
func (o *toneTrial) test(all *table, wander []float64, kind Kind) test {
	c := o.describe(all)
	c.Kind, c.BeforeN, c.AfterN = kind, 0, 0
	var weights, difference, before float64
	for _, p := range o.pairs {
		n, m := float64(p.after.Scored), float64(p.before.Scored)
		w := n * m / (n + m)
		weights += w
		difference += w * (p.after.Tone/n - p.before.Tone/m)
		before += w * p.before.Tone / m
		c.BeforeN += p.before.Scored
		c.AfterN += p.after.Scored
	}
	difference /= weights
	c.Before = before / weights
	c.After = c.Before + difference
	student := distuv.StudentsT{Sigma: 1, Nu: o.freedom}
	deviation := math.Sqrt(o.variance() / weights)
	half := inference.Student(o.freedom) * deviation
	c.Low, c.High = difference-half, difference+half
	p := 0.0
	for j, tau := range toneWander {
		between := tau * tau * (1 + 1/float64(len(o.life)))
		p += wander[j] * 2 * student.Survival(math.Abs(difference)/math.Hypot(deviation, math.Sqrt(between)))
	}
	return test{Change: c, p: min(1, p), matters: math.Abs(difference) >= leastTone}
}
