package format

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"leitmotif/corpus/input"
)

// told gives what is known of the articles, a line each, and of the rejects.
func told(got reading) string {
	var lines []string
	for _, a := range got.articles {
		date := ""
		if !a.Published.IsZero() {
			date = a.Published.Format(time.RFC3339)
		}
		line := strings.TrimRight(strings.Join([]string{a.Title, strings.ReplaceAll(a.Text, "\n", "/"), date, a.Source, a.Author, a.URL, a.SourceID, a.Language}, "|"), "|")
		if a.Truncated {
			line += " (truncated)"
		}
		lines = append(lines, line)
	}
	for _, r := range got.rejects {
		lines = append(lines, fmt.Sprint(r.Reason))
	}
	return strings.Join(lines, "\n")
}

func checkTold(t *testing.T, name, in, want string) {
	t.Helper()
	got := readOne(t, name, []byte(in), Options{})
	if s := told(got); s != want {
		t.Errorf("%s: %s\ngot\n%s\nwant\n%s", name, in, s, want)
		for _, r := range got.rejects {
			t.Log(r)
		}
	}
}

// Records of the interfaces that desks ask, and of what exports them.
func TestInterfaces(t *testing.T) {
	for _, test := range []struct{ what, in, want string }{
		{"Guardian", `{"response":{"status":"ok","results":[{"id":"w/1","sectionName":"World","webPublicationDate":"2026-03-03T13:05:00Z",
			"webTitle":"Harbour opens","webUrl":"https://g.example/1","apiUrl":"https://api.example/1","fields":{"headline":"Harbour opens again","trailText":"In short","bodyText":"The harbour is open.",
			"byline":"A. Bee","publication":"The Example","lastModified":"2026-04-01T00:00:00Z"}}]}}`,
			"Harbour opens|The harbour is open.|2026-03-03T13:05:00Z|The Example|A. Bee|https://g.example/1|w/1"},
		{"New York Times", `{"status":"OK","copyright":"c","response":{"docs":[{"abstract":"What it is about","web_url":"https://n.example/1","snippet":"s","lead_paragraph":"The first paragraph.",
			"source":"The Paper","multimedia":[{"url":"x"}],"headline":{"main":"Bridge shut","kicker":"City","print_headline":"p"},"pub_date":"2026-03-03T13:05:00+0000","byline":{"original":"By Ina Berg","person":[{"firstname":"Ina"}]},
			"_id":"nyt://article/1","uri":"nyt://article/1"}],"meta":{"hits":1}}}`,
			"Bridge shut|The first paragraph.|2026-03-03T13:05:00Z|The Paper|Ina Berg|https://n.example/1|nyt://article/1 (truncated)"},
		{"GNews", `{"totalArticles":1,"articles":[{"title":"T","description":"d","content":"c c","url":"https://x.example/1","image":"i","publishedAt":"2026-03-03T13:05:00Z","source":{"name":"Bote","url":"https://b.example"}}]}`,
			"T|c c|2026-03-03T13:05:00Z|Bote||https://x.example/1"},
		{"Mediastack", `{"pagination":{"limit":1},"data":[{"author":null,"title":"T","description":"d d","url":"https://x.example/1","source":"Bote","image":null,"category":"general","language":"en","country":"us","published_at":"2026-03-03T13:05:00+00:00"}]}`,
			"T|d d|2026-03-03T13:05:00Z|Bote||https://x.example/1||en (truncated)"},
		{"Elasticsearch", `{"took":3,"hits":{"total":{"value":2},"hits":[{"_index":"news","_id":"0","_score":1.0,"_source":{"title":"T0","content":"c c","published":"2026-03-03T14:05:00Z","source":"W"}},{"_index":"news","_id":"1","_source":{"source":{"name":"V"},"content":"d d","title":"T1"}}]}}`,
			"T0|c c|2026-03-03T14:05:00Z|W|||0\nT1|d d||V|||1"},
		{"WordPress", `[{"id":7,"date":"2026-03-03T14:05:00","date_gmt":"2026-03-03T13:05:00","guid":{"rendered":"https://w.example/?p=7"},"modified":"2026-04-01T00:00:00","slug":"s","status":"publish","type":"post","link":"https://w.example/a",
			"title":{"rendered":"A &amp; B"},"content":{"rendered":"<p>x y</p>","protected":false},"excerpt":{"rendered":"<p>x</p>"},"author":17,"_embedded":{"author":[{"id":17,"name":"Ina Berg"}]}}]`,
			"A & B|<p>x y</p>|2026-03-03T13:05:00Z||Ina Berg|https://w.example/a|7"},
		{"trafilatura", `{"title":"T","author":"Ina Berg; Jan Au","hostname":"b.example","date":"2026-03-03","fingerprint":"f","id":null,"license":null,"comments":"nice work","raw_text":"x y z","text":"x y","language":"de","source":"https://www.b.example/1","source-hostname":"Der Bote","excerpt":"x","categories":"Stadt","tags":"a"}`,
			"T|x y|2026-03-03T00:00:00Z|Der Bote|Ina Berg; Jan Au|https://www.b.example/1||de"},
		{"Fundus", `[{"title":"T","body":{"summary":["kurz gesagt"],"sections":[{"headline":["Eins"],"paragraphs":["a b","c d"]},{"headline":[],"paragraphs":["e f"]}]},"publishing_date":"2026-03-03T14:05:00+01:00","authors":["Ina Berg","Jan Au"],"publisher":"Bote","topics":["x"],"free_access":true,"url":"https://b.example/1","lang":"de"}]`,
			"T|kurz gesagt/Eins/a b/c d/e f|2026-03-03T13:05:00Z|Bote|Ina Berg, Jan Au|https://b.example/1||de"},
		{"news-please", `{"authors":["Ina Berg"],"date_download":"2026-05-01 00:00:00","date_modify":null,"date_publish":"2026-03-03 13:05:00","description":"d","filename":"f.json","image_url":"i","language":"en","localpath":null,"maintext":"x y","source_domain":"www.b.example","title":"T","title_page":null,"title_rss":null,"url":"https://www.b.example/1"}`,
			"T|x y|2026-03-03T13:05:00Z|www.b.example|Ina Berg|https://www.b.example/1||en"},
		{"GDELT", `{"articles":[{"url":"https://b.example/1","url_mobile":"","title":"A headline of some words","seendate":"20260101T120000Z","socialimage":"https://b.example/1.jpg","domain":"b.example","language":"English","sourcecountry":"United States"}]}`,
			"A headline of some words|A headline of some words|2026-01-01T12:00:00Z|b.example||https://b.example/1||en (truncated)"},
		{"JSON Feed", `{"version":"https://jsonfeed.org/version/1.1","title":"Der Bote","home_page_url":"https://b.example","description":"all news","language":"de-DE","authors":[{"name":"Redaktion"}],"items":[{"id":"1","url":"https://b.example/1","title":"T","content_text":"x y","date_published":"2026-03-03T13:05:00Z","authors":[{"name":"Ina Berg"}]},{"id":"2","content_html":"<p>z</p>"}]}`,
			"T|x y|2026-03-03T13:05:00Z|Der Bote|Ina Berg|https://b.example/1|1|de\n|<p>z</p>||Der Bote|Redaktion||2|de"},
		{"ninjs 1", `{"uri":"urn:n:1","type":"text","versioncreated":"2026-03-03T13:05:00Z","language":"de","headline":"T","byline":"Ina Berg","body_text":"x y","body_xhtml":"<p>x y</p>","infosource":[{"name":"dta"}],"associations":{"main":{"type":"picture","headline":"P","body_text":"caption of it"}}}`,
			"T|x y|2026-03-03T13:05:00Z|dta|Ina Berg||urn:n:1|de"},
		{"ninjs 3", `{"uri":"https://n.example/1","standard":{"name":"ninjs","version":"3.0"},"type":"text","firstcreated":"2026-03-02T00:00:00Z","versioncreated":"2026-03-03T13:05:00Z","language":"en","headlines":[{"role":"main","value":"T"},{"role":"short","value":"U"}],"bodies":[{"role":"main","contenttype":"text/plain","value":"x y"},{"role":"main","contenttype":"text/html","value":"<p>x y</p>"}],"infosources":[{"name":"dta"}],"by":"Ina Berg"}`,
			"T|x y|2026-03-03T13:05:00Z|dta|Ina Berg|https://n.example/1||en"},
		{"JSON-LD", `{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Bote","url":"https://b.example"},{"@type":"NewsArticle","headline":"T","articleBody":"x y","datePublished":"2026-03-03T13:05:00Z","publisher":{"@type":"Organization","name":"Bote"},"author":[{"@type":"Person","name":"Ina Berg"}],"mainEntityOfPage":{"@type":"WebPage","@id":"https://b.example/1"}}]}`,
			"T|x y|2026-03-03T13:05:00Z|Bote|Ina Berg|https://b.example/1"},
		{"GraphQL", `{"data":{"articles":{"edges":[{"cursor":"c","node":{"id":"1","title":"T","body":"x y","publishedAt":"2026-03-03T13:05:00Z"}},{"node":{"title":"U","body":"z z"}}],"pageInfo":{"hasNextPage":false}}}}`,
			"T|x y|2026-03-03T13:05:00Z||||1\nU|z z"},
		{"Meltwater", `{"documents":[{"id":"1","source":{"type":"news","name":"Bote","url":"https://b.example"},"author":{"name":"Ina Berg"},"content":{"title":"T","opening_text":"x","body":"x y z","byline":"B"},"published_date":"2026-03-03T13:05:00Z","url":"https://b.example/1","enrichments":{"sentiment":"neutral","language_code":"de"}}]}`,
			"T|x y z|2026-03-03T13:05:00Z|Bote|Ina Berg|https://b.example/1|1"},
		{"Talkwalker", `{"status_code":"0","result_content":{"data":[{"data":{"url":"https://b.example/1","published":1772543100000,"title":"T","content":"x y","title_snippet":"T","lang":"de","extra_source_attributes":{"name":"Bote"}}}]}}`,
			"T|x y|2026-03-03T13:05:00Z|||https://b.example/1||de"},
		{"Brandwatch", `{"resultsTotal":1,"results":[{"resourceId":"1","title":"T","snippet":"x","fullText":"x y z","date":"2026-03-03T13:05:00.000+0000","domain":"b.example","url":"https://b.example/1","author":"Ina Berg","language":"de"}]}`,
			"T|x y z|2026-03-03T13:05:00Z|b.example|Ina Berg|https://b.example/1|1|de"},
		{"Event Registry", `{"articles":{"page":1,"results":[{"uri":"771","lang":"eng","isDuplicate":false,"date":"2026-03-03","time":"13:05:00","dateTimePub":"2026-03-03T13:05:00Z","dataType":"news","url":"https://b.example/1","title":"T","body":"x y","source":{"uri":"b.example","dataType":"news","title":"Bote"},"authors":[{"uri":"u","name":"Ina Berg"}]}]}}`,
			"T|x y|2026-03-03T13:05:00Z|Bote|Ina Berg|https://b.example/1||en"},
		{"Webz", `{"posts":[{"thread":{"site":"b.example","title":"T of it"},"uuid":"1","url":"https://b.example/1","author":"Ina Berg","published":"2026-03-03T14:05:00.000+01:00","title":"T","text":"x y","language":"german"}],"moreResultsAvailable":0}`,
			"T|x y|2026-03-03T13:05:00Z|b.example|Ina Berg|https://b.example/1|1|de"},
		{"Guardian, one item", `{"response":{"status":"ok","total":1,"content":{"id":"w/1","type":"article","webPublicationDate":"2026-03-03T13:05:00Z","webTitle":"Harbour opens","webUrl":"https://g.example/1",
			"fields":{"byline":"A. Bee","body":"x y","publication":"The Example"},"tags":[{"webTitle":"A. Bee","bio":"She writes"}],"blocks":{"main":{"bodyTextSummary":""},"body":[{"id":"b","bodyHtml":"x y","title":"","publishedDate":"2026-03-03T13:05:00Z"}]}}}}`,
			"Harbour opens|x y|2026-03-03T13:05:00Z|The Example|A. Bee|https://g.example/1|w/1"},
		{"Next.js", `{"props":{"pageProps":{"article":{"title":"T","published":"2026-03-03T13:05:00Z","url":"https://b.example/1","author":"Ina Berg","outlet":"Bote","body":"x y"}}},"page":"/x","query":{}}`,
			"T|x y|2026-03-03T13:05:00Z|Bote|Ina Berg|https://b.example/1"},
		{"story in a result", `{"result":{"story":{"title":"T","published":"2026-03-03T13:05:00Z","url":"https://b.example/1","author":"Ina Berg","body":"x y"}}}`,
			"T|x y|2026-03-03T13:05:00Z||Ina Berg|https://b.example/1"},
		{"message in a payload", `{"payload":{"message":{"title":"T","published":"2026-03-03T13:05:00Z","url":"https://b.example/1","author":"Ina Berg","body":"x y"}}}`,
			"T|x y|2026-03-03T13:05:00Z||Ina Berg|https://b.example/1"},
		{"rss2json", `{"status":"ok","feed":{"url":"https://b.example/f","title":"Bote","description":"news of it"},"items":[{"title":"T","pubDate":"2026-03-03 13:05:00","link":"https://b.example/1","guid":"g","author":"","description":"x","content":"x y"}]}`,
			"T|x y|2026-03-03T13:05:00Z|Bote||https://b.example/1|g"},
	} {
		t.Run(test.what, func(t *testing.T) {
			checkTold(t, "a.json", test.in, test.want)
			if line := strings.ReplaceAll(test.in, "\n\t\t\t", ""); line[0] == '{' {
				checkTold(t, "a.jsonl", line+"\n", test.want)
			}
			checkTold(t, "pages.json", "["+test.in+"]", test.want)
		})
	}
}

