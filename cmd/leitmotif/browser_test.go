//go:build browser

package main

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"leitmotif/reports"
)

// The tests of this tag open reports in a browser. .ci/browser prepares what they need
// and names it in the environment: CHROMIUM, the browser; AXE, the script of axe-core;
// SCREENSHOTS, a directory for pictures to look at.

// report is a finished run whose page is opened.
type report struct {
	name string
	lang string // of the page
	file string
	set  *tables
}

// demoReports are the demonstration corpus in every language that reports speak.
var demoReports = sync.OnceValue(func() []report {
	if !strings.Contains(helpOf("run"), "--report-language") {
		return []report{finish("demo-en", "en")}
	}
	return []report{finish("demo-en", "en", "--report-language", "en"), finish("demo-de", "de", "--report-language", "de")}
})

func helpOf(command string) string {
	var out strings.Builder
	run(context.Background(), []string{command, "--help"}, nil, strings.NewReader(""), &out, io.Discard)
	return out.String()
}

// work holds the runs of all tests.
var work = sync.OnceValue(func() string {
	dir, err := os.MkdirTemp("", "leitmotif-browser-")
	if err != nil {
		panic(err)
	}
	return dir
})

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	code := m.Run()
	if ctx, err := browser(); err == nil {
		err = chromedp.Cancel(ctx)
		if err != nil {
			fmt.Fprintln(os.Stderr, "close the browser:", err)
		}
	}
	if err := os.RemoveAll(work()); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(code)
}

// finish makes a run; the arguments follow those of the command run.
func finish(name, lang string, args ...string) report {
	out := filepath.Join(work(), name)
	var stderr strings.Builder
	args = append([]string{"run", "--out", out, "-q", "--now", "2026-11-23T06:00:00Z"}, args...)
	if code := run(context.Background(), args, nil, strings.NewReader(""), io.Discard, &stderr); code != exitPublished {
		panic(fmt.Sprintf("%v: exit code %d\n%s", args, code, stderr.String()))
	}
	dir := runDirectory(out)
	set, _, err := tablesOf(dir)
	if err != nil {
		panic(err)
	}
	return report{name, lang, filepath.Join(dir, reports.ReportFile), set}
}

// monolingual is a report on sixty articles of one language and one day each, of which no day has
// enough to say anything.
var monolingual = sync.OnceValue(func() report {
	words := [][]string{
		strings.Fields("Trainer Tor Spieler Stadion Bundesliga Mannschaft Pokal Torwart Verein Elfmeter"),
		strings.Fields("Minister Bundestag Gesetz Koalition Opposition Kanzler Partei Fraktion Haushalt Reform"),
		strings.Fields("Klinik Patienten Impfung Virus Krankheit Medikament Pflege Therapie Diagnose Infektion"),
	}
	var lines strings.Builder
	for i := range 60 {
		of := words[i%3]
		var text strings.Builder
		for s := range 6 {
			fmt.Fprintf(&text, "Der %s und die %s sind nicht mit dem %s bei der %s. ", of[(i+s)%10], of[(i*s+3)%10], of[(i+2*s+5)%10], of[(7*i+s)%10])
		}
		fmt.Fprintf(&lines, `{"title": "%s und %s", "text": %q, "source": "Bote", "date": "2026-%02d-%02d"}`+"\n", of[i/3%10], of[i/6%10], text.String(), 9+i/30, 1+i%30)
	}
	path := filepath.Join(work(), "monolingual.jsonl")
	if err := os.WriteFile(path, []byte(lines.String()), 0o600); err != nil {
		panic(err)
	}
	return finish("monolingual", "de", path)
})

// large is a report of ten thousand articles; it skips the test where the corpus is not here.
func large(t *testing.T) report {
	t.Helper()
	path := filepath.Join(dataDir(), "fang_covid_de.jsonl.gz")
	if _, err := os.Stat(path); err != nil {
		t.Skipf("the corpus is not here: %v", err)
	}
	return largeReport(path)
}

var largeReport = func() func(path string) report {
	var once sync.Once
	var made report
	return func(path string) report {
		once.Do(func() { made = finish("fang", "en", path) })
		return made
	}
}()

// view says how a page is looked at.
type view struct {
	width, height int64
	dark, bare    bool // bare: without JavaScript
}

var desk = view{width: 1280, height: 900}

