package format

import (
	"strings"
	"testing"
	"unicode/utf8"

	"leitmotif/corpus"
)

// Whatever the form, an input without a record says so.
func TestEmptyInputs(t *testing.T) {
	feed := `<?xml version="1.0"?><rss version="2.0"><channel><title>T</title></channel></rss>`
	for name, content := range map[string][]byte{
		"a.txt": nil, "b.txt": []byte(" \n\n"), "c.txt": []byte("\ufeff"), "d.md": []byte("\n"), "e.html": []byte("  "),
		"f.json": []byte("[]"), "g.json": []byte(`{"status":"ok","articles":[]}`), "h.json": []byte(" "), "i.json": nil,
		"j.jsonl": []byte("\n\n"), "k.csv": []byte("title,text\n"), "l.csv": nil, "m.tsv": []byte("\n\n"), "n.csv": []byte("sep=;\r\n"),
		"o.rss": []byte(feed), "p": []byte("\n"), "q.jsonl.gz": gzipped(t, nil),
		"x.csv": []byte(strings.Repeat(" \n", 100_000)), "y.json": []byte(strings.Repeat(" \n", 100_000)),
	} {
		wantOrder(t, readOne(t, name, content, Options{}), name+" empty")
	}
}

// Lines may end in a carriage return alone, and cells then hold line feeds.
func TestCarriageReturns(t *testing.T) {
	table := "title,text,date\rT,x,2026-11-23\rU,\"y\nz\",2026-11-24\r"
	lines := `{"text":"a \"b\""}` + "\r" + `{"text":"c"}` + "\r"
	for name, content := range map[string]string{"a.csv": table, "b": table, "c.tsv": strings.ReplaceAll(table, ",", "\t"),
		"d.csv": "sep=,\r" + table, "e.csv": strings.TrimRight(table, "\r")} {
		got := readOne(t, name, []byte(content), Options{})
		wantOrder(t, got, name+"#1", name+"#2")
		if len(got.articles) == 2 && (got.articles[1].Text != "y\nz" || got.articles[0].Title != "T") {
			t.Errorf("%s: %+v", name, *got.articles[1])
		}
	}
	for _, name := range []string{"a.jsonl", "b", "c.json"} {
		wantOrder(t, readOne(t, name, []byte(lines), Options{}), name+"#1", name+"#2")
	}
	// A return within a row whose line ends in a line feed parts no rows.
	wantOrder(t, readOne(t, "a.csv", []byte("title,text\nT,x\ry\n"), Options{}), "a.csv#1")
}

// A text under any structure is found, or the reject says where it is.
func TestTextOfBodies(t *testing.T) {
	for in, want := range map[string]string{
		`{"body":{"summary":["s t"],"sections":[{"headline":["h"],"paragraphs":["a b","c d"]},{"paragraphs":["e f"]}]}}`: "s t\nh\na b\nc d\ne f",
		`{"paragraphs":["a b","c d"]}`:              "a b\nc d",
		`{"body":{"type":"x"},"description":"a b"}`: "a b",
		`{"body":{"blocks":[{"type":"p","data":{"text":"a b"}},{"type":"image","data":{"url":"u v"}}]}}`:       "a b",
		`{"content":{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"a b"}]}]}}`: "a b",
	} {
		got := readOne(t, "a.json", []byte(in), Options{})
		if len(got.articles) != 1 || got.articles[0].Text != want {
			t.Errorf("%s: %v", in, got.order)
			for _, a := range got.articles {
				t.Logf("%q", a.Text)
			}
		}
	}
	mapped := Options{Fields: map[string]string{"text": "page.parts.words"}}
	got := readOne(t, "a.json", []byte(`{"page":{"parts":[{"words":"a b"},{"x":1},{"words":"c d"}]}}`), mapped)
	if len(got.articles) != 1 || got.articles[0].Text != "a b\nc d" {
		t.Errorf("a path through a list: %v", got.order)
	}
}

