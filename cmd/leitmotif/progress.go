package main

import (
	"fmt"
	"io"
	"log/slog"
	"math"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"leitmotif/analysis"
	"leitmotif/analysis/sentiment"
	"leitmotif/cmd/leitmotif/internal/colour"
	"leitmotif/cmd/leitmotif/internal/figure"
	"leitmotif/cmd/leitmotif/internal/memory"
	"leitmotif/cmd/leitmotif/internal/pace"
)

// progress shows how far a run has come: a bar on a terminal; elsewhere a structured log line
// per stage, and one a minute within long stages.
type progress struct {
	out    io.Writer
	err    io.Writer
	quiet  bool
	logger *slog.Logger                    // nil: no log lines
	named  bool                            // whether log lines name the run
	read   func() (done, total int64)      // bytes of the input
	newBar func() *progressbar.ProgressBar // nil: no bar
	now    func() time.Time
	memory func() uint64 // peak so far, in bytes; 0 = unknown
	begun  time.Time
	deep   sentiment.DeepReading
	// colours of what goes to err, and to out.
	colours, outColours colour.Palette

	mutex   sync.Mutex
	bar     *progressbar.ProgressBar
	stage   string
	started time.Time
	logged  time.Time // the latest line on the stage, or its start
	done    int64     // as observed
	total   int64
	pace    pace.Pace
	seconds map[string]float64 // that the stages took which have ended
	stop    chan struct{}      // ends the clock that looks at the stage; nil: none goes
}

// stagePublish follows the stages of the analysis.
const stagePublish = "publish"

// Times between two looks at a stage, and between two lines of the log on it.
const (
	redraw   = 200 * time.Millisecond
	logEvery = time.Minute
)

// checkLog fails where there is no such form of progress.
func checkLog(form string) error {
	if !slices.Contains([]string{"auto", "bar", "text", "json"}, form) {
		return fmt.Errorf("log must be auto, bar, text or json, not %q", form)
	}
	return nil
}

// newProgress shows the progress in a form that checkLog lets pass.
func newProgress(s streams, set runSettings) *progress {
	p := &progress{out: s.out, err: s.err, quiet: set.quiet, now: time.Now, memory: memory.Peak, seconds: make(map[string]float64),
		colours: colour.For(s.err, s.env), outColours: colour.For(s.out, s.env)}
	p.begun = p.now()
	form := set.logFormat
	if form == "auto" {
		form = "json"
		if file, ok := s.err.(*os.File); ok && term.IsTerminal(int(file.Fd())) {
			form = "bar"
		}
	}
	switch {
	case set.quiet:
	case form == "bar":
		p.newBar = func() *progressbar.ProgressBar { return newBar(s.err) }
	case form == "text":
		p.logger = slog.New(slog.NewTextHandler(s.err, nil))
	default:
		p.logger = slog.New(slog.NewJSONHandler(s.err, nil))
	}
	return p
}

// newBar is a bar for one stage, which goes when that ends.
func newBar(w io.Writer) *progressbar.ProgressBar {
	return progressbar.NewOptions64(-1,
		progressbar.OptionSetWriter(w), progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(24),
		progressbar.OptionSetElapsedTime(false), progressbar.OptionSetPredictTime(false))
}

// begin names the run in every log line to come.
func (p *progress) begin(id string) {
	if p.logger != nil {
		p.logger, p.named = p.logger.With(slog.String("run", id)), true
	}
}

// failed logs the end of a run that has a name already and tells whether it did.
func (p *progress) failed(text string, code int) bool {
	if p.named {
		p.logger.Error(text, slog.Int("exit_code", code))
	}
	return p.named
}

// warn reports what went wrong without failing the run; nil says nothing.
func (p *progress) warn(err error) {
	switch {
	case err == nil:
	case p.logger != nil:
		p.logger.Warn(err.Error())
	default:
		fmt.Fprintln(p.err, p.colours.Warning("leitmotif: warning:"), err)
	}
}

// readDeeply takes notice of what the encoder has read.
func (p *progress) readDeeply(read sentiment.DeepReading) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.deep = read
	if p.logger != nil {
		p.logger.Info("read deeply", slog.Int("sentences", read.Sentences), slog.Int("left_to_linear_model", read.Beyond), slog.Float64("seconds", read.Time.Seconds()))
	}
}

// observe takes notice of the state of a stage, which the clock shows from time to time.
func (p *progress) observe(stage string, done, total int64) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if stage != p.stage {
		p.finish()
		p.stage, p.started, p.pace = stage, p.now(), pace.Pace{}
		p.logged = p.started
		if p.newBar != nil {
			p.bar = p.newBar()
		}
	}
	p.done, p.total = done, total
	if p.stop == nil && !p.quiet {
		p.stop = make(chan struct{})
		go p.watch(p.stop)
	}
}

