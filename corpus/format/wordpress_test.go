package format

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"leitmotif/corpus"
)

// wxr is an export of these items.
func wxr(items ...string) string {
	return `<?xml version="1.0" encoding="UTF-8" ?><!-- generator="WordPress" -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Der Bote &amp;amp; Kurier</title>
<link>https://bote.example</link><pubDate>Tue, 04 Mar 2025 10:00:00 +0000</pubDate><language>de-DE</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[ina]]></wp:author_login><wp:author_display_name><![CDATA[Ina Petersen]]></wp:author_display_name></wp:author>
<wp:category><wp:cat_name>Stadt</wp:cat_name></wp:category>` + strings.Join(items, "\n") + `</channel></rss>`
}

// post is an item with this content and these elements of WordPress.
func post(content, extra string) string {
	return `<item><title>Streik</title><link>https://bote.example/streik</link><pubDate>Mon, 03 Mar 2025 13:05:00 +0000</pubDate><dc:creator><![CDATA[ina]]></dc:creator>
<guid isPermaLink="false">https://bote.example/?p=7</guid><description></description><content:encoded><![CDATA[` + content + `]]></content:encoded>
<excerpt:encoded><![CDATA[Kurz gesagt]]></excerpt:encoded><wp:post_id>7</wp:post_id>` + extra + `</item>`
}

const published = `<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>`

func TestWordPress(t *testing.T) {
	at := `<wp:post_date><![CDATA[2025-03-03 14:05:00]]></wp:post_date><wp:post_date_gmt><![CDATA[2025-03-03 13:05:00]]></wp:post_date_gmt>`
	got := readOne(t, "a.xml", []byte(wxr(
		post("<p>Erster Text.</p>", at+published),
		post("Ein Entwurf", `<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt><wp:status>draft</wp:status><wp:post_type>post</wp:post_type>`),
		post("", `<wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type>`),
		post("Impressum", `<wp:status>publish</wp:status><wp:post_type>page</wp:post_type>`),
		post("", `<wp:status>publish</wp:status><wp:post_type>nav_menu_item</wp:post_type>`),
		post("Geheim", published+`<wp:post_password>x</wp:post_password>`),
		post("Geplant", `<wp:status>future</wp:status><wp:post_type>post</wp:post_type>`),
		post(`[gallery ids="1,2"]`, at+published),
		strings.Replace(post(`[gallery ids="1,2"]`, at+published), "Kurz gesagt", "", 1),
		post("Zweiter Text.", at+published+`<wp:comment><wp:comment_content>Kommentar</wp:comment_content></wp:comment>`))), Options{})
	wantOrder(t, got, "a.xml#1", "a.xml#8", "a.xml#9 no_text", "a.xml#10", "a.xml empty")
	first := corpus.Article{Title: "Streik", Text: "<p>Erster Text.</p>", Markup: corpus.Fragment, URL: "https://bote.example/streik", SourceID: "https://bote.example/?p=7",
		Source: "Der Bote & Kurier", Author: "Ina Petersen", Language: "de", Published: time.Date(2025, 3, 3, 13, 5, 0, 0, time.UTC)}
	wantArticle(t, *got.articles[0], first)
	if got.articles[0].Local {
		t.Error("a time in UTC was read as one without a zone")
	}
	first.Text, first.Truncated = "Kurz gesagt", true
	wantArticle(t, *got.articles[1], first)
	first.Text, first.Truncated = "Zweiter Text.", false
	wantArticle(t, *got.articles[2], first)
	const left = "6 items are no published posts: 1 of the type attachment, 1 of the type nav_menu_item, 1 of the type page, 1 with a password, 1 with the status draft, 1 with the status future"
	if detail := got.rejects[1].Detail; detail != left {
		t.Errorf("left out: %q", detail)
	}
	wantOrder(t, readOne(t, "a.xml", []byte(wxr()), Options{}), "a.xml empty")
	wantOrder(t, readOne(t, "a.xml", []byte(wxr(post("x", "<wp:status>draft</wp:status>"))), Options{}), "a.xml empty")
	wantOrder(t, readOne(t, "a.xml", []byte(wxr(post("x y", published), post("z", "<wp:status>draft</wp:status>"), "<item><title>x")), Options{}),
		"a.xml#1", "a.xml malformed")
	// A feed that speaks of exports is none.
	feed := `<rss version="2.0"><channel><title>T</title><item><title>a</title><description>see http://wordpress.org/export/1.2/ b</description></item></channel></rss>`
	if a := only(t, "a.xml", feed); a.Title != "a" {
		t.Errorf("feed: %+v", a)
	}
	// Exports before version 1.2, and a limit that one post is over.
	old := strings.ReplaceAll(wxr(post("Alter Text", published)), "/export/1.2/", "/export/1.0/")
	if a := only(t, "a.xml", old); a.Text != "Alter Text" {
		t.Errorf("old export: %+v", a)
	}
	opts := Options{}
	opts.Input.Limits.RecordBytes = 4000
	wantOrder(t, readOne(t, "a.xml", []byte(wxr(post("a b", published), post(strings.Repeat("<b>", 2000), published), post("c", published))), opts),
		"a.xml#1", "a.xml#2 too_large", "a.xml#3")
	wantOrder(t, readOne(t, "a.xml", []byte(wxr(post("a b", published), post(strings.Repeat("long ", 20_000), published))), opts),
		"a.xml#1", "a.xml too_large")
}

