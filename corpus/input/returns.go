package input

import (
	"bytes"
	"io"
)

// endsInReturns reports whether the lines of head end in a carriage return alone, as old
// spreadsheets write them. The first end of a line outside of quotes tells: within a cell
// the same programs write a line feed.
func endsInReturns(head []byte) bool {
	quoted := false
	for i, c := range head {
		switch {
		case c == '"' && (i == 0 || head[i-1] != '\\'):
			quoted = !quoted
		case quoted:
		case c == '\n':
			return false
		case c == '\r':
			return i+1 == len(head) || head[i+1] != '\n'
		}
	}
	return false
}

// withNewlines gives b with line feeds in place of carriage returns.
func withNewlines(b []byte) []byte { return bytes.ReplaceAll(b, []byte{'\r'}, []byte{'\n'}) }

// newlineReader reads r with line feeds in place of carriage returns.
type newlineReader struct{ r io.Reader }

func (l *newlineReader) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	for i, c := range p[:n] {
		if c == '\r' {
			p[i] = '\n'
		}
	}
	return n, err
}
