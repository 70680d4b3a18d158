package study

import (
	"testing"
	"time"

	"leitmotif/analysis/collection"
	"leitmotif/analysis/result"
)

// An article of which no day is known counts in no period, and neither first nor last.
func TestTrendsOfKnownDays(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2026, 11, d, 0, 0, 0, 0, time.UTC) }
	c := &collection.Collection{Articles: []result.Article{
		{TopicID: 1, Language: "en", PublishedAt: day(3).Add(6 * time.Hour), Precision: "second"},
		{TopicID: 1, Language: "en", PublishedAt: day(4), Precision: "day"},
		{TopicID: 1, Language: "en", PublishedAt: day(1), Precision: "month"},
		{TopicID: 1, Language: "en", PublishedAt: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC), Precision: "year"},
		{TopicID: 1, Language: "en"},
	}}
	topics := []result.Topic{{ID: 1, Language: "en", Stories: 5}}
	addFigures(c, topics)
	if first, last := topics[0].First, topics[0].Last; !first.Equal(day(3).Add(6*time.Hour)) || !last.Equal(day(4)) {
		t.Errorf("from %s to %s", first, last)
	}
	trends, _, err := Trends(t.Context(), c, topics, time.Time{}, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	stories := 0
	for _, row := range trends {
		stories += row.Stories
		if row.Start.Before(day(3)) {
			t.Errorf("%d stories on %s", row.Stories, row.Start)
		}
	}
	if stories != 2 || len(trends) != 2 {
		t.Errorf("%d stories in %d periods: %+v", stories, len(trends), trends)
	}
}

// The window closes the week of the last article, and an outlet that ends explains a fall.
func TestTrendsWithinOutlets(t *testing.T) {
	monday := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	c := &collection.Collection{}
	add := func(days, topic, n int, source string) {
		for d := range days {
			for range n {
				c.Articles = append(c.Articles, result.Article{TopicID: topic, Language: "en", PublishedAt: monday.AddDate(0, 0, d), Precision: "day", Source: source})
			}
		}
	}
	add(17*7-3, 1, 1, "stays") // until a Thursday
	add(17*7-3, 2, 4, "stays")
	add(9*7, 1, 4, "ends")
	add(9*7, 2, 1, "ends")
	topics := []result.Topic{{ID: 1, Language: "en"}, {ID: 2, Language: "en"}}
	for _, until := range []time.Time{{}, monday.AddDate(0, 0, 17*7)} {
		rows, outlets, err := Trends(t.Context(), c, topics, time.Time{}, until)
		if err != nil {
			t.Fatal(err)
		}
		if last := rows[16]; last.Partial == !until.IsZero() || last.Few != (last.Total < 20) || rows[0].Partial {
			t.Errorf("until %s: last week %+v", until, last)
		}
		if len(outlets) != 1 || outlets[0].Name != "ends" || outlets[0].Begins || !outlets[0].Ends || outlets[0].Articles != 315 {
			t.Errorf("outlets %+v", outlets)
		}
		if course := topics[0].Course; course.Direction != "steady" || course.Outlet != "ends" || !course.Turn.Equal(monday.AddDate(0, 0, 8*7)) {
			t.Errorf("until %s: course %+v", until, course)
		}
	}
}
