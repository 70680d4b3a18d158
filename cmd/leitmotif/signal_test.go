//go:build unix

package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// longestEnd is how long a run may take to end after a signal. Users are promised two
// seconds; the rest is for machines that do other work meanwhile. It guards the promise and
// measures nothing: ends take milliseconds, or patience at most.
const longestEnd = 4 * time.Second

// interrupt sends a signal to a process some time after its start, and tells whether it was
// still running. It fails where the process does not end in time, or not with the exit code
// that says so.
func interrupt(t *testing.T, c *exec.Cmd, after time.Duration, with os.Signal) (ended bool) {
	t.Helper()
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	exited := make(chan error, 1)
	go func() { exited <- c.Wait() }()
	select {
	case <-exited:
	case <-time.After(after):
		if err := c.Process.Signal(with); err != nil && !errors.Is(err, os.ErrProcessDone) {
			t.Fatal(err)
		}
		select {
		case <-exited:
		case <-time.After(longestEnd):
			_ = c.Process.Kill()
			t.Fatalf("%v after %v: still running %v later", with, after, longestEnd)
		}
	}
	if c.ProcessState.Sys().(syscall.WaitStatus).Signaled() && after < 100*time.Millisecond {
		return true // before the program could take care of signals there was nothing to clear away
	}
	switch code := c.ProcessState.ExitCode(); code {
	case exitPublished:
		return false
	case exitInterrupted:
		return true
	default:
		t.Fatalf("%v after %v: exit code %d\n%s", with, after, code, c.Stderr)
	}
	return false
}

// whenever sends signals to runs at random moments, some with a state: whoever is stopped
// has published nothing and left nothing.
func whenever(t *testing.T, times int, whole time.Duration, input ...string) {
	t.Helper()
	random := rand.New(rand.NewPCG(20261128, 2))
	stopped := 0
	with := endings() // without SIGHUP where the tests themselves run under nohup
	for i := range times {
		root := t.TempDir()
		args := append([]string{"run", "-q", "--out", filepath.Join(root, "out")}, input...)
		if i%2 == 1 && len(input) > 0 {
			args = append(args, "--state", filepath.Join(root, "state"))
		}
		after := time.Duration(random.Int64N(int64(whole)))
		with, started := with[i%len(with)], time.Now()
		ended := interrupt(t, process(t, "", args...), after, with)
		t.Logf("%v after %v: stopped %v, %v after its start", with, after, ended, time.Since(started))
		if ended {
			stopped++
			nothingIn(t, filepath.Join(root, "out"))
			left := slices.DeleteFunc(entriesIn(t, filepath.Join(root, "state")), func(name string) bool { return name == ".lock" })
			if len(left) > 0 {
				t.Errorf("the state holds %v", left)
			}
		}
	}
	t.Logf("%d of %d runs were stopped before their end; a run takes %v", stopped, times, whole)
	if stopped < times/3 {
		t.Errorf("only %d of %d runs were stopped", stopped, times)
	}
}

// entriesIn names what a directory holds that may not be there.
func entriesIn(t *testing.T, dir string) []string {
	t.Helper()
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return entries(t, dir)
}

// lasting is how long a run takes: the shorter of two, as the first finds cold caches.
func lasting(t *testing.T, input ...string) time.Duration {
	t.Helper()
	shortest := time.Hour
	for range 2 {
		c := process(t, "", append([]string{"run", "-q", "--out", t.TempDir()}, input...)...)
		started := time.Now()
		if err := c.Run(); err != nil {
			t.Fatalf("%v\n%s", err, c.Stderr)
		}
		shortest = min(shortest, time.Since(started))
	}
	return shortest
}

// A signal ends a run at any moment, with nothing published and nothing left.
func TestSignalAtAnyMoment(t *testing.T) {
	whenever(t, 8, lasting(t))
}

// stoppingLog ends a run once a text comes by.
type stoppingLog struct {
	bytes.Buffer
	text string
	end  context.CancelFunc
}

func (l *stoppingLog) Write(p []byte) (int, error) {
	if bytes.Contains(p, []byte(l.text)) {
		l.end()
	}
	return l.Buffer.Write(p)
}

