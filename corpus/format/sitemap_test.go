package format

import (
	"testing"
	"time"

	"leitmotif/corpus"
)

func TestSitemaps(t *testing.T) {
	news := `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://b.example/1</loc><lastmod>2025-03-04</lastmod><n:news><n:publication><n:name>Bote</n:name><n:language>de</n:language></n:publication>
<n:publication_date>2025-03-03T14:05+01:00</n:publication_date><n:title>Rat sperrt &amp;quot;Brücke&amp;quot;</n:title><n:keywords>Brücke</n:keywords></n:news></url>
<url><loc>https://b.example/2</loc><image:image><image:title>Ein Bild</image:title></image:image></url>
<url><loc>https://b.example/3</loc><lastmod>2025-03-04T08:00:00Z</lastmod><n:news><n:title><![CDATA[Terminal approved]]></n:title></n:news></url></urlset>`
	got := readOne(t, "a.xml", []byte(news), Options{})
	wantOrder(t, got, "a.xml#1", "a.xml#3", "a.xml unsupported")
	if len(got.articles) == 2 {
		wantArticle(t, *got.articles[0], corpus.Article{Title: `Rat sperrt "Brücke"`, Text: `Rat sperrt "Brücke"`, URL: "https://b.example/1", Source: "Bote",
			Language: "de", Truncated: true, Published: time.Date(2025, 3, 3, 13, 5, 0, 0, time.UTC)})
		wantArticle(t, *got.articles[1], corpus.Article{Title: "Terminal approved", Text: "Terminal approved", URL: "https://b.example/3", Truncated: true,
			Published: time.Date(2025, 3, 4, 8, 0, 0, 0, time.UTC)})
		if detail := got.rejects[0].Detail; detail != "a sitemap with addresses without a title: 1" {
			t.Error(detail)
		}
	}
	for name, in := range map[string]string{
		"plain.xml": `<urlset><url><loc>https://b.example/1</loc></url><url><loc>https://b.example/2</loc></url></urlset>`,
		"index":     `<?xml version="1.0"?><sm:sitemapindex xmlns:sm="x"><sm:sitemap><sm:loc>https://b.example/s.xml</sm:loc></sm:sitemap></sm:sitemapindex>`,
	} {
		wantOrder(t, readOne(t, name, []byte(in), Options{}), name+" unsupported")
	}
	wantOrder(t, readOne(t, "a.xml", []byte(`<urlset><url><loc>x`), Options{}), "a.xml malformed")
}
