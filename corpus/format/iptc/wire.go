package iptc

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"regexp"
	"strings"
	"unicode"

	"leitmotif/corpus"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/input"
)

// Control characters of the wire formats.
const (
	soh = '\x01' // begins a message
	stx = '\x02' // begins its text
	etx = '\x03' // ends its text
	eot = '\x04' // ends a transmission
)

// wireHeader is the first line of a message in IPTC 7901: service and number, priority,
// category, words, and what the agency adds.
var wireHeader = regexp.MustCompile(`^([A-Za-z]{2,10})(\d{3,4}) (\d|[A-Z]) {1,3}([A-Za-z]{1,4}) {1,3}(\d{1,5})(?: +([^\n]*))?$`)

// Wire names the wire format of a text that begins with head; "" where it is none. A text
// that has lost its control characters counts where the first line can be nothing else.
func Wire(head []byte) string {
	head = bytes.TrimLeft(head, "\x16\r\n \x00")
	first, rest, _ := bytes.Cut(head, []byte{'\n'})
	started := bytes.HasPrefix(first, []byte{soh})
	first = bytes.Trim(first, "\x01\x02\r\n ")
	if wireHeader.Match(first) {
		fields := wireHeader.FindSubmatch(first)
		if started || len(fields[6]) > 0 && unicode.IsLower(rune(fields[1][0])) {
			return "IPTC 7901"
		}
	}
	second, _, _ := bytes.Cut(rest, []byte{'\n'})
	if pressHeader.Match(first) && pressKey.Match(bytes.TrimRight(second, "\r")) {
		return "ANPA 1312"
	}
	if started && bytes.IndexByte(head, stx) > 0 {
		return "IPTC 7901"
	}
	return ""
}

// ReadWire reads the messages of a text in IPTC 7901 or ANPA 1312, whose form is that of its
// first message. The record is the number of the message.
func ReadWire(st *input.Stream, form string) {
	m := messages{r: st.Reader(), limit: st.Limit()}
	for n := 1; ; n++ {
		lines, err := m.next()
		switch {
		case errors.Is(err, io.EOF) && lines == nil:
			return
		case err != nil && !errors.Is(err, io.EOF):
			st.Failed(st.Origin(0), err)
			return
		}
		o := st.Origin(n)
		var goesOn bool
		if lines.over {
			goesOn = st.TooLarge(o)
		} else if a := lines.article(form); a.Text == "" {
			goesOn = st.Reject(o, corpus.NoText, "a message without text: "+lines.first())
		} else {
			a.Input = o
			goesOn = st.Article(&a)
		}
		if !goesOn {
			return
		}
	}
}

// messages cuts a text into its messages.
type messages struct {
	r     *bufio.Reader
	limit int64
	held  []byte // the first line of the next message
}

// message is what stands from one SOH to the next, as lines without their ends.
type message struct {
	lines []string
	over  bool // it was over the limit, and its lines are dropped
}

// next gives the next message that is not blank; nil at the end.
func (m *messages) next() (*message, error) {
	one := &message{}
	size := int64(0)
	blank := true
	for {
		line, err := m.held, error(nil)
		if m.held = nil; line == nil {
			line, err = m.line()
		}
		if !blank && begins(line) {
			m.held = line
			return one, nil
		}
		if len(bytes.Trim(line, "\x01\x02\x03\x04\x16\x00\x7f \t\r\n")) > 0 {
			blank = false
		}
		if size += int64(len(line)) + 16; size > m.limit {
			one.over, one.lines = true, nil
		}
		if !one.over && len(line) > 0 {
			one.lines = append(one.lines, strings.Trim(string(line), "\r\n\x7f\x00"))
		}
		if err != nil {
			if blank {
				one = nil
			}
			return one, err
		}
	}
}

