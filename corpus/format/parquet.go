package format

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"leitmotif/corpus"
	"leitmotif/corpus/format/json"
	"leitmotif/corpus/format/parquet"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/input"
)

// tableKey is among the metadata of every Parquet file that the program writes.
const tableKey = "leitmotif.table"

// parquetLeaf is a column that holds a field.
type parquetLeaf struct {
	column parquet.Column
	slot   record.Slot
	text   func(parquet.Cell) string
	name   string // dotted
}

// parquetFields is what the columns of a table are good for.
type parquetFields struct {
	names   *record.Names
	leaves  []parquetLeaf
	unused  [record.Count]string // columns under the name of a field that no text can be made of
	columns []string             // the first ones, for people
	more    int                  // columns not among those
	size    int                  // bytes of columns
}

// errStopped ends reading without a word: the consumer wants no more.
var errStopped = errors.New("stopped")

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
	file, err := parquet.Open(at, size, st.Spend, fields.add)
	if err != nil {
		st.Failed(o, err)
		return
	}
	defer file.Close()
	if file.Has(tableKey) && st.Leave() {
		return
	}
	if err := fields.check(); err != nil {
		st.Failed(o, err)
		return
	}
	var columns []parquet.Column
	for _, leaf := range fields.leaves {
		columns = append(columns, leaf.column)
	}
	before := 0
	var missing, fault error
	for i := 0; i < file.Groups() && fault == nil; i++ {
		group, err := file.Group(i, columns)
		n := 0
		if err == nil {
			n, err = readRowGroup(st, group, &fields, before)
		}
		before += n
		switch {
		case errors.Is(err, errStopped):
			return
		case err != nil:
			fault = err
		case missing == nil:
			missing = group.Check(n)
		}
	}
	var unused error
	if note := fields.note(); note != "" {
		unused = &corpus.Reject{Reason: corpus.UnusedColumn, Detail: note}
	}
	st.Failed(o, fault, missing, unused)
}

// readRowGroup reads the rows of a row group, before which there are before rows.
func readRowGroup(st *input.Stream, group *parquet.Group, fields *parquetFields, before int) (n int, err error) {
	rows := parquetRows{group: group, names: fields.names, leaves: fields.leaves, limit: st.Limit()}
	const row = 256 // bytes that a row counts for: an article takes as much without its text
	for {
		var v record.Values
		fits, more := false, false
		err := parquet.Guard(func() (err error) {
			if more, err = group.More(); err == nil && more {
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
			goesOn = v.Emit(o, st)
		} else {
			goesOn = st.TooLarge(o)
		}
		if !goesOn {
			return n, errStopped
		}
	}
}

// add looks at a column: a plain column or a list under one of the names of a field, the
// member of a structure under it that says what it is called, or the dotted name that
// the caller gave.
func (p *parquetFields) add(path []string, column parquet.Column) {
	plain := plainPath(path)
	const listed = 1 << 10 // bytes
	if p.size < listed {
		name := parquet.ShortName(strings.Join(plain, "."))
		p.columns = append(p.columns, name)
		p.size += len(name)
	} else {
		p.more++
	}
	s, member, ok := parquetSlot(plain, p.names)
	if !ok {
		return
	}
	text, ok := column.Text(func(b []byte) string { return json.Text(b, s.Field) })
	if !ok || !member {
		if p.unused[s.Field] == "" {
			p.unused[s.Field] = fmt.Sprintf("%s (%s)", parquet.ShortName(strings.Join(plain, ".")), column.Type())
		}
		return
	}
	p.leaves = append(p.leaves, parquetLeaf{column, s, text, parquet.ShortName(strings.Join(plain, "."))})
}

// check fails where no article can come of the columns.
func (p *parquetFields) check() error {
	// Each takes buffers of its own. There are some 130 names of fields.
	const most = 256
	if len(p.leaves) > most {
		return &corpus.Reject{Reason: corpus.TooLarge, Detail: fmt.Sprintf("parquet: %d columns under names of fields, over %d", len(p.leaves), most)}
	}
	for _, leaf := range p.leaves {
		if leaf.slot.Field == record.Text {
			return nil
		}
	}
	columns := strings.Join(p.columns, ", ")
	if p.more > 0 {
		columns += fmt.Sprintf(" and %d more", p.more)
	}
	if unused := p.unused[record.Text]; unused != "" {
		columns += "; no text can be made of " + unused
	}
	return &corpus.Reject{Reason: corpus.NoTextField, Detail: "fields: " + columns + "; name the one that holds the text: --field text=NAME"}
}

// note says for which fields there is a column, and none of use.
func (p *parquetFields) note() string {
	var unused []string
	for f, column := range p.unused {
		served := slices.ContainsFunc(p.leaves, func(l parquetLeaf) bool { return l.slot.Field == record.Field(f) })
		if column != "" && !served {
			unused = append(unused, fmt.Sprintf("no %s can be made of %s", record.Targets()[f], column))
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
func parquetSlot(plain []string, n *record.Names) (s record.Slot, member, ok bool) {
	dotted := strings.Join(plain, ".")
	for _, x := range n.Explicit() {
		if strings.EqualFold(dotted, x.Name) {
			return record.Slot{Field: x.Field}, true, true
		}
	}
	const memberRanks = 100 // more than there are members
	s, ok = n.Find([]byte(plain[0]))
	if ok && len(plain) > 1 {
		i := slices.Index(s.Field.Members(), plain[1])
		s.Rank = s.Rank*memberRanks + 1 + i
		if member = i >= 0 && len(plain) == 2; member {
			return s, true, true
		}
	} else {
		s.Rank *= memberRanks
	}
	if len(plain) > 1 && record.EnvelopeRank([]byte(plain[0])) >= 0 {
		if inner, member, ok := parquetSlot(plain[1:], n); ok && member {
			return inner, true, true
		}
	}
	return s, ok && len(plain) == 1, ok
}

// parquetRows reads the rows of one row group.
type parquetRows struct {
	group  *parquet.Group
	names  *record.Names
	leaves []parquetLeaf
	limit  int64
	list   []byte // the text of a list
}

// next takes the fields from the next row; fits is false where its texts are over the
// limit.
func (p *parquetRows) next() (v record.Values, fits bool, err error) {
	v = p.names.Values()
	v.Named = true
	left := p.limit
	for i := range p.leaves {
		slot := p.leaves[i].slot
		wanted := left >= 0 && v.Wants(slot)
		text, size, err := p.row(i, wanted, left)
		if err != nil {
			return v, false, err
		}
		if left -= size; left >= 0 {
			v.Take(slot, text, p.leaves[i].name)
		}
	}
	return v, left >= 0, nil
}

// row reads what column i has in the next row: a value, or those of a list joined. Where
// it is wanted it returns the text, and its size in bytes, which is over limit where it
// has been left out for that.
func (p *parquetRows) row(i int, wanted bool, limit int64) (text string, size int64, err error) {
	leaf := &p.leaves[i]
	if !leaf.column.List() {
		err = p.group.Row(i, func(v parquet.Cell) {
			if !wanted {
				return
			}
			if size = v.Size(); size <= limit {
				text = leaf.text(v)
			}
		})
		return text, size, err
	}
	between := record.Separator(leaf.slot.Field)
	p.list = p.list[:0]
	err = p.group.Row(i, func(v parquet.Cell) {
		if !wanted {
			return
		}
		if size += v.Size(); size <= limit {
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
	})
	return string(p.list), size, err
}
