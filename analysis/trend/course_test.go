package trend

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

// outlet says how an outlet writes: so many stories a day from one day up to another, each of
// topic 0 with the probability share(day), else of one of the topics 1 to 4.
type outlet struct {
	name     string
	perDay   int
	from, to int
	share    func(day int) float64
}

func steady(share float64) func(int) float64 { return func(int) float64 { return share } }

// written makes the stories of outlets.
func written(seed uint64, outlets ...outlet) (out []Story) {
	r := rand.New(rand.NewPCG(seed, 7))
	for _, o := range outlets {
		for d := o.from; d < o.to; d++ {
			for range o.perDay {
				topic := 0
				if r.Float64() >= o.share(d) {
					topic = 1 + r.IntN(4)
				}
				out = append(out, Story{topic, day(d).Add(time.Duration(r.IntN(600)) * time.Minute), o.name})
			}
		}
	}
	return out
}

func spansOf(stories []Story) []Span {
	var published []Publication
	for _, s := range stories {
		published = append(published, Publication{s.Source, s.Published})
	}
	return Spans(published)
}

// courseOf is that of topic 0 of five over weeks.
func courseOf(t *testing.T, stories []Story) Course {
	t.Helper()
	return done(Count(t.Context(), stories, 5, Week, whole, spansOf(stories))).Courses[0]
}

// Of two outlets the one that writes most of the topic ends on day 70 of 140: the share in all
// stories falls from .3 to .1, within outlets it stays.
func TestEndOfOutletIsNoFall(t *testing.T) {
	all := written(1, outlet{"a", 4, 0, 140, steady(0.1)}, outlet{"b", 4, 0, 84, steady(0.5)})
	c := courseOf(t, all)
	if c.Direction != Steady || c.Outlet != "b" || c.AllAfter > 0.75*c.AllBefore || math.Abs(c.After-c.Before) > 0.05 {
		t.Errorf("course %+v, want a steady one that the end of b explains", c)
	}
	if !c.Turn.Equal(Week.Start(day(70))) {
		t.Errorf("turn on %s", c.Turn)
	}
	for _, cell := range cells(t, all, 5, Week) {
		if cell.Burst {
			t.Errorf("burst %+v", cell)
		}
	}
}

// The share doubles in each outlet, of which one ends, so that that in all stories falls.
func TestRiseWithinOutletsIsFound(t *testing.T) {
	doubling := func(share float64) func(int) float64 {
		return func(d int) float64 {
			if d >= 70 {
				return 2 * share
			}
			return share
		}
	}
	c := courseOf(t, written(2, outlet{"a", 10, 0, 140, doubling(0.05)}, outlet{"b", 10, 0, 91, doubling(0.3)}))
	if c.Direction != Rising || c.After < 1.5*c.Before || c.Outlet != "" || c.AllAfter > 1.5*c.AllBefore {
		t.Errorf("course %+v, want a rising one", c)
	}
	fall := func(d int) float64 { return doubling(0.1)(139 - d) }
	if c := courseOf(t, written(3, outlet{"", 10, 0, 140, fall})); c.Direction != Falling {
		t.Errorf("without an outlet: course %+v, want a falling one", c)
	}
}

// A rise below the floor, one of a single week, and one of a single outlet of two are none of
// the topic.
func TestWhatIsNoRise(t *testing.T) {
	step := func(from, to int, low, high float64) func(int) float64 {
		return func(d int) float64 {
			if d >= from && d < to {
				return high
			}
			return low
		}
	}
	for name, outlets := range map[string][]outlet{
		"1.3 times": {{"a", 40, 0, 140, step(70, 140, 0.2, 0.26)}},
		"a week":    {{"a", 20, 0, 140, step(77, 84, 0.05, 0.8)}},
		"an outlet": {{"a", 10, 0, 140, step(70, 140, 0.1, 0.4)}, {"b", 10, 0, 140, steady(0.1)}},
		"too few":   {{"a", 1, 66, 75, step(70, 140, 0, 1)}},
	} {
		if c := courseOf(t, written(4, outlets...)); c.Direction == Rising {
			t.Errorf("%s: %+v", name, c)
		}
	}
}

// What makes a topic rise by weeks makes it rise by days, and the burst of a week is none by either.
func TestPeriodMakesNoRise(t *testing.T) {
	share := func(from, to int) func(int) float64 {
		return func(d int) float64 {
			if d >= from && d < to {
				return 0.6
			}
			return 0.1
		}
	}
	for _, test := range []struct {
		from, to int
		want     Direction
	}{{28, 56, Rising}, {28, 35, Steady}} {
		all := written(5, outlet{"a", 4, 0, 56, share(test.from, test.to)}, outlet{"b", 4, 0, 56, share(test.from, test.to)})
		for _, period := range []Period{Day, Week} {
			c := done(Count(t.Context(), all, 5, period, whole, spansOf(all))).Courses[0]
			if c.Direction != test.want {
				t.Errorf("days %d to %d by %s: %+v, want %s", test.from, test.to, period, c, test.want)
			}
		}
	}
}

