package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/gofrs/flock"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"

	"leitmotif/reports"
)

// readMetrics parses a metrics file as Prometheus does: values by name, and by
// name{value of the label}.
func readMetrics(t *testing.T, path string) map[string]float64 {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(file)
	if err != nil {
		t.Fatal(err)
	}
	values := make(map[string]float64)
	for name, family := range families {
		for _, m := range family.Metric {
			key := strings.TrimPrefix(name, "leitmotif_")
			for _, label := range m.Label {
				key += "{" + label.GetValue() + "}"
			}
			values[key] = m.GetGauge().GetValue()
		}
	}
	return values
}

func TestMetrics(t *testing.T) {
	dir := t.TempDir()
	out, file := filepath.Join(dir, "out"), filepath.Join(dir, "leitmotif.prom")
	before := seconds(time.Now())
	code, _, stderr := call(t, nil, threeArticles, "run", "-", "-q", "--out", out, "--metrics-file", file)
	if code != exitRejects {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	got := readMetrics(t, file)
	for name, want := range map[string]float64{
		"exit_code": exitRejects, "records": 4, "articles": 3, "rejected": 1, "rejects{malformed}": 1, "duplicates": 0, "topics": 0,
		"left_out{outside}": 0, "left_out{undated}": 0, "language_ratio{de}": 2. / 3, "language_ratio{en}": 1. / 3, "build_info{devel}": 1,
	} {
		if v, ok := got[name]; !ok || v != want {
			t.Errorf("%s is %v (there: %v), want %v", name, v, ok, want)
		}
	}
	if _, ok := got["coherence_npmi"]; ok {
		t.Error("no topics have a coherence")
	}
	for _, stage := range []string{"read", "texts", "publish"} {
		if v := got["stage_duration_seconds{"+stage+"}"]; !(v > 0 && v <= got["duration_seconds"]) {
			t.Errorf("stage %s took %v s of %v", stage, v, got["duration_seconds"])
		}
	}
	if success, last := got["last_success_timestamp_seconds"], got["last_run_timestamp_seconds"]; success < before || last < success {
		t.Errorf("begun at %f, published at %f, ended at %f", before, success, last)
	}
	if runtime.GOOS == "linux" && got["peak_memory_bytes"] < 1<<20 {
		t.Errorf("%v bytes of memory", got["peak_memory_bytes"])
	}
}

// A run that publishes nothing says so, and keeps the time of the last that did.
func TestMetricsOfFailures(t *testing.T) {
	dir := t.TempDir()
	out, file := filepath.Join(dir, "out"), filepath.Join(dir, "leitmotif.prom")
	metrics := func(want int, stdin string, args ...string) map[string]float64 {
		t.Helper()
		code, _, stderr := call(t, nil, stdin, append([]string{"run", "-q", "--out", out, "--metrics-file", file, "--max-reject-share", "1"}, args...)...)
		if code != want {
			t.Errorf("%v: exit code %d, want %d\n%s", args, code, want, stderr)
		}
		got := readMetrics(t, file)
		if got["exit_code"] != float64(want) {
			t.Errorf("%v: the metrics say %v", args, got["exit_code"])
		}
		return got
	}
	const success, articles = "last_success_timestamp_seconds", "articles"
	if _, ok := metrics(exitFailed, "", "-")[success]; ok {
		t.Error("a success before the first")
	}
	first := metrics(exitPublished, threeArticles, "-")
	failed := metrics(exitFailed, "", "-")
	refused := metrics(exitRefused, threeArticles, "-", "--gate", "articles-min=9")
	wrong := metrics(exitUsage, "", filepath.Join(dir, "missing"))
	lock := flock.New(filepath.Join(out, ".lock"))
	if ok, err := lock.TryLock(); err != nil || !ok {
		t.Fatal(ok, err)
	}
	defer lock.Close()
	locked := metrics(exitLocked, threeArticles, "-")
	for name, got := range map[string]map[string]float64{"failed": failed, "refused": refused, "wrong": wrong, "locked": locked} {
		if got[success] != first[success] || got["last_run_timestamp_seconds"] < first["last_run_timestamp_seconds"] {
			t.Errorf("%s: last success at %f, was %f", name, got[success], first[success])
		}
		if _, ok := got[articles]; ok != (name == "refused") {
			t.Errorf("%s: articles are stated: %v", name, ok)
		}
	}
}

func TestMetricsFileCannotBeWritten(t *testing.T) {
	dir := t.TempDir()
	if code, _, stderr := call(t, nil, oneArticle, "run", "-", "-q", "--out", dir, "--metrics-file", filepath.Join(dir, "missing", "m.prom")); code != exitUsage || !strings.Contains(stderr, "metrics-file") {
		t.Errorf("no directory: exit code %d\n%s", code, stderr)
	}
	// The name of a directory cannot become a file: a warning, and the run is published.
	if code, _, stderr := call(t, nil, oneArticle, "run", "-", "-q", "--out", dir, "--metrics-file", t.TempDir()); code != exitPublished || !strings.Contains(stderr, "warning: write metrics") {
		t.Errorf("a directory: exit code %d\n%s", code, stderr)
	}
	if _, err := reports.ReadManifest(runDirectory(dir)); err != nil {
		t.Error(err)
	}
}