// Exports of chats: the outlet is the chat, and what the program says of members no record.
func TestTelegram(t *testing.T) {
	chat := `{"name":"Bote aktuell","type":"public_channel","id":99,"messages":[{"id":1,"type":"service","date":"2026-03-01T00:00:00","actor":"Bote","action":"create_channel","text":""},` +
		`{"id":2,"type":"message","date":"2026-03-03T14:05:00","date_unixtime":"1772543100","from":"Bote","from_id":"channel99","text":["Die ",{"type":"bold","text":"Brücke"}," ist zu. Mehr: ",{"type":"text_link","text":"hier","href":"https://b.example/1"}]},` +
		`{"id":3,"type":"message","date":"2026-03-04T14:05:00","date_unixtime":"1772629500","from":"Bote","text":"Streik\nam Kai"}]}`
	want := "|Die Brücke ist zu. Mehr: hier|2026-03-03T13:05:00Z|Bote aktuell|Bote||2\n|Streik/am Kai|2026-03-04T13:05:00Z|Bote aktuell|Bote||3"
	checkTold(t, "result.json", chat, want)
	checkTold(t, "result.json", `{"about":"Here is the data","chats":{"about":"x","list":[`+chat+`]}}`, want)
}

// Objects of JSON-LD that are no article may hold one.
func TestArticlesWithinPages(t *testing.T) {
	const article = `{"@type":"NewsArticle","headline":"T","articleBody":"x y","url":"https://b.example/1"}`
	const want = "T|x y||||https://b.example/1"
	for in, want := range map[string]string{
		`{"@type":"WebPage","name":"n","mainEntity":` + article + `}`:                                                                                      want,
		`[` + article + `,{"@type":"WebPage","url":"https://b.example/1","mainEntity":` + article + `},{"@type":"WebSite","name":"Bote"}]`:                 want + "\n" + want,
		`{"@type":"ItemList","itemListElement":[{"@type":"ListItem","position":1,"item":` + article + `}]}`:                                                want,
		`{"@type":"DataFeed","dataFeedElement":[{"@type":"DataFeedItem","item":` + article + `}]}`:                                                         want,
		`{"@type":"ItemList","itemListElement":[{"@type":"ListItem","item":{"@type":"NewsArticle","headline":"T","url":"https://b.example/1"}}]}`:          "T|T||||https://b.example/1 (truncated)",
		`{"@type":"WebPage","mainEntity":` + article + `,"breadcrumb":{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","name":"Start"}]}}`: want,
		`[{"@type":"WebPage","mainEntity":{"@type":"NewsArticle","headline":"T","url":"https://b.example/1"}}]`:                                            "T|T||||https://b.example/1 (truncated)",
		`[` + article + `,{"@type":"WebPage","mainEntity":{"@type":"NewsArticle"}}]`:                                                                       want + "\nno_text_field",
		`{"page":{"title":"T","body":"x y","url":"https://b.example/1"},"tags":{"items":[]}}`:                                                              want,
	} {
		checkTold(t, "a.json", in, want)
	}
}

