package sentiment

import (
	"math"

	"leitmotif/analysis/sentiment/passage"
)

// The tone of a sentence depends on whom it is about, which nobody has named. So a model
// may guess: every name and pronoun of a sentence is a nominee, its pull is linear in its
// words and in the features that the tone towards it has,
//
//	pull(c) = theta' meta(c) + mean over its words of their pull,   pi = softmax(pull),
//
// and the logits of the sentence are (1 - share) whole + share sum_c pi(c) towards(c). A
// mean of logits, unlike one of probabilities, is still a sum over words.

// Guess is what a model knows about whom sentences are about. The zero Guess knows nothing.
type Guess struct {
	Share float64 // of the tone towards the nominees in that of a sentence, [0, 1]; 0 means no guess
	Meta  [passage.TowardsFeatures]float64
	Words []Appeal // of the words of the model, in their order; nil without a guess
}

// NewParser makes a parser that also knows which words are common, by the Guess of the model.
func (m *Model) NewParser() *passage.Parser {
	if m.Guess.Words == nil {
		return passage.NewParser(m.Language)
	}
	return passage.NewCaseParser(m.Language, func(word string) bool { return m.appeal(m.place(word)).Common })
}

// Appeal is how much a word invites a guess.
type Appeal struct {
	Pull   float32
	Common bool // mostly written in lower case: no name at the beginning of a clause
}

// pull gives the part of the pull of a nominee that its own features have.
func (g *Guess) pull(meta []float64) (sum float64) {
	for j, value := range meta {
		sum += value * g.Meta[j]
	}
	return sum
}

// appeal gives how much the word of a place invites a guess: nothing where the model does not
// know it.
func (m *Model) appeal(place int) Appeal {
	if place != notWord && m.Guess.Words != nil {
		return m.Guess.Words[place]
	}
	return Appeal{}
}

// leastShare is the probability below which a nominee does not count: it would cost as much
// as the others. In cross-validation leaving them out changes no figure.
const leastShare = 0.1

// Elect turns the pulls of nominees, in their shares, into probabilities. Those that do not
// count get 0, the others sum to 1.
func Elect(nominees []passage.Nominee) {
	top, sum := math.Inf(-1), 0.0
	for _, c := range nominees {
		top = max(top, c.Share)
	}
	for i := range nominees {
		nominees[i].Share = math.Exp(nominees[i].Share - top)
		sum += nominees[i].Share
	}
	least, kept := leastShare*sum, 0.0
	for i := range nominees {
		if c := &nominees[i]; c.Share < min(least, 1) { // the strongest has 1 here, among however many
			c.Share = 0
		} else {
			kept += c.Share
		}
	}
	for i := range nominees {
		nominees[i].Share /= kept
	}
}
