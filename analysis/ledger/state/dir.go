package state

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gofrs/flock"
	"github.com/google/renameio/v2"
)

// Names of the files in the directory of a state.
const (
	ledgerFile  = "ledger"
	pendingFile = "pending"
	lockFile    = ".lock"
	spacePrefix = "space-"
)

// ErrSpace marks errors about the file of a space.
var ErrSpace = errors.New("the space of a language cannot be read")

// ErrLocked says that another run works with the state.
var ErrLocked = errors.New("another run holds the lock of the state")

// Dir is the directory that holds a state, under a lock from Open to Close:
//
//	ledger          themes, articles seen and what else is small
//	space-<digest>  the space of a language, as long as the ledger names it
//	pending         the next ledger, while a run is being published
//
// A run and its state must become true together. Prepare writes the next state beside the
// present one and names the directory of the run that it belongs to; then the run is
// published by one rename; then Commit puts the next state in place. Whoever opens the
// directory after a run that died on the way finds a pending ledger: it counts if its run
// was published, and is dropped if it was not.
type Dir struct {
	path   string
	lock   *flock.Flock
	spaces []string // digests that the pending ledger names
}

// ledger is the content of the file of that name.
type ledger struct {
	State  *State   `cbor:"1,keyasint"`
	Spaces []string `cbor:"2,keyasint"` // digests of the files of the spaces, in their order
	Run    string   `cbor:"3,keyasint"` // directory of the run that left it
}

// Open creates the directory where needed, locks it and brings it into order. It returns
// ErrLocked where another process holds the lock.
func Open(path string) (*Dir, error) {
	if err := os.MkdirAll(path, 0o777); err != nil {
		return nil, fmt.Errorf("open state: %w", err)
	}
	d := &Dir{path: path, lock: flock.New(filepath.Join(path, lockFile))}
	locked, err := d.lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("open state %s: lock: %w", path, err)
	}
	if !locked {
		return nil, fmt.Errorf("open state %s: %w", path, ErrLocked)
	}
	if err := d.resolve(); err != nil {
		return nil, fmt.Errorf("open state %s: %w", path, errors.Join(err, d.Close()))
	}
	return d, nil
}

// Close releases the lock. The file of the lock stays: a state is used again and again.
func (d *Dir) Close() error { return d.lock.Unlock() }

// resolve clears away what a dead run was writing and decides what becomes of a pending
// ledger. Where that cannot be told, because the ledger or the place of its run cannot be
// read, everything stays as it is: the run may have been published, and the numbers of its
// topics must not be given again.
func (d *Dir) resolve() error {
	if err := d.sweepUnfinished(); err != nil {
		return err
	}
	pending, err := d.readLedger(pendingFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("complete the run before: %w", err)
	}
	switch _, err := os.Stat(pending.Run); {
	case err == nil:
		d.spaces = pending.Spaces
		return d.Commit()
	case errors.Is(err, fs.ErrNotExist):
		return d.Discard()
	default:
		return fmt.Errorf("complete the run before: was it published? %w", err)
	}
}

// sweepUnfinished removes the files that dead runs were writing. Until they are whole
// they have a dot before their name and digits behind it.
func (d *Dir) sweepUnfinished() error {
	return d.remove(func(name string) bool {
		name, hidden := strings.CutPrefix(name, ".")
		return hidden && (strings.HasPrefix(name, ledgerFile) || strings.HasPrefix(name, pendingFile) || strings.HasPrefix(name, spacePrefix))
	})
}

// remove removes the files whose names are meant.
func (d *Dir) remove(meant func(name string) bool) error {
	entries, err := os.ReadDir(d.path)
	if err != nil {
		return fmt.Errorf("sweep state: %w", err)
	}
	for _, e := range entries {
		if meant(e.Name()) {
			if err := os.Remove(d.file(e.Name())); err != nil {
				return fmt.Errorf("sweep state: %w", err)
			}
		}
	}
	return nil
}

func (d *Dir) file(name string) string { return filepath.Join(d.path, name) }

func (d *Dir) readLedger(name string) (*ledger, error) {
	data, err := os.ReadFile(d.file(name))
	if err != nil {
		return nil, err
	}
	l := new(ledger)
	if err := decode(ledgerHeader, data, l); err != nil {
		return nil, fmt.Errorf("%s: %w", d.file(name), err)
	}
	if l.State == nil {
		return nil, fmt.Errorf("%s: %w: no ledger in it", d.file(name), ErrDamaged)
	}
	return l, nil
}

// Load reads the state, that before the first run where there is none yet. Errors wrap
// ErrForeign, ErrVersion or ErrDamaged and name the file; those about the file of a space
// wrap ErrSpace as well, and LoadLedger can go on without it.
func (d *Dir) Load() (*State, error) {
	s, digests, err := d.load()
	if err != nil {
		return nil, err
	}
	for _, digest := range digests {
		space := Space{digest: digest}
		path := d.file(spacePrefix + digest)
		data, err := os.ReadFile(path)
		if err == nil {
			err = decode(spaceHeader, data, &space)
		}
		if err != nil {
			return nil, fmt.Errorf("load state: %s: %w: %w", path, ErrSpace, err)
		}
		s.Spaces = append(s.Spaces, space)
	}
	if err := s.checkSpaces(); err != nil {
		return nil, fmt.Errorf("load state: %s: %w: %w: %w", d.path, ErrSpace, ErrDamaged, err)
	}
	return s, nil
}

