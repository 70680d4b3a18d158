package format

import (
	"strings"
	"testing"
	"time"

	"leitmotif/corpus"
)

// only gives the one article of an input that holds nothing else.
func only(t *testing.T, name, content string) corpus.Article {
	t.Helper()
	got := readOne(t, name, []byte(content), Options{})
	if len(got.articles) != 1 || len(got.rejects) != 0 || got.err != nil {
		t.Fatalf("%s: %v %v %v", name, got.order, got.rejects, got.err)
	}
	return *got.articles[0]
}

// wantArticle compares all but the place and how exact the date is.
func wantArticle(t *testing.T, got, want corpus.Article) {
	t.Helper()
	want.Input, want.Precision, want.Local = got.Input, got.Precision, got.Local
	if got != want {
		t.Errorf("read\n%+v\nwant\n%+v", got, want)
	}
}

const nitfHead = `<!DOCTYPE nitf SYSTEM "nitf-3-6.dtd" [ <!ENTITY haus "Haus <b>"> <!-- a > b --> ]>`

func TestNITF(t *testing.T) {
	full := `<?xml version="1.0" encoding="ISO-8859-1"?>` + nitfHead + `
<nitf xml:lang="de"><head><title>Im Kopf</title><docdata><doc-id regsrc="NAG" id-string="nag-17"/><date.issue norm="20250303T140500+0100"/></docdata>
<pubdata name="Der Kurier" date.publication="20250304T000000Z" ex-ref="https://kurier.example/17"/></head>
<body><body.head><hedline><hl1>Br` + "\xfc" + `cke in &haus; gesperrt</hl1><hl2>Gutachten liegt vor</hl2></hedline>
<byline>Von Inga Petersen<byttl>Redakteurin</byttl></byline><byline><person>Ole Brandt</person></byline>
<distributor>Nordagentur</distributor><dateline><location>Hollenbeck</location> <story.date norm="20250301"/></dateline>
<abstract><p>Kurz.</p></abstract></body.head>
<body.content><block><p>Der Rat sperrt die <em>alte</em> Br` + "\xfc" + `cke.</p><hl2>Umweg</hl2><p>Pendler &amp; Busse fahren um.</p>
<media media-type="image"><media-reference source="b.jpg"/><media-caption>Bild der Br` + "\xfc" + `cke</media-caption></media>
<table><tr><td>Montag</td><td>7</td></tr></table></block></body.content><body.end><tagline>nag</tagline></body.end></body></nitf>`
	wantArticle(t, only(t, "a.xml", full), corpus.Article{SourceID: "nag-17", Title: "Brücke in &haus; gesperrt",
		Text: only(t, "a.xml", full).Text, Markup: corpus.Fragment, URL: "https://kurier.example/17", Source: "Der Kurier",
		Author: "Inga Petersen, Ole Brandt", Language: "de", Published: time.Date(2025, 3, 3, 13, 5, 0, 0, time.UTC)})
	text := only(t, "a.xml", full).Text
	for _, want := range []string{"<p>Der Rat sperrt die alte Brücke.</p><h2>Umweg</h2><p>Pendler &amp; Busse fahren um.</p>", "<td>Montag</td>"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in %q", want, text)
		}
	}
	for _, not := range []string{"Bild der", "Hollenbeck", "nag", "Kurz"} {
		if strings.Contains(text, not) {
			t.Errorf("%q is in %q", not, text)
		}
	}
	for _, test := range []struct {
		name, in string
		want     corpus.Article
	}{
		{"a.txt", `<nitf><body><body.head><hedline><hl1>T</hl1></hedline><distributor><org>ORG</org></distributor><dateline>Port <story.date norm="20250303T0900Z">3 March</story.date></dateline></body.head><body.content><p>One two.</p></body.content></body></nitf>`,
			corpus.Article{Title: "T", Text: "<p>One two.</p>", Markup: corpus.Fragment, Source: "ORG", Published: time.Date(2025, 3, 3, 9, 0, 0, 0, time.UTC)}},
		{"a", `<nitf><head><title>T</title><docdata><doc.copyright holder="AB"/></docdata></head><body><body.content>Bare text of it</body.content></body></nitf>`,
			corpus.Article{Title: "T", Text: "Bare text of it", Source: "AB"}},
		{"a.xml", `<nitf><body><body.head><hedline><hl1>T</hl1></hedline><abstract><p>Only this.</p></abstract></body.head></body></nitf>`,
			corpus.Article{Title: "T", Text: "<p>Only this.</p>", Markup: corpus.Fragment, Truncated: true}},
		{"archive.xml", `<nitf><head><title>T</title><docdata><doc-id id-string="9"/></docdata><pubdata date.publication="20070102T000000" name="The Wexcombe Post"/></head><body><body.head>
<byline class="print_byline">By ANN LEE</byline><byline class="normalized_byline">Lee, Ann</byline></body.head><body.content><block class="lead_paragraph"><p>LEAD: One.</p></block>
<block class="full_text"><p>LEAD: One.</p><p>Two.</p></block></body.content></body></nitf>`,
			corpus.Article{SourceID: "9", Title: "T", Text: "<p>LEAD: One.</p><p>Two.</p>", Markup: corpus.Fragment, Source: "The Wexcombe Post", Author: "ANN LEE",
				Published: time.Date(2007, 1, 2, 0, 0, 0, 0, time.UTC)}},
		{"a.xml", `<n:nitf xmlns:n="http://iptc.org/std/NITF/2006-10-18/"><n:body><n:body.content><n:p>x y</n:p></n:body.content></n:body></n:nitf>`,
			corpus.Article{Text: "<p>x y</p>", Markup: corpus.Fragment}},
		{"a.xml", `<?xml version="1.1" encoding="utf-16"?><nitf><body><body.content><p>a` + "\x08" + `b&#8;c &unknown; R&D</p></body.content></body></nitf>`,
			corpus.Article{Text: "<p>a bc &amp;unknown; R&amp;D</p>", Markup: corpus.Fragment}},
	} {
		wantArticle(t, only(t, test.name, test.in), test.want)
	}
	wantOrder(t, readOne(t, "a.xml", []byte(`<nitf><body><body.content><p> </p></body.content></body></nitf>`), Options{}), "a.xml#1 no_text")
	wantOrder(t, readOne(t, "a.xml", []byte(`<nitf><body><body.content><p>x`), Options{}), "a.xml malformed")
	wantOrder(t, readOne(t, "a.xml", []byte("<nitf>"+strings.Repeat("<p>", 5000)), Options{}), "a.xml nesting")
	got := readOne(t, "a.xml", []byte("<x><nitf></nitf></x>"), Options{})
	wantOrder(t, got, "a.xml unknown_format")
}

