package format

import (
	"fmt"
	"html"
	"strings"
	"testing"
	"time"

	"leitmotif/corpus"
)

// wikiDump is a dump of these pages.
func wikiDump(pages ...string) string {
	return `<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="de"><siteinfo><sitename>Wikinachrichten</sitename><dbname>dewn</dbname>
<base>https://de.wikinachrichten.example/wiki/Hauptseite</base><namespaces><namespace key="-1">Spezial</namespace><namespace key="0" /><namespace key="1">Diskussion</namespace></namespaces></siteinfo>
` + strings.Join(pages, "\n") + "</mediawiki>"
}

func wikiPage(title, namespace string, texts ...string) string {
	page := "<page><title>" + title + "</title>" + namespace + "<id>1</id>"
	for i, text := range texts {
		page += fmt.Sprintf(`<revision><id>%d</id><timestamp>2025-03-0%dT13:05:00Z</timestamp><contributor><username>Ina</username></contributor><model>wikitext</model><format>text/x-wiki</format><text xml:space="preserve">%s</text></revision>`,
			i, i+3, html.EscapeString(text))
	}
	return page + "</page>"
}

func TestWiki(t *testing.T) {
	got := readOne(t, "dump.xml", []byte(wikiDump(
		wikiPage("Brücke gesperrt: Warum?", "<ns>0</ns>", "Der [[Rat]] sperrt."),
		wikiPage("Diskussion:Brücke", "<ns>1</ns>", "Gerede"),
		wikiPage("Brücke", "<ns>0</ns><redirect title=\"x\" />", "#WEITERLEITUNG [[x]]"),
		wikiPage("Alt", "", " #redirect [[x]]"),
		wikiPage("Diskussion:Alt", "", "Gerede"),
		wikiPage("Vorlage", "<ns>0</ns>", "{{Vorlage}}"),
		wikiPage("Terminal", "<ns>0</ns>", "Newer.", "Newest text.", "{{Datum|3. März 2025}} Mit Datum."),
		strings.Replace(wikiPage("Modul", "<ns>0</ns>", "return 1"), "wikitext", "Scribunto", 1),
		"<page><title>Leer</title><ns>0</ns></page>")), Options{})
	wantOrder(t, got, "dump.xml#1", "dump.xml#6 no_text", "dump.xml#7", "dump.xml empty")
	wantArticle(t, *got.articles[0], corpus.Article{Title: "Brücke gesperrt: Warum?", Text: "Der Rat sperrt.", Source: "Wikinachrichten", Language: "de",
		URL: "https://de.wikinachrichten.example/wiki/Br%C3%BCcke_gesperrt:_Warum%3F", Published: time.Date(2025, 3, 3, 13, 5, 0, 0, time.UTC)})
	if a := got.articles[1]; a.Text != "Mit Datum." || !a.Published.Equal(time.Date(2025, 3, 3, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("newest revision: %+v", *a)
	}
	if detail := got.rejects[1].Detail; detail != "6 pages are no articles: 1 that are no wikitext, 1 without a revision, 2 of other namespaces, 2 that lead to others" {
		t.Error(detail)
	}
	wantOrder(t, readOne(t, "a.xml", []byte(wikiDump()), Options{}), "a.xml empty")
	opts := Options{}
	opts.Input.Limits.RecordBytes = 5000
	wantOrder(t, readOne(t, "a.xml", []byte(wikiDump(wikiPage("A", "", "a b"), wikiPage("B", "", strings.Repeat("b ", 2200)), wikiPage("C", "", "c"))), opts),
		"a.xml#1", "a.xml#2 too_large", "a.xml#3")
	var many []string
	for range 100 {
		many = append(many, strings.Repeat("x ", 100))
	}
	wantOrder(t, readOne(t, "a.xml", []byte(wikiDump(wikiPage("A", "", many...))), opts), "a.xml#1") // over the limit only as a page
	wantOrder(t, readOne(t, "a.xml", []byte(wikiDump(wikiPage("A", "", "a b"))[:600]), Options{}), "a.xml malformed")
}

func BenchmarkWiki2000Synthetic(b *testing.B) {
	text := "{{Datum|3. März 2025}}\n'''Hollenbeck''' – Der [[Rat (Stadt)|Rat]] der Stadt{{Ref|a}} sperrt die [[Brücke]].<ref>Quelle {{x|y}}</ref>\n\n" +
		strings.Repeat("Pendler müssen nun über die [[Tangente]] ausweichen, was den ''Weg'' um eine halbe Stunde verlängert. ", 15) + "\n== Quellen ==\n* [https://b.example/1 Bote]\n[[Kategorie:Verkehr]]"
	var pages []string
	for i := range 2000 {
		pages = append(pages, wikiPage(fmt.Sprint("Seite ", i), "<ns>0</ns>", text))
	}
	dump := []byte(wikiDump(pages...))
	benchmarkSource(b, inMemory(b, "a.xml", dump, Options{}), int64(len(dump)))
}
