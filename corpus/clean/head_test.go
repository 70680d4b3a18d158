package clean_test

import (
	"strings"
	"testing"

	"leitmotif/corpus"
	"leitmotif/corpus/clean"
)

// body stands below the heads under test.
const body = "Der Gemeinderat hat am Montag über die alte Brücke beraten und sich auf den Herbst vertagt.\n\nEin Gutachten fehlt noch."

// cleaned is what is left of body.
const cleaned = "Der Gemeinderat hat am Montag über die alte Brücke beraten und sich auf den Herbst vertagt.\nEin Gutachten fehlt noch."

// A page saved as text begins with its site. The first line comes as the title.
func TestTitleOfSavedPage(t *testing.T) {
	const title = "Rat vertagt Entscheidung über Brücke"
	for _, c := range []struct{ name, head, foot string }{
		{name: "skip link, bar and breadcrumb", head: "Zum Inhalt springen\n\nStartseite | Wirtschaft | Technik | Abo\n\n" + title +
			"\n\nStartseite > Technik > " + title + "\n\n" + title + "\n\nTeilen Merken Drucken\n\n" + title},
		{name: "note about cookies", head: "Wir verwenden Cookies, um unser Angebot zu verbessern.\nAlle annehmen\nEinstellungen\n\n" + title},
		{name: "middle dots", head: "Home · News · Sport · Culture\n\n" + title},
		{name: "outlet, bar", head: "Musterblatt\nNews | Politik | Kultur\n\n" + title, foot: "\n\n© 2021 Musterblatt"},
		{name: "outlet known by its name alone", head: "Muster Zeitung\nNews | Politik | Kultur\n\n" + title},
		{name: "slogan, repeated title", head: "Gut, dass wir da sind\n\nNews | Politik | Kultur\n\n" + title + "\n\n" + title},
		{name: "slogan, breadcrumb cut short", head: "Gut, dass wir da sind\n\nHome › Lokales › Rat vertagt Entsch…\n\n" + title + "\n\nPolitik › " + title},
		{name: "section list, byline", head: "Menü\nPolitik\nKultur\nSport\nAbo ab 4,90 Euro\nHeute: heiter\n\n" + title + "\n\nVon Erika Beispiel"},
		{name: "kicker, share bar", head: "Skip to main content\nBrücken\n\n" + title + "\n\nArtikel teilen: Per E-Mail Link kopieren Drucken"},
	} {
		first, rest, _ := strings.Cut(c.head, "\n")
		a := &corpus.Article{Title: first, Text: rest + "\n\n" + body + c.foot}
		if _, err := clean.Article(a); err != nil || a.Title != title || a.Text != cleaned {
			t.Errorf("%s: title %q, text %q, %v", c.name, a.Title, a.Text, err)
		}
	}
}

// Nothing of an ordinary text is taken for the site around it.
func TestTitleStays(t *testing.T) {
	for _, c := range []struct{ name, title, head string }{
		{"no navigation", "Rat vertagt sich", "Was die Brücke kostet"},
		{"a line that repeats without navigation", "Rat vertagt sich", "Und wieder ein Nein\nUnd wieder ein Nein"},
		{"two sections are headings", "Rat vertagt sich", "Politik\nWirtschaft"},
		{"one section", "Rat vertagt sich", "Wirtschaft"},
		{"a title of two parts", "Rat | Entscheidung vertagt", "Was die Brücke kostet"},
		{"a trail that is none", "Home / Away: a season in figures", "What the bridge costs"},
		{"a table", "Rat vertagt sich", "Verein | Spiele | Punkte"},
		{"a table of departments", "Rat vertagt sich", "Ressort | Sport | Kosten | Stellen | Plan"},
		{"quotation marks", "Rat vertagt sich", "Sie sagt: »Home« » das ist hier"},
		{"fractions", "Rat vertagt sich", "3 / 4 / 5"},
		{"a title of nothing but a section", "Sport", "Was die Brücke kostet"},
	} {
		a := &corpus.Article{Title: c.title, Text: c.head + "\n\n" + body}
		want := c.head + "\n" + cleaned
		if removed, err := clean.Article(a); err != nil || a.Title != c.title || a.Text != want || removed != 0 {
			t.Errorf("%s: title %q, text %q (removed %.2f), %v", c.name, a.Title, a.Text, removed, err)
		}
	}
}

// A title that the input gives is right even where the text is a page saved as text.
func TestGivenTitleStays(t *testing.T) {
	a := &corpus.Article{Title: "Rat vertagt sich wieder", Text: "News | Politik | Kultur\nGut, dass wir da sind\nRat vertagt sich wieder\n\n" + body}
	if _, err := clean.Article(a); err != nil || a.Title != "Rat vertagt sich wieder" || a.Text != cleaned {
		t.Errorf("title %q, text %q, %v", a.Title, a.Text, err)
	}
	alone := &corpus.Article{Title: "Zum Inhalt springen", Text: body}
	if _, err := clean.Article(alone); err != nil || alone.Title != "Zum Inhalt springen" || alone.Text != cleaned {
		t.Errorf("title %q, text %q, %v", alone.Title, alone.Text, err)
	}
}

func TestFootGoes(t *testing.T) {
	for _, foot := range []string{
		"Newsletter bestellen | Seite drucken | Nach oben",
		"Share this article: Email | Copy link | Print",
		"Share on Mastodon | Share by email | Copy link | Print",
		"© Musterblatt – alle Rechte vorbehalten",
		"© 2021 Musterblatt | Impressum | Datenschutz",
		"© 2021 Musterblatt Verlag. Alle Rechte vorbehalten. Nachdruck nur mit Genehmigung.",
		"Copyright 2021 Example Media. All rights reserved.",
		"Impressum\nDatenschutz\nKontakt",
		"Der Beitrag Rat vertagt sich erschien zuerst im Musterblatt.",
		"The post Council adjourns appeared first on Example Weekly.",
		"Das könnte Sie auch interessieren\n\nWas die Brücke kostet\n\nWie hoch das Wasser steht",
		"Kommentare (2)\nerika vor 3 Stunden\nDanke für den Bericht!\nAntworten",
	} {
		if got, _ := clean.Text(body+"\n\n"+foot, ""); got != cleaned {
			t.Errorf("%q stays: %q", foot, got)
		}
	}
	for _, content := range []string{
		"Der Beitrag der Stadt erschien zu hoch.",
		"Copyright law reserves few rights.",
		"Lokales Wissen | ein Gewinn",
		"Mehr zum Thema\n\nWas die Brücke kostet\n\nDie Sanierung kostet vier Millionen Euro.",
	} {
		got, _ := clean.Text(body+"\n\n"+content, "")
		if _, last, _ := strings.Cut(content, "\n\n"); !strings.HasSuffix(got, strings.ReplaceAll(last, "\n\n", "\n")) || last == "" && !strings.HasSuffix(got, content) {
			t.Errorf("%q goes: %q", content, got)
		}
	}
}
