package main

import (
	"bytes"
	"log/slog"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/schollz/progressbar/v3"

	"leitmotif/analysis"
	"leitmotif/analysis/result"
)

// testClock is a clock that stands until it is moved.
type testClock struct{ at time.Time }

func (c *testClock) now() time.Time { return c.at }

// testProgress is a progress by a clock of its own, which nobody looks at but the test.
func testProgress(clock *testClock) *progress {
	clock.at = time.Date(2026, 11, 23, 6, 0, 0, 0, time.UTC)
	return &progress{out: new(bytes.Buffer), now: clock.now, begun: clock.at,
		memory: func() uint64 { return 1 << 30 }, seconds: make(map[string]float64), stop: make(chan struct{})}
}

// TestLines looks at what stands before the bar in every stage.
func TestLines(t *testing.T) {
	var clock testClock
	p := testProgress(&clock)
	bytesRead := int64(0)
	p.read = func() (done, total int64) { return bytesRead, 4_000_000 }
	line := func() string {
		p.look()
		_, total := p.work()
		return p.line(clock.at, total)
	}
	step := func(stage string, seconds, articles, total int64) string {
		for i := range seconds {
			clock.at = clock.at.Add(time.Second)
			bytesRead += 100_000
			p.observe(stage, articles*(i+1)/seconds, total)
			p.look()
		}
		return line()
	}
	if got, want := step(analysis.StageRead, 10, 1000, 0), "read    1,000 articles, 100/s, 30 s left"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := step(analysis.StageTexts, 10, 2500, 10_000), "texts   2,500 of 10,000 articles, 250/s, 30 s left"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := step(analysis.StageTexts, 60, 10_000, 10_000), "texts   10,000 of 10,000 articles, 167/s, 69 s"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	p.observe(analysis.StageSpaces, 0, 2)
	clock.at = clock.at.Add(90 * time.Second)
	if got, want := line(), "spaces  language 1 of 2, 2 min"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	p.observe(stagePublish, 0, 10_000)
	if got, want := line(), "publish 0 of 10,000 articles, 1 s"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestProgressInTheLog finds a line a minute within a stage that takes longer, and the line
// at its end, whatever is observed meanwhile.
func TestProgressInTheLog(t *testing.T) {
	var clock testClock
	var log bytes.Buffer
	p := testProgress(&clock)
	p.logger = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey || a.Key == slog.LevelKey {
			return slog.Attr{}
		}
		return a
	}}))
	for second := range int64(150) {
		p.observe(analysis.StageTexts, 20*second, 10_000)
		p.look()
		clock.at = clock.at.Add(time.Second)
	}
	p.observe(analysis.StageSpaces, 0, 1)
	clock.at = clock.at.Add(61 * time.Second)
	p.look()
	p.close()
	p.look() // nothing more
	want := `msg=progress name=texts seconds=60 articles=1200 share=0.12 articles_per_second=20 seconds_left=440
msg=progress name=texts seconds=120 articles=2400 share=0.24 articles_per_second=20 seconds_left=380
msg=stage name=texts seconds=150 peak_memory_bytes=1073741824
msg=progress name=spaces seconds=61 languages_done=0 languages=1
msg=stage name=spaces seconds=61 peak_memory_bytes=1073741824
`
	if got := log.String(); got != want {
		t.Errorf("the log says\n%swant\n%s", got, want)
	}
	if p.seconds[analysis.StageTexts] != 150 || p.seconds[analysis.StageSpaces] != 61 {
		t.Errorf("the stages took %v", p.seconds)
	}
}

// TestBar draws: the bar shows the share and the line.
func TestBar(t *testing.T) {
	var clock testClock
	var drawn bytes.Buffer
	p := testProgress(&clock)
	p.newBar = func() *progressbar.ProgressBar { return newBar(&drawn) }
	for second := range int64(20) {
		p.observe(analysis.StageTexts, 20*second, 1000)
		p.look()
		clock.at = clock.at.Add(time.Second)
	}
	if got := drawn.String(); !strings.Contains(got, "texts   380 of 1,000 articles, 20/s, 31 s left  38% |") {
		t.Errorf("drawn is %q", got)
	}
	p.close()
	if got := drawn.String(); !regexp.MustCompile(`\r +\r$`).MatchString(got) {
		t.Errorf("the bar stays: %q", got[max(0, len(got)-200):])
	}
}

// The end of a run says what it took, what it holds, and where that is.
func TestSummary(t *testing.T) {
	var clock testClock
	p := testProgress(&clock)
	clock.at = clock.at.Add(83400 * time.Millisecond)
	p.summary("out/run=20261123T060000Z", &analysis.Result{
		Counts: result.Counts{Articles: 1200, Duplicates: 130, Rejected: 2},
		Spaces: []result.Space{{Language: "en", Articles: 700, Topics: 16}, {Language: "de", Articles: 500, Topics: 15}}, Topics: make([]result.Topic, 31),
	}, nil, "")
	want := `1,200 articles, 130 copies among them, 2 records rejected; 31 topics; 83.4 s
languages English 700 articles, 16 topics; German 500 articles, 15 topics
tables    out/run=20261123T060000Z/*.parquet
open      out/run=20261123T060000Z/report.html
`
	if got := p.out.(*bytes.Buffer).String(); got != want {
		t.Errorf("the summary is\n%swant\n%s", got, want)
	}
}
