package main

import (
	"archive/tar"
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"leitmotif/reports"
)

// Whoever sets anything but where results go and how they look means articles of his own:
// without an input that is wrong usage, by flag, environment and file alike.
func TestDemonstrationTakesNoSettings(t *testing.T) {
	dir := t.TempDir()
	config, list, out := filepath.Join(dir, "prod.yaml"), filepath.Join(dir, "watch.yaml"), filepath.Join(dir, "out")
	write(t, config, "out: "+out+"\nstate: "+filepath.Join(dir, "state")+"\nmetrics-file: "+filepath.Join(dir, "m.prom")+"\n")
	write(t, list, "- name: Kaiwerk AG\n")
	empty := filepath.Join(dir, "empty.yaml")
	write(t, empty, "paths: []\n")
	blank := filepath.Join(dir, "blank.yaml")
	write(t, blank, "paths: ['', \"\\n \"]\n")
	for _, test := range []struct {
		env  []string
		args []string
		says string
	}{
		{nil, []string{"--config", config}, "--state"},
		{nil, []string{"--config", empty}, "--config"},
		{nil, []string{"--config", blank}, "--paths"},
		{[]string{"LEITMOTIF_CONFIG=" + config}, nil, "--config"},
		{[]string{"LEITMOTIF_TOPICS=5"}, nil, "--topics"},
		{nil, []string{"--state", filepath.Join(dir, "state")}, "--state"},
		{nil, []string{"--watchlist", list}, "--watchlist"},
		{nil, []string{"--since", "30d"}, "--since"},
		{nil, []string{"--field", "text=body"}, "--field"},
		{nil, []string{"--topics", "5"}, "--topics"},
		{nil, []string{"--keep", "3"}, "--keep"},
		{nil, []string{"--gate", "articles-min=1"}, "--gate"},
		{nil, []string{"--metrics-file", filepath.Join(dir, "m.prom")}, "--metrics-file"},
	} {
		code, _, stderr := call(t, test.env, "", append([]string{"run", "-q", "--out", out}, test.args...)...)
		if code != exitUsage || !strings.Contains(stderr, "no input is named") || !strings.Contains(stderr, test.says) || !strings.Contains(stderr, "PATH") {
			t.Errorf("%v %v: exit code %d\n%s", test.env, test.args, code, stderr)
		}
	}
	for _, name := range []string{"out", "state"} {
		nothingIn(t, filepath.Join(dir, name))
	}
	if got := readMetrics(t, filepath.Join(dir, "m.prom")); got["exit_code"] != exitUsage {
		t.Errorf("the metrics do not tell of it: %v", got)
	}
}

