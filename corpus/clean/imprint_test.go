package clean_test

import (
	"strings"
	"testing"
	"time"

	"leitmotif/corpus"
	"leitmotif/corpus/clean"
)

func TestSignature(t *testing.T) {
	for _, c := range []struct{ line, author, outlet, published string }{
		{"Von Karin Holm, Alpenblatt | 14. Oktober 2026, 07.30 Uhr | Lesezeit: 2 Minuten", "Karin Holm", "Alpenblatt", "2026-10-14 07:30"},
		{"By Jane Doe, 2 September 2026", "Jane Doe", "", "2026-09-02 00:00"},
		{"By Jane Doe, Example Weekly, September 2, 2026", "Jane Doe", "Example Weekly", "2026-09-02 00:00"},
		{"By Jane Doe 2 September 2026", "Jane Doe", "", "2026-09-02 00:00"},
		{"By Jane Doe and John Smith on September 2, 2026 at 6:05 pm", "Jane Doe and John Smith", "", "2026-09-02 18:05"},
		{"Von Mareike Dohm, Norderhafen, 30. September 2026", "Mareike Dohm", "", "2026-09-30 00:00"}, // a place
		{"Von Severin Aigner ·", "Severin Aigner", "", ""},
		{"Von Anna von Stein und Karl Berg", "Anna von Stein und Karl Berg", "", ""},
		{"Von Anna Stein, Karl Berg und Eva Zahl", "Anna Stein, Karl Berg und Eva Zahl", "", ""},
		{"Das Gespräch führte Dorothea Kalb für den Börsenboten.", "Dorothea Kalb", "", ""},
		{"Veronika Thaler | 4. Oktober 2026, 07.15 Uhr", "", "", "2026-10-04 07:15"}, // might be a place
		{"Johanna Rieder – 24. Oktober 2026, 06.30 Uhr", "", "", "2026-10-24 06:30"},
		{"Example Weekly · 4 October 2026 · 3 min read", "", "Example Weekly", "2026-10-04 00:00"},
		{"Stand: 14.10.2026, 07:30 Uhr", "", "", "2026-10-14 07:30"},
		{"Published: 14 October 2026", "", "", "2026-10-14 00:00"},
		{"Veröffentlicht am 14.10.2026 | Aktualisiert am 15.10.2026", "", "", "2026-10-14 00:00"},
		{"Published 14 October 2026, updated 15 October 2026, 9:00", "", "", ""}, // two days: not a time stamp
		{"Aktualisiert am 15.10.2026", "", "", ""},
		{"Stand: 31.11.2026, 07:30 Uhr", "", "", ""},
		{"Stand: 14.10.1926, 07:30 Uhr", "", "", ""}, // older than any page
		{"Von Berlin nach Oslo", "", "", ""},
		{"Von Wien und München, 3. März 2021", "", "", ""},
		{"By train and by bus | 3 March 2021", "", "", ""},
		{"Falkenau – Hallborn 3:1", "", "", ""},
		{"> Date: 5 Apr 2026 16:30:50 GMT", "", "", ""}, // quotes another message
	} {
		a := &corpus.Article{Title: "Rat vertagt sich", Text: c.line + "\n\n" + body}
		if _, err := clean.Article(a); err != nil {
			t.Fatal(err)
		}
		published := ""
		if !a.Published.IsZero() {
			published = a.Published.Format("2006-01-02 15:04")
		}
		if a.Author != c.author || a.Source != c.outlet || published != c.published {
			t.Errorf("%q: author %q, outlet %q, published %q", c.line, a.Author, a.Source, published)
		}
		if found := c.author+c.outlet+c.published != ""; found && a.Text != cleaned {
			t.Errorf("%q stays: %q", c.line, a.Text)
		}
	}
}

func TestSentencesAreNoSignatures(t *testing.T) {
	for _, line := range []string{
		"Von Berlin nach Oslo",
		"By train and by bus | 3 March 2021",
		"Falkenau – Hallborn 3:1",
		"Berlin – die Stadt am Fluss",
		"Punkte | 14.10.2026 | 3:1",
		"Das Gespräch führte zu nichts.",
		"Die Fragen stellte niemand für ihn.",
		"Von Karin Holm, die das Haus am 3. März 2021 kaufte",
	} {
		a := &corpus.Article{Title: "Rat vertagt sich", Text: line + "\n\n" + body}
		if removed, err := clean.Article(a); err != nil || a.Text != line+"\n"+cleaned || removed != 0 || a.Author != "" {
			t.Errorf("%q: %q, author %q, %v", line, a.Text, a.Author, err)
		}
	}
}

