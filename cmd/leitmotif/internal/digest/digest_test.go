package digest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"strings"
	"testing"
	"time"

	"github.com/yuin/goldmark"

	"leitmotif/reports"
	"leitmotif/reports/page"
	"leitmotif/reports/table"
	"leitmotif/reports/view"
)

// made gives the digest of passes, beside a view of the last run.
func made(t *testing.T, language string, d Digest, v *page.View, passes ...pass) *Digest {
	t.Helper()
	told, err := page.NewTeller(language)
	if err != nil {
		t.Fatal(err)
	}
	d.Language, d.Report = language, "/srv/leitmotif/run=20261123T060000Z/report.html"
	d.write(teller{told, ownPhrases(language)}, v, passes)
	if err := told.Err(); err != nil {
		t.Error(err)
	}
	return &d
}

// passOf is a run on a day of November 2026 with changes.
func passOf(day, number int, changes ...table.ChangeRow) pass {
	m := &reports.Manifest{Facts: view.Facts{State: &view.State{Run: number, Fresh: 40}}}
	return pass{fmt.Sprintf("run=202611%02dT060000Z", day), time.Date(2026, 11, day, 6, 0, 0, 0, time.UTC), &table.Set{Changes: changes}, m}
}

func share(v float64) *float64 { return &v }

func rising(uid int32, label string) table.ChangeRow {
	return table.ChangeRow{Kind: "topic_rising", TopicUID: uid, Subject: label, Before: share(0.04), After: share(0.12), StoriesAfter: 9}
}

func someView() *page.View {
	v := &page.View{Corpus: page.Corpus{Articles: 1200, Topics: 13, First: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), Last: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)}}
	for i := range 6 {
		v.Findings = append(v.Findings, page.Finding{Kind: page.Rising, Topic: page.Ref{ID: i + 1, Label: fmt.Sprintf("Topic %d", i)}, Before: 0.05, Share: 0.11})
	}
	return v
}

// A digest says what the page says, in both languages.
func TestText(t *testing.T) {
	previous := time.Date(2026, 11, 22, 6, 0, 0, 0, time.UTC)
	one := Digest{Compared: true, Runs: 1, Previous: &previous}
	for language, want := range map[string][]string{
		"en": {"**13 topics in 1,200 articles**, 1 November to 22 November 2026\n", "Previous run: 22 November 2026, 06:00 UTC.", "- Kaiwerk, port ", "12%", "4%", "\nReport: /srv/leitmotif/run=20261123T060000Z/report.html\n"},
		"de": {"**13 Themen in 1.200 Artikeln**, 1. November bis 22. November 2026\n", "Lauf davor: 22. November 2026, 06:00 UTC.", "- Kaiwerk, port ", "12\u00a0%", "4\u00a0%", "\nBericht: /srv/leitmotif/"},
	} {
		d := made(t, language, one, someView(), passOf(23, 2, rising(7, "Kaiwerk, port")))
		for _, part := range want {
			if !strings.Contains(d.Text, part) {
				t.Errorf("%s: no %q in\n%s", language, part, d.Text)
			}
		}
		if strings.Count(d.Text, "\n- ") != 7 || strings.ContainsAny(d.Text, "<>") {
			t.Errorf("%s: not one change and six findings in\n%s", language, d.Text)
		}
	}
}

// Whatever there is to tell fits the bound, in text and page, and the rest is counted.
func TestBound(t *testing.T) {
	for n := range 60 {
		var rows []table.ChangeRow
		for i := range n {
			rows = append(rows, rising(int32(i+1), fmt.Sprint("Label ", i)))
		}
		d := made(t, "en", Digest{Compared: true, Runs: 1}, someView(), passOf(23, 2, rows...))
		var page bytes.Buffer
		if err := d.Write(&page, HTML); err != nil {
			t.Fatal(err)
		}
		if lines := strings.Count(d.Text, "\n"); lines > MaxLines || strings.Count(page.String(), "\n") > MaxLines {
			t.Errorf("%d changes: %d lines of text, %d of HTML", n, lines, strings.Count(page.String(), "\n"))
		}
		told := strings.Count(d.Text, "- Label ")
		if told < min(n, 14) || len(d.Changes) != n {
			t.Errorf("%d changes: %d told, %d listed", n, told, len(d.Changes))
		}
		if rest := fmt.Sprintf("- %d more", n-told); (n > told) != strings.Contains(d.Text, rest) {
			t.Errorf("%d changes, %d told:\n%s", n, told, d.Text)
		}
		if strings.Count(d.Text, "- Topic ") < leastFindings {
			t.Errorf("%d changes leave no findings:\n%s", n, d.Text)
		}
	}
}

