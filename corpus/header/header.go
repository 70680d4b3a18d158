// Package header reads header blocks: the fields "Name: value" in front of a blank line that
// mail (RFC 5322), parts of mail (RFC 2045), HTTP (RFC 9112) and WARC (ISO 28500) share. In
// go the bytes of a block, out come its fields in their order, with values as they stand.
//
// Programs that write such blocks break the rules, and what reads them does not mind: lines
// end in LF or CRLF, blanks stand before the colon, and a line that is no field is left out
// and counted.
package header

import (
	"bytes"
	"mime"
	"regexp"
	"strings"
)

// Fields are the fields of a block. The zero value has none.
type Fields struct {
	list []field
	// Odd counts the lines that are no field.
	Odd int
}

type field struct {
	name  string
	value []byte // its lines, joined by blanks
}

// mostFields bounds the fields of a block that are kept; mail that was passed on by many has
// some hundred.
const mostFields = 10_000

// Read reads the block that b begins with and gives what follows its blank line. Ended tells
// whether there is such a line. A block without a field ends where it begins.
func Read(b []byte) (f Fields, rest []byte, ended bool) {
	begin := b
	for len(b) > 0 {
		line, next, whole := bytes.Cut(b, []byte{'\n'})
		line = bytes.TrimSuffix(line, []byte{'\r'})
		switch {
		case len(bytes.TrimSpace(line)) == 0:
			if len(f.list) == 0 {
				return f, begin, false
			}
			return f, next, whole
		case line[0] == ' ' || line[0] == '\t':
			f.fold(bytes.TrimSpace(line))
		default:
			if !f.add(line) && len(f.list) == 0 {
				return f, begin, false
			}
		}
		b = next
	}
	return f, nil, false
}

func (f *Fields) fold(line []byte) {
	if len(f.list) == 0 {
		f.Odd++
		return
	}
	last := &f.list[len(f.list)-1]
	last.value = append(append(last.value, ' '), line...)
}

// add adds the field that a line is, and tells whether it is one. Names are visible ASCII
// (RFC 5322, section 3.6.8), and begin with a letter.
func (f *Fields) add(line []byte) bool {
	name, value, is := bytes.Cut(line, []byte{':'})
	name = bytes.TrimRight(name, " \t")
	if !is || len(name) == 0 || !isLetter(name[0]) || bytes.ContainsFunc(name, func(r rune) bool { return r <= ' ' || r > '~' }) {
		f.Odd++
		return false
	}
	if len(f.list) < mostFields {
		f.list = append(f.list, field{string(name), bytes.Clone(bytes.TrimSpace(value))})
	}
	return true
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// Len counts the fields.
func (f Fields) Len() int { return len(f.list) }

// Has reports whether there is a field of this name with a value.
func (f Fields) Has(name string) bool { return f.Get(name) != "" }

// Get gives the value of the first field of this name that has one, in either case of
// letters, its lines joined by blanks; else "".
func (f Fields) Get(name string) string {
	for _, one := range f.list {
		if strings.EqualFold(one.name, name) {
			if value := bytes.TrimSpace(one.value); len(value) > 0 {
				return string(value)
			}
		}
	}
	return ""
}

// Media reads a value of the kind of Content-Type (RFC 2045, section 5.1; RFC 2231): the
// media type in lower case, and its parameters by their names in lower case. Of a value that
// breaks the rules it gives what can be told.
func Media(value string) (media string, parameters map[string]string) {
	media, parameters, err := mime.ParseMediaType(value)
	if err == nil {
		return media, parameters
	}
	media, rest, _ := strings.Cut(value, ";")
	parameters = make(map[string]string)
	for _, m := range parameter.FindAllStringSubmatch(rest, most) {
		name := strings.ToLower(m[1])
		if _, twice := parameters[name]; !twice {
			parameters[name] = strings.TrimSpace(m[2] + m[3])
		}
	}
	return strings.ToLower(strings.TrimSpace(media)), parameters
}

const most = 32 // parameters; types have one or two

var parameter = regexp.MustCompile(`([A-Za-z0-9_-]+)\s*=\s*(?:"([^"]*)"?|([^";]*))`)

// postmark is the line that begins a mail in a mailbox (RFC 4155, appendix A): who sent it,
// and when.
var postmark = regexp.MustCompile(`^From \S.*(\d\d?:\d\d.*\d{4}|\d{4}.*\d\d:\d\d)`)

// IsPostmark reports whether a line begins a mail in a mailbox, as far as the line can tell.
func IsPostmark(line []byte) bool {
	const longest = 500 // bytes; an address and a time
	return bytes.HasPrefix(line, []byte("From ")) && postmark.Match(line[:min(len(line), longest)])
}
