package mail

import (
	"net/url"
	"strings"

	"leitmotif/corpus"
	"leitmotif/corpus/charset"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/header"
	"leitmotif/corpus/input"
)

// ReadPage reads a page that a browser saved with its pictures (MHTML, RFC 2557): one record.
// What the browser says of itself is the day on which it saved the page, so that title and
// date are those of the page.
func ReadPage(st *input.Stream) {
	b, ok := st.Whole()
	if !ok {
		return
	}
	o := st.Origin(1)
	fields, body, _ := header.Read(begin(b))
	a := &corpus.Article{Input: o, Markup: corpus.Page}
	found := &pages{address: webAddress(fields.Get("Snapshot-Content-Location"), fields.Get("Content-Location"))}
	_, parameters := header.Media(fields.Get("Content-Type"))
	found.start = strings.Trim(parameters["start"], "<> ")
	found.entity(fields, body, false, 0)
	if a.Text = found.text; a.Text == "" {
		st.Reject(o, corpus.NoText, "a saved page without a page")
		return
	}
	a.Truncated = found.cut
	if a.URL = found.address; a.URL == "" {
		a.URL = found.location
	}
	st.Article(a)
}

// pages looks for the page among the parts: the one that the header names, else the first.
// Others are frames in it.
type pages struct {
	start   string // the id of the part that is the page; "" where none is named
	address string // of the page, as the header says
	// text is the page, and location its address as its part says.
	text, location string
	named          bool
	cut            bool // whether the file ends within the page
}

// entity looks into a part; open tells that nothing ends it.
func (p *pages) entity(fields header.Fields, body []byte, open bool, depth int) {
	media, parameters := header.Media(fields.Get("Content-Type"))
	switch {
	case p.named || depth > deepest:
	case strings.HasPrefix(media, "multipart/"):
		eachPart(body, parameters["boundary"], func(part []byte, unended bool) {
			inner, content, _ := header.Read(part)
			p.entity(inner, content, open || unended && depth == 0, depth+1)
		})
	case media == "text/html", media == "application/xhtml+xml":
		p.named = p.start != "" && strings.Trim(fields.Get("Content-ID"), "<> ") == p.start
		if p.text != "" && !p.named {
			return
		}
		content, cut := unpacked(body, fields.Get("Content-Transfer-Encoding"))
		page := decoded(content, charset.DeclaredHTML(content, fields.Get("Content-Type")))
		if strings.TrimSpace(page) != "" {
			p.text, p.location, p.cut = page, webAddress(fields.Get("Content-Location")), cut || open
		}
	}
}

// webAddress gives the first of these that is an address on the web.
func webAddress(candidates ...string) string {
	for _, c := range candidates {
		c = strings.ReplaceAll(words(c), " ", "") // long ones are folded
		if u, err := url.Parse(c); err == nil && u.Host != "" && strings.HasPrefix(u.Scheme, "http") {
			return record.LineOf([]byte(c))
		}
	}
	return ""
}
