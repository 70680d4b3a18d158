// Package record makes articles of records, whatever form they are written in: it knows the
// names under which records keep title, text, date and the rest, and how what stands there
// becomes an article. In go the values of one record as text; out comes an article with every
// string valid UTF-8 in normalisation form C, or a reject that says what is missing.
//
// Glossary, beside that of package format.
//
//   - name: what an input calls a field: "headline", "Erscheinungsdatum".
//   - rank: how good a name is among those of its field; of several the best that is not
//     empty counts.
//   - hint: what a reject says of a record without a text, for whoever maps the fields.
package record

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"leitmotif/corpus/input"
)

// Field is one thing that a record may say about its article.
type Field int

// The fields.
const (
	Title Field = iota
	Text
	Date
	Source
	Language
	URL
	Author
	ID
	Count // of the fields
)

// targets are the names by which the caller speaks of the fields.
var targets = [Count]string{"title", "text", "date", "source", "language", "url", "author", "id"}

// Targets are the names by which the caller speaks of the fields, in their order.
func Targets() []string { return targets[:] }

// FieldOf tells the field that the caller speaks of by a name, in either case.
func FieldOf(name string) (Field, bool) {
	for f, target := range targets {
		if strings.EqualFold(name, target) {
			return Field(f), true
		}
	}
	return 0, false
}

// usualNames lists, per field, the names under which it is found, best first. They are
// written as plainName leaves them. English names first, then German ones; those of
// news interfaces (NewsAPI, Guardian, schema.org, JSON Feed, Common Crawl extractors)
// are among them.
var usualNames = [Count][]string{
	Title: {"title", "headline", "titel", "überschrift", "ueberschrift", "schlagzeile",
		"heading", "webtitle", "articletitle", "newstitle"},
	Text: {"text", "fulltext", "articletext", "body", "content", "article", "articlebody",
		"bodytext", "maintext", "contenttext", "cleantext", "plaintext", "textcontent", "inhalt", "volltext",
		"artikeltext", "artikel", "story", "message", "paragraphs", "absätze", "absaetze", "contenthtml", "bodyhtml", "htmlcontent", "html", "rawhtml",
		"description", "summary", "abstract", "beschreibung", "zusammenfassung", "lead", "teaser", "snippet"},
	Date: {"published", "publishedat", "publisheddate", "datepublished", "publishdate",
		"publicationdate", "pubdate", "pubtime", "webpublicationdate", "datepublish", "firstpublished", "date", "datum",
		"veröffentlicht", "veröffentlichtam", "veroeffentlicht", "erschienen", "datetime", "dateline",
		"timestamp", "time", "created", "createdat", "datecreated", "updated", "updatedat", "modified",
		"datemodified"},
	Source: {"source", "outlet", "publisher", "publication", "newspaper", "sourcename", "quelle",
		"medium", "zeitung", "herausgeber", "site", "sitename", "website", "sourcedomain", "domain", "feed"},
	Language: {"language", "lang", "sprache", "languagecode", "inlanguage", "locale"},
	URL: {"url", "link", "href", "weburl", "articleurl", "canonicalurl", "sourceurl",
		"permalink", "uri", "adresse"},
	Author: {"author", "authors", "byline", "autor", "autoren", "verfasser", "creator", "writer"},
	ID: {"id", "guid", "uuid", "articleid", "docid", "documentid", "newsid", "identifier",
		"nr", "number"},
}

// Slot is a field together with the rank of the name it was found under; a lower rank
// is a better name.
type Slot struct {
	Field Field
	Rank  int
}

// Names finds the fields of a record by the names in the input.
type Names struct {
	usual    map[string]Slot
	explicit []Explicit // ordered by field
}

// Explicit is a field under the name that the caller gives.
type Explicit struct {
	Field Field
	Name  string   // as given
	Path  []string // its parts between dots
}

// NewNames gives the usual names, but for the fields that mapping gives a name of its own.
func NewNames(mapping map[string]string) *Names {
	n := &Names{usual: make(map[string]Slot, 128)}
	var mapped [Count]bool
	for f, target := range targets {
		for given, name := range mapping {
			if strings.EqualFold(given, target) && !mapped[f] {
				mapped[f] = true
				n.explicit = append(n.explicit, Explicit{Field(f), name, strings.Split(name, ".")})
			}
		}
	}
	for f, list := range usualNames {
		if mapped[f] {
			continue
		}
		for rank, name := range list {
			n.usual[name] = Slot{Field(f), rank}
		}
	}
	return n
}

// Explicit gives the fields under the names that the caller gives, ordered by field.
func (n *Names) Explicit() []Explicit { return n.explicit }

// Column finds the field of a column by the name that the caller gave, else by the
// usual names.
func (n *Names) Column(name []byte) (Slot, bool) {
	for _, x := range n.explicit {
		if bytes.EqualFold(name, []byte(x.Name)) {
			return Slot{Field: x.Field}, true
		}
	}
	return n.Find(name)
}

// Find tells which field a name stands for. The name may be upper or lower case, in
// camel case or with underscores, and may have a namespace prefix ("dc:title").
func (n *Names) Find(name []byte) (Slot, bool) {
	const longest = 32 // bytes; no usual name comes near
	if len(name) > longest {
		return Slot{}, false
	}
	if colon := bytes.IndexByte(name, ':'); colon >= 0 {
		name = name[colon+1:]
	}
	var plain [longest]byte
	k := 0
	for _, c := range name {
		switch {
		case c == '_' || c == '-' || c == ' ' || c == '.':
			continue
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case c >= utf8.RuneSelf:
			return n.findFolded(string(name))
		}
		plain[k] = c
		k++
	}
	s, ok := n.usual[string(plain[:k])]
	return s, ok
}

var namePunctuation = strings.NewReplacer("_", "", "-", "", " ", "", ".", "")

// findFolded is Find for names with letters beyond ASCII.
func (n *Names) findFolded(name string) (Slot, bool) {
	plain := namePunctuation.Replace(strings.ToLower(name))
	s, ok := n.usual[plain]
	return s, ok
}

// Values are the fields of one record, as text.
type Values struct {
	Of [Count]string
	// Named tells that the record has a field for its text, be it empty.
	Named bool
}

// HasText tells whether there is more than white space in the text.
func (v *Values) HasText() bool { return strings.TrimSpace(v.Of[Text]) != "" }

// LineOf gives b as text on one line.
func LineOf(b []byte) string { return input.Line(input.Text(b)) }
