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
	trends, err := Trends(t.Context(), c, topics)
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
