package deep

import (
	"math"

	"leitmotif/analysis/internal/quantized"
)

// maxTarget is how many pieces of a target are marked, and repeated behind its sentence.
const maxTarget = 16

// maxPieces is how many of an input are read: as many as in training.
const maxPieces = 96

// together is the number of pieces from which on inputs are not held back for more of
// them. It is there for speed alone.
const together = 96

// Request is a sentence, and the target in it whose tone is asked for.
type Request struct {
	Text string
	// Start and End are the half-open byte offsets of the target in Text; where they are the
	// same, the tone of the sentence as a whole is asked for. So it is where a target
	// holds nothing that is read, such as spaces.
	Start, End int
}

// Kernels tells whether the processor has the instructions that make a Reader fast.
func Kernels() bool { return quantized.Kernels() }

// Reader scores sentences. It keeps the room that it needs, so that scoring allocates nothing once
// it has grown, and serves one goroutine.
type Reader struct {
	m        *Model
	sentence tokenizer
	window   window

	// Inputs that wait to be encoded: their pieces, and how they lie there.
	ids      []int32
	segments []uint8
	inputs   []input

	encoder encoder
}

// NewReader gives a Reader of its own for a goroutine.
func (m *Model) NewReader() *Reader {
	r := &Reader{m: m, encoder: encoder{m: m}}
	r.sentence.vocabulary = m.vocabulary
	return r
}

// input is a request as the encoder reads it: its first and its number of positions, those of the target
// among them, and the mode.
type input struct {
	first, count int
	from, to     int
	mode         int
}

// window is what is read of a sentence: its pieces, those of the target among them by their
// places there, and the target once more; no target where it is empty.
type window struct {
	pieces   []piece
	from, to int
	target   []piece
}

const panicTarget = "deep: a target outside of its text"

// Score appends the probabilities of each request to dst. Those of one do not depend on
// the others. A sentence that is too long for the model, 96 pieces with the target and the
// marks, is read around its target, or from its beginning.
func (r *Reader) Score(dst []Probabilities, requests []Request) []Probabilities {
	r.forget()
	for _, q := range requests {
		r.read(q)
		r.place(-1)
		if len(r.ids) >= together {
			dst = r.flush(dst)
		}
	}
	return r.flush(dst)
}

// forget drops what waits.
func (r *Reader) forget() { r.ids, r.segments, r.inputs = r.ids[:0], r.segments[:0], r.inputs[:0] }

// flush scores what waits.
func (r *Reader) flush(dst []Probabilities) []Probabilities {
	if len(r.inputs) > 0 {
		r.encoder.encode(r.ids, r.segments, r.inputs)
		for _, in := range r.inputs {
			dst = append(dst, probabilities(r.encoder.logits(in)))
		}
		r.forget()
	}
	return dst
}

// read cuts a request into pieces and settles which of them are read.
func (r *Reader) read(q Request) {
	if q.Start < 0 || q.End < q.Start || q.End > len(q.Text) {
		panic(panicTarget)
	}
	all := r.sentence.cut(q.Text)
	w := window{pieces: all}
	for w.from < len(all) && all[w.from].to <= q.Start {
		w.from++
	}
	w.to = w.from
	for q.Start < q.End && w.to < min(len(all), w.from+maxTarget) && all[w.to].from < q.End {
		w.to++
	}
	w.target = all[w.from:w.to]
	room := min(r.m.positions, maxPieces) - 2
	if len(w.target) > 0 {
		room -= len(w.target) + 1
	}
	if len(all) > room {
		start := 0
		if len(w.target) > 0 {
			start = min(max(0, (w.from+w.to-room)/2), len(all)-room)
		}
		w.pieces = all[start : start+room]
		w.from, w.to = max(0, w.from-start), min(room, max(0, w.to-start))
	}
	r.window = w
}

// place adds the window to what waits, without the word of that number.
func (r *Reader) place(without int) {
	in := input{first: len(r.ids), mode: asWhole}
	r.append(r.m.vocabulary.start, 0)
	w := &r.window
	for i, p := range w.pieces {
		if p.word == without {
			continue
		}
		if i < w.from || i >= w.to {
			r.append(p.id, 0)
			continue
		}
		if in.from == 0 {
			in.from = len(r.ids)
		}
		r.append(p.id, 1)
		in.to = len(r.ids)
	}
	r.append(r.m.vocabulary.end, 0)
	if len(w.target) > 0 {
		in.mode = towardsTarget
		for _, p := range w.target {
			r.append(p.id, 1)
		}
		r.append(r.m.vocabulary.end, 1)
	}
	in.count = len(r.ids) - in.first
	if in.mode == asWhole {
		in.from, in.to = in.first, len(r.ids)
	}
	r.inputs = append(r.inputs, in)
}

func (r *Reader) append(id int32, segment uint8) {
	r.ids, r.segments = append(r.ids, id), append(r.segments, segment)
}

// probabilities of logits.
func probabilities(z [classes]float64) (p Probabilities) {
	top, sum := max(z[0], z[1], z[2]), 0.0
	for k := range p {
		p[k] = float64(quantized.Exp(float32(z[k] - top)))
		sum += p[k]
	}
	for k := range p {
		p[k] /= sum
	}
	return p
}

// encoder turns pieces into vectors, and keeps its room.
type encoder struct {
	m *Model

	x, y    []float32 // vectors, by position: in and out of a part of a layer
	rows    quantized.Rows
	around  []float32 // queries, keys and values
	keys    []float32 // of an input, turned: width x padded positions
	shares  []float32 // of attention: positions x padded positions
	between []float32 // inside the feed-forward part
	equal   []float32 // weights of a mean
	means   []float32
}

