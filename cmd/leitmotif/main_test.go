package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/gofrs/flock"

	"leitmotif/cmd/leitmotif/internal/inspection"
	"leitmotif/corpus"
	"leitmotif/reports"
	"leitmotif/reports/table"
)

// call runs the program in process.
func call(t *testing.T, env []string, stdin string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errOut bytes.Buffer
	code = run(context.Background(), args, env, strings.NewReader(stdin), &out, &errOut)
	return code, out.String(), errOut.String()
}

// demo runs the demonstration corpus and returns the directory of the run.
func demo(t *testing.T, args ...string) string {
	t.Helper()
	out := t.TempDir()
	code, stdout, stderr := call(t, nil, "", append([]string{"run", "--out", out, "--log", "text"}, args...)...)
	if code != exitPublished {
		t.Fatalf("exit code %d\n%s%s", code, stdout, stderr)
	}
	dir, err := filepath.EvalSymlinks(filepath.Join(out, reports.LatestLink))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(stdout, filepath.Base(dir)) {
		t.Errorf("standard output does not name the run:\n%s", stdout)
	}
	return dir
}

// runDirectory gives the newest run below dir, or dir where there is none.
func runDirectory(dir string) string {
	if newest, err := filepath.EvalSymlinks(filepath.Join(dir, reports.LatestLink)); err == nil {
		return newest
	}
	return dir
}

// tables are those of a finished run, all in memory.
type tables struct {
	*table.Set
	Articles      []table.Article
	ArticleTopics []table.ArticleTopic
}

func tablesOf(dir string) (*tables, *reports.Manifest, error) {
	set, manifest, err := reports.Load(context.Background(), dir)
	if err != nil {
		return nil, nil, err
	}
	articles, err := set.Articles.Collect()
	topics, failed := set.ArticleTopics.Collect()
	return &tables{set, articles, topics}, manifest, errors.Join(err, failed)
}

func load(t *testing.T, dir string) (*tables, *reports.Manifest) {
	t.Helper()
	set, manifest, err := tablesOf(dir)
	if err != nil {
		t.Fatal(err)
	}
	return set, manifest
}

func TestDemonstration(t *testing.T) {
	set, manifest := load(t, demo(t))
	// What seeds/README.md says is planted.
	if n := manifest.Counts; n.Articles != 154 || n.Rejected != 2 || n.Duplicates != 16 || n.BadDates != 2 {
		t.Errorf("counts %+v", n)
	}
	var reasons []string
	for _, r := range set.Rejects {
		reasons = append(reasons, string(r.Reason))
	}
	slices.Sort(reasons)
	if !slices.Equal(reasons, []string{"malformed", "no_text"}) {
		t.Errorf("rejects %v", reasons)
	}
	sizes := make(map[string][]int64) // stories of the topics by language
	for _, topic := range set.Topics {
		sizes[topic.Language] = append(sizes[topic.Language], topic.Stories)
	}
	if !slices.Equal(sizes["de"], []int64{11, 10, 10, 9, 9, 8, 7, 6}) {
		t.Errorf("German topics have %v stories, planted are 11 10 10 9 9 8 7 6", sizes["de"])
	}
	if !slices.Equal(sizes["en"], []int64{11, 10, 10, 9, 9, 8, 6, 5}) {
		t.Errorf("English topics have %v stories, planted are 11 10 10 9 9 8 6 5", sizes["en"])
	}
}

// The same input gives the same bytes of every file but the manifest's clock, however
// many processors and workers there are. The demonstration has a watch list.
func TestSameBytes(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	first := contents(t, demo(t))
	if len(first["mentions.parquet"]) == 0 {
		t.Error("no table of mentions")
	}
	for _, on := range []struct {
		processors int
		workers    string
	}{{1, "0"}, {2, "1"}, {2, "3"}, {4, "0"}, {8, "0"}} {
		runtime.GOMAXPROCS(on.processors)
		second := contents(t, demo(t, "--workers", on.workers))
		for _, name := range slices.Sorted(maps.Keys(first)) {
			if second[name] != first[name] {
				t.Errorf("%s differs between 1 processor and %d with --workers %s", name, on.processors, on.workers)
			}
		}
		if len(second) != len(first) {
			t.Errorf("%d files, on 1 processor %d", len(second), len(first))
		}
	}
}

