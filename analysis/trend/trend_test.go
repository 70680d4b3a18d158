package trend

import (
	"math/rand/v2"
	"testing"
	"time"
)

func day(n int) time.Time { return time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC).AddDate(0, 0, n) }

func TestPeriods(t *testing.T) {
	at := time.Date(2026, 11, 22, 23, 30, 0, 0, time.UTC) // a Sunday
	for _, test := range []struct {
		period      Period
		start, next string
	}{{Day, "2026-11-22", "2026-11-23"}, {Week, "2026-11-16", "2026-11-23"}, {Month, "2026-11-01", "2026-12-01"}} {
		start := test.period.Start(at)
		if got := start.Format(time.DateOnly); got != test.start {
			t.Errorf("%s: start %s, want %s", test.period, got, test.start)
		}
		if got := test.period.Add(start, 1).Format(time.DateOnly); got != test.next {
			t.Errorf("%s: next %s, want %s", test.period, got, test.next)
		}
	}
	for _, test := range []struct {
		period   Period
		in, want string
	}{
		{Day, "2026-10-07 23:59", "2026-10-07"}, {Week, "2026-10-07 23:59", "2026-10-05"}, // a Wednesday
		{Week, "2026-10-05 00:00", "2026-10-05"}, {Week, "2026-11-01 12:00", "2026-10-26"}, // a Monday, a Sunday
		{Month, "2026-10-31 12:00", "2026-10-01"},
	} {
		in, err := time.Parse("2006-01-02 15:04", test.in)
		if err != nil {
			t.Fatal(err)
		}
		if got := test.period.Start(in).Format(time.DateOnly); got != test.want {
			t.Errorf("the %s of %s starts on %s, want %s", test.period, test.in, got, test.want)
		}
	}
	start := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	for period, want := range map[Period]string{Day: "2026-11-04", Week: "2026-11-22", Month: "2027-02-01"} {
		if got := period.Add(start, 3).Format(time.DateOnly); got != want {
			t.Errorf("three %ss after %s is %s, want %s", period, start.Format(time.DateOnly), got, want)
		}
	}
	for days, want := range map[int]Period{0: Day, 60: Day, 61: Week, 548: Week, 900: Month} {
		if got := PeriodFor(day(0), day(days)); got != want {
			t.Errorf("%d days: %s, want %s", days, got, want)
		}
	}
}

// stories makes n stories a day of each source, spread over the topics in turn.
func stories(seed uint64, days int, perDay map[string]int, topics int) []Story {
	r := rand.New(rand.NewPCG(seed, 1))
	var out []Story
	for d := range days {
		for _, source := range []string{"a", "b", "c"} {
			for range perDay[source] {
				out = append(out, Story{r.IntN(topics), day(d), source})
			}
		}
	}
	return out
}

// whole is a cover that cuts no period.
var whole = Cover{day(-100), day(10000)}

// cells counts without any outlet to explain.
func cells(t *testing.T, all []Story, topics int, period Period) []Cell {
	t.Helper()
	return done(Count(t.Context(), all, topics, period, whole, nil)).Cells
}

func bursts(rows []Cell) (out []Cell) {
	for _, r := range rows {
		if r.Burst {
			out = append(out, r)
		}
	}
	return out
}

func TestTrendsCount(t *testing.T) {
	all := []Story{{0, day(0), "a"}, {1, day(0), "a"}, {0, day(2), "a"}, {-1, day(0), "a"}, {0, time.Time{}, "a"}}
	rows := done(Count(t.Context(), all, 2, Day, Cover{day(0), Day.Start(day(2))}, nil)).Cells
	want := []Cell{
		{Topic: 0, Stories: 1, Total: 2}, {Topic: 0}, {Topic: 0, Stories: 1, Total: 1},
		{Topic: 1, Stories: 1, Total: 2}, {Topic: 1}, {Topic: 1, Total: 1},
	}
	if len(rows) != len(want) {
		t.Fatalf("%d rows, want %d", len(rows), len(want))
	}
	for i, r := range rows {
		if r.Topic != want[i].Topic || r.Stories != want[i].Stories || r.Total != want[i].Total {
			t.Errorf("row %d: %+v, want %+v", i, r, want[i])
		}
		if partial := i%3 != 1; r.Partial != partial {
			t.Errorf("row %d: partial %v", i, r.Partial)
		}
	}
}

func TestBurstFound(t *testing.T) {
	all := stories(1, 30, map[string]int{"a": 5, "b": 5}, 5)
	for range 12 {
		all = append(all, Story{2, day(11), "a"})
	}
	got := bursts(cells(t, all, 5, Day))
	if len(got) != 1 || got[0].Topic != 2 || !got[0].Start.Equal(Day.Start(day(11))) {
		t.Errorf("bursts %+v, want topic 2 on day 11", got)
	}
}

// More of everything from a source, or a source that comes and goes, is no burst.
func TestLoudSourceIsNoBurst(t *testing.T) {
	all := stories(1, 30, map[string]int{"a": 5, "b": 5}, 5)
	r := rand.New(rand.NewPCG(2, 2))
	for range 60 {
		all = append(all, Story{r.IntN(2), day(20), "one topic only"}) // a new source with two topics
	}
	for _, s := range stories(9, 30, map[string]int{"c": 10}, 5) {
		if s.Published.After(day(14)) {
			all = append(all, s)
		}
	}
	if got := bursts(cells(t, all, 5, Day)); len(got) != 0 {
		t.Errorf("bursts %+v, want none", got)
	}
}

// With shuffled dates, at most one run in twenty may announce anything.
func TestBurstsOfChance(t *testing.T) {
	const runs = 200
	r := rand.New(rand.NewPCG(3, 3))
	announced := 0
	for range runs {
		var all []Story
		for range 400 {
			all = append(all, Story{r.IntN(12), day(r.IntN(40)), "a"})
		}
		if len(bursts(cells(t, all, 12, Day))) > 0 {
			announced++
		}
	}
	t.Logf("%d of %d runs on shuffled dates announce a burst", announced, runs)
	if announced > runs/20+8 { // 10 expected at most; 8 is 2.6 standard deviations
		t.Errorf("%d of %d runs announce a burst", announced, runs)
	}
}

// done gives what was made; an error is a fault of the test.
func done[T any](made T, err error) T {
	if err != nil {
		panic(err)
	}
	return made
}
