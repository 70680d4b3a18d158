package training

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math"
	"slices"

	"leitmotif/analysis/sentiment"
	"leitmotif/analysis/sentiment/passage"
	"leitmotif/analysis/tokenize"
)

// Set is the training set: what a model is made from.
type Set struct {
	Language string    // ISO 639-1
	Examples []Example // at least ten of each class
	// Texts are unlabelled texts of the kind that will be scored; vectors come from them.
	Texts iter.Seq[string]
	// Taught are sentences that teach their probabilities beside the labels of the examples; may
	// be nil.
	Taught []Taught
	// Lexicon gives words a value, negative for bad ones; may be empty.
	Lexicon Lexicon
	Workers int // 0 means one per processor; it never changes a result
}

// Example is a labelled sentence.
type Example struct {
	Text string
	// Start and End are the half-open byte range of the target; equal where there is none.
	Start, End int
	Label      int // index into sentiment.Names
}

// folds of the cross-validation.
const folds = 5

// trainer holds what all models of a language share.
type trainer struct {
	set     Set
	recipe  recipe
	text    []int // of every example: its text, numbered by first appearance
	fold    []int // of every example: that of its text
	words   *inventory
	vectors *vectors
	orient  []float64
	lexicon Lexicon
	names   map[string]bool // words without a tone: names, and numbers
	common  map[string]bool // mostly written in lower case
}

// errNoExamples is returned for a training set that cannot teach all three classes.
var errNoExamples = errors.New("each of negative, neutral and positive needs at least ten examples")

const minExamples = 10

func newTrainer(ctx context.Context, set Set, r recipe) (*trainer, error) {
	var count [sentiment.Classes]int
	for _, x := range set.Examples {
		count[x.Label]++
	}
	if min(count[sentiment.ClassNegative], count[sentiment.ClassNeutral], count[sentiment.ClassPositive]) < minExamples {
		return nil, errNoExamples
	}
	v, err := newVectors(ctx, set.Texts, set.Workers)
	if err != nil {
		return nil, err
	}
	return newTrainerWith(set, r, v)
}

func newTrainerWith(set Set, r recipe, v *vectors) (*trainer, error) {
	phrases, err := phrases(set.Language, r.phrases)
	if err != nil {
		return nil, err
	}
	for _, x := range set.Taught {
		if x.Weight == 0 {
			x.Weight = r.teacher
		}
		phrases = append(phrases, x)
	}
	set.Taught = phrases
	t := &trainer{set: set, recipe: r, text: textsOf(set.Examples), words: newInventory(set.labelledAndTaught).without(r.least.seen), vectors: v}
	for _, text := range t.text {
		t.fold = append(t.fold, foldOf(text))
	}
	t.vectors.suffix = r.suffix
	t.tellNames()
	if t.lexicon, err = withoutContradictions(v, set.Lexicon); err != nil {
		return nil, err
	}
	if t.orient, err = orientation(v, t.lexicon); err != nil {
		return nil, err
	}
	return t, nil
}

// labelledAndTaught yields the texts of the examples, then what is taught, numbered.
func (s Set) labelledAndTaught(yield func(int, string) bool) {
	for i, x := range s.Examples {
		if !yield(i, x.Text) {
			return
		}
	}
	for i, x := range s.Taught {
		if !yield(len(s.Examples)+i, x.Text) {
			return
		}
	}
}

// tellNames finds out by their capitals which words are names and which are common.
func (t *trainer) tellNames() {
	words := slices.Concat(t.vectors.words, t.words.types)
	slices.Sort(words)
	words = slices.Compact(words)
	place := func(word string) (int, bool) { return slices.BinarySearch(words, word) }
	t.names, t.common = map[string]bool{passage.NumberWord: true}, make(map[string]bool)
	for i, c := range countCases(t.set.Language, len(words), place, t.set.Texts) {
		if c.isName(t.set.Language) {
			t.names[words[i]] = true
		}
		if c.common() {
			t.common[words[i]] = true
		}
	}
}

