package format

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"leitmotif/corpus"
	"leitmotif/corpus/date"
)

// checked reads content and holds what is true of everything that is read.
func checked(t *testing.T, name string, content []byte) reading {
	t.Helper()
	src := newSource([]input{fixedInput(name, content)}, Options{Limits: Limits{RecordBytes: 1 << 20}})
	got := read(t, src)
	if got.err != nil {
		t.Fatalf("reading ended with %v", got.err)
	}
	seen := make(map[string]bool)
	for _, o := range got.order {
		origin, _, _ := strings.Cut(o, " ")
		if seen[origin] {
			t.Fatalf("%s came twice", origin)
		}
		seen[origin] = true
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
		if !a.Published.IsZero() && (a.BadDate != "" || a.Published.Year() < date.FirstYear || a.Published.Year() > date.LastYear) {
			t.Fatalf("%s: published %v, bad date %q", a.Input, a.Published, a.BadDate)
		}
	}
	return got
}

func FuzzJSONL(f *testing.F) {
	f.Add([]byte(twoLines))
	f.Add([]byte("{\"text\":\"a\"}\n\n{\"text\":\"\\ud800\\u0000\"}\n{\"a\":{\"b\":[\"]}\\\"\"]},\"text\":[1,{\"text\":null}]}\n{"))
	f.Fuzz(func(t *testing.T, b []byte) {
		checked(t, "a.json", b)
		lines := 0
		out := &emitter{ctx: t.Context(), yield: func(*corpus.Article, error) bool { lines++; return true }}
		d := &decoder{out: out, limits: Limits{}.withDefaults(), names: newNames(nil)}
		d.readJSONL(stream{file: "a", r: d.buffer(bytes.NewReader(b))})
		want := 0
		for _, line := range bytes.Split(b, []byte("\n")) {
			if len(bytes.TrimSpace(line)) > 0 {
				want++
			}
		}
		if lines != want {
			t.Fatalf("%d lines with content, %d records", want, lines)
		}
	})
}

// FuzzValidJSON holds the fast validator and the walk against the standard library.
func FuzzValidJSON(f *testing.F) {
	f.Add([]byte(`{"a":[1,-2.5e+3,true,null,"x\u00e9\\"],"b":{}}`))
	f.Add([]byte("\"\x01\""))
	f.Fuzz(func(t *testing.T, b []byte) {
		if got, want := validJSON(b), json.Valid(b); got != want {
			t.Fatalf("validJSON is %v, the standard library says %v", got, want)
		}
		var members map[string]json.RawMessage
		if json.Unmarshal(b, &members) != nil || !utf8.Valid(b) {
			return
		}
		walked := make(map[string]string)
		eachMember(b, func(key, value []byte) { walked[string(key)] = string(value) })
		if len(walked) != len(members) {
			t.Fatalf("%d members, walked %d", len(members), len(walked))
		}
		for key, value := range members {
			if walked[key] != string(value) {
				t.Fatalf("member %q is %q, walked %q", key, value, walked[key])
			}
			var s string
			if value[0] == '"' && json.Unmarshal(value, &s) == nil {
				if got, _ := unquote(nil, value); string(got) != s {
					t.Fatalf("%s is %q, unquoted %q", value, s, got)
				}
			}
		}
	})
}

func FuzzCSV(f *testing.F) {
	f.Add([]byte("title,text\nT,\"a \"\"b\"\" c\nd\"\n\nT,x,y\n"))
	f.Add([]byte("sep=;\nid;text\r\n1;\"x"))
	f.Fuzz(func(t *testing.T, b []byte) {
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
	f.Fuzz(func(t *testing.T, b []byte) { checked(t, "a.rss", b) })
}

func FuzzText(f *testing.F) {
	f.Add([]byte("T\n\nT\nx \xfc e\u0301\r\n"))
	f.Add([]byte("---\ntitle: T\ntags: [a]\n---\n# T\n\nx"))
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, name := range []string{"a.txt", "a.md", "a.html", "a"} {
			checked(t, name, b)
		}
		clean := cleanText(b)
		if again := cleanText([]byte(clean)); again != clean {
			t.Fatalf("clean text %q changed to %q", clean, again)
		}
	})
}
