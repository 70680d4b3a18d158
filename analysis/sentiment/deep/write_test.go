package deep

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// The model of tests: small, of random numbers, over the words below.
const (
	smallWidth     = 64
	smallHeads     = 2
	smallInner     = 128
	smallLayers    = 2
	smallPositions = 40
)

var smallPieces = strings.Fields("[CLS] [SEP] [UNK] [MASK] a b c d e ##a ##b ##c ##d ##e the port strike end ##s ##ed , . ' ! 1 2 ##1 ##2 mayor kai ##werk € ü 中 ##中 ş ;")

// file builds the body of a model file.
type file struct {
	bytes.Buffer
	random *rand.Rand
}

func (f *file) numbers(numbers ...uint32) {
	for _, n := range numbers {
		f.Write(binary.LittleEndian.AppendUint32(nil, n))
	}
}

// spread writes n numbers around a middle.
func (f *file) spread(n int, middle, size float64) {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(middle + float64(size*(2*f.random.Float64()-1))) // not fused, so that every processor writes the same
	}
	if err := binary.Write(f, binary.LittleEndian, x); err != nil {
		panic(err)
	}
}

func (f *file) random8(n int) {
	for range n {
		f.WriteByte(byte(f.random.IntN(255) - 127))
	}
}

func (f *file) matrix(out, in int) {
	f.spread(out, .003, .0003)
	f.random8(out * in)
}

func (f *file) linear(out, in int) {
	f.matrix(out, in)
	f.spread(out, 0, .1)
}

func (f *file) norm() {
	f.spread(smallWidth, 1, .1)
	f.spread(smallWidth, 0, .1)
}

// smallBody is that of the model of tests, with embeddings of so many bits.
func smallBody(bits int) []byte {
	f := &file{random: rand.New(rand.NewPCG(7, 7))}
	f.numbers(smallWidth, smallHeads, smallInner, smallLayers, smallPositions, uint32(len(smallPieces)), uint32(bits))
	for _, s := range []string{"small", strings.Join(smallPieces, "\n")} {
		f.numbers(uint32(len(s)))
		f.WriteString(s)
	}
	for range len(smallPieces) * smallWidth / group {
		f.Write([]byte{0, 0x2c}) // 1/16
	}
	f.random8(len(smallPieces) * smallWidth * bits / 8)
	f.matrix(smallPositions, smallWidth)
	f.spread(2*smallWidth, 0, .5)
	f.norm()
	for range smallLayers {
		for range 4 {
			f.linear(smallWidth, smallWidth)
		}
		f.norm()
		f.linear(smallInner, smallWidth)
		f.linear(smallWidth, smallInner)
		f.norm()
	}
	for range 2 {
		f.spread(classes*3*smallWidth+classes, 0, .1)
		f.spread(1, 1, 0)
		f.spread(2*classes, 0, .1)
	}
	f.spread(1, .125, 0)
	return f.Bytes()
}

// seal makes a model file of a body.
func seal(body []byte) []byte {
	w, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		panic(err)
	}
	data := binary.LittleEndian.AppendUint32([]byte(magic), modelVersion)
	data = w.EncodeAll(body, binary.LittleEndian.AppendUint32(data, uint32(len(body))))
	return sign(data)
}

func sign(data []byte) []byte {
	sum := sha256.Sum256(data)
	return append(bytes.Clone(data), sum[:]...)
}

func small(t testing.TB) *Model {
	t.Helper()
	m, err := Decode(seal(smallBody(4)))
	if err != nil {
		t.Fatal(err)
	}
	return m
}
