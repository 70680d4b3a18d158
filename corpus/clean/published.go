package clean

import (
	"encoding/json"
	"strings"
	"time"

	"golang.org/x/net/html"
)

// datedBy lists the names and properties of <meta> that state when an article was
// first published, most trusted first. Those of its last change are left out.
var datedBy = []string{
	"article:published_time", "og:published_time", "og:article:published_time",
	"datepublished", "date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "last-published",
	"parsely-pub-date", "sailthru.date", "publish-date", "pubdate", "publication_date",
}

// statedDate gives the moment of publication that a page states, in UTC, with its time of
// day; zero where there is none. JSON-LD comes first, then the head, then microdata.
func statedDate(doc *html.Node) time.Time {
	metas := make(map[string]string)
	var marked time.Time // by an attribute of an element in the body
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
				if t := linkedDate(n.FirstChild.Data); !t.IsZero() {
					return t
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
		if t := moment(metas[name]); !t.IsZero() {
			return t
		}
	}
	return marked
}

// linkedDate finds "datePublished" at the top of a JSON-LD object, in a list or in its
// @graph.
func linkedDate(script string) time.Time {
	var v any
	if json.Unmarshal([]byte(script), &v) != nil {
		return time.Time{}
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
				if t := moment(s); !t.IsZero() {
					return t
				}
			}
		}
	}
	return time.Time{}
}

// moment reads the forms of ISO 8601 that pages use; a moment without a zone counts as
// UTC.
func moment(s string) time.Time {
	s = strings.TrimSpace(s)
	for _, layout := range [...]string{
		time.RFC3339Nano, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05",
		"2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05", time.DateOnly,
	} {
		if t, err := time.Parse(layout, s); err == nil && !t.Before(earliest) && t.Before(latest) {
			return t.UTC()
		}
	}
	return time.Time{}
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
