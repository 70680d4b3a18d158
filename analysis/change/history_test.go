package change

import (
	"fmt"
	"slices"
	"testing"

	"leitmotif/analysis/inference"
)

// steady gives a run of 40 stories of four outlets, a quarter each, and n of a fifth.
func steady(n int) Observation {
	var o Observation
	for _, source := range []string{"a", "b", "c", "d"} {
		o.Cells = append(o.Cells, Cell{1, "de", source, Tally{Stories: 10}})
	}
	if n > 0 {
		o.Cells = append(o.Cells, Cell{1, "de", "small", Tally{Stories: n}})
	}
	return o
}

// An outlet of two stories a run is not missed in a run without it, for two stories more
// or less may be chance, but in the end it is, and only once.
func TestSilenceAddsUp(t *testing.T) {
	var h History
	for range 12 {
		h.Add(steady(2), nil)
	}
	var told []int
	for i := range 12 {
		changes := Detect(&h, steady(0), 0.05)
		for _, c := range changes {
			if c.Kind != SourceSilent || c.Subject != "small" || c.AfterN != 0 || c.Runs != i+1 {
				t.Errorf("run %d: %+v", i, c)
			}
			told = append(told, i)
		}
		h.Add(steady(0), changes)
	}
	if len(told) != 1 || told[0] < 1 {
		t.Errorf("silence told in runs %v, want one after the first", told)
	}
}

// A topic that the model has not known in a run was not silent there, and one that it
// does not know any more is not silent now.
func TestLifeOfTopics(t *testing.T) {
	topics := func(numbers ...int) Observation {
		var o Observation
		for _, n := range numbers {
			for _, source := range []string{"a", "b"} {
				o.Cells = append(o.Cells, Cell{n, "de", source, Tally{Stories: 20}})
			}
		}
		return o
	}
	var h History
	for range 6 {
		h.Add(topics(1, 2), nil)
	}
	if got := Detect(&h, topics(1, 3), 0.05); slices.ContainsFunc(got, func(c Change) bool { return c.Topic != 1 }) {
		t.Errorf("topics that began or ended with the model are announced: %+v", got)
	}
	now := topics(1)
	now.Topics = []int{1, 2}
	if got := Detect(&h, now, 0.05); !slices.ContainsFunc(got, func(c Change) bool { return c.Kind == TopicSilent && c.Topic == 2 }) {
		t.Errorf("a silent topic is not announced: %+v", got)
	}
}

// With nothing before, or nothing now, there is nothing to tell.
func TestNothing(t *testing.T) {
	var h History
	if got := Detect(&h, steady(1), 0.05); got != nil {
		t.Errorf("an empty history finds %+v", got)
	}
	for range 8 {
		h.Add(steady(1), nil)
	}
	h.Add(Observation{}, nil)
	if got := Detect(&h, Observation{}, 0.05); got != nil || h.Runs() != 8 {
		t.Errorf("a run without stories finds %+v, %d runs", got, h.Runs())
	}
	broken := steady(1)
	broken.Cells = append(broken.Cells, Cell{1, "de", "a", Tally{Stories: -5}}, Cell{1, "de", "a", Tally{Stories: 1, Scored: 2}})
	broken.Targets = []TargetCell{{"x", "de", "a", Tally{Stories: 1000}}, {"x", "en", "z", Tally{Stories: 5}}}
	broken.Terms = []TermCount{{"de", "w", 1000, 5}, {"fr", "w", 5, 5}}
	broken.Companions = []Companion{{"x", "y", 5000}}
	for range 8 {
		if got := Detect(&h, broken, 0.05); len(got) > 0 {
			t.Errorf("counts that contradict each other find %+v", got)
		}
		h.Add(broken, nil)
	}
}

// Of entries with 1, 1, 2 and 3 stories at most two may stay: those with one go, and any
// entry may have had one story that is forgotten.
func TestPrune(t *testing.T) {
	var x census
	x.add([]entryCount{{entry{"de", "2"}, 1}, {entry{"de", "0"}, 1}, {entry{"de", "4"}, 0}})
	x.add([]entryCount{{entry{"de", "3"}, 1}, {entry{"de", "1"}, 3}, {entry{"de", "2"}, 1}})
	x.prune(4)
	if len(x.counts) != 4 || x.missed != 0 {
		t.Errorf("pruned without need: %+v", x)
	}
	x.prune(2)
	if len(x.counts) != 2 || x.of(entry{"de", "1"}) != 3 || x.of(entry{"de", "2"}) != 2 || x.of(entry{"de", "3"}) != 0 || x.missed != 1 {
		t.Errorf("after pruning: %+v", x)
	}
}

// Terms are remembered for 15 to 30 runs.
func TestGenerations(t *testing.T) {
	var h History
	for i := range 45 {
		now := steady(1)
		now.Terms = []TermCount{{"de", fmt.Sprint(i), 1, 1}}
		h.Add(now, nil)
		want := i + 1
		if want > Memory {
			want = Memory/2 + (want-1)%(Memory/2) + 1
		}
		if got := h.terms(); len(got.counts) != want || got.stories["de"] != 41*want {
			t.Fatalf("after %d runs %d terms and %d stories, want %d and %d", i+1, len(got.counts), got.stories["de"], want, 41*want)
		}
	}
	if len(h.runs) != Memory {
		t.Errorf("%d runs are kept, want %d", len(h.runs), Memory)
	}
}

// 10 of 100 stories are of now. All of k stories are of now with probability 10/100,
// times 9/99, times 8/98, ...: .1, .0091, .00074, .000053.
func TestLeastHits(t *testing.T) {
	m := inference.Margin{Drawn: 10, All: 100}
	for level, want := range map[float64]int{0.5: 1, 0.1: 1, 0.01: 2, 0.001: 3, 0.0001: 4, 1e-30: mostTotal + 1} {
		if got := leastHits(m, level); got != want {
			t.Errorf("level %v: %d stories, want %d", level, got, want)
		}
	}
	// Four of the entries are testable at .001, so that it must be divided; at .001/2 only
	// the one of 4 stories is.
	var now []arrival
	for i, n := range []int{3, 3, 3, 4, 2} {
		now = append(now, arrival{entryCount: entryCount{entry{"x", fmt.Sprint(i)}, n}})
	}
	a := newArrivals(CompanionNew, &census{stories: map[string]int{"x": 90}}, map[string]int{"x": 10}, now)
	if got := a.testable(0.001); got != 2 {
		t.Errorf("%d entries are testable, want 2", got)
	}
}
