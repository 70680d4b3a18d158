package sentiment

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/klauspost/compress/zstd"

	"leitmotif/analysis/sentiment/passage"
)

// A model file holds the magic, the version, a frame of zstd and the SHA-256 of everything
// before. In the frame are, in this order and in little-endian byte order: language and name,
// flags, the features of the sentence, zero and band, the words in ascending order, then column
// by column their scores in 8 bits, the n-grams in ascending order of their hashes with their
// scores likewise, the counts of naive Bayes, the share of the guess and, where it is not 0, the
// pull of its features, that of every word in 8 bits and one bit for every common word. Columns
// of scores that are 0 throughout have a step of 0 and are left out.
const (
	magic        = "leitmotif tone\n"
	modelVersion = 5
)

// ErrModel is wrapped by every error of a model file that is none, is damaged, or has
// another version.
var ErrModel = errors.New("not a tone model of this version")

// Limits on what a file may claim, against damaged ones.
const (
	maxModelWords = 1 << 20
	maxWordBytes  = 1 << 8
	maxFrame      = 1 << 27 // bytes, decompressed
)

// Encode gives the bytes of the model file. The same model gives the same bytes.
func (m *Model) Encode() []byte { return seal(m.frame()) }

// frame gives what a model file holds, before it is compressed.
func (m *Model) frame() []byte {
	w := &encoder{}
	w.text(m.Language)
	w.text(m.Name)
	w.flag(m.suffix)
	w.flag(m.Targets)
	for which := range passage.Modes {
		for j := range which.Features() {
			w.floats(m.Meta[which][j][:])
		}
		w.floats([]float64{m.Zero[which], m.BayesShare[which]})
	}
	w.floats([]float64{m.Band})
	m.encodeScores(w)
	m.encodeBayes(w)
	m.encodeGuess(w)
	return w.b.Bytes()
}

// seal puts the frame between the magic and the checksum.
func seal(frame []byte) []byte {
	z, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(false))
	if err != nil {
		panic("sentiment: options of the compressor: " + err.Error())
	}
	file := z.EncodeAll(frame, binary.AppendUvarint([]byte(magic), modelVersion))
	sum := sha256.Sum256(file)
	return append(file, sum[:]...)
}

func (m *Model) encodeScores(w *encoder) {
	w.number(uint64(len(m.Words)))
	for _, word := range m.Words {
		w.text(word)
	}
	w.scores(m.scores)
	keys := m.gramKeys()
	w.number(uint64(len(keys)))
	scores := make([]wordScore, 0, len(keys))
	for _, k := range keys {
		w.four(k)
		scores = append(scores, *m.gramScore(k))
	}
	w.scores(scores)
}

func (m *Model) encodeBayes(w *encoder) {
	b := m.classifier
	if b == nil {
		w.number(0)
		return
	}
	var words []string
	for _, word := range m.Words {
		if b.Keeps(word) {
			words = append(words, word)
		}
	}
	w.number(uint64(len(words)))
	for _, n := range b.counts.Count {
		w.number(n)
	}
	for _, word := range words {
		counts, _ := b.counts.Words.Get(word)
		w.text(word)
		for _, n := range counts.Count {
			w.number(n)
		}
	}
}

func (m *Model) encodeGuess(w *encoder) {
	w.floats([]float64{m.Guess.Share})
	if m.Guess.Share == 0 {
		return
	}
	w.floats(m.Guess.Meta[:])
	var most float32
	for _, a := range m.Guess.Words {
		most = max(most, float32(math.Abs(float64(a.Pull))))
	}
	step := float32(float64(most) / quantum)
	w.single([]float32{step})
	bits := make([]byte, (len(m.Words)+7)/8)
	for i, a := range m.Guess.Words {
		steps := 0
		if step > 0 {
			steps = rounded(a.Pull, step)
		}
		w.b.WriteByte(byte(int8(steps)))
		if a.Common {
			bits[i/8] |= 1 << (i % 8)
		}
	}
	w.b.Write(bits)
}

// Decode reads a model file. Every error wraps ErrModel.
func Decode(data []byte) (*Model, error) {
	if len(data) < len(magic)+sha256.Size || string(data[:len(magic)]) != magic {
		return nil, fmt.Errorf("%w: it does not begin like one", ErrModel)
	}
	body, sum := data[:len(data)-sha256.Size], data[len(data)-sha256.Size:]
	if actual := sha256.Sum256(body); !bytes.Equal(actual[:], sum) {
		return nil, fmt.Errorf("%w: the checksum does not fit", ErrModel)
	}
	r := &decoder{data: body[len(magic):]}
	if v := r.number(math.MaxUint16); r.err == nil && v != modelVersion {
		return nil, fmt.Errorf("%w: version %d, not %d", ErrModel, v, modelVersion)
	}
	r.open()
	m := &Model{Language: r.text(), Name: r.text(), suffix: r.flag(), Targets: r.flag()}
	for which := range passage.Modes {
		for j := range which.Features() {
			r.floats(m.Meta[which][j][:])
		}
		var pair [2]float64
		r.floats(pair[:])
		m.Zero[which], m.BayesShare[which] = pair[0], pair[1]
	}
	var band [1]float64
	r.floats(band[:])
	if m.Band = band[0]; m.Band < 0 || m.Band > 1 {
		r.fail("a band is out of range")
	}
	m.decodeScores(r)
	m.decodeBayes(r)
	m.decodeGuess(r)
	if r.err == nil && len(r.data) > 0 {
		r.fail("%d bytes too many", len(r.data))
	}
	if r.err == nil && !slices.IsSorted(m.Words) {
		r.fail("the words are not in order")
	}
	if r.err != nil {
		return nil, r.err
	}
	m.number()
	return m, nil
}

