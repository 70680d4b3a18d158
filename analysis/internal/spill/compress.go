package spill

import (
	"sync"

	"github.com/klauspost/compress/zstd"
)

// coders are the one encoder and the one decoder of the program; each works for several
// goroutines at once.
var coders = sync.OnceValue(func() coder {
	encoder, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithLowerEncoderMem(true))
	if err != nil {
		panic(err) // only wrong options fail
	}
	decoder, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0))
	if err != nil {
		panic(err)
	}
	return coder{encoder, decoder}
})

type coder struct {
	encoder *zstd.Encoder
	decoder *zstd.Decoder
}

// Compress gives a compressed form of data, as Zstandard (RFC 8878): the same of the same data.
func Compress(data []byte) []byte { return coders().encoder.EncodeAll(data, nil) }

// Expand gives the data of a compressed form, which may lie in the capacity of room. It fails
// where it is none. What Compress was given can always be expanded: a value may hold any
// number of articles as large as the limits of the input allow.
func Expand(compressed, room []byte) ([]byte, error) {
	return coders().decoder.DecodeAll(compressed, room[:0])
}
