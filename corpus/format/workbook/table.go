package workbook

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"leitmotif/corpus"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/input"
)

const (
	// looked is the number of rows among which the header is looked for.
	looked = 50
	// maxKnown bounds the columns under names of fields. There are some 130 such names.
	maxKnown = 256
	// runningText is the length in characters from which a cell is a text.
	runningText = 200
)

// table is a sheet with its columns.
type table struct {
	sheet   rows
	first   []row // read to find the header, and what follows it
	fault   error // what ended that reading
	header  int   // index in first; -1 where there is none
	columns record.Columns
	known   []int          // the columns of the sheet that hold a field, ascending
	fields  []record.Field // of each of them
	rank    []int          // of each of them
	merged  []merged       // the same: what goes on downwards
	dense   [][]byte       // the same: the cells of a row
	links   []string       // the same: their links
	index   map[int]int    // position in known by column
}

// merged is what stands in cells that were merged downwards.
type merged struct {
	text []byte
	last int // the number of their last row
}

// newTable reads the beginning of a sheet. A fault that ends it is met again behind its rows.
func newTable(sheet rows, n *record.Names) (*table, error) {
	t := &table{sheet: sheet, header: -1}
	size := 0
	const most = 1 << 20 // bytes of cells
	for len(t.first) < looked && size < most {
		r, err := sheet.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.fault = err
			break
		}
		for _, c := range r.cells {
			size += len(c.text)
		}
		t.first = append(t.first, row{r.number, slices.Clone(r.cells), r.tooLarge})
	}
	best := 0
	for i := range t.first {
		if known, text := t.knownIn(&t.first[i], n); text >= 0 && known > best && (known > 1 || t.textBelow(i, text)) {
			best, t.header = known, i
		}
	}
	if t.header < 0 {
		return t, nil
	}
	return t, t.setColumns(n)
}

// knownIn counts the fields that a row names, and gives the first column that it names as
// one for a text; -1 where there is none.
func (t *table) knownIn(r *row, n *record.Names) (known, text int) {
	text = -1
	var seen [record.Count]bool
	for _, c := range r.cells {
		s, ok := n.Column([]byte(strings.TrimSpace(c.text)))
		if !ok {
			continue
		}
		if !seen[s.Field] {
			seen[s.Field] = true
			known++
		}
		if s.Field == record.Text && text < 0 {
			text = c.column
		}
	}
	return known, text
}

// textBelow tells whether there are words in a column below a row: one name alone may be a
// heading above something else.
func (t *table) textBelow(i, column int) bool {
	for _, r := range t.first[i+1:] {
		for _, c := range r.cells {
			if c.column <= column && column < c.column+c.repeat && strings.ContainsAny(c.text, " \n") {
				return true
			}
		}
	}
	return false
}

// setColumns takes the columns from the header.
func (t *table) setColumns(n *record.Names) error {
	var names [][]byte
	t.index = make(map[int]int)
	for _, c := range t.first[t.header].cells {
		name := []byte(strings.TrimSpace(c.text))
		s, ok := n.Column(name)
		if !ok {
			continue
		}
		for column := c.column; column < min(c.column+c.repeat, maxColumns); column++ {
			if len(names) == maxKnown {
				return &corpus.Reject{Reason: corpus.TooLarge, Detail: fmt.Sprintf("over %d columns under names of fields", maxKnown)}
			}
			if _, twice := t.index[column]; twice {
				continue
			}
			t.index[column] = len(names)
			names = append(names, name)
			t.known = append(t.known, column)
			t.fields = append(t.fields, s.Field)
			t.rank = append(t.rank, s.Rank)
		}
	}
	t.columns = record.NewColumns(names, n)
	t.merged = make([]merged, len(names))
	t.dense = make([][]byte, len(names))
	t.links = make([]string, len(names))
	return nil
}

// begin goes behind the header.
func (t *table) begin() error {
	t.first = t.first[t.header+1:]
	return t.sheet.begin()
}

// next gives the next row below the header.
func (t *table) next() (*row, error) {
	var r *row
	if len(t.first) > 0 {
		r, t.first = &t.first[0], t.first[1:]
	} else {
		if t.fault != nil {
			return nil, t.fault
		}
		var err error
		if r, err = t.sheet.next(); err != nil {
			return nil, err
		}
	}
	t.sheet.complete(r)
	return r, nil
}

// values takes the fields from a row.
func (t *table) values(r *row) record.Values {
	clear(t.dense)
	clear(t.links)
	for _, c := range r.cells {
		t.place(r, c)
	}
	for i := range t.merged {
		if m := &t.merged[i]; len(t.dense[i]) == 0 && r.number <= m.last {
			t.dense[i] = m.text
		}
	}
	v := t.columns.Values(t.dense)
	t.addLink(&v)
	return v
}

// place puts a cell where its columns are known.
func (t *table) place(r *row, c cell) {
	text := []byte(c.text)
	put := func(i int) {
		t.dense[i], t.links[i] = text, c.link
		switch t.fields[i] {
		case record.Date, record.Source, record.Author, record.Language:
			if c.rows > 1 {
				t.merged[i] = merged{text, r.number + c.rows - 1}
			}
		}
	}
	if c.repeat == 1 {
		if i, ok := t.index[c.column]; ok {
			put(i)
		}
		return
	}
	for i, column := range t.known {
		if c.column <= column && column < c.column+c.repeat {
			put(i)
		}
	}
}

// addLink takes the address from a link where no cell says it.
func (t *table) addLink(v *record.Values) {
	if strings.Contains(v.Of[record.URL], "://") {
		return
	}
	for _, f := range [...]record.Field{record.URL, record.Title} {
		for i, link := range t.links {
			if link != "" && t.fields[i] == f {
				v.Of[record.URL] = link
				return
			}
		}
	}
}

// hasTexts tells whether there are running texts at the beginning of the sheet.
func (t *table) hasTexts() bool {
	for _, r := range t.first {
		if r.tooLarge {
			return true
		}
		for _, c := range r.cells {
			if len(c.text) >= runningText && utf8.RuneCountInString(c.text) >= runningText && strings.Contains(c.text, " ") {
				return true
			}
		}
	}
	return false
}

// hint says which columns a sheet has where none is known to hold a text; "" where the sheet
// has no rows.
func (t *table) hint(n *record.Names) string {
	if len(t.first) == 0 {
		return ""
	}
	top := slices.IndexFunc(t.first, func(r row) bool { return len(r.cells) > 1 })
	top = max(top, 0)
	h := record.NewHint(n)
	names := make(map[int]string)
	for _, c := range t.first[top].cells {
		name := input.Line(c.text)
		h.Field(name)
		names[c.column] = name
	}
	for _, r := range t.first[top+1:] {
		for _, c := range r.cells {
			if name, ok := names[c.column]; ok {
				h.Value(name, []byte(c.text))
			}
		}
	}
	return h.String()
}

// web gives an address if it is one of the web.
func web(address string) string {
	if strings.HasPrefix(address, "http://") || strings.HasPrefix(address, "https://") {
		return address
	}
	return ""
}
