// Package pdf reads the text of PDF documents (ISO 32000-1). In goes a stream; out come one
// article, or one for each bookmark where these clearly part a review of the press, and a
// reject for what could not be read: pages that were scanned, documents that open with a
// password alone, damaged ones.
//
// PDFium reads the documents, for it knows the fonts, encodings and faults of files as no
// library in Go does. It is compiled to WebAssembly (github.com/klippa-app/go-pdfium, MIT;
// PDFium, BSD) and so runs without files, network or clock in a memory that is bounded. What
// it asks of its allocator is counted as what the document unpacks, and ends the reading
// where that is too much. The order of reading, paragraphs, running headers and titles are
// made here from the characters and their places.
//
// Glossary.
//
//   - run: characters next to each other on one line.
//   - band: the runs beside each other across a page; a line of a column is one that has been read.
//   - furniture: running headers, footers and numbers of pages.
//   - property: what the document says of itself in its information dictionary.
package pdf

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"leitmotif/corpus"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/input"
)

// Read reads the articles of a document. The record is the number of the article. What
// concerns the whole file, such as scanned pages among others, is one reject, behind them.
func Read(st *input.Stream) {
	o := st.Origin(0)
	at, size, done, err := st.Seekable()
	if err != nil {
		st.Failed(o, fmt.Errorf("pdf: %w", err))
		return
	}
	defer done()
	r, err := readAll(st, at, size)
	if err != nil {
		st.Failed(o, err)
		return
	}
	given := 0
	for i, p := range r.parts {
		a, reject := r.article(p)
		o := st.Origin(i + 1)
		goesOn := true
		switch {
		case reject != nil && len(r.parts) > 1:
			goesOn = st.Reject(o, reject.Reason, reject.Detail)
		case reject != nil:
		case int64(len(a.Text)) > st.Limit():
			given++
			goesOn = st.TooLarge(o)
		default:
			given++
			a.Input = o
			goesOn = st.Article(a)
		}
		if !goesOn {
			return
		}
	}
	st.Failed(o, r.fault, r.unreadPages(), r.withoutText(given))
}

// reading is what was read of a document.
type reading struct {
	pages   []page
	scanned int // pages that are a picture
	unread  int // pages that are damaged
	damaged int // the first of them, counted from 1
	parts   []part
	title   string // properties
	author  string
	created string
	fault   error // that ended the reading of the pages before the last one
}

// unreadPages says that pages are damaged.
func (r *reading) unreadPages() error {
	switch r.unread {
	case 0:
		return nil
	case 1:
		return malformed("page %d of %d cannot be read", r.damaged, len(r.pages))
	}
	return malformed("%d of %d pages cannot be read, the first of them is page %d", r.unread, len(r.pages), r.damaged)
}

// withoutText says that pages have no text to be read.
func (r *reading) withoutText(articles int) error {
	detail := "pdf: " + counted(len(r.pages)) + " without text"
	switch {
	case (r.fault != nil || r.unread > 0) && articles == 0, articles > 0 && r.scanned == 0:
		return nil
	case articles > 0:
		detail = fmt.Sprintf("pdf: scanned: %d of %s without a text layer", r.scanned, counted(len(r.pages)))
	case r.scanned > 0:
		detail = "pdf: scanned: " + counted(r.scanned) + " without a text layer"
	}
	return &corpus.Reject{Reason: corpus.NoText, Detail: detail}
}

func counted(pages int) string {
	if pages == 1 {
		return "1 page"
	}
	return fmt.Sprintf("%d pages", pages)
}

