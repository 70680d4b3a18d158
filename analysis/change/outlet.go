package change

import "slices"

// outlets tests, for every outlet, whether it began or fell silent: its share of all
// stories, over the runs since its first, in which it was surely there.
func outlets(t *table) []test {
	all := t.byOutlet()
	tests := shares(all, all.targets, shareKinds{rising: SourceStarted, silent: SourceSilent})
	for i := range tests {
		c := &tests[i]
		c.Subject, c.Target = c.Target, ""
		c.matters = c.matters && (c.Kind == SourceSilent || c.Kind == SourceStarted && c.BeforeN == 0)
	}
	return tests
}

// byOutlet gives the table of outlets as targets, in the one stratum of all stories.
func (t *table) byOutlet() *table {
	out := &table{runs: t.runs, strata: make([]stratum, 1), totals: make([][]int, len(t.totals))}
	var names []string
	for _, s := range t.strata {
		names = append(names, s.source)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	for _, name := range names {
		out.targets = append(out.targets, series{
			subject: subject{target: name}, known: make([]bool, len(t.totals)), counts: make([][]part, len(t.totals)),
		})
	}
	for i, totals := range t.totals {
		stories := make([]int, len(names))
		sum := 0
		for k, n := range totals {
			at, _ := slices.BinarySearch(names, t.strata[k].source)
			stories[at] += n
			sum += n
		}
		out.totals[i] = []int{sum}
		for at, n := range stories {
			if n > 0 {
				out.targets[at].counts[i] = []part{{0, Tally{Stories: n}}}
			}
		}
	}
	for i := range out.targets {
		out.targets[i].live()
	}
	return out
}

// live marks the runs in which an outlet was there: those after its first story, since
// the run of the first story would not be looked at without it. An outlet that wrote in
// the first run of the history was there before it, and one without any story in the
// history is compared with all of it.
func (s *series) live() {
	last := len(s.counts) - 1
	first := slices.IndexFunc(s.counts, func(parts []part) bool { return len(parts) > 0 })
	for i := range s.known {
		s.known[i] = first == 0 || first == last || i > first
	}
}