func TestHints(t *testing.T) {
	many := `{"n0":0`
	for i := range 19 {
		many += `,"f` + string(rune('a'+i)) + `":"x"`
	}
	for _, test := range []struct{ name, in, order, detail string }{
		{"a.json", `{"title":"A long title of many words","page":{"main":["a b","c d"],"x":"a"},"n":1}`, "a.json#1 no_text_field",
			"fields: title, page, n; the longest text is found with --field text=page.main"},
		{"a.json", `{"text":"","Full Sentence":"a b c"}`, "a.json#1 no_text",
			`fields: text, Full Sentence; the longest text is found with --field "text=Full Sentence"`},
		{"a.json", `{"a":1}`, "a.json#1 no_text_field", "fields: a"},
		{"a.json", `{}`, "a.json#1 no_text_field", "there is no field"},
		{"a.json", many + "}", "a.json#1 no_text_field", "fields: n0, fa, fb, fc, fd, fe, ff, fg, fh, fi, fj, fk and 8 more"},
		{"a.csv", "Kopf,Laufschrift,Ort\nein Kopf,ein langer Satz,Ort\nb,noch einer hier,Ort\n", "a.csv no_text_field",
			`fields: Kopf, Laufschrift, Ort; the longest text is found with --field text=Laufschrift`},
		{"a.csv", "title,text,body\nT,,\n", "a.csv#1 no_text", "nothing in text, body"},
		{"a.md", "---\ntitle: T\nmain: a b c\n---\n\n", "a.md#1 no_text", "fields: title, main; the longest text is found with --field text=main"},
	} {
		got := readOne(t, test.name, []byte(test.in), Options{})
		wantOrder(t, got, test.order)
		if len(got.rejects) == 1 && got.rejects[0].Detail != test.detail {
			t.Errorf("%s: %q\nwant %q", test.in, got.rejects[0].Detail, test.detail)
		}
	}
	got := readOne(t, "a.md", []byte("---\ntitle: T\nmain: a b c\n---\n"), Options{Fields: map[string]string{"text": "main"}})
	if len(got.articles) != 1 || got.articles[0].Text != "a b c" {
		t.Errorf("mapped front matter: %v", got.order)
	}
}

// Every form holds the fields of its articles to their bounds.
func TestBoundedFields(t *testing.T) {
	long := strings.Repeat("word ", 100_000)
	for name, content := range map[string]string{
		"a.json": `{"text":"x","title":"` + long + `","author":"` + long + `","url":"` + long + `","id":"` + long + `","source":"` + long + `","date":"` + long + `"}`,
		"a.csv":  "text,title,author,url,id,source,date\nx," + strings.Repeat(long+",", 5) + long + "\n",
		"a.md":   "---\ntitle: " + long[:40_000] + "\nauthor: " + long[:20_000] + "\n---\nx",
		"a.rss":  "<rss><channel><title>" + long + "</title><item><title>" + long + "</title><guid>" + long + "</guid><description>x</description></item></channel></rss>",
	} {
		got := readOne(t, name, []byte(content), Options{})
		if len(got.articles) != 1 {
			t.Errorf("%s: %v", name, got.order)
			continue
		}
		a := got.articles[0]
		if bounded := *a; !a.Shortened || func() bool { bounded.Bound(); return bounded != *a }() || a.Text != "x" {
			t.Errorf("%s: not bounded: %v, %d bytes of title", name, a.Shortened, len(a.Title))
		}
	}
	got := readOne(t, "a.json", []byte(`{"`+long+`":1}`), Options{})
	if len(got.rejects) != 1 || got.rejects[0].Reason != corpus.NoTextField || utf8.RuneCountInString(got.rejects[0].Detail) > 1000 {
		t.Errorf("the detail of a reject: %v", got.order)
	}
}

// What an empty input is said to be is told by its beginning as it was read, whatever lies
// behind it.
func TestWhyEmpty(t *testing.T) {
	space := strings.Repeat(" ", 200_000)
	for content, want := range map[string]string{"[]" + space: "JSON without a record", space: "there is nothing but white space in it"} {
		got := readOne(t, "a.json", []byte(content), Options{})
		if len(got.rejects) != 1 || got.rejects[0].Detail != want {
			t.Errorf("%.5q: %v, want %q", content, got.rejects, want)
		}
	}
}
