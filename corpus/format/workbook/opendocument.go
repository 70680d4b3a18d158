package workbook

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"leitmotif/corpus"
	"leitmotif/corpus/format/part"
	"leitmotif/corpus/input"
)

// openDocument is a workbook in OpenDocument.
type openDocument struct {
	document *input.Document
	limit    int64
	spend    func(int64) error
}

// each implements book. The sheets stand one behind the other in one part.
func (b *openDocument) each(hidden bool, visit func(string, rows) error) (others bool, err error) {
	if err := part.Readable(b.document); err != nil {
		return false, err
	}
	r, err := part.Open(b.document, "content.xml", b.limit)
	if err != nil {
		return false, &corpus.Reject{Reason: corpus.Malformed, Detail: err.Error()}
	}
	defer r.Close()
	unseen := make(map[string]bool) // styles of tables that are not displayed
	style := ""
	for {
		token, err := r.Next()
		if errors.Is(err, io.EOF) {
			return others, nil
		}
		if err != nil {
			return others, err
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "style":
			style = part.Attribute(e, "name")
		case "table-properties":
			const most = 1 << 16
			if part.Attribute(e, "display") == "false" && len(unseen) < most {
				unseen[style] = true
			}
		case "tracked-changes", "dde-links", "content-validations":
			err = r.Skip()
		case "table":
			if unseen[part.Attribute(e, "style-name")] != hidden {
				others = true
				err = r.Skip()
				break
			}
			sheet := &openDocumentRows{xml: r, limit: b.limit, spend: b.spend}
			if err = visit(part.Attribute(e, "name"), sheet); err == nil {
				err = sheet.rest()
			}
		}
		if err != nil {
			return others, err
		}
	}
}

// openDocumentRows reads the rows of a table (OpenDocument 1.3 part 3, 9.1.2), whose start has
// been read. A row that is repeated, as spreadsheets fill up a sheet, is one row.
type openDocumentRows struct {
	xml   *part.Reader
	limit int64
	spend func(int64) error
	row   row
	after int // number of the row behind this one
	depth int // of elements within the table
	ended bool
	size  int64  // bytes of the row
	text  []byte // of the cell
	link  string // in it
}

// next implements rows.
func (s *openDocumentRows) next() (*row, error) {
	for !s.ended {
		token, err := s.xml.Within()
		if err != nil {
			return nil, err
		}
		switch e := token.(type) {
		case xml.EndElement:
			s.depth--
			s.ended = s.depth < 0
		case xml.StartElement:
			switch e.Name.Local {
			case "table-row":
				s.row = row{number: max(s.after, 1), cells: s.row.cells[:0]}
				s.after = s.row.number + repeats(e, "number-rows-repeated")
				if err := s.readRow(); err != nil {
					return nil, err
				}
				if len(s.row.cells) > 0 || s.row.tooLarge {
					return &s.row, nil
				}
			case "shapes", "forms", "title", "desc", "named-expressions":
				if err := s.xml.Skip(); err != nil {
					return nil, err
				}
			default:
				s.depth++
			}
		}
	}
	return nil, io.EOF
}

// begin implements rows.
func (s *openDocumentRows) begin() error { return nil }

// complete implements rows. A cell says itself what there is to say.
func (s *openDocumentRows) complete(*row) {}

// rest goes behind the end of the table.
func (s *openDocumentRows) rest() error {
	for ; !s.ended; s.ended = s.depth < 0 {
		token, err := s.xml.Within()
		if err != nil {
			return err
		}
		switch token.(type) {
		case xml.StartElement:
			s.depth++
		case xml.EndElement:
			s.depth--
		}
	}
	return nil
}

// repeats reads how often a cell or row stands there.
func repeats(e xml.StartElement, name string) int {
	const most = 1 << 24
	n, err := strconv.Atoi(part.Attribute(e, name))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, most)
}

