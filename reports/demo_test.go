package reports

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"leitmotif/analysis"
	"leitmotif/analysis/tone"
	"leitmotif/analysis/watchlist"
	"leitmotif/corpus/format"
	"leitmotif/reports/page"
	"leitmotif/reports/table"
	"leitmotif/reports/view"
	"leitmotif/seeds"
)

// demonstration is the result of the demonstration corpus.
func demonstration(t *testing.T) *analysis.Result {
	t.Helper()
	source, err := format.OpenFS(seeds.Demo(), ".", format.Options{})
	if err != nil {
		t.Fatal(err)
	}
	cfg := analysis.Default()
	cfg.StopWords = seeds.StopWords()
	if cfg.Tone.Watchlist, err = watchlist.Parse(seeds.Watchlist()); err != nil {
		t.Fatal(err)
	}
	res, err := analysis.Run(context.Background(), source, cfg)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// TestDemonstrationView holds what the page says of the demonstration corpus against
// testdata/demo.json, which was made by -update and read through. Left out are the
// articles, the charts over time, which repeat the tables, and the queries.
func TestDemonstrationView(t *testing.T) {
	v := viewOf(demonstration(t))
	v.List, v.Queries, v.Heat, v.Watch = page.List{}, page.Queries{}, nil, nil
	for i := range v.Topics {
		t := &v.Topics[i]
		t.Queries, t.Series, t.Representatives = nil, nil, nil
	}
	checkView(t, v, "demo.json")
}

// The net tone of a topic has the same interval in the table, on the page, and where the
// rows of its articles are asked; with too few scored articles it has none in either.
func TestOneToneInterval(t *testing.T) {
	set := table.New(demonstration(t))
	sums := make(map[int32]*tone.Sum)
	for _, a := range collect(t, set.Articles) {
		if a.TopicID != 0 && a.DuplicateOf == "" && a.SentimentScore != nil {
			if sums[a.TopicID] == nil {
				sums[a.TopicID] = new(tone.Sum)
			}
			sums[a.TopicID].Add(sentencesOf(&a))
		}
	}
	v, err := view.New(t.Context(), set, new(view.Facts))
	if err != nil {
		t.Fatal(err)
	}
	for i := range set.Topics {
		row, shown, net := &set.Topics[i], v.Topics[i].Mean, sums[set.Topics[i].TopicID].Net()
		if told := net.Told(); told != (row.SentimentLow != nil) || told != (row.SentimentHigh != nil) || told != shown.Interval {
			t.Errorf("topic %d of %d stories: an interval in the table or on the page where there should be none, or none", row.TopicID, net.Stories)
			continue
		}
		if *row.SentimentMean != net.Score() || shown.Score != net.Score() || row.Sentiment != net.Label() {
			t.Errorf("topic %d: net tone %v, %s, on the page %v; want %v, %s", row.TopicID, *row.SentimentMean, row.Sentiment, shown.Score, net.Score(), net.Label())
		}
		if net.Told() && ([2]float64{*row.SentimentLow, *row.SentimentHigh} != [2]float64{net.Low, net.High} || [2]float64{shown.Low, shown.High} != [2]float64{net.Low, net.High}) {
			t.Errorf("topic %d: intervals [%v, %v], [%v, %v], want [%v, %v]", row.TopicID, *row.SentimentLow, *row.SentimentHigh, shown.Low, shown.High, net.Low, net.High)
		}
	}
}

// sentencesOf are the sentences of an article by label.
func sentencesOf(a *table.Article) tone.Counts {
	return tone.Counts{Negative: int(*a.SentencesNegative), Neutral: int(*a.SentencesNeutral), Positive: int(*a.SentencesPositive)}
}

// TestToneContradictsNothing: in every table labels have the sign of their scores, and in the
// demonstration, with its watch list, whoever counts sentences and mentions finds what the rows
// and the cards of the page say.
func TestToneContradictsNothing(t *testing.T) {
	res := demonstration(t)
	checkTones(t, res)
	set := table.New(res)
	v, err := view.New(t.Context(), set, new(view.Facts))
	if err != nil {
		t.Fatal(err)
	}
	cards := make(map[string]page.Target)
	for _, c := range v.Watch.Targets {
		cards[c.Name] = c
	}
	for _, row := range set.Targets {
		c, shown := cards[row.Target]
		if !shown {
			continue
		}
		if c.Tone != (page.ToneCounts{Negative: int(row.Negative), Neutral: int(row.Neutral), Positive: int(row.Positive)}) ||
			int64(c.Mentions) != row.Mentions || int64(c.Articles) != row.Articles || c.Mean.Score != *row.SentimentScore {
			t.Errorf("the card %+v is not the row %+v", c, row)
		}
		if c.Mean.Interval != (row.SentimentLow != nil) || c.Mean.Interval && (c.Mean.Low != *row.SentimentLow || c.Mean.High != *row.SentimentHigh) {
			t.Errorf("%s: interval [%v, %v] on the card", row.Target, c.Mean.Low, c.Mean.High)
		}
	}
	if len(cards) < 10 {
		t.Errorf("%d cards", len(cards))
	}
}

// TestToneContradictsNothingInNews is the same over the first articles of two corpora of real news,
// each with twenty names.
func TestToneContradictsNothingInNews(t *testing.T) {
	for file, names := range map[string][]string{
		"fang_covid_de.jsonl.gz": {"Trump", "Merkel", "Spahn", "Biden", "Söder", "Lauterbach", "Drosten", "RKI", "AfD", "CDU", "SPD", "FDP", "WHO", "Pfizer",
			"Biontech", "Bundesregierung", "China", "USA", "Laschet", "Wieler"},
		"usnews.jsonl.gz": {"Greenspan", "Bernanke", "Obama", "Clinton", "Bush", "Fed", "Congress", "Treasury", "White House", "Wall Street", "China", "Japan",
			"Europe", "General Motors", "Dow Jones", "Yellen", "Republicans", "Democrats", "Goldman", "Citigroup"},
	} {
		source, err := format.OpenFS(newsOf(t, file, 600), ".", format.Options{})
		if err != nil {
			t.Fatal(err)
		}
		cfg := analysis.Default()
		cfg.StopWords = seeds.StopWords()
		cfg.Tone.Watchlist = new(watchlist.List)
		for _, name := range names {
			cfg.Tone.Watchlist.Targets = append(cfg.Tone.Watchlist.Targets, watchlist.Target{Name: name})
		}
		res, err := analysis.Run(t.Context(), source, cfg)
		if err != nil {
			t.Fatal(err)
		}
		if set := table.New(res); len(set.Targets) < 10 {
			t.Errorf("%s names %d targets", file, len(set.Targets))
		}
		checkTones(t, res)
	}
}

// newsOf gives the first so many lines of a corpus, or skips where it is absent.
func newsOf(t *testing.T, name string, lines int) fs.FS {
	t.Helper()
	for _, dir := range []string{os.Getenv("LEITMOTIF_DATA"), filepath.Join("..", "..", "shared", "data")} {
		file, err := os.Open(filepath.Join(dir, name))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		unpacked, err := gzip.NewReader(file)
		if err != nil {
			t.Fatal(err)
		}
		var text []byte
		for in := bufio.NewReader(unpacked); lines > 0; lines-- {
			line, err := in.ReadBytes('\n')
			if err != nil {
				t.Fatal(err)
			}
			text = append(text, line...)
		}
		return fstest.MapFS{"news.jsonl": {Data: text}}
	}
	t.Skipf("no evaluation data: %s is not in LEITMOTIF_DATA or ../shared/data", name)
	return nil
}

// checkTones looks for contradictions in the tables of a result.
func checkTones(t *testing.T, res *analysis.Result) {
	t.Helper()
	set := table.New(res)
	agree := func(what, label string, score *float64) {
		switch {
		case (label == "") != (score == nil):
			t.Errorf("%s: label %q, score %v", what, label, score)
		case label == tone.Negative && *score >= 0, label == tone.Positive && *score <= 0:
			t.Errorf("%s: %s with a score of %v", what, label, *score)
		}
	}
	for _, a := range collect(t, set.Articles) {
		agree("article "+a.ArticleID, a.Sentiment, a.SentimentScore)
		if a.SentimentScore == nil {
			continue
		}
		c := sentencesOf(&a)
		if c.Score() != *a.SentimentScore || c.Label() != a.Sentiment || math.Abs(*a.PPositive-*a.PNegative-*a.SentimentScore) > 1e-12 {
			t.Errorf("article %s: %+v, %s, %v", a.ArticleID, c, a.Sentiment, *a.SentimentScore)
		}
		if 2*c.Negative > c.N() && a.Sentiment != tone.Negative || 2*c.Positive > c.N() && a.Sentiment != tone.Positive {
			t.Errorf("article %s: %+v is %s", a.ArticleID, c, a.Sentiment)
		}
	}
	bands := make(map[string]float64)
	for _, m := range res.Tone.Models {
		bands[m.Language] = m.Band
	}
	language := make(map[string]string)
	for i := range res.Articles {
		language[res.Articles[i].ID] = res.Articles[i].Language
	}
	counts := make(map[string]*tone.Counts)
	for _, m := range collect(t, set.Mentions) {
		agree("mention of "+m.Target+" in "+m.ArticleID, m.Sentiment, m.SentimentScore)
		if counts[m.Target] == nil {
			counts[m.Target] = new(tone.Counts)
		}
		counts[m.Target].Count(m.Sentiment)
		if m.SentimentScore != nil && tone.Label(*m.SentimentScore, bands[language[m.ArticleID]]) != m.Sentiment {
			t.Errorf("mention of %s in %s: %s with a score of %v and a band of %v", m.Target, m.ArticleID, m.Sentiment, *m.SentimentScore, bands[language[m.ArticleID]])
		}
	}
	for _, r := range set.Targets {
		agree("target "+r.Target, r.Sentiment, r.SentimentScore)
		if want := (tone.Counts{Negative: int(r.Negative), Neutral: int(r.Neutral), Positive: int(r.Positive)}); *counts[r.Target] != want || r.Sentiment != want.Label() {
			t.Errorf("target %s, %s: %+v, counted %+v", r.Target, r.Sentiment, want, counts[r.Target])
		}
	}
	if len(set.Targets) != len(counts) {
		t.Errorf("%d targets, %d named", len(set.Targets), len(counts))
	}
	for i := range set.Topics {
		agree("topic "+set.Topics[i].Label, set.Topics[i].Sentiment, set.Topics[i].SentimentMean)
	}
	for i := range set.Trends {
		agree(fmt.Sprint("topic ", set.Trends[i].TopicID, " from ", set.Trends[i].PeriodStart), set.Trends[i].Sentiment, set.Trends[i].SentimentMean)
	}
}