func (m *Model) decodeScores(r *decoder) {
	n := r.count(1)
	m.Words = make([]string, 0, n)
	for range n {
		m.Words = append(m.Words, r.text())
	}
	m.scores = r.scores(n, func(int) {})
	n = r.count(4)
	for range n {
		m.grams.number(r.four())
	}
	if r.err == nil && m.grams.count != n {
		r.fail("an n-gram occurs twice")
	}
	m.gramScores = r.scores(n, func(column int) { m.useGramBlock(column / Classes * Classes) })
}

func (m *Model) decodeBayes(r *decoder) {
	n := int(r.number(maxModelWords))
	if n == 0 || r.err != nil {
		return
	}
	b := NewBayes()
	for k := range b.counts.Count {
		b.counts.Count[k] = r.number(math.MaxInt32)
		b.counts.DocumentCount += b.counts.Count[k]
	}
	for range n {
		if r.err != nil {
			return
		}
		word := r.text()
		var count [Classes]uint64
		for k := range count {
			count[k] = r.number(math.MaxInt32)
		}
		b.enter(word, count)
	}
	b.updatePriors()
	m.SetBayes(b)
}

func (m *Model) decodeGuess(r *decoder) {
	var share [1]float64
	r.floats(share[:])
	switch {
	case r.err != nil || share[0] == 0:
		return
	case !(share[0] >= 0 && share[0] <= 1): // NaN is neither
		r.fail("a share is out of range")
		return
	}
	m.Guess.Share = share[0]
	r.floats(m.Guess.Meta[:])
	var step [1]float32
	r.single(step[:])
	pulls := r.take(len(m.Words))
	bits := r.take((len(m.Words) + 7) / 8)
	m.Guess.Words = make([]Appeal, len(m.Words))
	for i, steps := range pulls {
		m.Guess.Words[i] = Appeal{float32(int8(steps)) * step[0], bits[i/8]>>(i%8)&1 != 0}
	}
}

// encoder appends values to a file.
type encoder struct{ b bytes.Buffer }

func (w *encoder) number(x uint64) { w.b.Write(binary.AppendUvarint(nil, x)) }
func (w *encoder) four(x uint32)   { w.b.Write(binary.LittleEndian.AppendUint32(nil, x)) }

func (w *encoder) text(s string) {
	w.number(uint64(len(s)))
	w.b.WriteString(s)
}

func (w *encoder) flag(on bool) {
	if on {
		w.number(1)
		return
	}
	w.number(0)
}

func (w *encoder) floats(x []float64) {
	for _, v := range x {
		w.b.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(v)))
	}
}

func (w *encoder) single(x []float32) {
	for _, v := range x {
		w.four(math.Float32bits(v))
	}
}

// scores writes scores column by column, each in steps of its own.
func (w *encoder) scores(list []wordScore) {
	step := steps(list)
	w.single(step[:])
	for c, size := range step {
		for i := range list {
			if size > 0 {
				w.b.WriteByte(byte(int8(rounded(list[i][c], size))))
			}
		}
	}
}

// decoder takes values from a file; after the first error it gives zeros.
type decoder struct {
	data []byte
	err  error
}

func (r *decoder) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf("%w: %s", ErrModel, fmt.Sprintf(format, args...))
	}
	r.data = nil
}

func (r *decoder) take(n int) []byte {
	if len(r.data) < n {
		r.fail("it ends too early")
		return make([]byte, n)
	}
	out := r.data[:n]
	r.data = r.data[n:]
	return out
}

func (r *decoder) number(limit uint64) uint64 {
	x, n := binary.Uvarint(r.data)
	if n <= 0 || x > limit {
		r.fail("a number is out of range")
		return 0
	}
	r.data = r.data[n:]
	return x
}

// open decompresses what is left.
func (r *decoder) open() {
	if r.err != nil {
		return
	}
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxFrame))
	if err != nil {
		panic("sentiment: options of the decompressor: " + err.Error())
	}
	defer z.Close()
	frame, err := z.DecodeAll(r.data, nil)
	if r.data = frame; err != nil {
		r.fail("%v", err)
	}
}

// count takes a number of things that take at least size bytes each.
func (r *decoder) count(size int) int {
	n := int(r.number(maxModelWords))
	if n*size > len(r.data) {
		r.fail("it ends too early")
		return 0
	}
	return n
}

// scores takes the scores of n words and reports the columns in use.
func (r *decoder) scores(n int, used func(column int)) []wordScore {
	var step [columns]float32
	r.single(step[:])
	out := make([]wordScore, n)
	for c, size := range step {
		if size == 0 {
			continue
		}
		used(c)
		for i, x := range r.take(n) {
			out[i][c] = float32(int8(x)) * size
		}
	}
	return out
}

func (r *decoder) four() uint32 { return binary.LittleEndian.Uint32(r.take(4)) }
func (r *decoder) text() string { return string(r.take(int(r.number(maxWordBytes)))) }
func (r *decoder) flag() bool   { return r.number(1) == 1 }

func (r *decoder) floats(dst []float64) {
	for i := range dst {
		dst[i] = math.Float64frombits(binary.LittleEndian.Uint64(r.take(8)))
		if math.IsNaN(dst[i]) || math.IsInf(dst[i], 0) {
			r.fail("a number is not finite")
		}
	}
}

func (r *decoder) single(dst []float32) {
	for i := range dst {
		dst[i] = math.Float32frombits(r.four())
		if x := float64(dst[i]); math.IsNaN(x) || math.IsInf(x, 0) {
			r.fail("a number is not finite")
		}
	}
}
