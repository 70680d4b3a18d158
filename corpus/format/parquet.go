package format

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"

	"leitmotif/corpus"
)

// readParquet reads a table in Parquet, of its columns only those that hold a field.
// The record is the number of the row.
func (d *decoder) readParquet(st stream) {
	o := corpus.Origin{File: st.file}
	// The library panics on some damaged files; a damaged input is no fault of ours and
	// must not end the run. The consumer's panics pass through.
	reading := true
	defer func() {
		if reading {
			if fault := recover(); fault != nil {
				d.out.reject(o, corpus.Malformed, fmt.Sprintf("parquet: %v", fault))
			}
		}
	}()
	at, size, done, err := d.seekable(st)
	if err != nil {
		d.layerFailed(st, "parquet", err)
		return
	}
	defer done()
	file, err := parquet.OpenFile(at, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		d.out.reject(o, corpus.Malformed, "parquet: "+err.Error())
		return
	}
	if _, own := file.Lookup(tableKey); own && !d.piped {
		d.leave(st.file)
		return
	}
	leaves, hasText := parquetLeaves(file.Schema(), d.names)
	if !hasText {
		d.out.reject(o, corpus.NoTextField, "columns: "+parquetColumns(file.Schema()))
		return
	}
	for _, group := range file.RowGroups() {
		rows := newParquetRows(group, leaves, d.limits.RecordBytes)
		for range group.NumRows() {
			v, fits, err := rows.next()
			o.Record++
			if err != nil {
				rows.close()
				o.Record = 0
				d.parquetFailed(o, err)
				return
			}
			reading = false
			goesOn := false
			if fits {
				goesOn = v.emit(o, d.out)
			} else {
				goesOn = d.out.tooLarge(o, d.limits.RecordBytes)
			}
			reading = true
			if !goesOn {
				rows.close()
				return
			}
		}
		rows.close()
	}
}

func (d *decoder) parquetFailed(o corpus.Origin, err error) {
	if d.out.alive() {
		d.out.reject(o, corpus.Malformed, "parquet: "+plainCause(err))
	}
}

func parquetColumns(schema *parquet.Schema) string {
	var columns []string
	for _, path := range schema.Columns() {
		columns = append(columns, strings.Join(path, "."))
	}
	return strings.Join(columns, ", ")
}

// parquetLeaf is a column that holds a field.
type parquetLeaf struct {
	column int
	slot   slot
	text   func(parquet.Value) string
}

// parquetLeaves finds the columns that hold a field: a plain column or a list under one
// of its names, the member "name" of a structure under it, or the dotted name that the
// caller gave.
func parquetLeaves(schema *parquet.Schema, n *names) (leaves []parquetLeaf, hasText bool) {
	for _, path := range schema.Columns() {
		leaf, ok := schema.Lookup(path...)
		if !ok {
			continue
		}
		s, ok := parquetSlot(path, n)
		if !ok {
			continue
		}
		hasText = hasText || s.field == fieldText
		leaves = append(leaves, parquetLeaf{leaf.ColumnIndex, s, parquetText(leaf.Node.Type())})
	}
	return leaves, hasText
}

func parquetSlot(path []string, n *names) (slot, bool) {
	// The inner names of a list (Parquet's LogicalTypes.md, and older writers).
	inner := []string{"list", "element", "item", "array", "bag", "array_element"}
	var plain []string
	for i, part := range path {
		if i == 0 || !slices.Contains(inner, part) {
			plain = append(plain, part)
		}
	}
	dotted := strings.Join(plain, ".")
	for _, x := range n.explicit {
		if strings.EqualFold(dotted, x.name) {
			return slot{field: x.field}, true
		}
	}
	if len(plain) > 2 || len(plain) == 2 && plain[1] != "name" {
		return slot{}, false
	}
	return n.find([]byte(plain[0]))
}

// parquetText gives how a value of a type reads as text: a time in RFC 3339, bytes as
// clean text, a number in digits.
func parquetText(t parquet.Type) func(parquet.Value) string {
	if logical := t.LogicalType(); logical != nil {
		switch kind := logical.Value.(type) {
		case *format.TimestampType:
			unit := timestampUnit(kind)
			return func(v parquet.Value) string { return timeText(v.Int64(), unit) }
		case *format.DateType:
			return func(v parquet.Value) string {
				return time.Unix(0, 0).UTC().AddDate(0, 0, int(v.Int32())).Format(time.DateOnly)
			}
		}
	}
	switch t.Kind() {
	case parquet.ByteArray, parquet.FixedLenByteArray:
		return func(v parquet.Value) string { return cleanText(v.ByteArray()) }
	case parquet.Int32, parquet.Int64:
		return func(v parquet.Value) string { return strconv.FormatInt(v.Int64(), 10) }
	case parquet.Double:
		return func(v parquet.Value) string { return strconv.FormatFloat(v.Double(), 'f', -1, 64) }
	case parquet.Int96: // nanoseconds of the day, then the Julian day
		return func(v parquet.Value) string {
			const epoch = 2440588 // Julian day of 1970-01-01
			parts := v.Int96()
			nanos := int64(parts[1])<<32 | int64(parts[0])
			return time.Unix((int64(parts[2])-epoch)*86400, nanos).UTC().Format(time.RFC3339)
		}
	}
	return func(parquet.Value) string { return "" }
}

