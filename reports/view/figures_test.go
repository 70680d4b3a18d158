package view

import (
	"strings"
	"testing"
	"time"

	"leitmotif/analysis/inference"
	"leitmotif/analysis/tone"
	"leitmotif/reports/page"
	"leitmotif/reports/table"
)

func TestPlain(t *testing.T) {
	for _, test := range []struct {
		in    string
		limit int
		want  string
	}{
		{"", 5, ""},
		{"  a\t\n b  ", 5, "a b"},
		{"a\x00b\x1bc\u202ed\u2066\ufeff", 9, "abcd"},
		{"a\xffb", 9, "ab"},
		{"Größe", 5, "Größe"},
		{"Größen", 5, "Größe…"},
		{"eins zwei drei", 13, "eins zwei…"}, // "drei" does not fit as a whole
		{"eins zwei drei", 14, "eins zwei drei"},
		{"eins, zwei", 6, "eins…"},
		{strings.Repeat("x", 1_000_000), 3, "xxx…"},
		{"👩\u200d🚒", 3, "👩\u200d🚒"},
	} {
		if got := plain(test.in, test.limit); got != test.want {
			t.Errorf("plain(%.20q, %d) = %q, want %q", test.in, test.limit, got, test.want)
		}
	}
}

func FuzzPlain(f *testing.F) {
	f.Add("a b\u202e", 3)
	f.Fuzz(func(t *testing.T, s string, limit int) {
		limit = max(1, min(limit, 1000))
		got := plain(s, limit)
		if n := len([]rune(got)); n > limit+1 {
			t.Errorf("plain(%q, %d) has %d code points", s, limit, n)
		}
		if again := plain(got, limit+1); again != got {
			t.Errorf("plain is not idempotent: %q, then %q", got, again)
		}
	})
}

func TestWebAddress(t *testing.T) {
	for in, want := range map[string]string{
		"https://a.example/b?c=d&e#f": "https://a.example/b?c=d&e#f",
		"HTTP://A.example":            "http://A.example",
		"ftp://a.example/":            "",
		"javascript:alert(1)":         "",
		"java\nscript:alert(1)":       "",
		"//a.example/":                "",
		"/a":                          "",
		"http:///a":                   "",
		"https://a.example/%zz":       "",
		"":                            "",
		"https://a.example/" + strings.Repeat("x", urlLimit): "",
	} {
		if got := webAddress(in); got != want {
			t.Errorf("webAddress(%.40q) = %q, want %q", in, got, want)
		}
	}
}

func at(text string) time.Time {
	t, err := time.Parse("2006-01-02 15:04", text)
	if err != nil {
		panic(err)
	}
	return t
}

func articlesAt(dates ...string) []table.Article {
	var list []table.Article
	for _, d := range dates {
		list = append(list, table.Article{PublishedAt: at(d)})
	}
	return append(list, table.Article{})
}

// surveyOf is the first pass over articles.
func surveyOf(t *testing.T, articles []table.Article, topics ...table.Topic) (*table.Set, *survey) {
	t.Helper()
	set := &table.Set{Articles: table.InMemory(articles), Mentions: table.InMemory[table.Mention](nil), Topics: topics}
	s, err := newSurvey(t.Context(), set)
	if err != nil {
		t.Fatal(err)
	}
	return set, s
}

func axisOf(t *testing.T, articles []table.Article) page.Axis {
	t.Helper()
	_, s := surveyOf(t, articles)
	return newAxis(s.dates, nil)
}

// figuresOf are both passes over the articles of a set.
func figuresOf(t *testing.T, set *table.Set) (*survey, *figures) {
	t.Helper()
	s, err := newSurvey(t.Context(), set)
	if err != nil {
		t.Fatal(err)
	}
	f, err := newFigures(t.Context(), set, s, newAxis(s.dates, set.Trends))
	if err != nil {
		t.Fatal(err)
	}
	return s, f
}

func TestPageLanguage(t *testing.T) {
	for _, test := range []struct {
		wanted    string
		languages []string // of articles
		want      string
	}{
		{"", []string{"de", "en", "de"}, German},
		{AutoLanguage, []string{"de", "en", "en"}, English},
		{AutoLanguage, []string{"", "", "de"}, German},
		{AutoLanguage, []string{"fr", "fr", "de"}, English},
		{AutoLanguage, nil, English},
		{German, []string{"en"}, German},
		{English, []string{"de"}, English},
	} {
		var articles []table.Article
		for _, l := range test.languages {
			articles = append(articles, table.Article{Language: l})
		}
		_, s := surveyOf(t, articles)
		if got := pageLanguage(test.wanted, s.languages); got != test.want {
			t.Errorf("%q: page in %s, want %s", test.wanted, got, test.want)
		}
	}
}

