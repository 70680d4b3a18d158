package warc

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"strings"
	"unicode/utf8"

	"leitmotif/corpus"
	"leitmotif/corpus/charset"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/header"
	"leitmotif/corpus/input"
)

// kind is what a record is to a reader of articles.
type kind int

const (
	nothing  kind = iota // about no article, or counted in the tally
	page                 // in HTML
	plain                // text
	document             // read as a member
	refused              // a page that could not be unpacked
)

// payload is what a record holds, encodings undone.
type payload struct {
	kind        kind
	body        []byte
	contentType string
	cut         bool          // whether a part is missing
	reason      corpus.Reason // why it is refused
	detail      string
}

// documents are the media types of documents that are read as members, with the extensions of
// their names.
var documents = map[string]string{"application/pdf": ".pdf", "application/rtf": ".rtf", "text/rtf": ".rtf", "application/epub+zip": ".epub",
	"application/vnd.oasis.opendocument.text": ".odt", "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx"}

// record reads what a record holds for its reader. The error is that of reading the file.
func (f *file) record(fields header.Fields, b *block) (payload, error) {
	media, _ := header.Media(fields.Get("Content-Type"))
	switch kind := strings.ToLower(fields.Get("WARC-Type")); kind {
	case "response":
		if media == "application/http" || media == "" {
			return f.response(b)
		}
		f.left.add(named(media))
	case "resource", "conversion":
		what := kindOf(media)
		if media == "text/plain" {
			what = plain
		}
		if what == nothing {
			f.left.add(named(media))
			return payload{}, nil
		}
		return f.take(b, payload{kind: what, contentType: fields.Get("Content-Type")})
	case "revisit":
		f.left.revisits++
	case "continuation": // of a record that was cut into segments (clause 8)
		f.left.add("the rest of a record")
	}
	return payload{}, nil
}

func kindOf(media string) kind {
	switch {
	case media == "text/html" || media == "application/xhtml+xml":
		return page
	case documents[media] != "":
		return document
	}
	return nothing
}

func named(media string) string {
	if media == "" {
		return "no media type"
	}
	return media
}

// response reads a response of HTTP.
func (f *file) response(b *block) (payload, error) {
	message := lines{r: bufio.NewReader(b)}
	status, fields, err := message.response()
	switch {
	case errors.Is(err, errNoHTTP):
		f.left.add("no response of HTTP")
		return payload{}, nil
	case err != nil:
		return payload{}, err
	case status != "200" && status != "203": // RFC 9110, section 15.3
		f.left.add("status " + status)
		return payload{}, nil
	}
	p := payload{contentType: fields.Get("Content-Type")}
	media, _ := header.Media(p.contentType)
	if p.kind = kindOf(media); media == "" {
		head, _ := message.r.Peek(1024) // an error shows when it is read
		if root := input.RootElement(head); root == "html" || root == "!doctype html" {
			p.kind = page
		}
	}
	if p.kind == nothing {
		f.left.add(named(media))
		return payload{}, nil
	}
	p, err = f.take(message.r, p)
	if err == nil && p.kind != refused {
		err = f.undo(&p, fields)
	}
	return p, err
}

// take reads the body of p, up to the limit on a record.
func (f *file) take(r io.Reader, p payload) (payload, error) {
	body, err := io.ReadAll(io.LimitReader(r, f.st.Limit()))
	if err != nil {
		return p, err
	}
	if n, _ := r.Read(make([]byte, 1)); n > 0 {
		p.refuse(corpus.TooLarge, fmt.Sprintf("over %d bytes", f.st.Limit()))
		return p, nil
	}
	p.body = body
	return p, nil
}

func (p *payload) refuse(reason corpus.Reason, detail string) {
	p.kind, p.body, p.reason, p.detail = refused, nil, reason, detail
}

// give hands over what a record holds.
func (f *file) give(o corpus.Origin, fields header.Fields, p payload) bool {
	a := &corpus.Article{
		Input:     o,
		URL:       webAddress(fields.Get("WARC-Target-URI")),
		Truncated: p.cut || fields.Has("WARC-Truncated"),
	}
	switch p.kind {
	case nothing:
		return f.st.Alive()
	case refused:
		return f.st.Reject(o, p.reason, p.detail)
	case document:
		return f.st.Member(fmt.Sprintf("%d/%s", f.number, memberName(a.URL, p.contentType)), p.body)
	case page:
		a.Markup = corpus.Page
	}
	b, err := charset.ToUTF8(p.body, charset.DeclaredHTML(p.body, p.contentType))
	if err != nil {
		return f.st.Reject(o, corpus.BadEncoding, err.Error())
	}
	a.Text = strings.TrimSpace(input.Text(b))
	if a.Text == "" {
		f.left.add("no content")
		return f.st.Alive()
	}
	if p.kind == plain {
		a.Title, a.Text = titled(a.Text)
		first, _, _ := strings.Cut(fields.Get("WARC-Identified-Content-Language"), ",")
		a.Language = record.LanguageCode(first)
	}
	return f.st.Article(a)
}

// titled takes the title off the text of a page: its first line, as programs write it that
// make text of pages.
func titled(text string) (title, rest string) {
	const longest = 200 // characters; a longer one is a paragraph
	line, rest, more := strings.Cut(text, "\n")
	if !more || utf8.RuneCountInString(line) > longest || strings.TrimSpace(rest) == "" {
		return "", text
	}
	return input.Line(line), strings.TrimSpace(rest)
}

// webAddress gives an address on the web, which early versions put between angle brackets; ""
// for others.
func webAddress(target string) string {
	target = record.LineOf([]byte(strings.Trim(target, "<> ")))
	if u, err := url.Parse(target); err != nil || u.Host == "" || !strings.HasPrefix(u.Scheme, "http") {
		return ""
	}
	return target
}

// memberName names a document by the end of its address.
func memberName(address, contentType string) string {
	name := "document"
	if u, err := url.Parse(address); err == nil {
		if base := path.Base("/" + u.Path); base != "/" {
			name = base
		}
	}
	media, _ := header.Media(contentType)
	if ext := documents[media]; !strings.EqualFold(path.Ext(name), ext) {
		name += ext
	}
	return name
}
