package main

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
)

// Files that profiled leaves in its directory, for go tool pprof.
const (
	cpuProfile  = "cpu.pprof"
	heapProfile = "heap.pprof"
)

// profileMark begins every profile: a field that readers of profiles do not know and pass over
// (number 100 of the protocol buffer), by which the program knows it for its own as input.
const profileMark = "\xa2\x06\x11leitmotif profile"

// createProfile makes a file for a profile that begins with profileMark. Both are members of
// gzip, which are read as one stream.
func createProfile(path string) (*os.File, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	z := gzip.NewWriter(f)
	if _, err := io.WriteString(z, profileMark); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	if err := z.Close(); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// profiled does work and writes into dir where its time and its memory went; "" writes
// nothing. A profile that cannot be written is a failure, but the work is done first.
func profiled(dir string, work func() error) (err error) {
	if dir == "" {
		return work()
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return fmt.Errorf("profile: %w", err)
	}
	cpu, err := createProfile(filepath.Join(dir, cpuProfile))
	if err != nil {
		return fmt.Errorf("profile: %w", err)
	}
	if err := pprof.StartCPUProfile(cpu); err != nil {
		return fmt.Errorf("profile: %w", errors.Join(err, cpu.Close()))
	}
	err = work()
	pprof.StopCPUProfile()
	if failed := errors.Join(cpu.Close(), writeHeapProfile(filepath.Join(dir, heapProfile))); failed != nil {
		return errors.Join(err, fmt.Errorf("profile: %w", failed))
	}
	return err
}

// writeHeapProfile writes what lies in memory now and what was allocated since the start.
func writeHeapProfile(path string) (err error) {
	f, err := createProfile(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	runtime.GC() // what lies in memory is known as of the last collection
	return pprof.Lookup("heap").WriteTo(f, 0)
}
