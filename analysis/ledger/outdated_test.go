package ledger

import (
	"math"
	"testing"

	"leitmotif/analysis/ledger/state"
	"leitmotif/analysis/topic"
)

// measure makes the measure of stories with the mean and the variance of their unexplained
// share, and of a hundred words each with the given share of unknown ones.
func measure(stories int, mean, variance, unknown float64) state.Measure {
	n := float64(stories)
	return state.Measure{
		Stories: stories, Unexplained: n * mean, Squares: n * (variance + mean*mean),
		Words: 100 * stories, Unknown: int(100 * n * unknown),
	}
}

// A thousand stories were fitted, with half of their weight unexplained, give or take a
// tenth, and a tenth of their words unknown.
func TestOutdated(t *testing.T) {
	fitted := measure(1000, 0.5, 0.01, 0.1)
	for name, test := range map[string]struct {
		refit  Refit
		k      int
		own    int // of the language
		asked  int
		all    int // stories of the run
		placed state.Measure
		seen   state.Measure
		want   bool
	}{
		"nothing new":             {all: 1000},
		"ten as usual":            {all: 1010, seen: measure(10, 0.5, 0.01, 0.1)},
		"a hundred since the fit": {all: 1100, placed: measure(60, 0.5, 0.01, 0.1), seen: measure(40, 0.5, 0.01, 0.1)},
		"one more":                {all: 1101, placed: measure(61, 0.5, 0.01, 0.1), seen: measure(40, 0.5, 0.01, 0.1), want: true},
		"a small batch after it":  {all: 499, placed: measure(100, 0.5, 0.01, 0.1), seen: measure(10, 0.9, 0.01, 0.5)},
		// 0.66 is more than 1.3 times 0.5, and 0.16 more than 4 times 0.1 / sqrt(10) = 0.126.
		"less explained":                 {all: 1010, seen: measure(10, 0.66, 0.01, 0.1), want: true},
		"less explained, not by a third": {all: 1010, seen: measure(10, 0.64, 0.01, 0.1)},
		"less explained, by chance":      {all: 1005, seen: measure(5, 0.66, 0.01, 0.1)}, // 4 * 0.1 / sqrt(5) = 0.179
		"one story that is strange":      {all: 1001, seen: measure(1, 0.8, 0, 0.1)},
		"less than before":               {all: 1000, placed: measure(50, 0.6, 0.01, 0.1), seen: measure(40, 0.68, 0.01, 0.1), want: true},
		"as little as before":            {all: 1000, placed: measure(50, 0.68, 0.01, 0.1), seen: measure(40, 0.7, 0.01, 0.1)},
		"unknown words":                  {all: 1040, seen: measure(40, 0.5, 0.01, 0.3), want: true},
		"never":                          {refit: RefitNever, k: 4, all: 2000, seen: measure(1000, 0.9, 0.01, 0.9)},
		"always":                         {refit: RefitAlways, all: 10, want: true},
		"another number of topics":       {k: 4, all: 10, want: true},
		"the number asked for before":    {k: 9, asked: 9, all: 10},
		"any number, after a given one":  {asked: 9, all: 10, want: true},
		"a number of its own":            {own: 9, asked: 9, all: 10, want: true},
	} {
		p := placement{
			space: state.Space{UIDs: []int{1, 2, 3}, Sought: 3}, seen: test.seen, all: state.Measure{Stories: test.all},
			drift: state.Drift{Language: "en", Fitted: fitted, Placed: test.placed, Asked: test.asked}, model: &topic.Model{K: 3},
		}
		if why := p.outdated(&Options{Refit: test.refit, Topics: test.k, TopicsByLanguage: map[string]int{"en": test.own, "de": 5}}); (why != "") != test.want {
			t.Errorf("%s: %q", name, why)
		}
	}
}

// A space of a version that did not tell which topics hold is made anew, by a run with articles enough.
func TestOutdatedByVersion(t *testing.T) {
	for all, want := range map[int]bool{499: false, 1000: true} {
		p := placement{
			space: state.Space{UIDs: []int{1, 2, 3}}, all: state.Measure{Stories: all},
			drift: state.Drift{Language: "en", Fitted: state.Measure{Stories: 1000}}, model: &topic.Model{K: 3},
		}
		if why := p.outdated(new(Options)); (why != "") != want {
			t.Errorf("%d stories after 1,000: %q", all, why)
		}
	}
}

// dealt makes stories of which so many are fresh and so many known, by topic.
func dealt(fresh, known []int) *placement {
	p := &placement{model: &topic.Model{K: len(fresh)}}
	for t := range fresh {
		for range fresh[t] {
			p.model.Assigned, p.fresh = append(p.model.Assigned, t), append(p.fresh, true)
		}
		for range known[t] {
			p.model.Assigned, p.fresh = append(p.model.Assigned, t), append(p.fresh, false)
		}
	}
	return p
}

// Stories that gather in a topic count as gathered once chance cannot explain it.
func TestGathered(t *testing.T) {
	for name, test := range map[string]struct {
		fresh, known []int
		want         bool
	}{
		"dealt alike":     {[]int{50, 50, 50, 50}, []int{500, 500, 500, 500}, false},
		"nothing new":     {[]int{0, 0}, []int{500, 500}, false},
		"nothing known":   {[]int{70, 3}, []int{0, 0}, false},
		"half in one":     {[]int{125, 25, 25, 25}, []int{500, 500, 500, 500}, true},
		"a bit more":      {[]int{70, 40, 40, 50}, []int{500, 500, 500, 500}, false},
		"three of three":  {[]int{3, 0, 0, 0}, []int{500, 500, 500, 500}, false},
		"twenty of forty": {[]int{20, 7, 7, 6}, []int{500, 500, 500, 500}, false},
	} {
		if got := dealt(test.fresh, test.known).gathered(); (got > gatherShare) != test.want {
			t.Errorf("%s: %.3f", name, got)
		}
	}
	// 1/2 and 1/4 are 1/4 apart. By chance one of two topics with a share of (10+5)/(20+20)
	// differs by sqrt(2/pi * 3/8 * 5/8 * 2/20) on average, and so does the other.
	want := 0.25 - 2*math.Sqrt(2/math.Pi*3/8*5/8/10)
	if got := dealt([]int{10, 10}, []int{5, 15}).gathered(); math.Abs(got-want) > 1e-12 {
		t.Errorf("%.15f, want %.15f", got, want)
	}
}
