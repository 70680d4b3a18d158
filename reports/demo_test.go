package reports

import (
	"context"
	"math"
	"testing"

	"leitmotif/analysis"
	"leitmotif/analysis/inference"
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

// The mean tone of a topic has the same interval in the table, on the page, and where the
// rows of its articles are asked; with too few scored articles it has none in either.
func TestOneToneInterval(t *testing.T) {
	set := table.New(demonstration(t))
	scores := make(map[int32][]float64)
	for _, a := range collect(t, set.Articles) {
		if a.TopicID != 0 && a.DuplicateOf == "" && a.SentimentScore != nil {
			scores[a.TopicID] = append(scores[a.TopicID], *a.SentimentScore)
		}
	}
	v, err := view.New(t.Context(), set, new(view.Facts))
	if err != nil {
		t.Fatal(err)
	}
	for i := range set.Topics {
		row, shown := &set.Topics[i], v.Topics[i].Mean
		mean, low, high := inference.Mean(scores[row.TopicID], -1, 1)
		n := len(scores[row.TopicID])
		if n < inference.LeastMean {
			if row.SentimentLow != nil || row.SentimentHigh != nil || shown.Interval {
				t.Errorf("topic %d has an interval of %d articles", row.TopicID, n)
			}
			continue
		}
		if row.SentimentLow == nil || row.SentimentHigh == nil {
			t.Errorf("topic %d has no interval of %d articles", row.TopicID, n)
			continue
		}
		for what, pair := range map[string][2]float64{
			"mean of the table": {*row.SentimentMean, mean}, "low of the table": {*row.SentimentLow, low}, "high of the table": {*row.SentimentHigh, high},
			"mean of the page": {shown.Score, mean}, "low of the page": {shown.Low, low}, "high of the page": {shown.High, high},
		} {
			if math.Abs(pair[0]-pair[1]) > 1e-12 {
				t.Errorf("topic %d of %d scored articles: the %s is %v, want %v", row.TopicID, n, what, pair[0], pair[1])
			}
		}
	}
}
