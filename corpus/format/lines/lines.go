// Package lines cuts a stream into lines of bounded length: in goes a reader, out comes a line
// at a time, or the word that one was too long, which has been skipped.
package lines

import (
	"bufio"
	"errors"
	"io"
)

// Reader cuts a stream into lines of bounded length.
type Reader struct {
	r     *bufio.Reader
	limit int64  // bytes of a line, its end not counted
	long  []byte // holds a line that does not fit into the buffer of r
	line  int    // number of the line last returned, from 1
}

// New reads lines from r of up to limit bytes.
func New(r *bufio.Reader, limit int64) *Reader { return &Reader{r: r, limit: limit} }

// ErrTooLong is returned for a line over the limit; the line has been skipped.
var ErrTooLong = errors.New("line over the limit")

// Line gives the number of the line last returned, from 1; 0 before the first.
func (l *Reader) Line() int { return l.line }

// Next returns the next line without its "\n". It is valid until the next call. A last
// line without end is a line; after it comes io.EOF. When reading fails the part of the
// line before the failure is lost.
func (l *Reader) Next() ([]byte, error) {
	part, err := l.r.ReadSlice('\n')
	if err == nil {
		l.line++
		return l.bounded(part[:len(part)-1])
	}
	if err == io.EOF && len(part) > 0 {
		l.line++
		return l.bounded(part)
	}
	if !errors.Is(err, bufio.ErrBufferFull) {
		return nil, err
	}
	return l.nextLong(part)
}

func (l *Reader) bounded(line []byte) ([]byte, error) {
	if int64(len(line)) > l.limit {
		return nil, ErrTooLong
	}
	return line, nil
}

// nextLong reads on from part, the beginning of a line that fills the buffer.
func (l *Reader) nextLong(part []byte) ([]byte, error) {
	const kept = 4 << 20 // capacity kept from one long line to the next
	if cap(l.long) > kept {
		l.long = nil
	}
	l.long = append(l.long[:0], part...)
	skipping := false
	for {
		part, err := l.r.ReadSlice('\n')
		ended := err == nil
		if ended {
			part = part[:len(part)-1]
		}
		if !skipping {
			l.long = append(l.long, part...)
		}
		if int64(len(l.long)) > l.limit {
			skipping, l.long = true, l.long[:0]
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil && err != io.EOF:
			return nil, err
		}
		l.line++
		if skipping {
			return nil, ErrTooLong
		}
		return l.long, nil
	}
}
