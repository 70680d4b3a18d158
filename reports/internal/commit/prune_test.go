package commit

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const mark = "manifest"

// output makes a directory with runs of the given names, each with two files, and with
// latest pointing at the last one.
func output(t *testing.T, names ...string) string {
	t.Helper()
	out := t.TempDir()
	for _, name := range names {
		if err := os.Mkdir(filepath.Join(out, name), 0o755); err != nil {
			t.Fatal(err)
		}
		for _, file := range []string{mark, "table"} {
			if err := os.WriteFile(filepath.Join(out, name, file), []byte("x"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.Symlink(names[len(names)-1], filepath.Join(out, Latest)); err != nil {
		t.Fatal(err)
	}
	return out
}

// names are the entries of a directory but for the lock.
func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, e := range entries {
		if e.Name() != lockName {
			list = append(list, e.Name())
		}
	}
	return list
}

// stubbornDisk fails at the operation on a name.
type stubbornDisk struct {
	osDisk
	operation, name string
}

func (d stubbornDisk) fail(operation, path string) error {
	if operation == d.operation && strings.Contains(filepath.Base(path), d.name) {
		return fmt.Errorf("%s %s: %w", operation, path, errInjected)
	}
	return nil
}

func (d stubbornDisk) Rename(from, to string) error {
	if err := d.fail("rename", from); err != nil {
		return err
	}
	return d.osDisk.Rename(from, to)
}

func (d stubbornDisk) RemoveAll(path string) error {
	if err := d.fail("remove", path); err != nil {
		return err
	}
	return d.osDisk.RemoveAll(path)
}

func TestPrune(t *testing.T) {
	const (
		a, b, b2 = "run=20261121T060000Z", "run=20261122T060000Z", "run=20261122T060000Z-2"
		b10, c   = "run=20261122T060000Z-10", "run=20261123T060000Z"
	)
	for _, test := range []struct {
		runs []string
		keep int
		want []string // names that stay, oldest first
	}{
		{[]string{a, b, c}, 1, []string{c}},
		{[]string{a, b, c}, 2, []string{b, c}},
		{[]string{a, b, c}, 3, []string{a, b, c}},
		{[]string{a, b, c}, 9, []string{a, b, c}},
		{[]string{a, b, b2, b10, c}, 3, []string{b2, b10, c}}, // -10 after -2
		{[]string{b, c, a}, 1, []string{a}},                   // latest has the oldest name
		{[]string{b, c, a}, 2, []string{a, c}},
	} {
		out := output(t, test.runs...)
		o, err := Open(out)
		if err != nil {
			t.Fatal(err)
		}
		removed, err := o.Prune(test.keep, mark)
		if err != nil {
			t.Error(err)
		}
		left, err := Runs(out, mark)
		if err != nil {
			t.Error(err)
		}
		if !slices.Equal(left, test.want) || len(removed)+len(left) != len(test.runs) {
			t.Errorf("keeping %d of %v: left are %v, removed %v", test.keep, test.runs, left, removed)
		}
		if err := o.Close(); err != nil {
			t.Error(err)
		}
	}
}

// What is not a published run stays, however much it looks like one.
func TestPruneLeavesTheForeign(t *testing.T) {
	const last = "run=20261123T060000Z"
	foreign := []string{"notes", "run=1", "run=20261101T060000Z.old", "run=20261101T060000Z-1", "run=20261101T060000Z-02", "run=20261341T060000Z", "run=20261102T060000Z-x"}
	out := output(t, append(slices.Clone(foreign), last)...)
	const bare, file, link = "run=20261103T060000Z", "run=20261104T060000Z", "run=20261105T060000Z"
	if err := errors.Join(
		os.Mkdir(filepath.Join(out, bare), 0o755), // without a manifest: not of this program
		os.WriteFile(filepath.Join(out, file), nil, 0o644),
		os.Symlink("notes", filepath.Join(out, link)),
	); err != nil {
		t.Fatal(err)
	}
	before := names(t, out)
	o, err := Open(out)
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	if removed, err := o.Prune(1, mark); err != nil || len(removed) != 0 {
		t.Errorf("removed %v, %v", removed, err)
	}
	if after := names(t, out); !slices.Equal(after, before) {
		t.Errorf("left are %v, were %v", after, before)
	}
}

// A run whose removal fails is whole or hidden, the others go, and the next process sweeps.
func TestPruneOnAStubbornDisk(t *testing.T) {
	const a, b, c = "run=20261121T060000Z", "run=20261122T060000Z", "run=20261123T060000Z"
	for _, test := range []struct {
		operation string
		left      []string // after the failure
		swept     []string // after the next process has come, with the disk in order
	}{
		{"rename", []string{Latest, a, c}, []string{Latest, a, c}},
		{"remove", []string{stageName(a), Latest, c}, []string{Latest, c}},
	} {
		out := output(t, a, b, c)
		d := stubbornDisk{operation: test.operation, name: a}
		o, err := open(out, d)
		if err != nil {
			t.Fatal(err)
		}
		removed, err := o.Prune(1, mark)
		if !errors.Is(err, errInjected) || !strings.Contains(err.Error(), a) || !slices.Equal(removed, []string{b}) {
			t.Errorf("%s: removed %v, %v", test.operation, removed, err)
		}
		if err := o.Close(); err != nil {
			t.Error(err)
		}
		if got := names(t, out); !slices.Equal(got, test.left) {
			t.Errorf("%s: left are %v, want %v", test.operation, got, test.left)
		}
		o, err = Open(out)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(o.Unswept(), o.Close()); err != nil {
			t.Error(err)
		}
		if got := names(t, out); !slices.Equal(got, test.swept) {
			t.Errorf("%s: after the sweep %v, want %v", test.operation, got, test.swept)
		}
	}
}

// What cannot be swept hinders no run, not even one of the same name, and is reported.
func TestUnswept(t *testing.T) {
	const a = "run=20261121T060000Z"
	out := output(t, "run=20261120T060000Z")
	if err := os.Mkdir(filepath.Join(out, stageName(a)), 0o755); err != nil {
		t.Fatal(err)
	}
	o, err := open(out, stubbornDisk{operation: "remove", name: a})
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	if err := o.Unswept(); !errors.Is(err, errInjected) || !strings.Contains(err.Error(), a) {
		t.Errorf("error %v", err)
	}
	s, err := o.Stage(a)
	if err != nil {
		t.Fatal(err)
	}
	if dir, err := s.Publish(); err != nil || filepath.Base(dir) != a+"-2" {
		t.Errorf("published as %s, %v", dir, err)
	}
}

func TestPruneNeedsTheLock(t *testing.T) {
	out := output(t, "run=20261121T060000Z", "run=20261122T060000Z")
	o, err := Open(out)
	if err != nil {
		t.Fatal(err)
	}
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Prune(1, mark); err == nil {
		t.Error("a closed output can be pruned")
	}
	if left, err := Runs(out, mark); err != nil || len(left) != 2 {
		t.Errorf("left are %v, %v", left, err)
	}
	if none, err := Runs(filepath.Join(out, "missing"), mark); err != nil || len(none) != 0 {
		t.Errorf("a missing directory holds %v, %v", none, err)
	}
}