// g2Item is a news item with these parts of its metadata and content.
func g2Item(item, content, set string) string {
	return `<newsItem guid="urn:newsml:nag.example:1" version="2" xml:lang="de-DE"><catalogRef href="x"/><itemMeta><itemClass qcode="ninat:text"/>` +
		item + `</itemMeta><contentMeta>` + content + `</contentMeta><contentSet>` + set + `</contentSet></newsItem>`
}

func TestNewsMLG2(t *testing.T) {
	message := func(items ...string) string {
		return `<?xml version="1.0" encoding="UTF-8"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2025-03-03T15:00:00Z</sent></header><itemSet>` +
			strings.Join(items, "\n") + `</itemSet></newsMessage>`
	}
	provider := `<provider qcode="nprov:NAG"><name>Nordagentur</name></provider><versionCreated>2025-03-03T14:05:00+01:00</versionCreated><pubStatus qcode="stat:usable"/>`
	meta := `<urgency>4</urgency><creator><name>petersen.inga</name></creator><headline>Brücke gesperrt</headline><headline role="hld:subHeadline">Gutachten</headline>
<by>Von Inga Petersen</by><dateline>Hollenbeck (nag) - </dateline><creditline>nag</creditline><slugline>Verkehr/Brücken</slugline><language tag="de"/>`
	xhtml := `<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>no</title></head><body>
<header><h1>Brücke gesperrt</h1></header><section class="main"><p>Der Rat sperrt <b>die</b> Brücke.</p><p>Busse fahren um.</p></section><footer>nag ip</footer></body></html></inlineXML>`
	want := corpus.Article{SourceID: "urn:newsml:nag.example:1", Title: "Brücke gesperrt", Markup: corpus.Fragment, Source: "Nordagentur",
		Author: "Inga Petersen", Language: "de", Published: time.Date(2025, 3, 3, 13, 5, 0, 0, time.UTC)}
	whole := only(t, "a.xml", message(g2Item(provider, meta, xhtml)))
	want.Text = whole.Text
	wantArticle(t, whole, want)
	if plain := strings.Join(strings.Fields(whole.Text), " "); plain != "<div><p>Der Rat sperrt die Brücke.</p><p>Busse fahren um.</p></div>" {
		t.Errorf("XHTML: %q", whole.Text)
	}
	nitf := `<inlineXML contenttype="application/nitf+xml"><nitf xmlns=""><body><body.head><byline>By Ann Lee</byline></body.head><body.content><p>One two.</p></body.content></body></nitf></inlineXML>`
	for _, test := range []struct {
		name, in string
		want     corpus.Article
	}{
		{"NITF", g2Item(`<provider literal="nag.example"/><title>Item title</title><firstCreated>2025-03-03T13:05:00Z</firstCreated>`, `<creator literal="NAG"/>`, nitf),
			corpus.Article{Title: "Item title", Text: "<p>One two.</p>", Markup: corpus.Fragment, Source: "nag.example", Author: "Ann Lee"}},
		{"plain data", g2Item("", `<headline>T</headline><creditline>NAG–</creditline><contentCreated>2025-03-03T14:05:00+0100</contentCreated>`,
			`<remoteContent href="x.jpg"/><inlineData contenttype="text/plain">One &lt; two`+"\n\n"+`Three</inlineData>`),
			corpus.Article{Title: "T", Text: "One < two\n\nThree", Source: "NAG"}},
		{"HTML as data", g2Item("<versionCreated>2025-03-03T13:05:00Z</versionCreated>", `<headline>T</headline>`, `<inlineData contenttype="text/html"><![CDATA[<p>One two</p>]]></inlineData>`),
			corpus.Article{Title: "T", Text: "<p>One two</p>", Markup: corpus.Fragment}},
		{"summary alone", g2Item("<versionCreated>2025-03-03T13:05:00Z</versionCreated>", `<headline>T</headline><description role="drol:caption">No</description><description role="drol:summary">In short words</description>`, ``),
			corpus.Article{Title: "T", Text: "In short words", Truncated: true}},
	} {
		test.want.SourceID, test.want.Language, test.want.Published = "urn:newsml:nag.example:1", "de", time.Date(2025, 3, 3, 13, 5, 0, 0, time.UTC)
		t.Run(test.name, func(t *testing.T) { wantArticle(t, only(t, "a", test.in), test.want) })
	}
	got := readOne(t, "a.xml", []byte(message(
		g2Item(provider, meta, xhtml),
		strings.Replace(g2Item(provider, meta, `<remoteContent href="a.jpg"/>`), "ninat:text", "ninat:picture", 1),
		strings.Replace(g2Item(provider, meta, xhtml), "stat:usable", "stat:canceled", 1),
		`<packageItem guid="p"><itemMeta><itemClass qcode="ninat:composite"/><title>Top</title></itemMeta><groupSet><group><itemRef residref="x"/></group></groupSet></packageItem>`,
		`<conceptItem><concept/></conceptItem>`,
		g2Item(provider, meta, ``),
		g2Item(provider, meta, xhtml))), Options{})
	wantOrder(t, got, "a.xml#1", "a.xml#2 empty", "a.xml#3 empty", "a.xml#4 empty", "a.xml#5 empty", "a.xml#6 no_text", "a.xml#7")
	wantOrder(t, readOne(t, "a.xml", []byte(message()), Options{}), "a.xml empty")
}

