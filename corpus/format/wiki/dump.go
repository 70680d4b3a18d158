// Package wiki reads dumps of MediaWiki, as Wikinews and other wikis publish them (export
// format 0.3 to 0.11). In goes a stream that package input has unpacked; out comes an article
// for every page of the main namespace that is no redirect, and one reject that says how many
// pages there are beside those.
//
// Glossary.
//
//   - page: what a wiki keeps under one title, with its revisions.
//   - revision: a version of a page. The newest in the dump is read.
//   - namespace: what kind of page it is; 0 holds the articles.
//   - wikitext: how a page is marked up; see [Text].
//
// An article has the time that a template for dates in it says, else that of its revision,
// which may be years younger; no author, for pages have many; the name of the site as its
// outlet; and the address under which the site shows it.
//
// The parsers of wikitext in Go that could be found have had no release or no change for years,
// and build trees without a bound. What an analysis of words needs is the text alone.
//
// Sources: mediawiki.org/xml/export-0.11.xsd; mediawiki.org, Help:Formatting.
package wiki

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"leitmotif/corpus"
	"leitmotif/corpus/format/element"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/input"
)

// dump is what is known of a wiki, and how many of its pages are no articles, by why.
type dump struct {
	site, base, language string
	namespaces           map[string]bool // names of all but the main one
	left                 map[string]int
}

// Read reads a dump page by page. The record is the number of the page.
func Read(st *input.Stream) {
	r := element.NewReader(st.Reader(), st.Limit())
	d := dump{namespaces: make(map[string]bool), left: make(map[string]int)}
	err := d.read(st, r)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	st.Failed(st.Origin(0), err, d.said())
}

func (d *dump) read(st *input.Stream, r *element.Reader) error {
	for n := 0; ; {
		e, err := r.Next()
		if err != nil {
			return err
		}
		goesOn := true
		switch e.Name {
		case "mediawiki":
			d.language = record.LanguageCode(e.Attribute("lang"))
		case "siteinfo":
			if err := r.Whole(e); err != nil {
				return err
			}
			d.describe(e)
		case "page":
			n++
			goesOn, err = d.page(st, st.Origin(n), r)
		}
		if err != nil {
			return err
		}
		if !goesOn {
			return nil
		}
	}
}

func (d *dump) describe(e *element.Element) {
	d.site = record.PlainTitle(e.Child("sitename").Text())
	d.base = e.Child("base").Line()
	d.base = d.base[:strings.LastIndexAny(d.base, "/=")+1]
	for _, namespace := range e.Child("namespaces").Children("namespace") {
		if name := namespace.Line(); name != "" {
			d.namespaces[name] = true
		}
	}
}

// page is what is kept of a page while it is read.
type page struct {
	title, namespace string
	redirect         bool
	newest           *element.Element // revision
}

// page reads the page that has been begun, of its revisions one at a time.
func (d *dump) page(st *input.Stream, o corpus.Origin, r *element.Reader) (goesOn bool, err error) {
	var p page
	depth := len(r.Path())
	large := false
	for {
		e, err := r.Child(depth)
		if err != nil {
			return false, err
		}
		if e == nil {
			break
		}
		switch e.Name {
		case "redirect":
			p.redirect = true
			continue
		case "title", "ns":
		case "revision":
			if p.namespace != "" && p.namespace != "0" {
				continue
			}
		default:
			continue
		}
		if err := r.Whole(e); r.IsLarge(err) {
			large = true
			continue
		} else if err != nil {
			return false, err
		}
		switch e.Name {
		case "title":
			p.title = e.Line()
		case "ns":
			p.namespace = e.Line()
		case "revision":
			if p.newest == nil || e.Child("timestamp").Line() >= p.newest.Child("timestamp").Line() {
				p.newest = e
			}
		}
	}
	if large {
		return st.TooLarge(o), nil
	}
	return d.give(st, o, &p), nil
}

// redirects begin the text of a page that leads to another.
var redirects = regexp.MustCompile(`^(?i)\s*#(redirect|weiterleitung|redirection|redirección|rinvia)\b`)

func (d *dump) give(st *input.Stream, o corpus.Origin, p *page) bool {
	text := p.newest.Child("text").Text()
	prefix, _, hasPrefix := strings.Cut(p.title, ":")
	model := p.newest.Child("model").Line()
	switch {
	case p.namespace != "" && p.namespace != "0", p.namespace == "" && hasPrefix && d.namespaces[prefix]:
		d.left["of other namespaces"]++
		return true
	case p.redirect, redirects.MatchString(text):
		d.left["that lead to others"]++
		return true
	case model != "" && model != "wikitext":
		d.left["that are no wikitext"]++
		return true
	case p.newest == nil, p.newest.Child("text").Attribute("deleted") != "":
		d.left["without a revision"]++
		return true
	}
	plain, dated := Text(text)
	title := record.PlainTitle(p.title)
	if plain == "" {
		return st.Reject(o, corpus.NoText, fmt.Sprintf("the page %q has no text", title))
	}
	a := &corpus.Article{Input: o, Title: title, Text: plain, Markup: corpus.Plain, Source: d.site, Language: d.language}
	if d.base != "" && title != "" {
		a.URL = d.base + (&url.URL{Path: strings.ReplaceAll(title, " ", "_")}).EscapedPath()
	}
	if dated == "" {
		dated = p.newest.Child("timestamp").Line()
	}
	record.SetDate(a, dated)
	return st.Article(a)
}

// said tells which pages are no articles; nil where there are none.
func (d *dump) said() error {
	if len(d.left) == 0 {
		return nil
	}
	total := 0
	var kinds []string
	for kind, n := range d.left {
		total += n
		kinds = append(kinds, fmt.Sprintf("%d %s", n, kind))
	}
	slices.Sort(kinds)
	return &corpus.Reject{Reason: corpus.Empty, Detail: fmt.Sprintf("%d pages are no articles: %s", total, strings.Join(kinds, ", "))}
}
