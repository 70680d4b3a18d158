package topic

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/internal/parallel"
	"leitmotif/analysis/tfidf"
)

// Words is naive Bayes over the words of topics: the sum of the counts ln(1 + tf) of each
// term in the documents of each topic. It tells the topic of a document by its words, also
// of one that was not there when the topics were found.
type Words struct {
	counts *mat.Dense // terms x k
}

// Train counts the words of k topics. Documents assigned to -1 count nowhere. It fails when
// ctx ends.
func Train(ctx context.Context, counts *tfidf.Frequencies, assigned []int, k, workers int) (*Words, error) {
	_, m := counts.Dims()
	w := &Words{mat.NewDense(m, k, nil)}
	return w, counts.SumLogs(ctx, assigned, w.counts, workers)
}

// Topics returns the number of topics.
func (w *Words) Topics() int {
	_, k := w.counts.Dims()
	return k
}

// Terms returns the number of terms.
func (w *Words) Terms() int {
	m, _ := w.counts.Dims()
	return m
}

// assign returns the topic with the largest evidence of each document, -1 for a document
// without a known term.
func assign(counts *tfidf.Frequencies, evidence *mat.Dense) []int {
	n, _ := counts.Dims()
	out := make([]int, n)
	for i := range out {
		out[i] = -1
		if len(counts.Terms(i)) > 0 {
			out[i] = argmax(evidence.RawRowView(i))
		}
	}
	return out
}

// evidence returns the evidence of each document for each topic, as Refine defines it.
func (w *Words) evidence(ctx context.Context, counts *tfidf.Frequencies, workers int) (*mat.Dense, error) {
	n, _ := counts.Dims()
	out := mat.NewDense(n, w.Topics(), nil)
	r, err := w.ratios(ctx, workers)
	if err != nil {
		return nil, err
	}
	return out, r.weigh(ctx, counts, workers, out)
}

// ratios are the logarithms that the evidence is summed from.
type ratios struct {
	// ratio is ln p(w | t) - ln p(w | not t) without the norms, and outer its second part.
	ratio, outer *mat.Dense
	inside       []float64 // counts of a topic
	length       []float64 // the norms, for each count
	outside      []float64 // ln of the smoothed counts of all other topics
	smooth       float64
}

func (w *Words) ratios(ctx context.Context, workers int) (*ratios, error) {
	return w.ratiosIn(ctx, workers, make([]float64, 2*w.Terms()*w.Topics()))
}

// ratiosIn is ratios in a room for twice as many numbers as there are counts.
func (w *Words) ratiosIn(ctx context.Context, workers int, room []float64) (*ratios, error) {
	m, k := w.counts.Dims()
	r := &ratios{
		ratio: mat.NewDense(m, k, room[:m*k]), outer: mat.NewDense(m, k, room[m*k:]),
		inside: columnSums(w.counts), length: make([]float64, k), outside: make([]float64, k), smooth: prior * float64(m),
	}
	none := math.Log(prior)
	err := parallel.Chunks(ctx, m, 1024, workers, func(_, lo, hi int) {
		for term := lo; term < hi; term++ {
			in, out, logs := w.counts.RawRowView(term), r.outer.RawRowView(term), r.ratio.RawRowView(term)
			total := sum(in)
			all := math.Log(total + prior)
			for t, x := range in {
				if x == 0 { // most topics lack most terms
					out[t], logs[t] = all, none-all
					continue
				}
				out[t] = math.Log(math.Max(0, total-x) + prior)
				logs[t] = math.Log(x+prior) - out[t]
			}
		}
	})
	if err != nil {
		return nil, err
	}
	all := sum(r.inside)
	for t := range r.length {
		r.outside[t] = math.Log(all - r.inside[t] + r.smooth)
		r.length[t] = math.Log(r.inside[t]+r.smooth) - r.outside[t]
	}
	return r, nil
}

// weigh sets evidence (documents x k) to that of the documents.
func (r *ratios) weigh(ctx context.Context, counts *tfidf.Frequencies, workers int, evidence *mat.Dense) error {
	return counts.EachProduct(ctx, r.ratio, workers, func(i int, product []float64) {
		l, out := counts.Length(i), evidence.RawRowView(i)
		for t, x := range product {
			out[t] = x - l*r.length[t]
		}
	})
}

func columnSums(m *mat.Dense) []float64 {
	rows, k := m.Dims()
	out := make([]float64, k)
	for i := range rows {
		for j, x := range m.RawRowView(i) {
			out[j] += x
		}
	}
	return out
}

// ErrFormat is returned for data that are no words of topics.
var ErrFormat = errors.New("topic: not words of topics")

// MarshalBinary writes the counts: the numbers of terms and topics, and the counts row by
// row, rounded, 4 bytes each, little endian.
func (w *Words) MarshalBinary() ([]byte, error) {
	m, k := w.counts.Dims()
	out := make([]byte, 0, 8+4*m*k)
	out = binary.LittleEndian.AppendUint32(out, uint32(m))
	out = binary.LittleEndian.AppendUint32(out, uint32(k))
	for term := range m {
		for _, x := range w.counts.RawRowView(term) {
			out = binary.LittleEndian.AppendUint32(out, math.Float32bits(float32(x)))
		}
	}
	return out, nil
}

// RestoreWords makes the words that MarshalBinary wrote. The error wraps ErrFormat.
func RestoreWords(data []byte) (*Words, error) {
	if len(data) < 8 {
		return nil, fmt.Errorf("read words of topics: %w", ErrFormat)
	}
	m, k := int(binary.LittleEndian.Uint32(data)), int(binary.LittleEndian.Uint32(data[4:]))
	if m == 0 || k == 0 || k > 1<<16 || len(data) != 8+4*m*k {
		return nil, fmt.Errorf("read words of %d topics, %d terms in %d bytes: %w", k, m, len(data), ErrFormat)
	}
	counts := make([]float64, m*k)
	for i := range counts {
		x := float64(math.Float32frombits(binary.LittleEndian.Uint32(data[8+4*i:])))
		if !(x >= 0) || math.IsInf(x, 0) {
			return nil, fmt.Errorf("read words of topics: count %g: %w", x, ErrFormat)
		}
		counts[i] = x
	}
	return &Words{mat.NewDense(m, k, counts)}, nil
}
