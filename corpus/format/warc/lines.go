package warc

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// lines reads what stands between the contents of records.
type lines struct {
	r     *bufio.Reader
	again []byte // a line that was read too early
}

// longestHeader bounds a header, in bytes. Those of servers are some hundred long.
const longestHeader = 1 << 20

var errLongHeader = errors.New("a header over 1 MiB")

// skipBlank gives the next line that is not blank; of a long one its beginning and then the
// rest. It is good until the next call.
func (l *lines) skipBlank() ([]byte, error) {
	for {
		line, err := l.next()
		if err != nil || len(bytes.TrimSpace(line)) > 0 {
			return bytes.TrimPrefix(line, []byte("\xef\xbb\xbf")), err
		}
	}
}

func (l *lines) next() ([]byte, error) {
	if l.again != nil {
		line := l.again
		l.again = nil
		return line, nil
	}
	line, err := l.r.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) || len(line) > 0 && errors.Is(err, io.EOF) {
		err = nil
	}
	return line, err
}

// header reads the lines up to a blank one, which it holds as well.
func (l *lines) header() (block []byte, err error) {
	for {
		line, err := l.next()
		if err != nil {
			return nil, err
		}
		if len(block)+len(line) > longestHeader {
			return nil, errLongHeader
		}
		block = append(block, line...)
		if len(bytes.TrimSpace(line)) == 0 {
			return block, nil
		}
	}
}

// content reads the content of a record: as many bytes as its header says.
type content struct {
	r    io.Reader
	left int64
}

// Read implements io.Reader. That the file ends within the record is an error.
func (c *content) Read(p []byte) (int, error) {
	if c.left == 0 {
		return 0, io.EOF
	}
	n, err := c.r.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
		if c.left == 0 {
			err = nil
		}
	}
	return n, err
}

// skip reads to the end of the record.
func (c *content) skip() error {
	_, err := io.Copy(io.Discard, c)
	return err
}
