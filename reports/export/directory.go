package export

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Directory makes the directory path with the files that Archive would pack. It fills
// a hidden directory beside it and renames that at the end, so that path is never
// there half done. Where path is there already and not empty, it fails and leaves it.
func Directory(ctx context.Context, dir string, names []string, form Form, path string) (notes []Note, err error) {
	if err := vacant(path); err != nil {
		return nil, err
	}
	stage, err := os.MkdirTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return nil, fmt.Errorf("export to %s: %w", path, err)
	}
	defer func() {
		if err != nil {
			err = fmt.Errorf("export to %s: %w", path, errors.Join(err, os.RemoveAll(stage)))
		}
	}()
	notes, err = eachFile(ctx, dir, names, form, func(name string, fill func(io.Writer) error) error {
		return writeFile(filepath.Join(stage, name), fill)
	})
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(stage, 0o755); err != nil {
		return nil, err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) { // an empty directory at most
		return nil, err
	}
	return notes, os.Rename(stage, path)
}

// vacant fails unless nothing stands at path, or an empty directory.
func vacant(path string) error {
	entries, err := os.ReadDir(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("export to %s: %w", path, err)
	case len(entries) > 0:
		return fmt.Errorf("export to %s: the directory is not empty; nothing in it is touched", path)
	}
	return nil
}

// writeFile makes a file of what fill writes, and makes it durable.
func writeFile(path string, fill func(io.Writer) error) (err error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if err := fill(f); err != nil {
		return err
	}
	return f.Sync()
}
