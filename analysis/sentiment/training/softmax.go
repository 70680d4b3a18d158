package training

import (
	"math"

	"gonum.org/v1/gonum/floats"

	"leitmotif/analysis/internal/parallel"
	"leitmotif/analysis/sentiment"
)

// scales weigh the groups of features in each block before the fit, so that one penalty
// serves all of them.
type scales [sentiment.Blocks][groups]float64

// metaScale weighs the features of the sentence itself.
const metaScale = 0.3

func (s scales) meta(column int) float64 {
	if column == sentiment.MetaConstant {
		return 1
	}
	return metaScale
}

// The multinomial logistic model. For a sentence with weights a_b(t) of the types t in
// the blocks b, features m of its own, and word features F (types x columns):
//
//	z = m' M + sum_b a_b' F diag(scale_b) W_b,   p = softmax(z),
//
// fitted by minimising sum ln(1/p[label]) + penalty/2 (sum of the squares of all
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
	weights []float64   // scaled weights of one block: columns x classes
}

// Where the fit stops.
const (
	fitIterations = 100
	fitTolerance  = 1e-6 // relative change of the loss
)

// fit returns the parameters: meta x classes, then columns x classes per block.
func (s *softmax) fit() []float64 {
	f := s.design.features
	columns := f.columns + f.width
	x := make([]float64, (s.design.mode.Features()+len(s.design.blocks)*columns)*sentiment.Classes)
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
	s.weights = make([]float64, (f.columns+f.width)*sentiment.Classes)
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

// scaled sets s.weights to diag(scale_b) W_b.
func (s *softmax) scaled(block int, parameters []float64) []float64 {
	for column := range len(s.weights) / sentiment.Classes {
		k := s.scale(block, column)
		for c := column * sentiment.Classes; c < (column+1)*sentiment.Classes; c++ {
			s.weights[c] = k * parameters[c]
		}
	}
	return s.weights
}

// block gives the parameters of a block.
func (s *softmax) block(x []float64, b int) []float64 {
	size := len(s.weights)
	from := s.design.mode.Features()*sentiment.Classes + b*size
	return x[from : from+size]
}

// predict computes the logits of all sentences.
func (s *softmax) predict(x []float64) []float64 {
	d := s.design
	for b := range d.blocks {
		d.features.scores(s.scores[b], s.scaled(b, s.block(x, b)), s.columnsOf(b), s.workers)
	}
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
	for i, label := range d.labels {
		z := s.logits[i*sentiment.Classes : (i+1)*sentiment.Classes]
		if !s.use[i] {
			clear(z)
			continue
		}
		norm := floats.LogSumExp(z)
		loss += norm - z[label]
		for c := range z {
			z[c] = math.Exp(z[c] - norm)
		}
		z[label]--
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
	for b := range d.blocks {
		d.byType[b].multiply(s.scores[b], s.logits, d.byType[b].lines(), d.sentences(), s.workers)
		clear(s.weights)
		d.features.backward(s.weights, s.scores[b], s.columnsOf(b), s.workers)
		out := s.block(gradient, b)
		for column := range len(s.weights) / sentiment.Classes {
			k := s.scale(b, column)
			for c := column * sentiment.Classes; c < (column+1)*sentiment.Classes; c++ {
				out[c] += k * s.weights[c]
			}
		}
	}
	return loss
}

// scores sets dst (types x classes) to F w, w being columns x classes and 0 outside e.
func (f *wordFeatures) scores(dst, w []float64, e extent, workers int) {
	f.sparse.multiply(dst, w[:f.columns*sentiment.Classes], len(f.types), e.sparse, workers)
	dense := w[f.columns*sentiment.Classes:]
	parallel.Brief(len(f.types), 256, workers, func(_, lo, hi int) {
		for i := lo; i < hi; i++ {
			var sum [sentiment.Classes]float64
			for j := e.dense; j < f.width; j++ {
				value, row := f.dense[i][j], dense[j*sentiment.Classes:][:sentiment.Classes]
				for c := range sum {
					sum[c] += value * row[c]
				}
			}
			for c := range sum {
				dst[i*sentiment.Classes+c] += sum[c]
			}
		}
	})
}

// backward sets dst (columns x classes) to F' g within e, g being types x classes.
func (f *wordFeatures) backward(dst, g []float64, e extent, workers int) {
	f.transposed.multiply(dst[:f.columns*sentiment.Classes], g, e.sparse, len(f.types), workers)
	const chunk = 1024
	partial := make([][]float64, (len(f.types)+chunk-1)/chunk)
	parallel.Brief(len(f.types), chunk, workers, func(index, lo, hi int) {
		sum := make([]float64, f.width*sentiment.Classes)
		for i := lo; i < hi; i++ {
			from := g[i*sentiment.Classes:][:sentiment.Classes]
			for j := e.dense; j < f.width; j++ {
				value, row := f.dense[i][j], sum[j*sentiment.Classes:][:sentiment.Classes]
				for c := range from {
					row[c] += value * from[c]
				}
			}
		}
		partial[index] = sum
	})
	for _, sum := range partial {
		floats.Add(dst[f.columns*sentiment.Classes:], sum)
	}
}