// watch looks at the stage under way until stop is closed.
func (p *progress) watch(stop <-chan struct{}) {
	clock := time.NewTicker(redraw)
	defer clock.Stop()
	for {
		select {
		case <-stop:
			return
		case <-clock.C:
			p.look()
		}
	}
}

// look draws the bar anew, and writes a line to the log where the last one is long ago.
func (p *progress) look() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.stage == "" {
		return
	}
	now := p.now()
	done, total := p.work()
	m := pace.Moment{At: now, Done: done}
	if p.inArticles() {
		m.Articles = p.done
	}
	p.pace.Add(m)
	if p.bar != nil {
		p.bar.Describe(p.line(now, total))
		if total > 0 {
			p.bar.ChangeMax64(total)
		}
		_ = p.bar.Set64(done) // a bar that cannot be drawn is no reason to stop
	}
	if p.logger != nil && now.Sub(p.logged) >= logEvery {
		p.logged = now
		p.logger.Info("progress", p.attributes(now, done, total)...)
	}
}

// work is how much of the stage is done, and of how much, 0 where that is not known. While
// the corpus is read, the input itself tells the share.
func (p *progress) work() (done, total int64) {
	done, total = p.done, p.total
	if p.stage == analysis.StageRead && p.read != nil {
		done, total = p.read()
	}
	if total > 0 {
		done = min(done, total)
	}
	return done, total
}

// inArticles tells whether the stage counts articles; the spaces are as many as languages.
func (p *progress) inArticles() bool { return p.stage != analysis.StageSpaces }

// line is what stands before the bar: stage, articles, rate and time left, as far as they
// mean something, and else the time that has passed.
func (p *progress) line(now time.Time, total int64) string {
	var parts []string
	switch {
	case p.stage == analysis.StageSpaces && p.total > 1:
		parts = append(parts, fmt.Sprintf("language %d of %d", min(p.done+1, p.total), p.total))
	case p.inArticles() && p.total > 0:
		parts = append(parts, fmt.Sprintf("%s of %s articles", figure.Count(p.done), figure.Count(p.total)))
	case p.inArticles() && p.done > 0:
		parts = append(parts, figure.Counted(int(p.done), "article"))
	}
	if rate, known := p.pace.Rate(); known {
		parts = append(parts, figure.Count(int64(math.Round(rate)))+"/s")
	}
	if left, known := p.left(total); known {
		parts = append(parts, pace.Roughly(left)+" left")
	} else {
		parts = append(parts, pace.Roughly(now.Sub(p.started)))
	}
	return fmt.Sprintf("%-8s%s", p.stage, strings.Join(parts, ", "))
}

// left is the time that the rest of the stage takes. Languages differ too much in size to
// tell from one how long the next takes.
func (p *progress) left(total int64) (time.Duration, bool) {
	if !p.inArticles() {
		return 0, false
	}
	return p.pace.Left(total)
}

// attributes are the same for the log.
func (p *progress) attributes(now time.Time, done, total int64) []any {
	list := []any{slog.String("name", p.stage), slog.Float64("seconds", now.Sub(p.started).Seconds())}
	if !p.inArticles() {
		return append(list, slog.Int64("languages_done", done), slog.Int64("languages", total))
	}
	list = append(list, slog.Int64("articles", p.done))
	if total > 0 {
		list = append(list, slog.Float64("share", float64(done)/float64(total)))
	}
	if rate, known := p.pace.Rate(); known {
		list = append(list, slog.Float64("articles_per_second", rate))
	}
	if left, known := p.left(total); known {
		list = append(list, slog.Float64("seconds_left", left.Seconds()))
	}
	return list
}

// finish ends the stage under way.
func (p *progress) finish() {
	if p.stage == "" {
		return
	}
	took := p.now().Sub(p.started).Seconds()
	p.seconds[p.stage] += took
	if p.bar != nil {
		_ = p.bar.Finish()
		p.bar = nil
	}
	if p.logger != nil {
		list := []any{slog.String("name", p.stage), slog.Float64("seconds", took)}
		if peak := p.memory(); peak > 0 {
			list = append(list, slog.Uint64("peak_memory_bytes", peak))
		}
		p.logger.Info("stage", list...)
	}
	p.stage = ""
}

// close ends the display.
func (p *progress) close() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.finish()
	if p.stop != nil {
		close(p.stop)
		p.stop = nil
	}
}
