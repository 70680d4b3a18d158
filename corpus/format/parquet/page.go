package parquet

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math/bits"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/snappy"
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go/format"
	"github.com/pierrec/lz4/v4"

	"leitmotif/corpus"
)

// heldBytes bounds the bytes of all pages and dictionaries that are held at a time,
// packed and unpacked. Usual pages have 1 MB; some writers put a row group into one.
const heldBytes = 256 << 20

// plainDictionary is the encoding that older writers say of dictionaries and of the pages
// that refer to them.
const plainDictionary = format.Encoding(2)

// pageSource reads the pages of a Parquet file.
type pageSource struct {
	spend  func(n int64) error // counts bytes before they are held
	at     io.ReaderAt
	end    int64 // no page lies behind it
	held   int64
	packed []byte // holds a page before it is unpacked
	zstd   *zstd.Decoder
}

// close frees what the codecs hold.
func (s *pageSource) close() {
	if s.zstd != nil {
		s.zstd.Close()
	}
}

// cursor gives the values of one column chunk in order.
type cursor struct {
	source *pageSource
	column Column
	width  int
	codec  format.CompressionCodec
	at     int64 // where the next page begins
	end    int64 // no page begins behind it
	values int64 // to come, of pages not yet read
	turned int   // pages read

	head   []byte // the bytes from at on, as far as they have been read
	page   []byte // unpacked
	credit int64  // bytes of the page that values have not used up
	left   int    // values to come of the page
	rep    hybridDecoder
	def    hybridDecoder
	plain  valueDecoder
	dict   *dictionary

	peeked bool // level is the repetition level of the next value
	level  uint64
}

// newCursor begins to read a column chunk.
func newCursor(source *pageSource, column Column, chunk *format.ColumnChunk) (*cursor, error) {
	m := &chunk.MetaData
	c := &cursor{source: source, column: column, codec: m.Codec, values: m.NumValues,
		width: fixedWidth(column.element.Type.V, column.element.TypeLength.V), at: m.DataPageOffset}
	if dict := m.DictionaryPageOffset; dict > 0 && dict < c.at {
		c.at = dict
	}
	switch {
	case chunk.FilePath != "":
		return nil, c.malformed("it is in another file")
	case chunk.CryptoMetadata.Value != nil || len(chunk.EncryptedColumnMetadata) > 0:
		return nil, c.malformed("encrypted columns are not read")
	case c.values < 0:
		return nil, c.malformed("it has %d values", c.values)
	case c.values > 0 && (c.at < int64(len(Magic)) || c.at >= source.end || m.TotalCompressedSize < 0):
		return nil, c.malformed("%d bytes at %d are outside the file", m.TotalCompressedSize, c.at)
	case column.element.Type.V == format.FixedLenByteArray && c.width <= 0:
		return nil, c.malformed("its values have %d bytes", c.width)
	}
	c.end = c.at + min(m.TotalCompressedSize, source.end-c.at)
	return c, nil
}

func (c *cursor) malformed(text string, args ...any) error {
	return malformed("column %s: %s", ShortName(c.column.element.Name), fmt.Sprintf(text, args...))
}

// more reports whether a value follows, and turns the page for it.
func (c *cursor) more() (bool, error) {
	for c.left == 0 && c.values > 0 {
		if err := c.turn(); err != nil {
			return false, err
		}
	}
	return c.left > 0, nil
}

// beginsRow reports whether the next value, which there is, begins a row.
func (c *cursor) beginsRow() (bool, error) {
	if c.column.maxRep == 0 {
		return true, nil
	}
	if !c.peeked {
		level, err := c.rep.next()
		if err != nil {
			return false, err
		}
		c.peeked, c.level = true, level
	}
	return c.level == 0, nil
}

// next gives the next value, which there is and whose row is known; present is false
// where it is null.
func (c *cursor) next() (v Cell, present bool, err error) {
	c.left--
	c.peeked = false
	const nothing = 8 // bytes that a value counts for beyond its own
	if c.column.maxDef > 0 {
		level, err := c.def.next()
		if err != nil {
			return v, false, err
		}
		if level < uint64(c.column.maxDef) {
			return v, false, c.spend(nothing)
		}
	}
	if v, err = c.plain.next(); err != nil {
		return v, false, err
	}
	return v, true, c.spend(nothing + int64(len(v.bytes)))
}

