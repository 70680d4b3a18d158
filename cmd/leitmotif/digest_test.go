package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"leitmotif/reports"
)

// The digest of real runs says what their pages say, and which run is the first.
func TestDigest(t *testing.T) {
	in, out, memory := t.TempDir(), t.TempDir(), t.TempDir()
	for day := 20; day < 23; day++ {
		at := time.Date(2026, 11, day, 6, 0, 0, 0, time.UTC)
		write(t, filepath.Join(in, "a.jsonl"), datedArticles(30+10*day, at.Add(-time.Hour)))
		if code, _, stderr := call(t, nil, "", "run", in, "--out", out, "--state", memory, "--now", at.Format(time.RFC3339), "-q"); code != exitPublished {
			t.Fatalf("exit code %d\n%s", code, stderr)
		}
	}
	names, err := reports.Runs(out)
	if err != nil || len(names) != 3 {
		t.Fatal(names, err)
	}
	digest := func(args ...string) string {
		t.Helper()
		code, stdout, stderr := call(t, nil, "", append([]string{"digest"}, args...)...)
		if code != exitPublished || strings.Count(stdout, "\n") > 25 {
			t.Errorf("%v: exit code %d\n%s%s", args, code, stdout, stderr)
		}
		return stdout
	}
	raw, err := os.ReadFile(filepath.Join(out, names[2], reports.ReportFile))
	if err != nil {
		t.Fatal(err)
	}
	last := digest(out)
	for line := range strings.Lines(last) {
		if item, ok := strings.CutPrefix(line, "- "); ok && strings.HasPrefix(item, "New") && !strings.Contains(string(raw), strings.TrimSpace(item)) {
			t.Errorf("the page does not say %q", item)
		}
	}
	if first := digest(filepath.Join(out, names[0]), "--language", "de"); !strings.Contains(first, "Der erste Lauf") {
		t.Errorf("the first run:\n%s", first)
	}
	if one := digest(out, "--since-run", names[1]); !strings.Contains(one, "One run since that of 21 November 2026, 06:00 UTC.") && !strings.Contains(one, "Ein Lauf seit dem vom 21. November 2026, 06:00 UTC.") {
		t.Errorf("%s", one)
	}
	var told struct {
		Run      string
		Previous time.Time `json:"previous_run"`
		Runs     int
		Compared bool
		Text     string
	}
	text := digest(out, "--since-run", filepath.Join(out, names[0]), "--format", "json", "--language", "en")
	if err := json.Unmarshal([]byte(text), &told); err != nil || told.Run != names[2] || told.Runs != 2 || !told.Compared || told.Previous.Day() != 21 ||
		!strings.Contains(told.Text, "2 runs since that of 20 November 2026, 06:00 UTC.") {
		t.Errorf("%v: %+v", err, told)
	}
	for _, wrong := range [][]string{{out, "--since-run", "run=20200101T000000Z"}, {out, "--format", "pdf"}, {out, "--language", "fr"}, {}, {filepath.Join(out, names[0]), "--since-run", names[1]}} {
		if code, _, stderr := call(t, nil, "", append([]string{"digest"}, wrong...)...); code != exitUsage {
			t.Errorf("%v: exit code %d\n%s", wrong, code, stderr)
		}
	}
	if code, stdout, _ := call(t, nil, "", "runs", out); code != exitPublished || strings.Count(stdout, "\nrun=") != 3 || !strings.Contains(stdout, names[2]+" *") {
		t.Errorf("exit code %d\n%s", code, stdout)
	}
}
