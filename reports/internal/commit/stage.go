package commit

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Stage is a hidden directory that takes the files of one run.
type Stage struct {
	output *Output
	name   string // as it will be published
	path   string // of the hidden directory
}

// Stage makes a hidden directory for a run of that name, which must begin with
// "run=". Where the name is taken, -2, -3 and so on is appended.
func (o *Output) Stage(name string) (*Stage, error) {
	if o.lock == nil {
		return nil, errors.New("stage a run: the output directory is closed")
	}
	free, err := o.FreeName(name)
	if err != nil {
		return nil, fmt.Errorf("stage a run: %w", err)
	}
	s := &Stage{output: o, name: free, path: filepath.Join(o.path, stageName(free))}
	if err := o.disk.Mkdir(s.path); err != nil {
		return nil, fmt.Errorf("stage a run: %w", err)
	}
	return s, nil
}

// FreeName gives the name that a run of that name will bear: where it is taken, with -2, -3
// and so on behind it. It stays free as long as the lock is held.
func (o *Output) FreeName(name string) (string, error) {
	candidate := name
	for i := 2; ; i++ {
		free, err := o.free(candidate)
		if free || err != nil {
			return candidate, err
		}
		candidate = fmt.Sprintf("%s-%d", name, i)
	}
}

// free tells whether neither a run nor a stage that could not be swept has the name.
func (o *Output) free(name string) (bool, error) {
	for _, taken := range []string{name, stageName(name)} {
		if _, err := os.Lstat(filepath.Join(o.path, taken)); !errors.Is(err, fs.ErrNotExist) {
			return false, err
		}
	}
	return true, nil
}

// WriteFile makes a file of the stage by the bytes that fill writes, and makes it
// durable. Filling ends with the error of ctx once ctx ends.
func (s *Stage) WriteFile(ctx context.Context, name string, fill func(io.Writer) error) (err error) {
	f, err := s.output.disk.Create(filepath.Join(s.path, name))
	if err != nil {
		return fmt.Errorf("create %s: %w", name, err)
	}
	defer func() {
		if closing := f.Close(); closing != nil {
			err = errors.Join(err, fmt.Errorf("close %s: %w", name, closing))
		}
	}()
	if err := fill(&stopping{ctx, f}); err != nil {
		return fmt.Errorf("fill %s: %w", name, err)
	}
	if err := f.Sync(); err != nil {
		return fmt.Errorf("sync %s: %w", name, err)
	}
	return nil
}

// stopping is a writer that fails once its context ends.
type stopping struct {
	ctx context.Context
	w   io.Writer
}

func (s *stopping) Write(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.w.Write(p)
}

// Publish gives the stage its name, points latest at it, and returns the path of the
// published directory. Where it fails, everything is as before, the stage is still
// there, and Discard removes it.
func (s *Stage) Publish() (dir string, err error) {
	o := s.output
	dir = filepath.Join(o.path, s.name)
	if err := o.disk.SyncDir(s.path); err != nil {
		return "", fmt.Errorf("publish %s: %w", s.name, err)
	}
	if err := o.disk.Rename(s.path, dir); err != nil {
		return "", fmt.Errorf("publish %s: %w", s.name, err)
	}
	if err := s.pointLatest(); err != nil {
		return "", fmt.Errorf("publish %s: %w", s.name, errors.Join(err, o.disk.Rename(dir, s.path)))
	}
	return dir, nil
}

// pointLatest lets latest point at the published directory and makes both renames
// durable. Where that fails, latest is what it was.
func (s *Stage) pointLatest() error {
	o := s.output
	if err := o.disk.SyncDir(o.path); err != nil {
		return err
	}
	former, err := os.Readlink(filepath.Join(o.path, Latest))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := o.link(s.name); err != nil {
		return err
	}
	if err := o.disk.SyncDir(o.path); err != nil {
		if former == "" {
			return errors.Join(err, o.disk.Remove(filepath.Join(o.path, Latest)))
		}
		return errors.Join(err, o.link(former))
	}
	return nil
}

// link makes latest point at target in one step.
func (o *Output) link(target string) error {
	fresh := filepath.Join(o.path, stageName(Latest))
	if err := o.disk.Symlink(target, fresh); err != nil {
		return err
	}
	if err := o.disk.Rename(fresh, filepath.Join(o.path, Latest)); err != nil {
		return errors.Join(err, o.disk.Remove(fresh))
	}
	return nil
}

// Discard removes a stage that has not been published.
func (s *Stage) Discard() error {
	if err := s.output.disk.RemoveAll(s.path); err != nil {
		return fmt.Errorf("discard %s: %w", s.name, err)
	}
	return nil
}
