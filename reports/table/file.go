package table

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/parquet-go/parquet-go"
)

// rowGroup is the number of rows in a row group: the group size of DuckDB, which
// scans a row group per thread.
const rowGroup = 122_880

// chunk is the number of rows handed over at once: small enough that a cancelled
// run stops soon.
const chunk = 4096

// safely is the number of rows that the library takes at once without fault: of more, version
// 0.32.0 may write values that are absent, behind a lone one, as 0 or "" and not as NULL.
const safely = 2

// boundBytes is how much of a string the bounds in the page index keep. Ids of 20
// digits must fit, or a lookup by id would have to read every page.
const boundBytes = 64

// createdBy is what the files say about their writer. It names no version of the
// library, so that a newer one does not change the bytes of a table by itself.
const createdBy = "leitmotif"

// Keys of the metadata in the files.
const (
	versionKey = "schema_version"
	tableKey   = "leitmotif.table"
	notePrefix = "note."
)

func writerConfig(t Table) (*parquet.WriterConfig, error) {
	sorting := make([]parquet.SortingColumn, 0, len(t.Key))
	for _, column := range t.Key {
		sorting = append(sorting, parquet.Ascending(column))
	}
	options := []parquet.WriterOption{
		parquet.CreatedBy(createdBy, SchemaVersion, "tables"),
		parquet.Compression(&parquet.Zstd),
		parquet.MaxRowsPerRowGroup(rowGroup),
		parquet.DataPageStatistics(true),
		parquet.ColumnIndexSizeLimit(func([]string) int { return boundBytes }),
		parquet.SortingWriterConfig(parquet.SortingColumns(sorting...)),
		parquet.KeyValueMetadata(versionKey, SchemaVersion),
		parquet.KeyValueMetadata(tableKey, t.Name),
	}
	for _, c := range t.Columns() {
		options = append(options, parquet.KeyValueMetadata(notePrefix+c.Name, c.Note))
	}
	for _, path := range t.blobs {
		options = append(options, parquet.SkipPageBounds(path...), parquet.SkipPageStatistics(path...))
	}
	return parquet.NewWriterConfig(options...)
}

// writeRows writes a complete Parquet file and says how many rows it has.
func writeRows[T any](ctx context.Context, w io.Writer, t Table, rows Rows[T]) (n int, err error) {
	config, err := writerConfig(t)
	if err != nil {
		return 0, fmt.Errorf("configure the writer: %w", err)
	}
	writer := parquet.NewGenericWriter[T](w, config)
	buffer := make([]T, 0, chunk)
	flush := func() error {
		if err := ctx.Err(); err != nil {
			return err
		}
		n += len(buffer)
		for pair := range slices.Chunk(buffer, safely) {
			if _, err := writer.Write(pair); err != nil {
				return err
			}
		}
		clear(buffer)
		buffer = buffer[:0]
		return nil
	}
	for row, err := range rows {
		if err != nil {
			return 0, err
		}
		if buffer = append(buffer, *row); len(buffer) == chunk {
			if err := flush(); err != nil {
				return 0, err
			}
		}
	}
	if len(buffer) > 0 {
		if err := flush(); err != nil {
			return 0, err
		}
	}
	if err := writer.Close(); err != nil {
		return 0, fmt.Errorf("close: %w", err)
	}
	return n, nil
}

// errDamaged says that a file cannot be what this package has written.
var errDamaged = errors.New("the file is damaged")

// rowFile reads the rows of a file chunk by chunk.
type rowFile[T any] struct {
	file   *os.File
	reader *parquet.GenericReader[T]
	left   int64 // rows that the file says are still to come
}

// openRows opens a file that holds the table of that name.
func openRows[T any](path, name string) (r *rowFile[T], err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.Close())
		}
	}()
	defer asDamage(&err)
	file, err := openFile(f)
	if err != nil {
		return nil, err
	}
	if err := checkFile(file, name); err != nil {
		return nil, err
	}
	if _, err := parquet.Convert(parquet.SchemaOf(new(T)), file.Schema()); err != nil {
		return nil, fmt.Errorf("columns do not fit: %w", err)
	}
	return &rowFile[T]{f, parquet.NewGenericReader[T](file), file.NumRows()}, nil
}

