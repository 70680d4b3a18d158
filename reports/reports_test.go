package reports

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"leitmotif/analysis"
	"leitmotif/analysis/result"
	"leitmotif/corpus"
	"leitmotif/reports/table"
)

var update = flag.Bool("update", false, "write the golden files anew")

// options are those of a run at a fixed time by a clock that ticks a second per look.
func options() Options {
	at := time.Date(2026, 11, 23, 6, 0, 0, 0, time.UTC)
	return Options{Now: at, Version: "0.0.0-test", Clock: func() time.Time {
		at = at.Add(time.Second)
		return at
	}}
}

// write publishes a result in a new directory and returns that of the run.
func write(t *testing.T, res *analysis.Result, o Options) string {
	t.Helper()
	dir, err := Write(context.Background(), filepath.Join(t.TempDir(), "out"), res, o)
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func read(t *testing.T, elements ...string) []byte {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(elements...))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// manifestOf is the manifest of an English page.
func manifestOf(res *analysis.Result) *Manifest {
	m := newManifest(res, options())
	m.ReportLanguage = English
	return m
}

func render(t *testing.T, res *analysis.Result) string {
	t.Helper()
	return renderWith(t, res, manifestOf(res))
}

func renderWith(t *testing.T, res *analysis.Result, m *Manifest) string {
	t.Helper()
	var b bytes.Buffer
	if _, err := writePage(t.Context(), &b, table.New(res), &m.Facts); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestSameInputSameBytes(t *testing.T) {
	later := options()
	later.Now = later.Now.Add(72 * time.Hour)
	sameFiles(t, write(t, fixture(200), options()), write(t, fixture(200), later), "the time")
}

// The files are the same whether they are written one after another or side by side.
func TestWorkersChangeNoByte(t *testing.T) {
	one, four := fixture(200), fixture(200)
	one.Config.Workers, four.Config.Workers = 1, 4
	sameFiles(t, write(t, one, options()), write(t, four, options()), "the number of workers")
}

// sameFiles fails where the files of two runs differ in more than the clock.
func sameFiles(t *testing.T, first, second, by string) {
	t.Helper()
	entries, err := os.ReadDir(first)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 15 {
		t.Errorf("the run has %d files, want 15", len(entries))
	}
	for _, e := range entries {
		a, b := read(t, first, e.Name()), read(t, second, e.Name())
		if e.Name() == ManifestFile {
			a, b = withoutClock(t, a), withoutClock(t, b)
		}
		if !bytes.Equal(a, b) {
			t.Errorf("%s depends on %s", e.Name(), by)
		}
	}
}

// TestSideBySide lets the last of the parts fail first: the error is that of the first.
func TestSideBySide(t *testing.T) {
	first, last := errors.New("first"), errors.New("last")
	failed := make(chan struct{})
	err := sideBySide(2, []func() error{
		func() error { <-failed; return first },
		func() error { close(failed); return last },
	})
	if !errors.Is(err, first) {
		t.Errorf("the error is %v, want that of the first part", err)
	}
	var order []int // one worker needs no lock
	part := func(i int) func() error {
		return func() error { order = append(order, i); return nil }
	}
	if err := sideBySide(1, []func() error{part(0), part(1), part(2)}); err != nil || !slices.Equal(order, []int{0, 1, 2}) {
		t.Errorf("one worker did the parts in the order %v, %v", order, err)
	}
}

func withoutClock(t *testing.T, raw []byte) []byte {
	t.Helper()
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		t.Fatal(err)
	}
	delete(fields, "clock")
	raw, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestRebuildMakesTheSamePage(t *testing.T) {
	for _, printNow := range []bool{false, true} {
		o := options()
		o.PrintNow = printNow
		res := fixture(200)
		for i := range res.Articles {
			if a := &res.Articles[i]; !a.PublishedAt.IsZero() {
				a.PublishedAt = a.PublishedAt.Add(time.Duration(i) * 1001) // finer than the tables
			}
		}
		dir := write(t, res, o)
		var rebuilt bytes.Buffer
		if err := Rebuild(context.Background(), dir, "", &rebuilt); err != nil {
			t.Fatal(err)
		}
		published := read(t, dir, ReportFile)
		if !bytes.Equal(published, rebuilt.Bytes()) {
			t.Errorf("the page made from the tables differs (PrintNow = %v)", printNow)
		}
		var german bytes.Buffer
		if err := Rebuild(context.Background(), dir, German, &german); err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(german.Bytes(), []byte(`<html lang="de">`)) {
			t.Error("the page was not made again in German")
		}
		if says := bytes.Contains(published, []byte("As of 23 November 2026, 06:00 UTC")); says != printNow {
			t.Errorf("the page states the time: %v, want %v", says, printNow)
		}
	}
}

func TestNoOtherLanguage(t *testing.T) {
	if _, err := Begin(t.TempDir(), Options{Now: options().Now, Language: "fr"}); err == nil {
		t.Error("a run with a page in French begins")
	}
}

func TestManifest(t *testing.T) {
	dir := write(t, fixture(60), options())
	_, m, err := Load(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if m.Version != "0.0.0-test" || m.SchemaVersion != table.SchemaVersion || m.Counts.Articles != 60 || len(m.Spaces) != 2 {
		t.Errorf("the manifest says %+v", m)
	}
	if m.Clock.Seconds != 1 || !m.Clock.Finished.After(m.Clock.Started) {
		t.Errorf("the clock says %+v", m.Clock)
	}
	for _, f := range append([]TableFile{{File: m.Report}}, m.Tables...) {
		var d digest
		w := d.begin()
		if _, err := w.Write(read(t, dir, f.Name)); err != nil {
			t.Fatal(err)
		}
		if got := d.file(f.Name); got != f.File {
			t.Errorf("the manifest says %+v of a file that is %+v", f.File, got)
		}
	}
	if i := slices.IndexFunc(m.Tables, func(f TableFile) bool { return f.Table == "articles" }); m.Tables[i].Rows != 60 {
		t.Errorf("the manifest counts %d articles in the table", m.Tables[i].Rows)
	}
}

func TestRunsFollowEachOther(t *testing.T) {
	out := t.TempDir()
	for _, want := range []string{"run=20261123T060000Z", "run=20261123T060000Z-2", "run=20261123T060000Z-3"} {
		dir, err := Write(context.Background(), out, fixture(20), options())
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Base(dir) != want {
			t.Errorf("published as %s, want %s", dir, want)
		}
		if target, err := os.Readlink(filepath.Join(out, "latest")); err != nil || target != want {
			t.Errorf("latest points at %q, %v; want %s", target, err, want)
		}
	}
}

func TestBeginLocks(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	run, err := Begin(out, options())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Begin(out, options()); !errors.Is(err, ErrLocked) {
		t.Errorf("a second run begins with %v", err)
	}
	if err := run.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(out); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a run that published nothing left its output: %v", err)
	}
	if _, err := Begin(out, Options{}); err == nil {
		t.Error("a run without a time begins")
	}
}

// TestFailureLeavesTheFormerRun lets a run fail by a result that cannot be written,
// and by the end of its context at every look that the run takes at it.
func TestFailureLeavesTheFormerRun(t *testing.T) {
	out := t.TempDir()
	if _, err := Write(context.Background(), out, fixture(20), options()); err != nil {
		t.Fatal(err)
	}
	before := names(t, out)
	broken := fixture(40)
	slices.Reverse(broken.Articles)
	if _, err := Write(context.Background(), out, broken, options()); err == nil {
		t.Error("a result out of order was published")
	}
	for n := int64(0); ; n++ {
		ctx := &endingContext{Context: context.Background()}
		ctx.left.Store(n)
		_, err := Write(ctx, out, fixture(40), options())
		if err == nil {
			break
		}
		if !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled at look %d: %v", n, err)
		}
		if after := names(t, out); !slices.Equal(before, after) {
			t.Fatalf("cancelled at look %d: the output holds %q, was %q", n, after, before)
		}
	}
}

// endingContext ends after it was looked at a number of times.
type endingContext struct {
	context.Context
	left atomic.Int64
}

func (c *endingContext) Err() error {
	if c.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, e := range entries {
		list = append(list, e.Name())
	}
	target, err := os.Readlink(filepath.Join(dir, "latest"))
	if err != nil {
		t.Fatal(err)
	}
	return append(list, target)
}

var (
	loads   = regexp.MustCompile(`(?i)<(link|img|iframe|object|embed|audio|video|source|base|image|use|form [^>]*action)\b|<script[^>]* src|@import|url\(|\ssrcset=|\sbackground=`)
	handler = regexp.MustCompile(`(?i)<[a-z][^<>]*\son[a-z]+\s*=`)
	styled  = regexp.MustCompile(`(?i)<[a-z][^<>]*\sstyle\s*=`)
	quoted  = regexp.MustCompile(`="[^"]*"`)
	scheme  = regexp.MustCompile(`(?i)(href|src|action)="([a-z][a-z0-9+.-]*):`)
	unsaid  = regexp.MustCompile(`\{[a-z]+[}?]`)
)

// checkPage holds a page to what every page must keep: it loads nothing, runs nothing
// but its own script, and links only to the web and within itself.
func checkPage(t *testing.T, s string) {
	t.Helper()
	body := s[strings.Index(s, "</style>"):strings.LastIndex(s, "<script>")]
	tags := quoted.ReplaceAllString(body, `=""`)
	for what, found := range map[string]string{
		"loads something":   loads.FindString(s),
		"event handler":     handler.FindString(tags),
		"inline style":      styled.FindString(tags),
		"failed formatting": regexp.MustCompile(`%!|ZgotmplZ|NaN|\+Inf`).FindString(body),
	} {
		if found != "" {
			t.Errorf("%s: %q", what, found)
		}
	}
	if hole := unsaid.FindString(regexp.MustCompile(`data-status="[^"]*"`).ReplaceAllString(body, "")); hole != "" {
		t.Errorf("wording with a hole: %q", hole)
	}
	for _, m := range scheme.FindAllStringSubmatch(body, -1) {
		if m[2] != "http" && m[2] != "https" {
			t.Errorf("link to %q", m[0])
		}
	}
	if n := strings.Count(strings.ToLower(s), "<script"); n != 1 {
		t.Errorf("%d script elements", n)
	}
	checkAnchors(t, body)
}

var (
	anchors = regexp.MustCompile(`href="#([^"]*)"`)
	ids     = regexp.MustCompile(`\sid="([^"]*)"`)
)

// checkAnchors tells links that lead nowhere, and ids that are not unique.
func checkAnchors(t *testing.T, body string) {
	t.Helper()
	known := make(map[string]bool)
	for _, m := range ids.FindAllStringSubmatch(body, -1) {
		if known[m[1]] {
			t.Errorf("the id %q stands twice", m[1])
		}
		known[m[1]] = true
	}
	for _, m := range anchors.FindAllStringSubmatch(body, -1) {
		if !known[m[1]] {
			t.Errorf("a link leads to #%s, which is not there", m[1])
		}
	}
}

func TestPage(t *testing.T) {
	bare := &analysis.Result{Articles: []result.Article{{ID: "1", StoryID: "1", Tone: result.Tone{Abstain: "too_short"}}}}
	single := fixture(40)
	for i := range single.Articles {
		single.Articles[i].PublishedAt = time.Time{}
	}
	single.Trends = nil
	for name, res := range map[string]*analysis.Result{
		"fixture": fixture(300), "empty": {}, "bare": bare, "undated": single, "few": fixture(7), "many topics": manyTopics(90),
	} {
		t.Run(name, func(t *testing.T) {
			checkPage(t, render(t, res))
			m := manifestOf(res)
			m.ReportLanguage = German
			checkPage(t, renderWith(t, res, m))
		})
	}
}

// manyTopics is a result with more topics than the page shows in full, over years.
func manyTopics(n int) *analysis.Result {
	res := fixture(300)
	res.Topics, res.Trends = nil, nil
	for k := range n {
		res.Topics = append(res.Topics, result.Topic{ID: k + 1, Language: "en", Label: fmt.Sprintf("topic number %d", k+1), Stories: n - k})
		for m := range 200 {
			start := time.Date(2010, time.Month(1+m), 1, 0, 0, 0, 0, time.UTC)
			res.Trends = append(res.Trends, result.Trend{TopicID: k + 1, Period: "month", Start: start, Stories: m % (k + 2), Total: 300})
		}
	}
	for i := range res.Articles {
		a := &res.Articles[i]
		a.PublishedAt = time.Date(2010, time.Month(1+i*200/300), 2, 0, 0, 0, 0, time.UTC)
		a.TopicID, a.Topics = 1+i%n, nil
	}
	return res
}

// TestHostileText puts into every text what must come out as text, or not at all.
func TestHostileText(t *testing.T) {
	evil := "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"' style='x' \u202egnp.exe\u2066\x00\x1b[31m"
	res := fixture(60)
	for i := range res.Articles {
		a := &res.Articles[i]
		a.Title, a.Lead, a.Source, a.Author, a.SourceID = evil, evil, evil+fmt.Sprint(i%3), evil, evil
		a.URL = []string{"javascript:alert(1)", "https://a.example/\"><script>", "data:text/html,x", "http:///", "//a.example", "https://a.example/ok?a=1&b=2"}[i%6]
		a.Keywords, a.Language = []string{evil}, []string{"en", "<b>"}[i%2]
		a.Tone.Drivers = []result.Driver{{Term: evil, Contribution: 1}}
		a.Input.File = evil
		if i == 3 {
			a.Title = strings.Repeat("long ", 2_000_000)
		}
	}
	for i := range res.Topics {
		res.Topics[i].Label, res.Topics[i].Terms[0].Term = evil+fmt.Sprint(i), evil
	}
	res.Rejects = append(res.Rejects, corpus.Reject{Input: corpus.Origin{File: "zz" + evil}, Reason: corpus.Reason(evil), Detail: evil})
	res.Spaces[0].Reason, res.Tone.Models[0].Name = evil, evil
	s := render(t, res)
	checkPage(t, s)
	for _, forbidden := range []string{"<img", "alert(1)</script>", "\u202e", "\u2066", "\x00", "\x1b", "javascript:", "data:text"} {
		if strings.Contains(s, forbidden) {
			t.Errorf("the page holds %q", forbidden)
		}
	}
	if !strings.Contains(s, "https://a.example/ok?a=1&amp;b=2") {
		t.Error("a good address is not linked to")
	}
	if len(s) > 1_000_000 {
		t.Errorf("the page has %d bytes", len(s))
	}
}

// TestSize builds the page of 100,000 articles with long texts.
func TestSize(t *testing.T) {
	res := fixture(1000)
	some := res.Articles
	res.Articles = nil
	for i := range 100_000 {
		a := some[i%len(some)]
		a.ID = fmt.Sprintf("%020x", i)
		a.StoryID = a.ID
		a.Title = strings.Repeat("Überschrift & ", 20)
		a.Lead = strings.Repeat("Anfang ", 60)
		a.URL += strings.Repeat("/pfad", 40)
		res.Articles = append(res.Articles, a)
	}
	for i := range res.Topics {
		res.Topics[i].Representatives = []string{res.Articles[i].ID}
	}
	s := render(t, res)
	checkPage(t, s)
	if len(s) > 3_000_000 {
		t.Errorf("the page has %d bytes, over 3 MB", len(s))
	}
	listed := strings.Count(s, `<tr id="a-`)
	if listed < 500 {
		t.Errorf("only %d articles are listed", listed)
	}
	t.Logf("%d bytes, %d articles listed", len(s), listed)
}

func collect[T any](t *testing.T, rows table.Rows[T]) []T {
	t.Helper()
	all, err := rows.Collect()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestLoadRefuses(t *testing.T) {
	dir := write(t, fixture(20), options())
	if err := os.WriteFile(filepath.Join(dir, ManifestFile), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, d := range []string{dir, t.TempDir()} {
		if _, _, err := Load(context.Background(), d); err == nil || !strings.Contains(err.Error(), d) {
			t.Errorf("loading %s: %v", d, err)
		}
	}
}

func TestLoadGivesTheRowsBack(t *testing.T) {
	res := fixture(50)
	set, _, err := Load(context.Background(), write(t, res, options()))
	if err != nil {
		t.Fatal(err)
	}
	written := table.New(res)
	if !reflect.DeepEqual(collect(t, set.Articles), collect(t, written.Articles)) ||
		!reflect.DeepEqual(collect(t, set.ArticleTopics), collect(t, written.ArticleTopics)) ||
		!reflect.DeepEqual(collect(t, set.Mentions), collect(t, written.Mentions)) ||
		!reflect.DeepEqual([]any{set.Topics, set.Trends, set.Changes, set.Rejects, set.Inputs}, []any{written.Topics, written.Trends, written.Changes, written.Rejects, written.Inputs}) {
		t.Error("the rows differ from those that were written")
	}
}

func BenchmarkPage100000(b *testing.B) {
	res := fixture(100_000)
	set, m := table.New(res), manifestOf(res)
	for b.Loop() {
		var out bytes.Buffer
		if _, err := writePage(b.Context(), &out, set, &m.Facts); err != nil {
			b.Fatal(err)
		}
	}
}
