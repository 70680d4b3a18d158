package workbook

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"

	"leitmotif/corpus/format/part"
	"leitmotif/corpus/input"
)

// openXMLRows reads the rows of a sheet (ECMA-376 part 1, 18.3.1.73).
type openXMLRows struct {
	book  *openXMLBook
	part  string
	xml   *part.Reader
	row   row
	notes sheetNotes
	text  []byte // of the cell
	size  int64  // bytes of the row
}

// next implements rows.
func (s *openXMLRows) next() (*row, error) {
	for {
		token, err := s.xml.Next()
		if err != nil {
			return nil, err
		}
		e, ok := token.(xml.StartElement)
		if !ok || e.Name.Local != "row" {
			continue
		}
		number := s.row.number + 1
		if given, err := strconv.Atoi(part.Attribute(e, "r")); err == nil && given > 0 {
			number = given
		}
		s.row = row{number: number, cells: s.row.cells[:0]}
		if err := s.readRow(); err != nil {
			return nil, err
		}
		if len(s.row.cells) > 0 || s.row.tooLarge {
			return &s.row, nil
		}
	}
}

// readRow reads the cells of a row, whose start has been read.
func (s *openXMLRows) readRow() error {
	s.size = 0
	column := 0
	for depth := 1; depth > 0; {
		token, err := s.xml.Within()
		if err != nil {
			return err
		}
		switch e := token.(type) {
		case xml.EndElement:
			depth--
		case xml.StartElement:
			if e.Name.Local != "c" {
				depth++
				continue
			}
			if c, ok := columnOf(part.Attribute(e, "r")); ok {
				column = c
			}
			if err := s.readCell(column, part.Attribute(e, "t"), part.Attribute(e, "s")); err != nil {
				return err
			}
			column++
		}
	}
	return nil
}

// columnOf gives the column of a reference such as "AB12", from 0.
func columnOf(reference string) (column int, ok bool) {
	for i := 0; i < len(reference); i++ {
		c := reference[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		if column = column*26 + int(c-'A') + 1; column > maxColumns {
			return 0, false
		}
	}
	return column - 1, column > 0
}

// readCell reads a cell, whose start has been read: its value (v) or, where it holds its text
// itself, that (is). Its formula (f) tells a link.
func (s *openXMLRows) readCell(column int, kind, style string) error {
	s.text = s.text[:0]
	link := ""
	for depth := 1; depth > 0; {
		token, err := s.xml.Within()
		if err != nil {
			return err
		}
		switch e := token.(type) {
		case xml.EndElement:
			depth--
		case xml.CharData:
		case xml.StartElement:
			switch e.Name.Local {
			case "v", "t":
				if err := s.gather(); err != nil {
					return err
				}
			case "f":
				const longest = 4096 // bytes; an address has fewer
				formula, err := s.xml.Text(longest)
				if err != nil {
					return err
				}
				link = linkOfFormula(formula)
			case "rPh", "rPr", "extLst":
				if err := s.xml.Skip(); err != nil {
					return err
				}
			default:
				depth++
			}
		}
	}
	text, err := s.valueOf(kind, style)
	if err != nil || strings.TrimSpace(text) == "" || column >= maxColumns {
		return err
	}
	if s.size += int64(len(text)) + 1; s.size > s.book.limit {
		s.row.cells, s.row.tooLarge = s.row.cells[:0], true
	}
	if !s.row.tooLarge {
		s.row.cells = append(s.row.cells, cell{column: column, repeat: 1, text: text, link: link})
	}
	return nil
}

// gather adds the text of an element, whose start has been read, to that of the cell. Over the
// limit the beginning is enough.
func (s *openXMLRows) gather() error {
	for {
		token, err := s.xml.Next()
		if err != nil {
			return err
		}
		switch e := token.(type) {
		case xml.StartElement:
			if err := s.xml.Skip(); err != nil {
				return err
			}
		case xml.CharData:
			if int64(len(s.text)) <= s.book.limit {
				s.text = append(s.text, e...)
			}
		case xml.EndElement:
			return nil
		}
	}
}

// valueOf gives what a cell of a kind (ECMA-376 part 1, 18.18.11) says.
func (s *openXMLRows) valueOf(kind, style string) (string, error) {
	raw := string(s.text)
	switch kind {
	case "s":
		index, err := strconv.Atoi(strings.TrimSpace(raw))
		if err != nil {
			return "", nil
		}
		return s.book.strings.at(index)
	case "str", "inlineStr":
		return input.Text([]byte(unescape(raw))), nil
	case "e":
		return "", nil
	case "b":
		return strconv.FormatBool(isTrue(strings.TrimSpace(raw))), nil
	case "d":
		return input.Line(input.Text(s.text)), nil
	}
	raw = strings.TrimSpace(raw)
	number, err := strconv.ParseFloat(raw, 64)
	if err != nil || math.IsInf(number, 0) || math.IsNaN(number) {
		return input.Line(input.Text([]byte(raw))), nil
	}
	if i, err := strconv.Atoi(style); err == nil && i >= 0 && i < len(s.book.kinds) && s.book.kinds[i] != noDate {
		if date, ok := dateOf(number, s.book.kinds[i], s.book.from1904); ok {
			return date, nil
		}
	}
	if strings.ContainsAny(raw, "eE") && math.Abs(number) < 1e15 {
		return strconv.FormatFloat(number, 'f', -1, 64), nil
	}
	return raw, nil
}

// linkOfFormula gives the address of HYPERLINK("address", ...).
func linkOfFormula(formula string) string {
	rest, ok := strings.CutPrefix(strings.TrimPrefix(strings.TrimSpace(formula), "="), `HYPERLINK("`)
	if !ok {
		return ""
	}
	address, _, _ := strings.Cut(rest, `"`)
	return web(address)
}

// begin implements rows.
func (s *openXMLRows) begin() error { return s.notes.read(s.book, s.part) }

// complete implements rows.
func (s *openXMLRows) complete(r *row) {
	if s.notes.empty() {
		return
	}
	for i := range r.cells {
		c := &r.cells[i]
		at := place{r.number, c.column}
		c.rows = s.notes.merged[at]
		if link := s.notes.links[at]; link != "" {
			c.link = link
		}
	}
}
