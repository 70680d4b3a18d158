package clean_test

import (
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"leitmotif/corpus"
	"leitmotif/corpus/clean"
)

func TestPlainArticle(t *testing.T) {
	a := &corpus.Article{
		Title: "Rat vertagt Entscheidung über Brücke",
		Text: `Rat vertagt Entscheidung über Brücke

RAT VERTAGT ENTSCHEIDUNG ÜBER BRÜCKE

Von Erika Beispiel
12.03.2021, 14:05 Uhr

Der Gemeinderat hat am Montag über die alte Brücke beraten.

Blick auf eine steinerne Brücke mit drei Bögen, im Hintergrund Häuser einer kleinen Stadt.
Bildnachweis: Stadt Musterhausen

„Wir brauchen   mehr Zeit“, sagte die Bürgermeisterin.

Lesen Sie auch: Was die Sanierung kosten würde

Quelle & Bilder

Facebook Twitter WhatsApp E-Mail

Schreibe einen Kommentar

Deine E-Mail-Adresse wird nicht veröffentlicht. Erforderliche Felder sind mit * markiert

Name *
`,
	}
	removed, err := clean.Article(a)
	if err != nil {
		t.Fatal(err)
	}
	want := "Der Gemeinderat hat am Montag über die alte Brücke beraten.\n„Wir brauchen mehr Zeit“, sagte die Bürgermeisterin."
	if a.Text != want {
		t.Errorf("text %q\nwant %q", a.Text, want)
	}
	if removed < 0.7 || removed >= 1 {
		t.Errorf("removed share %.2f", removed)
	}
}

const page = `<!DOCTYPE html><html lang="de-AT"><head><title>Rat vertagt Entscheidung über Brücke - Musterblatt</title>
<meta property="og:site_name" content="Musterblatt">
<meta name="author" content="Erika Beispiel">
<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2021-03-12T14:05:00+01:00"}</script>
</head><body><nav><a href="/">Start</a> <a href="/sport">Sport</a></nav>
<article><h1>Rat vertagt Entscheidung über Brücke</h1>
<p>Der Gemeinderat hat am Montag über die alte Brücke beraten und die Entscheidung auf den Herbst verschoben, weil ein Gutachten fehlt.</p>
<figure><img src="b.jpg"><figcaption>Die Brücke am Abend. Foto: Stadt</figcaption></figure>
<p>„Wir brauchen mehr Zeit“, sagte die Bürgermeisterin nach der Sitzung, in der sich die Fraktionen nicht einigen konnten.</p>
<p>Die Brücke stammt aus dem Jahr 1890 und ist seit zwei Jahren für schwere Fahrzeuge gesperrt, was viele Betriebe ärgert.</p>
</article><footer>Impressum Datenschutz</footer></body></html>`

func TestPage(t *testing.T) {
	a := &corpus.Article{Text: page, Markup: corpus.Page}
	if _, err := clean.Article(a); err != nil {
		t.Fatal(err)
	}
	if a.Markup != corpus.Plain || a.Title != "Rat vertagt Entscheidung über Brücke" || a.Source != "Musterblatt" ||
		a.Author != "Erika Beispiel" || a.Language != "de" {
		t.Errorf("title %q, outlet %q, author %q, language %q, markup %d", a.Title, a.Source, a.Author, a.Language, a.Markup)
	}
	if want := time.Date(2021, 3, 12, 13, 5, 0, 0, time.UTC); !a.Published.Equal(want) {
		t.Errorf("published %s, want %s", a.Published, want)
	}
	if !strings.HasPrefix(a.Text, "Der Gemeinderat") || strings.Count(a.Text, "\n") != 2 || strings.Contains(a.Text, "Foto") ||
		strings.Contains(a.Text, "Impressum") {
		t.Errorf("text %q", a.Text)
	}
}

// What the input gives is never replaced by what the page says.
func TestPageKeepsGivenFields(t *testing.T) {
	given := time.Date(2020, 1, 2, 0, 0, 0, 0, time.UTC)
	a := &corpus.Article{
		Text: page, Markup: corpus.Page, Title: "Brücke", Source: "Archiv", Author: "Redaktion", Language: "en",
		Published: given, URL: "https://example.org/a",
	}
	if _, err := clean.Article(a); err != nil {
		t.Fatal(err)
	}
	if a.Title != "Brücke" || a.Source != "Archiv" || a.Author != "Redaktion" || a.Language != "en" || !a.Published.Equal(given) ||
		a.URL != "https://example.org/a" {
		t.Errorf("given fields were replaced: %+v", a)
	}
	bad := &corpus.Article{Text: page, Markup: corpus.Page, BadDate: "2021-02-31"}
	if _, err := clean.Article(bad); err != nil || !bad.Published.IsZero() {
		t.Errorf("an impossible date was replaced by %s (%v)", bad.Published, err)
	}
}

