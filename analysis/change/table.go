package change

import (
	"maps"
	"slices"
)

// usualRuns is the number of the last runs that say what is usual of a topic or a target:
// many enough to know, few enough that what drifted slowly does not pass for wander.
// Outlets change less and are compared over all runs of the history.
const usualRuns = 16

// table lays the runs of the history and the new one side by side. Runs are numbered from
// 0, the new one is the last.
type table struct {
	runs    int // of the history
	strata  []stratum
	totals  [][]int // stories by run and stratum
	topics  []series
	targets []series
}

// series holds a subject run by run.
type series struct {
	subject
	language string
	known    []bool   // by run: the subject existed; the new run always does
	counts   [][]part // by run, ascending by stratum
}

// part is what a subject has in a stratum of a run.
type part struct {
	stratum int
	Tally
}

func newTable(history []run, now run) *table {
	all := append(slices.Clone(history), now)
	index := make(map[stratum]int)
	for _, r := range all {
		for _, c := range r.cells {
			index[c.stratum] = 0
		}
	}
	t := &table{runs: len(history), strata: slices.SortedFunc(maps.Keys(index), compareStrata)}
	for i, s := range t.strata {
		index[s] = i
	}
	t.totals = make([][]int, len(all))
	for i, r := range all {
		t.totals[i] = make([]int, len(t.strata))
		for _, c := range r.cells {
			t.totals[i][index[c.stratum]] += c.Stories
		}
	}
	t.topics = collect(all, index, func(r run) []count { return r.cells })
	t.targets = collect(all, index, func(r run) []count { return r.targets })
	t.topics = slices.DeleteFunc(t.topics, func(s series) bool {
		_, lives := slices.BinarySearch(now.topics, s.topic)
		return !lives
	})
	for _, s := range t.topics {
		for j, r := range all {
			_, s.known[j] = slices.BinarySearch(r.topics, s.topic)
		}
	}
	for _, s := range slices.Concat(t.topics, t.targets) {
		clear(s.known[:max(0, len(history)-usualRuns)])
	}
	return t
}

// collect gathers the rows of all runs by subject, ascending. Rows in strata that have no
// stories at all contradict the cells and are left out.
func collect(all []run, index map[stratum]int, rows func(run) []count) []series {
	at := make(map[subject]int)
	var out []series
	for i, r := range all {
		for _, c := range rows(r) {
			stratum, found := index[c.stratum]
			if !found {
				continue
			}
			k, seen := at[c.subject]
			if !seen {
				k = len(out)
				at[c.subject] = k
				out = append(out, series{subject: c.subject, known: make([]bool, len(all)), counts: make([][]part, len(all))})
				for j := range all {
					out[k].known[j] = true
				}
			}
			if c.topic != 0 {
				out[k].language = c.language
			}
			out[k].counts[i] = append(out[k].counts[i], part{stratum, c.Tally})
		}
	}
	slices.SortFunc(out, func(a, b series) int { return compareSubjects(a.subject, b.subject) })
	return out
}

// life gives the runs of the history in which the subject existed.
func (s *series) life() []int {
	var out []int
	for i, known := range s.known[:len(s.known)-1] {
		if known {
			out = append(out, i)
		}
	}
	return out
}

// stories counts the subject's stories in a run.
func (s *series) stories(run int) int {
	n := 0
	for _, p := range s.counts[run] {
		n += p.Stories
	}
	return n
}

// sum adds up the subject's stories of some runs by stratum.
func (s *series) sum(runs []int, strata int) []Tally {
	out := make([]Tally, strata)
	for _, i := range runs {
		for _, p := range s.counts[i] {
			out[p.stratum].add(p.Tally)
		}
	}
	return out
}

// volume adds up all stories of some runs by stratum.
func (t *table) volume(runs []int) []int {
	out := make([]int, len(t.strata))
	for _, i := range runs {
		for s, n := range t.totals[i] {
			out[s] += n
		}
	}
	return out
}
