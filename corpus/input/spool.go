package input

import (
	"fmt"
	"io"
	"os"
	"sync"
)

// spool makes an input readable again that can be read only once, such as a pipe: what is
// read goes to a temporary file as well, and later readings begin there. The file has no
// name, so nothing is left of it when the program ends, however it does. (Where an open
// file cannot be removed, as on Windows, it stays until the system clears its directory.)
type spool struct {
	open func() (io.ReadCloser, error)

	mutex  sync.Mutex
	source io.ReadCloser // nil before the first reading
	ended  error         // what the source said at its end, io.EOF or a failure
	copy   *os.File
	size   int64 // bytes in copy
	lost   error // why there is no copy, or no more of it
}

// spooled gives an input that is read through a spool.
func spooled(in input) input {
	s := &spool{open: in.open}
	in.open = s.reader
	return in
}

// reader begins a reading. The second one fails where no copy could be made.
func (s *spool) reader() (io.ReadCloser, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.lost != nil {
		return nil, fmt.Errorf("%w: %w", errReadTwice, s.lost)
	}
	if s.source == nil {
		source, err := s.open()
		if err != nil {
			return nil, err
		}
		s.source = source
		s.copy, s.lost = unnamedFile()
	}
	return &spoolReader{spool: s}, nil
}

// unnamedFile creates a temporary file and removes its name.
func unnamedFile() (*os.File, error) {
	file, err := os.CreateTemp("", "leitmotif-input-*")
	if err != nil {
		return nil, fmt.Errorf("copy it: %w", err)
	}
	_ = os.Remove(file.Name()) // see spool
	return file, nil
}

// spoolReader is one reading of a spool.
type spoolReader struct {
	spool *spool
	at    int64
}

// Read reads from the copy, and from the source after its end.
func (r *spoolReader) Read(p []byte) (n int, err error) {
	s := r.spool
	s.mutex.Lock()
	defer s.mutex.Unlock()
	switch {
	case s.lost == nil && r.at < s.size:
		n, err = s.copy.ReadAt(p[:min(int64(len(p)), s.size-r.at)], r.at)
		r.at += int64(n)
		return n, err
	case s.ended != nil:
		return 0, s.ended
	}
	n, err = s.source.Read(p)
	r.at += int64(n)
	if s.lost == nil && n > 0 {
		if _, failed := s.copy.WriteAt(p[:n], s.size); failed != nil {
			s.lost = fmt.Errorf("copy it: %w", failed)
		}
		s.size += int64(n)
	}
	if err != nil {
		s.ended = err
		_ = s.source.Close() // it was only read
	}
	return n, err
}

// Close ends a reading; the source stays open for the next until it has ended itself.
func (r *spoolReader) Close() error { return nil }
