package format

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
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
		"o.rss": []byte(feed), "p": []byte("\n"), "q.jsonl.gz": gzipped(t, nil), "r.jsonl.zst": zstdPacked(t, nil),
		"s.zip": zipped(t), "t.zip": zipped(t, packedFile{"a/", nil}, packedFile{"b/c/", nil}), "u.tar": tarred(t),
		"v.zip": zipped(t, packedFile{".hidden.txt", []byte("T\nx")}), "w.tar.gz": gzipped(t, tarred(t, packedFile{"__MACOSX/a.txt", []byte("T\nx")})),
		"x.csv": []byte(strings.Repeat(" \n", 100_000)), "y.json": []byte(strings.Repeat(" \n", 100_000)),
	} {
		wantOrder(t, readOne(t, name, content, Options{}), name+" empty")
	}
	wantOrder(t, readOne(t, "a.zip", zipped(t, packedFile{"x.json", []byte("[]")}, packedFile{"y.txt", nil}), Options{}),
		"a.zip!x.json empty", "a.zip!y.txt empty")
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

// tarOf writes headers as they are, the content of each behind it.
func tarOf(t testing.TB, members ...tar.Header) []byte {
	t.Helper()
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, header := range members {
		content := []byte("T\nthe text of " + header.Name)
		if header.Typeflag == tar.TypeReg {
			header.Size = int64(len(content))
		}
		if err := w.WriteHeader(&header); err != nil {
			t.Fatal(err)
		}
		if header.Typeflag == tar.TypeReg {
			if _, err := w.Write(content); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestTarMembers(t *testing.T) {
	regular := tar.Header{Name: "a.txt", Typeflag: tar.TypeReg, Mode: 0o644}
	archive := tarOf(t, tar.Header{Name: "d/", Typeflag: tar.TypeDir, Mode: 0o755}, regular,
		tar.Header{Name: "hard.txt", Linkname: "a.txt", Typeflag: tar.TypeLink},
		tar.Header{Name: "early.txt", Linkname: "later.txt", Typeflag: tar.TypeLink},
		tar.Header{Name: "soft.txt", Linkname: "a.txt", Typeflag: tar.TypeSymlink},
		tar.Header{Name: "null", Typeflag: tar.TypeChar}, tar.Header{Name: "disk", Typeflag: tar.TypeBlock},
		tar.Header{Name: "pipe", Typeflag: tar.TypeFifo},
		tar.Header{Name: ".hidden", Linkname: "a.txt", Typeflag: tar.TypeLink})
	want := []string{"a.tar!a.txt#1", "a.tar!hard.txt empty", "a.tar!early.txt unsupported", "a.tar!soft.txt unsupported",
		"a.tar!null unsupported", "a.tar!disk unsupported", "a.tar!pipe unsupported"}
	wantOrder(t, readOne(t, "a.tar", archive, Options{}), want...)
	// Another archive behind the end, and what is none.
	second := tarOf(t, tar.Header{Name: "b.txt", Typeflag: tar.TypeReg, Mode: 0o644})
	wantOrder(t, readOne(t, "a.tar", append(bytes.Clone(archive), second...), Options{}), append(want, "a.tar!b.txt#1")...)
	wantOrder(t, readOne(t, "a.tar", append(bytes.Clone(archive), "left over"...), Options{}), append(want, "a.tar malformed")...)
	wantOrder(t, readOne(t, "a.tar", append(bytes.Clone(archive), make([]byte, 20_000)...), Options{}), want...)
	// The same file twice, and names that clean to one.
	upward, back := regular, regular
	upward.Name, back.Name = "../a.txt", `.\a.txt`
	wantOrder(t, readOne(t, "a.tar", tarOf(t, regular, regular, upward, back), Options{}),
		"a.tar!a.txt#1", "a.tar!a.txt (2)#1", "a.tar!a.txt (3)#1", "a.tar!a.txt (4)#1")
}

// The sparse files of the cases hold 200 GB and 7 TB of zeros, in the forms of GNU tar and
// of PAX; a small one is read.
func TestSparseTar(t *testing.T) {
	for _, name := range []string{"sparse.tar", "sparse_pax.tar"} {
		content, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		got := readOne(t, name, content, Options{})
		if len(got.rejects) == 0 || !strings.HasPrefix(got.rejects[0].Input.File, name+"!s.jsonl") || got.err != nil {
			t.Errorf("%s: %v, %v", name, got.order, got.err)
		}
	}
}

func TestZipMembers(t *testing.T) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, m := range []struct {
		header zip.FileHeader
		mode   os.FileMode
	}{
		{header: zip.FileHeader{Name: "dir/"}}, {header: zip.FileHeader{Name: `back\`}},
		{header: zip.FileHeader{Name: "a.txt"}, mode: 0o644}, {header: zip.FileHeader{Name: "a.txt"}, mode: 0o644},
		{header: zip.FileHeader{Name: "/abs/b.txt"}}, {header: zip.FileHeader{Name: "../up.txt"}}, {header: zip.FileHeader{Name: `x\c.txt`}},
		{header: zip.FileHeader{Name: "link.txt"}, mode: os.ModeSymlink | 0o777},
	} {
		if m.mode != 0 {
			m.header.SetMode(m.mode)
		}
		f, err := w.CreateHeader(&m.header)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(m.header.Name, "txt") {
			if _, err := f.Write([]byte("T\nx")); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, header := range []zip.FileHeader{{Name: "locked.txt", Flags: 1}, {Name: "odd.txt"}} {
		header.Method, header.CompressedSize64, header.UncompressedSize64 = 99, 3, 3
		f, err := w.CreateRaw(&header)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte("abc")); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	got := readOne(t, "a.zip", out.Bytes(), Options{})
	wantOrder(t, got, "a.zip!a.txt#1", "a.zip!a.txt (2)#1", "a.zip!abs/b.txt#1", "a.zip!up.txt#1", "a.zip!x/c.txt#1",
		"a.zip!link.txt unsupported", "a.zip!locked.txt unreadable", "a.zip!odd.txt unreadable")
	// Two archives in one file: the directory of the second lists its own files alone.
	both := append(zipped(t, packedFile{"a.txt", []byte("T\nx")}), zipped(t, packedFile{"b.txt", []byte("T\ny")})...)
	wantOrder(t, readOne(t, "a.zip", both, Options{}), "a.zip!b.txt#1", "a.zip malformed")
}

func TestGzipMembers(t *testing.T) {
	one, two := gzipped(t, []byte(`{"text":"a"}`+"\n")), gzipped(t, []byte(`{"text":"b"}`+"\n"))
	wantOrder(t, readOne(t, "a.jsonl.gz", append(bytes.Clone(one), two...), Options{}), "a.jsonl.gz#1", "a.jsonl.gz#2")
	wantOrder(t, readOne(t, "a.jsonl.gz", append(bytes.Clone(one), "left over"...), Options{}), "a.jsonl.gz#1", "a.jsonl.gz unreadable")
}

// Names that differ in what is no text stay apart, on disk and in archives.
func TestNamesStayApart(t *testing.T) {
	names := []string{"a\x01.txt", "a\x02.txt", "a.txt", "a\xfc.txt", "a\xfd.txt", "b\n.txt", "b .txt", "b\t.txt", "c\u202e.txt", "c.txt",
		"\u00e9.txt", "e\u0301.txt", "x  y.txt", "x y.txt"}
	files := make(map[string][]byte)
	var members []packedFile
	for _, name := range names {
		files[name] = []byte("T\nx")
		members = append(members, packedFile{name, []byte("T\nx")})
	}
	for kind, got := range map[string]reading{"directory": readFiles(t, files, Options{}), "zip": readOne(t, "a.zip", zipped(t, members...), Options{}),
		"tar": readOne(t, "a.tar", tarred(t, members...), Options{})} {
		seen := make(map[string]bool)
		for _, o := range got.order {
			seen[o] = true
			if !utf8.ValidString(o) || strings.ContainsAny(o, "\x01\x02\n\t\u202e") {
				t.Errorf("%s: %q is no text", kind, o)
			}
		}
		if len(seen) != len(names) || len(got.articles) != len(names) {
			t.Errorf("%s: %d names, %d articles of %d: %q", kind, len(seen), len(got.articles), len(names), got.order)
		}
	}
	got := readOne(t, "a.zip", zipped(t, packedFile{"a\x01b\xfc.txt", []byte("T\nx")}), Options{})
	wantOrder(t, got, `a.zip!a\x01b\xfc.txt#1`)
	long := readOne(t, "a.tar", tarred(t, packedFile{strings.Repeat("d/", 20_000) + "a.txt", []byte("T\nx")}), Options{})
	if len(long.order) != 1 || len(long.order[0]) > longestName+20 || !strings.HasSuffix(long.order[0], "/a.txt#1") {
		t.Errorf("a long name: %d bytes", len(long.order[0]))
	}
}

func TestNumbersOfNames(t *testing.T) {
	s := newNameSet("a (2)")
	for _, want := range []string{"a", "a (3)", "a (4)"} {
		if got := s.distinct("a"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := s.distinct("a (3)"); got != "a (3) (2)" || s.has("b") {
		t.Errorf("%q", got)
	}
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
		{"a.json", `{"text":"","Hit Sentence":"a b c"}`, "a.json#1 no_text",
			`fields: text, Hit Sentence; the longest text is found with --field "text=Hit Sentence"`},
		{"a.json", `{"a":1}`, "a.json#1 no_text_field", "fields: a"},
		{"a.json", `{}`, "a.json#1 no_text_field", "there is no field"},
		{"a.json", many + "}", "a.json#1 no_text_field", "fields: n0, fa, fb, fc, fd, fe, ff, fg, fh, fi, fj, fk and 8 more"},
		{"a.csv", "Kopf,Fließtext,Ort\nein Kopf,ein langer Satz,Ort\nb,noch einer hier,Ort\n", "a.csv no_text_field",
			`fields: Kopf, Fließtext, Ort; the longest text is found with --field "text=Fließtext"`},
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
	if len(got.rejects) != 1 || got.rejects[0].Reason != corpus.NoTextField || utf8.RuneCountInString(got.rejects[0].Detail) > longestDetail {
		t.Errorf("the detail of a reject: %v", got.order)
	}
}
