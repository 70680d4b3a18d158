package format

import (
	"strings"

	"leitmotif/corpus"
	"leitmotif/corpus/charset"
	"leitmotif/corpus/format/press"
	"leitmotif/corpus/input"
)

// readPage reads an HTML page: one record, its text the page itself, or a document each where
// the page is the export of a press database. Title, date and the rest stand in the page and
// are found where the article is.
func readPage(st *input.Stream) {
	o := st.Origin(1)
	b, ok := st.Whole()
	if !ok {
		return
	}
	b, err := charset.ToUTF8(b, charset.DeclaredHTML(b, ""))
	if err != nil {
		st.Reject(o, corpus.BadEncoding, err.Error())
		return
	}
	page := input.Text(b)
	if strings.TrimSpace(page) == "" {
		return
	}
	if export, ok := press.SplitPage(page); ok {
		export.Emit(st)
		return
	}
	st.Article(&corpus.Article{Input: o, Text: page, Markup: corpus.Page})
}