func TestAxis(t *testing.T) {
	for name, test := range map[string]struct {
		articles               []table.Article
		kind                   string
		step, columns, outside int
	}{
		"no dates":   {articlesAt(), "", 0, 0, 0},
		"one":        {articlesAt("2026-10-07 10:00"), "day", 1, 1, 0},
		"days":       {articlesAt("2026-10-01 10:00", "2026-10-10 00:00"), "day", 1, 10, 0},
		"two months": {articlesAt("2026-10-01 10:00", "2026-11-20 00:00"), "day", 1, 51, 0},    // without trends as with them
		"weeks":      {articlesAt("2026-01-01 10:00", "2026-06-30 00:00"), "week", 1, 27, 0},   // 29 December to 29 June
		"months":     {articlesAt("2020-01-31 10:00", "2021-12-01 00:00"), "month", 1, 24, 0},  //
		"merged":     {articlesAt("2000-01-31 10:00", "2019-12-01 00:00"), "month", 12, 20, 0}, // 240 months
		"quarters":   {articlesAt("2020-02-28 10:00", "2026-01-31 00:00"), "month", 3, 25, 0},  // 72 months, from January 2020 to March 2026
		"one stray":  {articlesAt("1970-01-01 00:00", "2026-10-01 10:00"), "month", 12, 57, 0}, // 682 months
	} {
		a := axisOf(t, test.articles)
		if a.Kind != test.kind || a.Step != test.step || len(a.Columns) != test.columns || a.Outside != test.outside {
			t.Errorf("%s: %s by %d, %d columns, %d outside; want %+v", name, a.Kind, a.Step, len(a.Columns), a.Outside, test)
		}
	}
	if a := axisOf(t, articlesAt("2020-06-28 10:00", "2026-01-31 00:00")); !a.Columns[0].Start.Equal(at("2020-04-01 00:00")) {
		t.Errorf("quarters begin on %s", a.Columns[0].Start)
	}
	if a := axisOf(t, articlesAt("1999-06-28 10:00", "2019-01-31 00:00")); !a.Columns[0].Start.Equal(at("1999-01-01 00:00")) {
		t.Errorf("years begin on %s", a.Columns[0].Start)
	}
	dates := []string{"1970-01-01 00:00"}
	for range 100 {
		dates = append(dates, "2026-10-01 10:00", "2026-10-08 10:00")
	}
	if a := axisOf(t, articlesAt(dates...)); a.Outside != 1 || len(a.Columns) != 8 {
		t.Errorf("with a stray date: %d columns, %d outside; want 8 and 1", len(a.Columns), a.Outside)
	}
}

func TestColumnOf(t *testing.T) {
	a := axisOf(t, articlesAt("2026-10-01 10:00", "2026-10-03 00:00"))
	for in, want := range map[string]int{
		"2026-09-30 23:59": -1, "2026-10-01 00:00": 0, "2026-10-01 23:59": 0, "2026-10-03 23:59": 2, "2026-10-04 00:00": -1,
	} {
		if got := columnOf(a, at(in)); got != want {
			t.Errorf("%s lies in column %d, want %d", in, got, want)
		}
	}
	if got := columnOf(page.Axis{}, at("2026-10-01 00:00")); got != -1 {
		t.Errorf("an axis without columns has column %d", got)
	}
}

// Two weeks are a column: their stories add up, twenty are enough, and a column that reaches
// beyond the trends is partial.
func TestSeriesAddsPeriods(t *testing.T) {
	share, half := 0.25, 0.5
	var trends []table.Trend
	for i := range 3 {
		trends = append(trends, table.Trend{Period: "week", PeriodStart: at("2026-10-05 00:00").AddDate(0, 0, 7*i), Stories: 3, TotalStories: 12, Share: &share, ShareAdjusted: &half})
	}
	trends[1].Burst, trends[0].ShareAdjusted = true, nil
	axis := page.Axis{Kind: "week", Step: 2, Columns: []page.Period{
		{Start: at("2026-10-05 00:00"), End: at("2026-10-19 00:00")}, {Start: at("2026-10-19 00:00"), End: at("2026-11-02 00:00")},
	}}
	from, to := extent(trends)
	cells := series(trends, axis, from, to)
	if c := cells[0]; c.Stories != 6 || c.Total != 24 || c.Share != 0.25 || c.Adjusted != 0.375 || c.Few || c.Partial || !c.Burst || !c.Bounds || c.Low >= c.Share || c.High <= c.Share {
		t.Errorf("%+v", c)
	}
	if c := cells[1]; c.Total != 12 || !c.Few || !c.Partial {
		t.Errorf("%+v", c)
	}
}

