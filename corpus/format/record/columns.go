package record

import (
	"bytes"
	"slices"
	"strings"

	"leitmotif/corpus"
	"leitmotif/corpus/input"
)

// Columns knows which column of a table holds which field.
type Columns struct {
	Names   []string // as the header writes them
	HasText bool
	Needed  int    // the last column that a row must have: one with text
	Blank   string // what to say of a row without text
	slots   []Slot
	known   []bool
	values  *Names

	lead, rest int // the columns LP and TD, in which Factiva parts one text; 0 both where there is but one
}

// NewColumns finds the fields of a table by its header.
func NewColumns(header [][]byte, n *Names) Columns {
	c := Columns{slots: make([]Slot, len(header)), known: make([]bool, len(header)), values: n, Needed: -1}
	var texts []string
	for i, name := range header {
		name = bytes.TrimSpace(name)
		c.Names = append(c.Names, LineOf(name))
		if c.slots[i], c.known[i] = n.Column(name); !c.known[i] {
			c.slots[i], c.known[i] = n.head(name)
		}
		if c.known[i] && c.slots[i].Field == Text {
			if !c.HasText {
				c.Needed = i
			}
			c.HasText = true
			texts = append(texts, c.Names[i])
		}
	}
	c.lead, c.rest = c.index("LP"), c.index("TD")
	if c.lead < 0 || c.rest < 0 {
		c.lead, c.rest = 0, 0
	}
	c.Blank = "nothing in " + corpus.Shorten(strings.Join(texts, ", "), longestName)
	return c
}

// Values takes the fields from a row; of several columns for a field the best that is
// not empty counts. Cells behind the last column are left out.
func (c *Columns) Values(row [][]byte) Values {
	v := c.values.Values()
	v.Named = c.HasText
	for i, cell := range row[:min(len(row), len(c.slots))] {
		switch {
		case !c.known[i]:
			if v.survey != nil {
				v.survey.Unknown(c.Names[i], LineOf(cell))
			}
		case v.Wants(c.slots[i]) && len(bytes.TrimSpace(cell)) > 0:
			v.Take(c.slots[i], input.Text(c.whole(row, i)), c.Names[i])
		}
	}
	return v
}

// whole gives a cell, with the first paragraph of the text before it if it is the rest.
func (c *Columns) whole(row [][]byte, i int) []byte {
	if i != c.rest || c.lead == c.rest || c.lead >= len(row) {
		return row[i]
	}
	lead := bytes.TrimSpace(row[c.lead])
	if Absent(string(lead)) || bytes.HasPrefix(bytes.TrimSpace(row[i]), lead) {
		return row[i]
	}
	return slices.Concat(lead, []byte("\n\n"), row[i])
}

// index finds the column of a field by its name; negative where there is none.
func (c *Columns) index(name string) int {
	return slices.IndexFunc(c.Names, func(s string) bool { return strings.EqualFold(s, name) })
}

// Fits tells whether cells can be those of a row: as many as there are columns, with a digit in
// every date and no blank in any address.
func (c *Columns) Fits(row [][]byte) bool {
	if len(row) != len(c.Names) {
		return false
	}
	for i, cell := range row {
		cell = bytes.TrimSpace(cell)
		switch {
		case len(cell) == 0 || !c.known[i]:
		case c.slots[i].Field == Date && !bytes.ContainsAny(cell, "0123456789"),
			c.slots[i].Field == URL && bytes.IndexByte(cell, ' ') >= 0:
			return false
		}
	}
	return true
}

// Known counts the columns that hold a field.
func (c *Columns) Known() (n int) {
	for _, ok := range c.known {
		if ok {
			n++
		}
	}
	return n
}

// Headlines tells whether the columns are those of a list of headlines: there is none for a
// text, and one for an address or a date beside that for a title.
func (c *Columns) Headlines() bool {
	var has [Count]bool
	for i, ok := range c.known {
		has[c.slots[i].Field] = has[c.slots[i].Field] || ok
	}
	return !c.HasText && has[Title] && (has[URL] || has[Date])
}
