package change

import "leitmotif/analysis/inference"

// trial is a subject with the runs over which it is compared.
type trial struct {
	*series
	life   []int // runs of the history
	recent []int // the new run, with the silent ones before it where it is silent
}

// pair is a stratum of a trial that has stories both in its life and of late.
type pair struct {
	before, after Tally // of the subject
	earlier, now  int   // all stories
}

// expected is the number of recent stories of the subject if its share were as before.
func (p pair) expected() float64 {
	return float64(p.before.Stories) / float64(p.earlier) * float64(p.now)
}

func (p pair) margin() inference.Margin {
	return inference.Margin{Hits: p.before.Stories + p.after.Stories, Drawn: p.now, All: p.earlier + p.now}
}

// compare gives the strata in which the two can be compared. One that names its subject
// in more stories than it has contradicts itself and is left out.
func (t *trial) compare(all *table) []pair {
	before, earlier := t.sum(t.life, len(all.strata)), all.volume(t.life)
	after, now := t.sum(t.recent, len(all.strata)), all.volume(t.recent)
	var out []pair
	for k := range all.strata {
		if earlier[k] > 0 && now[k] > 0 && before[k].Stories <= earlier[k] && after[k].Stories <= now[k] {
			out = append(out, pair{before[k], after[k], earlier[k], now[k]})
		}
	}
	return out
}

// describe begins a change with what is known of every kind.
func (t *trial) describe(all *table) Change {
	c := Change{Topic: t.topic, Target: t.target, Language: t.language, Runs: len(t.recent)}
	for _, r := range t.life {
		c.BeforeN += t.stories(r)
	}
	sources := make(map[string]bool)
	for _, r := range t.recent {
		c.AfterN += t.stories(r)
		for _, p := range t.counts[r] {
			sources[all.strata[p.stratum].source] = true
		}
	}
	c.Sources = len(sources)
	return c
}
