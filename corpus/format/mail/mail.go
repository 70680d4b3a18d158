package mail

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"

	"leitmotif/corpus"
	"leitmotif/corpus/header"
	"leitmotif/corpus/input"
)

// Read reads a stream that is one mail: the first record.
func Read(st *input.Stream) {
	b, ok := st.Whole()
	if !ok {
		return
	}
	message := begin(b)
	if m := counted.FindSubmatch(message); m != nil {
		message = message[len(m[0]):]
		if n, err := strconv.Atoi(string(m[1])); err == nil && n < len(message) {
			message = message[:n] // a property list follows
		}
	}
	read(st, 1, "", message)
}

// counted is the line that Apple Mail puts in front of a mail: its length in bytes.
var counted = regexp.MustCompile(`^(\d{1,12})[ \t]*\r?\n`)

// begin gives b without what may stand in front of a header: a byte order mark, blank lines.
func begin(b []byte) []byte {
	return bytes.TrimLeft(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf")), " \t\r\n")
}

// read hands over what a mail holds, the record of this number. Members have the folder in
// front of their names. It returns whether more is to be read.
func read(st *input.Stream, number int, folder string, message []byte) bool {
	o := st.Origin(number)
	fields, body, _ := header.Read(begin(message))
	if fields.Len() == 0 {
		return st.Reject(o, corpus.Malformed, "a mail without a header")
	}
	found := contents{}
	found.entity(entity{fields: fields, body: body}, 0)
	switch {
	case found.deep:
		return st.Reject(o, corpus.Nesting, fmt.Sprintf("over %d parts within one another", deepest))
	case found.sealed != "":
		return st.Reject(o, corpus.Unsupported, "the mail is encrypted with "+found.sealed)
	case found.delivery:
		return st.Reject(o, corpus.Empty, "a report on the delivery of a mail")
	}
	a := articleOf(fields, found.texts)
	a.Input, a.Truncated = o, found.cut
	switch {
	case a.Text != "":
		if !st.Article(a) {
			return false
		}
	case len(found.attached) == 0:
		return st.Reject(o, corpus.NoText, "a mail without a text")
	}
	for _, one := range found.attached {
		if !st.Member(folder+one.name, one.content) {
			return false
		}
	}
	return st.Alive()
}
