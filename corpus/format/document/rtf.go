package document

import (
	"bytes"
	"fmt"
	"strconv"

	"leitmotif/corpus"
	"leitmotif/corpus/input"
)

// ReadRTF reads a text document in RTF.
func ReadRTF(st *input.Stream) {
	b, ok := st.Whole()
	if !ok {
		return
	}
	r := &rtf{flow: flow{limit: st.Limit()}, rest: bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))}
	c, err := r.read()
	switch {
	case err != nil:
		st.Failed(st.Origin(1), err)
	case len(c.paragraphs) > 0:
		c.emit(st)
	case r.pictures:
		st.Reject(st.Origin(1), corpus.NoText, "there are pictures in it and no text")
	}
}

// destination is where the text of a group goes.
type destination uint8

const (
	toText destination = iota
	toNothing
	toObject // nothing, but for what is shown in its place (\result)
	toFonts
	toStyles
	toInfo
	toTitle
)

// group is the state that braces keep (RTF 1.9.1, "Conventions of an RTF Reader").
type group struct {
	to       destination
	aside    bool // the group is a text box or a footnote
	note     bool // a footnote
	outside  int  // paragraphs that have begun outside of the text box or footnote
	fallback int  // bytes behind a character of Unicode that stand for it (\uc)
	font     int
	hidden   bool
	deleted  bool
}

// maxGroups bounds the groups within one another.
const maxGroups = 1000

// rtf reads a document.
type rtf struct {
	flow     flow
	rest     []byte
	groups   []group // those around the current one
	at       group
	charsets rtfCharsets
	skip     int  // characters that stand for one of Unicode
	high     rune // the first half of a character beyond the basic plane
	optional bool // \* was read: what is not known is left out
	inTable  bool // the paragraph
	cell     cell // that it is in
	kind     kind // of the paragraph
	styles   map[int]kind
	number   int    // of the style or font that is being described
	name     []byte // of the style
	title    []byte
	pictures bool
	cut      bool // binary data were to go on beyond the end
}

// read gives what the document holds.
func (r *rtf) read() (*content, error) {
	r.styles = make(map[int]kind)
	r.at.fallback = 1
	r.cell.row = 1
	for len(r.rest) > 0 {
		switch c := r.rest[0]; c {
		case '{':
			if err := r.open(); err != nil {
				return nil, err
			}
		case '}':
			r.rest = r.rest[1:]
			r.close()
		case '\\':
			r.control()
		case '\r', '\n', 0:
			r.rest = r.rest[1:]
		default:
			n := bytes.IndexAny(r.rest, "{}\\\r\n\x00")
			if n < 0 {
				n = len(r.rest)
			}
			r.characters(r.rest[:n])
			r.rest = r.rest[n:]
		}
	}
	r.decode()
	c := &content{title: input.Text(r.title), cut: r.cut || len(r.groups) > 0}
	var err error
	if c.paragraphs, err = r.flow.finish(); err != nil {
		return nil, err
	}
	return c, nil
}

// open begins a group.
func (r *rtf) open() error {
	if len(r.groups) == maxGroups {
		return &corpus.Reject{Reason: corpus.Nesting, Detail: fmt.Sprintf("over %d groups within one another", maxGroups)}
	}
	r.rest = r.rest[1:]
	r.decode()
	r.skip, r.optional = 0, false
	r.groups = append(r.groups, r.at)
	r.at.aside, r.at.note = false, false
	return nil
}

// close ends a group.
func (r *rtf) close() {
	r.decode()
	r.skip = 0
	n := len(r.groups)
	if n == 0 {
		return // a brace too many
	}
	if r.at.aside {
		r.endAside()
	}
	if r.at.to == toStyles {
		r.endStyle()
	}
	r.at = r.groups[n-1]
	r.groups = r.groups[:n-1]
}