// With one outlet the share within outlets is the share, be it of a single story.
func TestAdjustedOfOneOutlet(t *testing.T) {
	for _, cell := range cells(t, []Story{{1, day(0), "a"}, {1, day(2), "a"}}, 2, Day) {
		if cell.Comparable != (cell.Total > 0) || cell.Adjusted != cell.Share {
			t.Errorf("%+v", cell)
		}
	}
}

// Of a hundred runs in which nothing but outlets changes at most one in twenty says anything.
func TestAnnouncementsOfChance(t *testing.T) {
	const runs = 200
	said := 0
	for seed := range uint64(runs) {
		all := written(100+seed, outlet{"a", 3, 0, 140, steady(0.1)}, outlet{"b", 2, 0, 90, steady(0.4)}, outlet{"c", 2, 50, 140, steady(0.3)})
		series := done(Count(t.Context(), all, 5, Week, whole, spansOf(all)))
		told := len(bursts(series.Cells)) > 0
		for _, c := range series.Courses {
			told = told || c.Direction != Steady
		}
		if told {
			said++
		}
	}
	t.Logf("%d of %d runs announce anything", said, runs)
	if said > runs/20 {
		t.Errorf("%d of %d runs announce something", said, runs)
	}
}

// Twenty stories: ten of outlet a, of which half are of the topic, and ten of b, of which one
// is. In the period are all of a's and none of b's: 5 of 10, as expected, so that the adjusted
// share is that of all, 6 of 20. With one stratum it is the share.
func TestStandardised(t *testing.T) {
	var all []Story
	add := func(n, topic, on int, source string) {
		for range n {
			all = append(all, Story{topic, day(on), source})
		}
	}
	for range 2 { // twice as many, for two outlets of their own
		add(5, 0, 0, "a")
		add(5, 1, 0, "a")
		add(1, 0, 1, "b")
		add(9, 1, 1, "b")
	}
	rows := cells(t, all, 2, Day)
	if c := rows[0]; !c.Comparable || math.Abs(c.Adjusted-0.3) > 1e-12 || c.Share != 0.5 {
		t.Errorf("%+v, want .3 adjusted", c)
	}
	for i := range all {
		all[i].Source = ""
	}
	for _, c := range cells(t, all, 2, Day) {
		if !c.Comparable || c.Adjusted != c.Share {
			t.Errorf("one stratum: %+v", c)
		}
	}
}

// Nineteen stories are too few for a burst, whatever they are about, and a period that has half
// of a topic again is none of note.
func TestBurstNeedsStoriesAndSize(t *testing.T) {
	all := written(5, outlet{"a", 12, 0, 60, steady(0.02)})
	var thin []Story
	for _, s := range all {
		if Day.Start(s.Published) != Day.Start(day(30)) {
			thin = append(thin, s)
		}
	}
	for range Few - 1 {
		thin = append(thin, Story{0, day(30), "a"})
	}
	if got := bursts(cells(t, thin, 5, Day)); len(got) != 0 {
		t.Errorf("of %d stories: %+v", Few-1, got)
	}
	if got := bursts(cells(t, append(thin, Story{0, day(30), "a"}), 5, Day)); len(got) != 1 {
		t.Errorf("of %d stories: %d bursts, want 1", Few, len(got))
	}
	slight := func(d int) float64 {
		if d/7 == 4 {
			return 0.42
		}
		return 0.3
	}
	if got := bursts(cells(t, written(6, outlet{"a", 400, 0, 70, slight}), 5, Week)); len(got) != 0 {
		t.Errorf("a share 1.4 times the usual one: %+v", got)
	}
}

// A stray story ten years before does not make the rest the second half.
func TestStrayStoryDoesNotHalve(t *testing.T) {
	all := append(written(7, outlet{"a", 5, 0, 140, steady(0.2)}), Story{0, day(-3650), "a"})
	cover := Cover{day(-3660), day(1000)}
	if c := done(Count(t.Context(), all, 5, Month, cover, nil)).Courses[0]; c.Turn.Before(day(40)) || c.Turn.After(day(100)) {
		t.Errorf("turn on %s", c.Turn)
	}
}

// The order of the stories is of no matter.
func TestOrderOfStories(t *testing.T) {
	all := written(8, outlet{"a", 5, 0, 100, steady(0.2)}, outlet{"b", 3, 20, 100, steady(0.3)}, outlet{"c", 1, 0, 9, steady(0.3)})
	want := done(Count(t.Context(), all, 5, Week, whole, spansOf(all)))
	r := rand.New(rand.NewPCG(8, 8))
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	got := done(Count(t.Context(), all, 5, Week, whole, spansOf(all)))
	for i := range want.Cells {
		if got.Cells[i] != want.Cells[i] {
			t.Fatalf("cell %d: %+v, want %+v", i, got.Cells[i], want.Cells[i])
		}
	}
	for i := range want.Courses {
		if got.Courses[i] != want.Courses[i] {
			t.Fatalf("course %d: %+v, want %+v", i, got.Courses[i], want.Courses[i])
		}
	}
}