// newParser makes a parser of what the trainer learns from.
func (t *trainer) newParser() *passage.Parser {
	if t.recipe.guess > 0 && t.set.hasTargets() {
		return passage.NewCaseParser(t.set.Language, func(word string) bool { return t.common[word] })
	}
	return passage.NewParser(t.set.Language)
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

// begin fits a model to nothing but what is taught, from which all fits of the design begin:
// they get there sooner, and have seen no more of the examples. It is nil where nothing is.
func (t *trainer) begin(m passage.Mode, d *design) []float64 {
	if d.sentences() == len(d.labels) {
		return nil
	}
	use := everything(d.sentences())
	clear(use[:len(d.labels)])
	return t.newSoftmax(m, d, use).fit(nil)
}

func (t *trainer) newSoftmax(m passage.Mode, d *design, use []bool) *softmax {
	return &softmax{design: d, scales: t.recipe.scales[m], penalty: t.recipe.penalty[m], use: use, workers: t.set.Workers}
}

// fitFolds fits a model without each fold.
func (t *trainer) fitFolds(m passage.Mode, d *design, start []float64) (parameters [folds][]float64) {
	for fold := range folds {
		use := everything(d.sentences())
		for i, f := range t.fold {
			use[i] = f != fold
		}
		parameters[fold] = t.newSoftmax(m, d, use).fit(start)
	}
	return parameters
}

// unseen returns logits of the rows of a design, each from the model without its fold, naive
// Bayes included.
func (t *trainer) unseen(m passage.Mode, d *design, rows []Example, fold []int, parameters [folds][]float64) []float64 {
	out := make([]float64, len(fold)*sentiment.Classes)
	s := &softmax{design: d, scales: t.recipe.scales[m], workers: t.set.Workers}
	s.prepare()
	for leave := range folds {
		logits := s.predict(parameters[leave])
		for i, f := range fold {
			if f == leave {
				copy(out[i*sentiment.Classes:(i+1)*sentiment.Classes], logits[i*sentiment.Classes:])
			}
		}
	}
	t.addBayes(out, rows, fold)
	return out
}

// Train makes the model of a language. The same training set gives the same model, to the
// byte, on every number of workers.
func Train(ctx context.Context, set Set) (*sentiment.Model, error) {
	t, err := newTrainer(ctx, set, recipeFor(set.Language))
	if err != nil {
		return nil, fmt.Errorf("train the tone model of %s: %w", set.Language, err)
	}
	m, _, err := t.train()
	if err != nil {
		return nil, fmt.Errorf("train the tone model of %s: %w", set.Language, err)
	}
	return m, nil
}

// train makes a model and tells how its recipe did in cross-validation.
func (t *trainer) train() (*sentiment.Model, []*validation, error) {
	f := t.features()
	m := emptyModel(t.set.Language, "leitmotif "+t.set.Language, f, t.recipe.suffix)
	m.SetBayes(countExamples(t.set.Examples, nil, t.names))
	validated := t.validate(m, f)
	for which, v := range validated {
		l := &linear{design: v.design, scales: t.recipe.scales[which], calibration: v.calibration}
		l.parameters = t.newSoftmax(passage.Mode(which), v.design, everything(v.design.sentences())).fit(v.start)
		l.fold(m, t.names)
		m.BayesShare[which] = t.recipe.bayes * v.calibration.slope
	}
	read, err := sentiment.Decode(m.Encode()) // the scores as they will be read
	if err != nil {
		return nil, nil, fmt.Errorf("read the model just made: %w", err)
	}
	for which, v := range validated {
		m.Zero[which] = zero(unlabelled(read, passage.Mode(which), t.set.Texts))
		v.centre(m.Zero[which])
	}
	m.Band = t.band(validated, func(int) bool { return true })
	return m, validated, nil
}

func everything(n int) []bool {
	out := make([]bool, n)
	for i := range out {
		out[i] = true
	}
	return out
}

func (s Set) hasTargets() bool {
	for _, x := range s.Examples {
		if x.Start < x.End {
			return true
		}
	}
	return false
}

// validation is what cross-validation finds out about a mode.
type validation struct {
	design        *design
	start         []float64 // of every fit
	parameters    [folds][]float64
	calibration   calibration
	logits        [][sentiment.Classes]float64 // of every example, calibrated, from models that have not seen its text
	probabilities [][sentiment.Classes]float64 // once the zero is known
	scores        []float64
}

// centre computes probabilities and scores from the zero of the mode.
func (v *validation) centre(zero float64) {
	for _, z := range v.logits {
		p := sentiment.Softmax(sentiment.Centred(z, zero))
		v.probabilities, v.scores = append(v.probabilities, p), append(v.scores, sentiment.Value(p))
	}
}

// held are the scores of the examples that are used.
func held(modes []*validation, use func(example int) bool) []scored {
	out := make([]scored, len(modes))
	for which, v := range modes {
		for i, score := range v.scores {
			if use(i) {
				out[which].scores, out[which].labels = append(out[which].scores, score), append(out[which].labels, v.design.labels[i])
			}
		}
	}
	return out
}

// validate validates the modes that the examples allow, in their order, and enters the guess
// of whom sentences are about into a model that knows its words.
func (t *trainer) validate(m *sentiment.Model, f *wordFeatures) []*validation {
	v := []*validation{t.validateMode(passage.Whole, f)}
	if m.Targets = t.set.hasTargets(); m.Targets {
		v = append(v, t.validateMode(passage.Towards, f))
		if t.recipe.guess > 0 {
			t.guess(m, v[passage.Whole], v[passage.Towards])
		}
	}
	return v
}

func (t *trainer) validateMode(which passage.Mode, f *wordFeatures) *validation {
	v := &validation{design: t.newDesign(t.set.Examples, t.set.Taught, which, f)}
	v.start = t.begin(which, v.design)
	v.parameters = t.fitFolds(which, v.design, v.start)
	logits := t.unseen(which, v.design, t.set.Examples, t.fold, v.parameters)
	v.calibration = calibrate(logits, v.design.labels)
	for i := range v.design.labels {
		v.logits = append(v.logits, v.calibration.of(logits[i*sentiment.Classes:(i+1)*sentiment.Classes]))
	}
	return v
}

// guess learns whom sentences are about and mixes the logits towards those into the ones of
// the sentence, as the model will.
func (t *trainer) guess(m *sentiment.Model, sentence, target *validation) {
	cases := countCases(m.Language, len(m.Words), m.Place, t.set.Texts)
	m.Guess = sentiment.Guess{Share: t.recipe.guess, Words: make([]sentiment.Appeal, len(m.Words))}
	for i, c := range cases {
		m.Guess.Words[i].Common = c.common()
	}
	g := newGuesser(newBallot(m, t.set.Examples, t.text), cases)
	g.elections(foldOf)
	var fold []int
	for text := range len(g.first) - 1 {
		for range g.first[text+1] - g.first[text] {
			fold = append(fold, foldOf(text))
		}
	}
	d := t.newDesign(g.examples, nil, passage.Towards, target.design.features)
	logits := t.unseen(passage.Towards, d, g.examples, fold, target.parameters)
	for i, text := range t.text {
		lo, hi := g.first[text], g.first[text+1]
		if lo == hi {
			continue
		}
		z := &sentence.logits[i]
		for k := range z {
			z[k] *= 1 - m.Guess.Share
		}
		for n := lo; n < hi; n++ {
			for k, x := range target.calibration.of(logits[n*sentiment.Classes : (n+1)*sentiment.Classes]) {
				z[k] += m.Guess.Share * g.nominees[n].Share * x
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
// numbers cannot overfit, and the zero to texts without labels; the band of each fold comes from
// the others.
func CrossValidate(ctx context.Context, set Set) ([]Validation, error) {
	t, err := newTrainer(ctx, set, recipeFor(set.Language))
	if err != nil {
		return nil, fmt.Errorf("cross-validate the tone model of %s: %w", set.Language, err)
	}
	_, validated, err := t.train()
	if err != nil {
		return nil, fmt.Errorf("cross-validate the tone model of %s: %w", set.Language, err)
	}
	called := t.nested(validated)
	var out []Validation
	for which, v := range validated {
		result := Validation{Towards: passage.Mode(which) == passage.Towards, Labels: v.design.labels, Called: called[which]}
		for _, p := range v.probabilities {
			result.Probabilities = append(result.Probabilities, p[:])
		}
		out = append(out, result)
	}
	return out, nil
}

// band gives the band of the recipe, or else chooses one by the examples in use.
func (t *trainer) band(modes []*validation, use func(example int) bool) float64 {
	if t.recipe.band > 0 {
		return t.recipe.band
	}
	return band(held(modes, use))
}

// nested calls every example, by mode, with the band chosen on the other folds.
func (t *trainer) nested(modes []*validation) [][]int {
	out := make([][]int, len(modes))
	for which := range out {
		out[which] = make([]int, len(t.fold))
	}
	for fold := range folds {
		b := t.band(modes, func(i int) bool { return t.fold[i] != fold })
		for i, f := range t.fold {
			if f != fold {
				continue
			}
			for which, v := range modes {
				out[which][i] = call(v.scores[i], b)
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
		b := countExamples(t.set.Examples, use, t.names)
		prior := b.LogPriors()
		for i, x := range rows {
			if fold[i] != leave {
				continue
			}
			z := logits[i*sentiment.Classes : (i+1)*sentiment.Classes]
			for k := range z {
				z[k] += t.recipe.bayes * prior[k]
			}
			tokens = tokenize.Append(tokens[:0], x.Text)
			words = words[:0]
			for _, token := range tokens {
				words = passage.AppendWords(words, token.Text(x.Text))
			}
			for _, w := range words {
				if !b.Keeps(w) {
					continue
				}
				likelihood, _ := b.LogLikelihoods(w)
				for k := range z {
					z[k] += t.recipe.bayes * likelihood[k] / math.Sqrt(float64(len(tokens)))
				}
			}
		}
	}
}
