package format

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go/format"

	"leitmotif/corpus"
	"leitmotif/corpus/input"
)

// tableKey is among the metadata of every Parquet file that the program writes.
const tableKey = "leitmotif.table"

// parquetLeaf is a column that holds a field.
type parquetLeaf struct {
	schemaLeaf
	slot slot
	text func(cell) string
}

// parquetFields is what the columns of a table are good for.
type parquetFields struct {
	names   *names
	leaves  []parquetLeaf
	unused  [fieldCount]string // columns under the name of a field that no text can be made of
	columns []string           // the first ones, for people
	more    int                // columns not among those
	size    int                // bytes of columns
}

// readParquet reads a table in Parquet, of its columns only those that hold a field.
// The record is the number of the row. What concerns the whole file (a fault that ends
// the reading, a row group that lies about itself, a column that could not be used) is
// one reject, behind the rows.
func (d *decoder) readParquet(st *input.Stream) {
	o := st.Origin(0)
	at, size, done, err := st.Seekable()
	if err != nil {
		st.Failed(o, fmt.Errorf("parquet: %w", err))
		return
	}
	defer done()
	fields := parquetFields{names: d.names}
	var meta *parquetMeta
	err = guarded(func() (err error) {
		meta, err = readParquetMeta(at, size, fields.add)
		return err
	})
	if err == nil && meta.own() && st.Leave() {
		return
	}
	if err == nil {
		err = fields.check()
	}
	if err != nil {
		st.Failed(o, err)
		return
	}
	source := &pageSource{spend: st.Spend, at: at, end: meta.end}
	defer source.close()
	rows := 0
	var missing, fault error
	for i := range meta.RowGroups {
		n, err := readRowGroup(st, source, fields.leaves, &meta.RowGroups[i], rows)
		rows += n
		switch {
		case errors.Is(err, errStopped):
			return
		case err != nil:
			fault = err
		case int64(n) != meta.RowGroups[i].NumRows && missing == nil:
			missing = malformedParquet("row group %d has %d rows and says %d", i+1, n, meta.RowGroups[i].NumRows)
		}
		if fault != nil {
			break
		}
	}
	var unused error
	if note := fields.note(); note != "" {
		unused = &corpus.Reject{Reason: corpus.UnusedColumn, Detail: note}
	}
	st.Failed(o, fault, missing, unused)
}

// readRowGroup reads the rows of a row group, before which there are before rows.
func readRowGroup(st *input.Stream, source *pageSource, leaves []parquetLeaf, group *format.RowGroup, before int) (n int, err error) {
	source.held = 0
	rows := parquetRows{leaves: leaves, limit: st.Limit()}
	for _, leaf := range leaves {
		c, err := newColumnCursor(source, leaf.schemaLeaf, &group.Columns[leaf.column])
		if err != nil {
			return 0, err
		}
		rows.cursors = append(rows.cursors, c)
	}
	const row = 256 // bytes that a row counts for: an article takes as much without its text
	for {
		var v values
		fits, more := false, false
		err := guarded(func() (err error) {
			if more, err = rows.more(); err == nil && more {
				v, fits, err = rows.next()
			}
			return err
		})
		if err == nil && more {
			err = st.Spend(row)
		}
		if err != nil {
			return n, err
		}
		if !more {
			return n, nil
		}
		n++
		o := st.Origin(before + n)
		goesOn := false
		if fits {
			goesOn = v.emit(o, st)
		} else {
			goesOn = st.TooLarge(o)
		}
		if !goesOn {
			return n, errStopped
		}
	}
}

// guarded turns a panic of the libraries that f calls into an error: a damaged input is
// no fault of ours and must not end the run.
func guarded(f func() error) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = malformedParquet("%v", fault)
		}
	}()
	return f()
}

// shortName gives the name of a column as it may stand in a message.
func shortName(name string) string {
	const longest = 100 // bytes
	if len(name) > longest {
		return name[:longest] + "..."
	}
	return name
}

// add looks at a column: a plain column or a list under one of the names of a field, the
// member of a structure under it that says what it is called, or the dotted name that
// the caller gave.
func (p *parquetFields) add(path []string, leaf schemaLeaf) {
	plain := plainPath(path)
	const listed = 1 << 10 // bytes
	if p.size < listed {
		name := shortName(strings.Join(plain, "."))
		p.columns = append(p.columns, name)
		p.size += len(name)
	} else {
		p.more++
	}
	s, member, ok := parquetSlot(plain, p.names)
	if !ok {
		return
	}
	text, ok := parquetText(leaf.SchemaElement, s.field)
	if !ok || !member {
		if p.unused[s.field] == "" {
			p.unused[s.field] = fmt.Sprintf("%s (%s)", shortName(strings.Join(plain, ".")), parquetType(leaf.SchemaElement))
		}
		return
	}
	p.leaves = append(p.leaves, parquetLeaf{leaf, s, text})
}

