package format

import (
	"fmt"
	"strings"
	"testing"

	"leitmotif/corpus"
	"leitmotif/corpus/clean"
)

// xhtml is a page of a book.
func xhtml(title, body string) string {
	return xmlHead + `<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>` + title +
		`</title><style>p { color: red }</style><script src="a.js"/></head><body>` + body + `</body></html>`
}

// epubFile is a book whose package says metadata, manifest and spine.
func epubFile(t testing.TB, metadata, manifest, spine string, more ...packed) []byte {
	t.Helper()
	return zipOf(t, append([]packed{{"mimetype", "application/epub+zip"},
		{"META-INF/container.xml", `<container><rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`},
		{"OEBPS/content.opf", xmlHead + `<package unique-identifier="uid" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf"><metadata>` + metadata +
			`</metadata><manifest>` + manifest + `</manifest>` + spine + `</package>`}}, more...)...)
}

func page(id, href, properties string) string {
	return fmt.Sprintf(`<item id="%s" href="%s" media-type="application/xhtml+xml" properties="%s"/>`, id, href, properties)
}

func TestBook(t *testing.T) {
	ten := ""
	for i := range 10 {
		ten += fmt.Sprintf("<p>Absatz %d der Geschichte von der <i>Uferbrücke</i>, die zu ist.</p>\n", i+1)
	}
	metadata := `<dc:title>Hollenbecker Hefte</dc:title><dc:title>Nr. 3</dc:title><dc:creator opf:role="aut">Anna Muster</dc:creator><dc:creator opf:role="edt">Ein Lektor</dc:creator>` +
		`<dc:creator>Ben Beispiel</dc:creator><dc:language>de-DE</dc:language><dc:date opf:event="modification">2026-01-01</dc:date><dc:date opf:event="publication">2025-03-01</dc:date>` +
		`<dc:identifier>isbn:1</dc:identifier><dc:identifier id="uid">urn:uuid:7</dc:identifier><meta property="dcterms:modified">2025-04-01T00:00:00Z</meta>`
	manifest := page("nav", "nav.xhtml", "nav") + page("cover", "cover.xhtml", "") + page("im", "imprint.xhtml", "") + page("part", "part.xhtml", "") +
		page("c1", "Text/chapter%201.xhtml", "") + page("c2", "c2.xhtml", "") + page("c3", "c3.xhtml", "") + `<item id="font" href="a.otf" media-type="font/otf"/><item id="pic" href="a.svg" media-type="image/svg+xml"/>`
	spine := `<spine><itemref idref="cover"/><itemref idref="nav"/><itemref idref="im"/><itemref idref="part"/><itemref idref="c2"/><itemref idref="c1" linear="no"/><itemref idref="c2"/><itemref idref="c3"/><itemref idref="pic"/><itemref idref="none"/></spine>` +
		`<guide><reference type="cover" href="cover.xhtml"/></guide>`
	book := epubFile(t, metadata, manifest, spine,
		packed{"OEBPS/nav.xhtml", xhtml("Inhalt", `<nav epub:type="toc"><ol><li><a href="Text/chapter%201.xhtml#x">Die  Brücke</a></li><li><a href="c3.xhtml">3</a></li></ol></nav>`)},
		packed{"OEBPS/cover.xhtml", xhtml("Hefte", "<p>Hollenbecker Hefte</p>")},
		packed{"OEBPS/imprint.xhtml", xhtml("Hefte", `<section epub:type="copyright-page"><p>Alle Rechte vorbehalten.</p></section>`)},
		packed{"OEBPS/part.xhtml", xhtml("Hefte", "<h1>Erster Teil</h1>")},
		packed{"OEBPS/Text/chapter 1.xhtml", xhtml("Seite", `<h1>Kapitel eins</h1>`+ten+`<p>Ende<span epub:type="pagebreak">12</span>&nbsp;gut<a epub:type="noteref">1</a>.</p>`)},
		packed{"OEBPS/c2.xhtml", xhtml("Der Hafen", `<p>Der Hafen &lt;wächst&gt;.<br/>Seit heute.</p>`)},
		packed{"OEBPS/c3.xhtml", `<html><head><title>x</title></head><body><h2>Streik</h2><p>Ein Text <b>ohne Ende.</p></body></html>`},
		packed{"OEBPS/a.svg", "<svg><text>Bild</text></svg>"},
		packed{"META-INF/encryption.xml", `<encryption><EncryptedData><EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/><CipherData><CipherReference URI="OEBPS/a.otf"/></CipherData></EncryptedData></encryption>`})
	got := readOne(t, "a.epub", book, Options{})
	wantOrder(t, got, "a.epub#5", "a.epub#6", "a.epub#7", "a.epub empty")
	wantDetail(t, got, "5 without a running text of their own: OEBPS/cover.xhtml, OEBPS/nav.xhtml, OEBPS/imprint.xhtml, OEBPS/part.xhtml, OEBPS/a.svg")
	for _, a := range got.articles {
		if _, err := clean.Article(a); err != nil {
			t.Error(err)
		}
	}
	common := corpus.Article{Source: "Hollenbecker Hefte", Author: "Anna Muster, Ben Beispiel", Language: "de", Published: day(2025, 3, 1, 0, 0), Precision: corpus.Day}
	first, second, third := common, common, common
	first.SourceID, first.Title, first.Text = "urn:uuid:7#OEBPS/c2.xhtml", "Der Hafen", "Der Hafen <wächst>.\nSeit heute."
	second.SourceID, second.Title = "urn:uuid:7#OEBPS/Text/chapter 1.xhtml", "Die Brücke"
	second.Text = "Kapitel eins\n" + strings.NewReplacer("<p>", "", "</p>", "", "<i>", "", "</i>", "").Replace(ten) + "Ende gut."
	third.SourceID, third.Title, third.Text = "urn:uuid:7#OEBPS/c3.xhtml", "Streik", "Ein Text ohne Ende."
	wantArticles(t, got, first, second, third)
}

