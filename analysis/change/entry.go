package change

import (
	"cmp"
	"slices"

	"leitmotif/analysis/inference"
)

// entry is what may newly appear: a term in the stories of a language, or a name in those
// of a target.
type entry struct {
	population string // language or target
	name       string // term or name
}

func compareEntries(a, b entry) int {
	if order := cmp.Compare(a.population, b.population); order != 0 {
		return order
	}
	return cmp.Compare(a.name, b.name)
}

// arrival is an entry with its stories in a run and the outlets that they are from.
type arrival struct {
	entryCount
	sources int
}

// arrivals holds what is needed to ask which entries of the populations are new.
type arrivals struct {
	kind   Kind // TermEntered or CompanionNew
	before *census
	now    []arrival // ascending by entry, each once
	// By population: drawn are the stories of now, all those with the history; hits is 0.
	margins map[string]inference.Margin
	outlets map[string]int // by population, of now
}

// newArrivals takes the stories of now by population, and the entries in any order.
func newArrivals(kind Kind, before *census, stories map[string]int, now []arrival) *arrivals {
	a := &arrivals{kind: kind, before: before, margins: make(map[string]inference.Margin)}
	slices.SortFunc(now, func(a, b arrival) int { return compareEntries(a.entry, b.entry) })
	for _, e := range now {
		if last := len(a.now) - 1; last >= 0 && a.now[last].entry == e.entry {
			a.now[last].stories += e.stories
			a.now[last].sources = max(a.now[last].sources, e.sources)
		} else {
			a.now = append(a.now, e)
		}
	}
	for population, n := range stories {
		if earlier := before.stories[population]; earlier > 0 {
			a.margins[population] = inference.Margin{Drawn: n, All: n + earlier}
		}
	}
	return a
}

// terms asks which terms entered the vocabulary of a language.
func terms(h *History, o Observation, now run) *arrivals {
	stories, outlets := make(map[string]int), make(map[string]int)
	seen := make(map[stratum]bool)
	for _, c := range now.cells {
		stories[c.language] += c.Stories
		if !seen[c.stratum] {
			seen[c.stratum] = true
			outlets[c.language]++
		}
	}
	list := make([]arrival, len(o.Terms))
	for i, t := range o.Terms {
		list[i] = arrival{entryCount{entry{t.Language, t.Term}, t.Stories}, t.Sources}
	}
	a := newArrivals(TermEntered, h.terms(), stories, list)
	a.outlets = outlets
	return a
}

// companions asks which names are new in the stories that name a target.
func companions(h *History, o Observation, now run) *arrivals {
	stories := make(map[string]int)
	for _, c := range now.targets {
		stories[c.target] += c.Stories
	}
	list := make([]arrival, len(o.Companions))
	for i, c := range o.Companions {
		list[i].entryCount = entryCount{entry{c.Target, c.Name}, c.Stories}
	}
	return newArrivals(CompanionNew, h.companions(), stories, list)
}

// asked tells whether there is anything to compare.
func (a *arrivals) asked() bool { return len(a.margins) > 0 && len(a.now) > 0 }

// mostTotal bounds the totals that are told apart: an entry with more could only fail to
// be testable where the run holds more stories than the history.
const mostTotal = 64

// leastHits gives the least number of hits that, if all were drawn, would have at most
// the given probability; more than mostTotal where there is none.
func leastHits(m inference.Margin, level float64) int {
	p := 1.0
	for x := range min(mostTotal, m.Drawn) {
		if p *= float64(m.Drawn-x) / float64(m.All-x); p <= level {
			return x + 1
		}
	}
	return mostTotal + 1
}

// testable gives the number of entries of which a test could find something at all at the
// level divided by that number (Tarone 1990): those with so many stories, before and now,
// that it would be improbable enough if all were of now. Neither the number nor which
// they are depends on how the stories are divided between before and now, so that the
// others need no correction.
func (a *arrivals) testable(level float64) int {
	totals := make(map[string]*[mostTotal + 1]int)
	for population := range a.margins {
		totals[population] = new([mostTotal + 1]int)
	}
	now := make([]entryCount, len(a.now))
	for i, e := range a.now {
		now[i] = e.entryCount
	}
	for _, e := range union(a.before.counts, now) {
		if t := totals[e.population]; t != nil {
			t[min(e.stories, mostTotal)]++
		}
	}
	reached := func(level float64) int {
		n := 0
		for population, t := range totals {
			for total := leastHits(a.margins[population], level); total <= mostTotal; total++ {
				n += t[total]
			}
		}
		return n
	}
	low, high := 1, max(1, len(a.before.counts)+len(a.now))
	for low < high {
		if m := (low + high) / 2; reached(level/float64(m)) <= m {
			high = m
		} else {
			low = m + 1
		}
	}
	return low
}

// group tests the entries that are held by at least leastStories stories of now, from
// leastSources outlets if it is a term, in a share at least enteredRatio times that of
// before: others are not told in any case. A name must have been absent.
func (a *arrivals) group(level float64) group {
	g := group{size: a.testable(level), weight: 1}
	for _, r := range a.now {
		m := a.margins[r.population]
		known := a.before.of(r.entry)
		before, earlier := known+a.before.missed, m.All-m.Drawn
		if r.stories < leastStories || r.stories > m.Drawn || before > earlier ||
			float64(r.stories)*float64(earlier) < enteredRatio*float64(before)*float64(m.Drawn) {
			continue
		}
		c := Change{
			Kind: a.kind, Subject: r.name, BeforeN: known, AfterN: r.stories, Sources: r.sources, Runs: 1,
			Before: float64(known) / float64(earlier), After: float64(r.stories) / float64(m.Drawn),
		}
		matters := false
		if a.kind == TermEntered {
			c.Language = r.population
			matters = r.sources >= min(leastSources, a.outlets[r.population])
		} else {
			c.Target = r.population
			matters = known == 0
		}
		m.Hits = before + r.stories
		d := inference.NewConditional([]inference.Margin{m}, r.stories)
		low, high := d.Interval(r.stories)
		c.Low, c.High = ratio(low, c.Before), ratio(high, c.Before)
		_, p := d.Tails(r.stories, 0)
		g.tests = append(g.tests, test{Change: c, p: p, matters: matters})
	}
	return g
}
