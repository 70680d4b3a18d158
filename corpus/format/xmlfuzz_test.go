package format

import "testing"

func FuzzAgency(f *testing.F) {
	f.Add([]byte(`<nitf><head><docdata><date.issue norm="20250303T130500Z"/></docdata></head><body><body.head><hedline><hl1>T</hl1></hedline><byline>By A B</byline></body.head><body.content><p>x <em>y</em></p></body.content></body></nitf>`))
	f.Add([]byte("<newsMessage>" + g2Item(`<provider literal="P"/>`, `<headline>T</headline>`, `<inlineXML><html><body><p>x</p></body></html></inlineXML>`) + "<packageItem/></newsMessage>"))
	f.Add([]byte(`<NewsML><NewsItem><NewsComponent><NewsLines><HeadLine>T</HeadLine></NewsLines><ContentItem><DataContent><p>x</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>`))
	f.Add([]byte(nitfHead + "<nitf>\x01&#1;&a;\xfc<p></nitf>"))
	f.Fuzz(func(t *testing.T, b []byte) { checked(t, "a.xml", b) })
}

func FuzzWire(f *testing.F) {
	f.Add([]byte("\x01bdt0173 4 pl  226  nag 0525\r\n\r\nA/B/\r\n\x02T =\r\nVon A B =\r\n\r\nC (nag) - x\r\ny\r\n\x03\r\n031405 MEZ Mrz 25\r\n\x04\x01a"))
	f.Add([]byte("eca0003 3 i 380  nag 0045\n\nA/\nT\nBy A =\n\nC (nag) - x\n\n# Notebook\n\n031305 GMT Mar 25\n"))
	f.Add([]byte("\x16\x16\x01z6715\x1f-----\r\nr z\x13\x11 bc-A 1stLd   03-03 0500\r\n\x02^BC-A<\r\n^T<\r\n^By A=\r\n\t   C (NAG) _ x\r\n\x03NAG-WF-03-03-25 1305GMT<\r\n"))
	f.Fuzz(func(t *testing.T, b []byte) { checked(t, "a.txt", b) })
}

func FuzzWiki(f *testing.F) {
	f.Add([]byte(wikiDump(wikiPage("A: b", "<ns>0</ns>", "{{Datum|3. März 2025}} [[a|b]]<ref>c</ref>", "d"), wikiPage("B", "<redirect/>", "x"))))
	f.Add([]byte(wikiDump(wikiPage("", "", "{|\n|}\n== a ==\n[http://x y]"))))
	f.Fuzz(func(t *testing.T, b []byte) { checked(t, "a.xml", b) })
}

func FuzzWordPress(f *testing.F) {
	f.Add([]byte(wxr(post("a [caption id=\"1\"]b[/caption] [sic]\n\nc\nd", published), post("", "<wp:status>draft</wp:status>"))))
	f.Add([]byte(wxr(post("[a][/a][b c=d][gallery]", "<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>"), "<item/>")))
	f.Fuzz(func(t *testing.T, b []byte) { checked(t, "a.xml", b) })
}

func FuzzSitemap(f *testing.F) {
	f.Add([]byte(`<urlset xmlns:n="x"><url><loc>https://b.example/1</loc><n:news><n:title>a &amp; b</n:title></n:news></url><url><loc>x</loc></url></urlset>`))
	f.Add([]byte(`<sitemapindex><sitemap><loc>x</loc></sitemap></sitemapindex>`))
	f.Fuzz(func(t *testing.T, b []byte) { checked(t, "a.xml", b) })
}

func FuzzXML(f *testing.F) {
	f.Add([]byte(`<?xml version="1.0" encoding="windows-1252"?><d><a id="1"><title>T</title><text><p>a b</p></text><author><name>c</name></author></a><a/></d>`))
	f.Add([]byte(`<d><row><field name="title">T</field><field name="text">a b</field></row><row>`))
	f.Fuzz(func(t *testing.T, b []byte) { checked(t, "a.xml", b) })
}