func TestNewsML1(t *testing.T) {
	in := `<?xml version="1.0" encoding="iso-8859-1"?><NewsML><NewsEnvelope><DateAndTime>20250303T140000Z</DateAndTime></NewsEnvelope>
<NewsItem><Identification><NewsIdentifier><ProviderId>nag.example</ProviderId><DateId>20250303</DateId><NewsItemId>7</NewsItemId><PublicIdentifier>urn:newsml:nag:7:1</PublicIdentifier></NewsIdentifier></Identification>
<NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20250303T130500Z</FirstCreated><Status FormalName="Usable"/></NewsManagement>
<NewsComponent><NewsLines><HeadLine>Pr` + "\xfc" + `fung</HeadLine><ByLine>Von Ole Brandt</ByLine><DateLine>Lindental, 3. M` + "\xe4" + `rz 2025</DateLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="NAG"/></Provider></AdministrativeMetadata><DescriptiveMetadata><Language FormalName="de"/></DescriptiveMetadata>
<NewsComponent><ContentItem><MediaType FormalName="Photo"/><DataContent>No</DataContent></ContentItem>
<ContentItem><MediaType FormalName="Text"/><DataContent><p>Eins zwei.</p><p>Drei vier.</p></DataContent></ContentItem></NewsComponent></NewsComponent></NewsItem>
<NewsItem><NewsComponent><NewsLines><HeadLine>Bild</HeadLine></NewsLines><ContentItem><MediaType FormalName="Photo"/></ContentItem></NewsComponent></NewsItem></NewsML>`
	got := readOne(t, "a.xml", []byte(in), Options{})
	wantOrder(t, got, "a.xml#1", "a.xml#2 empty")
	wantArticle(t, *got.articles[0], corpus.Article{SourceID: "urn:newsml:nag:7:1", Title: "Prüfung", Text: "<p>Eins zwei.</p><p>Drei vier.</p>",
		Markup: corpus.Fragment, Source: "NAG", Author: "Ole Brandt", Language: "de", Published: time.Date(2025, 3, 3, 13, 5, 0, 0, time.UTC)})
}