// A list under the name of a text is one of records where they have titles, unless it is the
// text of an article in pieces.
func TestListsUnderTexts(t *testing.T) {
	const records = `[{"title":"A","text":"a a"},{"title":"B","text":"b b"}]`
	const dated = `[{"title":"A","text":"a a","date":"2026-03-03"},{"title":"B","text":"b b","date":"2026-03-04"}]`
	const want, wantDated = "A|a a\nB|b b", "A|a a|2026-03-03T00:00:00Z\nB|b b|2026-03-04T00:00:00Z"
	for in, want := range map[string]string{
		`{"content":` + records + `,"number":0,"size":20}`:      want,
		`{"articles":{"article":` + records + `}}`:              want,
		`{"artikel":` + records + `}`:                           want,
		`{"title":"Export","text":` + dated + `}`:               wantDated,
		`{"sections":` + dated + `}`:                            wantDated,
		`{"title":"T","content":` + records + `}`:               "T|a a/b b",
		`{"content":` + records + `,"title":"T"}`:               "T|a a/b b",
		`{"title":"T","url":"u","blocks":` + dated + `}`:        "T|a a/b b||||u",
		`{"title":"T","page":{"content":` + records + `}}`:      "T|a a/b b",
		`{"content":[{"text":"a a"},{"title":"B","text":"b"}]}`: "|a a/b",
	} {
		checkTold(t, "a.json", in, want)
		checkTold(t, "a.jsonl", in, want)
	}
}

