package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"leitmotif/reports"
)

// asProgram makes the test binary the program itself, so that tests can kill it.
const asProgram = "LEITMOTIF_TEST_AS_PROGRAM"

// process prepares the program as a process of its own that reads stdin.
func process(t *testing.T, stdin string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self, args...)
	c.Env = append(os.Environ(), asProgram+"=1")
	c.Stdin = strings.NewReader(stdin)
	c.Stderr = new(bytes.Buffer)
	return c
}

// incomplete says what is wrong with a published run: a file that is missing, superfluous
// or not as the manifest states it.
func incomplete(dir string) error {
	manifest, err := reports.ReadManifest(dir)
	if err != nil {
		return err
	}
	files := []reports.File{manifest.Report}
	for _, table := range manifest.Tables {
		files = append(files, table.File)
	}
	want := []string{reports.ManifestFile}
	for _, f := range files {
		raw, err := os.ReadFile(filepath.Join(dir, f.Name))
		if err != nil {
			return err
		}
		if sum := sha256.Sum256(raw); int64(len(raw)) != f.Bytes || hex.EncodeToString(sum[:]) != f.SHA256 {
			return fmt.Errorf("%s is not what the manifest says", f.Name)
		}
		want = append(want, f.Name)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	if len(entries) != len(want) || len(want) < 8 {
		return fmt.Errorf("%s holds %d files, its manifest names %d", dir, len(entries), len(want))
	}
	return nil
}

// newest gives the directory that latest leads to, once it is known to be complete.
func newest(out string) (string, error) {
	dir, err := filepath.EvalSymlinks(filepath.Join(out, reports.LatestLink))
	if err != nil {
		return "", err
	}
	return dir, incomplete(dir)
}

// halfDone says what in an output directory is neither whole nor hidden.
func halfDone(out string) error {
	entries, err := os.ReadDir(out)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), "run=") {
			if err := incomplete(filepath.Join(out, e.Name())); err != nil {
				return fmt.Errorf("%s: %w", e.Name(), err)
			}
		}
	}
	_, err = newest(out)
	return err
}

// kills is the number of times that a run is killed: $LEITMOTIF_KILLS, else a few.
func kills(t *testing.T) int {
	t.Helper()
	if text := os.Getenv("LEITMOTIF_KILLS"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			t.Fatalf("LEITMOTIF_KILLS: %v", err)
		}
		return n
	}
	if testing.Short() {
		return 5
	}
	return 20
}

// killing is a run that is killed at a chosen moment.
type killing struct {
	process *exec.Cmd
	// begun tells whether the moment has come from which delay counts; nil means the start
	// of the process.
	begun func() bool
	delay time.Duration
}

// do starts the run, kills it and tells whether it was still running.
func (k killing) do(t *testing.T) (killed bool) {
	t.Helper()
	if err := k.process.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- k.process.Wait() }()
	for k.begun != nil && !k.begun() {
		select {
		case err := <-ended:
			return err != nil
		default:
		}
	}
	select {
	case err := <-ended:
		return err != nil
	case <-time.After(k.delay):
	}
	if err := k.process.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Fatal(err)
	}
	return <-ended != nil
}

// timed lets a run come to its end, and tells how long it took in all and from its first
// file on.
func timed(t *testing.T, c *exec.Cmd, out string) (whole, publish time.Duration) {
	t.Helper()
	started := time.Now()
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	first := started
	for {
		select {
		case err := <-ended:
			if err != nil {
				t.Fatalf("%v\n%s", err, c.Stderr)
			}
			return time.Since(started), time.Since(first)
		case <-time.After(200 * time.Microsecond):
			if first == started && writing(out) {
				first = time.Now()
			}
		}
	}
}

// writing tells whether a run has begun to write its files.
func writing(out string) bool {
	stages, err := filepath.Glob(filepath.Join(out, ".run=*.tmp"))
	return err == nil && len(stages) > 0
}

