package commit

import (
	"errors"
	"io"
	"os"
)

// disk is every operation by which the package changes the file system, so that a
// test can make each of them fail.
type disk interface {
	Mkdir(path string) error
	Create(path string) (file, error)
	SyncDir(path string) error
	Rename(from, to string) error
	Symlink(target, path string) error
	Remove(path string) error
	RemoveAll(path string) error
}

// file is a file that is being written.
type file interface {
	io.WriteCloser
	Sync() error
}

// osDisk is the file system of the operating system.
type osDisk struct{}

func (osDisk) Mkdir(path string) error { return os.Mkdir(path, 0o777) }

func (osDisk) Create(path string) (file, error) {
	return os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
}

func (osDisk) SyncDir(path string) (err error) {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	return d.Sync()
}

func (osDisk) Rename(from, to string) error      { return os.Rename(from, to) }
func (osDisk) Symlink(target, path string) error { return os.Symlink(target, path) }
func (osDisk) Remove(path string) error          { return os.Remove(path) }
func (osDisk) RemoveAll(path string) error       { return os.RemoveAll(path) }