// line reads a line with its end. Of one over the limit the part within it is given.
func (m *messages) line() ([]byte, error) {
	var line []byte
	for {
		part, err := m.r.ReadSlice('\n')
		if int64(len(line)) <= m.limit {
			line = append(line, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}

// begins reports whether a line begins a message.
func begins(line []byte) bool {
	line = bytes.TrimLeft(line, "\x16\x04")
	return len(line) > 0 && line[0] == soh
}

// first gives the first line that is not blank, to name a message by.
func (m *message) first() string {
	for _, line := range m.lines {
		if plain := input.Line(input.Text([]byte(line))); plain != "" {
			return plain
		}
	}
	return ""
}

// article reads a message in a form.
func (m *message) article(form string) (a corpus.Article) {
	head, body, trailer := m.parts()
	if form == "ANPA 1312" {
		pressArticle(&a, body)
		setPressDate(&a, trailer, body)
	} else {
		wireArticle(&a, head, body)
		setWireDate(&a, trailer, body)
	}
	return a
}

// parts parts a message at STX and ETX. Where there is no STX the head ends at the first blank
// line, or is the two lines of ANPA 1312.
func (m *message) parts() (head, body, trailer []string) {
	at := 0
	for ; at < len(m.lines); at++ {
		if before, after, ok := strings.Cut(m.lines[at], string(rune(stx))); ok {
			head = append(head, before)
			body = append(body, after)
			break
		}
		head = append(head, m.lines[at])
	}
	if at == len(m.lines) {
		head, body = withoutMarks(m.lines)
	} else {
		body = append(body, m.lines[at+1:]...)
	}
	for i, line := range body {
		before, after, ended := strings.Cut(line, string(rune(etx)))
		if !ended {
			before, after, ended = strings.Cut(line, string(rune(eot)))
		}
		if ended {
			trailer = append([]string{after}, body[i+1:]...)
			body = append(body[:i:i], before)
			break
		}
	}
	return clean(head), clean(body), clean(trailer)
}

// withoutMarks parts a message that has lost its control characters: its header is its first
// line that is not blank, and in ANPA 1312 the line below.
func withoutMarks(lines []string) (head, body []string) {
	for i, line := range lines {
		if strings.TrimSpace(line) == "" {
			continue
		}
		i++
		if i < len(lines) && pressKey.MatchString(lines[i]) {
			i++
		}
		return lines[:i], lines[i:]
	}
	return nil, lines
}

// clean makes lines text.
func clean(lines []string) []string {
	for i, line := range lines {
		lines[i] = strings.TrimRightFunc(input.Text([]byte(line)), unicode.IsSpace)
	}
	return lines
}

// wireArticle reads a message in IPTC 7901. Its text begins with slug lines, which end in a
// slash, where they do not stand above it; then comes the headline, up to a blank line, with
// the byline.
func wireArticle(a *corpus.Article, head, body []string) {
	for _, line := range head {
		if fields := wireHeader.FindStringSubmatch(strings.TrimSpace(line)); fields != nil {
			a.SourceID = fields[1] + fields[2]
			a.Source = agency(fields[6])
			break
		}
	}
	body = body[:publicEnd(body)]
	at := 0
	for at < len(body) && (body[at] == "" || isSlug(body[at])) {
		at++
	}
	end := at
	for end < len(body) && body[end] != "" && !datelined.MatchString(body[end]) && !indented(body[end]) {
		end++
	}
	const longest = 8 // lines of a headline with all that stands around it
	if end-at > longest || end == len(body) {
		end = at // no headline: the text begins at once
	}
	headlines(a, body[at:end])
	a.Text = paragraphs(body[end:], a.Source)
	if m := datelined.FindStringSubmatch(a.Text); m != nil && a.Source == "" {
		a.Source = m[1]
	}
}

var (
	// datelined is the beginning of a report: "Berlin (dpa) - ".
	datelined = regexp.MustCompile(`^[^()]{2,60}\(([\p{L}/ .-]{2,20})\) *[-–—_] `)
	slugLine  = regexp.MustCompile(`^[^ ].*/$`)
	byline    = regexp.MustCompile(`^(?i:by|von) (.*?) ?=?$`)
	// notForPrint begin what an agency adds for editors.
	notForPrint = regexp.MustCompile(`^(# (Notebook|Notizblock)|\* \* \* \*|.*not (intended )?for publication.*|.*nicht zur Veröffentlichung bestimmt.*)$`)
)

// agency gives what an agency adds to the header up to the number of the day: "dpa 0045".
func agency(added string) string {
	fields := strings.Fields(added)
	if n := len(fields); n > 1 && strings.Trim(fields[n-1], "0123456789") == "" {
		fields = fields[:n-1]
	}
	return input.Line(input.Text([]byte(strings.Join(fields, " "))))
}

func isSlug(line string) bool { return slugLine.MatchString(line) }

func indented(line string) bool {
	return strings.HasPrefix(line, "  ") || strings.HasPrefix(line, "\t")
}

// publicEnd finds where what is for editors alone begins.
func publicEnd(lines []string) int {
	for i, line := range lines {
		if notForPrint.MatchString(line) {
			return i
		}
	}
	return len(lines)
}

// headlines takes title and author from the lines above a text. Lines in capitals beside
// others say what a report replaces ("1ST LEAD").
func headlines(a *corpus.Article, lines []string) {
	var title, flags []string
	for _, line := range lines {
		line = strings.TrimSpace(line)
		plain := strings.TrimRight(line, " =")
		switch m := byline.FindStringSubmatch(line); {
		case m != nil && (len(title) > 0 || strings.HasSuffix(line, "=")):
			a.Author = author(m[1])
		case isFlag(plain):
			flags = append(flags, plain)
		case plain != "":
			title = append(title, plain)
		}
	}
	if len(title) == 0 {
		title = flags
	}
	a.Title = record.PlainTitle(strings.Join(title, " "))
}

// isFlag tells a line of at most three words without a letter in lower case.
func isFlag(line string) bool {
	return len(strings.Fields(line)) <= 3 && strings.IndexFunc(line, unicode.IsLower) < 0
}

// paragraphs joins lines that are broken at a margin: a paragraph ends at a blank line and
// begins at an indented one. What an agency repeats of the time and its desk at the end of a
// text is left out.
func paragraphs(lines []string, agency string) string {
	for len(lines) > 0 && isClosing(lines[len(lines)-1], agency) {
		lines = lines[:len(lines)-1]
	}
	var out strings.Builder
	begun := false
	for _, line := range lines {
		plain := strings.TrimSpace(line)
		switch {
		case plain == "":
			begun = false
			continue
		case begun && !indented(line):
			out.WriteByte(' ')
		case out.Len() > 0:
			out.WriteByte('\n')
		}
		begun = true
		out.WriteString(plain)
	}
	return out.String()
}

var (
	// desk is a line of the marks of writer and desk at the end of a text: "dpa al rmo".
	desk = regexp.MustCompile(`^([a-z]+)( [a-z0-9]{1,4}){1,6}$`)
	// wireTime is day, hour and minute, zone, month and year.
	wireTime = regexp.MustCompile(`\b(\d\d)(\d\d)(\d\d) ?([A-Z]{1,4})? ([A-Z][a-zä]{2})[a-z]* (\d\d)\b`)
)

// isClosing tells a line that may end a text and says nothing: blank, the time, the desk of the
// agency.
func isClosing(line, agency string) bool {
	if m := desk.FindStringSubmatch(line); m != nil {
		return strings.HasPrefix(strings.ToLower(agency), m[1])
	}
	at := wireTime.FindStringIndex(line)
	return line == "" || at != nil && at[1]-at[0] == len(line)
}

// setWireDate takes the time from what stands behind the text, else from its last lines.
func setWireDate(a *corpus.Article, trailer, body []string) {
	const looked = 6 // lines
	for _, lines := range [][]string{trailer, body[max(0, len(body)-looked):]} {
		for i := len(lines) - 1; i >= 0; i-- {
			if m := wireTime.FindStringSubmatch(lines[i]); m != nil {
				record.SetDate(a, m[1]+" "+m[5]+" 20"+m[6]+" "+m[2]+":"+m[3]+" "+m[4])
				return
			}
		}
	}
}
