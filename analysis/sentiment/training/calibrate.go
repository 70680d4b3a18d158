package training

import (
	"iter"
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"

	"leitmotif/analysis/sentiment"
	"leitmotif/analysis/sentiment/passage"
	"leitmotif/analysis/tone"
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

// largestZero bounds the zero of a mode, in log-odds: texts that are all of one tone must not
// turn the scale around.
const largestZero = 1.0

// zero finds what makes the net tone that is expected of unlabelled texts 0. Labelled sentences are picked
// because they hold a target, and where good ones were picked more often than bad ones, a model
// that knows little calls all news good.
func zero(sentences []vote) float64 {
	if len(sentences) == 0 {
		return 0
	}
	lo, hi := -largestZero, largestZero
	for range 40 {
		if z := (lo + hi) / 2; expectedTone(sentences, z) > 0 {
			lo = z
		} else {
			hi = z
		}
	}
	return (lo + hi) / 2
}

// vote are the logits of a sentence, or towards a name in it, and its share in the vote of its
// text.
type vote struct {
	logits [sentiment.Classes]float64
	weight float64
}

// expectedTone sums the probabilities of positive less those of negative after a zero: what is
// expected of the net tone. The sum of the scores would follow the few that are sure.
func expectedTone(sentences []vote, zero float64) (sum float64) {
	for _, s := range sentences {
		p := sentiment.Softmax(sentiment.Centred(s.logits, zero))
		sum += s.weight * (p[sentiment.ClassPositive] - p[sentiment.ClassNegative])
	}
	return sum
}

// unlabelled scores the sentences of texts, or the full names in them, as a Scorer would.
func unlabelled(m *sentiment.Model, which passage.Mode, texts iter.Seq[string]) (out []vote) {
	reader := sentiment.NewReader(m)
	var logits [][sentiment.Classes]float64
	for text := range texts {
		logits = reader.AppendLogits(logits[:0], which, text)
		for _, z := range logits {
			out = append(out, vote{z, 1 / float64(len(logits))})
		}
	}
	return out
}

// Grid of the bands, in steps; the number of examples below which they would follow chance, and
// the band that then holds.
const (
	firstBand, lastBand = 5, 60
	bandStep            = 0.01
	minBand             = 500
	usualBand           = 0.2
)

// scored are the scores of examples in one mode, from models that have not seen them.
type scored struct {
	scores []float64
	labels []int
}

// band chooses the one neutral band of a model: that of the highest sum of the macro-F1 of its
// modes, of equal ones the narrowest.
func band(modes []scored) float64 {
	if len(modes[0].labels) < minBand {
		return usualBand
	}
	best, top := 0.0, -1.0
	for step := firstBand; step <= lastBand; step++ {
		b, sum := float64(step)*bandStep, 0.0
		for _, m := range modes {
			sum += m.macroF1(b)
		}
		if sum > top+1e-9 {
			best, top = b, sum
		}
	}
	return best
}

// call gives the class of a score by a band.
func call(score, band float64) int { return slices.Index(sentiment.Names, tone.Label(score, band)) }

// macroF1 is the mean of the F1 measures of the classes, 0 of those that neither occur nor are
// called.
func (s scored) macroF1(band float64) float64 {
	var hit, called, present [sentiment.Classes]float64
	for i, label := range s.labels {
		k := call(s.scores[i], band)
		called[k]++
		present[label]++
		if k == label {
			hit[k]++
		}
	}
	sum := 0.0
	for k := range hit {
		if called[k]+present[k] > 0 {
			sum += 2 * hit[k] / (called[k] + present[k])
		}
	}
	return sum / sentiment.Classes
}
