package format

import (
	"bytes"
	"fmt"

	"leitmotif/corpus"
	"leitmotif/corpus/format/book"
	"leitmotif/corpus/format/document"
	"leitmotif/corpus/format/iptc"
	"leitmotif/corpus/format/json"
	"leitmotif/corpus/format/mail"
	"leitmotif/corpus/format/parquet"
	"leitmotif/corpus/format/pdf"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/format/sitemap"
	"leitmotif/corpus/format/table"
	"leitmotif/corpus/format/warc"
	"leitmotif/corpus/format/wiki"
	"leitmotif/corpus/format/wordpress"
	"leitmotif/corpus/format/workbook"
	"leitmotif/corpus/format/xmlrecord"
	"leitmotif/corpus/input"
)

// decoder reads the records of streams.
type decoder struct{ names *record.Names }

// reader reads the records of a stream in one form.
type reader struct {
	form  string // its name in tables
	empty string // what to say of a stream that holds no record
	read  func(d *decoder, st *input.Stream)
}

// containers are the readers of the containers that package input knows, by its name for them.
var containers = map[string]reader{
	"XLSX":             {"XLSX", "a workbook without rows", func(d *decoder, st *input.Stream) { workbook.ReadOpenXML(st, d.names) }},
	"DOCX":             {"DOCX", "a text without a word", func(_ *decoder, st *input.Stream) { document.ReadOpenXML(st) }},
	"ODT":              {"ODT", "a text without a word", func(_ *decoder, st *input.Stream) { document.ReadOpenDocument(st) }},
	"RTF":              {"RTF", "a text without a word", func(_ *decoder, st *input.Stream) { document.ReadRTF(st) }},
	"EPUB":             {"EPUB", "a book without a page", func(_ *decoder, st *input.Stream) { book.ReadEPUB(st) }},
	"ODS":              {"ODS", "a workbook without rows", func(d *decoder, st *input.Stream) { workbook.ReadOpenDocument(st, d.names) }},
	"a mail (EML)":     {"mail", "a mail without a text", func(_ *decoder, st *input.Stream) { mail.Read(st) }},
	"a mailbox (mbox)": {"mailbox", "a mailbox without a mail", func(_ *decoder, st *input.Stream) { mail.ReadMailbox(st) }},
	"MHTML":            {"MHTML", "a saved page without a page", func(_ *decoder, st *input.Stream) { mail.ReadPage(st) }},
	"WARC":             {"WARC", "a WARC file without a page", func(_ *decoder, st *input.Stream) { warc.Read(st) }},
	"PDF":              {"PDF", "a document without pages", func(_ *decoder, st *input.Stream) { pdf.Read(st) }},
}

// decode is the [input.Decode] of all forms.
func (d *decoder) decode(st *input.Stream) (empty string) {
	d.names.Survey().Open(st.Origin(0).File)
	if bytes.HasPrefix(st.Head(), []byte(parquet.Magic)) {
		st.Form("Parquet")
		d.readParquet(st)
		return "a table without rows"
	}
	if r, ok := containers[st.Kind()]; ok {
		st.Form(r.form)
		r.read(d, st)
		return r.empty
	}
	head, ok := st.Text()
	if !ok {
		return ""
	}
	// Reading overwrites the head.
	blank := len(bytes.TrimSpace(head)) == 0
	form, why := formOf(st.Extension(), head)
	st.Form(formNames[form])
	switch form {
	case formJSONL:
		json.ReadLines(st, d.names)
	case formJSON:
		json.Read(st, d.names)
	case formTable:
		table.Read(st, head, d.names)
	case formFeed:
		readFeed(st)
	case formWordPress:
		wordpress.Read(st)
	case formAgency:
		st.Form(iptc.Standard(head, rootName(head)))
		iptc.ReadXML(st)
	case formWire:
		wire := iptc.Wire(head)
		st.Form(wire)
		iptc.ReadWire(st, wire)
	case formWiki:
		wiki.Read(st)
	case formSitemap:
		sitemap.Read(st)
	case formXML:
		d.readXML(st, head)
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

// readXML reads XML of no known kind, whose beginning is head, where records are found in it.
func (d *decoder) readXML(st *input.Stream, head []byte) {
	path := xmlrecord.Path(head, d.names)
	if path == nil {
		st.Reject(st.Origin(0), corpus.UnknownFormat, fmt.Sprintf("XML that is no feed: <%s>", input.RootElement(head)))
		return
	}
	xmlrecord.Read(st, d.names, path)
}
