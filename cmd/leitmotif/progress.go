package main

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progress shows how far a run has come: a bar on a terminal, a structured log line per
// stage elsewhere.
type progress struct {
	out    io.Writer
	err    io.Writer
	quiet  bool
	logger *slog.Logger                    // nil: no log lines
	named  bool                            // whether log lines name the run
	read   func() (done, total int64)      // bytes of the input
	newBar func() *progressbar.ProgressBar // nil: no bar

	mutex   sync.Mutex
	bar     *progressbar.ProgressBar
	stage   string
	started time.Time
	seconds map[string]float64 // that the stages took which have ended
}

// redraw is the time between two updates of the bar.
const redraw = 100 * time.Millisecond

func newProgress(s streams, set runSettings) (*progress, error) {
	p := &progress{out: s.out, err: s.err, quiet: set.quiet, seconds: make(map[string]float64)}
	form := set.logFormat
	if form == "auto" {
		form = "json"
		if file, ok := s.err.(*os.File); ok && term.IsTerminal(int(file.Fd())) {
			form = "bar"
		}
	}
	switch {
	case form != "bar" && form != "text" && form != "json":
		return nil, fmt.Errorf("log must be auto, bar, text or json, not %q", set.logFormat)
	case set.quiet:
	case form == "bar":
		p.newBar = func() *progressbar.ProgressBar {
			return progressbar.NewOptions64(-1,
				progressbar.OptionSetWriter(s.err), progressbar.OptionThrottle(redraw),
				progressbar.OptionClearOnFinish(), progressbar.OptionShowElapsedTimeOnFinish(),
				progressbar.OptionSetWidth(24), progressbar.OptionSetPredictTime(true))
		}
	case form == "text":
		p.logger = slog.New(slog.NewTextHandler(s.err, nil))
	default:
		p.logger = slog.New(slog.NewJSONHandler(s.err, nil))
	}
	return p, nil
}

// begin names the run in every log line to come.
func (p *progress) begin(id string) {
	if p.logger != nil {
		p.logger, p.named = p.logger.With(slog.String("run", id)), true
	}
}

// failed logs the end of a run that has a name already and gives the exit code. The
// program says the error on standard error in any case.
func (p *progress) failed(err error, code int) {
	if p.named {
		p.logger.Error(err.Error(), slog.Int("exit_code", code))
	}
}

// warn reports what went wrong without failing the run; nil says nothing.
func (p *progress) warn(err error) {
	switch {
	case err == nil:
	case p.logger != nil:
		p.logger.Warn(err.Error())
	default:
		fmt.Fprintln(p.err, "leitmotif: warning:", err)
	}
}

// observe takes notice of the state of a stage. While the corpus is read, the input
// itself tells the share that is done.
func (p *progress) observe(stage string, done, total int64) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if stage != p.stage {
		p.finish()
		p.stage, p.started = stage, time.Now()
		if p.newBar != nil {
			p.bar = p.newBar()
		}
	}
	if p.bar == nil {
		return
	}
	description := fmt.Sprintf("%-8s", stage)
	if stage == "read" {
		elapsed := time.Since(p.started).Seconds()
		description = fmt.Sprintf("%-8s %d articles, %.0f/s", stage, done, float64(done)/max(elapsed, 0.001))
		if p.read != nil {
			done, total = p.read()
		}
	}
	p.bar.Describe(description)
	if total > 0 {
		p.bar.ChangeMax64(total)
		_ = p.bar.Set64(min(done, total)) // a bar that cannot be drawn is no reason to stop
	}
}

// finish ends the stage under way.
func (p *progress) finish() {
	if p.stage == "" {
		return
	}
	took := time.Since(p.started).Seconds()
	p.seconds[p.stage] += took
	if p.bar != nil {
		_ = p.bar.Finish()
		p.bar = nil
	}
	if p.logger != nil {
		p.logger.Info("stage", slog.String("name", p.stage), slog.Float64("seconds", took))
	}
	p.stage = ""
}

// close ends the display.
func (p *progress) close() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.finish()
}
