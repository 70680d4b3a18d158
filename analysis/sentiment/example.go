package sentiment

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"leitmotif/analysis/tokenize"
)

// Classes, in the order of every vector of probabilities.
const (
	negative = iota
	neutral
	positive
	classes
)

// Names of the classes, in their order.
var Names = []string{Negative, Neutral, Positive}

// Example is a labelled sentence.
type Example struct {
	Text string
	// Start and End are the half-open byte range of the target; equal where there is none.
	Start, End int
	Label      int // index into Names
}

// mode is what a linear model is asked: the tone of a sentence as a whole, or towards
// one target in it.
type mode int

const (
	whole mode = iota
	towards
	modes
)

// Blocks are the ways in which the words of a sentence count. A word adds its score in
// each block, times a weight.
const (
	blockAll     = iota // every word, 1 / sqrt(number of words)
	blockNegated        // words in the scope of a negation, 1
	blockLeft           // words before the target, falling with the distance
	blockRight          // words after it
	blockBefore         // the word before the target, 1
	blockAfter          // the word after it, 1
	blockClause         // words of the clause that holds the target, 1 / sqrt(their number)
	blockQuoted         // words in quotes, 1 / sqrt(number of words of the sentence)
	blocks
)

// modeBlocks is the number of leading blocks that a mode uses.
var modeBlocks = [modes]int{whole: 2, towards: blocks}

// Features of the sentence itself.
const (
	metaConstant = iota
	metaLength   // ln(1 + words) / 3
	metaQuote    // any word stands in quotes
	metaExclaim
	metaQuestion
	metaWhole               // number of features without a target
	metaFirst    = iota - 1 // the target is among the first two words
	metaPosition            // its place, [0, 1]
	metaLast                // it is the last word or the one before
	metaQuoted
	metaNegated
	metaRepeated // the sentence names it again
	metaLong     // over twelve bytes
	metaPronoun
	metaPossessive   // it ends like "Merkel's"
	metaOpensClause  // punctuation stands before it
	metaClosesClause // punctuation stands after it
	metaTitled       // the word before begins with a capital
	metaSingle       // it is one word
	metaTowards      // number of features with a target
)

var modeMeta = [modes]int{whole: metaWhole, towards: metaTowards}

// windowScale is the distance in words at which the weight of a word beside the target
// has fallen to 1/e of that of its neighbour.
const windowScale = 4.0

// windowWeights holds exp(-(d-1) / windowScale) for distances d = 1, 2, ...; words farther
// away do not count.
var windowWeights = func() (w [40]float64) {
	for d := 1; d < len(w); d++ {
		w[d] = math.Exp(-float64(d-1) / windowScale)
	}
	return w
}()

// span is the half-open range of the tokens of a target.
type span struct{ first, last int }

// targetSpan finds the tokens that overlap the bytes [start, end); ok is false where
// there are none.
func targetSpan(tokens []tokenize.Token, start, end int) (s span, ok bool) {
	s = span{-1, -1}
	for i, t := range tokens {
		if int(t.Start) < end && int(t.End) > start {
			if s.first < 0 {
				s.first = i
			}
			s.last = i + 1
		}
	}
	return s, s.first >= 0 && start < end
}

// repeats tells whether token i names the target again: a capitalised word of more than
// three bytes that is part of the target.
func (p passage) repeats(target span, i int) bool {
	word := p.tokens[i].Text(p.text)
	if len(word) <= 3 {
		return false
	}
	if !isCapitalised(word) {
		return false
	}
	for _, t := range p.tokens[target.first:target.last] {
		if t.Text(p.text) == word {
			return true
		}
	}
	return false
}

// use is one word's part in a sentence: which block it counts in, and how much.
type use struct {
	token  int
	block  int
	weight float64
}

// passage is a sentence as it is read.
type passage struct {
	text   string // that the tokens refer to
	tokens []tokenize.Token
	marks  []mark
}

