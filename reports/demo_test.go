package reports

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"leitmotif/analysis"
	"leitmotif/analysis/sentiment"
	"leitmotif/corpus/format"
	"leitmotif/reports/page"
	"leitmotif/reports/table"
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
	view := newView(table.New(res), manifestOf(res))
	view.List, view.Queries, view.Heat, view.Watch = page.List{}, page.Queries{}, nil, nil
	for i := range view.Topics {
		t := &view.Topics[i]
		t.Queries, t.Series, t.Representatives = nil, nil, nil
	}
	raw, err := json.MarshalIndent(view, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", "demo.json")
	if *update {
		if err := os.WriteFile(path, append(raw, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var got, want any
	if err := errors.Join(json.Unmarshal(raw, &got), json.Unmarshal(read(t, path), &want)); err != nil {
		t.Fatal(err)
	}
	if at := difference(got, want, "View"); at != "" {
		t.Errorf("the view differs from %s: %s", path, at)
	}
}