// article makes an article of a part; reject says why there is none.
func (r *reading) article(p part) (a *corpus.Article, reject *corpus.Reject) {
	pages := r.pages[p.first : p.last+1]
	var columns []column
	for i := range pages {
		columns = append(columns, columnsOf(pages[i].runs, 0.8*pages[i].body, deepest)...)
	}
	if len(columns) == 0 {
		return nil, &corpus.Reject{Reason: corpus.NoText, Detail: "pdf: " + counted(len(pages)) + " without text"}
	}
	property := r.title
	if len(r.parts) > 1 {
		property = ""
	}
	title, paragraphs := titleOf(p.title, property, columns)
	a = &corpus.Article{Title: title, Text: strings.TrimSpace(input.Text([]byte(strings.Join(paragraphs, "\n"))))}
	switch {
	case a.Text == "":
		return nil, &corpus.Reject{Reason: corpus.NoText}
	case p.title == "" && len(r.parts) > 1 && r.isContents(a.Text):
		return nil, &corpus.Reject{Reason: corpus.Empty, Detail: "pdf: cover or contents before the first bookmark: " + counted(len(pages))}
	}
	a.Truncated = r.fault != nil && p.last == len(r.pages)-1
	if len(r.parts) == 1 {
		a.Author = authorOf(r.author)
	}
	a.URL = printedURL(pages)
	r.date(a, pages, columns)
	return a, nil
}

// isContents tells a cover or a table of contents from an article: it is short, or names most
// of what follows.
func (r *reading) isContents(text string) bool {
	const short = 400 // bytes
	const looked = 64 << 10
	text = strings.ToLower(input.Line(text[:min(len(text), looked)]))
	named := 0
	for _, p := range r.parts {
		if p.title != "" && strings.Contains(text, strings.ToLower(p.title)) {
			named++
		}
	}
	return len(text) < short || named*2 > len(r.parts)-1
}

// onPage adds to an error where it was met.
func onPage(page, pages int, err error) error {
	var known *corpus.Reject
	if errors.As(err, &known) {
		return &corpus.Reject{Reason: known.Reason, Detail: fmt.Sprintf("%s (page %d of %d)", known.Detail, page, pages)}
	}
	return fmt.Errorf("%w (page %d of %d)", err, page, pages)
}

const (
	charBytes = 16   // that a character counts for when it is read
	pageBytes = 1024 // that a page counts for beside
	// heldBytes of a document may be held for each byte that a record may have: lines take
	// as much for their places as for their text.
	heldBytes = 4
)

// readAll reads all pages of a document, as far as it can be read.
func readAll(st *input.Stream, at io.ReaderAt, size int64) (*reading, error) {
	d, err := open(at, size, st.Spend)
	if err != nil {
		return nil, err
	}
	defer d.close()
	r := &reading{
		title:   record.LineOf([]byte(d.property("Title"))),
		author:  record.LineOf([]byte(d.property("Author"))),
		created: d.property("CreationDate"),
	}
	held := int64(0)
	for i := range d.pages {
		p, picture, err := readPage(d, i, st)
		if held += p.held(); err == nil && held > heldBytes*st.Limit() {
			err = &corpus.Reject{Reason: corpus.TooLarge, Detail: fmt.Sprintf("over %d bytes", st.Limit())}
		}
		if errors.Is(err, errPage) {
			if r.unread++; r.unread == 1 {
				r.damaged = i + 1
			}
		} else if err != nil {
			r.fault = onPage(i+1, d.pages, err)
			break
		}
		if picture {
			r.scanned++
		}
		r.pages = append(r.pages, p)
	}
	var outline []bookmark
	if r.fault == nil {
		outline, r.fault = d.bookmarks()
	}
	switch {
	case len(r.pages) == 0 && r.fault == nil:
		return nil, malformed("it has no pages")
	case len(r.pages) == 0:
		return nil, r.fault
	}
	dropFurniture(r.pages)
	r.parts = partsOf(outline, r.pages)
	return r, nil
}

// readPage reads a page, counted from 0, and tells whether it is no more than a picture.
func readPage(d *document, i int, st *input.Stream) (p page, picture bool, err error) {
	if err := st.Spend(pageBytes); err != nil {
		return page{}, false, err
	}
	chars, picture, err := d.page(i, func(chars int) error { return st.Spend(int64(chars) * charBytes) })
	if err != nil {
		return page{}, false, err
	}
	p.runs = runsOf(chars)
	p.body = bodySize(p.runs)
	p.runs = joinInitials(p.runs, p.body)
	return p, picture, nil
}