// layout lists the uses of the words of a sentence and sets its own features. target is
// ignored in mode whole. roles tells what a token does beside having a tone.
func layout(uses []use, meta []float64, p passage, m mode, target span, roles func(int) role) []use {
	n := len(p.tokens)
	if m == towards {
		n += 1 - (target.last - target.first)
	}
	even := 1 / math.Sqrt(float64(max(n, 1)))
	p.meta(meta, n)
	var near surroundings
	if m == towards {
		p.targetMeta(meta, target, n, roles)
		near = p.surroundings(target, roles)
		near.inQuotes = even
	}
	scope := 0 // words left in the scope of a negation
	for i := range p.tokens {
		if p.marks[i]&breaks != 0 {
			scope = 0
		}
		negated := scope > 0
		scope = max(0, scope-1)
		if roles(i)&negating != 0 {
			scope = negationScope
		}
		if m == towards {
			if i >= target.first && i < target.last {
				if negated {
					meta[metaNegated] = 1
				}
				continue
			}
			if p.repeats(target, i) {
				meta[metaRepeated] = 1
				continue
			}
			uses = p.appendNear(uses, near, i)
		}
		uses = append(uses, use{i, blockAll, even})
		if negated {
			uses = append(uses, use{i, blockNegated, 1})
		}
	}
	return uses
}

// surroundings of a target.
type surroundings struct {
	target, clause span
	inClause       float64 // weight of a word of the clause
	inQuotes       float64 // weight of a word in quotes
}

// surroundings finds the clause of a target: it reaches from punctuation or a conjunction
// to the next.
func (p passage) surroundings(target span, roles func(int) role) surroundings {
	begins := func(i int) bool { return p.marks[i]&breaks != 0 || roles(i)&joining != 0 }
	clause := target
	for clause.first > 0 && !begins(clause.first) {
		clause.first--
	}
	for clause.last < len(p.tokens) && !begins(clause.last) {
		clause.last++
	}
	words := clause.last - clause.first - (target.last - target.first)
	return surroundings{target: target, clause: clause, inClause: 1 / math.Sqrt(float64(max(words, 1)))}
}

// appendNear appends the uses that word i has by its place beside the target.
func (p passage) appendNear(uses []use, near surroundings, i int) []use {
	block, beside, distance := blockLeft, blockBefore, near.target.first-i
	if distance <= 0 {
		block, beside, distance = blockRight, blockAfter, i-near.target.last+1
	}
	if distance < len(windowWeights) {
		uses = append(uses, use{i, block, windowWeights[distance]})
	}
	if distance == 1 {
		uses = append(uses, use{i, beside, 1})
	}
	if i >= near.clause.first && i < near.clause.last {
		uses = append(uses, use{i, blockClause, near.inClause})
	}
	if p.marks[i]&quoted != 0 {
		uses = append(uses, use{i, blockQuoted, near.inQuotes})
	}
	return uses
}

// meta sets the features of a sentence of n words.
func (p passage) meta(meta []float64, n int) {
	clear(meta)
	meta[metaConstant] = 1
	meta[metaLength] = math.Log1p(float64(n)) / 3
	var all mark
	for _, k := range p.marks {
		all |= k
	}
	flag(meta, metaQuote, all&quoted != 0)
	flag(meta, metaExclaim, all&exclaims != 0)
	flag(meta, metaQuestion, all&asks != 0)
}

func flag(meta []float64, at int, on bool) {
	if on {
		meta[at] = 1
	}
}

// targetMeta adds the features of a target among n words.
func (p passage) targetMeta(meta []float64, target span, n int, roles func(int) role) {
	place := target.first + 1
	flag(meta, metaFirst, place <= 2)
	meta[metaPosition] = float64(place) / float64(n)
	flag(meta, metaLast, place >= n-1)
	flag(meta, metaQuoted, p.marks[target.first]&quoted != 0)
	flag(meta, metaLong, p.tokens[target.last-1].End-p.tokens[target.first].Start > 12)
	flag(meta, metaPronoun, roles(target.first)&replacing != 0)
	flag(meta, metaPossessive, isPossessive(p.tokens[target.last-1].Text(p.text)))
	flag(meta, metaOpensClause, p.marks[target.first]&breaks != 0)
	flag(meta, metaClosesClause, target.last < len(p.tokens) && p.marks[target.last]&breaks != 0)
	flag(meta, metaTitled, target.first > 0 && isCapitalised(p.tokens[target.first-1].Text(p.text)))
	flag(meta, metaSingle, target.last-target.first == 1)
}

func isCapitalised(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first)
}

// isPossessive tells whether a word ends in an apostrophe, with or without an s.
func isPossessive(word string) bool {
	word = strings.TrimSuffix(word, "s")
	return strings.HasSuffix(word, "'") || strings.HasSuffix(word, "’")
}

// isWordLike keeps character n-grams to words of letters.
func isWordLike(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLetter(first) && !strings.ContainsAny(word, "0123456789")
}
