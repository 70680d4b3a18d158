// Package commit publishes a directory of files all at once or not at all.
//
// An Output is the directory that collects the runs, held under a lock. A Stage is
// a hidden directory in it that takes the files of one run. Publish makes the stage
// durable, gives it its name by one rename, and points the link "latest" at it by
// another. Until then nobody sees anything; whatever fails before or on the way is
// taken back, and "latest" stays as it was.
//
// What a process that died has left (hidden stages, half-made links) is swept when
// the next one opens the output; the lock makes sure that the dead are dead.
//
// Glossary.
//
//   - output: the directory that holds the runs, the link latest and, while a
//     process works in it, the file .lock.
//   - stage: a directory ".NAME.tmp" in the output whose files nobody reads yet.
//   - publish: to rename a stage to NAME and to point latest at it.
package commit

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
)

// ErrLocked says that another process works in the output directory.
var ErrLocked = errors.New("another run holds the lock")

// Names within an output directory.
const (
	Latest      = "latest"
	lockName    = ".lock"
	stagePrefix = "."
	stageSuffix = ".tmp"
)

// Scratch is the pattern of os.CreateTemp for files that a run needs in the output directory
// while it works. What a dead process left of them is swept as stages are.
const Scratch = stagePrefix + "run=scratch-*" + stageSuffix

// Output is a directory of runs that this process holds the lock of.
type Output struct {
	path    string
	created []string // directories made by Open, outermost first
	lock    *flock.Flock
	disk    disk
	unswept error // why something that a dead process left is still there
}

// Open creates the directory path where needed, locks it and sweeps what dead
// processes left in it. It returns ErrLocked where another process holds the lock.
func Open(path string) (*Output, error) { return open(path, osDisk{}) }

func open(path string, d disk) (*Output, error) {
	o := &Output{path: filepath.Clean(path), disk: d}
	if err := o.acquire(); err != nil {
		return nil, fmt.Errorf("open output directory %s: %w", path, err)
	}
	err := o.checkLatest()
	if err == nil {
		err = o.sweep()
	}
	if err != nil {
		return nil, fmt.Errorf("open output directory %s: %w", path, errors.Join(err, o.Close()))
	}
	return o, nil
}

// lockAttempts bounds how often acquire starts over because a process that ends has
// just removed the lock file, or the directory around it.
const lockAttempts = 10

// acquire creates the directory and takes the lock. A lock on a file that has been
// removed meanwhile excludes nobody, so the file at the path must still be the
// locked one.
func (o *Output) acquire() error {
	for range lockAttempts {
		created, err := makeAll(o.disk, o.path)
		o.created = append(o.created, created...)
		if err != nil {
			return errors.Join(err, o.removeCreated())
		}
		lock := flock.New(filepath.Join(o.path, lockName))
		locked, err := lock.TryLock()
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return errors.Join(fmt.Errorf("lock: %w", err), o.removeCreated())
		}
		if !locked {
			return ErrLocked
		}
		if sameFile(lock) {
			o.lock = lock
			return nil
		}
		if err := lock.Unlock(); err != nil {
			return fmt.Errorf("unlock: %w", err)
		}
	}
	return ErrLocked
}

// sameFile tells whether the path of the lock still leads to the locked file.
func sameFile(lock *flock.Flock) bool {
	held, err := lock.Stat()
	if err != nil {
		return false
	}
	named, err := os.Stat(lock.Path())
	return err == nil && os.SameFile(held, named)
}

// makeAll creates path with its parents and returns the directories that it made,
// outermost first.
func makeAll(d disk, path string) ([]string, error) {
	var missing []string
	for p := path; ; p = filepath.Dir(p) {
		info, err := os.Stat(p)
		if err == nil && !info.IsDir() {
			return nil, fmt.Errorf("%s is not a directory", p)
		}
		if err == nil {
			break
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		missing = append(missing, p)
	}
	var made []string
	for i := len(missing) - 1; i >= 0; i-- {
		err := d.Mkdir(missing[i])
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return made, err
		}
		made = append(made, missing[i])
	}
	return made, nil
}

// checkLatest fails where latest is something that publishing must not replace.
func (o *Output) checkLatest() error {
	info, err := os.Lstat(filepath.Join(o.path, Latest))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if info.Mode()&fs.ModeSymlink == 0 {
		return fmt.Errorf("%s is there and is no symbolic link", Latest)
	}
	return nil
}

// sweep removes the stages and links that dead processes left. What cannot be removed, for
// instance because it belongs to another user, stays: it is hidden and in nobody's way.
func (o *Output) sweep() error {
	entries, err := os.ReadDir(o.path)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if isStage(e.Name()) {
			if err := o.disk.RemoveAll(filepath.Join(o.path, e.Name())); err != nil {
				o.unswept = errors.Join(o.unswept, fmt.Errorf("sweep %s: %w", e.Name(), err))
			}
		}
	}
	return nil
}

// Unswept says what Open could not remove of that which dead processes had left; nil where
// nothing is left.
func (o *Output) Unswept() error { return o.unswept }

// isStage tells whether a name is one that only this package gives, or Scratch has.
func isStage(name string) bool {
	return name == stageName(Latest) ||
		strings.HasPrefix(name, stagePrefix+"run=") && strings.HasSuffix(name, stageSuffix)
}

func stageName(name string) string { return stagePrefix + name + stageSuffix }

// Close releases the lock. Where nothing was published, directories that Open made
// and that are empty go as well. Closing twice is no error.
func (o *Output) Close() error {
	if o.lock == nil {
		return nil
	}
	// The file goes while the lock is held: whoever opened it before finds that it
	// is not the file at the path any more, and starts over.
	err := o.disk.Remove(o.lock.Path())
	err = errors.Join(err, o.removeCreated(), o.lock.Unlock())
	o.lock = nil
	return err
}

// removeCreated removes the directories that Open made, innermost first, as far as
// they are empty.
func (o *Output) removeCreated() error {
	for i := len(o.created) - 1; i >= 0; i-- {
		entries, err := os.ReadDir(o.created[i])
		if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) > 0 {
			return nil
		}
		if err != nil {
			return err
		}
		if err := o.disk.Remove(o.created[i]); err != nil {
			return err
		}
	}
	return nil
}
