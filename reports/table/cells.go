package table

import (
	"cmp"
	"context"
	"reflect"
	"time"
)

// Scan reads the table from its file in dir row by row, without holding more than a
// few thousand rows, for those who treat all tables alike. The cells stand in the
// order of Columns; visit must not keep the slice. A cell is
//
//   - nil where it is NULL,
//   - a string, bool, int64 or float64, or a time.Time in UTC,
//   - a []any of these for a list, and a []any of []any for a list of groups, each
//     with its fields in their order.
//
// Scan fails as Read does, and with the error of visit or ctx.
func (t Table) Scan(ctx context.Context, dir string, visit func(cells []any) error) error {
	return t.scan(ctx, fileOf(dir, t.Name), visit)
}

func scanCells[T any](ctx context.Context, path, name string, visit func(cells []any) error) error {
	columns := columnsOf[T]()
	fields := reflect.VisibleFields(reflect.TypeFor[T]())
	cells := make([]any, len(columns))
	for row, err := range fileRows[T](path, name) {
		if err := cmp.Or(err, ctx.Err()); err != nil {
			return err
		}
		cell := reflect.ValueOf(row).Elem()
		for c, f := range fields {
			cells[c] = cellOf(cell.FieldByIndex(f.Index), columns[c].Optional)
		}
		if err := visit(cells); err != nil {
			return err
		}
	}
	return nil
}

// cellOf gives a field of a row as a cell.
func cellOf(v reflect.Value, optional bool) any {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return nil
		}
		return cellOf(v.Elem(), false)
	}
	if optional && (v.IsZero() || v.Kind() == reflect.Slice && v.Len() == 0) {
		return nil
	}
	if at, ok := v.Interface().(time.Time); ok {
		return at.UTC()
	}
	switch v.Kind() {
	case reflect.String:
		return v.String()
	case reflect.Int32, reflect.Int64:
		return v.Int()
	case reflect.Slice:
		list := make([]any, v.Len())
		for i := range list {
			list[i] = cellOf(v.Index(i), false)
		}
		return list
	case reflect.Struct:
		group := make([]any, v.NumField())
		for i := range group {
			group[i] = cellOf(v.Field(i), false)
		}
		return group
	}
	return v.Interface() // bool and float64
}
