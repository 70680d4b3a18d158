package reports

import (
	"context"
	"testing"

	"leitmotif/analysis"
	"leitmotif/analysis/sentiment"
	"leitmotif/corpus/format"
	"leitmotif/reports/page"
	"leitmotif/seeds"
)

// TestDemonstrationView holds what the page says of the demonstration corpus against
// testdata/demo.json, which was made by -update and read through. Left out are the
// articles, the charts over time, which repeat the tables, and the queries.
func TestDemonstrationView(t *testing.T) {
	source, err := format.OpenFS(seeds.Demo(), ".", format.Options{})
	if err != nil {
		t.Fatal(err)
	}
	cfg := analysis.Default()
	cfg.StopWords = seeds.StopWords()
	if cfg.Tone.Watchlist, err = sentiment.ParseWatchlist(seeds.Watchlist()); err != nil {
		t.Fatal(err)
	}
	res, err := analysis.Run(context.Background(), source, cfg)
	if err != nil {
		t.Fatal(err)
	}
	v := viewOf(res)
	v.List, v.Queries, v.Heat, v.Watch = page.List{}, page.Queries{}, nil, nil
	for i := range v.Topics {
		t := &v.Topics[i]
		t.Queries, t.Series, t.Representatives = nil, nil, nil
	}
	checkView(t, v, "demo.json")
}