// readerFunc is a reader that is a function.
type readerFunc func(p []byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// A run that is stopped as a stage begins, whichever, has published nothing and left nothing,
// also where a state is kept.
func TestStoppedInEachStage(t *testing.T) {
	// The log tells of a stage once it has ended; nothing tells that the first one has begun.
	for stage, text := range map[string]string{"read": "", "texts": "name=read", "spaces": "name=texts", "publish": "name=spaces"} {
		root := t.TempDir()
		out, state := filepath.Join(root, "out"), filepath.Join(root, "state")
		ctx, end := context.WithCancel(t.Context())
		log := &stoppingLog{text: text, end: end}
		input := strings.NewReader(oneArticleEach(60))
		in := readerFunc(func(p []byte) (int, error) {
			if stage == "read" {
				end()
			}
			return input.Read(p)
		})
		code := run(ctx, []string{"run", "-", "--log", "text", "--out", out, "--state", state}, nil, in, io.Discard, log)
		end()
		if code != exitInterrupted {
			t.Errorf("%s: exit code %d\n%s", stage, code, log.String())
		}
		nothingIn(t, out)
		if left := slices.DeleteFunc(entriesIn(t, state), func(name string) bool { return name == ".lock" }); len(left) > 0 {
			t.Errorf("%s: the state holds %v", stage, left)
		}
	}
}

// The same over a corpus that takes long; make crash does it.
func TestSignalOverNewsgroups(t *testing.T) {
	if os.Getenv("LEITMOTIF_KILLS") == "" {
		t.Skip("LEITMOTIF_KILLS is not set: signals over 20newsgroups are for make crash")
	}
	input := toneCorpus(t, "20newsgroups.jsonl.gz")
	whenever(t, 50, lasting(t, input), input)
}

// A run that waits for its input ends as well: on a pipe that nobody writes to, and on a
// model in a pipe that nobody has opened for writing.
func TestSignalWhileWaiting(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"run", "-", "-q", "--out", out},
		{"run", "../../seeds/demo", "-q", "--out", out, "--tone-model", "nl=" + pipe},
	} {
		c := process(t, "", args...)
		reader, writer, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		c.Stdin = reader
		if !interrupt(t, c, 300*time.Millisecond, syscall.SIGTERM) {
			t.Errorf("%v did not wait", args)
		}
		reader.Close()
		writer.Close()
		nothingIn(t, out)
	}
}

// A pipe under a name is refused, and the error says what to do; one in a directory is a
// reject. Neither is opened, which would wait for ever.
func TestPipesAreRefused(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.txt"), "A title\n\nand the text of an article.")
	pipe := filepath.Join(dir, "pipe.txt")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		code, _, stderr := call(t, nil, "", "run", pipe, "-q", "--out", filepath.Join(t.TempDir(), "out"))
		if code != exitUsage || !bytes.Contains([]byte(stderr), []byte("pipe.txt: a pipe is no regular file: give it as standard input")) {
			t.Errorf("exit code %d\n%s", code, stderr)
		}
		for _, input := range []string{dir, filepath.Join(dir, "*.txt")} {
			out := t.TempDir()
			if code, _, stderr := call(t, nil, "", "run", input, "-q", "--out", out); code != exitRejects {
				t.Errorf("%s: exit code %d\n%s", input, code, stderr)
			}
			set, _ := load(t, runDirectory(out))
			if len(set.Articles) != 1 || len(set.Rejects) != 1 || set.Rejects[0].Reason != "unreadable" {
				t.Errorf("%s: %d articles, rejects %+v", input, len(set.Articles), set.Rejects)
			}
		}
	}()
	select {
	case <-ended:
	case <-time.After(time.Minute):
		t.Fatal("a pipe that nobody writes to was opened")
	}
}

// Under nohup a run outlives its terminal.
func TestNohup(t *testing.T) {
	nohup, err := exec.LookPath("nohup")
	if err != nil {
		t.Skip("there is no nohup here")
	}
	out := filepath.Join(t.TempDir(), "out")
	c := process(t, "", "run", "-", "-q", "--out", out)
	c.Args = append([]string{nohup, c.Path}, c.Args[1:]...)
	c.Path = nohup
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	c.Stdin = reader
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	for { // it takes care of signals once it holds the lock
		if _, err := os.Stat(filepath.Join(out, ".lock")); err == nil {
			break
		}
		time.Sleep(time.Millisecond)
	}
	if err := c.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	if _, err := writer.WriteString(oneArticle); err != nil {
		t.Fatal(err)
	}
	writer.Close()
	if err := c.Wait(); err != nil {
		t.Fatalf("%v\n%s", err, c.Stderr)
	}
	if _, err := newest(out); err != nil {
		t.Error(err)
	}
}

// Work that does not stop is left behind once its context has ended, and no sooner.
func TestWithin(t *testing.T) {
	broken := errors.New("broken")
	if err := within(t.Context(), func() error { return broken }); !errors.Is(err, broken) {
		t.Errorf("%v, want the error of the work", err)
	}
	ctx, end := context.WithCancel(t.Context())
	stop := make(chan struct{})
	defer close(stop)
	if err := within(ctx, func() error { end(); <-stop; return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want the end of the context", err)
	}
	if err := within(ctx, func() error { <-ctx.Done(); return broken }); !errors.Is(err, broken) {
		t.Errorf("%v, want the error of work that stops by itself", err)
	}
}
