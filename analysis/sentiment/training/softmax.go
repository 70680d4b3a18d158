package training

import (
	"math"

	"gonum.org/v1/gonum/floats"

	"leitmotif/analysis/internal/parallel"
	"leitmotif/analysis/sentiment"
	"leitmotif/analysis/sentiment/passage"
)

// scales weigh the groups of features in each block before the fit, so that one penalty
// serves all of them.
type scales [passage.Blocks][groups]float64

// metaScale weighs the features of the sentence itself.
const metaScale = 0.3

func (s scales) meta(column int) float64 {
	if passage.IsWeighed(column) {
		return 1
	}
	return metaScale
}

// The multinomial logistic model. For a sentence with weights a_b(t) of the types t in
// the blocks b, features m of its own, and word features F (types x columns):
//
//	z = m' M + sum_b a_b' F diag(scale_b) W_b,   p = softmax(z),
//
// fitted by minimising sum weight sum_k truth[k] ln(1/p[k]) + penalty/2 (sum of the squares of all
// parameters) with L-BFGS (Nocedal and Wright, "Numerical Optimization",
// 2nd edition, algorithm 7.5). Since a word counts only through F diag(scale_b) W_b, the
// fitted model is one vector of three numbers per word and block: its word scores.
type softmax struct {
	design  *design
	scales  scales
	penalty float64
	use     []bool // sentences to fit on
	workers int

	scores  [][]float64 // by block: types x classes
	logits  []float64   // sentences x classes
	weights [][]float64 // by block, scaled: columns x classes
	dense   [][]float64 // those of the dense columns: classes x width
}

// Where the fit stops.
const (
	fitIterations = 100
	fitTolerance  = 1e-5 // relative change of the loss
)

// fit returns the parameters: meta x classes, then columns x classes per block. It begins with
// those of start, or with 0 where that is nil.
func (s *softmax) fit(start []float64) []float64 {
	f := s.design.features
	columns := f.columns + f.width
	x := make([]float64, (s.design.mode.Features()+len(s.design.blocks)*columns)*sentiment.Classes)
	copy(x, start)
	s.prepare()
	minimise(x, s.loss, fitIterations, fitTolerance)
	return x
}

func (s *softmax) prepare() {
	f := s.design.features
	s.scores = make([][]float64, len(s.design.blocks))
	for b := range s.scores {
		s.scores[b] = make([]float64, len(f.types)*sentiment.Classes)
	}
	s.logits = make([]float64, s.design.sentences()*sentiment.Classes)
	s.weights, s.dense = make([][]float64, len(s.design.blocks)), make([][]float64, len(s.design.blocks))
	for b := range s.weights {
		s.weights[b] = make([]float64, (f.columns+f.width)*sentiment.Classes)
		s.dense[b] = make([]float64, f.width*sentiment.Classes)
	}
}

// scale returns the scale of a column in a block.
func (s *softmax) scale(block, column int) float64 {
	f := s.design.features
	switch dimensions := f.columns + f.width - denseOrient - denseLexicon; {
	case column < len(f.wordColumns):
		return s.scales[block][groupWord]
	case column < f.columns:
		return s.scales[block][groupGram]
	case column < dimensions:
		return s.scales[block][groupVector]
	case column < dimensions+denseOrient:
		return s.scales[block][groupOrient]
	}
	return s.scales[block][groupLexicon]
}

// extent is the range of the columns that a block uses: the leading ones of the sparse
// part, the words before the n-grams, and the last ones of the dense part.
type extent struct{ sparse, dense int }

func (s *softmax) columnsOf(block int) extent {
	f, scales := s.design.features, s.scales[block]
	var e extent
	switch {
	case scales[groupGram] != 0:
		e.sparse = f.columns
	case scales[groupWord] != 0:
		e.sparse = len(f.wordColumns)
	}
	if scales[groupVector] == 0 {
		e.dense = f.width - denseOrient - denseLexicon
	}
	return e
}

// scaled sets the weights of a block to diag(scale_b) W_b.
func (s *softmax) scaled(block int, parameters []float64) []float64 {
	f, weights := s.design.features, s.weights[block]
	for column := range len(weights) / sentiment.Classes {
		k := s.scale(block, column)
		for c := column * sentiment.Classes; c < (column+1)*sentiment.Classes; c++ {
			weights[c] = k * parameters[c]
		}
	}
	for j := range f.width {
		for k := range sentiment.Classes {
			s.dense[block][k*f.width+j] = weights[(f.columns+j)*sentiment.Classes+k]
		}
	}
	return weights
}

// block gives the parameters of a block.
func (s *softmax) block(x []float64, b int) []float64 {
	size := len(s.weights[b])
	from := s.design.mode.Features()*sentiment.Classes + b*size
	return x[from : from+size]
}

