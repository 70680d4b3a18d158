package commit

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// NameLayout is the layout, in terms of package time, of the names of runs. Names that are
// taken get -2, -3 and so on behind it.
const NameLayout = "run=20060102T150405Z"

// runName is the name of a published run, taken apart.
type runName struct {
	name string
	time time.Time
	copy int // 2 for the suffix -2; 1 without one
}

// parseName takes a name apart. ok is false for a name that no run bears.
func parseName(name string) (p runName, ok bool) {
	base, suffix, numbered := strings.Cut(name, "-")
	p = runName{name: name, copy: 1}
	var err error
	if p.time, err = time.Parse(NameLayout, base); err != nil {
		return p, false
	}
	if numbered {
		p.copy, err = strconv.Atoi(suffix)
		ok = err == nil && p.copy >= 2 && strconv.Itoa(p.copy) == suffix
		return p, ok
	}
	return p, true
}

// Runs gives the names of the published runs in the directory path, in the order of the
// times in their names: directories with the name of a run that hold the file mark.
// Whatever else lies there is foreign and left out. A directory that is not there holds no
// runs.
func Runs(path, mark string) ([]string, error) {
	entries, err := os.ReadDir(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("list runs: %w", err)
	}
	var found []runName
	for _, e := range entries {
		p, ok := parseName(e.Name())
		if !ok || !e.IsDir() {
			continue
		}
		if info, err := os.Lstat(filepath.Join(path, e.Name(), mark)); err == nil && info.Mode().IsRegular() {
			found = append(found, p)
		}
	}
	slices.SortFunc(found, func(a, b runName) int { return cmp.Or(a.time.Compare(b.time), cmp.Compare(a.copy, b.copy)) })
	names := make([]string, len(found))
	for i, p := range found {
		names[i] = p.name
	}
	return names, nil
}

// Prune removes the oldest published runs (see Runs) until no more than keep are left, and
// gives the names of those that are gone. The run that latest points at counts among them
// and stays, however old its name is. Where a removal fails, the others are done all the
// same.
func (o *Output) Prune(keep int, mark string) (removed []string, err error) {
	if o.lock == nil {
		return nil, errors.New("remove old runs: the output directory is closed")
	}
	names, err := Runs(o.path, mark)
	if err != nil {
		return nil, fmt.Errorf("remove old runs: %w", err)
	}
	latest, err := os.Readlink(filepath.Join(o.path, Latest))
	if err != nil {
		return nil, fmt.Errorf("remove old runs: %w", err)
	}
	surplus := len(names) - keep
	var faults []error
	for _, name := range names {
		if surplus <= 0 {
			break
		}
		if name == filepath.Base(latest) {
			continue
		}
		surplus--
		if err := o.remove(name); err != nil {
			faults = append(faults, fmt.Errorf("remove old run %s: %w", name, err))
			continue
		}
		removed = append(removed, name)
	}
	return removed, errors.Join(faults...)
}

// remove takes a published run away. It is hidden by one rename first, so that nobody sees
// a part of it; what a process that dies meanwhile leaves is swept.
func (o *Output) remove(name string) error {
	hidden := filepath.Join(o.path, stageName(name))
	if err := o.disk.Rename(filepath.Join(o.path, name), hidden); err != nil {
		return err
	}
	if err := o.disk.SyncDir(o.path); err != nil {
		return err
	}
	return o.disk.RemoveAll(hidden)
}
