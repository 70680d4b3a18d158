package format

import (
	"strings"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"

	"leitmotif/corpus"
	"leitmotif/corpus/input"
)

// readPage reads an HTML page: one record, its text the page itself. Title, date and
// the rest stand in the page and are found where the article is.
func readPage(st *input.Stream) {
	o := st.Origin(1)
	b, ok := st.Whole()
	if !ok {
		return
	}
	b, err := input.ToUTF8(b, declaredHTML(b))
	if err != nil {
		st.Reject(o, corpus.BadEncoding, err.Error())
		return
	}
	if page := input.Text(b); strings.TrimSpace(page) != "" {
		st.Article(&corpus.Article{Input: o, Text: page, Markup: corpus.Page})
	}
}

// declaredHTML finds the charset that an HTML page names in a meta element or in an XML
// declaration; nil if none.
func declaredHTML(b []byte) encoding.Encoding {
	if found := declaredXML(b); found != nil {
		return found
	}
	found, _, certain := charset.DetermineEncoding(b[:min(len(b), 1024)], "")
	if !certain {
		return nil
	}
	return found
}
