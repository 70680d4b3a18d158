package parquet

import (
	"encoding/binary"
	"math/bits"

	"github.com/parquet-go/parquet-go/format"
)

// The decoders here give one value at a time out of the bytes of a page, so that what
// they hold does not depend on how often a page says that a value repeats
// (https://parquet.apache.org/docs/file-format/data-pages/encodings).

// Cell is a value of a column: its bytes where its type has bytes, else a number, that
// of floating point by its bits. Bytes are valid until the next value is read.
type Cell struct {
	bytes  []byte
	number int64
}

// Size counts the bytes of a value whose type has bytes; else it is 0.
func (v Cell) Size() int64 { return int64(len(v.bytes)) }

// valueDecoder gives the values of a page in order.
type valueDecoder interface {
	next() (Cell, error)
}

var (
	errPageShort    = malformed("a page ends within a value")
	errPageLevels   = malformed("a page has fewer levels than values")
	errNoDictionary = malformed("a page refers to a dictionary value that is not there")
)

// plainDecoder reads the encoding PLAIN.
type plainDecoder struct {
	kind  format.Type
	width int // of a value of fixed length
	data  []byte
	bit   uint // within the first byte of data, for truth values
}

func (p *plainDecoder) next() (Cell, error) {
	switch p.kind {
	case format.Boolean:
		return p.truth()
	case format.ByteArray:
		if len(p.data) < 4 {
			return Cell{}, errPageShort
		}
		n := binary.LittleEndian.Uint32(p.data)
		if uint64(n) > uint64(len(p.data)-4) {
			return Cell{}, errPageShort
		}
		v := p.data[4 : 4+n]
		p.data = p.data[4+n:]
		return Cell{bytes: v}, nil
	}
	if len(p.data) < p.width {
		return Cell{}, errPageShort
	}
	v := p.data[:p.width]
	p.data = p.data[p.width:]
	return fixedCell(p.kind, v), nil
}

func (p *plainDecoder) truth() (Cell, error) {
	if len(p.data) == 0 {
		return Cell{}, errPageShort
	}
	v := p.data[0] >> p.bit & 1
	if p.bit++; p.bit == 8 {
		p.data, p.bit = p.data[1:], 0
	}
	return Cell{number: int64(v)}, nil
}

// fixedCell gives a value of fixed length.
func fixedCell(kind format.Type, v []byte) Cell {
	switch kind {
	case format.Int32, format.Float:
		return Cell{number: int64(int32(binary.LittleEndian.Uint32(v)))}
	case format.Int64, format.Double:
		return Cell{number: int64(binary.LittleEndian.Uint64(v))}
	}
	return Cell{bytes: v}
}

// fixedWidth gives the bytes of a value of a type, 0 where they vary or are bits.
func fixedWidth(kind format.Type, length int32) int {
	switch kind {
	case format.Int32, format.Float:
		return 4
	case format.Int64, format.Double:
		return 8
	case format.Int96:
		return 12
	case format.FixedLenByteArray:
		return int(length)
	}
	return 0
}

// dictionary is the values that pages refer to by number.
type dictionary struct {
	kind  format.Type
	width int // 0: values begin at starts
	data  []byte
	// starts are where the values begin, the lengths in front of them counted.
	starts []uint32
}

// newDictionary finds the values in a dictionary page with n of them.
func newDictionary(kind format.Type, width int, data []byte, n int) (*dictionary, error) {
	d := &dictionary{kind: kind, width: width, data: data}
	if width > 0 {
		if n > len(data)/width {
			return nil, errPageShort
		}
		d.data = data[:n*width]
		return d, nil
	}
	if n > len(data)/4 || kind != format.ByteArray {
		return nil, errPageShort
	}
	d.starts = make([]uint32, n)
	plain := plainDecoder{kind: kind, data: data}
	for i := range d.starts {
		d.starts[i] = uint32(len(data) - len(plain.data))
		if _, err := plain.next(); err != nil {
			return nil, err
		}
	}
	return d, nil
}

func (d *dictionary) at(i uint64) (Cell, error) {
	if d.width > 0 {
		if i >= uint64(len(d.data)/d.width) {
			return Cell{}, errNoDictionary
		}
		return fixedCell(d.kind, d.data[int(i)*d.width:][:d.width]), nil
	}
	if i >= uint64(len(d.starts)) {
		return Cell{}, errNoDictionary
	}
	plain := plainDecoder{kind: d.kind, data: d.data[d.starts[i]:]}
	return plain.next()
}

