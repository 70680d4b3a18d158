package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"leitmotif/cmd/leitmotif/internal/fault"
)

// Whoever misspells something is asked what was meant, and told of help only where it helps.
func TestDidYouMean(t *testing.T) {
	dir := t.TempDir()
	config := filepath.Join(dir, "leitmotif.yaml")
	write(t, config, "topcs: 5\nunheard-of: 1\n")
	for _, test := range []struct {
		env, args []string
		says, not string
	}{
		{args: []string{"runn"}, says: `unknown command "runn"; did you mean leitmotif run?`, not: "--help"},
		{args: []string{"insepct", dir}, says: "did you mean leitmotif inspect?", not: "--help"},
		{args: []string{"xyz"}, says: "Run 'leitmotif --help' for usage."},
		{args: []string{"help", "rnu"}, says: "did you mean leitmotif run?"},
		{args: []string{"completion", "tcsh"}, says: "Run 'leitmotif completion --help' for usage."},
		{args: []string{dir}, says: "to analyse what is there: leitmotif run " + dir, not: "--help"},
		{args: []string{"evaluate", "topic"}, says: "did you mean leitmotif evaluate topics?"},
		{args: []string{"run", "--topcs", "5"}, says: "unknown flag: --topcs; did you mean --topics?", not: "--help"},
		{args: []string{"run", "--max-terms", "many"}, says: "leitmotif: --max-terms: \"many\" is no such value\n", not: "--help"},
		{args: []string{"run", "--xyz"}, says: "Run 'leitmotif run --help' for usage."},
		{args: []string{"run", "--config", config}, says: `line 1: unknown setting "topcs"; did you mean topics?`, not: "--help"},
		{args: []string{"check", "--config", config, dir}, says: `line 1: unknown setting "topcs"; did you mean topics?`},
		{args: []string{"run", "--config", config}, says: `line 2: unknown setting "unheard-of"`},
		{env: []string{"LEITMOTIF_TOPCS=5", "LEITMOTIF_PORT=tcp://10.0.0.1:80"}, args: []string{"run", "-q", "--out", dir},
			says: "unknown setting LEITMOTIF_TOPCS; did you mean LEITMOTIF_TOPICS?", not: "PORT"},
		{args: []string{"run", filepath.Join(dir, "none.jsonl"), "-q", "--out", dir}, says: "none.jsonl", not: "--help"},
		{args: []string{"inspect"}, says: "Run 'leitmotif inspect --help' for usage."},
	} {
		code, _, stderr := call(t, test.env, "", test.args...)
		if code != exitUsage || !strings.Contains(stderr, test.says) || test.not != "" && strings.Contains(stderr, test.not) {
			t.Errorf("%v %v: exit code %d\n%s", test.env, test.args, code, stderr)
		}
	}
}

// All that is wrong in the settings is told at once, wherever it stands.
func TestAllFaultsAtOnce(t *testing.T) {
	dir := t.TempDir()
	config := filepath.Join(dir, "leitmotif.yaml")
	write(t, config, "keep: -1\nrefit: maybe\nmin-articles: many\ngate: {articles-mn: 5}\nmax-terms: 5\n")
	code, _, stderr := call(t, []string{"LEITMOTIF_WORKERS=-2", "LEITMOTIF_SINCE=yesterday"}, "",
		"run", dir, "--config", config, "--log", "loud", "--now", "noon", "--report-language", "fr", "--watchlist", filepath.Join(dir, "none.yaml"), "--until", "x")
	if code != exitUsage || !strings.HasPrefix(stderr, "leitmotif: 12 faults:\n") {
		t.Errorf("exit code %d\n%s", code, stderr)
	}
	for _, part := range []string{"setting min-articles: line 3: \"many\" is no such value", "keep must", "refit", "articles-mn", "max-terms", "workers", "since", "until", "log must", "now:", "report-language", "none.yaml"} {
		if n := strings.Count(stderr, "\n  "); !strings.Contains(stderr, part) || n != 12 {
			t.Errorf("no %q, or %d lines in\n%s", part, n, stderr)
		}
	}
}

// A log of JSON lines holds nothing else, the error once.
func TestErrorOnce(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.jsonl"), datedArticles(4, time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)))
	code, _, stderr := call(t, nil, "", "run", filepath.Join(dir, "a.jsonl"), "--out", filepath.Join(dir, "out"), "--gate", "articles-min=5", "--log", "json")
	if code != exitRefused || strings.Count(stderr, "refused to publish") != 1 {
		t.Errorf("exit code %d\n%s", code, stderr)
	}
	for line := range strings.Lines(stderr) {
		if !json.Valid([]byte(line)) {
			t.Errorf("%q is no JSON", line)
		}
	}
}

// Commands that read a run say what is missing.
func TestMissingRun(t *testing.T) {
	out := t.TempDir()
	dir := filepath.Join(out, "run=20261123T060000Z")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "manifest.json"), `{"schema_version": "1.8"}`)
	for _, command := range []string{"inspect", "report", "export", "digest"} {
		for arg, want := range map[string]string{
			filepath.Join(out, "none"): "there is no directory", out: "has no latest; name one of its 1 run", dir: "is not whole: articles.parquet is missing",
		} {
			args := []string{command, arg}
			if command == "export" {
				args = append(args, "--out", filepath.Join(out, "x.xlsx"))
			}
			if code, _, stderr := call(t, nil, "", args...); code != exitFailed || !strings.Contains(stderr, want) || strings.Contains(stderr, "open ") {
				t.Errorf("%s %s: exit code %d, want %q\n%s", command, arg, code, want, stderr)
			}
		}
	}
	if code, _, stderr := call(t, nil, "", "runs", filepath.Join(out, "none")); code != exitFailed || !strings.Contains(stderr, "there is no directory") {
		t.Errorf("runs: exit code %d\n%s", code, stderr)
	}
}

func TestVersionFlag(t *testing.T) {
	if code, stdout, _ := call(t, nil, "", "--version"); code != exitPublished || stdout != "leitmotif "+version+"\n" {
		t.Errorf("exit code %d: %q", code, stdout)
	}
}

// The help of run begins with what is used most, and shows every flag once.
func TestFlagGroups(t *testing.T) {
	_, text, _ := call(t, nil, "", "run", "--help")
	most, rest, ok := strings.Cut(text, "\nInput:\n")
	if _, most, _ = strings.Cut(most, "Most used:\n"); !ok || strings.Count(most, " --") != 12 {
		t.Errorf("most used are\n%s", most)
	}
	for _, f := range fault.FlagNames(runCommand(streams{}).Flags()) {
		if n := strings.Count(most, " --"+f+" ") + strings.Count(rest, " --"+f+" "); n < 1 {
			t.Errorf("--%s is not in the help", f)
		}
	}
	if other := "\nOther flags:\n  -h, --help "; !strings.Contains(rest, other) {
		t.Errorf("flags besides --help are in no group:\n%s", rest)
	}
}