// readRow reads the cells of a row, whose start has been read.
func (s *openDocumentRows) readRow() error {
	s.size = 0
	column := 0
	for {
		token, err := s.xml.Within()
		if err != nil {
			return err
		}
		switch e := token.(type) {
		case xml.EndElement:
			return nil
		case xml.StartElement:
			if e.Name.Local != "table-cell" && e.Name.Local != "covered-table-cell" {
				if err := s.xml.Skip(); err != nil {
					return err
				}
				continue
			}
			if err := s.readCell(e, column); err != nil {
				return err
			}
			column = min(column+repeats(e, "number-columns-repeated"), maxColumns)
		}
	}
}

// readCell reads a cell (9.1.4), whose start e has been read.
func (s *openDocumentRows) readCell(e xml.StartElement, column int) error {
	s.text, s.link = s.text[:0], ""
	if err := s.readText(); err != nil {
		return err
	}
	if e.Name.Local == "covered-table-cell" || column >= maxColumns {
		return nil // what stands under another cell cannot be seen
	}
	c := cell{column: column, repeat: min(repeats(e, "number-columns-repeated"), maxColumns-column),
		rows: repeats(e, "number-rows-spanned"), text: valueOf(e, input.Text(s.text)), link: s.link}
	if link := linkOfFormula(strings.TrimPrefix(part.Attribute(e, "formula"), "of:")); c.link == "" {
		c.link = link
	}
	if strings.TrimSpace(c.text) == "" {
		return nil
	}
	if again := min(c.repeat, maxKnown) - 1; again > 0 && len(c.text) >= runningText {
		if err := s.spend(int64(again) * int64(len(c.text))); err != nil {
			return err
		}
	}
	if s.size += int64(len(c.text)) + 1; s.size > s.limit {
		s.row.cells, s.row.tooLarge = s.row.cells[:0], true
	}
	if !s.row.tooLarge {
		s.row.cells = append(s.row.cells, c)
	}
	return nil
}

// readText reads the paragraphs of a cell, whose start has been read (6.1.2), up to its end.
func (s *openDocumentRows) readText() error {
	for depth, paragraph := 1, 0; depth > 0; {
		token, err := s.xml.Within()
		if err != nil {
			return err
		}
		switch e := token.(type) {
		case xml.EndElement:
			if depth--; depth < paragraph {
				paragraph = 0
			}
		case xml.CharData:
			if paragraph > 0 && int64(len(s.text)) <= s.limit {
				s.text = part.AppendFolded(s.text, e)
			}
		case xml.StartElement:
			switch e.Name.Local {
			case "annotation", "frame", "custom-shape", "ruby-text", "note", "detective":
				if err := s.xml.Skip(); err != nil {
					return err
				}
				continue
			case "p", "h":
				if len(s.text) > 0 {
					s.text = append(s.text, '\n')
				}
				paragraph = depth + 1
			case "s":
				s.text = append(s.text, ' ')
			case "tab":
				s.text = append(s.text, '\t')
			case "line-break":
				s.text = append(s.text, '\n')
			case "a":
				s.link = web(part.Attribute(e, "href"))
			}
			depth++
		}
	}
	return nil
}

// valueOf gives what a cell that shows a text says. Attribute value-type is there twice where
// a program wrote a newer form of it beside the standard one.
func valueOf(e xml.StartElement, shown string) string {
	kind := ""
	for _, a := range e.Attr {
		if a.Name.Local != "value-type" {
			continue
		}
		if a.Value == "error" {
			return ""
		}
		kind = a.Value
	}
	switch kind {
	case "float", "percentage", "currency":
		return input.Line(input.Text([]byte(part.Attribute(e, "value"))))
	case "date":
		return strings.TrimSuffix(input.Line(input.Text([]byte(part.Attribute(e, "date-value")))), "T00:00:00")
	case "boolean":
		return input.Line(input.Text([]byte(part.Attribute(e, "boolean-value"))))
	case "string":
		if shown == "" {
			return input.Text([]byte(part.Attribute(e, "string-value")))
		}
	}
	return shown
}
