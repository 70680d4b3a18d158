package format

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"

	"leitmotif/corpus"
)

// parquetMeta is the footer of a Parquet file, checked: its schema is a tree, and every
// row group has a column chunk for each of its leaves.
type parquetMeta struct {
	format.FileMetaData
	leaves []schemaLeaf
	end    int64 // where the footer begins, behind everything else
}

// own tells whether the program wrote the table.
func (m *parquetMeta) own() bool {
	return slices.ContainsFunc(m.KeyValueMetadata, func(pair format.KeyValue) bool { return pair.Key == tableKey })
}

// schemaLeaf is a column of the schema that holds values. Levels are those of Dremel
// (Melnik et al., VLDB 2010): a value is there where its definition level is the
// largest, and a repetition level of 0 begins a row.
type schemaLeaf struct {
	*format.SchemaElement
	column         int // among the leaves
	maxRep, maxDef int
}

const (
	parquetTail = 8 // bytes behind the footer: its length and the magic number

	// parquetFooter bounds the bytes of a footer, and what it may take in memory.
	parquetFooter = 64 << 20

	// schemaDepth bounds how deep columns nest.
	schemaDepth = 64
)

func malformedParquet(text string, args ...any) error {
	return &corpus.Reject{Reason: corpus.Malformed, Detail: "parquet: " + fmt.Sprintf(text, args...)}
}

// readParquetMeta reads the footer of a file of size bytes, and calls leaf for each
// column with its path, which is valid until leaf returns.
func readParquetMeta(at io.ReaderAt, size int64, leaf func(path []string, l schemaLeaf)) (*parquetMeta, error) {
	var tail [parquetTail]byte
	if size < int64(len(parquetMagic)+len(tail)) {
		return nil, malformedParquet("%d bytes are no file", size)
	}
	if _, err := readFull(at, tail[:], size-parquetTail); err != nil {
		return nil, err
	}
	switch magic := string(tail[4:]); magic {
	case parquetMagic:
	case "PARE":
		return nil, malformedParquet("encrypted files are not read")
	default:
		return nil, malformedParquet("the file ends in %q, it is cut short or damaged", magic)
	}
	length := int64(binary.LittleEndian.Uint32(tail[:]))
	m := &parquetMeta{end: size - parquetTail - length}
	switch {
	case m.end < int64(len(parquetMagic)):
		return nil, malformedParquet("a footer of %d bytes in a file of %d", length, size)
	case length > parquetFooter:
		return nil, &corpus.Reject{Reason: corpus.TooLarge, Detail: fmt.Sprintf("parquet: a footer of %d bytes, over %d", length, parquetFooter)}
	}
	footer := make([]byte, length)
	if _, err := readFull(at, footer, m.end); err != nil {
		return nil, err
	}
	if err := decodeThrift(footer, &m.FileMetaData); err != nil {
		return nil, err
	}
	if err := m.walkSchema(leaf); err != nil {
		return nil, err
	}
	for i := range m.RowGroups {
		if n := len(m.RowGroups[i].Columns); n != len(m.leaves) {
			return nil, malformedParquet("row group %d has %d columns of %d", i+1, n, len(m.leaves))
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
func (m *parquetMeta) walkSchema(leaf func(path []string, l schemaLeaf)) error {
	type level struct {
		left           int32 // children to come
		maxRep, maxDef int
	}
	if len(m.Schema) == 0 {
		return malformedParquet("the schema is empty")
	}
	open := []level{{left: m.Schema[0].NumChildren.V}}
	var path []string
	for i := 1; i < len(m.Schema); i++ {
		for len(open) > 0 && open[len(open)-1].left <= 0 {
			open = open[:len(open)-1]
			path = path[:max(0, len(path)-1)]
		}
		if len(open) == 0 {
			return malformedParquet("the schema has %d columns that belong nowhere", len(m.Schema)-i)
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
			l := schemaLeaf{e, len(m.leaves), here.maxRep, here.maxDef}
			m.leaves = append(m.leaves, l)
			leaf(path, l)
			path = path[:len(path)-1]
		}
		if len(open) > schemaDepth {
			return &corpus.Reject{Reason: corpus.Nesting, Detail: fmt.Sprintf("parquet: columns nest deeper than %d", schemaDepth)}
		}
	}
	for _, l := range open {
		if l.left > 0 {
			return malformedParquet("the schema ends before its last column")
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
		return malformedParquet("%v", err)
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
var errThriftShort = malformedParquet("metadata is cut short")

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
		return malformedParquet("metadata nests deeper than %d", thriftDepth)
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
	return malformedParquet("metadata has a value of kind %d", kind)
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
		return 0, malformedParquet("metadata has a number of over 64 bits")
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
