package sentiment

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math"
)

// TrainingSet is what a model is made from.
type TrainingSet struct {
	Language string
	Examples []Example
	// Texts are unlabelled texts of the kind that will be scored; vectors come from them.
	Texts iter.Seq[string]
	// Lexicon gives words a value, negative for bad ones; may be empty.
	Lexicon Lexicon
	Workers int // 0 means one per processor; it never changes a result
}

// folds of the cross-validation.
const folds = 5

// trainer holds what all models of a language share.
type trainer struct {
	set     TrainingSet
	recipe  recipe
	fold    []int // of every example; examples of one text share it
	words   *inventory
	vectors *vectors
	orient  []float64
	lexicon Lexicon
}

// errNoExamples is returned for a training set that cannot teach all three classes.
var errNoExamples = errors.New("each of negative, neutral and positive needs at least ten examples")

const minExamples = 10

func newTrainer(ctx context.Context, set TrainingSet, r recipe) (*trainer, error) {
	var count [classes]int
	for _, x := range set.Examples {
		count[x.Label]++
	}
	if min(count[negative], count[neutral], count[positive]) < minExamples {
		return nil, errNoExamples
	}
	v, err := newVectors(ctx, set.Texts, set.Workers)
	if err != nil {
		return nil, err
	}
	return newTrainerWith(set, r, v)
}

func newTrainerWith(set TrainingSet, r recipe, v *vectors) (*trainer, error) {
	t := &trainer{set: set, recipe: r, fold: foldsOf(set.Examples), words: newInventory(set.Examples), vectors: v}
	t.vectors.suffix = r.suffix
	var err error
	if t.lexicon, err = withoutContradictions(v, set.Lexicon); err != nil {
		return nil, err
	}
	if t.orient, err = orientation(v, t.lexicon); err != nil {
		return nil, err
	}
	return t, nil
}

// foldsOf deals texts to folds in order of appearance.
func foldsOf(examples []Example) []int {
	group := make(map[string]int)
	out := make([]int, len(examples))
	for i, x := range examples {
		g, ok := group[x.Text]
		if !ok {
			g = len(group)
			group[x.Text] = g
		}
		out[i] = g % folds
	}
	return out
}

func (t *trainer) features() *wordFeatures {
	return newWordFeatures(t.words.types, t.words.frequency, t.vectors, t.orient, t.lexicon, t.recipe.least)
}

// crossValidated returns logits of all examples, each from a model that has not seen its
// text.
func (t *trainer) crossValidated(m mode, d *design) []float64 {
	out := make([]float64, len(t.fold)*classes)
	for fold := range folds {
		use := make([]bool, len(t.fold))
		for i, f := range t.fold {
			use[i] = f != fold
		}
		s := &softmax{design: d, scales: t.recipe.scales[m], penalty: t.recipe.penalty, use: use, workers: t.set.Workers}
		logits := s.predict(s.fit())
		for i, f := range t.fold {
			if f == fold {
				copy(out[i*classes:(i+1)*classes], logits[i*classes:])
			}
		}
	}
	return out
}

// softened gives probabilities at a temperature.
func softened(logits []float64, temperature float64) [classes]float64 {
	var p [classes]float64
	top, sum := math.Inf(-1), 0.0
	for _, z := range logits {
		top = math.Max(top, z)
	}
	for k := range p {
		p[k] = math.Exp((logits[k] - top) / temperature)
		sum += p[k]
	}
	for k := range p {
		p[k] /= sum
	}
	return p
}

// temperature chooses the divisor of the logits under which the labels are most probable
// (Guo et al. 2017, "On Calibration of Modern Neural Networks", section 4.2), by golden
// section between 1/4 and 4.
func temperature(logits []float64, labels []int) float64 {
	loss := func(log float64) float64 {
		sum := 0.0
		for i, label := range labels {
			p := softened(logits[i*classes:(i+1)*classes], math.Exp(log))
			sum -= math.Log(math.Max(p[label], 1e-300))
		}
		return sum
	}
	ratio := (math.Sqrt(5) - 1) / 2
	lo, hi := -math.Log(4), math.Log(4)
	for hi-lo > 1e-4 {
		a, b := hi-ratio*(hi-lo), lo+ratio*(hi-lo)
		if loss(a) < loss(b) {
			hi = b
		} else {
			lo = a
		}
	}
	return math.Exp((lo + hi) / 2)
}

// Grid of the offsets of the decision.
const (
	offsetLimit = 10
	offsetStep  = 0.1
)

// offsets chooses what is added to the logits of negative and of positive before the
// largest decides, so that macro-F1 is highest: the probabilities stay as they are, but
// rare classes get their share of the labels. Of equal choices the one nearer to none
// wins.
func offsets(probabilities [][classes]float64, labels []int) [classes]float64 {
	var best [classes]float64
	top := macroF1(probabilities, labels, best)
	for a := -offsetLimit; a <= offsetLimit; a++ {
		for b := -offsetLimit; b <= offsetLimit; b++ {
			o := [classes]float64{negative: float64(a) * offsetStep, positive: float64(b) * offsetStep}
			if f := macroF1(probabilities, labels, o); f > top+1e-9 {
				best, top = o, f
			}
		}
	}
	return best
}

// decide gives the class of highest log-probability after offsets.
func decide(p, offset [classes]float64) int {
	best, top := 0, math.Inf(-1)
	for k := range p {
		if z := math.Log(math.Max(p[k], 1e-300)) + offset[k]; z > top {
			best, top = k, z
		}
	}
	return best
}

func macroF1(probabilities [][classes]float64, labels []int, offset [classes]float64) float64 {
	var hit, called, present [classes]float64
	for i, label := range labels {
		k := decide(probabilities[i], offset)
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
	return sum / classes
}

var _ = fmt.Sprint