// predict computes the logits of all sentences.
func (s *softmax) predict(x []float64) []float64 {
	d := s.design
	for b := range d.blocks {
		s.scaled(b, s.block(x, b))
	}
	s.scoreTypes()
	parallel.Brief(d.sentences(), 256, s.workers, func(_, lo, hi int) {
		for i := lo; i < hi; i++ {
			z := s.logits[i*sentiment.Classes : (i+1)*sentiment.Classes]
			clear(z)
			for j, value := range d.meta[i] {
				for c := range z {
					z[c] += value * x[j*sentiment.Classes+c]
				}
			}
			for b, rows := range d.blocks {
				for p := rows.start[i]; p < rows.start[i+1]; p++ {
					score := s.scores[b][int(rows.index[p])*sentiment.Classes:][:sentiment.Classes]
					for c := range z {
						z[c] += rows.values[p] * score[c]
					}
				}
			}
		}
	})
	return s.logits
}

// loss computes the objective and its gradient.
func (s *softmax) loss(x, gradient []float64) float64 {
	d := s.design
	s.predict(x)
	var loss float64
	for i, truth := range d.truth {
		z := s.logits[i*sentiment.Classes : (i+1)*sentiment.Classes]
		if !s.use[i] {
			clear(z)
			continue
		}
		norm, weight := floats.LogSumExp(z), d.weight[i]
		loss += weight * (norm - floats.Dot(truth[:], z))
		for c := range z {
			z[c] = weight * (math.Exp(z[c]-norm) - truth[c])
		}
	}
	for i, value := range x {
		loss += 0.5 * s.penalty * value * value
		gradient[i] = s.penalty * value
	}
	for i, meta := range d.meta {
		for j, value := range meta {
			for c := range sentiment.Classes {
				gradient[j*sentiment.Classes+c] += value * s.logits[i*sentiment.Classes+c]
			}
		}
	}
	s.backward(gradient)
	return loss
}

// chunk is the number of types that all blocks read in turn, while they are in the cache.
const chunk = 64

// scoreTypes sets the scores of all blocks (types x classes) to F w.
func (s *softmax) scoreTypes() {
	f := s.design.features
	parallel.Brief(len(f.types), chunk, s.workers, func(_, lo, hi int) {
		for b, dst := range s.scores {
			e := s.columnsOf(b)
			f.sparse.multiplyRange(dst, s.weights[b], lo, hi, e.sparse)
			for i := lo; i < hi; i++ {
				row := f.dense[i][e.dense:]
				for k := range sentiment.Classes {
					dst[i*sentiment.Classes+k] += floats.Dot(row, s.dense[b][k*f.width+e.dense:(k+1)*f.width])
				}
			}
		}
	})
}

// backward adds to the gradient F' g of all blocks, g being what the logits miss, by type.
func (s *softmax) backward(gradient []float64) {
	d, f := s.design, s.design.features
	for b := range d.blocks {
		d.byType[b].multiply(s.scores[b], s.logits, d.byType[b].lines(), d.sentences(), s.workers)
		clear(s.weights[b])
		f.transposed.multiply(s.weights[b], s.scores[b], s.columnsOf(b).sparse, len(f.types), s.workers)
	}
	const share = 16 * chunk // of the types, summed up by themselves
	partial := make([][][]float64, (len(f.types)+share-1)/share)
	parallel.Brief(len(f.types), share, s.workers, func(index, lo, hi int) {
		sums := make([][]float64, len(d.blocks))
		for b := range sums {
			sums[b] = make([]float64, f.width*sentiment.Classes)
		}
		for first := lo; first < hi; first += chunk {
			for b, sum := range sums {
				from := s.columnsOf(b).dense
				for i := first; i < min(first+chunk, hi); i++ {
					for k := range sentiment.Classes {
						floats.AddScaled(sum[k*f.width+from:(k+1)*f.width], s.scores[b][i*sentiment.Classes+k], f.dense[i][from:])
					}
				}
			}
		}
		partial[index] = sums
	})
	for b := range d.blocks {
		clear(s.dense[b])
		for _, sums := range partial {
			floats.Add(s.dense[b], sums[b])
		}
		for j := range f.width {
			for k := range sentiment.Classes {
				s.weights[b][(f.columns+j)*sentiment.Classes+k] = s.dense[b][k*f.width+j]
			}
		}
		out := s.block(gradient, b)
		for column := range len(s.weights[b]) / sentiment.Classes {
			scale := s.scale(b, column)
			for c := column * sentiment.Classes; c < (column+1)*sentiment.Classes; c++ {
				out[c] += scale * s.weights[b][c]
			}
		}
	}
}
