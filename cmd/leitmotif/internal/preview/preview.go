// Package preview prints what a check of inputs found, for people.
package preview

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"leitmotif/cmd/leitmotif/internal/figure"
	"leitmotif/corpus/check"
)

// most is the number of inputs that are printed one by one.
const most = 20

// Print writes a report. Of many inputs it prints those first of which something was lost or
// least is known, and says how many it leaves out.
func Print(w io.Writer, r *check.Report) error {
	inputs := slices.Clone(r.Inputs)
	if len(inputs) > most {
		slices.SortStableFunc(inputs, func(a, b check.Input) int { return cmp.Compare(loss(&b), loss(&a)) })
	}
	for i := range inputs[:min(most, len(inputs))] {
		if err := printInput(w, &inputs[i]); err != nil {
			return err
		}
	}
	if left := len(inputs) - most; left > 0 {
		if _, err := fmt.Fprintf(w, "and %s, of which no more was lost; --json lists all\n\n", figure.Counted(left, "more input")); err != nil {
			return err
		}
	}
	return printTotal(w, r)
}

// loss is the share of the records of an input that is lost, or less where only dates are.
func loss(in *check.Input) float64 {
	rejects := 0
	for _, n := range in.Rejects {
		rejects += n
	}
	if rejects > 0 {
		return 1 + float64(rejects)/float64(rejects+in.Articles)
	}
	return 1 - float64(in.Known.Date)/float64(max(1, in.Articles))
}

// lines writes lines of a name and what is said of it.
type lines struct {
	w   io.Writer
	err error
}

func (l *lines) add(name, format string, args ...any) {
	if said := fmt.Sprintf(format, args...); l.err == nil && said != "" {
		_, l.err = fmt.Fprintf(l.w, "  %-9s  %s\n", name, said)
	}
}

func printInput(w io.Writer, in *check.Input) error {
	form := in.Form
	if form == "" {
		form = "form unknown"
	}
	if _, err := fmt.Fprintf(w, "%s\n", in.Name); err != nil {
		return err
	}
	l := &lines{w: w}
	l.add("form", "%s, %s", form, size(in.Bytes))
	l.add("articles", "%s%s", figure.Count(in.Articles), counts("; rejected", in.Rejects))
	for _, x := range in.Examples {
		place := "the file"
		if x.Record > 0 {
			place = "record " + figure.Count(x.Record)
		}
		l.add("", "%s: %s: %s", place, x.Reason, cmp.Or(x.Detail, "no more is known"))
	}
	if in.Articles > 0 {
		l.add("known", "%s", known(in))
	}
	for _, f := range in.Fields {
		l.add("field", "%s from %s (%s): %s", f.Field, f.Name, figure.Count(f.Records), quoted(f.Examples))
	}
	for _, u := range in.Unused {
		if u.Looks != "" {
			l.add("unused", "%s looks like a %s: %s", u.Name, u.Looks, quoted(u.Examples))
		}
	}
	l.add("unused", "%s", strings.Join(other(in.Unused), ", "))
	if a := in.First; a != nil {
		l.add("first", "%s", cmp.Or(a.Title, "(without a title)"))
		l.add("", "%s", said(a))
		for _, line := range strings.Split(a.Text, "\n") {
			l.add("", "| %s", line)
		}
		for _, line := range a.Removed {
			l.add("removed", "- %s", line)
		}
	}
	if l.err == nil {
		_, l.err = fmt.Fprintln(w)
	}
	return l.err
}

// quoted gives examples for people.
func quoted(examples []string) string {
	var parts []string
	for _, x := range examples {
		parts = append(parts, fmt.Sprintf("%q", x))
	}
	return strings.Join(parts, ", ")
}

// other gives the unused names that look like no field.
func other(unused []check.Unused) (names []string) {
	for _, u := range unused {
		if u.Looks == "" {
			names = append(names, u.Name)
		}
	}
	return names
}

// known says of what share of the articles is known what.
func known(in *check.Input) string {
	k := &in.Known
	var parts []string
	for _, x := range [...]struct {
		name string
		n    int
	}{{"title", k.Title}, {"date", k.Date}, {"outlet", k.Source}, {"url", k.URL}, {"author", k.Author}} {
		parts = append(parts, fmt.Sprintf("%s %s", x.name, share(x.n, in.Articles)))
	}
	parts = append(parts, "language"+cmp.Or(strings.TrimPrefix(counts("", k.Language), ":"), " none"))
	for _, x := range [...]struct {
		name string
		n    int
	}{{"dates that cannot be", k.BadDate}, {"times without a zone", k.Zoneless}, {"repaired", k.Repaired}, {"truncated", k.Truncated}, {"shortened", k.Shortened}} {
		if x.n > 0 {
			parts = append(parts, x.name+" "+figure.Count(x.n))
		}
	}
	return strings.Join(parts, ", ")
}

// said is what is known of an article beside title and text.
func said(a *check.Article) string {
	var parts []string
	if !a.Published.IsZero() {
		layout := cmp.Or(map[string]string{"day": time.DateOnly, "month": "2006-01", "year": "2006"}[a.Precision], time.RFC3339)
		parts = append(parts, a.Published.Format(layout))
	}
	for _, s := range []string{a.Source, a.Author, a.Language, a.URL} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return cmp.Or(strings.Join(parts, ", "), "nothing else is known of it")
}

func printTotal(w io.Writer, r *check.Report) error {
	articles, dated := 0, 0
	for i := range r.Inputs {
		articles += r.Inputs[i].Articles
		dated += r.Inputs[i].Known.Date
	}
	lost, of := r.Lost()
	_, err := fmt.Fprintf(w, "%s: %s, %s of %s rejected (%s)\n", figure.Counted(len(r.Inputs), "input"), figure.Counted(articles, "article"), figure.Count(lost), figure.Counted(of, "record"), share(lost, of))
	if err == nil && articles > 0 && dated == 0 {
		_, err = fmt.Fprintln(w, "No article has a date: there will be no trends, and windows (--since, --until) hold none.")
	}
	return err
}

// counts gives counts by name behind a text, as ": name count, ...".
func counts(before string, by map[string]int) string {
	if len(by) == 0 {
		return ""
	}
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(by)) {
		parts = append(parts, name+" "+figure.Count(by[name]))
	}
	return before + ": " + strings.Join(parts, ", ")
}

// share gives a part in percent; "all" and "none" are what they say.
func share(n, of int) string {
	switch {
	case n == 0:
		return "none"
	case n == of:
		return "all"
	}
	return fmt.Sprintf("%.1f %%", 100*float64(n)/float64(of))
}

// size gives bytes for people.
func size(n int64) string {
	switch {
	case n >= 1e6:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	case n >= 1e3:
		return fmt.Sprintf("%.1f kB", float64(n)/1e3)
	}
	return fmt.Sprintf("%d bytes", n)
}