// dictionaryDecoder reads RLE_DICTIONARY.
type dictionaryDecoder struct {
	*dictionary
	ids hybridDecoder
}

func (d *dictionaryDecoder) next() (Cell, error) {
	id, err := d.ids.next()
	if err != nil {
		return Cell{}, err
	}
	return d.at(id)
}

// truthDecoder reads truth values in the encoding RLE.
type truthDecoder struct{ hybridDecoder }

func (d *truthDecoder) next() (Cell, error) {
	v, err := d.hybridDecoder.next()
	return Cell{number: int64(v)}, err
}

// hybridDecoder reads numbers in runs of one number and runs of packed bits.
type hybridDecoder struct {
	data   []byte
	width  uint // bits of a number, at most 32
	left   uint64
	packed []byte // of a run of packed bits, else nil
	bit    uint64
	number uint64
}

func (h *hybridDecoder) next() (uint64, error) {
	for h.left == 0 {
		if err := h.run(); err != nil {
			return 0, err
		}
	}
	h.left--
	if h.packed == nil {
		return h.number, nil
	}
	v := unpackBits(h.packed, h.bit, h.width)
	h.bit += uint64(h.width)
	return v, nil
}

// run begins the next run.
func (h *hybridDecoder) run() error {
	head, n := binary.Uvarint(h.data)
	if n <= 0 {
		return errPageLevels
	}
	h.data = h.data[n:]
	h.left, h.packed = head>>1, nil
	if head&1 == 0 {
		width := int(h.width+7) / 8
		if len(h.data) < width {
			return errPageShort
		}
		var b [8]byte
		copy(b[:], h.data[:width])
		h.number, h.data = binary.LittleEndian.Uint64(b[:]), h.data[width:]
		return nil
	}
	// Groups of eight numbers. A writer may leave out the end of the last one.
	size := uint64(len(h.data))
	if h.width > 0 && h.left > size/uint64(h.width) {
		if h.left > size/uint64(h.width)+1 {
			return errPageShort
		}
		h.left = size * 8 / uint64(h.width)
	} else {
		size = h.left * uint64(h.width)
		h.left = min(h.left, 1<<60) * 8
	}
	h.packed, h.data, h.bit = h.data[:size:size], h.data[size:], 0
	return nil
}

// unpackBits gives the width bits at bit of b, the lowest first; width is at most 64 and
// they lie within b.
func unpackBits(b []byte, bit uint64, width uint) uint64 {
	if width == 0 {
		return 0
	}
	b = b[bit/8:]
	shift := uint(bit % 8)
	var word uint64
	if len(b) >= 8 {
		word = binary.LittleEndian.Uint64(b)
	} else {
		var padded [8]byte
		copy(padded[:], b)
		word = binary.LittleEndian.Uint64(padded[:])
	}
	word >>= shift
	if shift+width > 64 {
		word |= uint64(b[8]) << (64 - shift)
	}
	if width < 64 {
		word &= 1<<width - 1
	}
	return word
}

// deltaDecoder reads DELTA_BINARY_PACKED.
type deltaDecoder struct {
	data    []byte
	mini    uint64 // numbers in a miniblock
	count   uint64 // miniblocks in a block
	left    uint64 // numbers to come
	first   bool   // none has been given
	last    int64
	least   int64  // the smallest difference of the block
	widths  []byte // of the miniblocks to come
	packed  []byte // of the miniblock
	width   uint
	inMini  uint64 // numbers to come of it
	current uint64 // the bit in packed
}

// newDeltaDecoder reads the head of at most n numbers.
func newDeltaDecoder(data []byte, n uint64) (*deltaDecoder, error) {
	var head [4]uint64
	for i := range head {
		v, size := binary.Uvarint(data)
		if size <= 0 {
			return nil, errPageShort
		}
		head[i], data = v, data[size:]
	}
	block, count, total := head[0], head[1], head[2]
	if count == 0 || block == 0 || block%count != 0 || block/count%8 != 0 || block > 1<<32 || total > n {
		return nil, malformed("a page of differences has %d numbers in %d blocks of %d for %d values", total, count, block, n)
	}
	return &deltaDecoder{data: data, mini: block / count, count: count, left: total, first: true,
		last: int64(head[3]>>1) ^ -int64(head[3]&1)}, nil
}