// The course is the table's; the shares in all stories are told where an outlet explains them.
func TestChange(t *testing.T) {
	low, high, turn := 0.1, 0.3, at("2026-10-19 00:00")
	var trends []table.Trend
	for i, n := range []int64{5, 5, 15, 15, 50} {
		trends = append(trends, table.Trend{PeriodStart: at("2026-10-05 00:00").AddDate(0, 0, 7*i), Stories: n, TotalStories: 50, Partial: i == 4})
	}
	outlets := []Outlet{{Source: "Post", First: turn, Begins: true}, {Source: "Rundschau", Ends: true}}
	topic := table.Topic{Course: "rising", CourseTurn: turn, CourseBefore: &low, CourseAfter: &high}
	if c := changeOf(&topic, trends, outlets); c == nil || *c != (page.Change{Direction: page.Rising, Turn: turn, Before: 0.1, After: 0.3}) {
		t.Errorf("change %+v", c)
	}
	topic.Course, topic.CourseOutlet = "steady", "Post"
	want := page.Change{
		Direction: "steady", Turn: turn, Before: 0.1, After: 0.3,
		Outlet: "Post", Span: page.Span{First: turn, Begins: true}, AllBefore: 0.1, AllAfter: 0.3,
	}
	if c := changeOf(&topic, trends, outlets); c == nil || *c != want {
		t.Errorf("change %+v, want %+v", c, want)
	}
	if c := changeOf(&table.Topic{}, trends, outlets); c != nil {
		t.Errorf("an earlier version of the schema tells of %+v", c)
	}
}

// The largest rise and fall are told, where they are two points or more, and the outlet that
// moves a share most.
func TestChangesOverTime(t *testing.T) {
	var topics []page.Topic
	for i, c := range []page.Change{
		{Direction: page.Rising, Before: 0.01, After: 0.02}, {Direction: page.Rising, Before: 0.1, After: 0.2},
		{Direction: page.Falling, Before: 0.3, After: 0.1}, {Direction: "steady", Before: 0.1, After: 0.4},
		{Direction: "steady", Outlet: "Post", AllBefore: 0.1, AllAfter: 0.2}, {Direction: "steady", Outlet: "Rundschau", AllBefore: 0.4, AllAfter: 0.2},
	} {
		topics = append(topics, page.Topic{Ref: page.Ref{ID: i + 1}, Change: &c})
	}
	rising, falling := changes(append(topics, page.Topic{}), 2)
	if rising == nil || rising.Topic.ID != 2 || !rising.Within || falling == nil || falling.Topic.ID != 3 {
		t.Errorf("rising %+v, falling %+v", rising, falling)
	}
	if rising, falling := changes(topics[:1], 1); rising != nil || falling != nil {
		t.Errorf("of one point: rising %+v, falling %+v", rising, falling)
	}
	if f := mixture(topics); f == nil || f.Topic.ID != 6 || f.Outlet != "Rundschau" || f.Before != 0.4 || f.Share != 0.2 {
		t.Errorf("mixture %+v", f)
	}
}

// TestToneGroup: a copy belongs to the story of its original, and an article of an earlier version
// of the schema counts as one.
func TestToneGroup(t *testing.T) {
	count := func(n int64) *int64 { return &n }
	score := 0.5
	var g toneGroup
	for _, a := range []table.Article{
		{StoryID: "a", Copies: 1, Sentiment: tone.Negative, SentencesNegative: count(2), SentencesNeutral: count(1), SentencesPositive: count(0)},
		{StoryID: "a", Copies: 1, DuplicateOf: "a", Sentiment: tone.Negative, SentencesNegative: count(2), SentencesNeutral: count(0), SentencesPositive: count(0)},
		{StoryID: "b", Sentiment: tone.Positive, SentimentScore: &score, SentencesNegative: count(0), SentencesNeutral: count(0), SentencesPositive: count(1)},
		{StoryID: "c"},
	} {
		g.add(&a)
	}
	v := g.view("")
	if v.Tone != (page.ToneCounts{Negative: 4, Neutral: 1, Positive: 1}) || v.Mean != (page.Mean{N: 6, Stories: 2, Score: -0.5}) {
		t.Errorf("%+v", v)
	}
	for i := range inference.LeastMean {
		g.add(&table.Article{StoryID: string(rune('d' + i)), Sentiment: tone.Negative, SentencesNegative: count(9), SentencesNeutral: count(0), SentencesPositive: count(0)})
	}
	if m := g.view("").Mean; !m.Interval || m.Clear != tone.Negative || m.Low > m.Score || m.High < m.Score || m.Stories != inference.LeastMean+2 {
		t.Errorf("mean %+v", m)
	}
	if m := new(toneGroup).view("").Mean; m != (page.Mean{}) {
		t.Errorf("of nothing %+v", m)
	}
}

