package sentiment

import "math"

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
	Meta  [metaTowards]float64
	Words []Appeal // of the words of the model, in their order; nil without a guess
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

// rolesOf gives the roles of a surface form made of the given words.
func (m *Model) rolesOf(surface string, words []string) role {
	r := rolesOf(m.Language, surface, words)
	if len(words) > 0 && m.appeal(m.place(words[0])).Common {
		r |= common
	}
	return r
}

// Nominee is a name or a pronoun with its part in the tone of the sentence.
type Nominee struct {
	Span
	Share float64              // its pull, and once elected the probability that the sentence is about it, [0, 1]
	Meta  [metaTowards]float64 // see Passage.TargetMeta
}

// leastShare is the probability below which a nominee does not count: it would cost as much
// as the others. In cross-validation leaving them out changes no figure.
const leastShare = 0.1

// abbreviatedTitle is the largest number of bytes of a word whose full stop does not part it
// from the name: "Mr. Smith", "J. Smith".
const abbreviatedTitle = 3

// AppendNominees lists the pronouns of a passage and its runs of words with a capital. A
// common word is no name where a clause begins, which is what gives it the capital. Share and
// Meta are left at 0.
func (p Passage) AppendNominees(dst []Nominee) []Nominee {
	for i := 0; i < len(p.Tokens); i++ {
		r := p.roles[i]
		opens := i == 0 || p.marks[i]&breaks != 0
		switch {
		case r&replacing != 0:
			dst = append(dst, Nominee{Span: Span{i, i + 1}})
		case r&capital != 0 && !(opens && r&common != 0):
			last := i + 1
			for last < len(p.Tokens) && p.continuesName(last) {
				last++
			}
			dst = append(dst, Nominee{Span: Span{i, last}})
			i = last - 1
		}
	}
	return dst
}

// continuesName tells whether token i belongs to the name that the token before stands in.
func (p Passage) continuesName(i int) bool {
	if p.roles[i]&(capital|replacing) != capital || p.roles[i-1]&possessive != 0 || p.marks[i]&begins != 0 {
		return false
	}
	before := p.Tokens[i-1]
	switch p.Text[before.End:p.Tokens[i].Start] {
	case " ":
		return true
	case ". ":
		return before.End-before.Start <= abbreviatedTitle
	}
	return false
}

// Elect turns the pulls of nominees, in their shares, into probabilities. Those that do not
// count get 0, the others sum to 1.
func Elect(nominees []Nominee) {
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
