package training

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"

	"leitmotif/analysis/sentiment"
	"leitmotif/analysis/sentiment/passage"
)

const (
	// guessPenalty is the penalty on the squares of the parameters of a guess, halved.
	guessPenalty = 1
	// minNamed is the number of nominees that a word must be part of to have a pull of its own.
	minNamed = 3

	guessIterations = 150
	guessTolerance  = 1e-7 // relative change of the loss
)

// caseFeatures is the number of features of a caseCount.
const caseFeatures = 2

// features are the share of lower case beyond a half and the logarithm of the count; both
// are 0 for a word without one.
func (c caseCount) features() (out [caseFeatures]float64) {
	n := float64(c.lower + c.capital)
	if n == 0 {
		return out
	}
	return [caseFeatures]float64{(float64(c.lower)+0.5)/(n+1) - 0.5, math.Log1p(n) / 10}
}

// ballot holds the nominees of the texts of a training set, text after text.
type ballot struct {
	nominees []passage.Nominee
	examples []Example // the nominees as targets
	words    [][]cell  // of the name: the words that the model knows and their share in it
	truth    []float64 // even over the nominees that overlap a labelled target of the text
	first    []int     // of each text: its first nominee; one more ends the last
}

// newBallot nominates in every text of the examples; text gives the number of the text of
// each, in order of appearance.
func newBallot(m *sentiment.Model, examples []Example, text []int) *ballot {
	b := &ballot{first: []int{0}}
	targets := make(map[int][]Example)
	for i, x := range examples {
		targets[text[i]] = append(targets[text[i]], x)
	}
	parser := m.NewParser()
	for number := range len(targets) {
		b.nominate(m, parser.Parse(targets[number][0].Text), targets[number])
	}
	return b
}

// nominate adds the nominees of a text with its labelled targets.
func (b *ballot) nominate(m *sentiment.Model, p passage.Passage, targets []Example) {
	b.nominees = p.AppendNominees(b.nominees)
	from, hits := b.first[len(b.first)-1], 0.0
	for i := range b.nominees[from:] {
		c := &b.nominees[from+i]
		x := Example{Text: p.Text, Start: int(p.Tokens[c.First].Start), End: int(p.Tokens[c.Last-1].End)}
		p.TargetMeta(c.Meta[:], c.Span)
		truth := 0.0
		for _, t := range targets {
			if t.Start < x.End && x.Start < t.End {
				truth = 1
			}
		}
		hits += truth
		b.examples, b.words, b.truth = append(b.examples, x), append(b.words, nameWords(m, p, c.Span)), append(b.truth, truth)
	}
	for i := from; i < len(b.truth) && hits > 0; i++ {
		b.truth[i] /= hits
	}
	b.first = append(b.first, len(b.nominees))
}

// nameWords lists the words of a name that the model knows, each with its share in it.
func nameWords(m *sentiment.Model, p passage.Passage, name passage.Span) (out []cell) {
	for _, token := range p.Tokens[name.First:name.Last] {
		words := passage.AppendWords(nil, token.Text(p.Text))
		for _, w := range words {
			if id, known := m.Place(w); known {
				out = append(out, cell{int32(id), 1 / float64(len(words)) / float64(name.Last-name.First)})
			}
		}
	}
	return out
}

// guesser fits guesses to a ballot.
type guesser struct {
	*ballot
	cases []caseCount
	own   []int32 // by word of the model: the number of its own parameter, or -1
	size  int     // parameters: of the features, of the cases, of words
}

func newGuesser(b *ballot, cases []caseCount) *guesser {
	g := &guesser{ballot: b, cases: cases, own: make([]int32, len(cases)), size: passage.Towards.Features() + caseFeatures}
	named := make([]int, len(cases))
	for _, name := range b.words {
		for i, w := range name {
			if !slices.ContainsFunc(name[:i], func(c cell) bool { return c.column == w.column }) {
				named[w.column]++
			}
		}
	}
	for id, n := range named {
		g.own[id] = -1
		if n >= minNamed {
			g.own[id] = int32(g.size)
			g.size++
		}
	}
	return g
}

// each yields the features of a nominee with the numbers of their parameters.
func (g *guesser) each(n int, yield func(parameter int, value float64)) {
	for j, value := range g.nominees[n].Meta[:] {
		yield(j, value)
	}
	for _, w := range g.words[n] {
		for j, value := range g.cases[w.column].features() {
			yield(passage.Towards.Features()+j, w.value*value)
		}
		if own := g.own[w.column]; own >= 0 {
			yield(int(own), w.value)
		}
	}
}

// fit finds the parameters under which the labelled targets of the texts in use are most
// probable. Texts none of whose nominees is a target teach nothing.
func (g *guesser) fit(use func(text int) bool) []float64 {
	x := make([]float64, g.size)
	var shares []float64 // of the nominees of a text
	minimise(x, func(x, gradient []float64) (loss float64) {
		for i, value := range x {
			loss += guessPenalty * value * value / 2
			gradient[i] = guessPenalty * value
		}
		for text := range len(g.first) - 1 {
			lo, hi := g.first[text], g.first[text+1]
			if !use(text) || lo == hi || slices.Max(g.truth[lo:hi]) == 0 {
				continue
			}
			shares = shares[:0]
			for n := lo; n < hi; n++ {
				shares = append(shares, g.pull(n, x))
			}
			norm := floats.LogSumExp(shares)
			for i, pull := range shares {
				truth := g.truth[lo+i]
				loss += truth * (norm - pull)
				missed := math.Exp(pull-norm) - truth
				g.each(lo+i, func(parameter int, value float64) { gradient[parameter] += value * missed })
			}
		}
		return loss
	}, guessIterations, guessTolerance)
	return x
}

// pull gives the pull of a nominee.
func (g *guesser) pull(n int, x []float64) (sum float64) {
	g.each(n, func(parameter int, value float64) { sum += x[parameter] * value })
	return sum
}

// enter sets the guess of a model whose words are those of the guesser.
func (g *guesser) enter(m *sentiment.Model, x []float64) {
	copy(m.Guess.Meta[:], x)
	for id := range m.Guess.Words {
		pull := 0.0
		for j, value := range g.cases[id].features() {
			pull += value * x[passage.Towards.Features()+j]
		}
		if own := g.own[id]; own >= 0 {
			pull += x[own]
		}
		m.Guess.Words[id].Pull = float32(pull)
	}
}

// elections elects in every text by a guess that has not seen those of its fold.
func (g *guesser) elections(fold func(text int) int) {
	for leave := range folds {
		x := g.fit(func(text int) bool { return fold(text) != leave })
		for text := range len(g.first) - 1 {
			if fold(text) != leave {
				continue
			}
			lo, hi := g.first[text], g.first[text+1]
			for n := lo; n < hi; n++ {
				g.nominees[n].Share = g.pull(n, x)
			}
			sentiment.Elect(g.nominees[lo:hi])
		}
	}
}
