package book

import (
	"encoding/xml"
	"errors"
	"html"
	"io/fs"
	"strings"
	"unicode"

	"leitmotif/corpus"
	"leitmotif/corpus/format/part"
	"leitmotif/corpus/input"
)

// chapter is a document of a book.
type chapter struct {
	text    string // HTML
	heading string // the first
	title   string // of the page
	words   bool   // there are some beside headings
	aside   bool   // it says that it is a cover, a table of contents or the like
}

// blocks are the elements whose tags are kept: those that end a line, and those that the
// cleaner leaves out. Marks within a line say nothing.
var blocks = map[string]bool{
	"address": true, "article": true, "aside": true, "blockquote": true, "caption": true, "dd": true, "div": true, "dl": true, "dt": true,
	"figcaption": true, "figure": true, "footer": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true,
	"header": true, "li": true, "main": true, "ol": true, "p": true, "pre": true, "section": true, "table": true, "tbody": true,
	"td": true, "tfoot": true, "th": true, "thead": true, "tr": true, "ul": true,
}

// unread are the elements that hold nothing to read.
var unread = map[string]bool{
	"audio": true, "canvas": true, "del": true, "iframe": true, "math": true, "nav": true, "noscript": true, "object": true, "rp": true, "rt": true,
	"script": true, "style": true, "svg": true, "template": true, "video": true,
}

// asideKinds are what a document or its parts may be (EPUB 3 Structural Semantics Vocabulary,
// and roles of DPub-ARIA), and is no article.
var asideKinds = map[string]bool{
	"cover": true, "titlepage": true, "halftitlepage": true, "copyright-page": true, "imprint": true, "imprimatur": true, "colophon": true,
	"toc": true, "landmarks": true, "page-list": true, "loi": true, "lot": true, "index": true, "doc-toc": true, "doc-cover": true,
	"doc-index": true, "doc-colophon": true,
}

// markKinds are what stands within a text and is not part of it.
var markKinds = map[string]bool{"pagebreak": true, "noteref": true, "doc-pagebreak": true, "doc-noteref": true}

// kindIs tells whether an element is of one of the kinds.
func kindIs(e xml.StartElement, kinds map[string]bool) bool {
	for _, a := range e.Attr {
		if a.Name.Local == "role" || a.Name.Local == "type" && a.Name.Space != "" {
			for kind := range strings.FieldsSeq(a.Value) {
				if kinds[kind] {
					return true
				}
			}
		}
	}
	return false
}

// pageReader reads a page in XHTML.
type pageReader struct {
	xml     *part.Reader
	limit   int64
	out     strings.Builder
	chapter chapter
	heading strings.Builder
	level   int // headings and captions that have begun
	titled  bool
}

// readChapter reads the page of that name. It fails with a [corpus.Reject] with the reason
// Malformed where it is not well formed.
func readChapter(d *input.Document, name string, limit int64) (*chapter, error) {
	r, err := part.Open(d, name, limit)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &corpus.Reject{Reason: corpus.Unreadable, Detail: err.Error()}
	}
	if err != nil {
		return nil, err
	}
	defer r.Close()
	r.KnowEntities()
	p := &pageReader{xml: r, limit: limit}
	for {
		token, err := r.Next()
		if atEnd(err) {
			break
		}
		if err != nil {
			return nil, err
		}
		switch e := token.(type) {
		case xml.StartElement:
			err = p.start(e)
		case xml.EndElement:
			p.end(e.Name.Local)
		case xml.CharData:
			p.characters(e)
		}
		if err != nil {
			return nil, err
		}
		if int64(p.out.Len()) > limit {
			return nil, &corpus.Reject{Reason: corpus.TooLarge, Detail: name + ": more text than a record may have"}
		}
	}
	p.chapter.text = input.Text([]byte(p.out.String()))
	p.chapter.heading = input.Line(input.Text([]byte(p.heading.String())))
	return &p.chapter, nil
}

// start reads the start of an element.
func (p *pageReader) start(e xml.StartElement) error {
	name := e.Name.Local
	switch {
	case name == "title":
		title, err := p.xml.Text(maxField)
		p.chapter.title = input.Line(title)
		return err
	case unread[name], kindIs(e, markKinds), name != "body" && blocks[name] && kindIs(e, asideKinds):
		return p.xml.Skip()
	case name == "body":
		p.chapter.aside = kindIs(e, asideKinds)
	case name == "br", name == "hr":
		p.out.WriteString("<br>")
		return nil
	}
	if blocks[name] {
		p.out.WriteString("<" + name + ">")
	}
	if isHeading(name) || name == "figcaption" {
		p.level++
	}
	return nil
}

// end reads the end of an element.
func (p *pageReader) end(name string) {
	if blocks[name] {
		p.out.WriteString("</" + name + ">")
	}
	if isHeading(name) || name == "figcaption" {
		p.level--
		p.titled = p.titled || isHeading(name) && strings.TrimSpace(p.heading.String()) != ""
	}
}

// characters reads text. In the head of a page stands none.
func (p *pageReader) characters(text []byte) {
	p.out.WriteString(html.EscapeString(string(text)))
	switch {
	case p.level == 0:
		p.chapter.words = p.chapter.words || strings.ContainsFunc(string(text), isLetter)
	case !p.titled && p.heading.Len() < maxField:
		p.heading.Write(text)
	}
}

func isHeading(name string) bool {
	return len(name) == 2 && name[0] == 'h' && '1' <= name[1] && name[1] <= '6'
}

func isLetter(r rune) bool { return unicode.IsLetter(r) }
