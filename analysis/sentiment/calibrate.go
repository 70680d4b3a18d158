package sentiment

import (
	"math"

	"gonum.org/v1/gonum/floats"
)

// calibration turns the logits z of a model into slope z + shift, whose probabilities mean
// what they say (Guo et al. 2017, "On Calibration of Modern Neural Networks", section 4.2:
// between temperature and vector scaling, with one slope for all classes).
type calibration struct {
	slope float64
	shift [classes]float64 // 0 of neutral
}

// calibrate chooses the calibration under which the labels are most probable. A penalty
// worth one example keeps it finite where the logits part the classes without a fault.
func calibrate(logits []float64, labels []int) calibration {
	x := make([]float64, 3) // ln slope, shift of negative, shift of positive
	read := func(x []float64) calibration {
		return calibration{math.Exp(x[0]), [classes]float64{negative: x[1], positive: x[2]}}
	}
	minimise(x, func(x, gradient []float64) float64 {
		c := read(x)
		copy(gradient, x)
		loss := floats.Dot(x, x) / 2
		for i, label := range labels {
			z := logits[i*classes : (i+1)*classes]
			p := c.probabilities(z)
			loss -= math.Log(math.Max(p[label], math.SmallestNonzeroFloat64))
			p[label]--
			gradient[0] += c.slope * (p[negative]*z[negative] + p[neutral]*z[neutral] + p[positive]*z[positive])
			gradient[1] += p[negative]
			gradient[2] += p[positive]
		}
		return loss
	}, 100, 1e-12)
	return read(x)
}

func (c calibration) probabilities(logits []float64) [classes]float64 {
	return softened(c.of(logits))
}

// of gives the calibrated logits.
func (c calibration) of(logits []float64) (z [classes]float64) {
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
func (m *Model) centre(sentences []weighted) {
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
	lean, offset := &m.lean, &m.offset[whole]
	lean[negative], lean[positive] = half, -half
	offset[negative], offset[positive] = offset[negative]-half, offset[positive]+half
}

// weighted are the logits of a sentence and its share in the vote of its text.
type weighted struct {
	logits [classes]float64
	weight float64
}

// meanScore sums the scores of sentences whose log-odds are lowered by lean.
func meanScore(sentences []weighted, lean float64) (sum float64) {
	for _, s := range sentences {
		s.logits[negative] += lean / 2
		s.logits[positive] -= lean / 2
		p := softened(s.logits)
		sum += s.weight * (p[positive] - p[negative])
	}
	return sum
}