// check fails where no article can come of the columns.
func (p *parquetFields) check() error {
	// Each takes buffers of its own. There are some 130 names of fields.
	const most = 256
	if len(p.leaves) > most {
		return &corpus.Reject{Reason: corpus.TooLarge, Detail: fmt.Sprintf("parquet: %d columns under names of fields, over %d", len(p.leaves), most)}
	}
	for _, leaf := range p.leaves {
		if leaf.slot.field == fieldText {
			return nil
		}
	}
	columns := strings.Join(p.columns, ", ")
	if p.more > 0 {
		columns += fmt.Sprintf(" and %d more", p.more)
	}
	if unused := p.unused[fieldText]; unused != "" {
		columns += "; no text can be made of " + unused
	}
	return &corpus.Reject{Reason: corpus.NoTextField, Detail: "fields: " + columns + "; name the one that holds the text: --field text=NAME"}
}

// note says for which fields there is a column, and none of use.
func (p *parquetFields) note() string {
	var unused []string
	for f, column := range p.unused {
		served := slices.ContainsFunc(p.leaves, func(l parquetLeaf) bool { return l.slot.field == field(f) })
		if column != "" && !served {
			unused = append(unused, fmt.Sprintf("no %s can be made of %s", fieldTargets[f], column))
		}
	}
	return strings.Join(unused, "; ")
}

// plainPath gives the path of a column without the inner names of lists (Parquet's
// LogicalTypes.md, and older writers).
func plainPath(path []string) []string {
	inner := []string{"list", "element", "item", "array", "bag", "array_element"}
	var plain []string
	for i, part := range path {
		if i == 0 || !slices.Contains(inner, part) {
			plain = append(plain, part)
		}
	}
	return plain
}

// parquetSlot tells which field a column is for; member is false where it lies within
// the structure of a field and does not say what that is called.
func parquetSlot(plain []string, n *names) (s slot, member, ok bool) {
	dotted := strings.Join(plain, ".")
	for _, x := range n.explicit {
		if strings.EqualFold(dotted, x.name) {
			return slot{field: x.field}, true, true
		}
	}
	s, ok = n.find([]byte(plain[0]))
	if !ok || len(plain) == 1 {
		s.rank *= len(nameMembers) + 1
		return s, true, ok
	}
	members := nameMembers
	if s.field == fieldText {
		members = textMembers
	}
	i := slices.Index(members, plain[1])
	s.rank = s.rank*(len(nameMembers)+1) + 1 + i
	return s, i >= 0 && len(plain) == 2, true
}

// parquetRows reads the rows of one row group from the pages of the chosen columns.
type parquetRows struct {
	leaves  []parquetLeaf
	cursors []*columnCursor
	limit   int64
	list    []byte // the text of a list
}

// more reports whether there is another row.
func (p *parquetRows) more() (bool, error) {
	n := 0
	for _, c := range p.cursors {
		more, err := c.more()
		if err != nil {
			return false, err
		}
		if more {
			n++
		}
	}
	if n > 0 && n < len(p.cursors) {
		return false, malformedParquet("the columns of a row group end at different rows")
	}
	return n > 0, nil
}

// next takes the fields from the next row; fits is false where its texts are over the
// limit.
func (p *parquetRows) next() (v values, fits bool, err error) {
	v.named = true
	var rank [fieldCount]int
	left := p.limit
	for i := range p.leaves {
		leaf := &p.leaves[i]
		f := leaf.slot.field
		wanted := left >= 0 && (v.text[f] == "" || rank[f] > leaf.slot.rank)
		text, size, err := p.row(leaf, p.cursors[i], wanted, left)
		if err != nil {
			return v, false, err
		}
		if left -= size; left >= 0 && strings.TrimSpace(text) != "" {
			v.text[f], rank[f] = text, leaf.slot.rank
		}
	}
	return v, left >= 0, nil
}

// row reads what a column has in the next row: a value, or those of a list joined. Where
// it is wanted it returns the text, and its size in bytes, which is over limit where it
// has been left out for that.
func (p *parquetRows) row(leaf *parquetLeaf, c *columnCursor, wanted bool, limit int64) (text string, size int64, err error) {
	if leaf.maxRep == 0 {
		v, present, err := c.next()
		if err != nil || !present || !wanted {
			return "", 0, err
		}
		if size = int64(len(v.bytes)); size <= limit {
			text = leaf.text(v)
		}
		return text, size, nil
	}
	between := ", "
	if leaf.slot.field == fieldText {
		between = "\n"
	}
	p.list = p.list[:0]
	for first := true; ; first = false {
		more, err := c.more()
		if err != nil || !more {
			return string(p.list), size, err
		}
		begins, err := c.beginsRow()
		switch {
		case err != nil:
			return "", 0, err
		case first && !begins:
			return "", 0, c.malformed("a list begins in its middle")
		case !first && begins:
			return string(p.list), size, nil
		}
		v, present, err := c.next()
		if err != nil {
			return "", 0, err
		}
		if !present || !wanted {
			continue
		}
		if size += int64(len(v.bytes)); size <= limit {
			if s := leaf.text(v); s != "" {
				if len(p.list) > 0 {
					p.list = append(p.list, between...)
				}
				p.list = append(p.list, s...)
			}
			size = max(size, int64(len(p.list)))
		}
		if size > limit {
			p.list, wanted = p.list[:0], false
		}
	}
}
