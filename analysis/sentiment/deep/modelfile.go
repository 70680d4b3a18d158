package deep

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/klauspost/compress/zstd"

	"leitmotif/analysis/internal/quantized"
)

// A model file holds, in little-endian byte order: the magic, the version, the size of the body
// (4 bytes each), the body as one frame of zstd, and the SHA-256 of everything before. The
// body is what Decode and the functions below it take, in their order. The writer is
// .ci/deep/write.py.
const (
	magic        = "leitmotif deep\n"
	modelVersion = 1
	headerBytes  = len(magic) + 8
)

// ErrModel is wrapped by every error of a model file that is none, is damaged, or has
// another version.
var ErrModel = errors.New("not a deep tone model of this version")

// Limits on what a file may claim, against damaged ones. With no number beyond the last, and
// normalised vectors, no sum leaves the range of float32.
const (
	maxBody       = 64 << 20
	maxWidth      = 1024
	maxInner      = 4096
	maxLayers     = 12
	maxPositions  = 512
	minPositions  = 2*maxTarget + 4
	maxVocabulary = 1 << 16
	maxNumber     = 100
)

// group is how many numbers of an embedding have a scale of their own.
const group = 32

// Decode reads a model file. Every error wraps ErrModel.
func Decode(data []byte) (*Model, error) {
	if len(data) < headerBytes+sha256.Size || string(data[:len(magic)]) != magic {
		return nil, fmt.Errorf("%w: it does not begin like one", ErrModel)
	}
	rest, sum := data[:len(data)-sha256.Size], data[len(data)-sha256.Size:]
	if actual := sha256.Sum256(rest); !bytes.Equal(actual[:], sum) {
		return nil, fmt.Errorf("%w: the checksum does not fit", ErrModel)
	}
	if v := binary.LittleEndian.Uint32(rest[len(magic):]); v != modelVersion {
		return nil, fmt.Errorf("%w: version %d, not %d", ErrModel, v, modelVersion)
	}
	body, err := unpack(rest[headerBytes:], binary.LittleEndian.Uint32(rest[len(magic)+4:]))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrModel, err)
	}
	d := &decoder{data: body}
	m := d.model()
	if d.err == nil && len(d.data) > 0 {
		d.fail("%d bytes too many", len(d.data))
	}
	if d.err != nil {
		return nil, d.err
	}
	return m, nil
}

func unpack(frame []byte, size uint32) ([]byte, error) {
	if size > maxBody {
		return nil, fmt.Errorf("a body of %d bytes, more than %d", size, maxBody)
	}
	r, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxBody))
	if err != nil {
		return nil, err
	}
	defer r.Close()
	body, err := r.DecodeAll(frame, nil)
	if err == nil && len(body) != int(size) {
		err = fmt.Errorf("a body of %d bytes, not %d", len(body), size)
	}
	return body, err
}

// decoder takes values from a body; after the first error it gives zeros.
type decoder struct {
	data []byte
	err  error
}

func (d *decoder) fail(format string, args ...any) {
	if d.err == nil {
		d.err = fmt.Errorf("%w: %s", ErrModel, fmt.Sprintf(format, args...))
	}
	d.data = nil
}

// take gives the next n bytes, or nil where there are not so many.
func (d *decoder) take(n int) []byte {
	if d.err != nil || len(d.data) < n {
		d.fail("it ends too early")
		return nil
	}
	out := d.data[:n]
	d.data = d.data[n:]
	return out
}

func (d *decoder) number(name string, least, most int) int {
	b := d.take(4)
	if b == nil {
		return least
	}
	if n := binary.LittleEndian.Uint32(b); n >= uint32(least) && n <= uint32(most) {
		return int(n)
	}
	d.fail("%s: %d, not from %d to %d", name, binary.LittleEndian.Uint32(b), least, most)
	return least
}

func (d *decoder) text(name string, most int) string {
	s := string(d.take(d.number("length of the "+name, 1, most)))
	if !utf8.ValidString(s) {
		d.fail("the %s is not in UTF-8", name)
	}
	return s
}

func (d *decoder) floats(n int) []float32 {
	b := d.take(4 * n)
	out := make([]float32, len(b)/4)
	for i := range out {
		out[i] = d.checked(math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:])))
	}
	return out
}

func (d *decoder) checked(x float32) float32 {
	if !(x >= -maxNumber && x <= maxNumber) { // NaN is neither
		d.fail("a number out of range: %g", x)
	}
	return x
}

func (d *decoder) bytes(n int) []int8 {
	b := d.take(n)
	out := make([]int8, len(b))
	for i, x := range b {
		out[i] = int8(x)
	}
	return out
}

