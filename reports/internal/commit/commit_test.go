package commit

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var errInjected = errors.New("injected")

// failingDisk fails at the n-th change of the file system, and at that one alone.
type failingDisk struct {
	osDisk
	left int // changes before the failing one
	log  []string
}

func (d *failingDisk) step(what string) error {
	d.log = append(d.log, what)
	d.left--
	if d.left == -1 {
		return fmt.Errorf("%s: %w", what, errInjected)
	}
	return nil
}

func (d *failingDisk) Mkdir(path string) error {
	return errors.Join(d.step("mkdir "+filepath.Base(path)), d.unlessFailed(func() error { return d.osDisk.Mkdir(path) }))
}

func (d *failingDisk) SyncDir(path string) error {
	return errors.Join(d.step("sync "+filepath.Base(path)), d.unlessFailed(func() error { return d.osDisk.SyncDir(path) }))
}

func (d *failingDisk) Rename(from, to string) error {
	return errors.Join(d.step("rename "+filepath.Base(to)), d.unlessFailed(func() error { return d.osDisk.Rename(from, to) }))
}

func (d *failingDisk) Symlink(target, path string) error {
	return errors.Join(d.step("symlink "+target), d.unlessFailed(func() error { return d.osDisk.Symlink(target, path) }))
}

// unlessFailed does the work of a step unless it was the one to fail.
func (d *failingDisk) unlessFailed(work func() error) error {
	if d.left == -1 {
		return nil
	}
	return work()
}

func (d *failingDisk) Create(path string) (file, error) {
	if err := d.step("create " + filepath.Base(path)); err != nil {
		return nil, err
	}
	f, err := d.osDisk.Create(path)
	if err != nil {
		return nil, err
	}
	return &failingFile{f, d}, nil
}

// failingFile fails like its disk. A file whose closing fails is closed nevertheless.
type failingFile struct {
	file
	disk *failingDisk
}

func (f *failingFile) Write(p []byte) (int, error) {
	if err := f.disk.step("write"); err != nil {
		return 0, err
	}
	return f.file.Write(p)
}

func (f *failingFile) Sync() error {
	if err := f.disk.step("fsync"); err != nil {
		return err
	}
	return f.file.Sync()
}

func (f *failingFile) Close() error { return errors.Join(f.disk.step("close"), f.file.Close()) }

// publish does a whole run of two files.
func publish(ctx context.Context, out string, d disk) (dir string, err error) {
	o, err := open(out, d)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	s, err := o.Stage("run=1")
	if err != nil {
		return "", err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.Discard())
		}
	}()
	for _, name := range []string{"a", "b"} {
		err := s.WriteFile(ctx, name, func(w io.Writer) error {
			_, err := io.WriteString(w, "content of "+name)
			return err
		})
		if err != nil {
			return "", err
		}
	}
	return s.Publish()
}

