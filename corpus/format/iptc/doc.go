// Package iptc reads articles in the standards of news agencies, those of the International
// Press Telecommunications Council: NewsML-G2 and NewsML 1, NITF, and the wire formats
// IPTC 7901 and ANPA 1312. In goes a stream that package input has unpacked; out comes an
// article for every item that is text, and a reject for every one that is not.
//
// Glossary.
//
//   - item: what an agency sends as one piece: a report, a picture, a package of others.
//   - message: what carries items; in wire formats one item with its headers.
//   - slug line: the keywords by which an item is called in the newsroom; no title.
//   - byline: who wrote the item.
//   - credit line: the agency, as it is to be named in print.
//
// There is no well-kept library for any of them in Go.
//
// Sources: NewsML-G2 2.34 (iptc.org/standards/newsml-g2), NewsML 1.2, NITF 3.6
// (iptc.org/standards/nitf), IPTC 7901 recommendation 1995, ANPA 1312 as of 1989.
package iptc

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strings"

	"leitmotif/corpus"
	"leitmotif/corpus/date"
	"leitmotif/corpus/format/element"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/input"
)

// standards are told by the root element, its case included: other news have elements of
// the same names.
var standards = []struct{ root, name string }{
	{"newsMessage", "NewsML-G2"}, {"newsItem", "NewsML-G2"}, {"packageItem", "NewsML-G2"}, {"NewsML", "NewsML"}, {"nitf", "NITF"},
}

// Standard names the standard of a document that begins with head, whose root element is root,
// in lower case and without a prefix; "" where it is none of these.
func Standard(head []byte, root string) string {
	for _, s := range standards {
		if strings.ToLower(s.root) == root && bytes.Contains(head, []byte(s.root)) {
			return s.name
		}
	}
	return ""
}

// readers make an article of an element that is an item.
var readers = map[string]func(e *element.Element) (a corpus.Article, why *corpus.Reject){
	"nitf": readNITF, "newsItem": readItem, "packageItem": readPackage, "NewsItem": readNewsML,
	"knowledgeItem": readOther, "conceptItem": readOther, "planningItem": readOther, "catalogItem": readOther,
}

// ReadXML reads a text that is a document in NewsML-G2, NewsML or NITF. The record is the number of the item.
func ReadXML(st *input.Stream) {
	r := element.NewReader(st.Reader(), st.Limit())
	for n := 0; ; {
		e, err := r.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			st.Failed(st.Origin(0), err)
			return
		}
		read := readers[e.Name]
		if read == nil {
			continue
		}
		n++
		o := st.Origin(n)
		switch err := r.Whole(e); {
		case r.IsLarge(err):
			if !st.TooLarge(o) {
				return
			}
			continue
		case err != nil:
			st.Failed(st.Origin(0), err)
			return
		}
		if !give(st, o, e, read) {
			return
		}
	}
}

func give(st *input.Stream, o corpus.Origin, e *element.Element, read func(*element.Element) (corpus.Article, *corpus.Reject)) bool {
	a, why := read(e)
	if why == nil && strings.TrimSpace(a.Text) == "" {
		why = &corpus.Reject{Reason: corpus.NoText, Detail: "the item " + quoted(a.Title) + " holds no text"}
	}
	if why != nil {
		return st.Reject(o, why.Reason, why.Detail)
	}
	a.Input = o
	return st.Article(&a)
}

func quoted(title string) string { return "“" + title + "”" }

// notText says why an item is no article.
func notText(detail string) *corpus.Reject {
	return &corpus.Reject{Reason: corpus.Empty, Detail: detail}
}

// setText takes the text of an article from an element.
func setText(a *corpus.Article, e *element.Element) {
	text, plain := e.Markup()
	a.Text = strings.TrimSpace(text)
	a.Markup = corpus.Fragment
	if plain {
		a.Markup = record.MarkupOf(a.Text)
	}
}

// setSummary takes the summary for the text where an item has no other.
func setSummary(a *corpus.Article, e *element.Element) {
	if strings.TrimSpace(a.Text) != "" {
		return
	}
	setText(a, e)
	a.Truncated = a.Text != ""
}

// setDate takes the first date that can be, else the first that cannot.
func setDate(a *corpus.Article, dates ...string) {
	first := ""
	for _, given := range dates {
		if _, ok := date.Parse(given); ok {
			first = given
			break
		}
		if first == "" {
			first = given
		}
	}
	record.SetDate(a, first)
}

// firstOf gives the first that is not empty.
func firstOf(lines ...string) string {
	for _, s := range lines {
		if s != "" {
			return s
		}
	}
	return ""
}

var writtenBy = regexp.MustCompile(`^(?i:by|von|par|por)\s+`)

// author takes from a byline what is no name.
func author(byline string) string {
	byline = strings.TrimRight(writtenBy.ReplaceAllString(strings.TrimSpace(byline), ""), " =,")
	return byline
}
