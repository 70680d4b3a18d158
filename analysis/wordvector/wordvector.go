// Package wordvector holds vectors of words that are alike where words mean alike things,
// whatever corpus is read.
//
// In a headline few words stand, and two headlines on one theme often share none. What a
// corpus of headlines itself tells of its words is little; the vectors tell it that "striker"
// and "goalkeeper" belong together. The cards beside the files, en.md and de.md, say what they
// were made from, and under which licence.
//
// In goes a language, out comes its Table; words go in as package tokenize counts them.
package wordvector

import (
	_ "embed" // the tables
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/klauspost/compress/zstd"
)

var (
	//go:embed en.vectors
	english []byte
	//go:embed de.vectors
	german []byte
)

// Table holds the vectors of the words of a language. It is safe for concurrent use.
type Table struct {
	words      []string // ascending
	codes      []int8   // by words x dimensions
	dimensions int
}

var tables = map[string]func() *Table{
	"en": sync.OnceValue(func() *Table { return open("en", english) }),
	"de": sync.OnceValue(func() *Table { return open("de", german) }),
}

// Open returns the table of a language (ISO 639-1), nil where there is none. The first call for a
// language decompresses it; it takes a few megabytes then.
func Open(language string) *Table {
	if table := tables[language]; table != nil {
		return table()
	}
	return nil
}

func open(language string, data []byte) *Table {
	t, err := Decode(data)
	if err != nil {
		panic(fmt.Sprintf("wordvector: %s.vectors: %v", language, err))
	}
	return t
}

// ErrFormat is returned for data that are no table.
var ErrFormat = errors.New("not a table of word vectors")

// largest bounds a table once it is decompressed, in bytes.
const largest = 1 << 26

// Decode reads a table: a frame of zstd, in which stand the number of words and of dimensions (4
// bytes each, little endian), the words in ascending order, each ended by a line feed, and the
// numbers of all words in the first dimension, those in the second, and so on, each a signed
// byte. Only their direction counts. The error wraps ErrFormat.
func Decode(data []byte) (*Table, error) {
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(largest))
	if err != nil {
		return nil, fmt.Errorf("options of the decompressor: %w", err)
	}
	defer z.Close()
	data, err = z.DecodeAll(data, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	if len(data) < 8 {
		return nil, fmt.Errorf("%w: %d bytes", ErrFormat, len(data))
	}
	n, d := int(binary.LittleEndian.Uint32(data)), int(binary.LittleEndian.Uint32(data[4:]))
	if data = data[8:]; n == 0 || d == 0 || n > len(data) || d > len(data) || n*d > len(data) {
		return nil, fmt.Errorf("%w: %d words of %d dimensions in %d bytes", ErrFormat, n, d, len(data))
	}
	text, numbers := string(data[:len(data)-n*d]), data[len(data)-n*d:]
	t := &Table{words: strings.Split(strings.TrimSuffix(text, "\n"), "\n"), codes: make([]int8, n*d), dimensions: d}
	if !strings.HasSuffix(text, "\n") || len(t.words) != n || !slices.IsSorted(t.words) || !utf8.ValidString(text) {
		return nil, fmt.Errorf("%w: %d words for %d, or out of order", ErrFormat, len(t.words), n)
	}
	for j := range d {
		for i := range n {
			t.codes[i*d+j] = int8(numbers[j*n+i])
		}
	}
	return t, nil
}

// Dimensions is the length of a vector.
func (t *Table) Dimensions() int { return t.dimensions }

// leastHead is the least number of letters of the head of a compound: shorter endings are
// suffixes ("-heit", "-lich").
const leastHead = 5

// Find returns the number of the entry of a term, -1 where there is none. A term without an entry
// of its own has that of the longest ending of it, of at least five bytes, that has one: the head
// of a compound comes last ("Notfallminister").
func (t *Table) Find(term string) int {
	for start := range term {
		if start > 0 && len(term)-start < leastHead {
			break
		}
		if i, ok := slices.BinarySearch(t.words, term[start:]); ok {
			return i
		}
	}
	return -1
}

// Add adds the vector of an entry, scaled from length 1 to the given one, to a sum of Dimensions
// numbers.
func (t *Table) Add(sum []float64, entry int, length float64) {
	codes := t.codes[entry*t.dimensions : (entry+1)*t.dimensions]
	square := 0
	for _, c := range codes {
		square += int(c) * int(c)
	}
	if square == 0 {
		return
	}
	scale := length / math.Sqrt(float64(square))
	for j, c := range codes {
		sum[j] += scale * float64(c)
	}
}
