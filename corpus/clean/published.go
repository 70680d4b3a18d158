package clean

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"leitmotif/corpus"
	"leitmotif/corpus/date"
	"leitmotif/corpus/fold"
)

// datedBy lists the names and properties of <meta> that state when an article was
// first published, most trusted first. Those of its last change are left out.
var datedBy = []string{
	"article:published_time", "og:published_time", "og:article:published_time",
	"datepublished", "date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "last-published",
	"parsely-pub-date", "sailthru.date", "publish-date", "pubdate", "publication_date",
}

// statedDate gives the moment of publication that a page states; zero where there is none.
// JSON-LD comes first, then the head, then microdata.
func statedDate(doc *html.Node) date.Date {
	metas := make(map[string]string)
	var marked date.Date // by an attribute of an element in the body
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "time":
			if marked.IsZero() && strings.EqualFold(attribute(n, "itemprop"), "datePublished") {
				marked = moment(attribute(n, "datetime"))
			}
		case "script":
			if attribute(n, "type") == "application/ld+json" && n.FirstChild != nil {
				if d := linkedDate(n.FirstChild.Data); !d.IsZero() {
					return d
				}
			}
		case "meta":
			for _, key := range [...]string{"property", "name", "itemprop"} {
				if name := strings.ToLower(attribute(n, key)); name != "" && metas[name] == "" {
					metas[name] = attribute(n, "content")
				}
			}
		}
	}
	for _, name := range datedBy {
		if d := moment(metas[name]); !d.IsZero() {
			return d
		}
	}
	return marked
}

// linkedDate finds "datePublished" at the top of a JSON-LD object, in a list or in its
// @graph.
func linkedDate(script string) date.Date {
	var v any
	if json.Unmarshal([]byte(script), &v) != nil {
		return date.Date{}
	}
	var objects []any
	switch v := v.(type) {
	case []any:
		objects = v
	case map[string]any:
		objects = append(objects, v)
		if graph, ok := v["@graph"].([]any); ok {
			objects = append(objects, graph...)
		}
	}
	for _, o := range objects {
		if m, ok := o.(map[string]any); ok {
			if s, ok := m["datePublished"].(string); ok {
				if d := moment(s); !d.IsZero() {
					return d
				}
			}
		}
	}
	return date.Date{}
}

// moment reads what a page states to programs: ISO 8601 or what else is a date, unless its
// day and month change places from country to country ("05/10/2026").
func moment(s string) date.Date {
	s = strings.TrimSpace(s)
	if i := strings.IndexAny(s, "/-"); (i == 1 || i == 2) && i+1 < len(s) && isDigits(s[i+1:i+2]) {
		return date.Date{}
	}
	d, _ := date.ParseField(s)
	return plausible(d)
}

// Dates outside of these cannot be those of an article on a page. The upper bound is
// fixed, because a result must not depend on the day of the run.
var (
	earliest = time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)
	latest   = time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)
)

// plausible is a date that an article in a digital archive can have; zero for any other.
func plausible(d date.Date) date.Date {
	if d.Time.Before(earliest) || !d.Time.Before(latest) {
		return date.Date{}
	}
	return d
}

// dateBy dates an article by the first date that there is, best first, unless the input has
// given one, be it impossible. Of the others the first that says more of the same day, month
// or year makes it finer.
func dateBy(a *corpus.Article, dates ...date.Date) {
	for _, d := range dates {
		known := date.Of(a)
		if known.IsZero() && a.BadDate == "" && !d.IsZero() || d.Refines(known) {
			d.Set(a)
		}
	}
}

// Where the time of an article is shown on its page.
const (
	maxShownAway  = 24 // texts between headline and time
	maxShownNodes = 48 // of a line
)

// shownDates gives the moments that a page shows to readers around its first headline, with
// their times of day, the nearest first: by <time>, or in a line of date, time and author.
func shownDates(doc *html.Node) []date.Date {
	type shown struct {
		date.Date
		at int
	}
	var found []shown
	texts, headline := 0, -1
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode && strings.TrimSpace(n.Data) != "":
			texts++
		case n.Type != html.ElementNode:
		case n.DataAtom == atom.Script || n.DataAtom == atom.Style || n.DataAtom == atom.Head:
			return
		case n.DataAtom == atom.H1 && headline < 0:
			headline = texts
		default:
			if d := shownDate(n); d.Precision == corpus.Second {
				found = append(found, shown{d, texts})
				texts++
				return
			}
		}
		for c := range n.ChildNodes() {
			visit(c)
		}
	}
	visit(doc)
	away := func(s shown) int { return max(s.at-headline, headline-s.at) }
	slices.SortStableFunc(found, func(a, b shown) int { return cmp.Compare(away(a), away(b)) })
	var out []date.Date
	for _, s := range found {
		if headline >= 0 && away(s) <= maxShownAway {
			out = append(out, s.Date)
		}
	}
	return out
}

// shownDate gives the moment of publication that an element says, in one line.
func shownDate(n *html.Node) date.Date {
	var line strings.Builder
	nodes := 0
	for c := range n.Descendants() {
		if nodes++; nodes > maxShownNodes || line.Len()+len(c.Data) > 2*maxSignature {
			return date.Date{}
		}
		if c.Type == html.TextNode {
			line.WriteString(c.Data + " ")
		}
	}
	var said imprint
	if text := fold.Line(line.String()); hasDigit(text) {
		said, _ = readSignature(text)
	}
	if said.published.Precision == corpus.Second || n.DataAtom != atom.Time || strings.EqualFold(attribute(n, "itemprop"), "dateModified") {
		return said.published
	}
	return moment(attribute(n, "datetime"))
}

// attribute gives the value of an attribute, "" where it is absent.
func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