// contents reads the files of a run by name, the manifest aside.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	out := make(map[string]string)
	for _, f := range files {
		if f.Name() == reports.ManifestFile {
			continue
		}
		b, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name()] = string(b)
	}
	return out
}

// nothingIn asserts that an output directory holds no run and nothing half done.
func nothingIn(t *testing.T, out string) {
	t.Helper()
	entries, err := os.ReadDir(out)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	for _, e := range entries {
		t.Errorf("%s is left behind", e.Name())
	}
}

func TestFailuresPublishNothing(t *testing.T) {
	dir := t.TempDir()
	empty, broken := filepath.Join(dir, "empty.jsonl"), filepath.Join(dir, "broken")
	write(t, empty, "")
	if err := os.Mkdir(broken, 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(broken, "a.jsonl"), "{\"text\": \n{\n")
	write(t, filepath.Join(broken, "b.jsonl"), `{"title": "no text here"}`)
	hollow := filepath.Join(dir, "hollow")
	if err := os.Mkdir(hollow, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		args []string
		code int
		says string
	}{
		"an empty file":          {[]string{empty}, exitFailed, "no usable article"},
		"an empty directory":     {[]string{hollow}, exitFailed, "no usable article"},
		"rejects only":           {[]string{broken}, exitFailed, "a.jsonl"},
		"empty standard input":   {[]string{"-"}, exitFailed, "no usable article"},
		"a missing file":         {[]string{filepath.Join(dir, "missing")}, exitUsage, "missing"},
		"an unknown flag":        {[]string{"--colour"}, exitUsage, "colour"},
		"no number":              {[]string{"-", "--topics", "many"}, exitUsage, "topics"},
		"a setting out of range": {[]string{"-", "--max-document-share", "3"}, exitUsage, "max-document-share"},
		"no time":                {[]string{"--now", "today"}, exitUsage, "RFC 3339"},
	} {
		out := filepath.Join(t.TempDir(), "out")
		code, _, stderr := call(t, nil, "", append([]string{"run", "--out", out}, test.args...)...)
		if code != test.code || !strings.Contains(stderr, test.says) {
			t.Errorf("%s: exit code %d, want %d:\n%s", name, code, test.code, stderr)
		}
		nothingIn(t, out)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestTooManyRejectsArePublishedAll(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	code, stdout, stderr := call(t, nil, `{"id": "a", "text": "The port of Norderhafen was closed on Monday."}`+"\n{broken\n", "run", "-", "--out", out, "--log", "json")
	if code != exitRejects || !strings.Contains(stderr, "1 of 2 records") || !strings.Contains(stdout, "report.html") {
		t.Errorf("exit code %d\n%s%s", code, stdout, stderr)
	}
	set, _ := load(t, runDirectory(out))
	if len(set.Articles) != 1 || len(set.Rejects) != 1 {
		t.Errorf("%d articles, %d rejects", len(set.Articles), len(set.Rejects))
	}
}

// Answers without news are named and are no reason to call a run unhealthy, and a title
// without end is cut and counted.
func TestEmptyInputsAreHealthy(t *testing.T) {
	in, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
	write(t, filepath.Join(in, "a.json"), `{"articles": []}`)
	write(t, filepath.Join(in, "b.csv"), "title,text\n")
	write(t, filepath.Join(in, "c.jsonl"), `{"title": "`+strings.Repeat("harbour ", 100_000)+`", "text": "The port of Norderhafen was closed on Monday."}`)
	code, stdout, stderr := call(t, nil, "", "run", in, "--out", out)
	if code != exitPublished || !strings.Contains(stdout, "shortened: 1 article ") {
		t.Errorf("exit code %d\n%s%s", code, stdout, stderr)
	}
	set, manifest := load(t, runDirectory(out))
	if n := manifest.Counts; n.Articles != 1 || n.Rejected != 2 || n.Empty != 2 || n.Records != 3 || n.Shortened != 1 {
		t.Errorf("counts %+v", n)
	}
	if title := set.Articles[0].Title; utf8.RuneCountInString(title) > corpus.MaxTitle || !strings.HasSuffix(title, "harbour…") {
		t.Errorf("a title of %d bytes", len(title))
	}
	if code, stdout, _ := call(t, nil, "", "inspect", out); code != exitPublished || !strings.Contains(stdout, "(empty 2)") || !strings.Contains(stdout, "shortened") {
		t.Errorf("inspect:\n%s", stdout)
	}
}

func TestLocked(t *testing.T) {
	out := t.TempDir()
	lock := flock.New(filepath.Join(out, ".lock"))
	if ok, err := lock.TryLock(); err != nil || !ok {
		t.Fatal(ok, err)
	}
	defer lock.Close()
	if code, _, stderr := call(t, nil, "", "run", "--out", out, "-q"); code != exitLocked {
		t.Errorf("exit code %d, want %d\n%s", code, exitLocked, stderr)
	}
}

// An interrupt, at whatever moment it comes, publishes nothing.
func TestInterruptPublishesNothing(t *testing.T) {
	for _, after := range []time.Duration{0, 5, 30, 100} {
		out := filepath.Join(t.TempDir(), "out")
		ctx, cancel := context.WithTimeout(context.Background(), after*time.Millisecond)
		var stderr bytes.Buffer
		code := run(ctx, []string{"run", "--out", out, "-q"}, nil, strings.NewReader(""), &bytes.Buffer{}, &stderr)
		cancel()
		if code == exitPublished {
			continue // it was done already
		}
		if code != exitInterrupted {
			t.Errorf("after %d ms: exit code %d\n%s", after, code, stderr.String())
		}
		nothingIn(t, out)
	}
}

func TestSettings(t *testing.T) {
	config := filepath.Join(t.TempDir(), "leitmotif.yaml")
	write(t, config, "topics: 5\nmin-articles: 30\nfield:\n  text: body\n")
	topics := func(env []string, args ...string) (topics, minArticles int) {
		out := t.TempDir()
		code, _, stderr := call(t, env, "", append([]string{"run", "-q", "--out", out, "--config", config}, args...)...)
		if code != exitPublished && code != exitRejects {
			t.Fatalf("exit code %d\n%s", code, stderr)
		}
		_, m := load(t, runDirectory(out))
		return m.Configuration.Topics, m.Configuration.MinArticles
	}
	corpus := filepath.Join(t.TempDir(), "c.jsonl")
	write(t, corpus, `{"body": "A text under another name."}`)
	if n, least := topics(nil, corpus); n != 5 || least != 30 {
		t.Errorf("from the file: %d topics, %d articles", n, least)
	}
	if n, least := topics([]string{"LEITMOTIF_TOPICS=6"}, corpus); n != 6 || least != 30 {
		t.Errorf("environment over file: %d topics, %d articles", n, least)
	}
	if n, _ := topics([]string{"LEITMOTIF_TOPICS=6"}, "--topics", "7", corpus); n != 7 {
		t.Errorf("flag over environment: %d topics", n)
	}
	for _, wrong := range []string{"topic: 5\n", "topics: {en: 5, xx: 4}\n", "topics: many\n", "topics\n", "topics:\n", "config: x\n"} {
		write(t, config, wrong)
		if code, _, stderr := call(t, nil, "", "run", "-q", "--config", config, "--out", t.TempDir()); code != exitUsage {
			t.Errorf("%q: exit code %d\n%s", wrong, code, stderr)
		}
	}
}

func TestInspect(t *testing.T) {
	dir := demo(t)
	code, stdout, stderr := call(t, nil, "", "inspect", filepath.Dir(dir))
	if code != exitPublished || !strings.Contains(stdout, "154 of 156 records") {
		t.Errorf("exit code %d\n%s%s", code, stdout, stderr)
	}
	_, stdout, _ = call(t, nil, "", "inspect", "--json", dir)
	var summary inspection.Inspection
	if err := json.Unmarshal([]byte(stdout), &summary); err != nil || len(summary.Topics) == 0 || summary.Rejects["no_text"] != 1 {
		t.Errorf("%v: %s", err, stdout)
	}
	if code, _, stderr := call(t, nil, "", "inspect", t.TempDir()); code != exitFailed || stderr == "" {
		t.Errorf("no run: exit code %d\n%s", code, stderr)
	}
	if code, _, _ := call(t, nil, "", "inspect"); code != exitUsage {
		t.Errorf("no directory: exit code %d", code)
	}
}

// The demonstration has more German articles than English ones; the language can be chosen.
func TestReportLanguage(t *testing.T) {
	dir := demo(t)
	for language, want := range map[string]string{"": "de", "auto": "de", "en": "en", "de": "de"} {
		args := []string{"report", dir}
		if language != "" {
			args = append(args, "--report-language", language)
		}
		if code, stdout, stderr := call(t, nil, "", args...); code != exitPublished || !strings.Contains(stdout, `<html lang="`+want+`">`) {
			t.Errorf("%q: exit code %d, no page in %q\n%s", language, code, want, stderr)
		}
	}
	for _, command := range []string{"run", "report"} {
		if code, _, stderr := call(t, nil, "", command, dir, "--report-language", "fr"); code != exitUsage || !strings.Contains(stderr, "fr") {
			t.Errorf("%s in French: exit code %d\n%s", command, code, stderr)
		}
	}
}

// The page made again from the tables is the page of the run.
func TestReportAgain(t *testing.T) {
	dir := demo(t)
	want, err := os.ReadFile(filepath.Join(dir, reports.ReportFile))
	if err != nil {
		t.Fatal(err)
	}
	if code, stdout, stderr := call(t, nil, "", "report", dir); code != exitPublished || stdout != string(want) {
		t.Errorf("exit code %d, another page than that of the run\n%s", code, stderr)
	}
	file := filepath.Join(t.TempDir(), "again.html")
	if code, _, stderr := call(t, nil, "", "report", filepath.Dir(dir), "--file", file); code != exitPublished {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	if got, err := os.ReadFile(file); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%v, another file than that of the run", err)
	}
}

func TestHelpAndVersion(t *testing.T) {
	for _, args := range [][]string{{}, {"--help"}, {"run", "--help"}, {"inspect", "--help"}, {"report", "--help"}, {"export", "--help"}, {"evaluate", "topics", "--help"}, {"version"}} {
		if code, stdout, stderr := call(t, nil, "", args...); code != exitPublished || !strings.Contains(stdout, "leitmotif") || stderr != "" {
			t.Errorf("%v: exit code %d\n%s%s", args, code, stdout, stderr)
		}
	}
	if code, _, _ := call(t, nil, "", "analyse"); code != exitUsage {
		t.Errorf("an unknown command: exit code %d", code)
	}
}

// A page saved as text: the right title once. Package clean tests the text line by line.
func TestOneMessyPage(t *testing.T) {
	path := filepath.Join(dataDir(), "seed", "altman-taiwan-tsmc.de.txt")
	if _, err := os.Stat(path); err != nil {
		t.Skipf("the sample page is not here: %v", err)
	}
	out := t.TempDir()
	if code, _, stderr := call(t, nil, "", "run", path, "--out", out, "-q"); code != exitPublished {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	set, _ := load(t, runDirectory(out))
	a := set.Articles[0]
	if !strings.HasPrefix(a.Title, "Geheimbesuch von OpenAI-CEO") || strings.Count(a.Title, "Geheimbesuch") != 1 || a.Language != "de" {
		t.Errorf("title %q, language %q", a.Title, a.Language)
	}
	if strings.Contains(a.Lead, "Geheimbesuch") || !slices.Contains(a.Keywords, "TSMC") || a.BoilerplateShare == 0 {
		t.Errorf("lead %q, keywords %q, %.3f of the text removed", a.Lead, a.Keywords, a.BoilerplateShare)
	}
}

func dataDir() string {
	if dir := os.Getenv("LEITMOTIF_DATA"); dir != "" {
		return dir
	}
	return filepath.Join("..", "..", "..", "shared", "data")
}
