// Package press reads what press databases write into one file: in goes the text of an export,
// whatever form it came in, out come its documents, one article each.
//
// There is no library for these layouts in Go, and none of them is specified: they are told
// by the lines that every export of a database carries. A text is taken for an export where
// lines of at least two kinds agree on it, so that an article that quotes one is none.
//
// Read are Nexis (numbered documents with labels in capitals) and Nexis Uni (Body, End of
// Document), Factiva (with field codes and without), ProQuest, WISO and GENIOS,
// Presse-Monitor, PressReader, Swissdox, and press releases of news aktuell and APA-OTS.
//
// Glossary, beside that of package format.
//
//   - export: a file in which a press database hands out documents.
//   - document: what the export holds of one article, with what it says about it.
//   - label: the word with a colon, or the code, that begins a line about the document.
//   - cover: what stands before the first document: the request, a table of contents.
package press

import (
	"strings"

	"leitmotif/corpus"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/input"
)

// Export is what a press database wrote into one file.
type Export struct {
	Form      string     // the database: "Nexis", "Factiva"
	Documents []Document // in their order
	// Missing says which of the documents that the export counts are not in it; "" where
	// all are, or where it counts none.
	Missing string
}

// Document is one document of an export.
type Document struct {
	Values record.Values
	// Truncated tells that less than half of the words are there that the export states, or
	// that it breaks off before the document ends.
	Truncated bool
	// Reason tells why no article could be made of the document, and Detail says more; both
	// are "" where one was.
	Reason corpus.Reason
	Detail string
}

// layout is how a database writes documents down.
type layout struct {
	form  string
	marks []string // every export has one of these in it
	pages []string // and every one that is an HTML page one of these; nil where there are none
	split func(lines []line) (*Export, bool)
}

var (
	nexisPages   = []string{"DOCFULL", "DOCUMENTS", "LANGUAGE:", "SPRACHE:"}
	factivaPages = []string{"articleParagraph", "Factiva"}
)

// layouts are tried in this order; the first that is certain counts.
var layouts = []layout{
	{"Nexis", []string{"DOCUMENT", "Dokument ", "Dokumente"}, nexisPages, splitNexis},
	{"Nexis", []string{"LOAD-DATE:"}, nexisPages, splitUnnumbered},
	{"Nexis", []string{"End of Document", "Ende des Dokuments"}, []string{"End of Document"}, splitNexisUni},
	{"Factiva", []string{"Document", "Dokument"}, factivaPages, splitFactivaCodes},
	{"Factiva", []string{"Document", "Dokument"}, factivaPages, splitFactiva},
	{"ProQuest", []string{"ProQuest"}, []string{"ProQuest"}, splitProQuest},
	{"GBI-Genios", geniosMarks, geniosMarks, genios.split},
	{"Presse-Monitor", []string{"Presse-Monitor", "Reichweite"}, []string{"Presse-Monitor"}, presseMonitor.split},
	{"APA-OTS", []string{"OTS-ORIGINALTEXT", "OTS-Originaltext"}, nil, splitAPA},
	{"news aktuell", []string{originalContent}, nil, splitOTS},
	{"PressReader", []string{"PressReader", "Article Name"}, nil, splitPressReader},
	{"Swissdox", []string{"wissdox", "chweizer Mediendatenbank", "smd.ch"}, nil, splitSwissdox},
}

var geniosMarks = []string{"Dokumentnummer", "Dauerhafte Adresse", "GBI-Genios"}

// Split parts the text of an export into its documents. It is false for a text that is not
// surely one. The text is one that [input.Text] gave. The time is linear in its length.
func Split(text string) (*Export, bool) {
	var lines []line
	for _, l := range layouts {
		if !containsAny(text, l.marks) {
			continue
		}
		if lines == nil {
			lines = linesOf(text)
		}
		if export, ok := l.split(lines); ok {
			export.Form = l.form
			return export, true
		}
	}
	return nil, false
}

func containsAny(text string, marks []string) bool {
	for _, mark := range marks {
		if strings.Contains(text, mark) {
			return true
		}
	}
	return false
}

// Emit hands over the articles of an export, numbered from 1, with a reject for each document
// that is none and one for the documents that are not there.
func (e *Export) Emit(st *input.Stream) {
	st.Form(e.Form)
	for i := range e.Documents {
		d := &e.Documents[i]
		o := st.Origin(i + 1)
		if d.Reason != "" {
			if !st.Reject(o, d.Reason, d.Detail) {
				return
			}
		} else if !st.Article(d.article(o)) {
			return
		}
	}
	if e.Missing != "" {
		st.Reject(st.Origin(0), corpus.Malformed, e.Missing)
	}
}

func (d *Document) article(o corpus.Origin) *corpus.Article {
	v := &d.Values
	a := &corpus.Article{
		Input:     o,
		SourceID:  input.Line(v.Of[record.ID]),
		Title:     input.Line(v.Of[record.Title]),
		Text:      v.Of[record.Text],
		URL:       input.Line(v.Of[record.URL]),
		Source:    input.Line(v.Of[record.Source]),
		Author:    input.Line(v.Of[record.Author]),
		Language:  record.LanguageCode(v.Of[record.Language]),
		Truncated: d.Truncated,
	}
	record.SetDate(a, v.Of[record.Date])
	return a
}
