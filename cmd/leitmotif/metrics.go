package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"leitmotif/analysis"
	"leitmotif/analysis/gate"
	"leitmotif/cmd/leitmotif/internal/fault"
	"leitmotif/cmd/leitmotif/internal/memory"
	"leitmotif/reports"
)

// outcome is what there is to tell about a run, however it ends.
type outcome struct {
	show   *progress        // nil where the run did not come so far
	result *analysis.Result // nil where there is none
}

// checkMetricsFile fails where the file could never be written. "" means no file.
func checkMetricsFile(path string) error {
	if path == "" {
		return nil
	}
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		return fmt.Errorf("metrics-file: %s is no directory", filepath.Dir(path))
	}
	return nil
}

// watched runs do and says how it went, also where it failed: in the log and, where one is
// asked for, in the metrics file. That the file cannot be written is a warning, not a
// failure of the run.
func watched(ctx context.Context, s streams, set *runSettings, do func(seen *outcome) error) error {
	started := time.Now()
	var seen outcome
	err := do(&seen)
	if code := exitCode(ctx, err); err != nil && seen.show != nil && seen.show.failed(told(err, code), code) {
		err = &fault.Logged{Err: err}
	}
	if set.schedule.metricsFile == "" {
		return err
	}
	m := newMetrics()
	m.exit(exitCode(ctx, err), started, time.Now())
	m.lastSuccess(set.out)
	m.memory()
	if seen.show != nil {
		m.stages(seen.show.seconds)
	}
	if seen.result != nil {
		m.findings(seen.result)
	}
	if failed := m.write(set.schedule.metricsFile); failed != nil {
		fmt.Fprintln(s.err, "leitmotif: warning:", failed)
	}
	return err
}

// metrics are the figures of a run for Prometheus. All of them are gauges: each run is a
// process of its own, which states how things are once it has ended. What a run does not
// know is left out, never 0.
type metrics struct {
	registry *prometheus.Registry
	gauges   map[string]*prometheus.GaugeVec // by name
}

func newMetrics() metrics {
	return metrics{prometheus.NewRegistry(), make(map[string]*prometheus.GaugeVec)}
}

// set gives a gauge its value, or one of its values: label is nothing, or the name and the
// value of a label.
func (m metrics) set(name, help string, value float64, label ...string) {
	gauge := m.gauges[name]
	if gauge == nil {
		gauge = prometheus.NewGaugeVec(prometheus.GaugeOpts{Namespace: "leitmotif", Name: name, Help: help}, label[:len(label)/2])
		m.registry.MustRegister(gauge)
		m.gauges[name] = gauge
	}
	gauge.WithLabelValues(label[len(label)/2:]...).Set(value)
}

func (m metrics) exit(code int, started, ended time.Time) {
	m.set("build_info", "Version of the program that made the last run.", 1, "version", version)
	m.set("exit_code", "Exit code of the last run: 0 published, 3 published with many rejects, anything else not published.", float64(code))
	m.set("last_run_timestamp_seconds", "When the last run ended, published or not.", seconds(ended))
	m.set("duration_seconds", "How long the last run took.", ended.Sub(started).Seconds())
}

// lastSuccess states when the run ended that latest points at.
func (m metrics) lastSuccess(out string) {
	manifest, err := reports.ReadManifest(filepath.Join(out, reports.LatestLink))
	if err != nil {
		return // there is none yet
	}
	m.set("last_success_timestamp_seconds", "When the newest published run ended.", seconds(manifest.Clock.Finished))
}

func seconds(t time.Time) float64 { return float64(t.UnixMilli()) / 1000 }

// memory states the peak of resident memory.
func (m metrics) memory() {
	if peak := memory.Peak(); peak > 0 {
		m.set("peak_memory_bytes", "Largest resident memory of the last run.", float64(peak))
	}
}

func (m metrics) stages(took map[string]float64) {
	for _, stage := range sortedKeys(took) {
		m.set("stage_duration_seconds", "How long a stage of the last run took.", took[stage], "stage", stage)
	}
}

// findings states what the run found, whether it was published or refused by a gate.
func (m metrics) findings(result *analysis.Result) {
	n := result.Counts
	m.set("records", "Records read by the last run.", float64(n.Records))
	m.set("articles", "Articles of the last run.", float64(n.Articles))
	m.set("duplicates", "Articles of the last run that are copies of another.", float64(n.Duplicates))
	m.set("topics", "Topics of the last run.", float64(len(result.Topics)))
	const leftOut = "Articles that the last run left out, by reason."
	m.set("left_out", leftOut, float64(n.Outside), "reason", "outside")
	m.set("left_out", leftOut, float64(n.OutsideUndated), "reason", "undated")
	m.set("rejected", "Records of the last run that could not be used.", float64(n.Rejected))
	reasons := make(map[string]int)
	for _, r := range result.Rejects {
		reasons[string(r.Reason)]++
	}
	for _, reason := range sortedKeys(reasons) {
		m.set("rejects", "Records of the last run that could not be used, by reason.", float64(reasons[reason]), "reason", reason)
	}
	measures := gate.Measure(result)
	m.set("boilerplate_ratio", "Mean share of the characters that cleaning removed.", measures.Boilerplate)
	if c := measures.Coherence; c != nil {
		m.set("coherence_npmi", "Mean coherence of the topics, -1 to 1.", *c)
	}
	if u := measures.UnknownWords; u != nil {
		m.set("unknown_words_ratio", "Share of the words that the tone models do not know.", *u)
	}
	for _, code := range sortedKeys(measures.Languages) {
		m.set("language_ratio", "Share of the articles by language.", measures.Languages[code], "language", code)
	}
}

// write makes the file appear in one rename, as the textfile collector needs it.
func (m metrics) write(path string) error {
	if err := prometheus.WriteToTextfile(path, m.registry); err != nil {
		return fmt.Errorf("write metrics to %s: %w", path, err)
	}
	return nil
}