// tree lists everything below a directory, links with their targets.
func tree(t *testing.T, dir string) []string {
	t.Helper()
	var list []string
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		if e.Type()&fs.ModeSymlink != 0 {
			target, err := os.Readlink(path)
			if err != nil {
				return err
			}
			name += " -> " + target
		}
		list = append(list, name)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestPublish(t *testing.T) {
	out := filepath.Join(t.TempDir(), "deep", "out")
	for i, want := range []string{"run=1", "run=1-2", "run=1-3"} {
		dir, err := publish(context.Background(), out, osDisk{})
		if err != nil {
			t.Fatal(err)
		}
		if dir != filepath.Join(out, want) {
			t.Errorf("run %d is published as %s", i, dir)
		}
		content, err := os.ReadFile(filepath.Join(out, Latest, "b"))
		if err != nil || string(content) != "content of b" {
			t.Errorf("latest/b holds %q, %v", content, err)
		}
	}
	want := []string{".", "latest -> run=1-3", "run=1", "run=1/a", "run=1/b", "run=1-2", "run=1-2/a", "run=1-2/b", "run=1-3", "run=1-3/a", "run=1-3/b"}
	if got := tree(t, out); !slices.Equal(got, want) {
		t.Errorf("the output holds %q, want %q", got, want)
	}
}

// TestFailureLeavesNothing makes every single change of the file system fail, in an
// output that is not there yet and in one that holds a run. Whatever fails, the
// output must be as before.
func TestFailureLeavesNothing(t *testing.T) {
	for _, existing := range []bool{false, true} {
		for n := 0; ; n++ {
			root := t.TempDir()
			out := filepath.Join(root, "new", "out")
			if existing {
				if _, err := publish(context.Background(), out, osDisk{}); err != nil {
					t.Fatal(err)
				}
			}
			before := tree(t, root)
			d := &failingDisk{left: n}
			_, err := publish(context.Background(), out, d)
			if err == nil {
				if steps := len(d.log); steps != n {
					t.Errorf("no failure although step %d of %d was to fail", n, steps)
				}
				break
			}
			if !errors.Is(err, errInjected) {
				t.Errorf("step %d: the error hides its cause: %v", n, err)
			}
			if after := tree(t, root); !slices.Equal(before, after) {
				t.Errorf("failing at %q left %q, was %q", d.log[n], after, before)
			}
		}
	}
}

func TestCancelledWriting(t *testing.T) {
	root := t.TempDir()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := publish(ctx, filepath.Join(root, "out"), osDisk{}); !errors.Is(err, context.Canceled) {
		t.Errorf("publishing after the end of the context: %v", err)
	}
	if left := tree(t, root); len(left) != 1 {
		t.Errorf("cancelling left %q", left)
	}
}

func TestLock(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	first, err := Open(out)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(out); !errors.Is(err, ErrLocked) {
		t.Errorf("opening a locked output: %v", err)
	}
	if err := errors.Join(first.Close(), first.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(out); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the output made by Open is still there: %v", err)
	}
	second, err := Open(out)
	if err != nil {
		t.Fatalf("opening after the lock was released: %v", err)
	}
	if err := second.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := second.Stage("run=1"); err == nil {
		t.Error("a closed output can be staged in")
	}
}

func TestCloseKeepsWhatWasThere(t *testing.T) {
	out := t.TempDir()
	o, err := Open(out)
	if err != nil {
		t.Fatal(err)
	}
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	if got := tree(t, out); !slices.Equal(got, []string{"."}) {
		t.Errorf("the empty output now holds %q", got)
	}
}

func TestSweep(t *testing.T) {
	out := t.TempDir()
	for _, name := range []string{".run=0.tmp/sub", "run=0", ".other.tmp", ".run=notes"} {
		if err := os.MkdirAll(filepath.Join(out, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("run=0", filepath.Join(out, ".latest.tmp")); err != nil {
		t.Fatal(err)
	}
	o, err := Open(out)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := o.Close(); err != nil {
			t.Error(err)
		}
	}()
	want := []string{".", ".lock", ".other.tmp", ".run=notes", "run=0"}
	if got := tree(t, out); !slices.Equal(got, want) {
		t.Errorf("after the sweep the output holds %q, want %q", got, want)
	}
}

func TestOpenRefuses(t *testing.T) {
	root := t.TempDir()
	if err := os.WriteFile(filepath.Join(root, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(root, "taken", Latest), 0o700); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{"file": "not a directory", "file/below": "not a directory", "taken": "no symbolic link"} {
		before := tree(t, root)
		if _, err := Open(filepath.Join(root, path)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("opening %s: error %v, want one with %q", path, err, want)
		}
		if after := tree(t, root); !slices.Equal(before, after) {
			t.Errorf("opening %s left %q", path, after)
		}
	}
}

// TestModes holds the published files to the modes that the umask asks for, not those
// of temporary files.
func TestModes(t *testing.T) {
	root := t.TempDir()
	plain := filepath.Join(root, "plain")
	if err := os.Mkdir(plain, 0o777); err != nil {
		t.Fatal(err)
	}
	want, err := os.Stat(plain)
	if err != nil {
		t.Fatal(err)
	}
	dir, err := publish(context.Background(), filepath.Join(root, "out"), osDisk{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.Stat(dir)
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.Stat(filepath.Join(dir, "a"))
	if err != nil {
		t.Fatal(err)
	}
	if got.Mode() != want.Mode() || file.Mode() != want.Mode().Perm()&0o666 {
		t.Errorf("published with modes %v and %v, want %v and the same without execution", got.Mode(), file.Mode(), want.Mode())
	}
}
