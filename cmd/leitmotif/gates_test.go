package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// threeArticles are two German articles and an English one, beside a broken record.
const threeArticles = `{"id": "a", "text": "Der Hafen von Norderhafen war am Montag den ganzen Tag geschlossen."}
{"id": "b", "text": "Der Rat von Steinau hat stundenlang über die neue Brücke gesprochen."}
{"id": "c", "text": "A ferry with a hundred people aboard ran aground off the coast."}
{broken
`

func TestGatesRefuse(t *testing.T) {
	for _, test := range []struct{ gate, says string }{
		{"articles-min=4", "articles-min: 3 < 4"},
		{"articles-max=2", "articles-max: 3 > 2"},
		{"rejects-max=0.2", "rejects-max: 0.25 > 0.2"},
		{"duplicates-min=0.1", "duplicates-min: 0 < 0.1"},
		{"boilerplate-min=0.5", "boilerplate-min: 0 < 0.5"},
		{"coherence-min=0.1", "coherence-min: none < 0.1"},
		{"unknown-words-min=0.9", "unknown-words-min: "},
		{"language-de-min=0.7", "language-de-min: 0.6667 < 0.7"},
		{"language-en-max=0.3", "language-en-max: 0.3333 > 0.3"},
	} {
		out := filepath.Join(t.TempDir(), "out")
		code, stdout, stderr := call(t, nil, threeArticles, "run", "-", "-q", "--out", out, "--gate", test.gate)
		if code != exitRefused || !strings.Contains(stderr, "a quality gate refused to publish: "+test.says) || stdout != "" {
			t.Errorf("%s: exit code %d\n%s%s", test.gate, code, stdout, stderr)
		}
		nothingIn(t, out)
	}
}

// A refused run leaves the former one; overruled, it is published and says so.
func TestPublishAnyway(t *testing.T) {
	out := t.TempDir()
	args := []string{"run", "-", "-q", "--max-reject-share", "1", "--out", out}
	if code, _, stderr := call(t, nil, oneArticle, args...); code != exitPublished {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	before := entries(t, out)
	config := filepath.Join(t.TempDir(), "leitmotif.yaml")
	write(t, config, "gate:\n  articles-min: 100\n  rejects-max: 0.2\n")
	args = append(args, "--config", config)
	if code, _, stderr := call(t, nil, threeArticles, args...); code != exitRefused || !strings.Contains(stderr, "articles-min: 3 < 100; rejects-max: 0.25 > 0.2") {
		t.Errorf("exit code %d\n%s", code, stderr)
	}
	if after := entries(t, out); !slices.Equal(after, before) {
		t.Errorf("the refused run leaves %v, was %v", after, before)
	}
	code, _, stderr := call(t, nil, threeArticles, append(args, "--publish-anyway")...)
	if code != exitPublished || !strings.Contains(stderr, "published anyway") {
		t.Errorf("exit code %d\n%s", code, stderr)
	}
	dir := runDirectory(out)
	if _, manifest := load(t, dir); len(manifest.Refused) != 2 || manifest.Refused[0].Gate != "articles-min" || manifest.Measures.Articles != 3 {
		t.Errorf("the manifest says %+v of %+v", manifest.Refused, manifest.Measures)
	}
	page, err := os.ReadFile(filepath.Join(dir, "report.html"))
	if err != nil || !strings.Contains(string(page), "articles-min: 3 &lt; 100") {
		t.Errorf("%v, the report keeps silent about the gates", err)
	}
	if code, stdout, stderr := call(t, nil, "", "report", dir); code != exitPublished || stdout != string(page) {
		t.Errorf("the page made again differs: exit code %d\n%s", code, stderr)
	}
}

func TestHistoryGate(t *testing.T) {
	out := t.TempDir()
	lines := strings.Split(oneArticleEach(20), "\n")
	day := func(n, articles int) (int, string) {
		code, _, stderr := call(t, nil, strings.Join(lines[:articles], "\n"), "run", "-", "--log", "json", "--out", out,
			"--gate", "history=6", "--now", fmt.Sprintf("2026-11-%02dT06:00:00Z", n))
		return code, stderr
	}
	// Before there are five runs, nothing is compared, and the log says so.
	for n, articles := range []int{18, 19, 20, 20, 20} {
		code, stderr := day(n+1, articles)
		if code != exitPublished || !strings.Contains(stderr, fmt.Sprintf(`"runs":%d,"needed":5`, n)) {
			t.Errorf("day %d: exit code %d\n%s", n+1, code, stderr)
		}
	}
	// Median 20, MAD 0; the floor of an article makes the band 14 to 26.
	if code, stderr := day(6, 13); code != exitRefused || !strings.Contains(stderr, "history-articles: 13 < 14 (median of 5 runs: 20)") {
		t.Errorf("a sudden drop: exit code %d\n%s", code, stderr)
	}
	if code, stderr := day(7, 14); code != exitPublished {
		t.Errorf("within the band: exit code %d\n%s", code, stderr)
	}
	// A run without a readable manifest is left out of the history, with a warning.
	write(t, filepath.Join(out, "run=20261102T060000Z", "manifest.json"), "{")
	if code, stderr := day(8, 20); code != exitPublished || !strings.Contains(stderr, `"level":"WARN"`) || !strings.Contains(stderr, "run=20261102T060000Z") {
		t.Errorf("a broken manifest: exit code %d\n%s", code, stderr)
	}
}

// oneArticleEach gives n different articles, a line each.
func oneArticleEach(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "{\"id\": \"%d\", \"text\": \"The port of town number %d was closed on Monday because of storm number %d.\"}\n", i, i*7, i)
	}
	return b.String()
}

func TestWrongGates(t *testing.T) {
	for _, setting := range []string{"article-min=1", "articles-min", "articles-min=many", "rejects-max=2", "history=-1", "language-de=1"} {
		out := filepath.Join(t.TempDir(), "out")
		code, _, stderr := call(t, nil, threeArticles, "run", "-", "-q", "--out", out, "--gate", setting)
		if code != exitUsage || !strings.Contains(stderr, strings.SplitN(setting, "=", 2)[0]) {
			t.Errorf("%s: exit code %d\n%s", setting, code, stderr)
		}
		nothingIn(t, out)
	}
}
