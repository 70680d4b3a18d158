package workbook

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"leitmotif/corpus"
	"leitmotif/corpus/format/part"
	"leitmotif/corpus/input"
)

// ownCreator stands in the properties of every workbook that the program exports, and
// ownSheet is one that each of them has beside the tables.
const (
	ownCreator = "leitmotif"
	ownSheet   = "columns"
)

// isOwn tells a workbook that the program wrote, whatever has saved it since. One whose
// properties cannot be read is none.
func isOwn(d *input.Document) bool {
	const longest = 1 << 16 // bytes; the properties take a few hundred
	r, err := part.Open(d, "docProps/core.xml", longest)
	if err != nil {
		return false
	}
	defer r.Close()
	for {
		token, err := r.Next()
		if err != nil {
			return false
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "creator" {
			creator, err := r.Text(longest)
			return err == nil && creator == ownCreator && hasOwnSheet(d)
		}
	}
}

func hasOwnSheet(d *input.Document) bool {
	const longest = 1 << 20 // bytes of one element
	r, err := part.Open(d, "xl/workbook.xml", longest)
	if err != nil {
		return false
	}
	defer r.Close()
	for {
		token, err := r.Next()
		if err != nil {
			return false
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "sheet" && part.Attribute(e, "name") == ownSheet {
			return true
		}
	}
}

// openXMLBook is a workbook in Office Open XML.
type openXMLBook struct {
	document *input.Document
	limit    int64
	sheets   []openXMLSheet
	from1904 bool // whether days count from 1904 (ECMA-376 part 1, 18.17.4.1)
	strings  *sharedStrings
	kinds    []dateKind // of the formats of cells
}

// openXMLSheet is a sheet before it is read.
type openXMLSheet struct {
	name, part string
	hidden     bool
}

// openXML reads what the sheets of a workbook have in common.
func openXML(d *input.Document, limit int64, spend func(int64) error) (*openXMLBook, error) {
	top, err := part.Relationships(d, "", limit)
	if err != nil {
		return nil, err
	}
	main := "xl/workbook.xml"
	for _, r := range top {
		if r.Type == "officeDocument" && !r.External {
			main = r.Target
		}
	}
	if path.Ext(main) == ".bin" {
		return nil, &corpus.Reject{Reason: corpus.Unsupported, Detail: "XLSB, a workbook in Excel's binary form, is not read"}
	}
	b := &openXMLBook{document: d, limit: limit}
	relationships, err := part.Relationships(d, main, limit)
	if err != nil {
		return nil, err
	}
	if err := b.readWorkbook(main, relationships); err != nil {
		return nil, err
	}
	stringsPart, stylesPart := "xl/sharedStrings.xml", "xl/styles.xml"
	for _, r := range relationships {
		switch r.Type {
		case "sharedStrings":
			stringsPart = r.Target
		case "styles":
			stylesPart = r.Target
		}
	}
	if b.kinds, err = readStyles(d, stylesPart, limit); err != nil {
		return nil, err
	}
	if b.strings, err = readSharedStrings(d, stringsPart, limit, spend); err != nil {
		return nil, err
	}
	return b, nil
}

// readWorkbook lists the sheets. Each part counts once.
func (b *openXMLBook) readWorkbook(name string, relationships map[string]part.Relationship) error {
	r, err := part.Open(b.document, name, b.limit)
	if err != nil {
		return &corpus.Reject{Reason: corpus.Malformed, Detail: err.Error()}
	}
	defer r.Close()
	seen := make(map[string]bool)
	for {
		token, err := r.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "workbookPr":
			b.from1904 = isTrue(part.Attribute(e, "date1904"))
		case "sheet":
			to, ok := relationships[part.Attribute(e, "id")]
			if state := part.Attribute(e, "state"); ok && to.Type == "worksheet" && !seen[to.Target] {
				seen[to.Target] = true
				b.sheets = append(b.sheets, openXMLSheet{part.Attribute(e, "name"), to.Target, strings.HasSuffix(strings.ToLower(state), "hidden")})
			}
		}
	}
}

// isTrue reads a truth value of XML Schema.
func isTrue(s string) bool { return s == "1" || s == "true" || s == "on" }

func (b *openXMLBook) close() { b.strings.close() }

// each implements book.
func (b *openXMLBook) each(hidden bool, visit func(string, rows) error) (others bool, err error) {
	for _, s := range b.sheets {
		if s.hidden != hidden {
			others = true
			continue
		}
		if err := b.visit(s, visit); err != nil {
			return others, err
		}
	}
	return others, nil
}

func (b *openXMLBook) visit(s openXMLSheet, visit func(string, rows) error) error {
	r, err := part.Open(b.document, s.part, b.limit)
	if err != nil {
		return fmt.Errorf("sheet %s: %w", s.name, err)
	}
	defer r.Close()
	return visit(s.name, &openXMLRows{book: b, part: s.part, xml: r})
}