// control reads a control word or symbol, which begins with a backslash.
func (r *rtf) control() {
	b := r.rest[1:]
	if len(b) == 0 {
		r.rest = nil
		return
	}
	n := 0
	for n < len(b) && isLetter(b[n]) {
		n++
	}
	if n == 0 {
		r.symbol(b[0], b[1:])
		return
	}
	word := string(b[:min(n, longestWord)])
	b = b[n:]
	n = 0
	if n < len(b) && b[n] == '-' {
		n++
	}
	for n < len(b) && '0' <= b[n] && b[n] <= '9' {
		n++
	}
	number, err := strconv.Atoi(string(b[:min(n, longestWord)]))
	given := err == nil
	b = b[n:]
	if len(b) > 0 && b[0] == ' ' {
		b = b[1:]
	}
	r.rest = b
	if word == "bin" {
		r.cut = r.cut || number > len(b)
		r.rest = b[min(max(number, 0), len(b)):]
		return
	}
	if _, character := characterWords[word]; character && r.skip > 0 {
		r.skip--
		return
	}
	r.skip = 0
	r.word(word, number, given)
}

// longestWord bounds a control word and a number, in bytes. Words have 32 letters at most.
const longestWord = 32

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// symbol reads a control symbol; b is what follows it.
func (r *rtf) symbol(c byte, b []byte) {
	r.rest = b
	if c == '\'' {
		digits := b[:min(2, len(b))]
		value, err := strconv.ParseUint(string(digits), 16, 8)
		if err != nil {
			return
		}
		r.rest = b[len(digits):]
		r.characters([]byte{byte(value)})
		return
	}
	if c == '*' {
		r.optional = true
		return
	}
	if r.skip > 0 {
		r.skip--
		return
	}
	switch c {
	case '\\', '{', '}':
		r.characters([]byte{c})
	case '~':
		r.write("\u00a0")
	case '_':
		r.write("-")
	case '\r', '\n':
		r.endParagraph()
	}
}

// characters takes bytes of text.
func (r *rtf) characters(b []byte) {
	n := min(r.skip, len(b))
	r.skip -= n
	if b = b[n:]; len(b) == 0 {
		return
	}
	switch r.at.to {
	case toNothing, toObject, toInfo, toFonts:
	case toStyles:
		if len(r.name) < maxTitle {
			r.name = append(r.name, b...)
		}
	default:
		r.charsets.add(b)
	}
}

// maxTitle bounds the title among the properties and the name of a style, in bytes.
const maxTitle = 4096

// decode writes the bytes that have been gathered.
func (r *rtf) decode() {
	if text := r.charsets.decode(r.at.font); text != "" {
		r.put(text)
	}
}

// write writes text behind the bytes that have been gathered.
func (r *rtf) write(text string) {
	r.decode()
	r.put(text)
}

// put puts text where the group sends it.
func (r *rtf) put(text string) {
	switch {
	case r.at.to == toTitle && len(r.title) < maxTitle:
		r.title = append(r.title, text...)
	case r.at.to == toText && !r.at.hidden && !r.at.deleted:
		if len(r.flow.drafts) <= r.at.outside {
			r.beginParagraph()
		}
		r.flow.write(text)
	}
}

// beginParagraph begins a paragraph of the style and the cell that are set.
func (r *rtf) beginParagraph() {
	r.flow.begin()
	d := r.flow.current()
	d.kind = r.kind
	if r.inTable {
		d.cell = r.cell
	}
}

// beginAside begins a text box or a footnote, in a group of its own.
func (r *rtf) beginAside(note bool) {
	r.decode()
	if r.at.aside {
		return
	}
	r.at.aside, r.at.note, r.at.outside = true, note, len(r.flow.drafts)
	if note {
		r.flow.inNote++
	}
}

// endAside ends a text box or a footnote.
func (r *rtf) endAside() {
	for len(r.flow.drafts) > r.at.outside {
		r.flow.end()
	}
	if r.at.note {
		r.flow.inNote--
	}
}

// endParagraph ends a paragraph of the text.
func (r *rtf) endParagraph() {
	r.decode()
	if r.at.to == toText && !r.at.deleted && len(r.flow.drafts) > r.at.outside {
		r.flow.end()
	}
}

// endStyle takes the style whose description ends.
func (r *rtf) endStyle() {
	name, _, _ := bytes.Cut(r.name, []byte{';'})
	if k := kindOfStyle(string(bytes.TrimSpace(name))); k != bodyKind && len(r.styles) < maxStyles {
		r.styles[r.number] = k
	}
	r.name, r.number = r.name[:0], 0
}
