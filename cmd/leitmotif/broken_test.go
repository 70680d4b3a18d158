package main

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A run without the permission to write its output fails.
func TestForbiddenDirectory(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("nothing is forbidden to root")
	}
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	if code, _, stderr := call(t, nil, oneArticle, "run", "-", "-q", "--out", dir); code != exitFailed || !strings.Contains(stderr, "permission denied") {
		t.Errorf("exit code %d\n%s", code, stderr)
	}
}

// Of an input that was cut off midway everything before the cut counts, and the rest is a
// reject, by which a gate can hold the run back.
func TestTruncatedInput(t *testing.T) {
	whole := []byte(oneArticleEach(40))
	var zipped bytes.Buffer
	w := gzip.NewWriter(&zipped)
	if _, err := w.Write(whole); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for name, raw := range map[string][]byte{"a.jsonl": whole, "a.jsonl.gz": zipped.Bytes()} {
		dir := t.TempDir()
		path, out := filepath.Join(dir, name), filepath.Join(dir, "out")
		if err := os.WriteFile(path, raw[:len(raw)/2+5], 0o644); err != nil {
			t.Fatal(err)
		}
		args := []string{"run", path, "-q", "--out", out}
		if code, _, stderr := call(t, nil, "", append(args, "--gate", "articles-min=40")...); code != exitRefused || !strings.Contains(stderr, "articles-min") {
			t.Errorf("%s, held back: exit code %d\n%s", name, code, stderr)
		}
		if code, _, stderr := call(t, nil, "", append(args, "--gate", "unreadable-max=0")...); (code == exitRefused) != (name == "a.jsonl.gz") {
			t.Errorf("%s, with a gate for cut archives: exit code %d\n%s", name, code, stderr)
		}
		if code, _, stderr := call(t, nil, "", append(args, "--max-reject-share", "0.01")...); code != exitRejects {
			t.Errorf("%s: exit code %d\n%s", name, code, stderr)
		}
		if code, _, stderr := call(t, nil, "", args...); code != exitPublished {
			t.Errorf("%s: exit code %d\n%s", name, code, stderr)
		}
		set, manifest := load(t, runDirectory(out))
		if n := manifest.Counts; n.Articles < 10 || n.Articles >= 40 || n.Rejected != 1 {
			t.Errorf("%s: counts %+v", name, n)
		}
		want := map[string]string{"a.jsonl": "malformed", "a.jsonl.gz": "unreadable"}[name]
		if got := string(set.Rejects[0].Reason); got != want {
			t.Errorf("%s: the rest is %s, want %s", name, got, want)
		}
	}
}
