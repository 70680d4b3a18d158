package trend

import (
	"testing"
	"time"
)

func instant(text string) time.Time {
	t, err := time.Parse("2006-01-02 15:04", text)
	if err != nil {
		panic(err)
	}
	return t
}

// TestCover: outlets publish from Monday to Friday, 8 to 18 o'clock, from Monday 2 March 2026 on.
func TestCover(t *testing.T) {
	working := func(first, last string) *Rhythm {
		r := NewRhythm(Week)
		for at := instant(first); !at.After(instant(last)); at = at.Add(time.Hour) {
			if at.Weekday() != time.Saturday && at.Weekday() != time.Sunday && at.Hour() >= 8 && at.Hour() <= 18 {
				r.Add(at)
			}
		}
		return r
	}
	const monday, friday = "2026-03-02 08:00", "2026-04-10 18:00"
	for _, c := range []struct {
		name, first, last, since, until string
		begun, ended                    bool
	}{
		{"a weekend follows", monday, friday, "", "", true, true},
		{"ends on a Thursday", monday, "2026-04-09 18:00", "", "", true, false},
		{"begins on a Tuesday", "2026-03-03 08:00", friday, "", "", false, true},
		{"window closes the Sunday", monday, "2026-04-09 18:00", "2026-03-02 00:00", "2026-04-13 00:00", true, true},
		{"window ends on the Sunday", monday, friday, "", "2026-04-12 00:00", true, false},
		{"window begins on a Tuesday", "2026-03-03 08:00", friday, "2026-03-03 00:00", "", false, true},
		{"window begins in the weekend before", "2026-03-03 08:00", friday, "2026-02-28 00:00", "", true, true},
		{"window reaches far on", monday, "2026-04-08 18:00", "", "2027-01-01 00:00", true, false},
		{"one week alone", "2026-04-06 08:00", friday, "", "", false, false},
		{"one week in a window", "2026-04-06 08:00", friday, "2026-04-06 00:00", "2026-04-13 00:00", true, true},
	} {
		var since, until time.Time
		if c.since != "" {
			since = instant(c.since)
		}
		if c.until != "" {
			until = instant(c.until)
		}
		cover := working(c.first, c.last).Cover(since, until)
		start, end := Week.Start(instant(c.first)), Week.Add(Week.Start(instant(c.last)), 1)
		if begun, ended := !start.Before(cover.From), !end.After(cover.To); begun != c.begun || ended != c.ended {
			t.Errorf("%s: covers from the first %v, to the end %v; %+v", c.name, begun, ended, cover)
		}
	}
	if c := NewRhythm(Day).Cover(instant(monday), time.Time{}); c != (Cover{}) {
		t.Errorf("of nothing: %+v", c)
	}
}

// Days alone are known: the last day is whole, and a week that ends on a Sunday.
func TestCoverOfDays(t *testing.T) {
	for _, period := range []Period{Day, Week} {
		r := NewRhythm(period)
		for d := range 28 { // Monday 2 to Sunday 29 March
			r.Add(instant("2026-03-02 00:00").AddDate(0, 0, d))
		}
		if c := r.Cover(time.Time{}, time.Time{}); c != (Cover{instant("2026-03-02 00:00"), instant("2026-03-30 00:00")}) {
			t.Errorf("%s: %+v", period, c)
		}
	}
}

func TestSpans(t *testing.T) {
	both := []outlet{{"a", 3, 0, 100, steady(0)}, {"b", 2, 40, 90, steady(0)}, {"c", 5, 0, 101, steady(0)}, {"rare", 1, 50, 60, steady(0)}}
	spans := spansOf(append(written(1, both...), Story{0, day(-5000), "c"}, Story{0, day(70), ""}))
	if len(spans) != 1 {
		t.Fatalf("spans %+v, want that of b", spans)
	}
	if s := spans[0]; s.Outlet != "b" || !s.Begins || !s.Ends || s.Articles != 100 || Day.Start(s.First) != Day.Start(day(40)) || Day.Start(s.Last) != Day.Start(day(89)) {
		t.Errorf("span %+v", s)
	}
	// A weekly paper that comes out on Wednesdays has neither begun on the first one nor ended.
	weekly := written(2, outlet{"daily", 5, 0, 210, steady(0)})
	for d := 2; d < 210; d += 7 {
		weekly = append(weekly, Story{0, day(d), "weekly"})
	}
	if spans := spansOf(weekly); len(spans) != 0 {
		t.Errorf("spans %+v, want none", spans)
	}
	if spans := Spans(nil); spans != nil {
		t.Errorf("of nothing %+v", spans)
	}
}