// Tables in JSON, as pandas writes them.
func TestOrientations(t *testing.T) {
	const want = "A|a a|2026-03-03T00:00:00Z\nB|b b|2026-03-04T00:00:00Z"
	for what, in := range map[string]string{
		"records": `[{"title":"A","text":"a a","date":"2026-03-03"},{"title":"B","text":"b b","date":"2026-03-04"}]`,
		"columns": `{"title":{"0":"A","1":"B"},"text":{"0":"a a","1":"b b"},"date":{"0":"2026-03-03","1":"2026-03-04"},"n":{"0":1,"1":NaN}}`,
		"index":   `{"0":{"title":"A","text":"a a","date":"2026-03-03"},"1":{"title":"B","text":"b b","date":"2026-03-04"}}`,
		"split":   `{"columns":["title","text","date"],"index":[0,1],"data":[["A","a a","2026-03-03"],["B","b b","2026-03-04"]]}`,
		"table":   `{"schema":{"fields":[{"name":"index","type":"integer"},{"name":"title","type":"string"}],"primaryKey":["index"],"pandas_version":"1.4.0"},"data":[{"index":0,"title":"A","text":"a a","date":"2026-03-03"},{"index":1,"title":"B","text":"b b","date":"2026-03-04"}]}`,
		"list":    `{"title":["A","B"],"text":["a a","b b"],"date":["2026-03-03","2026-03-04"]}`,
		"rows":    `[["title","text","date"],["A","a a","2026-03-03"],["B","b b","2026-03-04"]]`,
		"keyed":   `{"total":2,"1":{"title":"A","text":"a a","date":"2026-03-03"},"2":{"title":"B","text":"b b","date":"2026-03-04"}}`,
		"titled":  `{"title":"Export","url":"https://b.example","1":{"title":"A","text":"a a","date":"2026-03-03"},"2":{"title":"B","text":"b b","date":"2026-03-04"}}`,
		"lists":   `{"stadt":[{"title":"A","text":"a a","date":"2026-03-03"}],"sport":[{"title":"B","text":"b b","date":"2026-03-04"}]}`,
		"pages":   `[{"status":"ok","articles":[{"title":"A","text":"a a","date":"2026-03-03"}]},{"status":"ok","articles":[{"title":"B","text":"b b","date":"2026-03-04"}]},{"status":"ok","articles":[]}]`,
		"deep":    `{"Meldungen":{"2026-03":[{"title":"A","text":"a a","date":"2026-03-03"},{"title":"B","text":"b b","date":"2026-03-04"}]}}`,
		"events":  `{"events":[{"title":"E","date":"2026-03-01","articles":[{"title":"A","text":"a a","date":"2026-03-03"}]},{"title":"F","articles":[{"title":"B","text":"b b","date":"2026-03-04"}]}]}`,
		"ressort": `{"title":"Export","sections":[{"name":"Stadt","articles":[]},{"name":"Land","articles":[{"title":"A","text":"a a","date":"2026-03-03"},{"title":"B","text":"b b","date":"2026-03-04"}]}]}`,
		"msearch": `{"responses":[{"hits":{"hits":[{"_source":{"title":"A","text":"a a","date":"2026-03-03"}}]}},{"hits":{"hits":[{"_source":{"title":"B","text":"b b","date":"2026-03-04"}}]}}]}`,
		"NaN":     `[{"title":"A","text":"a a","date":"2026-03-03","author":NaN,"source":"NaN"},{"title":"B","text":"b b","date":"2026-03-04","x":[-Infinity]}]`,
		"mixed":   `{"n":1,"sport":[{"title":"A","text":"a a","date":"2026-03-03"}],"news":[{"title":"B","text":"b b","date":"2026-03-04"}]}`,
	} {
		t.Run(what, func(t *testing.T) {
			checkTold(t, "a.json", in, want)
		})
	}
	checkTold(t, "keyed.json", `{"lang":"de","a1":{"title":"A","text":"a a"},"a2":{"id":7,"title":"B","text":"b b"}}`, "A|a a|||||a1|de\nB|b b|||||7|de")
	checkTold(t, "one.json", `{"title":"T","url":"u","og":{"title":"O","description":"short"},"lists":[{"items":[{"title":"I","text":"a a"}]}],"card":{"title":"C","description":"short"},"page":{"text":"a b"}}`, "T|a b||||u")
	checkTold(t, "values.json", `[["A","a a"],["B","b b"]]`, "malformed")
}

