package record

import (
	"bytes"
	"regexp"

	"leitmotif/corpus/date"
)

// numbersOfDate are the parts of a date whose order goes by the country: "03/11/2026".
var numbersOfDate = regexp.MustCompile(`^(\d{1,2})[/-](\d{1,2})[/-](\d{4}\b.*)$`)

// Order learns in which order the columns of a table give day and month. Where a column has a
// first number over 12 and no second one, its first number is the day in every row.
type Order struct {
	first, second []bool // over 12, by column
}

// Look looks at the cells of a row.
func (o *Order) Look(row [][]byte) {
	for len(o.first) < len(row) {
		o.first, o.second = append(o.first, false), append(o.second, false)
	}
	for i, cell := range row {
		const longest = 40 // bytes
		if cell = bytes.TrimSpace(cell); len(cell) == 0 || len(cell) > longest || cell[0] < '0' || cell[0] > '9' {
			continue
		}
		if m := numbersOfDate.FindSubmatch(cell); m != nil {
			o.first[i] = o.first[i] || over12(m[1])
			o.second[i] = o.second[i] || over12(m[2])
		}
	}
}

func over12(number []byte) bool { return len(number) == 2 && string(number) > "12" }

// SetOrder tells the columns in which order they give day and month.
func (c *Columns) SetOrder(o Order) {
	for i := range min(len(c.slots), len(o.first)) {
		c.slots[i].DayFirst = o.first[i] && !o.second[i]
	}
}

// dotted gives a date whose first number is the day with dots between its numbers, which say
// so; as it is where there is no such date.
func dotted(given string) string {
	m := numbersOfDate.FindStringSubmatch(given)
	if m == nil {
		return given
	}
	s := m[1] + "." + m[2] + "." + m[3]
	if _, ok := date.ParseField(s); !ok {
		return given
	}
	return s
}