// tab is an open page and what the browser said about it.
type tab struct {
	context.Context
	mutex    sync.Mutex
	faults   []string // errors in the console, exceptions, complaints of the browser
	requests []string // addresses asked for
}

// browser is started once for all tests.
var browser = sync.OnceValues(func() (context.Context, error) {
	path := os.Getenv("CHROMIUM")
	if path == "" {
		return nil, fmt.Errorf("CHROMIUM names no browser: run make browser-test")
	}
	profile, err := os.MkdirTemp(work(), "profile-")
	if err != nil {
		return nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.UserDataDir(profile), chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("no-sandbox", os.Geteuid() == 0), chromedp.Flag("hide-scrollbars", false))
	allocator, _ := chromedp.NewExecAllocator(context.Background(), options...) // ends with the process
	ctx, _ := chromedp.NewContext(allocator)
	return ctx, chromedp.Do(ctx)
})

// openTab shows the page of a report in a new tab. When the test ends, everything that the
// browser complained of and every request but that of the page is an error.
func openTab(t *testing.T, r report, v view) *tab {
	t.Helper()
	parent, err := browser()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := chromedp.NewContext(parent)
	// The first call opens the tab; a time limit upon it would hold for the tab itself.
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(ctx, 3*time.Minute)
	page := &tab{Context: ctx}
	if err := chromedp.Listen(ctx, page.listen); err != nil {
		t.Fatal(err)
	}
	address := (&url.URL{Scheme: "file", Path: r.file}).String()
	t.Cleanup(func() {
		page.mutex.Lock()
		for _, fault := range page.faults {
			t.Errorf("%s: the browser says %s", r.name, fault)
		}
		if !slices.Contains(page.requests, address) {
			t.Errorf("%s: the browser does not tell of its requests", r.name)
		}
		for _, asked := range page.requests {
			if asked != address && !strings.HasPrefix(asked, "data:") {
				t.Errorf("%s asks for %s", r.name, asked)
			}
		}
		page.mutex.Unlock()
		stop()
		cancel()
	})
	scheme := "light"
	if v.dark {
		scheme = "dark"
	}
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
	screen := emulation.SetDeviceMetricsOverrideParams{Width: v.width, Height: v.height, DeviceScaleFactor: 1, Mobile: v.width < 600}
	command(t, page, network.Enable, network.EnableParams{})
	command(t, page, emulation.SetDeviceMetricsOverride, screen)
	command(t, page, emulation.SetEmulatedMedia, media)
	command(t, page, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: v.bare})
	do(t, page, chromedp.Navigate(address))
	return page
}

// listen takes down what the browser reports.
func (p *tab) listen(event any) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning || e.Type == runtime.ConsoleAPICalledTypeAssert {
			var parts []string
			for _, a := range e.Args {
				parts = append(parts, string(a.Value)+a.Description)
			}
			p.faults = append(p.faults, fmt.Sprintf("%s: %s", e.Type, strings.Join(parts, " ")))
		}
	case *runtime.EventExceptionThrown:
		p.faults = append(p.faults, (&chromedp.ExceptionError{ExceptionDetails: e.ExceptionDetails}).Error())
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			p.faults = append(p.faults, e.Entry.Text)
		}
	case *network.EventRequestWillBeSent:
		p.requests = append(p.requests, e.Request.URL)
	}
}

// do carries out an action in a tab and gives its value.
func do[T any](t *testing.T, p *tab, action chromedp.Action[T]) T {
	t.Helper()
	value, err := chromedp.Run(p, action)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// command gives a command of the protocol to a tab.
func command[P, R any](t *testing.T, p *tab, c cdp.Command[P, R], params P) {
	t.Helper()
	if _, err := chromedp.Call(p, c, params); err != nil {
		t.Fatal(err)
	}
}

// inTab runs JavaScript in the page, awaits its promise, and gives its value.
func inTab[T any](t *testing.T, p *tab, script string) T {
	t.Helper()
	return do(t, p, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
}

// photograph leaves a picture of the page, or of its upper part, for people.
func (p *tab) photograph(t *testing.T, name string, whole bool) {
	t.Helper()
	dir := os.Getenv("SCREENSHOTS")
	if dir == "" {
		return
	}
	action := chromedp.CaptureScreenshot()
	if whole {
		action = chromedp.FullScreenshot(100)
	}
	picture := do(t, p, action)
	if err := os.WriteFile(filepath.Join(dir, name+".png"), picture, 0o644); err != nil {
		t.Fatal(err)
	}
}