// spend counts what comes out of a page beyond its own bytes, which have been counted.
func (c *cursor) spend(n int64) error {
	if c.credit -= n; c.credit >= 0 {
		return nil
	}
	n, c.credit = -c.credit, 0
	return c.source.spend(n)
}

// turn reads the next page.
func (c *cursor) turn() error {
	if err := c.source.spend(0); err != nil {
		return err
	}
	if c.at >= c.end {
		return c.malformed("it ends %d values early", c.values)
	}
	header, err := c.readHeader()
	if err != nil {
		return err
	}
	c.turned++
	if size := int64(header.CompressedPageSize); size < 0 || header.UncompressedPageSize < 0 || size > c.source.end-c.at {
		return c.malformed("page %d has %d bytes in the file and %d unpacked", c.turned, size, header.UncompressedPageSize)
	}
	switch {
	case header.Type == format.DictionaryPage && header.DictionaryPageHeader.Valid && c.dict == nil:
		return c.readDictionary(header)
	case header.Type == format.DataPage && header.DataPageHeader.Valid:
		return c.readPageV1(header)
	case header.Type == format.DataPageV2 && header.DataPageHeaderV2.Valid:
		return c.readPageV2(header)
	case header.Type == format.IndexPage:
		c.at += int64(header.CompressedPageSize)
		c.head = c.head[:0]
		return nil
	}
	return c.malformed("page %d is of the kind %v, which is not expected there", c.turned, header.Type)
}

// readHeader reads the header at c.at and leaves what follows it in c.head.
func (c *cursor) readHeader() (*format.PageHeader, error) {
	const usual, longest = 4 << 10, 1 << 20 // bytes; statistics may hold two values
	for size := int64(usual); ; size *= 16 {
		size = min(size, c.source.end-c.at)
		c.head = resized(c.head, size)
		if _, err := readFull(c.source.at, c.head, c.at); err != nil {
			return nil, err
		}
		scan := thriftScan{b: c.head}
		err := scan.structure(0)
		if errors.Is(err, errThriftShort) && size < min(longest, c.source.end-c.at) {
			continue
		}
		if err != nil {
			return nil, err
		}
		header := new(format.PageHeader)
		if err := decodeThrift(c.head[:scan.at], header); err != nil {
			return nil, err
		}
		c.at += int64(scan.at)
		c.head = c.head[scan.at:]
		return header, nil
	}
}

// readPacked reads the n bytes of a page at c.at into b.
func (c *cursor) readPacked(b []byte, header *format.PageHeader) error {
	known := copy(b, c.head)
	if _, err := readFull(c.source.at, b[known:], c.at+int64(known)); err != nil {
		return err
	}
	c.at += int64(len(b))
	c.head = c.head[:0]
	if sum := uint32(header.CRC); sum != 0 && crc32.ChecksumIEEE(b) != sum {
		return c.malformed("page %d does not fit its checksum", c.turned)
	}
	return nil
}

// unpack reads a page whose first plain bytes are not compressed into buf. It counts
// what comes out, and what is held, before there is anything of it.
func (c *cursor) unpack(buf []byte, header *format.PageHeader, plain int64, codec format.CompressionCodec) ([]byte, error) {
	s := c.source
	packed, size := int64(header.CompressedPageSize), int64(header.UncompressedPageSize)
	if plain > packed || plain > size {
		return nil, c.malformed("page %d has levels of %d bytes in %d", c.turned, plain, min(packed, size))
	}
	if codec == format.Uncompressed {
		size = packed
	}
	grown := max(0, size-int64(cap(buf)))
	if s.held+grown+packed > heldBytes {
		return nil, &corpus.Reject{Reason: corpus.TooLarge, Detail: fmt.Sprintf("parquet: column %s: a page of %d bytes unpacked, over %d with what else is held",
			ShortName(c.column.element.Name), size, heldBytes)}
	}
	s.held += grown
	if err := s.spend(size); err != nil {
		return nil, err
	}
	if codec == format.Uncompressed {
		buf = resized(buf, size)
		return buf, c.readPacked(buf, header)
	}
	s.packed = resized(s.packed, packed)
	if err := c.readPacked(s.packed, header); err != nil {
		return nil, err
	}
	buf = resized(buf, size)
	copy(buf, s.packed[:plain])
	if err := s.decompress(codec, buf[plain:], s.packed[plain:]); err != nil {
		return nil, c.malformed("page %d: %v", c.turned, err)
	}
	return buf, nil
}

