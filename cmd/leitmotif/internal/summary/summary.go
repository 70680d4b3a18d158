// Package summary writes what a run says on standard output at its end: what it took, what it
// read, what stands out, and what to open.
package summary

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"leitmotif/analysis"
	"leitmotif/analysis/sentiment"
	"leitmotif/cmd/leitmotif/internal/colour"
	"leitmotif/cmd/leitmotif/internal/figure"
	"leitmotif/corpus"
	"leitmotif/reports"
	"leitmotif/reports/page"
)

// Bounds on what is written.
const (
	maxFindings  = 3
	maxLanguages = 6
)

// NothingDated says that no article has a date.
const NothingDated = "no article has a date: nothing can be said over time"

// Run is what there is to say of a run.
type Run struct {
	Dir     string // of its files
	Result  *analysis.Result
	View    *page.View // nil where the page is not known
	Took    time.Duration
	Deep    sentiment.DeepReading
	LeftOut string // files that were not read, "" = none
	Colours colour.Palette
}

// Print writes the summary in English.
func (r *Run) Print(to io.Writer) error {
	tell, err := page.NewTeller(reports.English)
	if err != nil {
		return err
	}
	var b strings.Builder
	line := func(name, format string, args ...any) {
		fmt.Fprintf(&b, "%s%*s %s\n", r.Colours.Heading(name), max(0, 9-len(name)), "", fmt.Sprintf(format, args...))
	}
	n := &r.Result.Counts
	fmt.Fprintf(&b, "%s, %s among them, %s rejected; %s; %s\n", figure.Counted(n.Articles, "article"), copies(n.Duplicates),
		figure.Counted(n.Rejected, "record"), figure.Counted(len(r.Result.Topics), "topic"), figure.Took(r.Took))
	if text := r.languages(tell); text != "" {
		line("languages", "%s", text)
	}
	if r.View != nil {
		if _, published := tell.Head(r.View.Corpus); published != "" {
			line("published", "%s%s", published, undated(n.Undated))
		}
	}
	if cfg := &r.Result.Config; !cfg.Since.IsZero() || !cfg.Until.IsZero() {
		line("window", "%s", figure.Window(bound(cfg.Since), bound(cfg.Until)))
	}
	for _, text := range r.remarks() {
		b.WriteString(text + "\n")
	}
	if r.View != nil {
		for i, text := range r.findings(tell) {
			name := ""
			if i == 0 {
				name = "findings"
			}
			line(name, "%s", text)
		}
	}
	line("tables", "%s", filepath.Join(r.Dir, "*.parquet"))
	line("open", "%s", filepath.Join(r.Dir, reports.ReportFile))
	if tell.Err() != nil {
		return tell.Err()
	}
	_, err = io.WriteString(to, b.String())
	return err
}

// findings are the first sentences of the page but for that on the data, of which the summary has
// lines of its own.
func (r *Run) findings(tell *page.Teller) []string {
	var list []page.Finding
	for _, f := range r.View.Findings {
		if f.Kind != page.Data && len(list) < maxFindings {
			list = append(list, f)
		}
	}
	_, lines := tell.Findings(list)
	return lines
}

func copies(n int) string {
	if n == 1 {
		return "1 copy"
	}
	return figure.Count(n) + " copies"
}

func undated(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("; %s without a date", figure.Count(n))
}

func bound(at time.Time) *time.Time {
	if at.IsZero() {
		return nil
	}
	return &at
}

// languages says how many articles and topics each language has, in the order of the spaces.
func (r *Run) languages(tell *page.Teller) string {
	var parts []string
	for i, s := range r.Result.Spaces {
		if i == maxLanguages {
			parts = append(parts, fmt.Sprintf("and %d more", len(r.Result.Spaces)-i))
			break
		}
		parts = append(parts, fmt.Sprintf("%s %s, %s", tell.LanguageName(s.Language), figure.Counted(s.Articles, "article"), figure.Counted(s.Topics, "topic")))
	}
	return strings.Join(parts, "; ")
}

// remarks are what the reader must know of the data, a line each.
func (r *Run) remarks() (lines []string) {
	n := &r.Result.Counts
	add := func(is bool, format string, args ...any) {
		if is {
			lines = append(lines, fmt.Sprintf(format, args...))
		}
	}
	for i := range r.Result.Spaces {
		s := &r.Result.Spaces[i]
		add(s.Topics < s.Sought || s.Unclear > 0, "topics of %s: %d sought, %d hold; %.0f %% of the stories have no clear topic",
			s.Language, s.Sought, s.Topics, 100*float64(s.Unclear)/float64(max(1, s.Rows)))
	}
	add(r.Deep.Sentences > 0, "tone: %s read deeply, in %.1f s over all threads", figure.Counted(r.Deep.Sentences, "sentence"), r.Deep.Time.Seconds())
	add(n.Shortened > 0, "shortened: %s with a title or another field over its bound", figure.Counted(n.Shortened, "article"))
	add(n.Zoneless > 0, "times without a zone: %s, read in that of their outlet (--time-zone, else UTC); %s of them where clocks were changed",
		figure.Counted(n.Zoneless, "article"), figure.Count(n.Ambiguous))
	add(n.Truncated > 0, "truncated: %s of which the input holds the beginning alone", figure.Counted(n.Truncated, "article"))
	add(n.Outside+n.OutsideUndated > 0, "left out: %s published outside the window, %s without a date", figure.Counted(n.Outside, "article"), figure.Count(n.OutsideUndated))
	add(n.Known > 0, "left out: %s of earlier runs", figure.Counted(n.Known, "article"))
	add(r.LeftOut != "", "%s", r.LeftOut)
	add(n.AllUndated(), NothingDated)
	return append(lines, corpus.NameUnused(r.Result.Unused)...)
}
