package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// mounted gives a directory on a file system in memory, with the options of mount(8), and
// skips the test where mounting is not permitted.
func mounted(t *testing.T, flags uintptr, options string) string {
	t.Helper()
	dir := t.TempDir()
	err := syscall.Mount("tmpfs", dir, "tmpfs", flags, options)
	if errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.EACCES) {
		t.Skipf("mounting is not permitted here: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// On a disk that becomes full, at whichever file, a run ends with exit code 1, publishes
// nothing and gives the space back; the former run stays.
func TestFullDisk(t *testing.T) {
	full := 0
	for _, options := range []string{"size=16k", "size=32k", "size=64k", "size=96k", "size=128k", "nr_inodes=4", "nr_inodes=8", "nr_inodes=12"} {
		out := filepath.Join(mounted(t, 0, options), "out")
		code, _, stderr := call(t, nil, oneArticleEach(30), "run", "-", "-q", "--out", out)
		if code == exitPublished {
			before := entries(t, out) // there was room for one run; the next ones fill the disk
			for code == exitPublished {
				before = entries(t, out)
				code, _, stderr = call(t, nil, oneArticleEach(30), "run", "-", "-q", "--out", out)
			}
			if after := entries(t, out); !slices.Equal(after, before) {
				t.Errorf("%s: the failed run leaves %v, was %v", options, after, before)
			}
			if err := halfDone(out); err != nil {
				t.Errorf("%s: %v", options, err)
			}
		} else {
			full++
			nothingIn(t, out)
		}
		if code != exitFailed || !strings.Contains(stderr, "no space left on device") {
			t.Errorf("%s: exit code %d\n%s", options, code, stderr)
		}
	}
	if full < 3 {
		t.Errorf("the first run found the disk full in %d cases alone", full)
	}
}

// Where the disk becomes full of what does not stay in memory, be it texts or term counts, the
// run ends as on any full disk.
func TestFullOfTemporaryFiles(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var articles strings.Builder
	for range 2000 { // 15 MB, of which 10 stay
		articles.WriteString(`{"language": "en", "text": "`)
		for range 1250 {
			fmt.Fprintf(&articles, "w%d ", r.IntN(1<<13))
		}
		articles.WriteString("\"}\n")
	}
	for size, what := range map[string]string{"128k": "texts", "2m": "term counts"} {
		out := filepath.Join(mounted(t, 0, "size="+size), "out")
		code, _, stderr := call(t, nil, articles.String(), "run", "-", "-q", "--out", out, "--memory", "320MiB", "--workers", "1")
		if want := "temporary file of " + what + " in " + out + ": no space left on device"; code != exitFailed || !strings.Contains(stderr, want) {
			t.Errorf("%s: exit code %d\n%s", size, code, stderr)
		}
		nothingIn(t, out)
	}
}

// Old runs that --keep removes make room for the next.
func TestKeepOnASmallDisk(t *testing.T) {
	out := filepath.Join(mounted(t, 0, "size=600k"), "out")
	for n := range 12 {
		code, _, stderr := call(t, nil, oneArticleEach(30), "run", "-", "-q", "--out", out, "--keep", "1", "--now", fmt.Sprintf("2026-11-%02dT06:00:00Z", n+1))
		if code != exitPublished {
			t.Fatalf("run %d: exit code %d\n%s", n+1, code, stderr)
		}
	}
}

func TestReadOnlyDisk(t *testing.T) {
	dir := mounted(t, syscall.MS_RDONLY, "")
	for _, out := range []string{dir, filepath.Join(dir, "out")} {
		if code, _, stderr := call(t, nil, oneArticle, "run", "-", "-q", "--out", out); code != exitFailed || !strings.Contains(stderr, "read-only file system") {
			t.Errorf("%s: exit code %d\n%s", out, code, stderr)
		}
	}
	file := filepath.Join(dir, "leitmotif.prom")
	if code, _, stderr := call(t, nil, oneArticle, "run", "-", "-q", "--out", t.TempDir(), "--metrics-file", file); code != exitPublished || !strings.Contains(stderr, "warning: write metrics") {
		t.Errorf("metrics on a read-only disk: exit code %d\n%s", code, stderr)
	}
}
