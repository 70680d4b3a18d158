package sentiment

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math"

	shipped "github.com/cdipaolo/sentiment"

	"leitmotif/analysis/tokenize"
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

// Example is a labelled sentence.
type Example struct {
	Text string
	// Start and End are the half-open byte range of the target; equal where there is none.
	Start, End int
	Label      int // index into Names
}

// folds of the cross-validation.
const folds = 5

// trainer holds what all models of a language share.
type trainer struct {
	set     TrainingSet
	recipe  recipe
	text    []int // of every example: its text, numbered by first appearance
	fold    []int // of every example: that of its text
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
	t := &trainer{set: set, recipe: r, text: textsOf(set.Examples), words: newInventory(set.Examples), vectors: v}
	for _, text := range t.text {
		t.fold = append(t.fold, foldOf(text))
	}
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

// textsOf numbers the texts of examples in order of appearance.
func textsOf(examples []Example) []int {
	numbers := make(map[string]int)
	out := make([]int, len(examples))
	for i, x := range examples {
		number, ok := numbers[x.Text]
		if !ok {
			number = len(numbers)
			numbers[x.Text] = number
		}
		out[i] = number
	}
	return out
}

// foldOf deals texts to folds in order of appearance.
func foldOf(text int) int { return text % folds }

func (t *trainer) features() *wordFeatures {
	return newWordFeatures(t.words.types, t.words.frequency, t.vectors, t.orient, t.lexicon, t.recipe.least)
}

// fitFolds fits a model without each fold.
func (t *trainer) fitFolds(m mode, d *design) (parameters [folds][]float64) {
	for fold := range folds {
		use := make([]bool, len(t.fold))
		for i, f := range t.fold {
			use[i] = f != fold
		}
		s := &softmax{design: d, scales: t.recipe.scales[m], penalty: t.recipe.penalty[m], use: use, workers: t.set.Workers}
		parameters[fold] = s.fit()
	}
	return parameters
}

// unseen returns logits of the rows of a design, each from the model without its fold, naive
// Bayes included.
func (t *trainer) unseen(m mode, d *design, rows []Example, fold []int, parameters [folds][]float64) []float64 {
	out := make([]float64, len(fold)*classes)
	s := &softmax{design: d, scales: t.recipe.scales[m], workers: t.set.Workers}
	s.prepare()
	for leave := range folds {
		logits := s.predict(parameters[leave])
		for i, f := range fold {
			if f == leave {
				copy(out[i*classes:(i+1)*classes], logits[i*classes:])
			}
		}
	}
	t.addBayes(out, rows, fold)
	return out
}

// Grid of the offsets of the decision, in steps, and the number of examples below which
// they would follow chance.
const (
	offsetLimit = 10
	offsetStep  = 0.1
	minOffset   = 500
)

// offsets chooses what is added to the logits of negative and of positive before the
// largest decides, so that macro-F1 is highest: the probabilities stay as they are, but
// rare classes get their share of the labels. Of equal choices the one nearer to none
// wins.
func offsets(probabilities [][classes]float64, labels []int) [classes]float64 {
	var best [classes]float64
	if len(labels) < minOffset {
		return best
	}
	logs := make([][classes]float64, len(probabilities))
	for i, p := range probabilities {
		logs[i] = logarithms(p)
	}
	top := macroF1(logs, labels, best)
	for a := -offsetLimit; a <= offsetLimit; a++ {
		for b := -offsetLimit; b <= offsetLimit; b++ {
			o := [classes]float64{negative: float64(a) * offsetStep, positive: float64(b) * offsetStep}
			if f := macroF1(logs, labels, o); f > top+1e-9 {
				best, top = o, f
			}
		}
	}
	return best
}

// macroF1 is the mean of the F1 measures of the classes that occur or are called.
func macroF1(logs [][classes]float64, labels []int, offset [classes]float64) float64 {
	var hit, called, present [classes]float64
	for i, label := range labels {
		k := largest(logs[i], offset)
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

// Train makes the model of a language. The same training set gives the same model, to the
// byte, on every number of workers.
func Train(ctx context.Context, set TrainingSet) (*Model, error) {
	t, err := newTrainer(ctx, set, recipeFor(set.Language))
	if err != nil {
		return nil, fmt.Errorf("train the tone model of %s: %w", set.Language, err)
	}
	m, err := t.train()
	if err != nil {
		return nil, fmt.Errorf("train the tone model of %s: %w", set.Language, err)
	}
	return m, nil
}

func (t *trainer) train() (*Model, error) {
	f := t.features()
	m := newModel(t.set.Language, "leitmotif "+t.set.Language, f, t.recipe.suffix)
	classifier := newBayes(classes)
	countExamples(classifier, t.set.Examples, nil)
	m.bayes = shipped.Models{shipped.Language(t.set.Language): classifier}
	for which, v := range t.validate(m, f) {
		l := &linear{design: v.design, scales: t.recipe.scales[which], calibration: v.calibration}
		s := &softmax{design: v.design, scales: l.scales, penalty: t.recipe.penalty[which], use: everything(v.design.sentences()), workers: t.set.Workers}
		l.parameters = s.fit()
		l.fold(m)
		m.share[which] = t.recipe.bayes * v.calibration.slope
		m.offset[which] = v.offset
	}
	read, err := Decode(m.Encode()) // the scores as they will be read
	if err != nil {
		return nil, fmt.Errorf("read the model just made: %w", err)
	}
	m.centre(read.unlabelled(t.set.Texts))
	return m, nil
}

func everything(n int) []bool {
	out := make([]bool, n)
	for i := range out {
		out[i] = true
	}
	return out
}

func (t *trainer) hasTargets() bool {
	for _, x := range t.set.Examples {
		if x.Start < x.End {
			return true
		}
	}
	return false
}

// validation is what cross-validation finds out about a mode.
type validation struct {
	design        *design
	parameters    [folds][]float64
	calibration   calibration
	logits        [][classes]float64 // of every example, calibrated, from models that have not seen its text
	probabilities [][classes]float64
	offset        [classes]float64
}

// validate validates the modes that the examples allow, in their order, and enters the guess
// of whom sentences are about into a model that knows its words.
func (t *trainer) validate(m *Model, f *wordFeatures) []*validation {
	v := []*validation{t.validateMode(whole, f)}
	if m.targets = t.hasTargets(); m.targets {
		v = append(v, t.validateMode(towards, f))
		if t.recipe.guess > 0 {
			t.guess(m, v[whole], v[towards])
		}
	}
	for _, x := range v {
		for _, z := range x.logits {
			x.probabilities = append(x.probabilities, softened(z))
		}
		x.offset = offsets(x.probabilities, x.design.labels)
	}
	return v
}

func (t *trainer) validateMode(which mode, f *wordFeatures) *validation {
	v := &validation{design: newDesign(t.set.Language, t.set.Examples, which, t.words, f, t.recipe.scales[which])}
	v.parameters = t.fitFolds(which, v.design)
	logits := t.unseen(which, v.design, t.set.Examples, t.fold, v.parameters)
	v.calibration = calibrate(logits, v.design.labels)
	for i := range v.design.labels {
		v.logits = append(v.logits, v.calibration.of(logits[i*classes:(i+1)*classes]))
	}
	return v
}

// guess learns whom sentences are about and mixes the logits towards those into the ones of
// the sentence, as the model will.
func (t *trainer) guess(m *Model, sentence, target *validation) {
	cases := m.countCases(t.set.Texts)
	m.guess = guess{share: t.recipe.guess, words: make([]appeal, len(m.words))}
	for i, c := range cases {
		m.guess.words[i].common = c.common()
	}
	g := newGuesser(m.newBallot(t.set.Examples, t.text), cases)
	g.elections(foldOf)
	var fold []int
	for text := range len(g.first) - 1 {
		for range g.first[text+1] - g.first[text] {
			fold = append(fold, foldOf(text))
		}
	}
	d := newDesign(t.set.Language, g.examples, towards, t.words, target.design.features, t.recipe.scales[towards])
	logits := t.unseen(towards, d, g.examples, fold, target.parameters)
	for i, text := range t.text {
		lo, hi := g.first[text], g.first[text+1]
		if lo == hi {
			continue
		}
		z := &sentence.logits[i]
		for k := range z {
			z[k] *= 1 - m.guess.share
		}
		for n := lo; n < hi; n++ {
			for k, x := range target.calibration.of(logits[n*classes : (n+1)*classes]) {
				z[k] += m.guess.share * g.nominees[n].share * x
			}
		}
	}
	g.enter(m, g.fit(func(int) bool { return true }))
}

// Validation is how a recipe does on the examples of a training set in cross-validation:
// everything comes from models that have not seen the text of the example.
type Validation struct {
	Towards       bool // the tone towards the target, not of the sentence
	Labels        []int
	Probabilities [][]float64
	Called        []int // by the decision that the model makes
}

// CrossValidate measures the recipe of a language by five-fold cross-validation, all
// examples of one text in one fold: the tone of sentences, and where the examples name
// targets, towards those. The calibration is fitted to all folds together, which three
// numbers cannot overfit; the offsets of each fold come from the others.
func CrossValidate(ctx context.Context, set TrainingSet) ([]Validation, error) {
	t, err := newTrainer(ctx, set, recipeFor(set.Language))
	if err != nil {
		return nil, fmt.Errorf("cross-validate the tone model of %s: %w", set.Language, err)
	}
	f := t.features()
	m := newModel(set.Language, "", f, t.recipe.suffix)
	var out []Validation
	for which, v := range t.validate(m, f) {
		result := Validation{Towards: mode(which) == towards, Labels: v.design.labels, Called: t.nested(v)}
		for _, p := range v.probabilities {
			result.Probabilities = append(result.Probabilities, p[:])
		}
		out = append(out, result)
	}
	return out, nil
}

// nested decides on every example with offsets chosen on the other folds.
func (t *trainer) nested(v *validation) []int {
	out := make([]int, len(t.fold))
	for fold := range folds {
		var p [][classes]float64
		var labels []int
		for i, f := range t.fold {
			if f != fold {
				p, labels = append(p, v.probabilities[i]), append(labels, v.design.labels[i])
			}
		}
		o := offsets(p, labels)
		for i, f := range t.fold {
			if f == fold {
				out[i] = decide(v.probabilities[i], o)
			}
		}
	}
	return out
}

// addBayes adds the share of naive Bayes to the logits of every row, again from a
// classifier without its fold.
func (t *trainer) addBayes(logits []float64, rows []Example, fold []int) {
	if t.recipe.bayes == 0 {
		return
	}
	var tokens []tokenize.Token
	var words []string
	for leave := range folds {
		use := make([]bool, len(t.fold))
		for i, f := range t.fold {
			use[i] = f != leave
		}
		b := newBayes(classes)
		countExamples(b, t.set.Examples, use)
		prior := logPriors(b)
		for i, x := range rows {
			if fold[i] != leave {
				continue
			}
			z := logits[i*classes : (i+1)*classes]
			for k := range z {
				z[k] += t.recipe.bayes * prior[k]
			}
			tokens = tokenize.Append(tokens[:0], x.Text)
			words = words[:0]
			for _, token := range tokens {
				words = parts(words, token.Text(x.Text))
			}
			for _, w := range words {
				if counts, _ := b.Words.Get(w); counts.Seen < 2 {
					continue
				}
				likelihood, _ := logLikelihoods(b, w)
				for k := range z {
					z[k] += t.recipe.bayes * likelihood[k] / math.Sqrt(float64(len(tokens)))
				}
			}
		}
	}
}
