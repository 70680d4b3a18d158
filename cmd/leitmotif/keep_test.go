package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"leitmotif/reports"
)

const oneArticle = `{"id": "a", "text": "The port of Norderhafen was closed on Monday."}` + "\n"

// entries are the names in a directory.
func entries(t *testing.T, dir string) []string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range list {
		names = append(names, e.Name())
	}
	return names
}

func TestKeep(t *testing.T) {
	out := t.TempDir()
	if err := os.Mkdir(filepath.Join(out, "notes"), 0o755); err != nil {
		t.Fatal(err)
	}
	for day := 1; day <= 4; day++ {
		code, _, stderr := call(t, nil, oneArticle, "run", "-", "--out", out, "--log", "json", "--keep", "2", "--now", fmt.Sprintf("2026-11-%02dT06:00:00Z", day))
		if code != exitPublished {
			t.Fatalf("exit code %d\n%s", code, stderr)
		}
		if removed := strings.Contains(stderr, `"runs":["run=`); removed != (day > 2) {
			t.Errorf("day %d: removed a run: %v\n%s", day, removed, stderr)
		}
	}
	want := []string{"latest", "notes", "run=20261103T060000Z", "run=20261104T060000Z"}
	if got := entries(t, out); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if code, _, _ := call(t, nil, oneArticle, "run", "-", "--out", out, "--keep", "-1"); code != exitUsage {
		t.Errorf("keeping less than nothing: exit code %d", code)
	}
}

// Every log line names the run, as the manifest does.
func TestRunIDInEveryLogLine(t *testing.T) {
	out := t.TempDir()
	const now, first = "2026-11-23T06:00:00Z", "run=20261123T060000Z"
	for _, id := range []string{first, first + "-2"} {
		code, _, stderr := call(t, nil, oneArticle, "run", "-", "--out", out, "--log", "json", "--now", now)
		if code != exitPublished {
			t.Fatalf("exit code %d\n%s", code, stderr)
		}
		for line := range strings.Lines(stderr) {
			var entry struct{ Run string }
			if err := json.Unmarshal([]byte(line), &entry); err != nil || entry.Run != id {
				t.Errorf("%v: a line without the run %s: %s", err, id, line)
			}
		}
		_, _, stderr = call(t, nil, "", "run", "-", "--out", out, "--log", "json", "--now", now)
		var entry struct {
			Run, Level string
			Code       int `json:"exit_code"`
		}
		lines := strings.Split(strings.TrimSpace(stderr), "\n")
		if err := json.Unmarshal([]byte(lines[len(lines)-1]), &entry); err != nil || entry.Code != exitFailed || entry.Level != "ERROR" || !strings.HasPrefix(entry.Run, first) {
			t.Errorf("%v: the log of a failed run ends with %+v", err, entry)
		}
		manifest, err := reports.ReadManifest(runDirectory(out))
		if err != nil || manifest.Clock.Run != id {
			t.Errorf("the manifest names the run %q, %v; want %q", manifest.Clock.Run, err, id)
		}
	}
}
