package training

import (
	"iter"
	"math"

	"gonum.org/v1/gonum/floats"

	"leitmotif/analysis/sentiment"
)

// calibration turns the logits z of a model into slope z + shift, whose probabilities mean
// what they say (Guo et al. 2017, "On Calibration of Modern Neural Networks", section 4.2:
// between temperature and vector scaling, with one slope for all classes).
type calibration struct {
	slope float64
	shift [sentiment.Classes]float64 // 0 of neutral
}

// calibrate chooses the calibration under which the labels are most probable. A penalty
// worth one example keeps it finite where the logits part the classes without a fault.
func calibrate(logits []float64, labels []int) calibration {
	x := make([]float64, 3) // ln slope, shift of negative, shift of positive
	read := func(x []float64) calibration {
		return calibration{math.Exp(x[0]), [sentiment.Classes]float64{sentiment.ClassNegative: x[1], sentiment.ClassPositive: x[2]}}
	}
	minimise(x, func(x, gradient []float64) float64 {
		c := read(x)
		copy(gradient, x)
		loss := floats.Dot(x, x) / 2
		for i, label := range labels {
			z := logits[i*sentiment.Classes : (i+1)*sentiment.Classes]
			p := c.probabilities(z)
			loss -= math.Log(math.Max(p[label], math.SmallestNonzeroFloat64))
			p[label]--
			gradient[0] += c.slope * (p[sentiment.ClassNegative]*z[sentiment.ClassNegative] +
				p[sentiment.ClassNeutral]*z[sentiment.ClassNeutral] + p[sentiment.ClassPositive]*z[sentiment.ClassPositive])
			gradient[1] += p[sentiment.ClassNegative]
			gradient[2] += p[sentiment.ClassPositive]
		}
		return loss
	}, 100, 1e-12)
	return read(x)
}

func (c calibration) probabilities(logits []float64) [sentiment.Classes]float64 {
	return sentiment.Softmax(c.of(logits))
}

// of gives the calibrated logits.
func (c calibration) of(logits []float64) (z [sentiment.Classes]float64) {
	for k := range z {
		z[k] = c.slope*logits[k] + c.shift[k]
	}
	return z
}

// largestLean bounds the correction of a lean, in log-odds: texts that are all of one tone
// must not turn the scale around.
const largestLean = 1.0

// centre corrects the lean of the tone of sentences: labelled sentences are picked because
// they hold a target, and where good ones were picked more often than bad ones, a model that
// knows little calls every article good. The log-odds of positive against negative are
// moved so that the unlabelled texts, each with one vote, have a mean score of 0. The
// decision on single sentences, which was learned from labels, stays as it is.
func centre(m *sentiment.Model, sentences []vote) {
	if len(sentences) == 0 {
		return
	}
	lo, hi := -largestLean, largestLean
	for range 40 {
		if lean := (lo + hi) / 2; meanScore(sentences, lean) > 0 {
			lo = lean
		} else {
			hi = lean
		}
	}
	half := (lo + hi) / 4
	lean, offset := &m.Lean, &m.Offset[sentiment.Whole]
	lean[sentiment.ClassNegative], lean[sentiment.ClassPositive] = half, -half
	offset[sentiment.ClassNegative], offset[sentiment.ClassPositive] = offset[sentiment.ClassNegative]-half, offset[sentiment.ClassPositive]+half
}

// vote are the logits of a sentence and its share in the vote of its text.
type vote struct {
	logits [sentiment.Classes]float64
	weight float64
}

// meanScore sums the scores of sentences whose log-odds are lowered by lean.
func meanScore(sentences []vote, lean float64) (sum float64) {
	for _, s := range sentences {
		s.logits[sentiment.ClassNegative] += lean / 2
		s.logits[sentiment.ClassPositive] -= lean / 2
		p := sentiment.Softmax(s.logits)
		sum += s.weight * (p[sentiment.ClassPositive] - p[sentiment.ClassNegative])
	}
	return sum
}

// unlabelled scores the sentences of texts as a Scorer would.
func unlabelled(m *sentiment.Model, texts iter.Seq[string]) (out []vote) {
	reader := sentiment.NewReader(m)
	var logits [][sentiment.Classes]float64
	for text := range texts {
		logits = reader.AppendLogits(logits[:0], text)
		for _, z := range logits {
			out = append(out, vote{z, 1 / float64(len(logits))})
		}
	}
	return out
}
