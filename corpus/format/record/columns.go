package record

import (
	"bytes"
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
}

// NewColumns finds the fields of a table by its header.
func NewColumns(header [][]byte, n *Names) Columns {
	c := Columns{slots: make([]Slot, len(header)), known: make([]bool, len(header)), Needed: -1}
	var texts []string
	for i, name := range header {
		name = bytes.TrimSpace(name)
		c.Names = append(c.Names, LineOf(name))
		c.slots[i], c.known[i] = n.Column(name)
		if c.known[i] && c.slots[i].Field == Text {
			if !c.HasText {
				c.Needed = i
			}
			c.HasText = true
			texts = append(texts, c.Names[i])
		}
	}
	c.Blank = "nothing in " + corpus.Shorten(strings.Join(texts, ", "), longestName)
	return c
}

// Values takes the fields from a row; of several columns for a field the best that is
// not empty counts.
func (c *Columns) Values(row [][]byte) Values {
	v := Values{Named: true}
	var rank [Count]int
	for i, cell := range row {
		s := c.slots[i]
		if !c.known[i] || len(bytes.TrimSpace(cell)) == 0 {
			continue
		}
		if v.Of[s.Field] == "" || s.Rank < rank[s.Field] {
			v.Of[s.Field], rank[s.Field] = input.Text(cell), s.Rank
		}
	}
	return v
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
