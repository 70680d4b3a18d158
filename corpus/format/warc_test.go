package format

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"

	"leitmotif/corpus"
	"leitmotif/corpus/input"
)

const storedPage = "<html><head><title>Brücke</title></head><body><p>Die Brücke ist gesperrt.</p></body></html>"

// stored is a record of a WARC file with more fields of its header and its content.
func stored(kind, fields, content string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Date: 2025-03-04T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n%sContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, fields, len(content), content)
}

// response is the record of a response of a server.
func response(address, head, body string) string {
	return stored("response", "WARC-Target-URI: "+address+"\r\nContent-Type: application/http; msgtype=response\r\n", head+"\r\n\r\n"+body)
}

const pageHead = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8"

// packedWith packs what open writes to.
func packedWith(t testing.TB, open func(io.Writer) (io.WriteCloser, error), s string) string {
	t.Helper()
	var out bytes.Buffer
	w, err := open(&out)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, s); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestWARCPages(t *testing.T) {
	const address = "https://bote.example/bruecke"
	brotlied := packedWith(t, func(w io.Writer) (io.WriteCloser, error) { return brotli.NewWriter(w), nil }, storedPage)
	zlibbed := packedWith(t, func(w io.Writer) (io.WriteCloser, error) { return zlib.NewWriter(w), nil }, storedPage)
	deflated := packedWith(t, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, 6) }, storedPage)
	zstded := packedWith(t, func(w io.Writer) (io.WriteCloser, error) { return zstd.NewWriter(w) }, storedPage)
	gzipped := string(gzipped(t, []byte(storedPage)))
	chunked := fmt.Sprintf("%x\r\n%s\r\n%x;x=y\r\n%s\r\n0\r\n\r\n", 10, gzipped[:10], len(gzipped)-10, gzipped[10:])
	for name, content := range map[string]string{
		"plain":                 response(address, pageHead, storedPage),
		"version 1.1":           strings.Replace(response(address, pageHead, storedPage), "WARC/1.0", "WARC/1.1", 1),
		"an address in <>":      response("<"+address+">", pageHead, storedPage),
		"LF alone":              strings.ReplaceAll(stored("response", "WARC-Target-URI: "+address+"\r\nContent-Type: application/http\r\n", "HTTP/1.1 200 OK\nContent-Type: text/html\n\n"+storedPage), "\r\n", "\n"),
		"fields in small":       strings.Replace(response(address, pageHead, storedPage), "WARC-Type: response", "warc-type: Response", 1),
		"Latin-1":               response(address, "HTTP/1.1 200 OK\r\ncontent-type: text/html;charset=ISO-8859-1", strings.ReplaceAll(storedPage, "ü", "\xfc")),
		"no type":               response(address, "HTTP/1.0 200 OK\r\nServer: x", storedPage),
		"a header with faults":  response(address, pageHead+"\r\nno field\r\n: x\r\nX y: z", storedPage),
		"HTTP/2":                response(address, strings.Replace(pageHead, "HTTP/1.1 200 OK", "HTTP/2 200", 1), storedPage),
		"gzip":                  response(address, pageHead+"\r\nContent-Encoding: gzip", gzipped),
		"gzip, undone":          response(address, pageHead+"\r\nContent-Encoding: gzip", storedPage),
		"br":                    response(address, pageHead+"\r\nContent-Encoding: br", brotlied),
		"br, undone":            response(address, pageHead+"\r\nContent-Encoding: br", storedPage),
		"deflate":               response(address, pageHead+"\r\nContent-Encoding: deflate", zlibbed),
		"deflate, as it is not": response(address, pageHead+"\r\nContent-Encoding: deflate", deflated),
		"zstd":                  response(address, pageHead+"\r\nContent-Encoding: zstd", zstded),
		"identity":              response(address, pageHead+"\r\nContent-Encoding: identity", storedPage),
		"chunks":                response(address, pageHead+"\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip", chunked),
		"chunks, undone":        response(address, pageHead+"\r\nTransfer-Encoding: chunked", storedPage),
		"resource":              stored("resource", "WARC-Target-URI: "+address+"\r\nContent-Type: text/html\r\n", storedPage),
		"resource in XHTML":     stored("resource", "WARC-Target-URI: "+address+"\r\nContent-Type: application/xhtml+xml\r\n", storedPage),
	} {
		got := checked(t, "a.warc", []byte(stored("warcinfo", "Content-Type: application/warc-fields\r\n", "software: x\r\n")+content+
			stored("request", "Content-Type: application/http; msgtype=request\r\n", "GET / HTTP/1.1\r\n\r\n")+stored("metadata", "", "x: y")))
		if len(got.articles) != 1 || len(got.rejects) != 0 {
			t.Errorf("%s: %v %v", name, got.order, got.rejects)
			continue
		}
		a := got.articles[0]
		if a.Text != storedPage || a.Markup != corpus.Page || a.URL != address || !a.Published.IsZero() || a.Truncated || a.Input.Record != 2 {
			t.Errorf("%s: %+v", name, *a)
		}
	}
}