// A wrapper over the limit on a record is read as it comes.
func TestLargeWrappers(t *testing.T) {
	opts := limited(input.Limits{RecordBytes: 2000})
	one := func(i int) string {
		return fmt.Sprintf(`{"title":"T%d","text":"%s"}`, i, strings.Repeat("a ", 100))
	}
	var keyed, list []string
	for i := range 50 {
		keyed = append(keyed, fmt.Sprintf(`"k%d":%s`, i, one(i)))
		list = append(list, one(i))
	}
	for what, in := range map[string]string{
		"keyed":       "{" + strings.Join(keyed, ",") + "}",
		"titled":      `{"title":"Export","url":"u",` + strings.Join(keyed, ",") + "}",
		"unknown":     `{"x":1,"meldung_en":[` + strings.Join(list, ",") + "]}",
		"content":     `{"size":50,"content":[` + strings.Join(list, ",") + "]}",
		"pages":       `[{"articles":[` + strings.Join(list[:25], ",") + `]},{"articles":[` + strings.Join(list[25:], ",") + "]}]",
		"chats":       `{"about":"x","chats":{"about":"y","list":[{"name":"Bote","id":1,"messages":[` + strings.Join(list[:3], ",") + `]},{"name":"Post","id":2,"messages":[` + strings.Join(list[3:], ",") + "]}]}}",
		"two chats":   `{"chats":{"list":[{"name":"A","messages":[` + list[0] + `]},{"name":"Bote","messages":[` + strings.Join(list[1:20], ",") + `]},{"name":"Post","messages":[` + strings.Join(list[20:], ",") + "]}]}}",
		"usual":       `{"articles":[` + strings.Join(list, ",") + "]}",
		"inner keyed": `{"data":{` + strings.Join(keyed, ",") + "}}",
		"rows":        `[["title","text"]` + strings.Repeat(`,["T","`+strings.Repeat("a ", 100)+`"]`, 50) + "]",
		"two lists":   `{"stadt":[` + list[0] + `],"sport":[` + strings.Join(list[1:], ",") + "]}",
		"after":       `{"news":[` + list[0] + `],"sport":[` + strings.Join(list[1:], ",") + "]}",
		"large one":   `{"stadt":[` + strings.Join(list, ",") + `,{"title":"U","text":"` + strings.Repeat("a ", 2000) + `"}]}`,
	} {
		got := readOne(t, "a.json", []byte(in), opts)
		wrong := 0
		if what == "large one" {
			wrong = 1
		}
		if len(got.articles) != 50 || len(got.rejects) != wrong {
			t.Errorf("%s: %d articles, %v", what, len(got.articles), got.rejects)
		}
	}
}

