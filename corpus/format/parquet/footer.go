package parquet

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"

	"leitmotif/corpus"
)

// metadata is the footer of a Parquet file, checked: its schema is a tree, and every
// row group has a column chunk for each of its leaves.
type metadata struct {
	format.FileMetaData
	columns int   // leaves of the schema
	end     int64 // where the footer begins, behind everything else
}

const (
	tailBytes = 8 // bytes behind the footer: its length and the magic number

	// footerBytes bounds the bytes of a footer.
	footerBytes = 64 << 20

	// schemaDepth bounds how deep columns nest.
	schemaDepth = 64
)

// readMetadata reads the footer of a file of size bytes, and calls column for
// each with its path, which is valid until column returns.
func readMetadata(at io.ReaderAt, size int64, column func(path []string, c Column)) (*metadata, error) {
	var tail [tailBytes]byte
	if size < int64(len(Magic)+len(tail)) {
		return nil, malformed("%d bytes are no file", size)
	}
	if _, err := readFull(at, tail[:], size-tailBytes); err != nil {
		return nil, err
	}
	switch magic := string(tail[4:]); magic {
	case Magic:
	case "PARE":
		return nil, malformed("encrypted files are not read")
	default:
		return nil, malformed("the file ends in %q, it is cut short or damaged", magic)
	}
	length := int64(binary.LittleEndian.Uint32(tail[:]))
	m := &metadata{end: size - tailBytes - length}
	switch {
	case m.end < int64(len(Magic)):
		return nil, malformed("a footer of %d bytes in a file of %d", length, size)
	case length > footerBytes:
		return nil, &corpus.Reject{Reason: corpus.TooLarge, Detail: fmt.Sprintf("parquet: a footer of %d bytes, over %d", length, footerBytes)}
	}
	footer := make([]byte, length)
	if _, err := readFull(at, footer, m.end); err != nil {
		return nil, err
	}
	if err := decodeThrift(footer, &m.FileMetaData); err != nil {
		return nil, err
	}
	if err := m.walkSchema(column); err != nil {
		return nil, err
	}
	for i := range m.RowGroups {
		if n := len(m.RowGroups[i].Columns); n != m.columns {
			return nil, malformed("row group %d has %d columns of %d", i+1, n, m.columns)
		}
	}
	return m, nil
}

// readFull reads len(b) bytes from off.
func readFull(at io.ReaderAt, b []byte, off int64) (int, error) {
	n, err := at.ReadAt(b, off)
	if n == len(b) {
		return n, nil
	}
	if err == nil || errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return n, fmt.Errorf("parquet: %w", err)
}

// walkSchema lists the leaves of the schema, which stands as a tree in depth-first order
// whose first element is the root.
func (m *metadata) walkSchema(column func(path []string, c Column)) error {
	type level struct {
		left           int32 // children to come
		maxRep, maxDef int
	}
	if len(m.Schema) == 0 {
		return malformed("the schema is empty")
	}
	open := []level{{left: m.Schema[0].NumChildren.V}}
	var path []string
	for i := 1; i < len(m.Schema); i++ {
		for len(open) > 0 && open[len(open)-1].left <= 0 {
			open = open[:len(open)-1]
			path = path[:max(0, len(path)-1)]
		}
		if len(open) == 0 {
			return malformed("the schema has %d columns that belong nowhere", len(m.Schema)-i)
		}
		e := &m.Schema[i]
		parent := &open[len(open)-1]
		parent.left--
		here := level{left: e.NumChildren.V, maxRep: parent.maxRep, maxDef: parent.maxDef}
		switch e.RepetitionType.V {
		case format.Repeated:
			here.maxRep++
			here.maxDef++
		case format.Optional:
			here.maxDef++
		}
		path = append(path, e.Name)
		if !e.Type.Valid {
			open = append(open, here)
		} else {
			c := Column{e, m.columns, here.maxRep, here.maxDef}
			m.columns++
			column(path, c)
			path = path[:len(path)-1]
		}
		if len(open) > schemaDepth {
			return &corpus.Reject{Reason: corpus.Nesting, Detail: fmt.Sprintf("parquet: columns nest deeper than %d", schemaDepth)}
		}
	}
	for _, l := range open {
		if l.left > 0 {
			return malformed("the schema ends before its last column")
		}
	}
	return nil
}

