package reports_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"leitmotif/analysis"
	"leitmotif/corpus/format"
	"leitmotif/reports"
	"leitmotif/seeds"
)

// What a run found becomes a directory of files, and is read from there again.
func ExampleWrite() {
	ctx := context.Background()
	out, err := os.MkdirTemp("", "reports")
	check(err)
	defer os.RemoveAll(out)
	source, err := format.OpenFS(seeds.Demo(), "de", format.Options{})
	check(err)
	result, err := analysis.Run(ctx, source, analysis.Default())
	check(err)
	dir, err := reports.Write(ctx, out, result, reports.Options{Now: time.Date(2026, 11, 23, 6, 0, 0, 0, time.UTC)})
	check(err)
	set, manifest, err := reports.Load(ctx, dir)
	check(err)
	articles := 0
	for _, err := range set.Articles {
		check(err)
		articles++
	}
	fmt.Println(filepath.Base(dir), articles == manifest.Counts.Articles, manifest.ReportLanguage)
	// Output: run=20261123T060000Z true de
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