// The names of a record's members, not their order, say what is taken.
func TestOrderOfMembers(t *testing.T) {
	for want, variants := range map[string][]string{
		"T|a whole text": {
			`{"title":"T","text":"a whole text","comments":[{"title":"C","text":"a remark"}],"related":[{"title":"R","text":"another"}]}`,
			`{"related":[{"title":"R","text":"another"}],"comments":[{"title":"C","text":"a remark"}],"text":"a whole text","title":"T"}`,
			`{"image":{"text":"a caption"},"article":{"title":"T","content":"a whole text"}}`,
			`{"item":{"description":"short","fields":{"body":"a whole text"}},"title":"T"}`,
			`{"meta":{"title":"T"},"text":"a whole text"}`,
			`{"title":"T","fulltext":"a whole text","text":"","html":"<p>no"}`,
			`{"description":"short","page":{"text":"a whole text"},"title":"T"}`,
		},
		"T|a b (truncated)": {`{"title":"T","description":"a b"}`, `{"title":"T","Hit Sentence":"c","Opening Text":"a b"}`, `{"title":"T","summary":"c","lead_paragraph":"a b","abstract":"d"}`},
		"T|a b":             {`{"title":"T","text":"a b","author":17,"source":4,"id":null}`, `{"title":"T","text":"a b","author":"NaN","source":"-","date":"NaT"}`},
		"T|a b||b.example||https://www.b.example/1": {`{"title":"T","text":"a b","source":"https://www.b.example/1"}`},
		"T|a b||Bote||https://b.example/1":          {`{"title":"T","text":"a b","source":"https://b.example/1","site_name":"Bote"}`, `{"site_name":"Bote","source":"https://x.example/2","url":"https://b.example/1","text":"a b","title":"T"}`},
		"T|a b|||Ina Berg, Jan Au": {`{"title":"T","text":"a b","authors":[{"first_name":"Ina","last_name":"Berg"},{"given":"Jan","family":"Au"}]}`,
			`{"title":"T","text":"a b","authors":"['Ina Berg', 'Jan Au']","author_id":17}`, `{"title":"T","text":"a b","byline":"By Ina Berg, Jan Au"}`},
		"T|a b||||https://b.example/1|urn:n:1": {`{"title":"T","text":"a b","url":"urn:n:1","html":{"requested_url":"https://b.example/1"}}`,
			`{"title":"T","text":"a b","external_url":"https://b.example/1","id":"urn:n:1"}`},
		"T|a b||Bote": {`{"title":"T","text":"a b","source":{"id":"b","name":"Bote"}}`, `{"title":"T","text":"a b","source":{"uri":"b","title":"Bote"}}`},
	} {
		for _, in := range variants {
			checkTold(t, "a.json", in, want)
			checkTold(t, "a.jsonl", in+"\n", want)
		}
	}
	for in, want := range map[string]string{
		`{"title":"T"}`: "no_text_field", `{"title":"T","text":"nan","url":"u"}`: "no_text",
		`{"title":"T","url":"https://b.example","lauf":"` + strings.Repeat("word ", 40) + `"}`:                                                       "no_text_field",
		`{"title":"T","url":"https://b.example/1"}`:                                                                                                  "T|T||||https://b.example/1 (truncated)",
		`{"status":"error","code":"keyInvalid","message":"The key is not known."}`:                                                                   "not_an_article",
		`{"code":"no_route","message":"Es gibt keinen Weg.","data":{"status":404}}`:                                                                  "not_an_article",
		`{"status":404,"error":"Not Found","message":"No page is here.","timestamp":1772543100}`:                                                     "not_an_article",
		`{"message":"a b","error":null,"status":"ok"}`:                                                                                               "|a b",
		`{"title":"[Removed]","description":"[Removed]","content":"[Removed]","publishedAt":"1970-01-01T00:00:00Z","url":"https://removed.example"}`: "not_an_article",
		`{"title":"T","comments":{"text":"a b"}}`:                                                                                                    "no_text_field",
	} {
		checkTold(t, "a.json", in, want)
	}
}