func TestNoticeNamesOutlet(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"© 2026 Alpenblatt", "Alpenblatt"},
		{"© 2026 Alpenblatt | Impressum | Datenschutz", "Alpenblatt"},
		{"© 2026 Alpenblatt Verlag GmbH. Alle Rechte vorbehalten.", "Alpenblatt"},
		{"© Nordlicht Zeitung – alle Rechte vorbehalten", "Nordlicht Zeitung"},
		{"Copyright © 2019-2026 by Example Weekly. All rights reserved.", "Example Weekly"},
		{"(c) 2026 Example Weekly", "Example Weekly"},
		{"© Jane Doe", ""}, // a photographer
		{"© 2026 dpa", ""},
		{"© 2026 Getty Images. All rights reserved.", ""},
		{"Copyright law of 2026", ""},
		{"© 2026", ""},
	} {
		a := &corpus.Article{Title: "Rat vertagt sich", Text: body + "\n\n" + c.line}
		if _, err := clean.Article(a); err != nil || a.Source != c.want {
			t.Errorf("%q: outlet %q, want %q, %v", c.line, a.Source, c.want, err)
		}
	}
	a := &corpus.Article{Text: body + "\n\n© 2026 Alpenblatt\n\n" + body}
	if _, err := clean.Article(a); err != nil || a.Source != "" {
		t.Errorf("a notice within the text names the outlet %q", a.Source)
	}
}

func TestDateOfFileAndDateline(t *testing.T) {
	for _, c := range []struct {
		file   string
		record int
		begins string
		want   string
	}{
		{"news/2026-10-22-inside-the-rack.txt", 1, "", "2026-10-22"},
		{"20261022_rack.html", 1, "", "2026-10-22"},
		{"news.zip!2026/2026-10-22.md", 1, "", "2026-10-22"},
		{"2026-10-22 rack.txt.gz", 1, "", "2026-10-22"},
		{"2026-10-22-rack.jsonl", 1, "", ""}, // its records are articles
		{"2026-10-22-rack.txt", 7, "", ""},   // neither is this one article
		{"2026-1022-rack.txt", 1, "", ""},    // neither form of ISO 8601
		{"2026-10-223-rack.txt", 1, "", ""},  // goes on
		{"2026-11-31-rack.txt", 1, "", ""},   // there is no such day
		{"20269999_rack.txt", 1, "", ""},     // nor this one
		{"rack-2026-10-22.txt", 1, "", ""},   // not at the beginning
		{"2026-10-22/rack.txt", 1, "", ""},   // a directory
		{"a.txt", 1, "Altbrück, 21. Oktober 2026. ", "2026-10-21"},
		{"a.txt", 1, "LONDON, March 3, 2021 (Agency) - ", "2021-03-03"},
		{"a.txt", 1, "Bad Musterstadt, 3.4.2021 – ", "2021-04-03"},
		{"a.txt", 1, "Altbrück, 21. Oktober. ", ""},
		{"a.txt", 1, "Am Montag, 21. Oktober 2026, ", ""},
		{"a.txt", 1, "Steinau, 21. Oktober 1926. ", ""},
		{"2026-10-22-a.txt", 1, "Altbrück, 21. Oktober 2026. ", "2026-10-22"},
		{"2026-10-22-a.txt", 1, "Von Karin Holm, 20. Oktober 2026\n\n", "2026-10-20"},
	} {
		a := &corpus.Article{Input: corpus.Origin{File: c.file, Record: c.record}, Title: "Rat vertagt sich", Text: c.begins + body}
		if _, err := clean.Article(a); err != nil {
			t.Fatal(err)
		}
		got := ""
		if !a.Published.IsZero() {
			got = a.Published.Format(time.DateOnly)
		}
		if got != c.want {
			t.Errorf("%s#%d %q: published %q, want %q", c.file, c.record, c.begins, got, c.want)
		}
		if c.begins != "" && !strings.HasPrefix(c.begins, "Von") && !strings.HasPrefix(a.Text, c.begins) {
			t.Errorf("the dateline %q went: %q", c.begins, a.Text)
		}
	}
}

// What the input gives is never replaced by a signature.
func TestSignatureKeepsGivenFields(t *testing.T) {
	given := time.Date(2020, 1, 2, 0, 0, 0, 0, time.UTC)
	a := &corpus.Article{
		Input: corpus.Origin{File: "2026-10-22-a.txt", Record: 1}, Title: "Rat", Author: "Redaktion", Source: "Archiv", Published: given,
		Text: "Von Karin Holm, Alpenblatt | 14. Oktober 2026, 07.30 Uhr\n\n" + body + "\n\n© 2026 Alpenblatt",
	}
	bad := *a
	bad.Published, bad.BadDate = time.Time{}, "2026-02-31"
	for _, a := range []*corpus.Article{a, &bad} {
		want := a.Published
		if _, err := clean.Article(a); err != nil || a.Text != cleaned || a.Author != "Redaktion" || a.Source != "Archiv" || !a.Published.Equal(want) {
			t.Errorf("given fields were replaced: %+v, %v", a, err)
		}
	}
}

// A page that states its date by microdata alone.
func TestMicrodataDate(t *testing.T) {
	marked := strings.Replace(page, `<h1>`, `<time itemprop="datePublished" datetime="2021-03-12T14:05:00+01:00">gestern</time><h1>`, 1)
	start, end := strings.Index(marked, "<script"), strings.Index(marked, "</script>")
	a := &corpus.Article{Text: marked[:start] + marked[end+len("</script>"):], Markup: corpus.Page}
	if _, err := clean.Article(a); err != nil {
		t.Fatal(err)
	}
	if want := time.Date(2021, 3, 12, 13, 5, 0, 0, time.UTC); !a.Published.Equal(want) {
		t.Errorf("published %s, want %s", a.Published, want)
	}
}
