package clean

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/markusmobius/go-htmldate"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/unicode/norm"

	"leitmotif/corpus"
	"leitmotif/corpus/date"
	"leitmotif/corpus/fold"
	"leitmotif/corpus/language"
	"leitmotif/corpus/markup"
	"leitmotif/corpus/notice"
)

// fromPage extracts the article from a complete page, and tells whether the page says that
// the article is for subscribers.
func fromPage(a *corpus.Article) (enclosed bool, err error) {
	doc, err := parsePage(a)
	if err != nil {
		return false, err
	}
	published, headings := statedDate(doc), firstHeadings(doc)
	var shown []date.Date // while the page is whole
	if published.Precision != corpus.Second && a.Precision != corpus.Second {
		shown = shownDates(doc)
	}
	found, err := extract(doc, a.URL, trafilatura.FavorPrecision)
	if err != nil || found.ContentNode == nil {
		// Some pages hold little else than what precision takes for boilerplate.
		found, err = extract(doc, a.URL, trafilatura.Balanced)
	}
	if err == nil && found.ContentNode == nil {
		err = errNothing
	}
	if what := placeOf(doc, found, err); what != "" {
		return false, reject(a, corpus.NotAnArticle, what)
	}
	if err != nil {
		return false, reject(a, corpus.NoText, err.Error())
	}
	a.Text = renderText(found.ContentNode)
	m := found.Metadata
	fill(&a.Source, m.Sitename)
	fill(&a.Title, headline(fold.Line(m.Title), fold.Line(m.Sitename), headings))
	fill(&a.Author, m.Author)
	fill(&a.URL, m.URL)
	fill(&a.Language, language.Code(m.Language))
	if published.IsZero() && a.Published.IsZero() {
		published = plausible(date.Date{Time: m.Date.UTC(), Precision: corpus.Day})
	}
	dateBy(a, published)
	dateBy(a, shown...)
	return isEnclosed(doc), nil
}

// placeOf tells what a page is that came in place of an article, from all of its text
// where little was extracted.
func placeOf(doc *html.Node, found *trafilatura.ExtractResult, failed error) string {
	const little = 1_500 // bytes
	if failed == nil && len(found.ContentText) > little {
		return ""
	}
	title := ""
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Title && n.FirstChild != nil {
			title = fold.Line(n.FirstChild.Data)
			break
		}
	}
	return notice.Page(title, renderText(doc))
}

// fill sets a field that the input left empty.
func fill(field *string, value string) {
	if *field == "" {
		*field = norm.NFC.String(strings.ToValidUTF8(fold.Line(value), ""))
	}
}

// parsePage parses a page under the limits on depth and number of elements.
func parsePage(a *corpus.Article) (*html.Node, error) {
	if limit := markup.PageLimit(a.Text); limit != "" {
		return nil, reject(a, corpus.TooLarge, limit)
	}
	doc, err := html.Parse(strings.NewReader(a.Text))
	if err != nil {
		// A string cannot fail to be read: what the parser refuses is depth alone.
		return nil, reject(a, corpus.Nesting, err.Error())
	}
	flatten(doc, 0)
	if !boundHeadings(doc, 0) {
		return nil, reject(a, corpus.Nesting, fmt.Sprintf("over %d headings within one another", maxHeadings))
	}
	return doc, nil
}

// Limits of what extraction compares with all of the text, word by word.
const (
	maxHeadings  = 8     // within one another
	maxPageTitle = 4_096 // bytes
)

// boundHeadings cuts the titles of a page, and tells whether no more than maxHeadings stand
// within one another.
func boundHeadings(n *html.Node, depth int) bool {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		depth++
	case atom.Title:
		for c := range n.ChildNodes() {
			c.Data = c.Data[:min(len(c.Data), maxPageTitle)]
		}
	case atom.Meta:
		for i := range n.Attr {
			n.Attr[i].Val = n.Attr[i].Val[:min(len(n.Attr[i].Val), maxPageTitle)]
		}
	}
	for c := range n.ChildNodes() {
		if !boundHeadings(c, depth) {
			return false
		}
	}
	return depth <= maxHeadings
}

// errNothing says that extraction found no article.
var errNothing = errors.New("no article found in the page")

// extract runs the extraction library. A page can break it in ways that nobody has
// foreseen, so a panic in it is an error of this page.
func extract(doc *html.Node, address string, focus trafilatura.ExtractionFocus) (found *trafilatura.ExtractResult, err error) {
	defer func() {
		if r := recover(); r != nil {
			found, err = nil, fmt.Errorf("extract the article: %v", r)
		}
	}()
	options := trafilatura.Options{
		ExcludeComments: true,
		EnableFallback:  true,
		Focus:           focus,
		HtmlDateOptions: &htmldate.Options{
			UseOriginalDate:     true,
			SkipExtensiveSearch: true,
			MinDate:             earliest,
			MaxDate:             latest,
		},
	}
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		options.OriginalURL = u
	}
	return trafilatura.ExtractDocument(doc, options)
}
