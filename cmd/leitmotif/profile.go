package main

import (
	"errors"
	"fmt"
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

// profiled does work and writes into dir where its time and its memory went; "" writes
// nothing. A profile that cannot be written is a failure, but the work is done first.
func profiled(dir string, work func() error) (err error) {
	if dir == "" {
		return work()
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return usage(fmt.Errorf("profile: %w", err))
	}
	cpu, err := os.Create(filepath.Join(dir, cpuProfile))
	if err != nil {
		return usage(fmt.Errorf("profile: %w", err))
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
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	runtime.GC() // what lies in memory is known as of the last collection
	return pprof.Lookup("heap").WriteTo(f, 0)
}
