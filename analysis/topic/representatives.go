package topic

import (
	"cmp"
	"slices"
)

// Representatives returns, for each topic, up to count of its documents, most central
// first. Among the most central ones it prefers those whose source and time are new, then
// those of which one is; names of sources and times are any texts.
func (m *Model) Representatives(count int, source, time func(document int) string) [][]int {
	// Sources and times are varied only among the most central documents.
	const among = 5
	members := make([][]int, m.K)
	for i, t := range m.Assigned {
		if t >= 0 {
			members[t] = append(members[t], i)
		}
	}
	out := make([][]int, m.K)
	for t, list := range members {
		central := func(a, b int) int {
			return cmp.Or(cmp.Compare(m.Centrality[b], m.Centrality[a]), cmp.Compare(a, b))
		}
		slices.SortFunc(list, central)
		list = list[:min(len(list), among*count)]
		var taken []int
		sources, times := make(map[string]bool), make(map[string]bool)
		for fresh := 2; fresh >= 0; fresh-- {
			for _, i := range list {
				news := 0
				if !sources[source(i)] {
					news++
				}
				if !times[time(i)] {
					news++
				}
				if len(taken) < count && news >= fresh && !slices.Contains(taken, i) {
					taken = append(taken, i)
					sources[source(i)], times[time(i)] = true, true
				}
			}
		}
		slices.SortFunc(taken, central)
		out[t] = taken
	}
	return out
}