const (
	wireText = "Hollenbeck (nag) - Der Rat von Hollenbeck hat die alte\r\nUferbrücke gesperrt.\r\n\r\nPendler fahren über\r\ndie Tangente.\r\n"
	wireBody = "Hollenbeck (nag) - Der Rat von Hollenbeck hat die alte Uferbrücke gesperrt.\nPendler fahren über die Tangente."
)

func TestWire(t *testing.T) {
	at := time.Date(2025, 3, 3, 13, 5, 0, 0, time.UTC)
	for _, test := range []struct {
		name, in string
		want     corpus.Article
	}{
		{"marked", "\x01bdt0173 4 pl  226  nag 0525\r\n\r\nVerkehr/Brücken/\r\n\x02Hollenbeck sperrt\r\ndie Uferbrücke =\r\nVon Inga Petersen =\r\n\r\n" +
			wireText + "nag ip ob\r\n\x03\r\n031405 MEZ Mrz 25\r\n\x04",
			corpus.Article{SourceID: "bdt0173", Title: "Hollenbeck sperrt die Uferbrücke", Author: "Inga Petersen", Source: "nag", Text: wireBody, Published: at}},
		{"marks lost", "eca0003 3 i 380  nag 0045\n\nHarbour/Wexcombe/\nREFILE\n1ST LEAD\nWexcombe approves second terminal\nBy Ann Lee =\n\n" +
			"Wexcombe (nag) - The harbour authority has approved\na second terminal.\n\nIt opens in May.\n\n# Notebook\n\n## Note to editors\n- adds quote\n\n* * * *\n" +
			"The following information is not intended for publication\n\nnag al\n\n031305 GMT Mar 25\n",
			corpus.Article{SourceID: "eca0003", Title: "Wexcombe approves second terminal", Author: "Ann Lee", Source: "nag",
				Text: "Wexcombe (nag) - The harbour authority has approved a second terminal.\nIt opens in May.", Published: at}},
		{"indented paragraphs", "\x01AAA123 U X 4 \n\x02Terminal approved\n   The harbour authority approved\nthe terminal.\n   It opens in May.\n\x03",
			corpus.Article{SourceID: "AAA123", Title: "Terminal approved", Text: "The harbour authority approved the terminal.\nIt opens in May."}},
		{"ANPA", "\x16\x16\x01z6715\x1f-----\r\nr z\x13\x11 bc-Harbour-Terminal 1stLd-Writethru   03-03 0500\r\n\x02^BC-Harbour-Terminal, 1st Ld-Writethru,416<\r\n" +
			"^Wexcombe approves terminal<\r\n^Eds: Updates.<\r\n^By ANN LEE=\r\n^NAG Writer=\r\n\t   WEXCOMBE (NAG) _ The harbour authority said ``yes'' on Monday.\r\n" +
			"\t   It opens in May.\r\n\x03\r\nNAG-WF-03-03-25 1305GMT<\r\n",
			corpus.Article{Title: "Wexcombe approves terminal", Author: "ANN LEE", Source: "NAG",
				Text: "WEXCOMBE (NAG) _ The harbour authority said “yes” on Monday.\nIt opens in May.", Published: at}},
	} {
		t.Run(test.name, func(t *testing.T) { wantArticle(t, only(t, "a.txt", test.in), test.want) })
	}
	three := "\x01bdt0001 4 pl 10 nag 0001\n\x02Eins\n\nErster Text hier.\n\x03\n\x01bdt0002 4 pl 0 nag 0002\n\x02\x03\n\x01bdt0003 4 pl 10 nag 0003\n\x02Drei\n\nDritter Text hier.\n\x03\n"
	got := readOne(t, "a.tst", []byte(three), Options{})
	wantOrder(t, got, "a.tst#1", "a.tst#2 no_text", "a.tst#3")
	if a := got.articles[1]; a.Title != "Drei" || a.Text != "Dritter Text hier." {
		t.Errorf("third: %+v", *a)
	}
	for _, in := range []string{
		"abc1234 5 x\n\nkein Draht", "Heute 4 Uhr\nText", "AAA123 4 x 12 nag\nText", // without a control character
	} {
		if a := only(t, "a.txt", in); a.SourceID != "" {
			t.Errorf("%q was read as a wire: %+v", in, a)
		}
	}
}