func TestShortcodes(t *testing.T) {
	for in, want := range map[string]string{
		`Vor [caption id="a_7" width="300"]<img src="x.jpg"> Ein Bild der Mühle[/caption] nach`: "Vor  nach",
		`Vor [gallery ids="1,2"] nach [gallery]`:                                                "Vor  nach",
		`[embed]https://v.example/1[/embed]Text`:                                                "Text",
		`[embed width="1" height="2"]https://v.example/1[/embed] Text [/embed]`:                 "Text",
		`[vc_row][vc_column width="1/2"]Der Text[/vc_column][/vc_row]`:                          "Der Text",
		`[et_pb_text admin_label="x" _builder_version='4']Der Text[/et_pb_text]`:                "Der Text",
		`[su_box title="A [b]"]x`:                                                               `[su_box title="A [b]"]x`,
		`[caption]a[/caption][caption]b[/caption]Text`:                                          "Text",
		`[dropcap]D[/dropcap]er Text`:                                                           "Der Text",
		`[AUDIO mp3="a.mp3"][/AUDIO]Text`:                                                       "Text",
		`[ad /]Text [kurs id=3]`:                                                                "Text",
		`„Das ist [sic] so“ [Anm. d. Red.] [...] [1] [a = b] [Foto: dpa] [der Minister]`:        `„Das ist [sic] so“ [Anm. d. Red.] [...] [1] [a = b] [Foto: dpa] [der Minister]`,
		`[caption]Kein Ende`:                                                                    `[caption]Kein Ende`,
		"Eins.\n\nZwei\nDrei.\r\n\r\n\r\nVier.":                                                 "Eins.<p>Zwei<br>Drei.<p>Vier.",
		"<!-- wp:paragraph -->\n<p>Eins\nzwei</p>\n<!-- /wp:paragraph -->":                      "<!-- wp:paragraph -->\n<p>Eins\nzwei</p>\n<!-- /wp:paragraph -->",
	} {
		if a := only(t, "a.xml", wxr(post(in, published))); a.Text != want {
			t.Errorf("%q became\n%q, want\n%q", in, a.Text, want)
		}
	}
	for _, in := range []string{`[gallery ids="1"]`, `<!-- wp:gallery --><figure></figure><!-- /wp:gallery -->`, " \n"} {
		without := strings.Replace(wxr(post(in, published)), "Kurz gesagt", "", 1)
		wantOrder(t, readOne(t, "a.xml", []byte(without), Options{}), "a.xml#1 no_text")
	}
}

func BenchmarkWordPress2000Synthetic(b *testing.B) {
	var items []string
	for i := range 2000 {
		items = append(items, post(fmt.Sprintf("[caption id=\"%d\"]Bild[/caption]<p>%s</p>", i, strings.Repeat("council bridge harbour winter ", 80)), published))
	}
	export := []byte(wxr(items...))
	benchmarkSource(b, inMemory(b, "a.xml", export, Options{}), int64(len(export)))
}
