package format

import (
	"bytes"

	"leitmotif/corpus"
	"leitmotif/corpus/format/parquet"
	"leitmotif/corpus/input"
)

// decoder reads the records of streams.
type decoder struct{ names *names }

// decode is the [input.Decode] of all forms.
func (d *decoder) decode(st *input.Stream) (empty string) {
	if bytes.HasPrefix(st.Head(), []byte(parquet.Magic)) {
		d.readParquet(st)
		return "a table without rows"
	}
	head, ok := st.Text()
	if !ok {
		return ""
	}
	// Reading overwrites the head.
	blank := len(bytes.TrimSpace(head)) == 0
	form, why := formOf(st.Extension(), head)
	switch form {
	case formJSONL:
		d.readJSONL(st)
	case formJSON:
		d.readJSON(st)
	case formTable:
		d.readTable(st, head)
	case formFeed:
		readFeed(st)
	case formPage:
		readPage(st)
	case formText:
		d.readText(st, false)
	case formMarkdown:
		d.readText(st, true)
	default:
		st.Reject(st.Origin(0), corpus.UnknownFormat, why)
	}
	if blank {
		return "there is nothing but white space in it"
	}
	return emptyForms[form]
}