// number gives the next number.
func (d *deltaDecoder) number() (int64, error) {
	if d.left == 0 {
		return 0, errPageShort
	}
	d.left--
	if d.first {
		d.first = false
		return d.last, nil
	}
	for d.inMini == 0 {
		if err := d.miniblock(); err != nil {
			return 0, err
		}
	}
	d.inMini--
	d.last += d.least + int64(unpackBits(d.packed, d.current, d.width))
	d.current += uint64(d.width)
	return d.last, nil
}

func (d *deltaDecoder) next() (Cell, error) {
	v, err := d.number()
	return Cell{number: v}, err
}

// miniblock begins the next miniblock.
func (d *deltaDecoder) miniblock() error {
	if len(d.widths) == 0 {
		least, n := binary.Varint(d.data)
		if n <= 0 || uint64(len(d.data)-n) < d.count {
			return errPageShort
		}
		d.least = least
		d.widths, d.data = d.data[n:][:d.count], d.data[n:][d.count:]
	}
	d.width, d.widths = uint(d.widths[0]), d.widths[1:]
	if d.width > 64 {
		return malformed("a page has differences of %d bits", d.width)
	}
	hi, size := bits.Mul64(d.mini, uint64(d.width))
	if size /= 8; hi != 0 || size > uint64(len(d.data)) {
		return errPageShort
	}
	d.packed, d.data = d.data[:size], d.data[size:]
	d.inMini, d.current = d.mini, 0
	return nil
}

// rest gives what follows the numbers, none of which has been read.
func (d deltaDecoder) rest() ([]byte, error) {
	for left := d.left - min(1, d.left); left > 0; {
		if err := d.miniblock(); err != nil {
			return nil, err
		}
		left -= min(left, d.mini)
	}
	return d.data, nil
}

// lengthsDecoder reads DELTA_LENGTH_BYTE_ARRAY.
type lengthsDecoder struct {
	lengths *deltaDecoder
	data    []byte
}

func newLengthsDecoder(data []byte, n uint64) (*lengthsDecoder, error) {
	lengths, err := newDeltaDecoder(data, n)
	if err != nil {
		return nil, err
	}
	rest, err := lengths.rest()
	return &lengthsDecoder{lengths, rest}, err
}

func (l *lengthsDecoder) next() (Cell, error) {
	n, err := l.lengths.number()
	if err != nil {
		return Cell{}, err
	}
	if n < 0 || n > int64(len(l.data)) {
		return Cell{}, errPageShort
	}
	v := l.data[:n]
	l.data = l.data[n:]
	return Cell{bytes: v}, nil
}

// prefixDecoder reads DELTA_BYTE_ARRAY: each value begins as the one before it.
type prefixDecoder struct {
	prefixes *deltaDecoder
	suffixes *lengthsDecoder
	last     []byte
}

func newPrefixDecoder(data []byte, n uint64) (*prefixDecoder, error) {
	prefixes, err := newDeltaDecoder(data, n)
	if err != nil {
		return nil, err
	}
	rest, err := prefixes.rest()
	if err != nil {
		return nil, err
	}
	suffixes, err := newLengthsDecoder(rest, n)
	return &prefixDecoder{prefixes: prefixes, suffixes: suffixes}, err
}

func (p *prefixDecoder) next() (Cell, error) {
	n, err := p.prefixes.number()
	if err != nil {
		return Cell{}, err
	}
	suffix, err := p.suffixes.next()
	if err != nil {
		return Cell{}, err
	}
	if n < 0 || n > int64(len(p.last)) {
		return Cell{}, errPageShort
	}
	p.last = append(p.last[:n], suffix.bytes...)
	return Cell{bytes: p.last}, nil
}

// splitDecoder reads BYTE_STREAM_SPLIT: the first bytes of all values, then the second
// ones, and so on.
type splitDecoder struct {
	kind    format.Type
	data    []byte
	strides int // values in data
	at      int
	value   []byte
}

func newSplitDecoder(kind format.Type, width int, data []byte) (*splitDecoder, error) {
	if width == 0 || len(data)%width != 0 {
		return nil, errPageShort
	}
	return &splitDecoder{kind: kind, data: data, strides: len(data) / width, value: make([]byte, width)}, nil
}

func (s *splitDecoder) next() (Cell, error) {
	if s.at >= s.strides {
		return Cell{}, errPageShort
	}
	for i := range s.value {
		s.value[i] = s.data[i*s.strides+s.at]
	}
	s.at++
	return fixedCell(s.kind, s.value), nil
}
