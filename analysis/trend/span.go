package trend

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"time"
)

// Publication is an article by its outlet and time.
type Publication struct {
	Outlet    string
	Published time.Time
}

// Span is the time from the first article of an outlet to its last, of one that begins or ends
// within the corpus.
type Span struct {
	Outlet       string
	First, Last  time.Time // publication of its first and last article
	Articles     int
	Begins, Ends bool // the corpus begins before First, goes on after Last
}

// spanLevel is the error that one call may make by taking any outlet for one that begins or
// ends.
const spanLevel = 0.05

// Spans finds the outlets of at least Few articles that begin or end within the corpus, by name.
// Time is counted in the articles of the others, so that neither weekends nor stray dates matter:
// an outlet begins if more of them precede its first article than twice the most that lie
// between two of its own, and if at its rate it would have had so many articles among them that
// to have none is below the error spanLevel over both sides of all outlets:
//
//	exp(-rate silence) <= spanLevel / (2 outlets),  rate = its articles / others from its first to its last
//
// It ends likewise. Articles without an outlet or time do not count.
func Spans(published []Publication) []Span {
	all := slices.DeleteFunc(slices.Clone(published), func(p Publication) bool { return p.Outlet == "" || p.Published.IsZero() })
	slices.SortFunc(all, func(a, b Publication) int {
		return cmp.Or(a.Published.Compare(b.Published), cmp.Compare(a.Outlet, b.Outlet))
	})
	type place struct{ first, last, count, pause int } // positions in all
	places := make(map[string]*place)
	for i, p := range all {
		o := places[p.Outlet]
		if o == nil {
			places[p.Outlet] = &place{i, i, 1, 0}
			continue
		}
		o.pause = max(o.pause, i-o.last-1)
		o.last = i
		o.count++
	}
	needed := -math.Log(spanLevel / float64(2*max(1, len(places))))
	var spans []Span
	for _, name := range slices.Sorted(maps.Keys(places)) {
		o := places[name]
		if o.count < Few {
			continue
		}
		among := o.last - o.first + 1 - o.count // others from its first to its last
		silent := func(others int) bool {
			return others > 2*o.pause && float64(o.count)*float64(others) >= needed*float64(max(1, among))
		}
		s := Span{
			Outlet: name, First: all[o.first].Published, Last: all[o.last].Published, Articles: o.count,
			Begins: silent(o.first), Ends: silent(len(all) - 1 - o.last),
		}
		if s.Begins || s.Ends {
			spans = append(spans, s)
		}
	}
	return spans
}