// resized gives a slice of n bytes, b's own where it has room.
func resized(b []byte, n int64) []byte {
	if int64(cap(b)) >= n {
		return b[:n]
	}
	return make([]byte, n)
}

func (c *cursor) readDictionary(header *format.PageHeader) error {
	h := header.DictionaryPageHeader.V
	if h.Encoding != format.Plain && h.Encoding != plainDictionary || h.NumValues < 0 {
		return c.malformed("its dictionary has %d values in the encoding %v", h.NumValues, h.Encoding)
	}
	data, err := c.unpack(nil, header, 0, c.codec)
	if err != nil {
		return err
	}
	if c.dict, err = newDictionary(c.column.element.Type.V, c.width, data, int(h.NumValues)); err != nil {
		return err
	}
	c.source.held += 4 * int64(len(c.dict.starts))
	return nil
}

func (c *cursor) readPageV1(header *format.PageHeader) (err error) {
	h := &header.DataPageHeader.V
	if c.page, err = c.unpack(c.page, header, 0, c.codec); err != nil {
		return err
	}
	data := c.page
	for _, l := range []struct {
		most     int
		encoding format.Encoding
		levels   *hybridDecoder
	}{{c.column.maxRep, h.RepetitionLevelEncoding, &c.rep}, {c.column.maxDef, h.DefinitionLevelEncoding, &c.def}} {
		if l.most == 0 {
			continue
		}
		if l.encoding != format.RLE {
			return c.malformed("levels in the encoding %v are not read", l.encoding)
		}
		if len(data) < 4 || uint64(binary.LittleEndian.Uint32(data)) > uint64(len(data)-4) {
			return errPageShort
		}
		end := 4 + binary.LittleEndian.Uint32(data)
		*l.levels = levels(data[4:end], l.most)
		data = data[end:]
	}
	return c.begin(h.NumValues, h.Encoding, data)
}

func (c *cursor) readPageV2(header *format.PageHeader) (err error) {
	h := &header.DataPageHeaderV2.V
	rep, def := int64(h.RepetitionLevelsByteLength), int64(h.DefinitionLevelsByteLength)
	if rep < 0 || def < 0 {
		return c.malformed("page %d has levels of %d and %d bytes", c.turned, rep, def)
	}
	codec := c.codec
	if h.IsCompressed.Valid && !h.IsCompressed.V {
		codec = format.Uncompressed
	}
	if c.page, err = c.unpack(c.page, header, rep+def, codec); err != nil {
		return err
	}
	c.rep = levels(c.page[:rep], c.column.maxRep)
	c.def = levels(c.page[rep:rep+def], c.column.maxDef)
	return c.begin(h.NumValues, h.Encoding, c.page[rep+def:])
}

// levels reads levels of at most most.
func levels(data []byte, most int) hybridDecoder {
	return hybridDecoder{data: data, width: uint(bits.Len(uint(most)))}
}

