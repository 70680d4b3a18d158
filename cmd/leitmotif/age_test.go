package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"leitmotif/cmd/leitmotif/internal/inspection"
	"leitmotif/reports"
)

// endedBefore makes the manifest of a run say that it ended so long ago.
func endedBefore(t *testing.T, dir string, ago time.Duration) {
	t.Helper()
	manifest, err := reports.ReadManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	manifest.Clock.Finished = time.Now().Add(-ago)
	raw, err := json.Marshal(manifest)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, reports.ManifestFile), string(raw))
}

func TestMaxAge(t *testing.T) {
	out := t.TempDir()
	if code, _, stderr := call(t, nil, "", "inspect", "--max-age", "26h", out); code != exitFailed || !strings.Contains(stderr, "no finished run") {
		t.Errorf("no run: exit code %d\n%s", code, stderr)
	}
	// The time that --now gives a run says nothing about its age.
	if code, _, stderr := call(t, nil, oneArticle, "run", "-", "-q", "--out", out, "--now", "2020-01-01T00:00:00Z"); code != exitPublished {
		t.Fatal(stderr)
	}
	for _, test := range []struct {
		ago   time.Duration
		limit string
		code  int
		says  string
	}{
		{0, "1m", exitPublished, "run=20200101T000000Z ended"},
		{25 * time.Hour, "26h", exitPublished, "ended 25h0m0s ago"},
		{27 * time.Hour, "26h", exitFailed, "run=20200101T000000Z ended 27h0m0s ago, more than 26h"},
		{27 * time.Hour, "2d", exitPublished, "ended 27h0m0s ago"},
		{0, "soon", exitUsage, "max-age"},
		{0, "0h", exitUsage, "max-age"},
	} {
		endedBefore(t, runDirectory(out), test.ago)
		for _, dir := range []string{out, runDirectory(out)} {
			code, stdout, stderr := call(t, nil, "", "inspect", "--max-age", test.limit, dir)
			if code != test.code || !strings.Contains(stdout+stderr, test.says) {
				t.Errorf("%v ago, at most %s: exit code %d\n%s%s", test.ago, test.limit, code, stdout, stderr)
			}
		}
	}
	_, stdout, _ := call(t, nil, "", "inspect", "--max-age", "1h", "--json", out)
	var summary inspection.Inspection
	if err := json.Unmarshal([]byte(stdout), &summary); err != nil || summary.Run != "run=20200101T000000Z" {
		t.Errorf("%v: %s", err, stdout)
	}
	if err := os.Remove(filepath.Join(out, "latest")); err != nil {
		t.Fatal(err)
	}
	if code, _, _ := call(t, nil, "", "inspect", "--max-age", "26h", out); code != exitFailed {
		t.Errorf("no latest run: exit code %d", code)
	}
}