// decodeThrift decodes the struct that b begins with, once it is sure what that costs.
func decodeThrift(b []byte, v any) error {
	s := thriftScan{b: b}
	if err := s.structure(0); err != nil {
		return err
	}
	var protocol thrift.CompactProtocol
	if err := thrift.NewDecoder(protocol.NewReaderFromBytes(b[:s.at])).Decode(v); err != nil {
		return malformed("%v", err)
	}
	return nil
}

// thriftScan walks over a value in Thrift's compact protocol
// (thrift-compact-protocol.md) without decoding it. The decoder believes every length
// and recurses as deep as the input says, so this looks first.
type thriftScan struct {
	b    []byte
	at   int
	cost int64 // bytes that the lists take when decoded
}

const (
	thriftDepth = 32        // the deepest struct of Parquet is at 8
	thriftCost  = 256 << 20 // bytes, for all lists of a footer

	// thriftStruct is what a struct in a list takes in memory: a column chunk, the
	// largest, is 560 bytes.
	thriftStruct = 560
)

// errThriftShort is a struct that goes on behind the bytes at hand.
var errThriftShort = malformed("metadata is cut short")

// structure walks over the fields of a struct.
func (s *thriftScan) structure(depth int) error {
	for {
		head, err := s.byte()
		if err != nil || head == 0 {
			return err
		}
		if head>>4 == 0 { // the number of the field follows
			if _, err := s.varint(); err != nil {
				return err
			}
		}
		if kind := head & 15; kind > 2 { // true and false are in the head
			if err := s.value(kind, depth); err != nil {
				return err
			}
		}
	}
}

// value walks over a value of a kind.
func (s *thriftScan) value(kind byte, depth int) error {
	if depth > thriftDepth {
		return malformed("metadata nests deeper than %d", thriftDepth)
	}
	switch kind {
	case 1, 2, 3: // a truth value in a list, a byte
		return s.skip(1)
	case 4, 5, 6: // integers
		_, err := s.varint()
		return err
	case 7: // a double
		return s.skip(8)
	case 8: // bytes
		n, err := s.varint()
		if err != nil {
			return err
		}
		return s.skip(n)
	case 9, 10: // a list, a set
		return s.list(depth)
	case 12:
		return s.structure(depth + 1)
	}
	return malformed("metadata has a value of kind %d", kind)
}

func (s *thriftScan) list(depth int) error {
	head, err := s.byte()
	if err != nil {
		return err
	}
	n := uint64(head >> 4)
	if n == 15 {
		if n, err = s.varint(); err != nil {
			return err
		}
	}
	if n > uint64(len(s.b)-s.at) { // each element takes a byte
		return errThriftShort
	}
	kind, each := head&15, int64(16)
	if kind == 12 {
		each = thriftStruct
	}
	if s.cost += int64(n) * each; s.cost > thriftCost {
		return &corpus.Reject{Reason: corpus.TooLarge, Detail: fmt.Sprintf("parquet: metadata over %d bytes in memory", thriftCost)}
	}
	for range n {
		if err := s.value(kind, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (s *thriftScan) byte() (byte, error) {
	if s.at >= len(s.b) {
		return 0, errThriftShort
	}
	s.at++
	return s.b[s.at-1], nil
}

func (s *thriftScan) varint() (uint64, error) {
	v, n := binary.Uvarint(s.b[s.at:])
	switch {
	case n == 0:
		return 0, errThriftShort
	case n < 0:
		return 0, malformed("metadata has a number of over 64 bits")
	}
	s.at += n
	return v, nil
}

func (s *thriftScan) skip(n uint64) error {
	if n > uint64(len(s.b)-s.at) {
		return errThriftShort
	}
	s.at += int(n)
	return nil
}