// A book without a package is made of its pages, as is one whose package lists nothing.
func TestBookWithoutPackage(t *testing.T) {
	chapter := packed{"OEBPS/ch1.xhtml", xhtml("Seite", "<h1>Brücke</h1><p>Ein Kapitel.</p>")}
	for _, book := range [][]byte{
		zipOf(t, packed{"mimetype", "application/epub+zip"}, chapter),
		zipOf(t, chapter, packed{"OEBPS/content.opf", "<package/>"}, packed{"mimetype", "application/epub+zip"}),
		epubFile(t, "", "", "", chapter),
	} {
		got := readOne(t, "a.epub", book, Options{})
		wantOrder(t, got, "a.epub#1")
		if len(got.articles) == 1 && got.articles[0].Title != "Brücke" {
			t.Errorf("%+v", got.articles[0])
		}
	}
}

func TestBookFaults(t *testing.T) {
	one := func(more ...packed) []byte {
		return epubFile(t, "", page("a", "a.xhtml", "")+page("b", "b.xhtml", ""), `<spine toc="ncx"><itemref idref="a"/><itemref idref="b"/></spine>`, more...)
	}
	a, b := packed{"OEBPS/a.xhtml", xhtml("", "<p>Ein Text.</p>")}, packed{"OEBPS/b.xhtml", xhtml("", "<p>Noch einer.</p>")}
	wantOrder(t, readOne(t, "a.epub", one(a), Options{}), "a.epub#1", "a.epub#2 unreadable")
	locked := packed{"META-INF/encryption.xml", `<encryption><EncryptedData><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/><CipherReference URI="OEBPS/b.xhtml"/></EncryptedData></encryption>`}
	got := readOne(t, "a.epub", one(a, b, locked), Options{})
	wantOrder(t, got, "a.epub unsupported")
	wantDetail(t, got, "DRM")
	wantOrder(t, readOne(t, "a.epub", one(packed{"OEBPS/a.xhtml", xhtml("", "<img/>")}, packed{"OEBPS/b.xhtml", xhtml("", "<h1>Titel</h1>")}), Options{}), "a.epub no_text")
	wantOrder(t, readOne(t, "a.epub", zipOf(t, packed{"mimetype", "application/epub+zip"}), Options{}), "a.epub malformed")
	deep := packed{"OEBPS/a.xhtml", xhtml("", strings.Repeat("<div>", 2000))}
	wantOrder(t, readOne(t, "a.epub", one(deep, b), Options{}), "a.epub#1 nesting", "a.epub#2")
}
