package json

import (
	"bufio"
	"bytes"
	"io"
)

// scanner cuts a stream of JSON into values without parsing them.
type scanner struct {
	r     *bufio.Reader
	limit int64
	buf   []byte
}

// peek returns the next byte that is no white space, without reading it.
func (s *scanner) peek() (byte, error) {
	for {
		c, err := s.r.ReadByte()
		if err != nil {
			return 0, err
		}
		if !isSpace(c) {
			return c, s.r.UnreadByte()
		}
	}
}

// skip reads the byte that peek returned.
func (s *scanner) skip() {
	_, _ = s.r.Discard(1) // it is in the buffer
}

// list calls element before each element up to the closing byte, and reads the commas.
func (s *scanner) list(closing byte, element func() error) error {
	for first := true; ; first = false {
		c, err := s.peek()
		if err != nil {
			return err
		}
		if c == closing {
			s.skip()
			return nil
		}
		if !first {
			if c != ',' {
				return structureFault("a comma was expected")
			}
			s.skip()
		}
		if err := element(); err != nil {
			return err
		}
	}
}

// looked is how far the reader can be looked into ahead, in bytes.
const looked = 64 << 10

// ahead gives the value that comes next, or as much of it as can be looked at, without reading
// it; whole tells the former.
func (s *scanner) ahead() (value []byte, whole bool) {
	window, _ := s.r.Peek(looked)
	n, whole := new(cutter).scan(window)
	return window[:n], whole
}

// held reads the value that comes next where the reader holds all of it and it is not over the
// limit; else it reads nothing. The bytes are valid until the next call of any method.
func (s *scanner) held() (value []byte, ok bool) {
	if _, err := s.peek(); err != nil {
		return nil, false
	}
	window, _ := s.r.Peek(s.r.Buffered())
	n, whole := new(cutter).scan(window)
	if !whole || n == 0 || int64(n) > s.limit {
		return nil, false
	}
	_, _ = s.r.Discard(n)
	return window[:n], true
}

// value reads one value; begun is what has been read of it, nothing or its opening
// bracket. A value over the limit, or one that is not to be kept, is read and not held;
// fits tells the former. The bytes are valid until the next call.
func (s *scanner) value(begun []byte, keep bool) (value []byte, fits bool, err error) {
	if _, err := s.peek(); err != nil {
		return nil, false, err
	}
	s.buf = append(s.buf[:0], begun...)
	fits = true
	cut := cutter{depth: len(begun)}
	for {
		if _, err := s.r.Peek(1); err != nil {
			if err == io.EOF && cut.scalar {
				return s.buf, fits, nil
			}
			return nil, false, err
		}
		window, _ := s.r.Peek(s.r.Buffered())
		n, ended := cut.scan(window)
		if int64(len(s.buf)+n) > s.limit {
			fits, keep = false, false
		}
		if keep {
			s.buf = append(s.buf, window[:n]...)
		} else {
			s.buf = s.buf[:0]
		}
		_, _ = s.r.Discard(n)
		if ended {
			if len(s.buf) == 0 && keep {
				return nil, false, structureFault("a value was expected")
			}
			return s.buf, fits, nil
		}
	}
}

// cutter finds the end of a JSON value that comes in windows.
type cutter struct {
	depth    int  // brackets open
	inString bool // within a string
	escaped  bool // behind a backslash
	scalar   bool // the value is a number, or one of the words
}

// scan tells how many bytes of the window belong to the value, and whether it has ended.
func (c *cutter) scan(window []byte) (n int, ended bool) {
	for i := 0; i < len(window); i++ {
		switch b := window[i]; {
		case c.escaped:
			c.escaped = false
		case c.inString && b == '\\':
			c.escaped = true
		case c.inString && b == '"':
			c.inString = false
			if c.depth == 0 {
				return i + 1, true
			}
		case c.inString:
			i += skipPlain(window[i+1:])
		case c.scalar:
			if b == ',' || b == ']' || b == '}' || isSpace(b) {
				return i, true
			}
		case b == '"':
			c.inString = true
		case b == '{' || b == '[':
			c.depth++
		case b == '}' || b == ']':
			if c.depth == 0 {
				return i, true
			}
			if c.depth--; c.depth == 0 {
				return i + 1, true
			}
		case c.depth == 0 && (b == ',' || b == ':'):
			return i, true
		case c.depth == 0:
			c.scalar = true
		}
	}
	return len(window), false
}

// skipPlain counts the bytes in front of the next quote or backslash.
func skipPlain(window []byte) int {
	if n := bytes.IndexByte(window, '"'); n >= 0 {
		window = window[:n]
	}
	if n := bytes.IndexByte(window, '\\'); n >= 0 {
		return n
	}
	return len(window)
}