// Of several runs each change has its day, once: that of the newest run which tells it.
func TestSeveralRuns(t *testing.T) {
	term := table.ChangeRow{Kind: "term_entered", Language: "en", Subject: "curfew", StoriesAfter: 5}
	silent := table.ChangeRow{Kind: "source_silent", Subject: "Hafenbote", Before: share(0.2)}
	last := passOf(23, 4, rising(7, "Kaiwerk"), silent)
	fresh, known := true, false
	last.set.Names = []table.Name{{Name: "Inga Petersen", Kind: "person", Stories: 3, IsNew: &fresh}, {Name: "Hallborn", Stories: 9, IsNew: &known}}
	d := made(t, "en", Digest{Compared: true, Runs: 3, Since: "run=20261120T060000Z", since: time.Date(2026, 11, 20, 6, 0, 0, 0, time.UTC)}, someView(),
		last, passOf(22, 3, rising(7, "Kaiwerk, port"), rising(8, "Flood")), passOf(21, 2, silent, term))
	var got []string
	for _, c := range d.Changes {
		got = append(got, c.Run[len("run=202611"):len("run=202611")+2]+" "+c.Subject)
	}
	if want := "23 Kaiwerk; 23 Hafenbote; 22 Flood; 21 curfew"; strings.Join(got, "; ") != want {
		t.Errorf("%q, want %q", got, want)
	}
	if len(d.NewNames) != 1 || d.NewNames[0] != (Name{"run=20261123T060000Z", "Inga Petersen", "person", 3}) {
		t.Errorf("new names are %+v", d.NewNames)
	}
	for _, part := range []string{"New names: Inga Petersen (3 stories).", "3 runs since that of 20 November 2026, 06:00 UTC.", "\n- Kaiwerk is rising: 12% of the new stories, 4% before. (23 Nov 2026)\n", "(22 Nov 2026)\n", "curfew (5 stories)"} {
		if !strings.Contains(d.Text, part) {
			t.Errorf("no %q in\n%s", part, d.Text)
		}
	}
}

// What cannot be said is said to be so.
func TestNothingToTell(t *testing.T) {
	for want, d := range map[string]*Digest{
		"Without a memory":               made(t, "en", Digest{Runs: 1}, someView()),
		"Ohne Gedächtnis":                made(t, "de", Digest{Runs: 1}, someView()),
		"No run since that of 1 January": made(t, "en", Digest{Compared: true, Since: "run=x"}, someView()),
		"Nothing unusual.":               made(t, "en", Digest{Compared: true, Runs: 1}, someView(), passOf(23, 2)),
		"06:00 UTC. Nothing un":          made(t, "en", Digest{Compared: true, Runs: 2, Since: "run=x", since: time.Date(2026, 11, 20, 6, 0, 0, 0, time.UTC)}, someView(), passOf(23, 3), passOf(22, 2)),
		"first run":                      made(t, "en", Digest{Compared: true, First: true, Runs: 1}, someView(), passOf(23, 1)),
		"8 more":                         made(t, "en", Digest{Compared: true, Runs: 1}, someView(), passOf(23, 2, terms(20)...)),
	} {
		if !strings.Contains(strings.ToLower(d.Text), strings.ToLower(want)) {
			t.Errorf("no %q in\n%s", want, d.Text)
		}
	}
}

func terms(n int) (rows []table.ChangeRow) {
	for i := range n {
		rows = append(rows, table.ChangeRow{Kind: "term_entered", Language: "en", Subject: fmt.Sprint("term", i), StoriesAfter: 5})
	}
	return rows
}

// Text of the corpus changes nothing in the form.
func TestForms(t *testing.T) {
	hostile := rising(1, "<!channel> [a](http://x) *b* <b>&amp;")
	d := made(t, "en", Digest{Compared: true, Runs: 1}, someView(), passOf(23, 2, hostile))
	d.Report = "https://example.org/report.html?a=1&b=2"
	d.closing = "Report: " + d.Report
	var out bytes.Buffer
	if err := d.Write(&out, HTML); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{`<a href="https://example.org/report.html?a=1&amp;b=2">`, "&lt;!channel&gt; [a](http://x) *b* &lt;b&gt;&amp;amp;", `<html lang="en">`} {
		if !strings.Contains(out.String(), part) {
			t.Errorf("no %q in\n%s", part, out.String())
		}
	}
	out.Reset()
	var back map[string]any
	if err := d.Write(&out, JSON); err != nil || json.Unmarshal(out.Bytes(), &back) != nil {
		t.Fatal(err)
	}
	if row := back["changes"].([]any)[0].(map[string]any); back["text"] != d.Text || row["after"] != 0.12 || row["topic_id"] != nil {
		t.Errorf("%s", out.String())
	}
	if err := d.Write(&out, "pdf"); err == nil {
		t.Error("a digest as PDF")
	}
}

// FuzzPlain lets Markdown show any text as it is.
func FuzzPlain(f *testing.F) {
	for _, text := range []string{"a_b _c_ *d*", "1. FC Köln", "<b>x</b> <1 % a<b", "[x](y) `z` \\", "AT&T &amp; &#65;", "- - -", "# head", "~~~", "<!channel>", "12) x", "\x00\xff\u2028", "a|b", "=="} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Contains(text, "\x00") || oneLine(text) == "" {
			return
		}
		var b bytes.Buffer
		if err := goldmark.Convert([]byte("- "+entry.ReplaceAllString(plain(text), `$1\$2`)+"\n"), &b); err != nil {
			t.Fatal(err)
		}
		shown, ok := strings.CutPrefix(b.String(), "<ul>\n<li>")
		shown, ends := strings.CutSuffix(shown, "</li>\n</ul>\n")
		if !ok || !ends || html.UnescapeString(shown) != oneLine(text) {
			t.Errorf("%q is shown as %q", text, b.String())
		}
	})
}
