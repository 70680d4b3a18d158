// Package warc reads WARC files (ISO 28500:2017), in which crawlers keep what they were sent. In
// go the bytes of a stream, with their compression taken off; out come an article for each page,
// and what else holds a text, such as a PDF, as a member of the stream.
//
// What becomes of the records:
//
//   - A response with the status 200 or 203 that holds a page in HTML is an article; so is a
//     resource in HTML, and a resource or a conversion in plain text, as in WET files.
//   - Its address is the one that was asked for. The day on which a page was crawled is not that
//     on which it was published, and may be years later: a page that states no date has none.
//   - A record that says that it is cut (WARC-Truncated) is an article that is marked so.
//   - Responses that hold no page, and revisits, which point to a page that is stored elsewhere,
//     are summed up in one reject for the file.
//   - Requests, metadata and what describes the file itself are not about articles.
//   - Behind a damaged record the next line that begins one is looked for. A record whose
//     compressed member fails its checksum is damaged, although it could be read.
//
// The framing is read by code of our own: github.com/nlnwa/gowarc/v3 v3.1.0 is made to write,
// validate and spool to disk as well, adds 0.7 MB and three modules, and leaves content
// encodings to its caller.
package warc

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"

	"leitmotif/corpus"
	"leitmotif/corpus/header"
	"leitmotif/corpus/input"
)

// Read reads a stream of records. The record of an article is the number of its record in the
// file, whatever the others hold.
func Read(st *input.Stream) {
	f := &file{st: st, lines: lines{r: st.Reader()}}
	for f.next() {
	}
	if told := f.left.String(); told != "" && st.Alive() {
		st.Reject(st.Origin(0), corpus.Empty, told)
	}
}

// file reads a file record by record.
type file struct {
	st     *input.Stream
	lines  lines
	number int // of the record
	left   tally
}

// version is the line that begins a record (clause 4).
var version = regexp.MustCompile(`^WARC/\d+\.\d+[ \t]*\r?\n?$`)

// next reads a record and returns whether more may follow.
func (f *file) next() bool {
	line, err := f.lines.skipBlank()
	if errors.Is(err, io.EOF) {
		return false
	}
	f.number++
	o := f.st.Origin(f.number)
	switch {
	case err != nil:
		return f.damaged(o, err)
	case !version.Match(line):
		return f.st.Reject(o, corpus.Malformed, "what stands here is no record") && f.resume()
	}
	head, err := f.lines.header()
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return f.damaged(o, err)
	}
	fields, _, _ := header.Read(head)
	length, err := strconv.ParseInt(fields.Get("Content-Length"), 10, 64)
	if err != nil || length < 0 {
		return f.st.Reject(o, corpus.Malformed, fmt.Sprintf("a record with the length %q", fields.Get("Content-Length"))) && f.resume()
	}
	b := &block{r: f.lines.r, left: length}
	found, err := f.record(fields, b)
	if err == nil {
		err = b.skip()
	}
	if err == nil {
		err = f.lines.end()
	}
	if err != nil {
		return f.damaged(o, err)
	}
	return f.give(o, fields, found)
}

// damaged says that a record could not be read to its end, and goes on behind it where that is
// possible.
func (f *file) damaged(o corpus.Origin, err error) bool {
	if !f.st.Failed(o, err) {
		return false
	}
	var damage *input.Damage
	if errors.As(err, &damage) {
		damage.Leave()
		return f.resume()
	}
	return errors.Is(err, errLongHeader) && f.resume()
}

// resume goes on with the next record that can be found.
func (f *file) resume() bool {
	for {
		line, err := f.lines.skipBlank()
		var damage *input.Damage
		switch {
		case errors.Is(err, io.EOF):
			return false
		case errors.As(err, &damage):
			damage.Leave()
		case err != nil:
			f.number++
			f.st.Failed(f.st.Origin(f.number), err)
			return false
		case version.Match(line):
			f.lines.again = line
			return true
		}
	}
}
