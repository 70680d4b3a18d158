package input_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"leitmotif/corpus"
	"leitmotif/corpus/format"
	"leitmotif/corpus/input"
)

func TestArguments(t *testing.T) {
	text := []byte("T\nx")
	dir := writeFiles(t, map[string][]byte{"2025/a.txt": text, "2026/a.txt": text, "2026/b.txt": text, "2026/a/z.txt": text,
		".hidden": text, "2026/.git/x": text})
	at := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	for _, test := range []struct {
		args []string
		want []string
	}{
		{[]string{at("2026")}, []string{"2026/a.txt", "2026/a/z.txt", "2026/b.txt"}},
		{[]string{at("2026/b.txt")}, []string{"b.txt"}},
		{[]string{at("2026/b.txt"), at("2026")}, []string{"b.txt", "2026/a.txt", "2026/a/z.txt"}}, // read once
		{[]string{at("2026/a.txt"), at("2025/a.txt")}, []string{"2026/a.txt", "2025/a.txt"}},
		{[]string{at("*/a.txt")}, []string{"2025/a.txt", "2026/a.txt"}},
		{[]string{at("**/*.txt")}, []string{"2025/a.txt", "2026/a.txt", "z.txt", "b.txt"}},
		{[]string{at("2025") + "/."}, []string{"2025/a.txt"}},
	} {
		src, err := format.Open(test.args, format.Options{})
		if err != nil {
			t.Error(err)
			continue
		}
		for i := range test.want {
			test.want[i] += "#1"
		}
		wantOrder(t, read(t, src), test.want...)
		wantOrder(t, read(t, src), test.want...) // again
		if done, total := src.Progress(); done != total || total != int64(len(text)*len(test.want)) {
			t.Errorf("progress %d of %d", done, total)
		}
	}
	for _, arg := range []string{at("missing.txt"), at("*.nothing"), "-"} {
		if _, err := format.Open([]string{arg}, format.Options{}); err == nil || !strings.Contains(err.Error(), filepath.Base(arg)) {
			t.Errorf("format.Open(%s): %v", arg, err)
		}
	}
}

func TestLinks(t *testing.T) {
	dir := writeFiles(t, map[string][]byte{"a/x.txt": []byte("T\nx"), "a/b/y.txt": []byte("T\ny")})
	outside := writeFiles(t, map[string][]byte{"o.txt": []byte("T\nz")})
	for link, target := range map[string]string{"a/b/up": "..", "a/self": ".", "out": outside, "out2": outside, "gone": "nowhere",
		"f.txt": "a/x.txt"} {
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Skipf("no symbolic links here: %v", err)
		}
	}
	if err := os.Symlink(dir, filepath.Join(outside, "back")); err != nil {
		t.Fatal(err)
	}
	src, err := format.Open([]string{dir}, format.Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := read(t, src)
	wantOrder(t, got, "in/a/b/y.txt#1", "in/a/x.txt#1", "in/f.txt#1", "in/gone unreadable", "in/out/o.txt#1")
	for _, r := range got.rejects {
		if strings.Contains(r.Detail, dir) {
			t.Errorf("a path of this machine in %q", r.Detail)
		}
	}
}

func TestStdin(t *testing.T) {
	for name, content := range map[string][]byte{"jsonl": []byte(twoLines), "gz": gzipped(t, []byte(twoLines)),
		"zip": zipped(t, packedFile{"a.jsonl", []byte(twoLines)})} {
		src, err := format.Open([]string{"-"}, format.Options{Input: input.Options{Stdin: iotest.OneByteReader(bytes.NewReader(content))}})
		if err != nil {
			t.Fatal(err)
		}
		got := read(t, src)
		if len(got.articles) != 2 || !strings.HasPrefix(got.order[0], "stdin") {
			t.Errorf("%s: %v", name, got.order)
		}
		if again := read(t, src); !errors.Is(again.err, input.ErrReadTwice) || len(again.articles) > 0 {
			t.Errorf("%s: the second reading gives %v, %v", name, again.order, again.err)
		}
	}
}

// waiting is a pipe on which nothing comes.
type waiting struct{ left chan struct{} }

func (w waiting) Read([]byte) (int, error) { <-w.left; return 0, os.ErrClosed }

func TestCancel(t *testing.T) {
	left := make(chan struct{})
	defer close(left)
	src, err := format.Open([]string{"-"}, format.Options{Input: input.Options{Stdin: waiting{left}}})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(10*time.Millisecond, cancel)
	var last error
	for _, err := range src.Articles(ctx) {
		last = err
	}
	var reject *corpus.Reject
	if !errors.Is(last, context.Canceled) || errors.As(last, &reject) {
		t.Errorf("cancelled while waiting: %v", last)
	}
}

// TestBreak leaves off early and looks for what is left running.
func TestBreak(t *testing.T) {
	lines := bytes.Repeat([]byte(`{"text":"some text to fill the blocks that are read ahead"}`+"\n"), 200_000)
	dir := writeFiles(t, map[string][]byte{"a.jsonl.gz": gzipped(t, lines), "b.jsonl.zst": zstdPacked(t, lines)})
	before := runtime.NumGoroutine()
	for _, name := range []string{"a.jsonl.gz", "b.jsonl.zst"} {
		src, err := format.Open([]string{filepath.Join(dir, name)}, limited(input.Limits{ExpansionRatio: -1}))
		if err != nil {
			t.Fatal(err)
		}
		for range src.Articles(t.Context()) {
			break
		}
	}
	// A goroutine that was told to end may need a moment.
	for end := time.Now().Add(10 * time.Second); runtime.NumGoroutine() > before; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%d goroutines before, %d after", before, runtime.NumGoroutine())
		}
	}
}
