package summary

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"leitmotif/analysis"
	"leitmotif/analysis/result"
	"leitmotif/reports/page"
)

func TestPrint(t *testing.T) {
	v := &page.View{Corpus: page.Corpus{First: time.Date(2026, 9, 14, 0, 0, 0, 0, time.UTC), Last: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)}}
	v.Findings = append(v.Findings, page.Finding{Kind: page.Data, Total: 9})
	for i := range 5 {
		v.Findings = append(v.Findings, page.Finding{Kind: page.Rising, Topic: page.Ref{ID: 1, Label: fmt.Sprint("Topic ", i)}, Before: 0.1, Share: 0.2})
	}
	var spaces []result.Space
	for range 8 {
		spaces = append(spaces, result.Space{Language: "en", Articles: 1, Topics: 1})
	}
	spaces[0].Language = ""
	r := Run{
		Dir: "out/run=1", View: v, Took: 90 * time.Second, LeftOut: "left out: 2 files",
		Result: &analysis.Result{
			Counts: result.Counts{Articles: 12345, Duplicates: 1, Rejected: 1, Undated: 1500, Shortened: 1, Outside: 2000},
			Spaces: spaces, Topics: make([]result.Topic, 1),
			Config: analysis.Config{Since: time.Date(2026, 9, 14, 0, 0, 0, 0, time.UTC)},
		},
	}
	var b strings.Builder
	if err := r.Print(&b); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		"12,345 articles, 1 copy among them, 1 record rejected; 1 topic; 90.0 s\n",
		"\nlanguages cannot be told 1 article, 1 topic; English 1 article, 1 topic; ", "; and 2 more\n",
		"\npublished 14 September to 22 November 2026; 1,500 without a date\n",
		"\nwindow    from 2026-09-14\n", "\nshortened: 1 article with", "\nleft out: 2,000 articles published outside", "\nleft out: 2 files\n",
		"\nfindings  Topic 0 ", "\n          Topic 2 ", "\ntables    out/run=1/*.parquet\nopen      out/run=1/report.html\n",
	} {
		if !strings.Contains(b.String(), line) {
			t.Errorf("no %q in\n%s", line, b.String())
		}
	}
	if strings.Contains(b.String(), "Topic 3") || strings.Contains(b.String(), "record could") {
		t.Errorf("more than three findings, or that on the data:\n%s", b.String())
	}
}
