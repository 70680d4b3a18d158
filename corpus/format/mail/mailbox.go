package mail

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	"leitmotif/corpus/header"
	"leitmotif/corpus/input"
)

// ReadMailbox reads a mailbox (mbox): the record is the number of the mail. Of the four forms
// that there are it reads all: a line "From " in a mail may be marked with ">", as may one that
// is marked already, and the length of a mail may stand in its header instead.
func ReadMailbox(st *input.Stream) {
	m := &mailbox{r: st.Reader(), limit: st.Limit(), trusted: true}
	for number := 1; ; number++ {
		message, err := m.next()
		o := st.Origin(number)
		var more bool
		switch {
		case errors.Is(err, io.EOF):
			return
		case errors.Is(err, errTooLarge):
			more = st.TooLarge(o)
		case err != nil:
			st.Failed(o, err)
			return
		default:
			more = read(st, number, fmt.Sprintf("%d/", number), message)
		}
		if !more {
			return
		}
	}
}

var errTooLarge = errors.New("too large")

// mailbox parts a mailbox into its mails.
type mailbox struct {
	r     *bufio.Reader
	limit int64
	begun bool // whether the postmark of the next mail has been read
	// trusted tells that lengths in headers have been right so far.
	trusted bool
	// again is what was read by a wrong length, to be read once more.
	again []byte
}

// next gives the next mail without its postmark; io.EOF behind the last.
func (m *mailbox) next() ([]byte, error) {
	for !m.begun {
		line, err := m.readLine()
		if err != nil {
			return nil, err
		}
		m.begun = header.IsPostmark(bytes.TrimPrefix(line, []byte("\xef\xbb\xbf")))
	}
	m.begun = false
	var message []byte
	inHeader, large := true, false
	for {
		line, err := m.readLine()
		if errors.Is(err, io.EOF) {
			return m.whole(message, large)
		}
		if err != nil {
			return nil, err
		}
		if header.IsPostmark(line) {
			line = bytes.Clone(line) // looking ahead moves what it lies in
			if m.begun = m.headerFollows(); m.begun {
				return m.whole(message, large)
			}
		}
		if large = large || int64(len(message)+len(line)) > m.limit; large {
			continue
		}
		message = append(message, unescaped(line, inHeader)...)
		if inHeader && len(bytes.TrimSpace(line)) == 0 && len(bytes.TrimSpace(message)) > 0 {
			inHeader = false
			body, sized, err := m.sized(message)
			if err != nil {
				return nil, err
			}
			if sized {
				return append(message, body...), nil
			}
		}
	}
}

func (m *mailbox) whole(message []byte, large bool) ([]byte, error) {
	if large {
		return nil, errTooLarge
	}
	return message, nil
}

// unescaped takes the mark from a line that begins like a postmark. In a header such a line
// stands where a mail was put from one mailbox into another, and is none of its fields.
func unescaped(line []byte, inHeader bool) []byte {
	bare := bytes.TrimLeft(line, ">")
	if len(bare) == len(line) || !bytes.HasPrefix(bare, []byte("From ")) {
		return line
	}
	if inHeader {
		return nil
	}
	return line[1:]
}

// sized reads the body of a mail whose header says how long it is, if a mail or the end
// follows it. Once that was not so lengths are not looked at any more, for a mailbox that was
// changed says what is no longer true.
func (m *mailbox) sized(message []byte) (body []byte, sized bool, err error) {
	fields, _, _ := header.Read(begin(message))
	length, err := strconv.ParseInt(fields.Get("Content-Length"), 10, 64)
	if !m.trusted || err != nil || length < 0 || length > m.limit-int64(len(message)) {
		return nil, false, nil
	}
	body, err = io.ReadAll(io.LimitReader(m.r, length))
	if err != nil {
		return nil, false, err
	}
	if int64(len(body)) == length && m.ends() {
		return body, true, nil
	}
	m.trusted = false
	m.again = body
	return nil, false, nil
}

// ends reports whether the mailbox ends here, or goes on with a postmark below blank lines.
func (m *mailbox) ends() bool {
	const blank = 4 // bytes: two line breaks
	ahead, _ := m.r.Peek(blank + len("From "))
	ahead = bytes.TrimLeft(ahead, "\r\n")
	return len(ahead) == 0 || bytes.HasPrefix(ahead, []byte("From "))
}

// headerFollows reports whether the next line is a field.
func (m *mailbox) headerFollows() bool {
	const enough = 256 // bytes
	ahead := m.again[:min(len(m.again), enough)]
	if len(ahead) < enough {
		more, _ := m.r.Peek(enough - len(ahead)) // an error shows when the line is read
		ahead = slices.Concat(ahead, more)
	}
	line, _, _ := bytes.Cut(ahead, []byte{'\n'})
	if bytes.HasPrefix(line, []byte(">From ")) {
		return true
	}
	fields, _, _ := header.Read(line)
	return fields.Len() > 0
}

// readLine gives the next line with its break; of one that is longer than a buffer a part. It
// is good until the next call.
func (m *mailbox) readLine() ([]byte, error) {
	begun := m.again
	if end := bytes.IndexByte(begun, '\n') + 1; end > 0 {
		m.again = begun[end:]
		return begun[:end], nil
	}
	m.again = nil
	line, err := m.r.ReadSlice('\n')
	if len(begun) > 0 {
		line = slices.Concat(begun, line)
	}
	if errors.Is(err, bufio.ErrBufferFull) || len(line) > 0 && errors.Is(err, io.EOF) {
		err = nil
	}
	return line, err
}