func resize(x []float32, n int) []float32 {
	if cap(x) < n {
		return make([]float32, n, n+n/4)
	}
	return x[:n]
}

// encode leaves the vectors of all positions in e.x.
func (e *encoder) encode(ids []int32, segments []uint8, inputs []input) {
	n, width := len(ids), e.m.width
	e.x, e.y = resize(e.x, n*width), resize(e.y, n*width)
	for _, in := range inputs {
		for i := range in.count {
			at := in.first + i
			x, y := e.x[at*width:(at+1)*width], e.y[at*width:(at+1)*width]
			e.m.words.vector(x, int(ids[at]))
			segment := e.m.segments[int(segments[at])*width:]
			for j, place := range e.m.places[i*width : (i+1)*width] {
				y[j] = place + segment[j]
			}
		}
	}
	e.normalise(e.x, e.y, e.m.norm)
	for i := range e.m.layers {
		l := &e.m.layers[i]
		e.attend(l, inputs)
		e.forward(l)
	}
}

// normalise adds residual vectors to x and normalises each.
func (e *encoder) normalise(x, residual []float32, n normalisation) {
	for at := 0; at < len(x); at += e.m.width {
		quantized.Norm(x[at:at+e.m.width], residual[at:at+e.m.width], n.gain, n.bias)
	}
}

// attend lets the positions of each input look at each other.
func (e *encoder) attend(l *layer, inputs []input) {
	n, width := len(e.x)/e.m.width, e.m.width
	e.rows.Quantize(e.x, width)
	e.around = resize(e.around, n*3*width)
	l.attention.Mul(e.around, &e.rows)
	for _, in := range inputs {
		e.gather(in)
	}
	e.rows.Quantize(e.y, width)
	l.gathered.Mul(e.y, &e.rows)
	e.normalise(e.y, e.x, l.norm1)
	e.x, e.y = e.y, e.x
}

// far is a score that gives the padding of a row no share of the attention.
const far = -1e30

// gather sets e.y, at the positions of an input, to what each gathers from the values: head by
// head their mean, weighted by softmax(q k' / sqrt(numbers of a head)) (Vaswani et al. 2017, equation 1).
func (e *encoder) gather(in input) {
	width, stride := e.m.width, 3*e.m.width
	padded := (in.count + quantized.Lanes - 1) / quantized.Lanes * quantized.Lanes
	e.keys, e.shares = resize(e.keys, width*padded), resize(e.shares, in.count*padded)
	around := e.around[in.first*stride : (in.first+in.count)*stride]
	quantized.Transpose(e.keys, padded, quantized.Small{Data: around[width:], Stride: stride}, in.count, width)
	numbers := width / e.m.heads
	scale := float32(1 / math.Sqrt(float64(numbers)))
	shares := quantized.Small{Data: e.shares, Stride: padded}
	for h := 0; h < width; h += numbers {
		query, value := quantized.Small{Data: around[h:], Stride: stride}, quantized.Small{Data: around[2*width+h:], Stride: stride}
		quantized.Combine(shares, query, quantized.Small{Data: e.keys[h*padded:], Stride: padded}, in.count, numbers, padded)
		for row := range in.count {
			for i := in.count; i < padded; i++ {
				e.shares[row*padded+i] = far
			}
		}
		quantized.Softmax(e.shares, padded, scale)
		quantized.Combine(quantized.Small{Data: e.y[in.first*width+h:], Stride: width}, shares, value, in.count, in.count, numbers)
	}
}

// forward is the feed-forward part.
func (e *encoder) forward(l *layer) {
	n, width := len(e.x)/e.m.width, e.m.width
	e.rows.Quantize(e.x, width)
	e.between = resize(e.between, n*e.m.inner)
	l.inner.Mul(e.between, &e.rows)
	quantized.GELU(e.between)
	e.rows.Quantize(e.between, e.m.inner)
	l.outer.Mul(e.y, &e.rows)
	e.normalise(e.y, e.x, l.norm2)
	e.x, e.y = e.y, e.x
}

// logits gives those of an input, scaled and shifted.
func (e *encoder) logits(in input) (z [classes]float64) {
	width := e.m.width
	e.means = resize(e.means, 3*width)
	copy(e.means, e.x[in.first*width:(in.first+1)*width])
	e.mean(e.means[width:2*width], in.from, in.to)
	e.mean(e.means[2*width:], in.first, in.first+in.count)
	h := &e.m.output[in.mode]
	for k := range z {
		sum := float64(h.bias[k])
		for i, w := range h.weights[k*3*width : (k+1)*3*width] {
			sum += float64(w) * float64(e.means[i]) // exact, so that nothing depends on whether it is fused
		}
		z[k] = float64(h.scale*sum) + h.shift[k]
	}
	return z
}

// mean sets dst to the mean of the vectors of some positions.
func (e *encoder) mean(dst []float32, from, to int) {
	e.equal = resize(e.equal, to-from)
	for i := range e.equal {
		e.equal[i] = 1 / float32(to-from)
	}
	width := e.m.width
	quantized.Combine(quantized.Small{Data: dst, Stride: width}, quantized.Small{Data: e.equal, Stride: to - from},
		quantized.Small{Data: e.x[from*width:], Stride: width}, 1, to-from, width)
}
