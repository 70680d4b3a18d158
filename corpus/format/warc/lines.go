package warc

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"regexp"

	"github.com/klauspost/compress/gzip"

	"leitmotif/corpus/header"
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

// end reads up to the next record. What is compressed is known to be whole where its member
// ends: that its checksum is wrong is the fault of the record in front.
func (l *lines) end() error {
	line, err := l.skipBlank()
	if errors.Is(err, gzip.ErrChecksum) && len(bytes.TrimSpace(line)) == 0 {
		return err
	}
	if err == nil {
		l.again = line
	}
	return nil // reading meets the error again
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
func (l *lines) header() (head []byte, err error) {
	for {
		line, err := l.next()
		if err != nil {
			return nil, err
		}
		if len(head)+len(line) > longestHeader {
			return nil, errLongHeader
		}
		head = append(head, line...)
		if len(bytes.TrimSpace(line)) == 0 {
			return head, nil
		}
	}
}

var (
	// statusLine begins a response of HTTP (RFC 9112, section 4).
	statusLine = regexp.MustCompile(`^HTTP/\S+[ \t]+(\d{3})\b`)
	errNoHTTP  = errors.New("no response of HTTP")
)

// response reads the status and the header of a response of HTTP.
func (l *lines) response() (status string, fields header.Fields, err error) {
	first, err := l.next()
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fields, err
	}
	m := statusLine.FindSubmatch(first)
	if m == nil {
		return "", fields, errNoHTTP
	}
	status = string(m[1])
	head, err := l.header()
	if errors.Is(err, io.EOF) || errors.Is(err, errLongHeader) {
		err = errNoHTTP
	}
	fields, _, _ = header.Read(head)
	return status, fields, err
}

// block reads the block of a record: what its header heads, as many bytes as that says.
type block struct {
	r    io.Reader
	left int64
}

// Read implements io.Reader. That the file ends within the record is an error.
func (b *block) Read(p []byte) (int, error) {
	if b.left == 0 {
		return 0, io.EOF
	}
	n, err := b.r.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
		if b.left == 0 {
			err = nil
		}
	}
	return n, err
}

// skip reads to the end of the record.
func (b *block) skip() error {
	_, err := io.Copy(io.Discard, b)
	return err
}