func (d *decoder) model() *Model {
	m := &Model{}
	m.width = d.number("width", quantized.Block, maxWidth)
	m.heads = d.number("heads", 1, maxWidth)
	m.inner = d.number("inner width", quantized.Block, maxInner)
	layers := d.number("layers", 1, maxLayers)
	m.positions = d.number("positions", minPositions, maxPositions)
	pieces := d.number("pieces", 4, maxVocabulary)
	bits := d.number("bits of an embedding", 4, 8)
	if m.width%quantized.Block != 0 || m.inner%quantized.Block != 0 || m.width%(m.heads*quantized.Lanes) != 0 || bits != 4 && bits != 8 {
		d.fail("widths %d and %d, %d heads, %d bits do not go together", m.width, m.inner, m.heads, bits)
	}
	m.Name = d.text("name", 100)
	d.vocabulary(m, pieces)
	m.words = d.embedding(pieces, m.width, bits)
	m.places = d.table(m.positions, m.width)
	m.segments = d.floats(2 * m.width)
	m.norm = d.norm(m.width)
	for range layers {
		if d.err != nil {
			return m
		}
		m.layers = append(m.layers, d.layer(m.width, m.inner))
	}
	for i := range m.output {
		m.output[i] = d.head(m.width)
	}
	if band := d.floats(1); d.err == nil {
		m.Band = shortest(band[0])
		if m.Band < 0 || m.Band >= 1 {
			d.fail("a neutral band of %g", m.Band)
		}
	}
	return m
}

// shortest gives the number of fewest decimals that is stored so: .38 and not .3799999952.
func shortest(x float32) float64 {
	out, _ := strconv.ParseFloat(strconv.FormatFloat(float64(x), 'g', -1, 32), 64) // what was written so can be read
	return out
}

func (d *decoder) vocabulary(m *Model, pieces int) {
	words := strings.Split(d.text("vocabulary", maxVocabulary*4*maxWord), "\n")
	if len(words) != pieces {
		d.fail("%d pieces in the vocabulary, not %d", len(words), pieces)
		return
	}
	v := &vocabulary{begin: make(map[string]int32, pieces), onward: make(map[string]int32)}
	for id, word := range words {
		to := v.begin
		if rest, ok := strings.CutPrefix(word, "##"); ok && rest != "" {
			to, word = v.onward, rest
		}
		if _, twice := to[word]; twice || word == "" {
			d.fail("piece %d, %q, is empty or there already", id, word)
			return
		}
		to[word] = int32(id)
		v.longest = max(v.longest, len(word))
	}
	for _, special := range []struct {
		piece string
		id    *int32
	}{{pieceStart, &v.start}, {pieceEnd, &v.end}, {pieceUnknown, &v.unknown}} {
		id, ok := v.begin[special.piece]
		if !ok {
			d.fail("no piece %s", special.piece)
		}
		*special.id = id
	}
	m.vocabulary = v
}

// embedding takes the vectors of pieces: a scale in 16 bits for each group of their numbers, then the
// numbers in 4 bits, the first of two in the lower half of a byte and 8 too large, or in 8.
func (d *decoder) embedding(pieces, width, bits int) embedding {
	e := embedding{width: width, bits: bits}
	b := d.take(pieces * width / group * 2)
	e.scales = make([]float32, len(b)/2)
	for i := range e.scales {
		e.scales[i] = d.checked(half(binary.LittleEndian.Uint16(b[2*i:])))
	}
	e.numbers = bytes.Clone(d.take(pieces * width * bits / 8))
	return e
}

// half gives the value of a number of 16 bits (IEEE 754, binary16) with a sign, 5 bits of exponent
// and 10 of fraction; infinities and what is no number come out beyond maxNumber.
func half(b uint16) float32 {
	fraction, exponent := float64(b&0x3ff), int(b>>10&0x1f)
	x := math.Ldexp(fraction, -24)
	if exponent > 0 {
		x = math.Ldexp(fraction+1024, exponent-25)
	}
	if b>>15 != 0 {
		x = -x
	}
	return float32(x)
}

// table takes rows of numbers of 8 bits with a scale each.
func (d *decoder) table(rows, columns int) []float32 {
	scales, numbers := d.floats(rows), d.bytes(rows*columns)
	out := make([]float32, len(numbers))
	for i, x := range numbers {
		out[i] = scales[i/columns] * float32(x)
	}
	return out
}

func (d *decoder) norm(width int) normalisation {
	return normalisation{d.floats(width), d.floats(width)}
}

// linear takes linear maps of the same number of inputs and puts them above each other.
func (d *decoder) linear(out, in, count int) *quantized.Matrix {
	var scales, bias []float32
	var numbers []int8
	for range count {
		scales = append(scales, d.floats(out)...)
		numbers = append(numbers, d.bytes(out*in)...)
		bias = append(bias, d.floats(out)...)
	}
	if d.err != nil {
		return nil
	}
	return quantized.NewMatrix(numbers, scales, bias)
}

func (d *decoder) layer(width, inner int) layer {
	return layer{
		attention: d.linear(width, width, 3), gathered: d.linear(width, width, 1), norm1: d.norm(width),
		inner: d.linear(inner, width, 1), outer: d.linear(width, inner, 1), norm2: d.norm(width),
	}
}

func (d *decoder) head(width int) head {
	h := head{weights: d.floats(classes * 3 * width), bias: d.floats(classes)}
	scale, shift, zero := d.floats(1), d.floats(classes), d.floats(classes)
	if d.err != nil {
		return h
	}
	h.scale = float64(scale[0])
	if h.scale <= 0 {
		d.fail("a scale of logits that is not positive: %g", h.scale)
	}
	for k := range h.shift {
		h.shift[k] = float64(shift[k]) + float64(zero[k])
	}
	return h
}
