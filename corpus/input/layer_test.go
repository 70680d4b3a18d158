package input_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"leitmotif/corpus"
	"leitmotif/corpus/format"
	"leitmotif/corpus/input"
)

func TestEveryLayer(t *testing.T) {
	b := []byte(twoLines)
	for name, content := range map[string][]byte{
		"a.jsonl":           b,
		"a.jsonl.gz":        gzipped(t, b),
		"a.jsonl.zst":       zstdPacked(t, b),
		"a.json":            b,             // the wrong extension
		"a.jsonl.gz.plain":  b,             // an unknown one
		"mislabelled.jsonl": gzipped(t, b), // compressed all the same
		"notpacked.gz":      b,
		"noextension":       b,
		"twice.jsonl.gz.gz": gzipped(t, gzipped(t, b)),
	} {
		got := readFiles(t, map[string][]byte{name: content}, format.Options{})
		wantOrder(t, got, "in/"+name+"#1", "in/"+name+"#2")
	}
	for name, content := range map[string][]byte{
		"a.zip":     zipped(t, packedFile{"x/a.jsonl", b}),
		"a.tar":     tarred(t, packedFile{"x/a.jsonl", b}),
		"a.tar.gz":  gzipped(t, tarred(t, packedFile{"x/a.jsonl", b})),
		"a.tgz":     gzipped(t, tarred(t, packedFile{"./x/a.jsonl", b})),
		"a.tar.zst": zstdPacked(t, tarred(t, packedFile{"../../x/a.jsonl", b})),
		"b.zip":     zipped(t, packedFile{"__MACOSX/a", b}, packedFile{".x/a", b}, packedFile{"/x/a.jsonl", b}),
	} {
		got := readFiles(t, map[string][]byte{name: content}, format.Options{})
		wantOrder(t, got, "in/"+name+"!x/a.jsonl#1", "in/"+name+"!x/a.jsonl#2")
	}
}

func TestExpansion(t *testing.T) {
	zeros := bytes.Repeat([]byte(strings.Repeat(" ", 1023)+"\n"), 80<<10) // 80 MiB of blank lines, 1000 times its size
	bomb := gzipped(t, zeros)
	after := packedFile{"z.txt", []byte("T\nx")}
	wantOrder(t, readOne(t, "a.jsonl.gz", bomb, format.Options{}), "a.jsonl.gz expansion")
	wantOrder(t, readOne(t, "a.zip", zipped(t, packedFile{"a.jsonl", zeros}, after), format.Options{}), "a.zip!a.jsonl expansion")
	wantOrder(t, readOne(t, "a.jsonl.gz", bomb, limited(input.Limits{ExpansionRatio: -1})), "a.jsonl.gz empty")
	wantOrder(t, readOne(t, "a.jsonl.gz", bomb, limited(input.Limits{ExpandedBytes: 1 << 20})), "a.jsonl.gz expansion")
	wantOrder(t, readOne(t, "a.jsonl.zst", zstdPacked(t, zeros), format.Options{}), "a.jsonl.zst expansion")
}

func TestNesting(t *testing.T) {
	text := packedFile{"a.txt", []byte("T\nx")}
	one := zipped(t, text)
	two := tarred(t, packedFile{"one.zip", one}, text)
	three := zipped(t, packedFile{"two.tar.gz", gzipped(t, two)})
	wantOrder(t, readOne(t, "two.tar", two, format.Options{}), "two.tar!one.zip!a.txt#1", "two.tar!a.txt#1")
	wantOrder(t, readOne(t, "three.zip", three, format.Options{}), "three.zip!two.tar.gz!one.zip nesting", "three.zip!two.tar.gz!a.txt#1")
	wantOrder(t, readOne(t, "three.zip", three, limited(input.Limits{Nesting: 3})),
		"three.zip!two.tar.gz!one.zip!a.txt#1", "three.zip!two.tar.gz!a.txt#1")
	packed := []byte("T\nx")
	for range 5 {
		packed = gzipped(t, packed)
	}
	wantOrder(t, readOne(t, "a.txt.gz", packed, format.Options{}), "a.txt.gz nesting")
}

