package format

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"github.com/mmcdole/gofeed"

	"leitmotif/corpus"
	"leitmotif/corpus/charset"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/input"
)

// readFeed reads a feed in RSS (0.9 to 2.0) or Atom. The record is the number of the
// entry. The feed is read as a whole, so the limit on a record holds for all of it.
func readFeed(st *input.Stream) {
	b, ok := st.Whole()
	if !ok {
		return
	}
	o := st.Origin(0)
	b, err := charset.ToUTF8(b, charset.DeclaredXML(b))
	if err != nil {
		st.Reject(o, corpus.BadEncoding, err.Error())
		return
	}
	if tooDeep(b) {
		st.Reject(o, corpus.Nesting, "elements nested too deep")
		return
	}
	feed, err := gofeed.NewParser().Parse(strings.NewReader(input.Text(xmlDeclaration.ReplaceAll(b, nil))))
	if err != nil {
		st.Reject(o, corpus.Malformed, err.Error())
		return
	}
	for i, item := range feed.Items {
		o.Record = i + 1
		if !emitEntry(st, o, feed, item) {
			return
		}
	}
}

// xmlDeclaration is removed once the feed is in UTF-8, for it may say otherwise.
var xmlDeclaration = regexp.MustCompile(`^\s*<\?xml[^>]*\?>`)

// tooDeep reports whether elements nest deeper than any feed: the parser recurses. It
// looks at each byte a fixed number of times, whatever is left open.
func tooDeep(b []byte) bool {
	const deepest = 1000
	depth, closing := 0, 0
	for at := 0; ; {
		open := bytes.IndexByte(b[at:], '<')
		if open < 0 || at+open+1 >= len(b) {
			return false
		}
		at += open + 1
		switch c := b[at]; {
		case c == '/':
			depth--
			continue
		case c == '?':
			continue
		case c == '!':
			end := markupEnd(b[at:])
			if end < 0 {
				return false
			}
			at += end
			continue
		}
		if closing < at { // else the next ">" is known from an element before
			closing = len(b)
			if end := bytes.IndexByte(b[at:], '>'); end >= 0 {
				closing = at + end
			}
		}
		if closing < len(b) && b[closing-1] == '/' {
			continue
		}
		if depth++; depth > deepest {
			return true
		}
	}
}

// markupEnd gives where the CDATA section, comment or declaration ends whose "!" b
// begins with: tags in the former two are text. It is negative where nothing ends it.
func markupEnd(b []byte) int {
	switch {
	case bytes.HasPrefix(b, []byte("![CDATA[")):
		return bytes.Index(b, []byte("]]>"))
	case bytes.HasPrefix(b, []byte("!--")):
		return bytes.Index(b, []byte("-->"))
	}
	return 0
}

// emitEntry hands over one entry of a feed. An entry without content of its own is its
// description, which many feeds carry instead.
func emitEntry(st *input.Stream, o corpus.Origin, feed *gofeed.Feed, item *gofeed.Item) bool {
	text := input.Text([]byte(item.Content))
	if strings.TrimSpace(text) == "" {
		text = input.Text([]byte(item.Description))
	}
	if text = strings.TrimSpace(text); text == "" {
		return st.Reject(o, corpus.NoText, fmt.Sprintf("entry %q has neither content nor description", record.PlainTitle(item.Title)))
	}
	a := &corpus.Article{
		Input:    o,
		SourceID: record.LineOf([]byte(item.GUID)),
		Title:    record.PlainTitle(input.Text([]byte(item.Title))),
		Text:     text,
		Markup:   corpus.Plain,
		URL:      record.LineOf([]byte(item.Link)),
		Source:   record.PlainTitle(input.Text([]byte(outletOf(feed, item)))),
		Author:   record.WithoutBy(record.LineOf([]byte(authorsOf(item)))),
		Language: record.LanguageCode(feed.Language),
	}
	if record.MarkupOf(text) != corpus.Plain || record.HasEntity(text) {
		a.Markup = corpus.Fragment
	}
	date := item.Published
	if date == "" {
		date = item.Updated
	}
	record.SetDate(a, input.Text([]byte(date)))
	return st.Article(a)
}

// outletOf names who published an entry: its own publisher, or the feed.
func outletOf(feed *gofeed.Feed, item *gofeed.Item) string {
	if dc := item.DublinCoreExt; dc != nil && len(dc.Publisher) > 0 {
		return dc.Publisher[0]
	}
	return feed.Title
}

func authorsOf(item *gofeed.Item) string {
	var authors []string
	for _, person := range item.Authors {
		switch {
		case person == nil:
		case person.Name != "":
			authors = append(authors, person.Name)
		case person.Email != "":
			authors = append(authors, person.Email)
		}
	}
	return strings.Join(authors, ", ")
}
