package format

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/klauspost/compress/gzip"

	"leitmotif/corpus"
	"leitmotif/corpus/input"
)

// reading is what ranging over a source gave.
type reading struct {
	articles []*corpus.Article
	rejects  []*corpus.Reject
	order    []string // origins of both, as they came
	err      error    // what ended it
}

func read(t testing.TB, src corpus.Source) reading {
	t.Helper()
	var got reading
	for a, err := range src.Articles(t.Context()) {
		var reject *corpus.Reject
		switch {
		case errors.As(err, &reject):
			got.rejects = append(got.rejects, reject)
			got.order = append(got.order, reject.Input.String()+" "+string(reject.Reason))
		case err != nil:
			if got.err != nil {
				t.Fatalf("a second error after %v: %v", got.err, err)
			}
			got.err = err
		default:
			got.articles = append(got.articles, a)
			got.order = append(got.order, a.Input.String())
		}
	}
	return got
}

// inMemory is one file called name.
func inMemory(t testing.TB, name string, content []byte, opts Options) *Source {
	t.Helper()
	src, err := OpenFS(fstest.MapFS{name: {Data: content}}, name, opts)
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// readOne reads one file called name.
func readOne(t testing.TB, name string, content []byte, opts Options) reading {
	t.Helper()
	return read(t, inMemory(t, name, content, opts))
}

func wantOrder(t testing.TB, got reading, want ...string) {
	t.Helper()
	if g, w := strings.Join(got.order, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("read:\n%s\nwant:\n%s", g, w)
		for _, r := range got.rejects {
			t.Log(r)
		}
	}
	if got.err != nil {
		t.Errorf("reading ended with %v", got.err)
	}
}

// limited is the options with these limits.
func limited(limits input.Limits) Options {
	return Options{Input: input.Options{Limits: limits}}
}

func gzipped(t testing.TB, b []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

const twoLines = `{"id":7,"headline":"One","text":"First text.","published_at":"2026-11-23T06:00:00+01:00","lang":"de-AT"}
{"id":"b","title":"Two","body":"Second text.","source":{"id":null,"name":"The Paper"},"authors":["A. Bee","C. Dee"],"url":"https://example.org/2"}
`

func TestFields(t *testing.T) {
	got := readOne(t, "a.jsonl", []byte(twoLines), Options{})
	want := []corpus.Article{
		{Input: corpus.Origin{File: "a.jsonl", Record: 1}, SourceID: "7", Title: "One", Text: "First text.",
			Language: "de", Published: time.Date(2026, 11, 23, 5, 0, 0, 0, time.UTC), Precision: corpus.Second},
		{Input: corpus.Origin{File: "a.jsonl", Record: 2}, SourceID: "b", Title: "Two", Text: "Second text.",
			Source: "The Paper", Author: "A. Bee, C. Dee", URL: "https://example.org/2"},
	}
	for i, a := range got.articles {
		if *a != want[i] {
			t.Errorf("article %d:\n%+v\nwant\n%+v", i, *a, want[i])
		}
	}
	for _, test := range []struct {
		line, title, text, author, source string
		markup                            corpus.Markup
	}{
		{line: `{"TITLE":"T","Content":"x"}`, title: "T", text: "x"},
		{line: `{"dc:title":"T","article_text":"x"}`, title: "T", text: "x"},
		{line: `{"summary":"s","content":"x","text":""}`, text: "x"}, // an empty field is none
		{line: `{"summary":"s"}`, text: "s"},
		{line: `{"text":["one","two"]}`, text: "one\ntwo"},
		{line: `{"title":{"rendered":"A &amp; B"},"content":{"rendered":"<p>x</p>"}}`, title: "A & B", text: "<p>x</p>",
			markup: corpus.Fragment},
		{line: `{"text":"a < b and <user@host> wrote"}`, text: "a < b and <user@host> wrote"},
		{line: `{"text":"Shares of Example <EM> and <P> rose"}`, text: "Shares of Example <EM> and <P> rose"},
		{line: `{"text":"<P>a</P>"}`, text: "<P>a</P>", markup: corpus.Fragment},
		{line: `{"text":"a<br>b"}`, text: "a<br>b", markup: corpus.Fragment},
		{line: `{"html":"<!DOCTYPE html><html><p>x"}`, text: "<!DOCTYPE html><html><p>x", markup: corpus.Page},
		{line: `{"title":"<b>T</b> &#8211; U","text":"x"}`, title: "T – U", text: "x"},
		{line: `{"authors":[{"name":"A"},{"name":"B"}],"text":"x"}`, text: "x", author: "A, B"},
		{line: `{"publisher":"P","text":"x","\u0074itle":"T"}`, title: "T", text: "x", source: "P"},
		{line: `{"titel":"T","Überschrift":"U","inhalt":"x","quelle":"Q"}`, title: "T", text: "x", source: "Q"},
		{line: `{"text":"u\u0308ber \ud83d\ude00 \ud800 \u0000\r\nx"}`, text: "über 😀 \uFFFD \nx"},
	} {
		got := readOne(t, "a.jsonl", []byte(test.line), Options{})
		if len(got.articles) != 1 {
			t.Errorf("%s: %v", test.line, got.order)
			continue
		}
		a := got.articles[0]
		if a.Title != test.title || a.Text != test.text || a.Author != test.author || a.Source != test.source || a.Markup != test.markup {
			t.Errorf("%s: %+v", test.line, *a)
		}
	}
}

func TestFieldMapping(t *testing.T) {
	opts := Options{Fields: map[string]string{"text": "meta.full", "title": "Kopf"}}
	got := readOne(t, "a.jsonl", []byte(`{"kopf":"T","title":"no","text":"no","meta":{"full":"x"}}
{"meta.full":"y"}
{"text":"not looked for"}
`), opts)
	wantOrder(t, got, "a.jsonl#1", "a.jsonl#2", "a.jsonl#3 no_text_field")
	if a := got.articles[0]; a.Title != "T" || a.Text != "x" {
		t.Errorf("mapped: %+v", *a)
	}
	got = readOne(t, "a.csv", []byte("Kopf,meta.full\nT,x\n"), opts)
	if len(got.articles) != 1 || got.articles[0].Text != "x" || got.articles[0].Title != "T" {
		t.Errorf("mapped table: %v", got.order)
	}
	if _, err := OpenFS(fstest.MapFS{"a": {}}, "a", Options{Fields: map[string]string{"txet": "a"}}); err == nil ||
		!strings.Contains(err.Error(), "txet") {
		t.Errorf("a field that does not exist: %v", err)
	}
}

func TestJSONLines(t *testing.T) {
	got := readOne(t, "a.jsonl", []byte("\n"+`{"text":"a"}`+"\r\n\n  \n"+`{"text":"b"`+"\n"+`[1]`+"\n"+
		`{"text":"  "}`+"\n"+`{"title":"t"}`+"\n"+`{"text":null}`+"\n"+`{"text":"c","date":"2026-02-30"}`), Options{})
	wantOrder(t, got, "a.jsonl#2", "a.jsonl#5 malformed", "a.jsonl#6 malformed", "a.jsonl#7 no_text",
		"a.jsonl#8 no_text_field", "a.jsonl#9 no_text", "a.jsonl#10")
	if a := got.articles[1]; !a.Published.IsZero() || a.BadDate != "2026-02-30" {
		t.Errorf("bad date: %+v", *a)
	}
	got = readOne(t, "a.jsonl", []byte("\n"+`{"text":"a"}`+"\n"+`{"items":[{"text":"b"},{"text":"c"}]}`+"\n\n"+`{"text":"d"}`+"\n"+`{"items":[]}`+"\n"+`{"items":[{"text":"e"}]}`), Options{})
	wantOrder(t, got, "a.jsonl#2", "a.jsonl#3", "a.jsonl#4", "a.jsonl#5", "a.jsonl#6")
	got = readOne(t, "bulk.ndjson", []byte(`{"index":{"_index":"news","_id":"k1"}}`+"\n"+`{"text":"a"}`+"\n"+`{"delete":{"_id":"k2"}}`+"\n"+
		`{"index":{}}`+"\n"+`{"id":"own","text":"b"}`+"\n"+`{"text":"c"}`+"\n"+`{"index":{"n":1}}`), Options{})
	wantOrder(t, got, "bulk.ndjson#2", "bulk.ndjson#5", "bulk.ndjson#6", "bulk.ndjson#7 no_text_field")
	if a := got.articles; a[0].SourceID != "k1" || a[1].SourceID != "own" || a[2].SourceID != "" {
		t.Errorf("ids: %q, %q, %q", a[0].SourceID, a[1].SourceID, a[2].SourceID)
	}
	got = readOne(t, "commas.json", []byte(`{"text":"a"},`+"\r\n"+`{"text":"b,"}, `+"\n"+`{"text":"c"}`), Options{})
	wantOrder(t, got, "commas.json#1", "commas.json#2", "commas.json#3")
	deep := strings.Repeat(`{"a":`, 200_000) + "1" + strings.Repeat("}", 200_000)
	got = readOne(t, "a.jsonl", []byte(deep+"\n"+`{"text":"a"}`+"\n"), Options{})
	wantOrder(t, got, "a.jsonl#1 malformed", "a.jsonl#2")
	got = readOne(t, "first-line-damaged.jsonl", []byte("{\"text\":\"a\n{\"text\":\"b\"}\n"), Options{})
	wantOrder(t, got, "first-line-damaged.jsonl#1 malformed", "first-line-damaged.jsonl#2")
}

func TestJSON(t *testing.T) {
	for content, want := range map[string][]string{
		`[{"text":"a"}, {"text":"b"}]`:        {"#1", "#2"},
		`[]`:                                  {" empty"},
		`{"text":"a","items":[]}`:             {"#1"},
		`{"text":"a","items":[{"text":"b"}]}`: {"#1"},
		`{"version":"1.1","description":"a","items":[{"content_text":"b"},{"content_html":"c"}]}`: {"#1", "#2"},
		`{"message":"success","data":{"articles":[{"text":"a"},{"text":"b"}]}}`:                   {"#1", "#2"},
		`{"description":"a","items":[{"src":"b"},{"src":"c"}]}`:                                   {"#1"},
		`{"description":"a","data":{"items":[{"src":"b"},{"src":"c"}]}}`:                          {"#1"},
		"{\n \"text\": \"a\",\n \"data\": {\"x\": [1, {\"y\": \"]\"}]}\n}":                        {"#1"},
		`{"status":"ok","articles":[{"text":"a"},{"text":"b"}],"n":2}`:                            {"#1", "#2"},
		`{"response":{"x":1,"results":[{"text":"a"}]}}`:                                           {"#1"},
		`{"status":"ok","articles":[]}`:                                                           {" empty"},
		`[{"text":"a"},{"text":"b"`:                                                               {"#1", " malformed"},
		`[{"text":"a"} {"text":"b"}]`:                                                             {"#1", " malformed"},
		`[{"text":"a"},3,{"text":x},{"text":"b"}]`:                                                {"#1", "#2 malformed", "#3 malformed", "#4"},
		"[\n{\"text\":\"a\"}]\n{\"text\":\"b\"}":                                                  {"#1", "#2"},
		`[{"text":"a"}] x`:                                                                        {"#1", " malformed"},
		`"just a string"`:                                                                         {" malformed"},
		`{"text":"a \"] } \\"}`:                                                                   {"#1"},
		`{"text":"a",}`:                                                                           {" malformed"},
	} {
		got := readOne(t, "a.json", []byte(content), Options{})
		for i := range want {
			want[i] = "a.json" + want[i]
		}
		t.Run(content, func(t *testing.T) { wantOrder(t, got, want...) })
	}
	got := readOne(t, "array.jsonl", []byte("[\n{\"text\":\"a\"},\n{\"text\":\"b\"}\n]"), Options{})
	wantOrder(t, got, "array.jsonl#1", "array.jsonl#2")
}

func TestTables(t *testing.T) {
	const want = "T|a \"quoted\", b\nc|2026-11-23"
	for name, content := range map[string]string{
		"a.csv": "title,text,date\nT,\"a \"\"quoted\"\", b\nc\",2026-11-23\n",
		"b.csv": "title;text;date\r\n\r\nT;\"a \"\"quoted\"\", b\r\nc\";23.11.2026",
		"c.tsv": "Title\tText\tDate\nT\t\"a \"\"quoted\"\", b\nc\"\t2026-11-23\n",
		"d.csv": "\ufeffsep=|\ntitle|text|date\nT|\"a \"\"quoted\"\", b\nc\"|2026-11-23\n",
		"e":     "nr,title,text,date\n1,T,\"a \"\"quoted\"\", b\nc\",2026-11-23\n",
	} {
		got := readOne(t, name, []byte(content), Options{})
		if len(got.articles) != 1 || len(got.rejects) != 0 {
			t.Errorf("%s: %v %v", name, got.order, got.rejects)
			continue
		}
		a := got.articles[0]
		if s := a.Title + "|" + a.Text + "|" + a.Published.Format(time.DateOnly); s != want || a.Input.Record != 1 {
			t.Errorf("%s: %q, record %d", name, s, a.Input.Record)
		}
	}
	got := readOne(t, "a.csv", []byte("id,title,text\n1,T,x\n2,T\n\n3,T,\n4,T,x,y\n5,T,\"x\" z\n6,\"T,x\n7,T,x\n"), Options{})
	wantOrder(t, got, "a.csv#1", "a.csv#2 malformed", "a.csv#3 no_text", "a.csv#4 malformed", "a.csv#5", "a.csv#6", "a.csv#7")
	got = readOne(t, "a.csv", []byte("a,b\n1,2\n3,4\n"), Options{})
	wantOrder(t, got, "a.csv no_text_field")
}

func TestFeeds(t *testing.T) {
	rss := `<?xml version="1.0" encoding="ISO-8859-1"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Die Zeitung</title><language>de-DE</language>
<item><title>Gr` + "\xfc" + `n &amp;amp; gut</title><link>https://example.org/1</link><guid>g1</guid>
<pubDate>Mon, 23 Nov 2026 06:00:00 +0100</pubDate><dc:creator>A. Bee</dc:creator>
<description>kurz</description><content:encoded><![CDATA[<p>Lang</p>]]></content:encoded></item>
<item><title>Leer</title></item>
<item><title>Drei</title><description>nur kurz</description><pubDate>32 Nov 2026</pubDate></item>
</channel></rss>`
	got := readOne(t, "a.xml", []byte(rss), Options{})
	wantOrder(t, got, "a.xml#1", "a.xml#2 no_text", "a.xml#3")
	want := corpus.Article{Input: corpus.Origin{File: "a.xml", Record: 1}, SourceID: "g1", Title: "Grün & gut", Text: "<p>Lang</p>",
		Markup: corpus.Fragment, URL: "https://example.org/1", Source: "Die Zeitung", Author: "A. Bee", Language: "de",
		Published: time.Date(2026, 11, 23, 5, 0, 0, 0, time.UTC), Precision: corpus.Second}
	if len(got.articles) == 2 && *got.articles[0] != want {
		t.Errorf("%+v\nwant\n%+v", *got.articles[0], want)
	}
	if len(got.articles) == 2 && got.articles[1].BadDate != "32 Nov 2026" {
		t.Errorf("bad date: %+v", *got.articles[1])
	}
	atom := `<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><title>T</title><id>i</id>
<updated>2026-11-23T06:00:00Z</updated><author><name>A</name></author><author><name>B</name></author>
<content type="html">&lt;p&gt;x&lt;/p&gt;</content></entry></feed>`
	got = readOne(t, "noextension", []byte(atom), Options{})
	if len(got.articles) != 1 || got.articles[0].Text != "<p>x</p>" || got.articles[0].Author != "A, B" || got.articles[0].Published.IsZero() {
		t.Errorf("atom: %v", got.order)
	}
	wantOrder(t, readOne(t, "a.xml", []byte(`<rss><channel><item><title>x</channel>`), Options{}), "a.xml malformed")
	wantOrder(t, readOne(t, "a.xml", []byte(`<?xml version="1.0"?><urlset></urlset>`), Options{}), "a.xml empty")
	wantOrder(t, readOne(t, "a.txt", []byte(`<?xml version="1.0"?><plist><dict>x y</dict></plist>`), Options{}), "a.txt unknown_format")
	wantOrder(t, readOne(t, "a.txt", []byte(`{"cells": [{"source": ["a b"]}]}`), Options{}), "a.txt#1 no_text_field")
	wantOrder(t, readOne(t, "a.txt", []byte(`{"Zitat"} ist ein Platzhalter`), Options{}), "a.txt#1")
	deep := `<rss><channel>` + strings.Repeat("<a>", 100_000)
	wantOrder(t, readOne(t, "a.xml", []byte(deep), Options{}), "a.xml nesting")
}

func TestTextTitles(t *testing.T) {
	long := strings.Repeat("word ", 60)
	for _, test := range []struct{ name, in, title, text string }{
		{"a.txt", "T\n\nx\ny\n", "T", "x\ny"},
		{"a.txt", "\n  T  \n\nT\nT\n\nx T\nT", "T", "x T\nT"}, // said three times, then in the text
		{"a.txt", "T\nx", "T", "x"},
		{"a.txt", "one line", "", "one line"},
		{"a.txt", "T\nT\n", "", "T"},
		{"a.txt", long + "\nx", "", long + "\nx"},
		{"a.txt", "Here is a line that was broken at the margin of a page, for it was\nlonger than that\n", "",
			"Here is a line that was broken at the margin of a page, for it was\nlonger than that"},
		{"a.md", "# T\n\nx", "T", "x"},
		{"a.md", "# T #\n\n# T\n\nx", "T", "x"},
		{"a.md", "T\n===\nx", "T", "x"},
		{"a.md", "intro\n\n# T\n\nx", "T", "intro\n\n\nx"},
		{"a.md", "T\n\nx", "T", "x"},
		{"a.md", "---\ntitle: \"T: U\"\nlang: en\n---\n# T: U\n\nx", "T: U", "x"},
		{"a.md", "---\nlang: en\n---\n# T\n\nx", "T", "x"},
		{"a.md", "---\nx\n---\ny", "---", "x\n---\ny"},
	} {
		got := readOne(t, test.name, []byte(test.in), Options{})
		if len(got.articles) != 1 {
			t.Errorf("%q: %v", test.in, got.order)
			continue
		}
		if a := got.articles[0]; a.Title != test.title || a.Text != strings.TrimSpace(test.text) || a.Input.Record != 1 {
			t.Errorf("%q: title %q, text %q, want %q, %q", test.in, a.Title, a.Text, test.title, test.text)
		}
	}
	got := readOne(t, "a.md", []byte("---\ntitle: T\ndate: 2026-11-23\nauthor: [A, B]\nlang: German\nsource: S\n---\nx"), Options{})
	want := corpus.Article{Input: corpus.Origin{File: "a.md", Record: 1}, Title: "T", Text: "x", Markup: corpus.Markdown, Author: "A, B",
		Language: "de", Source: "S", Published: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC), Precision: corpus.Day}
	if len(got.articles) != 1 || *got.articles[0] != want {
		t.Errorf("front matter: %+v", got.articles)
	}
}

func TestPages(t *testing.T) {
	page := "<html><head><meta charset=windows-1252></head><body>Gr\xfc\xdfe \x96 x</body></html>"
	for _, name := range []string{"a.html", "a.HTM", "page", "a.txt"} {
		got := readOne(t, name, []byte(page), Options{})
		if len(got.articles) != 1 || got.articles[0].Markup != corpus.Page || !strings.Contains(got.articles[0].Text, "Grüße – x") {
			t.Errorf("%s: %v", name, got.order)
		}
	}
}

func TestLimits(t *testing.T) {
	big := strings.Repeat("x", 300_000)
	opts := limited(input.Limits{RecordBytes: 250_000})
	lines := `{"text":"a"}` + "\n" + `{"text":"` + big + `"}` + "\n" + `{"text":"b"}` + "\n"
	wantOrder(t, readOne(t, "a.jsonl", []byte(lines), opts), "a.jsonl#1", "a.jsonl#2 too_large", "a.jsonl#3")
	array := `[{"text":"a"},{"text":"` + big + `"},{"text":"b"}]`
	wantOrder(t, readOne(t, "a.json", []byte(array), opts), "a.json#1", "a.json#2 too_large", "a.json#3")
	table := "title,text\nT,a\nT,\"x\n" + big + "\"\nT,b\nT," + big + "\nT,c\n"
	wantOrder(t, readOne(t, "a.csv", []byte(table), opts), "a.csv#1", "a.csv#2 too_large", "a.csv#3", "a.csv#4 too_large", "a.csv#5")
	wantOrder(t, readOne(t, "a.txt", []byte(big), opts), "a.txt#1 too_large")
	wantOrder(t, readOne(t, "a.html", []byte("<html>"+big), opts), "a.html#1 too_large")
	wantOrder(t, readOne(t, "a.json", []byte(`{"text":"`+big+`"}`), opts), "a.json#1 too_large")
}