func TestTruncation(t *testing.T) {
	var lines bytes.Buffer
	for i := range 20_000 {
		fmt.Fprintf(&lines, "{\"id\":%d,\"text\":\"text %d %x\"}\n", i, i, i*i*7919)
	}
	for name, packed := range map[string][]byte{
		"a.jsonl.gz": gzipped(t, lines.Bytes()), "a.jsonl.zst": zstdPacked(t, lines.Bytes()),
		"a.tar.gz": gzipped(t, tarred(t, packedFile{"a.jsonl", lines.Bytes()})),
	} {
		got := readOne(t, name, packed[:len(packed)/2], format.Options{})
		if n := len(got.articles); n == 0 || n == 20_000 || len(got.rejects) == 0 || got.err != nil {
			t.Errorf("%s: %d articles, rejects %v, %v", name, n, got.rejects, got.err)
		}
		for _, r := range got.rejects {
			if r.Reason != corpus.Unreadable || r.Input.Record != 0 {
				t.Errorf("%s: %v", name, r)
			}
		}
	}
	files := map[string][]byte{
		"a.zip": zipped(t, packedFile{"a.txt", []byte("T\nx")})[:40], "b.gz": {0x1f, 0x8b}, "c.gz": {0, 1, 2, 3, 4, 5},
		"d.txt": []byte("T\nx"), "e.zip": {}, "f.parquet": []byte("PAR1 and nothing more"),
	}
	wantOrder(t, readFiles(t, files, format.Options{}), "in/a.zip unreadable", "in/b.gz unreadable", "in/c.gz unreadable",
		"in/d.txt#1", "in/e.zip unreadable", "in/f.parquet malformed")
}

func TestGzipMembers(t *testing.T) {
	one, two := gzipped(t, []byte(`{"text":"a"}`+"\n")), gzipped(t, []byte(`{"text":"b"}`+"\n"))
	wantOrder(t, readOne(t, "a.jsonl.gz", append(bytes.Clone(one), two...), format.Options{}), "a.jsonl.gz#1", "a.jsonl.gz#2")
	wantOrder(t, readOne(t, "a.jsonl.gz", append(bytes.Clone(one), "left over"...), format.Options{}), "a.jsonl.gz#1", "a.jsonl.gz unreadable")
}

// What has been counted ahead of the reader ends nothing in silence: up to the limit every
// reading gives the same, and then the limit is said.
func TestExpansionIsSaid(t *testing.T) {
	values := []byte(strings.Repeat("{\n\"text\": \"x\"}\n", 200_000))
	var members []packedFile
	for i := range 4_000 {
		members = append(members, packedFile{fmt.Sprint(i, ".txt"), []byte("T\nx")})
	}
	inner := []packedFile{{"a.zip", zipped(t, members[:1000]...)}, {"b.json.gz", gzipped(t, values[:1<<20])}, {"c.json.gz", gzipped(t, values[:1<<20])}}
	for name, content := range map[string][]byte{
		"a.json.gz": gzipped(t, values), "a.tar.gz": gzipped(t, tarred(t, members...)), "b.tar.gz": gzipped(t, tarred(t, inner...)),
	} {
		articles := 0
		for i := range 3 {
			got := readOne(t, name, content, limited(input.Limits{ExpandedBytes: 2 << 20}))
			if name == "b.tar.gz" && len(got.articles) < 1000 {
				t.Errorf("%s: the limit was met before the second member, after %d articles", name, len(got.articles))
			}
			if i == 0 {
				articles = len(got.articles)
			}
			last := got.rejects[max(0, len(got.rejects)-1):]
			if len(last) == 0 || last[0].Reason != corpus.Expansion || len(got.articles) != articles || articles == 0 {
				t.Errorf("%s: %d articles, then %d, rejects %v", name, articles, len(got.articles), got.rejects)
			}
		}
	}
}

// Where the expansion of what comes over a pipe meets its limit does not depend on the parts
// in which it comes.
func TestExpansionOverPipe(t *testing.T) {
	random := rand.NewChaCha8([32]byte{1})
	var stored, packed bytes.Buffer
	for range 66 { // beyond what is free
		fmt.Fprintf(&stored, "{\"text\":\"%s\"}\n", strings.Repeat("x", 1<<20))
	}
	for range 40_000 {
		fmt.Fprintf(&packed, "{\"text\":\"%016x %016x %016x %016x\"}\n", random.Uint64(), random.Uint64(), random.Uint64(), random.Uint64())
	}
	var content bytes.Buffer
	z, err := gzip.NewWriterLevel(&content, gzip.NoCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := stored.WriteTo(z); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	content.Write(gzipped(t, packed.Bytes()))
	articles := 0
	for i, r := range []io.Reader{bytes.NewReader(content.Bytes()), iotest.HalfReader(bytes.NewReader(content.Bytes())), parts{bytes.NewReader(content.Bytes()), 777}} {
		src, err := format.Open([]string{"-"}, format.Options{Input: input.Options{Stdin: r, Limits: input.Limits{ExpansionRatio: 1}}})
		if err != nil {
			t.Fatal(err)
		}
		got := read(t, src)
		if i == 0 {
			articles = len(got.articles)
		}
		if len(got.articles) != articles || articles < 66 || articles == 66+40_000 || len(got.rejects) != 1 || got.rejects[0].Reason != corpus.Expansion {
			t.Errorf("reader %d: %d articles, %d at first, rejects %v", i, len(got.articles), articles, got.rejects)
		}
	}
}

// parts gives a few bytes at a time.
type parts struct {
	r    io.Reader
	most int
}

func (p parts) Read(b []byte) (int, error) { return p.r.Read(b[:min(len(b), p.most)]) }
