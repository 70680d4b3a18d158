package deep

import (
	_ "embed" // the model
	"sync"

	"leitmotif/analysis/internal/quantized"
)

// classes of tone: negative, neutral, positive, in this order.
const classes = 3

// Probabilities are those of negative, neutral and positive; they sum to 1.
type Probabilities [classes]float64

// Model is an encoder and its heads. It does not change and may be shared.
type Model struct {
	// Name is that of the model, for tables that say what scored a row.
	Name string
	// Band is the neutral band, in [0, 1): a score (see analysis/tone) of no
	// more than that in size is neutral.
	Band float64

	width     int // numbers of a vector
	heads     int // of attention
	inner     int // width of the feed-forward part
	positions int // the most pieces of an input

	vocabulary *vocabulary
	words      embedding     // by piece
	places     []float32     // by position
	segments   []float32     // by segment
	norm       normalisation // of their sum
	layers     []layer
	output     [2]head // by mode
}

// Modes: places in the heads of a model.
const (
	towardsTarget = iota
	asWhole
)

// normalisation is what follows a layer normalisation.
type normalisation struct{ gain, bias []float32 }

// layer is attention and the feed-forward part behind it.
type layer struct {
	attention *quantized.Matrix // queries, keys and values, one above the other
	gathered  *quantized.Matrix
	norm1     normalisation
	inner     *quantized.Matrix
	outer     *quantized.Matrix
	norm2     normalisation
}

// head gives logits of the three vectors that stand for an input, and what they become.
type head struct {
	weights []float32 // classes x 3 width
	bias    []float32
	scale   float64
	shift   [classes]float64 // calibration and zero
}

// embedding holds vectors of numbers of 4 or 8 bits, with a scale for each group of them.
type embedding struct {
	width, bits int
	scales      []float32
	numbers     []byte
}

// vector sets dst to the vector of a piece.
func (e *embedding) vector(dst []float32, id int) {
	scales := e.scales[id*e.width/group:]
	if e.bits == 8 {
		for i, x := range e.numbers[id*e.width : (id+1)*e.width] {
			dst[i] = scales[i/group] * float32(int8(x))
		}
		return
	}
	for i, x := range e.numbers[id*e.width/2 : (id+1)*e.width/2] {
		scale := scales[2*i/group]
		dst[2*i], dst[2*i+1] = scale*float32(int(x&15)-8), scale*float32(int(x>>4)-8)
	}
}

//go:embed en.deep
var embedded []byte

var open = sync.OnceValues(func() (*Model, error) { return Decode(embedded) })

// Open gives the English model inside the program, which is decoded when it is first asked for.
func Open() (*Model, error) { return open() }