func TestWARCLeftOut(t *testing.T) {
	content := response("https://b.example/", pageHead, storedPage) +
		response("https://b.example/a.png", "HTTP/1.1 200 OK\r\nContent-Type: image/png", "\x89PNG") +
		response("https://b.example/b.png", "HTTP/1.1 200 OK\r\nContent-Type: image/png", "\x89PNG") +
		response("https://b.example/robots.txt", "HTTP/1.1 200 OK\r\nContent-Type: text/plain", "User-agent: *") +
		response("https://b.example/old", "HTTP/1.1 301 Moved\r\nLocation: /", "<html><p>x") +
		response("https://b.example/none", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html", "<html><p>x") +
		response("https://b.example/empty", pageHead, "") +
		stored("response", "WARC-Target-URI: dns:b.example\r\nContent-Type: text/dns\r\n", "20250304\nb.example. 1 IN A 10.0.0.1") +
		stored("response", "Content-Type: application/http\r\n", "nothing of HTTP") +
		stored("revisit", "Content-Type: application/http\r\n", "HTTP/1.1 200 OK\r\n\r\n")
	got := checked(t, "a.warc.gz", gzipped(t, []byte(content)))
	wantOrder(t, got, "a.warc.gz#1", "a.warc.gz empty")
	const want = "8 records hold no page: image/png 2, no content 1, no response of HTTP 1, status 301 1, status 404 1, text/dns 1, text/plain 1; " +
		"1 revisit of a page that is stored elsewhere"
	if got.rejects[0].Detail != want {
		t.Errorf("%q", got.rejects[0].Detail)
	}
	wantOrder(t, checked(t, "a.warc", []byte(stored("warcinfo", "", "x: y"))), "a.warc empty")
}

func TestWARCDocuments(t *testing.T) {
	pdf := response("https://b.example/2025/bericht.pdf?x=y", "HTTP/1.1 200 OK\r\nContent-Type: application/pdf", "%PDF-1.4\n")
	got := checked(t, "a.warc", []byte(pdf+response("https://b.example/", pageHead, storedPage)))
	if len(got.order) != 2 || !strings.HasPrefix(got.order[0], "a.warc!1/bericht.pdf") || got.order[1] != "a.warc#2" {
		t.Errorf("%q", got.order)
	}
}

func TestWET(t *testing.T) {
	content := stored("conversion", "WARC-Target-URI: https://b.example/1\r\nWARC-Identified-Content-Language: deu,eng\r\nContent-Type: text/plain\r\n",
		"Die Brücke - Bote\nDie Brücke ist gesperrt.\nDer Ofen ist aus.")
	got := checked(t, "a.warc.wet", []byte(content))
	if len(got.articles) != 1 {
		t.Fatal(got.order)
	}
	if a := got.articles[0]; a.Title != "Die Brücke - Bote" || a.Text != "Die Brücke ist gesperrt.\nDer Ofen ist aus." || a.Language != "de" || a.Markup != corpus.Plain || a.URL != "https://b.example/1" {
		t.Errorf("%+v", *a)
	}
}

func TestWARCTruncated(t *testing.T) {
	packed := string(gzipped(t, []byte(strings.Replace(storedPage, "Die", strings.Repeat("Die alte und neue ", 500), 1))))
	for name, content := range map[string]string{
		"said":         stored("response", "WARC-Truncated: length\r\nContent-Type: application/http\r\n", pageHead+"\r\n\r\n"+storedPage[:60]),
		"gzip is cut":  response("https://b.example/", pageHead+"\r\nContent-Encoding: gzip", packed[:len(packed)-20]),
		"chunk is cut": response("https://b.example/", pageHead+"\r\nTransfer-Encoding: chunked", "fff\r\n"+storedPage),
	} {
		got := checked(t, "a.warc", []byte(content))
		if len(got.articles) != 1 || !got.articles[0].Truncated {
			t.Errorf("%s: %v %v", name, got.order, got.rejects)
		}
	}
}

func TestWARCRejects(t *testing.T) {
	whole := response("https://b.example/", pageHead, storedPage)
	wantOrder(t, checked(t, "a.warc", []byte(whole+"left over\r\nand more\r\n"+whole)), "a.warc#1", "a.warc#2 malformed", "a.warc#3")
	wantOrder(t, checked(t, "a.warc", []byte(strings.Replace(whole, "Content-Length: ", "Content-Length: x", 1)+whole)), "a.warc#1 malformed", "a.warc#2")
	wantOrder(t, checked(t, "a.warc", []byte(whole+whole[:len(whole)-50])), "a.warc#1", "a.warc#2 unreadable")
	wantOrder(t, checked(t, "a.warc", []byte(whole+"WARC/1.0\r\nWARC-Type: resp")), "a.warc#1", "a.warc#2 unreadable")
	wantOrder(t, checked(t, "a.warc", []byte(response("https://b.example/", pageHead+"\r\nContent-Encoding: gzip", "\x1f\x8b\x08no gzip")+whole)), "a.warc#1 unreadable", "a.warc#2")
	wantOrder(t, checked(t, "a.warc", []byte(response("https://b.example/", pageHead+"\r\nContent-Encoding: compress", storedPage)+whole)), "a.warc#1 unsupported", "a.warc#2")
	large := strings.Repeat(storedPage, 200)
	bomb := string(gzipped(t, []byte(large)))
	wantOrder(t, readOne(t, "a.warc", []byte(response("https://b.example/", pageHead, large)+response("https://b.example/", pageHead+"\r\nContent-Encoding: gzip", bomb)+whole),
		limited(input.Limits{RecordBytes: 10_000})), "a.warc#1 too_large", "a.warc#2 too_large", "a.warc#3")
	wantOrder(t, readOne(t, "a.warc", []byte(whole+response("https://b.example/", pageHead+"\r\nContent-Encoding: gzip", bomb)+whole),
		limited(input.Limits{ExpandedBytes: 10_000})), "a.warc#1", "a.warc#2 expansion")
}

// Records that are compressed one by one are read behind one that is damaged.
func TestWARCMembers(t *testing.T) {
	var members [][]byte
	for i := range 5 {
		members = append(members, gzipped(t, []byte(response(fmt.Sprint("https://b.example/", i), pageHead, strings.Replace(storedPage, "Die", fmt.Sprint(i*7919, " Die"), 1)))))
	}
	wantOrder(t, checked(t, "a.warc.gz", slices.Concat(members...)), "a.warc.gz#1", "a.warc.gz#2", "a.warc.gz#3", "a.warc.gz#4", "a.warc.gz#5")
	for at := 10; at < len(members[2]); at++ {
		broken := bytes.Clone(members[2])
		broken[at] ^= 0x55
		got := checked(t, "a.warc.gz", slices.Concat(members[0], members[1], broken, members[3], members[4]))
		urls := make(map[string]bool)
		for _, a := range got.articles {
			urls[a.URL] = true
		}
		if len(got.rejects) == 0 || !urls["https://b.example/0"] || !urls["https://b.example/1"] || !urls["https://b.example/4"] {
			t.Fatalf("byte %d: %q", at, got.order)
		}
	}
	// A wrong checksum tells on the record that it is of.
	for at := range members {
		broken := slices.Clone(members)
		broken[at] = bytes.Clone(broken[at])
		broken[at][len(broken[at])-8] ^= 0x55
		want := []string{"a.warc.gz#1", "a.warc.gz#2", "a.warc.gz#3", "a.warc.gz#4", "a.warc.gz#5"}
		want[at] += " unreadable"
		wantOrder(t, checked(t, "a.warc.gz", slices.Concat(broken...)), want...)
	}
	// What reads no records ends where it did before.
	wantOrder(t, checked(t, "a.jsonl.gz", slices.Concat(gzipped(t, []byte("{\"text\":\"a\"}\n")), []byte("\x1f\x8b\x08\x00nothing here"), gzipped(t, []byte("{\"text\":\"b\"}\n")))),
		"a.jsonl.gz#1", "a.jsonl.gz unreadable")
}

// Of a crawl in WACZ the records are read, not what lists them.
func TestWACZ(t *testing.T) {
	lists := []packed{{"pages/pages.jsonl", `{"format":"json-pages-1.0","id":"pages","title":"Pages"}` + "\n" + `{"url":"https://b.example/","title":"Die Brücke","text":"Die Brücke ist gesperrt."}` + "\n"},
		{"indexes/index.cdx", "example,b)/ 20250304100000 {\"url\":\"https://b.example/\"}\n"}, {"logs/crawl.log", "Alles gut.\n"}}
	records := packed{"archive/data.warc.gz", string(gzipped(t, []byte(response("https://b.example/", pageHead, storedPage))))}
	about := packed{"datapackage.json", `{"profile":"data-package","wacz_version":"1.1.1"}`}
	wantOrder(t, checked(t, "a.wacz", zipOf(t, append(lists, records, about)...)), "a.wacz!archive/data.warc.gz#1")
	got := checked(t, "a.zip", zipOf(t, append(lists, about)...))
	if len(got.articles) == 0 {
		t.Errorf("another archive: %v", got.order)
	}
}

func FuzzWARC(f *testing.F) {
	f.Add([]byte(response("https://b.example/", pageHead, storedPage) + stored("revisit", "", "x") + "x\n" + stored("conversion", "Content-Type: text/plain\r\n", "a\nb")))
	f.Add([]byte(response("https://b.example/", pageHead+"\r\nTransfer-Encoding: chunked", "3\r\n<p>\r\n0\r\n\r\n") + response("https://b.example/a", "HTTP/1.1 301 x", "")))
	f.Add(slices.Concat(gzipped(f, []byte(stored("resource", "Content-Type: text/html\r\n", storedPage))), []byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03x"),
		gzipped(f, []byte(response("https://b.example/", pageHead+"\r\nContent-Encoding: br, deflate, zstd", storedPage)))))
	f.Fuzz(func(t *testing.T, b []byte) {
		got := checked(t, "a.warc", b)
		if again := checked(t, "a.warc", b); strings.Join(got.order, "\n") != strings.Join(again.order, "\n") {
			t.Fatalf("%q, then %q", got.order, again.order)
		}
	})
}