func TestMarkup(t *testing.T) {
	for _, c := range []struct {
		name   string
		markup corpus.Markup
		text   string
		want   string
	}{
		{"paragraphs", corpus.Fragment, "<p>Eins <b>zwei</b>.</p><p>Drei&nbsp;vier.<br>Fünf.</p>", "Eins zwei.\nDrei vier.\nFünf."},
		{"source line breaks are blanks", corpus.Fragment, "<p>Eins\nzwei</p>", "Eins zwei"},
		{"list and table", corpus.Fragment, "<ul><li>a b</li><li>c</li></ul><table><tr><td>x</td><td>1</td></tr></table>", "a b\nc\nx 1"},
		{"code, controls and captions are silent", corpus.Fragment,
			"<p>Text.</p><script>alert(1)</script><style>p{}</style><form><button>Senden</button></form><figure><figcaption>Bild</figcaption></figure>", "Text."},
		{"entities", corpus.Fragment, "a &amp; b &lt;c&gt;", "a & b <c>"},
		{"no markup at all", corpus.Fragment, "Nur Text", "Nur Text"},
		{"words within a block stay whole", corpus.Fragment, "<p>Wort<b>teil</b> <i>kursiv</i></p>", "Wortteil kursiv"},
		{"headings, emphasis, links", corpus.Markdown, "# Titel\n\nEin *Wort* und [ein Link](http://x.example).\n\n- a\n- b\n", "Titel\nEin Wort und ein Link.\na\nb"},
		{"hard and soft breaks", corpus.Markdown, "Eins\nzwei  \ndrei", "Eins zwei\ndrei"},
		{"HTML in Markdown", corpus.Markdown, "Vor\n\n<div>Drin <b>fett</b></div>\n\nNach", "Vor\nDrin fett\nNach"},
		{"reference links", corpus.Markdown, "Siehe [dort][1].\n\n[1]: http://x.example", "Siehe dort."},
	} {
		a := &corpus.Article{Text: c.text, Markup: c.markup}
		if _, err := clean.Article(a); err != nil || a.Text != c.want {
			t.Errorf("%s: %q, %v; want %q", c.name, a.Text, err, c.want)
		}
	}
}

func TestRejects(t *testing.T) {
	for _, c := range []struct {
		name   string
		markup corpus.Markup
		text   string
		want   corpus.Reason
	}{
		{"empty", corpus.Plain, "", corpus.NoText},
		{"white space", corpus.Plain, " \n\u00a0\t\u200b", corpus.NoText},
		{"boilerplate alone", corpus.Plain, "Teilen\nFoto: dpa", corpus.NoText},
		{"empty page", corpus.Page, "<html><body></body></html>", corpus.NoText},
		{"deep page", corpus.Page, strings.Repeat("<div>", 10_000), corpus.Nesting},
		{"deep fragment", corpus.Fragment, strings.Repeat("<b><i>", 10_000) + "x", corpus.Nesting},
		{"deep quotation", corpus.Markdown, strings.Repeat("> ", 10_000) + "x", corpus.Nesting},
		{"deep list", corpus.Markdown, strings.Repeat("- ", 10_000) + "x", corpus.Nesting},
		{"many tags", corpus.Page, strings.Repeat("<p>x", 200_000), corpus.TooLarge},
		{"huge", corpus.Fragment, strings.Repeat("x", 9<<20), corpus.TooLarge},
	} {
		a := &corpus.Article{Text: c.text, Markup: c.markup, Input: corpus.Origin{File: "f", Record: 3}}
		removed, err := clean.Article(a)
		var r *corpus.Reject
		if !errors.As(err, &r) || r.Reason != c.want || r.Input != a.Input || removed != 0 {
			t.Errorf("%s: %v (%v), want %s", c.name, err, removed, c.want)
		}
		if a.Text != c.text || a.Markup != c.markup {
			t.Errorf("%s: the rejected article was changed", c.name)
		}
	}
}

