package format

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"leitmotif/corpus"
	"leitmotif/corpus/date"
	"leitmotif/corpus/input"
)

// checked reads content and holds what is true of everything that is read, first of all
// that no input is passed over in silence.
func checked(t *testing.T, name string, content []byte) reading {
	t.Helper()
	got := readOne(t, name, content, limited(input.Limits{RecordBytes: 1 << 20, ExpandedBytes: 16 << 20}))
	if got.err != nil {
		t.Fatalf("reading ended with %v", got.err)
	}
	if len(got.order) == 0 {
		t.Fatal("neither an article nor a reject")
	}
	for _, r := range got.rejects {
		if !utf8.ValidString(r.Detail) || utf8.RuneCountInString(r.Detail) > 1000 || r.Reason == "" {
			t.Fatalf("%s: reason %q, detail %q", r.Input, r.Reason, r.Detail)
		}
	}
	seen := make(map[corpus.Origin]bool)
	for _, a := range got.articles {
		seen[a.Input] = true
	}
	for _, r := range got.rejects {
		seen[r.Input] = true
	}
	if len(seen) != len(got.order) {
		t.Fatalf("one origin came twice: %q", got.order)
	}
	for _, a := range got.articles {
		for _, s := range []string{a.SourceID, a.Title, a.Text, a.URL, a.Source, a.Author, a.Language, a.BadDate} {
			if !utf8.ValidString(s) || !norm.NFC.IsNormalString(s) || strings.ContainsAny(s, "\x00\r\ufeff\x7f") {
				t.Fatalf("%s: unclean %q", a.Input, s)
			}
		}
		if strings.TrimSpace(a.Text) == "" {
			t.Fatalf("%s: no text", a.Input)
		}
		bounded := *a
		if bounded.Bound(); bounded != *a || !utf8.ValidString(a.Input.File) {
			t.Fatalf("%q: a field over its bound", a.Input.File)
		}
		if !a.Published.IsZero() && (a.BadDate != "" || a.Published.Year() < date.FirstYear || a.Published.Year() > date.LastYear) {
			t.Fatalf("%s: published %v, bad date %q", a.Input, a.Published, a.BadDate)
		}
		if a.Published.IsZero() != (a.Precision == corpus.UnknownPrecision) || a.Local && a.Precision != corpus.Second {
			t.Fatalf("%s: published %v, known to the %v, local %v", a.Input, a.Published, a.Precision, a.Local)
		}
	}
	return got
}

func FuzzJSONL(f *testing.F) {
	f.Add([]byte("\n"))
	f.Add([]byte(twoLines))
	f.Add([]byte("{\"text\":\"a\"}\n\n{\"text\":\"\\ud800\\u0000\"}\n{\"a\":{\"b\":[\"]}\\\"\"]},\"text\":[1,{\"text\":null}]}\n{"))
	f.Add([]byte(`{"articles":[{"title":"T","text":"a"},{"text":NaN}]}` + "\n" + `{"articles":[]}`))
	f.Add([]byte(`{"title":"T","url":"u","_source":{"author":17,"source":"http://www.a.b/"},"fields":{"body":{"type":"p","children":["a",{"type":"bold","text":"b"}]}}}`))
	f.Fuzz(func(t *testing.T, b []byte) { checked(t, "a.jsonl", b) })
}

func FuzzJSON(f *testing.F) {
	f.Add([]byte("[" + strings.ReplaceAll(strings.TrimSpace(twoLines), "\n", ",") + "]"))
	f.Add([]byte(`{"status":"ok","response":{"articles":[]}} {"body":{"sections":[{"paragraphs":["a b"]}]}}`))
	f.Add([]byte("[]"))
	f.Add([]byte(`{"hits":{"hits":[{"_source":{"a":"b c"}}]}}`))
	f.Add([]byte(`{"a1":{"title":"T","text":"a"},"a2":{"title":"U","text":"b"},"n":[[1]]}`))
	f.Add([]byte(`{"title":{"0":"T","1":"U"},"text":{"0":"a","1":"b"}} [["title","text"],["T","a"],[1]]`))
	f.Add([]byte(`{"columns":["title","text"],"data":[["T","a"]]}{"version":"jsonfeed","title":"F","items":[{"content_text":"a"}]}`))
	f.Add([]byte(`{"name":"C","type":"c","id":1,"messages":[{"type":"service","text":""},{"text":["a",{"type":"bold","text":"b"}]}]}`))
	f.Fuzz(func(t *testing.T, b []byte) { checked(t, "a.json", b) })
}

func FuzzTable(f *testing.F) {
	f.Add([]byte("title,text\nT,\"a \"\"b\"\" c\nd\"\n\nT,x,y\n"))
	f.Add([]byte("sep=;\nid;text\r\n1;\"x"))
	f.Add([]byte("title,text,date\rT,x y,2026-11-23\r"))
	f.Add([]byte("a\tb\nc d\te\n"))
	f.Add([]byte("Report\n\ntitle;text;date\nT;\"a \\\"b\\\", c\";NaN;;\nTotal: 1\n"))
	f.Add([]byte("url,title,seendate\nhttp://a.b/c,T,20260101T120000Z\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		checked(t, "a.tsv", b)
		got := checked(t, "a.csv", b)
		last := 0
		for _, a := range got.articles {
			if a.Input.Record < last {
				t.Fatalf("row %d behind row %d", a.Input.Record, last)
			}
			last = a.Input.Record
		}
	})
}

func FuzzFeed(f *testing.F) {
	f.Add([]byte(`<?xml version="1.0"?><rss version="2.0"><channel><item><title>T</title><description>x</description></item></channel></rss>`))
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="xhtml"><div>x</div></content></entry></feed>`))
	f.Add([]byte(`<rss version="2.0"><channel><title>T</title></channel></rss>`))
	f.Fuzz(func(t *testing.T, b []byte) { checked(t, "a.rss", b) })
}

func FuzzText(f *testing.F) {
	f.Add([]byte("T\n\nT\nx \xfc e\u0301\r\n"))
	f.Add([]byte("1 of 3 DOCUMENTS\n\nP\n\nMarch 3, 2025\n\nT\n\nLENGTH: 9 words\n\nx\n\n2 of 3 DOCUMENTS\n\nLENGTH: 1"))
	f.Add([]byte("T\n9 words\n3 March 2025\nP\nEnglish\n(c) 2025\nx\nDocument ABC000020250303001\ny\nDocument ABC000020250303002"))
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, name := range []string{"a.txt", "a"} {
			checked(t, name, b)
		}
		text := input.Text(b)
		if again := input.Text([]byte(text)); again != text {
			t.Fatalf("text %q changed to %q", text, again)
		}
	})
}

func FuzzMarkdown(f *testing.F) {
	f.Add([]byte("---\ntitle: T\ntags: [a]\n---\n# T\n\nx"))
	f.Add([]byte("---\ntitle: T\ntext: a b\n---\n"))
	f.Fuzz(func(t *testing.T, b []byte) { checked(t, "a.md", b) })
}

func FuzzPage(f *testing.F) {
	f.Add([]byte("<!DOCTYPE html><meta charset=windows-1252><title>T</title><p>Gr\xfc\xdfe"))
	f.Add([]byte("<html><p>1 of 2 DOCUMENTS<p>P<p>3. M&auml;rz 2025<p>T<p>L&Auml;NGE: 9<p>x<br>y<p>SPRACHE: GERMAN"))
	f.Fuzz(func(t *testing.T, b []byte) { checked(t, "a.html", b) })
}