// timestampUnit gives how many units a timestamp counts per second.
func timestampUnit(t *format.TimestampType) int64 {
	switch t.Unit.Value.(type) {
	case *format.MilliSeconds:
		return 1e3
	case *format.MicroSeconds:
		return 1e6
	}
	return 1e9
}

func timeText(count, perSecond int64) string {
	return time.Unix(count/perSecond, count%perSecond*(1e9/perSecond)).UTC().Format(time.RFC3339)
}

// parquetRows reads the rows of one row group from the pages of the chosen columns.
type parquetRows struct {
	leaves  []parquetLeaf
	cursors []*columnCursor
	limit   int64
}

func newParquetRows(group parquet.RowGroup, leaves []parquetLeaf, limit int64) *parquetRows {
	rows := &parquetRows{leaves: leaves, limit: limit}
	chunks := group.ColumnChunks()
	for _, leaf := range leaves {
		rows.cursors = append(rows.cursors, &columnCursor{pages: chunks[leaf.column].Pages()})
	}
	return rows
}

func (p *parquetRows) close() {
	for _, c := range p.cursors {
		c.pages.Close() // reading is over: nothing depends on it
	}
}

// next takes the fields from the next row; fits is false where its texts are over the
// limit.
func (p *parquetRows) next() (v values, fits bool, err error) {
	v.named = true
	var rank [fieldCount]int
	size := int64(0)
	for i, leaf := range p.leaves {
		cells, err := p.cursors[i].row()
		if err != nil {
			return v, false, err
		}
		f := leaf.slot.field
		if v.text[f] != "" && rank[f] <= leaf.slot.rank {
			continue
		}
		for _, cell := range cells {
			size += int64(len(parquetBytes(cell)))
		}
		if size > p.limit {
			continue
		}
		if text := leaf.join(cells); strings.TrimSpace(text) != "" {
			v.text[f], rank[f] = text, leaf.slot.rank
		}
	}
	return v, size <= p.limit, nil
}

func parquetBytes(v parquet.Value) []byte {
	if k := v.Kind(); k == parquet.ByteArray || k == parquet.FixedLenByteArray {
		return v.ByteArray()
	}
	return nil
}

// join gives the cells of a column in one row as one text.
func (l parquetLeaf) join(cells []parquet.Value) string {
	var parts []string
	for _, cell := range cells {
		if cell.IsNull() {
			continue
		}
		if s := l.text(cell); s != "" {
			parts = append(parts, s)
		}
	}
	between := ", "
	if l.slot.field == fieldText {
		between = "\n"
	}
	return strings.Join(parts, between)
}

// columnCursor gives the values of one column row by row.
type columnCursor struct {
	pages  parquet.Pages
	values parquet.ValueReader
	buf    [64]parquet.Value
	ready  []parquet.Value // of buf
	cells  []parquet.Value
}

// row returns the values of the next row: one, or those of a list. A row begins with
// repetition level 0.
func (c *columnCursor) row() ([]parquet.Value, error) {
	c.cells = c.cells[:0]
	for {
		for i, v := range c.ready {
			if v.RepetitionLevel() == 0 && len(c.cells) > 0 {
				c.ready = c.ready[i:]
				return c.cells, nil
			}
			c.cells = append(c.cells, v)
		}
		c.ready = nil
		err := c.fill()
		if errors.Is(err, io.EOF) && len(c.cells) > 0 {
			return c.cells, nil
		}
		if errors.Is(err, io.EOF) {
			return nil, io.ErrUnexpectedEOF
		}
		if err != nil {
			return nil, err
		}
	}
}

// fill reads more values, from the next page where one has ended.
func (c *columnCursor) fill() error {
	for {
		if c.values == nil {
			page, err := c.pages.ReadPage()
			if err != nil {
				return err
			}
			c.values = page.Values()
		}
		n, err := c.values.ReadValues(c.buf[:])
		if err != nil {
			c.values = nil
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if n > 0 {
			c.ready = c.buf[:n]
			return nil
		}
	}
}