// checkCleaned holds the promises of the package comment against an article.
func checkCleaned(t *testing.T, a *corpus.Article, removed float64) {
	t.Helper()
	if !(removed >= 0 && removed <= 1) {
		t.Fatalf("removed share %v", removed)
	}
	for _, s := range []string{a.Title, a.Text} {
		if !utf8.ValidString(s) || !norm.NFC.IsNormalString(s) {
			t.Fatalf("not valid UTF-8 in form C: %q", s)
		}
		if s != strings.TrimSpace(s) || strings.Contains(s, "  ") || strings.Contains(s, "\n\n") || strings.Contains(s, " \n") ||
			strings.ContainsAny(s, "\t\r\u00a0\u00ad\u200b\u202e\ufeff") {
			t.Fatalf("white space or invisible characters left: %q", s)
		}
	}
	if a.Text == "" || a.Markup != corpus.Plain {
		t.Fatalf("text %q, markup %d", a.Text, a.Markup)
	}
}

func FuzzArticle(f *testing.F) {
	f.Add("Titel", page, 1)
	f.Add("Titel", "<p>a<p>b<table><td>c", 2)
	f.Add("Titel", "# a\n> b\n1. c <b>", 3)
	f.Add("Rat vertagt", "Rat vertagt. Mehr.\n\nEine Brücke\nFoto: dpa\n\nFacebook\nTwitter\n\nLeave a Reply\nName", 0)
	f.Add("Skip to content", "Home | News | Sport\nSlogan of ours\nCouncil adjourns again\nHome > News > Council adjourns again\nBy Jane Doe, 3 March 2021\nText.\n© 2021 Example Post", 0)
	f.Add("Slogan of ours", "Politik\nKultur\nSport\nZwei\nRat vertagt sich wieder\nRat vertagt sich wieder\nMehr zum Thema\nEins\nKommentare (2)\nDrei", 0)
	f.Add("Titel - Hollenbecker Zeitung", "Ein Satz.\nZur Person\nIna Berg schreibt seit 2012 über Verkehr.\nJetzt weiterlesen mit Bote Plus. Jederzeit kündbar.\n4 Wochen für 1 Euro\n(dpa)", 0)
	f.Add("BrÃ¼cke", "Die BrÃ¼cke â€žgesperrtâ€œ… [+1800 chars]\ndpa-Notizblock\nOrte", 0)
	f.Add("a", "e\u200b\u0301 \u202ex\u00ad\r\n\n\n\u0085y\u200d\u2028", 0)
	f.Fuzz(func(t *testing.T, title, text string, markup int) {
		form := func(s string) string { return norm.NFC.String(strings.ToValidUTF8(s, "\ufffd")) }
		a := &corpus.Article{Title: form(title), Text: form(text), Markup: corpus.Markup(uint(markup) % 4)}
		removed, err := clean.Article(a)
		if err != nil {
			var r *corpus.Reject
			if !errors.As(err, &r) {
				t.Fatalf("error %v is no reject", err)
			}
			return
		}
		checkCleaned(t, a, removed)
		again := *a
		if removed, err := clean.Article(&again); err != nil || removed != 0 || again != *a {
			t.Fatalf("cleaned twice: %q, %q, %v, %v\ncleaned once: %q, %q", again.Title, again.Text, removed, err, a.Title, a.Text)
		}
	})
}

// What a page says of itself is held to the bounds of the fields.
func TestPageFieldsAreBounded(t *testing.T) {
	long := strings.Repeat("Hafen ", 20_000)
	a := &corpus.Article{Markup: corpus.Page, Text: `<html><head><title>` + long + `</title><meta name="author" content="` + long + `">` +
		`<meta property="og:title" content="` + long + `"><meta property="og:site_name" content="` + long + `">` +
		`<link rel="canonical" href="https://b.example/` + strings.ReplaceAll(long, " ", "-") + `"></head><body><article><h1>` + long +
		`</h1><p>Der Stadtrat von Hollenbeck hat am Abend beschlossen, die alte Brücke zu sperren.</p></article></body></html>`}
	if _, err := clean.Article(a); err != nil {
		t.Fatal(err)
	}
	if bounded := *a; !a.Shortened || func() bool { bounded.Bound(); return bounded != *a }() {
		t.Errorf("title of %d, author of %d, outlet of %d, URL of %d bytes, shortened %v", len(a.Title), len(a.Author), len(a.Source), len(a.URL), a.Shortened)
	}
}
