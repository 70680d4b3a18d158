package main

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
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
		if exitCode(t.Context(), err) != exitUsage {
			t.Errorf("%s: %v", dir, err)
		}
	}
}