// begin sets up the decoder of a page of n values.
func (c *cursor) begin(n int32, encoding format.Encoding, data []byte) (err error) {
	if n < 0 || int64(n) > c.values {
		return c.malformed("page %d has %d values, and %d are to come", c.turned, n, c.values)
	}
	c.values -= int64(n)
	c.left, c.credit, c.peeked = int(n), int64(len(c.page)), false
	kind, most := c.column.element.Type.V, uint64(n)
	isBytes := kind == format.ByteArray || kind == format.FixedLenByteArray
	switch {
	case encoding == format.Plain:
		c.plain = &plainDecoder{kind: kind, width: c.width, data: data}
	case encoding == plainDictionary, encoding == format.RLEDictionary:
		if c.dict == nil {
			return c.malformed("its dictionary is missing")
		}
		if len(data) == 0 { // all are null
			data = []byte{0}
		}
		if data[0] > 32 {
			return c.malformed("numbers of %d bits", data[0])
		}
		c.plain = &dictionaryDecoder{c.dict, hybridDecoder{data: data[1:], width: uint(data[0])}}
	case encoding == format.RLE && kind == format.Boolean:
		if len(data) < 4 {
			return errPageShort
		}
		c.plain = &truthDecoder{hybridDecoder{data: data[4:], width: 1}}
	case encoding == format.DeltaBinaryPacked && (kind == format.Int32 || kind == format.Int64):
		c.plain, err = newDeltaDecoder(data, most)
	case encoding == format.DeltaLengthByteArray && isBytes:
		c.plain, err = newLengthsDecoder(data, most)
	case encoding == format.DeltaByteArray && isBytes:
		c.plain, err = newPrefixDecoder(data, most)
	case encoding == format.ByteStreamSplit && kind != format.ByteArray:
		c.plain, err = newSplitDecoder(kind, c.width, data)
	default:
		return c.malformed("the encoding %v of %v is not read", encoding, kind)
	}
	return err
}

// decompress unpacks src into dst, which it has to fill.
func (s *pageSource) decompress(codec format.CompressionCodec, dst, src []byte) error {
	n, err := len(dst), error(nil)
	switch codec {
	case format.Snappy:
		if n, err = snappy.DecodedLen(src); err == nil && n == len(dst) {
			_, err = snappy.Decode(dst, src)
		}
	case format.Gzip:
		var z *gzip.Reader
		if z, err = gzip.NewReader(bytes.NewReader(src)); err == nil {
			n, err = fill(dst, z)
		}
	case format.Brotli:
		n, err = fill(dst, brotli.NewReader(bytes.NewReader(src)))
	case format.Zstd:
		n, err = s.decompressZstd(dst, src)
	case format.Lz4Raw:
		n, err = lz4.UncompressBlock(src, dst)
	case format.Lz4:
		if n, err = hadoopLZ4(dst, src); err != nil { // some writers leave the framing out
			n, err = lz4.UncompressBlock(src, dst)
		}
	default:
		return fmt.Errorf("the compression %v is not read", codec)
	}
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w", strings.ToLower(codec.String()), err)
	case n != len(dst):
		return fmt.Errorf("%s: it does not unpack to the %d bytes that it should", strings.ToLower(codec.String()), len(dst))
	}
	return nil
}

// fill reads r into dst and tells how much it gave, one more than dst holds where that
// is not all.
func fill(dst []byte, r io.Reader) (int, error) {
	n, err := io.ReadFull(r, dst)
	if err != nil {
		return n, err
	}
	var more [1]byte
	switch m, err := io.ReadFull(r, more[:]); {
	case errors.Is(err, io.EOF):
		return n, nil
	case err != nil:
		return n, err
	default:
		return n + m, nil
	}
}

func (s *pageSource) decompressZstd(dst, src []byte) (n int, err error) {
	if s.zstd == nil {
		s.zstd, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecodeAllCapLimit(true))
		if err != nil {
			return 0, err
		}
	}
	out, err := s.zstd.DecodeAll(src, dst[:0:len(dst)])
	return len(out), err
}

// hadoopLZ4 unpacks the framing of Hadoop, which Parquet calls LZ4 without saying so: in
// front of each block stand its sizes, unpacked and packed, in big-endian order.
func hadoopLZ4(dst, src []byte) (int, error) {
	n := 0
	for len(src) > 0 {
		if len(src) < 8 {
			return n, io.ErrUnexpectedEOF
		}
		size, packed := uint64(binary.BigEndian.Uint32(src)), uint64(binary.BigEndian.Uint32(src[4:]))
		src = src[8:]
		if packed > uint64(len(src)) || size > uint64(len(dst)-n) {
			return n, io.ErrUnexpectedEOF
		}
		m, err := lz4.UncompressBlock(src[:packed], dst[n:n+int(size)])
		if err != nil || uint64(m) != size {
			return n, io.ErrUnexpectedEOF
		}
		n, src = n+m, src[packed:]
	}
	return n, nil
}
