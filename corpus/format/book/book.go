// Package book reads e-books in EPUB (EPUB 3.3, W3C 2023; EPUB 2.0.1, IDPF 2010). In go the
// members of a book, out comes an article for each document of its spine, which is the order
// of reading: a chapter of a book, an article of a magazine.
//
// # What is read
//
//   - The text is HTML of the chapter alone, all of it, without numbers of printed pages and
//     marks of notes. A book whose package lists nothing gives all its pages in their order.
//   - The title is what the table of contents calls the chapter, else its first heading, else
//     the title of its page.
//   - The title of the book stands for the outlet: who reads a magazine as a book asks for it
//     under that name. Author, language and date are those of the book.
//   - Cover, title page, imprint and tables of contents, told by what the book says of them,
//     and documents without a running text are no articles. One reject tells how many there
//     are and which; its reason is Empty, for nothing is lost.
//   - A book whose chapters are encrypted is refused. Fonts may be.
//
// The record is the position in the spine. The readers of EPUB that there are in Go hold a
// book in memory as their own tree, or do not read its metadata; the standard library's XML is
// all that is needed.
package book

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"leitmotif/corpus"
	"leitmotif/corpus/date"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/input"
)

// reading is the way through a book.
type reading struct {
	st       *input.Stream
	document *input.Document
	book     *publication
	articles int
	silent   []string // documents without an article
	silents  int      // all of them
}

// ReadEPUB reads the articles of a book.
func ReadEPUB(st *input.Stream) {
	b := &reading{st: st, document: st.Document()}
	o := st.Origin(0)
	var err error
	if b.book, err = readPublication(b.document, st.Limit()); err != nil {
		st.Failed(o, err)
		return
	}
	encrypted, err := encryptedMembers(b.document, st.Limit())
	if err != nil {
		st.Failed(o, err)
		return
	}
	for _, item := range b.book.spine {
		if encrypted[item.name] {
			st.Reject(o, corpus.Unsupported, "it is protected by a digital lock (DRM)")
			return
		}
	}
	for i, item := range b.book.spine {
		if !b.chapter(st.Origin(i+1), item) {
			return
		}
	}
	b.tell(o)
}

// maxTold is the number of documents without an article that are named.
const maxTold = 10

// tell says which documents gave no article.
func (b *reading) tell(o corpus.Origin) {
	if b.silents == 0 {
		return
	}
	names := strings.Join(b.silent, ", ")
	if more := b.silents - len(b.silent); more > 0 {
		names += fmt.Sprintf(" and %d more", more)
	}
	if b.articles == 0 {
		b.st.Reject(o, corpus.NoText, "no document with a running text: "+names)
		return
	}
	b.st.Reject(o, corpus.Empty, fmt.Sprintf("%d without a running text of their own: %s", b.silents, names))
}

// leaveOut counts a document that gives no article.
func (b *reading) leaveOut(item spineItem) bool {
	b.silents++
	if len(b.silent) < maxTold {
		b.silent = append(b.silent, item.name)
	}
	return true
}

// chapter reads a document of the spine, and tells whether to go on.
func (b *reading) chapter(o corpus.Origin, item spineItem) bool {
	if item.aside || !item.markup {
		return b.leaveOut(item)
	}
	c, err := readChapter(b.document, item.name, b.st.Limit())
	var malformed *corpus.Reject
	if errors.As(err, &malformed) && malformed.Reason == corpus.Malformed {
		c, err = loosePage(b.document, item.name)
	}
	switch {
	case err != nil:
		return b.st.Failed(o, err)
	case c.aside || !c.words:
		return b.leaveOut(item)
	}
	b.articles++
	m := &b.book.metadata
	a := &corpus.Article{Input: o, Title: b.title(item, c), Text: c.text, Markup: corpus.Fragment, Source: m.title,
		Author: strings.Join(m.creators, ", "), Language: record.LanguageCode(m.language)}
	if m.identifier != "" {
		a.SourceID = m.identifier + "#" + item.name
	}
	if d, ok := date.ParseField(m.date); ok {
		d.Set(a)
	}
	return b.st.Article(a)
}

// title is that of a chapter.
func (b *reading) title(item spineItem, c *chapter) string {
	for _, title := range [...]string{b.book.contents[item.name], c.heading, c.title} {
		if strings.ContainsFunc(title, isLetter) && !programTitles.MatchString(title) && title != b.book.metadata.title {
			return title
		}
	}
	return ""
}

// atEnd tells whether an error is the end of a part.
func atEnd(err error) bool { return errors.Is(err, io.EOF) }
