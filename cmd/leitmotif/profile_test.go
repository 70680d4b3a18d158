package main

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"leitmotif/reports"
)

// A profiled run leaves both profiles and ends as it would have.
func TestProfile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "profiles")
	fault := errors.New("fault")
	for _, want := range []error{nil, fault} {
		if err := profiled(dir, func() error { return want }); !errors.Is(err, want) {
			t.Errorf("%v became %v", want, err)
		}
		for _, name := range []string{cpuProfile, heapProfile} {
			if raw, err := os.ReadFile(filepath.Join(dir, name)); err != nil || len(raw) < 2 || raw[0] != 0x1f || raw[1] != 0x8b {
				t.Errorf("%s: %d bytes, %v; profiles are gzip", name, len(raw), err)
			}
		}
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{file, filepath.Join(file, "below")} {
		err := profiled(dir, func() error { t.Errorf("%s: the work was done", dir); return nil })
		if exitCode(t.Context(), err) != exitFailed {
			t.Errorf("%s: %v", dir, err)
		}
	}
}

// Profiles of an earlier run are no articles, and a demonstration can be profiled.
func TestProfilesAreNotRead(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.txt"), "A title\n\nand the text of an article.")
	args := []string{"run", dir, "--out", filepath.Join(t.TempDir(), "out"), "--profile", filepath.Join(dir, "profile")}
	if code, _, stderr := call(t, nil, "", args...); code != exitPublished {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	code, stdout, stderr := call(t, nil, "", args[:4]...)
	if code != exitPublished || !strings.Contains(stdout, "1 article, 0 copies among them, 0 records rejected") || !strings.Contains(stdout, "left out: 2 files") {
		t.Errorf("exit code %d\n%s%s", code, stdout, stderr)
	}
	for _, name := range []string{cpuProfile, heapProfile} {
		if out, err := exec.Command("go", "tool", "pprof", "-raw", filepath.Join(dir, "profile", name)).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
	out := filepath.Join(t.TempDir(), "out")
	if code, _, stderr := call(t, nil, "", "run", "-q", "--out", out, "--profile", filepath.Join(out, "profile")); code != exitPublished {
		t.Errorf("demonstration: exit code %d\n%s", code, stderr)
	}
}

// What a run that was killed has left in the moment in which its temporary file had a name
// goes with the next run.
func TestScratchIsSwept(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	if err := os.Mkdir(out, 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.CreateTemp(out, filepath.Base(reports.Scratch(out)))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if code, _, stderr := call(t, nil, oneArticle, "run", "-", "-q", "--out", out); code != exitPublished {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	if _, err := os.Stat(f.Name()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%s is left: %v", f.Name(), err)
	}
}