// A topic of four scored articles has a net tone and no interval, also where a table of an
// earlier version of the schema gives one.
func TestMeanOfTopic(t *testing.T) {
	mean, low, high := 0.1, -0.2, 0.4
	for _, c := range []struct {
		topic table.Topic
		want  page.Mean
	}{
		{table.Topic{}, page.Mean{}},
		{table.Topic{SentimentMean: &mean, Neutral: 4, SentencesNeutral: 4}, page.Mean{Score: 0.1, N: 4, Stories: 4}},
		{table.Topic{SentimentMean: &mean, SentimentLow: &low, SentimentHigh: &high, Neutral: 3, Positive: 1, SentencesNeutral: 4}, page.Mean{Score: 0.1, N: 4, Stories: 4}},
		{table.Topic{SentimentMean: &mean, SentimentLow: &low, SentimentHigh: &high, Negative: 1, Neutral: 3, Positive: 1, SentencesNeutral: 40},
			page.Mean{Score: 0.1, Low: -0.2, High: 0.4, Interval: true, N: 40, Stories: 5}},
		{table.Topic{SentimentMean: &mean, SentimentLow: &high, SentimentHigh: &high, Neutral: 5, SentencesPositive: 5}, page.Mean{Score: 0.1, Low: 0.4, High: 0.4, Interval: true, N: 5, Stories: 5, Clear: tone.Positive}},
	} {
		if got := meanOf(&c.topic); got != c.want {
			t.Errorf("mean %+v, want %+v", got, c.want)
		}
	}
}

func TestListingFillsByUrgency(t *testing.T) {
	score := func(v float64) *float64 { return &v }
	var articles []table.Article
	for i := range maxListed + 500 {
		articles = append(articles, table.Article{
			ArticleID: at("2026-01-01 00:00").AddDate(0, 0, i).Format("20060102"), PublishedAt: at("2026-01-01 00:00").AddDate(0, 0, i),
			TopicID: 1, Sentiment: tone.Neutral, SentimentScore: score(0),
		})
	}
	articles[3].Sentiment, articles[3].SentimentScore = tone.Negative, score(-1) // old, and the most negative
	set, _ := surveyOf(t, articles, table.Topic{TopicID: 1, RepresentativeIDs: []string{articles[5].ArticleID}})
	s, f := figuresOf(t, set)
	if kept := len(s.newest.list); kept != maxListed+1 {
		t.Errorf("%d articles kept of the pass, want %d", kept, maxListed+1)
	}
	listed := listing(set.Topics, s, f.found, nil)
	if len(listed) != maxListed {
		t.Errorf("%d articles listed, want %d", len(listed), maxListed)
	}
	for _, i := range []int{3, 5, maxListed + 499, 600} {
		if listed[articles[i].ArticleID] == nil {
			t.Errorf("article %d is not listed", i)
		}
	}
	if listed[articles[400].ArticleID] != nil {
		t.Error("an old article without any distinction is listed")
	}
}

// The strongest burst is the most unusual one, not that of most stories.
func TestBurstIsFound(t *testing.T) {
	axis := axisOf(t, articlesAt("2026-10-01 10:00", "2026-10-03 00:00"))
	topics := []page.Topic{
		{Ref: page.Ref{ID: 1}, Series: []page.Cell{{Stories: 40, Total: 100}, {Stories: 60, Total: 100, Burst: true}, {}}},
		{Ref: page.Ref{ID: 2}, Series: []page.Cell{{Total: 100}, {}, {Stories: 50, Total: 100, Share: 0.5, Burst: true}}},
		{Ref: page.Ref{ID: 3}, Series: []page.Cell{{Total: 100}, {}, {Stories: 9, Total: 9, Share: 1, Burst: true, Few: true}}},
	}
	f := strongestBurst(topics, axis)
	if f == nil || f.Topic.ID != 2 || f.Count != 50 || f.Period != axis.Columns[2] {
		t.Errorf("found %+v, want topic 2 in the third column", f)
	}
	if f := strongestBurst(nil, axis); f != nil {
		t.Errorf("found %+v in nothing", f)
	}
}
