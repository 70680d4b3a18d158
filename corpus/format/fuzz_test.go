package format

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"leitmotif/corpus"
	"leitmotif/corpus/date"
)

// checked reads content and holds what is true of everything that is read, first of all
// that no input is passed over in silence.
func checked(t *testing.T, name string, content []byte) reading {
	t.Helper()
	src := newSource([]input{fixedInput(name, content)}, Options{Limits: Limits{RecordBytes: 1 << 20, ExpandedBytes: 16 << 20}})
	got := read(t, src)
	if got.err != nil {
		t.Fatalf("reading ended with %v", got.err)
	}
	if len(got.order) == 0 {
		t.Fatal("neither an article nor a reject")
	}
	for _, r := range got.rejects {
		if !utf8.ValidString(r.Detail) || utf8.RuneCountInString(r.Detail) > longestDetail || r.Reason == "" {
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
	}
	return got
}

func FuzzJSONL(f *testing.F) {
	f.Add([]byte("\n"))
	f.Add([]byte(twoLines))
	f.Add([]byte("{\"text\":\"a\"}\n\n{\"text\":\"\\ud800\\u0000\"}\n{\"a\":{\"b\":[\"]}\\\"\"]},\"text\":[1,{\"text\":null}]}\n{"))
	f.Fuzz(func(t *testing.T, b []byte) {
		checked(t, "a.jsonl", b)
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

func FuzzJSON(f *testing.F) {
	f.Add([]byte("[" + strings.ReplaceAll(strings.TrimSpace(twoLines), "\n", ",") + "]"))
	f.Add([]byte(`{"status":"ok","response":{"articles":[]}} {"body":{"sections":[{"paragraphs":["a b"]}]}}`))
	f.Add([]byte("[]"))
	f.Add([]byte(`{"hits":{"hits":[{"_source":{"a":"b c"}}]}}`))
	f.Fuzz(func(t *testing.T, b []byte) { checked(t, "a.json", b) })
}

func FuzzTable(f *testing.F) {
	f.Add([]byte("title,text\nT,\"a \"\"b\"\" c\nd\"\n\nT,x,y\n"))
	f.Add([]byte("sep=;\nid;text\r\n1;\"x"))
	f.Add([]byte("title,text,date\rT,x y,2026-11-23\r"))
	f.Add([]byte("a\tb\nc d\te\n"))
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
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, name := range []string{"a.txt", "a"} {
			checked(t, name, b)
		}
		clean := cleanText(b)
		if again := cleanText([]byte(clean)); again != clean {
			t.Fatalf("clean text %q changed to %q", clean, again)
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
	f.Fuzz(func(t *testing.T, b []byte) { checked(t, "a.html", b) })
}

// FuzzCharset reads the same bytes as text of every width, in the forms that are read as
// a stream and as a whole.
func FuzzCharset(f *testing.F) {
	f.Add([]byte("t\x00e\x00x\x00t\x00\n\x00x\x00\n\x00"))
	f.Add([]byte("title;text\nT;Gr\xfc\xdfe\n"))
	f.Add([]byte("\x1b$B\x1b(B"))
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, m := range byteOrderMarks {
			marked := append(bytes.Clone(m.mark), b...)
			for _, name := range []string{"a.txt", "a.csv", "a.json", "a.html"} {
				checked(t, name, marked)
				checked(t, name, b)
			}
		}
	})
}

// FuzzContainer begins inputs like files that are told by their content.
func FuzzContainer(f *testing.F) {
	for _, sample := range containerSamples {
		f.Add([]byte(sample))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, name := range []string{"a", "a.eml", "a.zip"} {
			checked(t, name, b)
		}
	})
}

func FuzzGzip(f *testing.F) {
	f.Add(gzipped(f, []byte(twoLines)))
	f.Add(gzipped(f, gzipped(f, nil)))
	f.Fuzz(func(t *testing.T, b []byte) {
		checked(t, "a.jsonl.gz", b)
		checked(t, "a.gz", gzipped(t, b))
	})
}

func FuzzZstd(f *testing.F) {
	f.Add(zstdPacked(f, []byte(twoLines)))
	f.Add(zstdPacked(f, nil))
	f.Fuzz(func(t *testing.T, b []byte) {
		checked(t, "a.jsonl.zst", b)
		checked(t, "a.zst", zstdPacked(t, b))
	})
}

func FuzzZip(f *testing.F) {
	f.Add(zipped(f, packedFile{"a.txt", []byte("T\nx")}, packedFile{"b/", nil}), "a.txt", []byte("T\nx"))
	f.Add(append(zipped(f), zipped(f, packedFile{".a", nil})...), "..\\a\x01", []byte("[]"))
	for _, document := range documents(f) {
		f.Add(document, "mimetype", []byte("application/epub+zip"))
	}
	f.Fuzz(func(t *testing.T, b []byte, name string, content []byte) {
		checked(t, "a.zip", b)
		if len(name) < 1<<16 && !strings.HasSuffix(name, "/") {
			checked(t, "a", zipped(t, packedFile{name, content}, packedFile{name, b}))
		}
	})
}

func FuzzTar(f *testing.F) {
	one := tarred(f, packedFile{"a.txt", []byte("T\nx")})
	f.Add(one, "a.txt", []byte("T\nx"))
	f.Add(append(one, one...), "/a\xff", []byte(" "))
	for _, name := range []string{"sparse.tar", "sparse_pax.tar"} {
		b, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b, name, []byte("x"))
	}
	f.Fuzz(func(t *testing.T, b []byte, name string, content []byte) {
		checked(t, "a.tar", b)
		if name != "" && len(name) < 1<<12 && !strings.Contains(name, "\x00") && !strings.HasSuffix(name, "/") {
			checked(t, "a", tarred(t, packedFile{name, content}, packedFile{name, b}))
		}
	})
}