// next reads the next rows into buffer and returns how many; at the end io.EOF.
func (r *rowFile[T]) next(buffer []T) (n int, err error) {
	defer asDamage(&err)
	if r.left <= 0 {
		return 0, io.EOF
	}
	n, err = r.reader.Read(buffer)
	r.left -= int64(n)
	switch {
	case err != nil && !errors.Is(err, io.EOF):
		return 0, err
	case n == 0:
		return 0, fmt.Errorf("%w: it has fewer rows than it says", errDamaged)
	}
	return n, nil
}

func (r *rowFile[T]) Close() error { return errors.Join(r.reader.Close(), r.file.Close()) }

// asDamage turns a panic into an error: the Parquet library trusts the offsets and
// lengths in a file, and panics where they lead nowhere.
func asDamage(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("%w: %v", errDamaged, p)
	}
}

// fileRows are the rows of a file that holds the table of that name.
func fileRows[T any](path, name string) Rows[T] {
	return func(yield func(*T, error) bool) {
		if err := eachRow(path, name, func(row *T) bool { return yield(row, nil) }); err != nil {
			yield(nil, fmt.Errorf("read table %s: %w", name, err))
		}
	}
}

// eachRow hands the rows of a file that holds the table of that name to visit, in order,
// until that has enough.
func eachRow[T any](path, name string, visit func(row *T) bool) (err error) {
	r, err := openRows[T](path, name)
	if err != nil {
		return err
	}
	more := true
	defer func() {
		if closing := r.Close(); more { // else nobody listens
			err = errors.Join(err, closing)
		}
	}()
	for {
		rows := make([]T, chunk) // new ones: the library would write through what the last ones point at
		n, err := r.next(rows)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		for i := range rows[:n] {
			if more = visit(&rows[i]); !more {
				return nil
			}
		}
	}
}

func fileOf(dir, name string) string { return filepath.Join(dir, Table{Name: name}.File()) }

// open makes rows those of the file of a table in dir, if it is one.
func open[T any](dir, name string, rows *Rows[T]) error {
	path := fileOf(dir, name)
	r, err := openRows[T](path, name)
	if err != nil {
		return fmt.Errorf("read table %s: %w", name, err)
	}
	*rows = fileRows[T](path, name)
	return r.Close()
}

// load reads the rows of a table in dir into memory.
func load[T any](ctx context.Context, dir, name string, rows *[]T) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	*rows, err = fileRows[T](fileOf(dir, name), name).Collect()
	return err
}

// openFile opens a Parquet file whose footer, by its length, fits into the file. The
// library would make room for any length first.
func openFile(f *os.File) (*parquet.File, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	var tail [8]byte // the length of the footer, then the magic bytes
	if _, err := f.ReadAt(tail[:], info.Size()-int64(len(tail))); err != nil {
		return nil, fmt.Errorf("%w: no footer: %w", errDamaged, err)
	}
	if length := int64(binary.LittleEndian.Uint32(tail[:])); length > info.Size()-int64(len(tail)) {
		return nil, fmt.Errorf("%w: a footer of %d bytes in a file of %d", errDamaged, length, info.Size())
	}
	return parquet.OpenFile(f, info.Size())
}

// checkFile fails unless the metadata of the file say that it is the table of that
// name, in a version that can be read.
func checkFile(file *parquet.File, name string) error {
	if table, _ := file.Lookup(tableKey); table != name {
		return fmt.Errorf("not a table %s of leitmotif: its metadata say %q", name, table)
	}
	version, _ := file.Lookup(versionKey)
	theirs, _, err := numbers(version)
	if err != nil {
		return err
	}
	if ours, _, _ := numbers(SchemaVersion); theirs > ours {
		return fmt.Errorf("schema version %s is newer than %s: use a newer leitmotif", version, SchemaVersion)
	}
	return nil
}