// Bodies of blocks are joined by lines, what runs on within a line is not parted, and
// pictures are no text.
func TestBlocks(t *testing.T) {
	for in, want := range map[string]string{
		`{"body":[{"type":"p","text":"a b"},{"type":"image","text":"a caption","url":"u"},{"type":"p","text":"c d"}]}`:                                                                                                         "a b/c d",
		`{"content_elements":[{"type":"text","content":"a b"},{"type":"text","content":"c d"}],"title":"T","body":""}`:                                                                                                         "",
		`{"body":{"content_elements":[{"type":"text","content":"a b"},{"type":"text","content":"c d"}]}}`:                                                                                                                      "a b/c d",
		`{"content":{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"a "},{"type":"text","marks":[{"type":"bold"}],"text":"b"}]},{"type":"paragraph","content":[{"type":"text","text":"c"}]}]}}`: "a b/c",
		`{"body":[{"_type":"block","children":[{"_type":"span","text":"a "},{"_type":"span","marks":["em"],"text":"b"}]},{"_type":"image","caption":"c"},{"_type":"block","children":[{"_type":"span","text":"d"}]}]}`:         "a b/d",
		`{"sections":[{"headline":"h","paragraphs":["a","b"]},{"paragraphs":["c"]}]}`:                                                                                                                                          "h/a/b/c",
		`{"blocks":[{"key":"k","text":"a b","type":"unstyled"},{"key":"l","text":"c d","type":"unstyled"}]}`:                                                                                                                   "a b/c d",
		`{"article":{"headline":"h","bodyText":"a b"}}`: "a b",
	} {
		got := readOne(t, "a.json", []byte(in), Options{})
		text := ""
		if len(got.articles) == 1 {
			text = strings.ReplaceAll(got.articles[0].Text, "\n", "/")
		}
		if text != want {
			t.Errorf("%s: %q, want %q, %v", in, text, want, got.rejects)
		}
	}
}