// The demonstration goes where there is nothing, or only demonstrations.
func TestDemonstrationLeavesOtherRunsAlone(t *testing.T) {
	out := t.TempDir()
	env := []string{"LEITMOTIF_OUT=" + out, "LEITMOTIF_REPORT_LANGUAGE=en", "LEITMOTIF_QUIET=true"}
	for range 2 {
		if code, _, stderr := call(t, env, "", "run", "--workers", "2", "--now", "2026-11-23T06:00:00Z"); code != exitPublished {
			t.Fatalf("exit code %d\n%s", code, stderr)
		}
	}
	if _, m := load(t, runDirectory(out)); !m.Demonstration {
		t.Error("the manifest does not call it a demonstration")
	}
	if code, _, stderr := call(t, nil, oneArticle, "run", "-", "-q", "--out", out); code != exitPublished {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	if _, m := load(t, runDirectory(out)); m.Demonstration {
		t.Error("the manifest calls an article of ours a demonstration")
	}
	before := entries(t, out)
	code, _, stderr := call(t, nil, "", "run", "-q", "--out", out)
	if code != exitUsage || !strings.Contains(stderr, "another input") || !strings.Contains(stderr, "--out") || !slices.Equal(before, entries(t, out)) {
		t.Errorf("over another input: exit code %d, %v\n%s", code, entries(t, out), stderr)
	}
}

// The paths of the file lie beside it, wherever the run stands; arguments win over them,
// and so does the environment.
func TestPathsOfTheFile(t *testing.T) {
	dir := t.TempDir()
	place := filepath.Join(dir, "prod [1]") // the characters of a glob mean themselves in it
	news, config := filepath.Join(place, "news"), filepath.Join(place, "leitmotif.yaml")
	if err := os.MkdirAll(news, 0o755); err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(oneArticleEach(6), "\n")
	for i, name := range []string{"a.jsonl", "b.jsonl", "c[1].jsonl"} {
		write(t, filepath.Join(news, name), lines[i])
	}
	other := filepath.Join(dir, "other.jsonl")
	write(t, other, lines[3]+lines[4])
	articles := func(env []string, text string, args ...string) int {
		t.Helper()
		write(t, config, text)
		out := filepath.Join(t.TempDir(), "out")
		if code, _, stderr := call(t, env, lines[5], append([]string{"run", "-q", "--config", config, "--out", out}, args...)...); code != exitPublished {
			t.Fatalf("%q: exit code %d\n%s", text, code, stderr)
		}
		_, m := load(t, runDirectory(out))
		return m.Counts.Articles
	}
	for text, want := range map[string]int{
		"paths: news\n": 3,
		"paths: |\n  \n  news/a.jsonl\n  ../other.jsonl\n": 3,
		"paths: [news/a.jsonl, ../other.jsonl]\n":          3,
		"paths:\n- news/*.jsonl\n":                         3,
		"paths: 'news/c[1].jsonl'\n":                       1,
		"paths: ['-', news/a.jsonl]\n":                     2,
		"paths: " + other + "\n":                           2,
	} {
		if got := articles(nil, text); got != want {
			t.Errorf("%q: %d articles, want %d", text, got, want)
		}
	}
	if got := articles(nil, "paths: missing\n", other); got != 2 {
		t.Errorf("an argument over the file: %d articles", got)
	}
	if got := articles([]string{"LEITMOTIF_PATHS=" + other + "\n" + filepath.Join(news, "a.jsonl")}, "paths: missing\n"); got != 3 {
		t.Errorf("the environment over the file: %d articles", got)
	}
	if code, _, stderr := call(t, nil, "", "run", "-q", other, "--paths", news, "--out", t.TempDir()); code != exitUsage {
		t.Errorf("two inputs: exit code %d\n%s", code, stderr)
	}
}

// household is a directory of articles in which a run keeps all it has.
type household struct{ news string }

// day makes a run and returns what it says.
func (h household) day(t *testing.T, n int, paths ...string) (*reports.Manifest, string) {
	t.Helper()
	config := filepath.Join(h.news, "settings.yml")
	write(t, config, fmt.Sprintf("out: %q\nstate: %q\nwatchlist: %q\noverrides: %q\nmetrics-file: %q\n", filepath.Join(h.news, "out"), filepath.Join(h.news, "state"),
		filepath.Join(h.news, "watch.yaml"), filepath.Join(h.news, "names.yaml"), filepath.Join(h.news, "leitmotif.prom")))
	write(t, filepath.Join(h.news, "watch.yaml"), "- name: Norderhafen\n")
	write(t, filepath.Join(h.news, "names.yaml"), "# none yet\n")
	code, stdout, stderr := call(t, nil, "", append(append([]string{"run"}, paths...), "--config", config, "--log", []string{"json", "text"}[n%2],
		"--now", fmt.Sprintf("2026-11-%02dT06:00:00Z", n))...)
	if code != exitPublished {
		t.Fatalf("day %d: exit code %d\n%s", n, code, stderr)
	}
	log, err := os.OpenFile(filepath.Join(h.news, []string{"json.log", "text.log"}[n%2]), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := log.WriteString(stderr + stdout); err != nil {
		t.Fatal(err)
	}
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	_, m := load(t, runDirectory(filepath.Join(h.news, "out")))
	return m, stdout + stderr
}

func (h household) export(t *testing.T, args ...string) {
	t.Helper()
	if code, _, stderr := call(t, nil, "", append([]string{"export", filepath.Join(h.news, "out"), "--format", "csv"}, args...)...); code != exitPublished {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
}

// tarOf packs a directory.
func tarOf(t *testing.T, dir string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	if err := w.AddFS(os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A run whose output, state, settings, metrics and log lie among its articles reads the
// articles alone, day after day, and says what it leaves out; the tables are the same as if
// nothing else were there.
func TestRunAmongItsInput(t *testing.T) {
	h := household{filepath.Join(t.TempDir(), "news")}
	if err := os.Mkdir(h.news, 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(h.news, "a.jsonl"), oneArticleEach(30))
	var names []string
	for n := 1; n <= 7; n++ {
		paths := []string{h.news}
		if n == 6 { // the same by a glob
			paths = []string{filepath.Join(h.news, "**", "*")}
		}
		m, says := h.day(t, n, paths...)
		if m.Counts.Articles != 30 || m.Counts.Rejected != 0 {
			t.Fatalf("day %d: %+v", n, m.Counts)
		}
		if !strings.Contains(says, "leitmotif itself wrote or uses") {
			t.Errorf("day %d keeps silent about what it leaves out:\n%s", n, says)
		}
		set, _ := load(t, runDirectory(filepath.Join(h.news, "out")))
		if n < 6 {
			names = append(names, set.Articles[0].Input)
		}
	}
	if names = slices.Compact(names); len(names) != 1 {
		t.Errorf("the input is called %v", names)
	}
}

// What other runs have written is known wherever it lies: a copied run under any name, the
// whole output in an archive, spreadsheets, a linked directory, a single table or report.
func TestTracesOfOtherRuns(t *testing.T) {
	first := household{filepath.Join(t.TempDir(), "news")}
	if err := os.Mkdir(first.news, 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(first.news, "a.jsonl"), oneArticleEach(30))
	first.day(t, 1, filepath.Join(first.news, "a.jsonl"))
	out := filepath.Join(first.news, "out")
	finished := runDirectory(out)

	news := filepath.Join(t.TempDir(), "news")
	for dir, from := range map[string]string{"backup": finished, filepath.Base(finished): finished, "old state": filepath.Join(first.news, "state")} {
		if err := os.CopyFS(filepath.Join(news, dir), os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
	}
	write(t, filepath.Join(news, filepath.Base(finished), "notes.txt"), "A note beside the tables that is no article of anybody.")
	first.export(t, "--out", filepath.Join(news, "tables"))
	first.export(t, "--out", filepath.Join(news, "semicolons"), "--bom", "--separator", ";")
	first.export(t, "--out", filepath.Join(news, "tables.zip"))
	write(t, filepath.Join(news, "out.tar"), string(tarOf(t, finished)))
	if err := os.Symlink(out, filepath.Join(news, "linked")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(finished, "articles.parquet"), filepath.Join(news, "table.parquet")); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(news, "b.jsonl"), oneArticleEach(12))

	second := t.TempDir()
	args := []string{"run", "-q", "--out", second, "--max-reject-share", "0"}
	for _, paths := range [][]string{{news}, {filepath.Join(news, "**", "*.{parquet,html,csv,json,jsonl,tar,zip}")}} {
		if code, _, stderr := call(t, nil, "", append(args, paths...)...); code != exitPublished {
			t.Errorf("%v: exit code %d\n%s", paths, code, stderr)
		}
		set, m := load(t, runDirectory(second))
		if m.Counts.Articles != 12 || m.Counts.Rejected != 0 {
			t.Errorf("%v: %+v", paths, m.Counts)
			for _, r := range set.Rejects {
				t.Log(r)
			}
		}
	}
	// Named alone, it is as little an input: there is none.
	for _, path := range []string{finished, filepath.Join(out, "latest", "articles.parquet"), filepath.Join(news, "backup", "report.html")} {
		if code, _, stderr := call(t, nil, "", append(args, path)...); code != exitFailed || !strings.Contains(stderr, "itself wrote") {
			t.Errorf("%s: exit code %d\n%s", path, code, stderr)
		}
	}
	// Whoever feeds it through a pipe means it.
	table, err := os.ReadFile(filepath.Join(finished, "articles.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	if code, _, stderr := call(t, nil, string(table), append(args, "-")...); code != exitPublished {
		t.Errorf("a table on standard input: exit code %d\n%s", code, stderr)
	}
}

// A directory with the name of a run is one only with a manifest.
func TestNameOfARunAlone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run=20261123T060000Z")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "a.jsonl"), oneArticle)
	write(t, filepath.Join(dir, "manifest.json"), `{"name": "the web app of somebody else", "version": "1"}`)
	if code, _, stderr := call(t, nil, "", "run", "-q", dir, "--max-reject-share", "1", "--out", t.TempDir()); code != exitPublished {
		t.Errorf("exit code %d\n%s", code, stderr)
	}
}

// No settings, however they are made, cost more than the moment it takes to refuse them,
// and the error names the file.
func TestHostileSettings(t *testing.T) {
	dir := t.TempDir()
	hostile := map[string]string{
		"brackets":  strings.Repeat("[", 100_000),
		"dashes":    strings.Repeat("- ", 100_000),
		"questions": strings.Repeat("? ", 100_000),
		"aliases":   "a: &a [x, x, x]\nb: &b [*a, *a, *a]\ntopics: *b\n",
		"documents": "topics: 5\n---\ntopics: 6\n",
		"twice":     "topics: 5\ntopics: 6\n",
		"large":     "# " + strings.Repeat("x", 20<<20),
		"nested":    "topics: {en: {de: 5}}\n",
		"empty":     "topics: [~]\n",
	}
	for _, name := range slices.Sorted(maps.Keys(hostile)) {
		path := filepath.Join(dir, name+".yaml")
		write(t, path, hostile[name])
		for _, flag := range []string{"--config", "--watchlist", "--overrides"} {
			code, _, stderr := call(t, nil, oneArticle, "run", "-", "-q", "--out", filepath.Join(dir, "out"), "--state", filepath.Join(dir, "state"), flag, path)
			if code != exitUsage || !strings.Contains(stderr, path) || name != "large" && !strings.Contains(stderr, "line ") || len(stderr) > 1000 {
				t.Errorf("%s %s: exit code %d\n%.1000s", flag, name, code, stderr)
			}
		}
	}
	for _, flag := range []string{"--config", "--watchlist", "--overrides"} {
		if code, _, stderr := call(t, nil, oneArticle, "run", "-", "-q", "--out", filepath.Join(dir, "out"), "--state", filepath.Join(dir, "state"), flag, os.DevNull); code != exitUsage ||
			!strings.Contains(stderr, "not a regular file") {
			t.Errorf("%s of a device: exit code %d\n%s", flag, code, stderr)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "out")); err == nil || !os.IsNotExist(err) {
		t.Errorf("an output was made: %v, %v", err, fs.ErrExist)
	}
}
