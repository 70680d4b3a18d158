package view

import (
	"testing"
	"time"

	"leitmotif/analysis/tone"
	"leitmotif/reports/page"
	"leitmotif/reports/table"
)

// mentionOf is a mention with a given score, called by a band of .2.
func mentionOf(article, target, text string, score float64, quoted bool) table.Mention {
	return table.Mention{
		ArticleID: article, Target: target, Alias: target, Text: text, Quoted: quoted,
		Sentiment: tone.Label(score, 0.2), SentimentScore: &score,
	}
}

// TestWatch follows two names through three articles. A has three negative, one neutral and one
// positive mention: a net tone of -2/5 of two stories, which are too few for an interval.
func TestWatch(t *testing.T) {
	articles := articlesAt("2026-10-01 10:00", "2026-10-03 00:00", "2026-10-03 09:00")
	for i, id := range []string{"1", "2", "3"} {
		articles[i].ArticleID, articles[i].StoryID, articles[i].Title = id, id, "Title "+id
	}
	set, _ := surveyOf(t, articles)
	set.Mentions = table.InMemory([]table.Mention{
		mentionOf("1", "A", "A is good.", 0.6, false),
		mentionOf("1", "A", "A is.", 0.1, true),
		mentionOf("2", "A", "A is bad.", -0.8, false),
		mentionOf("2", "A", "A is bad.", -0.8, false),
		mentionOf("2", "A", "A is not good.", -0.3, false),
		{ArticleID: "3", Target: "A", Alias: "A"},
		{ArticleID: "3", Target: "B", Alias: "B"},
	})
	_, f := figuresOf(t, set)
	v := f.watch.view(f.found)
	if len(v.Targets) != 2 || v.Targets[0].Name != "A" || v.Targets[1].Mean.N != 0 {
		t.Fatalf("targets %+v", v.Targets)
	}
	a := v.Targets[0]
	if a.Articles != 3 || a.Mentions != 6 || a.Quoted != 1 || a.Tone != (page.ToneCounts{Negative: 3, Neutral: 1, Positive: 1}) {
		t.Errorf("A: %+v", a)
	}
	if want := (page.Mean{N: 5, Stories: 2, Score: -0.4}); a.Mean != want {
		t.Errorf("net tone of A: %+v, want %+v", a.Mean, want)
	}
	if len(a.Series) != 3 || a.Series[0] != (page.ToneCounts{Neutral: 1, Positive: 1}) || a.Series[2].Negative != 3 || a.Peak != 3 {
		t.Errorf("A over time: %+v, at most %d", a.Series, a.Peak)
	}
	if len(a.Sentences) != 3 || a.Sentences[0].Text != "A is bad." || a.Sentences[2].Text != "A is good." || a.Sentences[0].In.Title != "Title 2" {
		t.Errorf("sentences: %+v", a.Sentences)
	}
	if newWatch(f.watch.axis).view(f.found) != nil {
		t.Error("something is watched without mentions")
	}
}

// What is not known of the time of an article is not said of its copies either.
func TestBetween(t *testing.T) {
	times := articlesAt("2026-10-02 10:00", "2026-10-03 09:00")
	for _, test := range []struct {
		first, copied string
		want          time.Duration
		known, byDay  bool
	}{
		{"second", "second", 23 * time.Hour, true, false},
		{"day", "second", 24 * time.Hour, true, true},
		{"second", "day", 24 * time.Hour, true, true},
		{"second", "month", 0, false, false},
		{"year", "day", 0, false, false},
		{"", "", 23 * time.Hour, true, false}, // a run of an earlier version
	} {
		times[0].PublishedPrecision, times[1].PublishedPrecision = test.first, test.copied
		if after, known, byDay := between(&times[0], &times[1]); after != test.want || known != test.known || byDay != test.byDay {
			t.Errorf("%s, %s: %v, known %v, by day %v", test.first, test.copied, after, known, byDay)
		}
	}
}

// TestStories puts the earliest article of a story first, whichever the input had first.
func TestStories(t *testing.T) {
	articles := articlesAt("2026-10-02 10:00", "2026-10-01 22:00", "2026-10-03 11:30", "2026-10-01 00:00")
	articles = append(articles[:4], table.Article{})
	for i, outlet := range []string{"Post", "Wire", "Post", "Wire", "Star"} {
		a := &articles[i]
		a.ArticleID, a.Source, a.Title, a.StoryID = string(rune('a'+i)), outlet, "Title", "a"
	}
	articles[3].StoryID = "d"
	articles[2].Title = "Other"
	articles[0].Copies = 3
	set, _ := surveyOf(t, articles)
	first, f := figuresOf(t, set)
	v := first.stories.view(f.found)
	if v.Total != 1 || v.Copies != 3 || len(v.Largest) != 1 {
		t.Fatalf("stories %+v", v)
	}
	s := v.Largest[0]
	for _, source := range sourcesOf(nil, v) {
		source.Listed = source.ID == "b"
	}
	if s = v.Largest[0]; s.First.ID != "b" || !s.First.Listed || s.Copies[0].Listed || len(s.Copies) != 3 {
		t.Fatalf("story %+v", s)
	}
	for i, want := range []page.Copy{
		{Source: page.Source{ID: "a"}, After: 12 * time.Hour, Timed: true},
		{Source: page.Source{ID: "c"}, After: 37*time.Hour + 30*time.Minute, Timed: true, Retitled: true},
		{Source: page.Source{ID: "e"}},
	} {
		if c := s.Copies[i]; c.ID != want.ID || c.After != want.After || c.Timed != want.Timed || c.Retitled != want.Retitled {
			t.Errorf("copy %d: %+v, want %+v", i, c, want)
		}
	}
	if f := v.Flows; len(f) != 2 || f[0] != (page.Flow{From: "Wire", To: "Post", Copies: 2}) || f[1] != (page.Flow{From: "Wire", To: "Star", Copies: 1}) {
		t.Errorf("flows %+v", f)
	}
}
