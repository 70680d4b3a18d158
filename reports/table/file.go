package table

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// rowGroup is the number of rows in a row group: the group size of DuckDB, which
// scans a row group per thread.
const rowGroup = 122_880

// chunk is the number of rows handed over at once: small enough that a cancelled
// run stops soon.
const chunk = 4096

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
	return parquet.NewWriterConfig(options...)
}

// writeRows writes a complete Parquet file.
func writeRows[T any](ctx context.Context, w io.Writer, t Table, rows []T) error {
	config, err := writerConfig(t)
	if err != nil {
		return fmt.Errorf("configure the writer: %w", err)
	}
	writer := parquet.NewGenericWriter[T](w, config)
	for len(rows) > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		n := min(chunk, len(rows))
		if _, err := writer.Write(rows[:n]); err != nil {
			return err
		}
		rows = rows[n:]
	}
	if err := writer.Close(); err != nil {
		return fmt.Errorf("close: %w", err)
	}
	return nil
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

// eachChunk hands the rows of a file that holds the table of that name to visit, in
// order. The rows of a chunk are new ones.
func eachChunk[T any](ctx context.Context, path, name string, visit func(rows []T) error) (err error) {
	r, err := openRows[T](path, name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		rows := make([]T, chunk)
		n, err := r.next(rows)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := visit(rows[:n]); err != nil {
			return err
		}
	}
}

// readRows reads a file that holds the table of that name.
func readRows[T any](ctx context.Context, path, name string) ([]T, error) {
	all := []T{}
	err := eachChunk(ctx, path, name, func(rows []T) error {
		all = append(all, rows...)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return all, nil
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
	theirs, err := major(version)
	if err != nil {
		return err
	}
	if ours, _ := major(SchemaVersion); theirs > ours {
		return fmt.Errorf("schema version %s is newer than %s: use a newer leitmotif", version, SchemaVersion)
	}
	return nil
}

func major(version string) (int, error) {
	first, _, _ := strings.Cut(version, ".")
	n, err := strconv.Atoi(first)
	if err != nil {
		return 0, fmt.Errorf("schema version %q is not a version", version)
	}
	return n, nil
}
