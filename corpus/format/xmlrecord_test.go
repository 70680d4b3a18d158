package format

import (
	"strings"
	"testing"
	"time"

	"leitmotif/corpus"
)

func TestXMLRecords(t *testing.T) {
	at := time.Date(2025, 3, 3, 13, 5, 0, 0, time.UTC)
	want := corpus.Article{SourceID: "7", Title: "Brücke gesperrt", Text: "Der Rat sperrt die Brücke.", URL: "https://b.example/7", Source: "Bote",
		Author: "Ina Petersen", Language: "de", Published: at}
	for name, in := range map[string]string{
		"elements.xml": `<?xml version="1.0" encoding="utf-8"?><articles><article><id>7</id><title>Brücke gesperrt</title><text>Der Rat sperrt die Brücke.</text>
<date>2025-03-03T14:05:00+01:00</date><source>Bote</source><author>Ina Petersen</author><url>https://b.example/7</url><language>de</language></article></articles>`,
		"attributes.xml": `<archiv stand="2025"><artikel id="7" datum="2025-03-03T13:05:00Z" sprache="de"><titel>Brücke gesperrt</titel><quelle name="x">Bote</quelle>
<autor><name>Ina Petersen</name><mail>i@b.example</mail></autor><link href="https://b.example/7"/><inhalt>Der Rat sperrt die Brücke.</inhalt></artikel></archiv>`,
		"mysqldump.xml": `<?xml version="1.0"?><mysqldump><database name="d"><table_data name="articles"><row><field name="id">7</field><field name="title">Brücke gesperrt</field>
<field name="body">Der Rat sperrt die Brücke.</field><field name="published_at">2025-03-03 13:05:00</field><field name="source">Bote</field><field name="author">Ina Petersen</field>
<field name="lang">de</field><field name="url">https://b.example/7</field></row></table_data></database></mysqldump>`,
		"solr.xml": `<response><lst name="responseHeader"><int name="status">0</int></lst><result name="response" numFound="1"><doc><str name="id">7</str><str name="title">Brücke gesperrt</str>
<arr name="content"><str>Der Rat sperrt die Brücke.</str></arr><date name="published">2025-03-03T13:05:00Z</date><str name="source">Bote</str><arr name="author"><str>Ina Petersen</str></arr>
<str name="language">de</str><str name="url">https://b.example/7</str></doc></result></response>`,
		"single.xml": `<article xmlns="http://x.example/ns" xmlns:title="no" ID="7"><Title>Brücke gesperrt</Title><Body>Der Rat sperrt die Brücke.</Body><PubDate>03.03.2025 14:05 MEZ</PubDate>
<Source>Bote</Source><Author>Ina Petersen</Author><URL>https://b.example/7</URL><Language>de</Language></article>`,
	} {
		t.Run(name, func(t *testing.T) {
			a := only(t, name, in)
			if name == "solr.xml" {
				a.Text = strings.NewReplacer("<div>", "", "</div>", "").Replace(a.Text)
				a.Markup = corpus.Plain
			}
			wantArticle(t, a, want)
		})
	}
	for in, text := range map[string]string{
		`<d><a><t/><title>T</title><text><p>One <b>two</b>.</p><p>Three &amp; four.</p></text></a></d>`: "<p>One two.</p><p>Three &amp; four.</p>",
		`<d><a><title>T</title><text><absatz>One two.</absatz><absatz>Three.</absatz></text></a></d>`:   "<div>One two.</div><div>Three.</div>",
		`<d><a><title>T</title><text>One <i>two</i><br/>three</text></a></d>`:                           "One two<br>three",
		`<d><a><title>T</title><text><![CDATA[<p>One two</p>]]></text></a></d>`:                         "<p>One two</p>",
		`<d><a><title>T</title><summary>Short one</summary><text>Long one</text></a></d>`:               "Long one",
		`<d><a><title>T</title><text>One two</text><text>Three</text></a></d>`:                          "One two\nThree",
		`<d><a><title>T</title><text/><teaser>Short one</teaser></a><a><title>T</title></a></d>`:        "",
	} {
		got := readOne(t, "a.xml", []byte(in), Options{})
		if text == "" {
			wantOrder(t, got, "a.xml unknown_format")
			continue
		}
		if len(got.articles) != 1 || got.articles[0].Text != text {
			t.Errorf("%s: %v", in, got.order)
			for _, a := range got.articles {
				t.Logf("%q", a.Text)
			}
		}
	}
	// An element of a standard by name, but not by case.
	item := only(t, "a.xml", `<?xml version="1.0" encoding="iso-8859-1"?><newsitem itemid="2" id="root" date="1996-08-20" xml:lang="en"><title>Terminal approved.</title><headline>Terminal approved.</headline>
<dateline>WEXCOMBE 1996-08-20</dateline><text><p>One two.</p><p>Three.</p></text><copyright>(c)</copyright><metadata><codes class="x"><code code="y"/></codes></metadata></newsitem>`)
	wantArticle(t, item, corpus.Article{SourceID: "root", Title: "Terminal approved.", Text: "<p>One two.</p><p>Three.</p>", Markup: corpus.Fragment, Language: "en",
		Published: time.Date(1996, 8, 20, 0, 0, 0, 0, time.UTC)})
	// The description of an archive is no article, nor is a list within an article.
	archive := `<archive><title>All</title><description>About this archive</description><docs>` +
		`<doc><title>A</title><text>One two</text><comments><comment><author>x</author><text>Me too</text></comment><comment><author>y</author><text>Me three</text></comment></comments></doc>` +
		`<doc><title>B</title></doc><doc><title>C</title><text></text></doc><doc><title>D</title><text>Three four</text></doc></docs></archive>`
	got := readOne(t, "a.xml", []byte(archive), Options{})
	wantOrder(t, got, "a.xml#1", "a.xml#2 no_text_field", "a.xml#3 no_text", "a.xml#4")
	for _, in := range []string{
		`<project><name>x</name><description>A tool to build</description><url>https://x.example</url></project>`,
		`<?xml version="1.0"?><config><text>one</text></config>`,
		`<?xml version="1.0"?><plist><dict><key>title</key><string>a b</string></dict></plist>`,
	} {
		got := readOne(t, "a.xml", []byte(in), Options{})
		wantOrder(t, got, "a.xml unknown_format")
		if !strings.HasPrefix(got.rejects[0].Detail, "XML that is no feed: <") {
			t.Error(got.rejects[0])
		}
	}
	opts := Options{Fields: map[string]string{"text": "meta.langtext", "title": "kopf"}}
	got = readOne(t, "a.xml", []byte(`<d><x><kopf>K</kopf><text>no no</text><meta><langtext>Das hier gilt</langtext></meta></x></d>`), opts)
	if len(got.articles) != 1 || got.articles[0].Title != "K" || got.articles[0].Text != "Das hier gilt" {
		t.Errorf("mapped: %v %v", got.order, got.rejects)
	}
}