// LoadLedger reads the state without its spaces: topics are then found anew, and the ledger
// tells which of them are known.
func (d *Dir) LoadLedger() (*State, error) {
	s, _, err := d.load()
	if err != nil {
		return nil, err
	}
	s.Drifts, s.Input = nil, nil
	return s, nil
}

// load reads the ledger and the digests of its spaces.
func (d *Dir) load() (*State, []string, error) {
	l, err := d.readLedger(ledgerFile)
	if errors.Is(err, fs.ErrNotExist) {
		return Empty(), nil, d.checkEmpty()
	}
	if err != nil {
		return nil, nil, fmt.Errorf("load state: %w", err)
	}
	if err := l.State.check(); err != nil {
		return nil, nil, fmt.Errorf("load state: %s: %w: %w", d.file(ledgerFile), ErrDamaged, err)
	}
	return l.State, l.Spaces, nil
}

// checkEmpty holds a directory without a ledger to have no spaces either: their ledger is lost,
// and a run that began anew would give its numbers to other topics.
func (d *Dir) checkEmpty() error {
	entries, err := os.ReadDir(d.path)
	if err != nil {
		return fmt.Errorf("load state: %w", err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), spacePrefix) {
			return fmt.Errorf("load state: %s: %w: it is gone, but %s is there: restore it, or begin anew in another directory", d.file(ledgerFile), ErrDamaged, e.Name())
		}
	}
	return nil
}

// Prepare writes the next state beside the present one. run is the directory in which the
// run will be published. Where it fails it leaves nothing.
func (d *Dir) Prepare(s *State, run string) error {
	if err := d.prepare(s, run); err != nil {
		return fmt.Errorf("save state: %w", errors.Join(err, d.Discard()))
	}
	return nil
}

// prepare writes the pending ledger before the spaces that it names: so that spaces without
// any ledger are never what a run leaves that dies, but of a ledger that was lost.
func (d *Dir) prepare(s *State, run string) error {
	absolute, err := filepath.Abs(run)
	if err != nil {
		return err
	}
	l := &ledger{State: s, Run: absolute}
	fresh := make(map[string][]byte) // contents of spaces that come from no file, by digest
	for i := range s.Spaces {
		digest := s.Spaces[i].digest
		if digest == "" {
			data, err := encode(spaceHeader, &s.Spaces[i])
			if err != nil {
				return err
			}
			sum := sha256.Sum256(data)
			digest = hex.EncodeToString(sum[:8])
			fresh[digest] = data
		}
		l.Spaces = append(l.Spaces, digest)
	}
	data, err := encode(ledgerHeader, l)
	if err != nil {
		return err
	}
	d.spaces = l.Spaces
	if err := writeFile(d.file(pendingFile), data); err != nil {
		return err
	}
	for _, digest := range slices.Sorted(maps.Keys(fresh)) {
		if err := writeFile(d.file(spacePrefix+digest), fresh[digest]); err != nil {
			return err
		}
	}
	return nil
}

// writeFile replaces a file in one step and makes it durable.
func writeFile(path string, data []byte) error {
	if err := renameio.WriteFile(path, data, 0o644, renameio.WithTempDir(filepath.Dir(path))); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// syncDir makes the names in a directory durable.
func syncDir(path string) (err error) {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return f.Sync()
}

// Discard drops what Prepare wrote: the spaces that the present ledger does not name, and then
// the pending one. Where the present one cannot be read, which Load reports, spaces stay.
func (d *Dir) Discard() error {
	if _, err := os.Stat(d.file(pendingFile)); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var err error
	switch present, unread := d.readLedger(ledgerFile); {
	case unread == nil:
		err = d.removeSpaces(present.Spaces)
	case errors.Is(unread, fs.ErrNotExist):
		err = d.removeSpaces(nil)
	}
	if err != nil {
		return err
	}
	return os.Remove(d.file(pendingFile))
}

// Commit puts what Prepare wrote in the place of the present state and removes the spaces
// that it does not need.
func (d *Dir) Commit() error {
	if err := os.Rename(d.file(pendingFile), d.file(ledgerFile)); err != nil {
		return fmt.Errorf("commit state: %w", err)
	}
	if err := syncDir(d.path); err != nil {
		return fmt.Errorf("commit state: %w", err)
	}
	return d.removeSpaces(d.spaces)
}

// removeSpaces removes the spaces but those with the digests.
func (d *Dir) removeSpaces(but []string) error {
	return d.remove(func(name string) bool {
		digest, ok := strings.CutPrefix(name, spacePrefix)
		return ok && !slices.Contains(but, digest)
	})
}

// check holds a ledger to what the rest of the program takes for granted.
func (s *State) check() error {
	if s.History == nil {
		return errors.New("no history in it")
	}
	for i := range s.Themes {
		if s.Themes[i].UID != i+1 {
			return fmt.Errorf("theme %d has the number %d", i+1, s.Themes[i].UID)
		}
	}
	return nil
}

// checkSpaces holds the spaces to the ledger.
func (s *State) checkSpaces() error {
	if len(s.Spaces) != len(s.Drifts) {
		return fmt.Errorf("%d spaces, %d in the ledger", len(s.Spaces), len(s.Drifts))
	}
	for i := range s.Spaces {
		if s.Spaces[i].Language != s.Drifts[i].Language {
			return fmt.Errorf("the space of %q stands for that of %q", s.Spaces[i].Language, s.Drifts[i].Language)
		}
		for _, uid := range s.Spaces[i].UIDs {
			if s.Theme(uid) == nil {
				return fmt.Errorf("the space of %s has theme %d, the ledger has %d", s.Spaces[i].Language, uid, len(s.Themes))
			}
		}
	}
	return nil
}
