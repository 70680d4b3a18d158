package format

import (
	"strings"

	"leitmotif/corpus"
)

// readPage reads an HTML page: one record, its text the page itself. Title, date and
// the rest stand in the page and are found where the article is.
func (d *decoder) readPage(st stream) {
	o := corpus.Origin{File: st.file, Record: 1}
	b, ok := d.whole(st)
	if !ok {
		return
	}
	b, err := decodeWhole(b, declaredHTML(b))
	if err != nil {
		d.out.reject(o, corpus.BadEncoding, err.Error())
		return
	}
	if page := cleanText(b); strings.TrimSpace(page) != "" {
		d.out.article(&corpus.Article{Input: o, Text: page, Markup: corpus.Page})
	}
}
