package format

import (
	"bytes"
	"regexp"
	"strings"

	"leitmotif/corpus/format/iptc"
	"leitmotif/corpus/format/json"
	"leitmotif/corpus/format/sitemap"
	"leitmotif/corpus/format/table"
	"leitmotif/corpus/format/wordpress"
	"leitmotif/corpus/input"
)

// form is how records are written down.
type form int

const (
	formUnknown form = iota
	formText
	formMarkdown
	formPage
	formJSON
	formJSONL
	formTable
	formFeed
	formWordPress
	formAgency
	formWire
	formWiki
	formSitemap
	formXML // of no kind that is known
)

// formNames are the names of the forms in tables.
var formNames = map[form]string{
	formText: "text", formMarkdown: "Markdown", formPage: "HTML", formJSON: "JSON", formJSONL: "JSON Lines", formTable: "table", formFeed: "feed",
	formWordPress: "WordPress export", formAgency: "news agency", formWire: "wire", formWiki: "MediaWiki", formSitemap: "sitemap", formXML: "XML",
}

// emptyForms says what a file of each form is that holds no record.
var emptyForms = map[form]string{
	formText: "a text without a word", formMarkdown: "a text without a word", formPage: "a page without a word",
	formJSON: "JSON without a record", formJSONL: "JSON Lines without a line", formTable: "a table without rows",
	formFeed: "a feed without entries", formWordPress: "an export without items", formAgency: "a message without items",
	formWire: "a wire without messages", formWiki: "a wiki without pages", formSitemap: "a sitemap without addresses",
	formXML: "XML without records",
}

var formsByExtension = map[string]form{
	".txt": formText, ".text": formText, ".md": formMarkdown, ".markdown": formMarkdown,
	".html": formPage, ".htm": formPage, ".xhtml": formPage,
	".json": formJSON, ".jsonl": formJSONL, ".ndjson": formJSONL, ".csv": formTable, ".tsv": formTable,
	".rss": formFeed, ".atom": formFeed, ".rdf": formFeed,
}

// firstMember begins an object of JSON.
var firstMember = regexp.MustCompile(`^\{\s*"[^"\n]*"\s*:`)

// formOf tells the form of a stream by the extension of its name, ext, and by its first
// bytes in UTF-8. Content that can only be JSON, a feed, a page or, in a text, a table overrules
// the extension. Where the form is unknown why says so.
func formOf(ext string, head []byte) (found form, why string) {
	named := formsByExtension[ext]
	head = bytes.TrimLeft(head, " \t\r\n\ufeff")
	switch byContent := sniffForm(head); {
	case byContent == formUnknown:
	case byContent == formPage && named == formMarkdown: // Markdown may begin with HTML
	case byContent == formJSONL && named == formJSON, byContent == formJSON && named == formJSONL:
		return byContent, ""
	case named != byContent && byContent != formTable, named == formText && table.Certain(head): // spreadsheets write tables as text
		return byContent, ""
	case named == formUnknown:
		return byContent, ""
	}
	switch {
	case named == formText && (bytes.HasPrefix(head, []byte("<?xml")) || firstMember.Match(head)): // no text begins so
	case named != formUnknown:
		return named, ""
	}
	switch {
	case len(head) == 0:
		return formText, ""
	case head[0] == '{' && beginsObject(head):
		return formJSON, ""
	case ext == ".yaml", ext == ".yml":
		return formUnknown, "YAML is not read: it holds settings or lists, no articles"
	case ext == ".xml" || bytes.HasPrefix(head, []byte("<?xml")):
		if input.RootElement(head) != "" {
			return formXML, ""
		}
		return formUnknown, "XML without an element"
	}
	return formText, ""
}

// sniffForm tells the forms that show in their first bytes.
func sniffForm(head []byte) form {
	if len(head) == 0 {
		return formUnknown
	}
	switch head[0] {
	case '{', '[':
		return sniffJSON(head)
	case '<':
		return sniffMarkup(head)
	}
	if iptc.Wire(head) != "" {
		return formWire
	}
	if table.Sniff(head) {
		return formTable
	}
	return formUnknown
}

// sniffJSON parts one JSON value over several lines from one value a line. Text may
// begin with a bracket, so that something of JSON has to follow it.
func sniffJSON(head []byte) form {
	if head[0] == '{' {
		if beginsObject(head) {
			return sniffObjects(head)
		}
		return formUnknown
	}
	inside := bytes.TrimLeft(head[1:], " \t\r\n")
	if len(inside) == 0 || inside[0] == '{' || inside[0] == ']' {
		return formJSON
	}
	return formUnknown
}

// beginsObject reports whether head, which begins with a brace, goes on as JSON does.
func beginsObject(head []byte) bool {
	inside := bytes.TrimLeft(head[1:], " \t\r\n")
	return len(inside) > 0 && (inside[0] == '"' || inside[0] == '}')
}

// sniffObjects decides between JSON and JSON Lines where the content begins with an
// object: lines that are objects of their own are JSON Lines, some of them damaged or
// not; a first line that is no more than a brace is not.
func sniffObjects(head []byte) form {
	const looked = 20 // lines
	lines := bytes.SplitN(head, []byte{'\n'}, looked+1)
	if len(bytes.TrimSpace(lines[0])) == 1 {
		return formJSON
	}
	begun, complete := 0, 0
	for _, line := range lines {
		if line = bytes.TrimSpace(line); len(line) > 0 && line[0] == '{' {
			begun++
			if json.Valid(bytes.TrimSuffix(line, []byte{','})) {
				complete++
			}
		}
	}
	if begun > 1 && complete > 0 {
		return formJSONL
	}
	return formUnknown
}

// rootName gives the name of the first element in lower case, without its prefix.
func rootName(head []byte) string {
	root := input.RootElement(head)
	return root[strings.IndexByte(root, ':')+1:]
}

// sniffMarkup tells pages and the kinds of XML that are known by their first elements.
func sniffMarkup(head []byte) form {
	root := rootName(head)
	switch {
	case iptc.Standard(head, root) != "":
		return formAgency
	case sitemap.Is(root):
		return formSitemap
	}
	switch root {
	case "rss":
		if wordpress.Is(head) {
			return formWordPress
		}
		return formFeed
	case "feed", "rdf":
		return formFeed
	case "mediawiki":
		return formWiki
	case "html", "!doctype html", "head", "body":
		return formPage
	}
	return formUnknown
}