// However a run is killed, the published ones are whole and latest leads to one of them;
// the next run succeeds and clears away. A third of the moments is drawn from the whole
// duration of a run, a third from the time in which it writes and publishes, and a third
// from the moments after publication, in which it removes an old run.
func TestKill(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	args := []string{"run", "-", "-q", "--out", out, "--keep", "2"}
	input := oneArticleEach(30)
	whole, publish := time.Hour, time.Hour // the shortest of three: the first run finds cold caches
	for range 3 {
		w, p := timed(t, process(t, input, args...), out)
		whole, publish = min(whole, w), min(publish, p)
	}
	random := rand.New(rand.NewPCG(20261123, 9))
	killed, n := 0, kills(t)
	for i := range n {
		k := killing{process: process(t, input, args...)}
		longest, phase := whole, "the start"
		switch i % 3 {
		case 1:
			longest, phase = publish, "the first file"
			k.begun = func() bool { return writing(out) }
		case 2:
			longest, phase = min(publish, 2*time.Millisecond), "publication"
			former, err := newest(out)
			if err != nil {
				t.Fatal(err)
			}
			k.begun = func() bool {
				now, err := filepath.EvalSymlinks(filepath.Join(out, reports.LatestLink))
				return err == nil && now != former
			}
		}
		k.delay = time.Duration(random.Int64N(int64(longest)))
		if k.do(t) {
			killed++
		}
		moment := fmt.Sprintf("killed %v after %s", k.delay, phase)
		if err := halfDone(out); err != nil {
			t.Fatalf("%s: %v", moment, err)
		}
		before, err := newest(out)
		if err != nil {
			t.Fatalf("%s: %v", moment, err)
		}
		c := process(t, input, args...)
		if err := c.Run(); err != nil {
			t.Fatalf("%s: the next run fails: %v\n%s", moment, err, c.Stderr)
		}
		if after, err := newest(out); err != nil || after == before {
			t.Fatalf("%s: after the next run latest leads to %s, before to %s: %v", moment, after, before, err)
		}
		if left := entries(t, out); len(left) != 3 || left[0] != reports.LatestLink {
			t.Fatalf("%s: the next run leaves %v", moment, left)
		}
	}
	t.Logf("%d of %d runs were killed before their end; a run takes %v, writing and publishing %v of it", killed, n, whole, publish)
	if killed < n/3 {
		t.Errorf("only %d of %d runs were killed", killed, n)
	}
}

// Whoever reads latest while runs are published finds a whole run each time.
func TestReadersSeeWholeRuns(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	if code, _, stderr := call(t, nil, oneArticle, "run", "-", "-q", "--out", out); code != exitPublished {
		t.Fatal(stderr)
	}
	stop := make(chan struct{})
	var readers sync.WaitGroup
	readings := make([]int, 2)
	for r := range readings {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				if _, err := newest(out); err != nil {
					t.Errorf("reading %d: %v", readings[r], err)
					return
				}
				readings[r]++
			}
		})
	}
	for range 6 {
		if code, _, stderr := call(t, nil, oneArticle, "run", "-", "-q", "--out", out); code != exitPublished {
			t.Error(stderr)
		}
	}
	close(stop)
	readers.Wait()
	t.Logf("latest was read %v times", readings)
	if slices.Min(readings) < 6 {
		t.Errorf("only %v readings", readings)
	}
}

// Of two runs at once the second gives up at once and harms nothing.
func TestTwoRunsAtOnce(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	first := process(t, "", "run", "-", "-q", "--out", out)
	first.Stdin = nil
	input, err := first.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := first.Start(); err != nil {
		t.Fatal(err)
	}
	for { // the first run holds the lock once its file is there
		if _, err := os.Stat(filepath.Join(out, ".lock")); err == nil {
			break
		} else if !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		time.Sleep(time.Millisecond)
	}
	time.Sleep(50 * time.Millisecond) // between the making of the file and the lock
	second := process(t, oneArticle, "run", "-", "-q", "--out", out)
	if err := second.Run(); second.ProcessState.ExitCode() != exitLocked {
		t.Errorf("the second run: %v\n%s", err, second.Stderr)
	}
	if _, err := input.Write([]byte(oneArticle)); err != nil {
		t.Fatal(err)
	}
	if err := input.Close(); err != nil {
		t.Fatal(err)
	}
	if err := first.Wait(); err != nil {
		t.Errorf("the first run: %v\n%s", err, first.Stderr)
	}
	if err := halfDone(out); err != nil {
		t.Error(err)
	}
}
