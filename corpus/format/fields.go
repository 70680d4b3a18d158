package format

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"leitmotif/corpus/input"
)

// field is one thing that a record may say about its article.
type field int

const (
	fieldTitle field = iota
	fieldText
	fieldDate
	fieldSource
	fieldLanguage
	fieldURL
	fieldAuthor
	fieldID
	fieldCount
)

// fieldTargets are the names by which Options.Fields speaks of the fields.
var fieldTargets = [fieldCount]string{"title", "text", "date", "source", "language", "url", "author", "id"}

func fieldByTarget(name string) (field, bool) {
	for f, target := range fieldTargets {
		if strings.EqualFold(name, target) {
			return field(f), true
		}
	}
	return 0, false
}

// usualNames lists, per field, the names under which it is found, best first. They are
// written as plainName leaves them. English names first, then German ones; those of
// news interfaces (NewsAPI, Guardian, schema.org, JSON Feed, Common Crawl extractors)
// are among them.
var usualNames = [fieldCount][]string{
	fieldTitle: {"title", "headline", "titel", "überschrift", "ueberschrift", "schlagzeile",
		"heading", "webtitle", "articletitle", "newstitle"},
	fieldText: {"text", "fulltext", "articletext", "body", "content", "article", "articlebody",
		"bodytext", "maintext", "contenttext", "cleantext", "plaintext", "textcontent", "inhalt", "volltext",
		"artikeltext", "artikel", "story", "message", "paragraphs", "absätze", "absaetze", "contenthtml", "bodyhtml", "htmlcontent", "html", "rawhtml",
		"description", "summary", "abstract", "beschreibung", "zusammenfassung", "lead", "teaser", "snippet"},
	fieldDate: {"published", "publishedat", "publisheddate", "datepublished", "publishdate",
		"publicationdate", "pubdate", "pubtime", "webpublicationdate", "datepublish", "firstpublished", "date", "datum",
		"veröffentlicht", "veröffentlichtam", "veroeffentlicht", "erschienen", "datetime", "dateline",
		"timestamp", "time", "created", "createdat", "datecreated", "updated", "updatedat", "modified",
		"datemodified"},
	fieldSource: {"source", "outlet", "publisher", "publication", "newspaper", "sourcename", "quelle",
		"medium", "zeitung", "herausgeber", "site", "sitename", "website", "sourcedomain", "domain", "feed"},
	fieldLanguage: {"language", "lang", "sprache", "languagecode", "inlanguage", "locale"},
	fieldURL: {"url", "link", "href", "weburl", "articleurl", "canonicalurl", "sourceurl",
		"permalink", "uri", "adresse"},
	fieldAuthor: {"author", "authors", "byline", "autor", "autoren", "verfasser", "creator", "writer"},
	fieldID: {"id", "guid", "uuid", "articleid", "docid", "documentid", "newsid", "identifier",
		"nr", "number"},
}

// slot is a field together with the rank of the name it was found under; a lower rank
// is a better name.
type slot struct {
	field field
	rank  int
}

// names finds the fields of a record by the names in the input.
type names struct {
	usual    map[string]slot
	explicit []explicitName // ordered by field
}

// explicitName is a field under the name that the caller gives.
type explicitName struct {
	field field
	name  string   // as given
	path  []string // its parts between dots
}

func newNames(mapping map[string]string) *names {
	n := &names{usual: make(map[string]slot, 128)}
	var mapped [fieldCount]bool
	for f, target := range fieldTargets {
		for given, name := range mapping {
			if strings.EqualFold(given, target) && !mapped[f] {
				mapped[f] = true
				n.explicit = append(n.explicit, explicitName{field(f), name, strings.Split(name, ".")})
			}
		}
	}
	for f, list := range usualNames {
		if mapped[f] {
			continue
		}
		for rank, name := range list {
			n.usual[name] = slot{field(f), rank}
		}
	}
	return n
}

// find tells which field a name stands for. The name may be upper or lower case, in
// camel case or with underscores, and may have a namespace prefix ("dc:title").
func (n *names) find(name []byte) (slot, bool) {
	const longest = 32 // bytes; no usual name comes near
	if len(name) > longest {
		return slot{}, false
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

// findFolded is find for names with letters beyond ASCII.
func (n *names) findFolded(name string) (slot, bool) {
	plain := namePunctuation.Replace(strings.ToLower(name))
	s, ok := n.usual[plain]
	return s, ok
}

// values are the fields of one record, as text.
type values struct {
	text [fieldCount]string
	// named tells that the record has a field for its text, be it empty.
	named bool
}

func (v *values) hasText() bool { return strings.TrimSpace(v.text[fieldText]) != "" }

// lineOf gives b as text on one line.
func lineOf(b []byte) string { return input.Line(input.Text(b)) }
