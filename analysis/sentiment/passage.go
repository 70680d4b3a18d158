package sentiment

import (
	"math"
	"slices"

	"leitmotif/analysis/tokenize"
)

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

	wholeBlocks = blockNegated + 1 // the mode whole has the leading blocks only
)

// modeBlocks is the number of leading blocks that a mode uses.
var modeBlocks = [modes]int{whole: wholeBlocks, towards: blocks}

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

// lengthOf is the feature metaLength of n words; lengths holds it for those of most sentences.
func lengthOf(n int) float64 { return math.Log1p(float64(n)) / 3 }

var lengths = func() (l [maxSentence + 2]float64) {
	for n := range l {
		l[n] = lengthOf(n)
	}
	return l
}()

// span is the half-open range of the tokens of a target.
type span struct{ first, last int }

func (s span) holds(token int) bool { return s.first <= token && token < s.last }

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

// use is one word's part in a sentence: which block it counts in, and how much.
type use struct {
	token  int
	block  int
	weight float64
}

// passage is a sentence as it is read.
type passage struct {
	text     string // that the tokens refer to
	tokens   []tokenize.Token
	marks    []mark
	roles    []role  // of the tokens: what they do beside having a tone
	spelling []int32 // of the tokens: equal numbers mean the same surface form
	all      mark    // every mark that a token has
	negated  []bool  // of the tokens: they stand in the scope of a negation
	twins    []int   // tokens that the sentence repeats, by which a target may be named again
}

// rooms are reused from passage to passage.
type rooms struct {
	negated     []bool
	long, twins []int
}

// prepare fills in what follows from tokens, marks, roles and spelling.
func (p passage) prepare(r *rooms) passage {
	for _, m := range p.marks {
		p.all |= m
	}
	r.negated = p.appendNegated(r.negated[:0])
	p.negated = r.negated
	p.setTwins(r)
	return p
}

// appendNegated appends for every token whether it stands in the scope of a negation.
func (p passage) appendNegated(dst []bool) []bool {
	scope := 0 // words left of it
	for i := range p.tokens {
		if p.marks[i]&breaks != 0 {
			scope = 0
		}
		dst = append(dst, scope > 0)
		scope = max(0, scope-1)
		if p.roles[i]&negating != 0 {
			scope = negationScope
		}
	}
	return dst
}

// setTwins lists the words with a capital and of more than three bytes that stand in the
// passage more than once.
func (p *passage) setTwins(r *rooms) {
	r.long, r.twins = r.long[:0], r.twins[:0]
	for i, t := range p.tokens {
		if p.roles[i]&capital != 0 && t.End-t.Start > 3 {
			r.long = append(r.long, i)
		}
	}
	for _, i := range r.long {
		if slices.ContainsFunc(r.long, func(j int) bool { return i != j && p.spelling[i] == p.spelling[j] }) {
			r.twins = append(r.twins, i)
		}
	}
	p.twins = r.twins
}

// repeats tells whether a twin names a target again that it is no part of.
func (p passage) repeats(target span, twin int) bool {
	return !target.holds(twin) && slices.ContainsFunc(p.twins, func(i int) bool {
		return target.holds(i) && p.spelling[i] == p.spelling[twin]
	})
}

// isRepeated tells whether a sentence names a target again.
func (p passage) isRepeated(target span) bool {
	return slices.ContainsFunc(p.twins, func(twin int) bool { return p.repeats(target, twin) })
}

// layout lists the uses of the words of a sentence and sets its own features. target is
// ignored in mode whole.
func layout(uses []use, meta []float64, p passage, m mode, target span) []use {
	all := make([]weights, len(p.tokens))
	from := 0
	if m == whole {
		p.meta(meta, len(p.tokens))
		p.weigh(all, 1)
	} else {
		p.targetMeta(meta, target)
		p.weighTowards(all, target, 1)
		from = wholeBlocks
	}
	for i, w := range all {
		for b, weight := range w[from : from+modeBlocks[m]] {
			if weight != 0 {
				uses = append(uses, use{i, b, weight})
			}
		}
	}
	return uses
}

// weights of a word: by block of the mode whole, then by block of towards.
type weights [wholeBlocks + blocks]float64

// weigh adds to the weights of every word its part in the tone of the sentence, times share.
func (p passage) weigh(dst []weights, share float64) {
	even := share / math.Sqrt(float64(max(len(p.tokens), 1)))
	for i := range p.tokens {
		dst[i][blockAll] += even
		if p.negated[i] {
			dst[i][blockNegated] += share
		}
	}
}

// weighTowards adds to the weights of every word its part in the tone towards a target, times
// share. The words of the target have none, wherever they stand.
func (p passage) weighTowards(dst []weights, target span, share float64) {
	even := share / math.Sqrt(float64(p.words(target)))
	clause := p.clause(target)
	inClause := share / math.Sqrt(float64(max(clause.last-clause.first-(target.last-target.first), 1)))
	twins := p.twins
	for i := range p.tokens {
		twin := len(twins) > 0 && twins[0] == i
		if twin {
			twins = twins[1:]
		}
		if target.holds(i) || twin && p.repeats(target, i) {
			continue
		}
		w := dst[i][wholeBlocks:]
		w[blockAll] += even
		if p.negated[i] {
			w[blockNegated] += share
		}
		block, beside, distance := blockLeft, blockBefore, target.first-i
		if distance <= 0 {
			block, beside, distance = blockRight, blockAfter, i-target.last+1
		}
		if distance < len(windowWeights) {
			w[block] += share * windowWeights[distance]
		}
		if distance == 1 {
			w[beside] += share
		}
		if clause.holds(i) {
			w[blockClause] += inClause
		}
		if p.marks[i]&quoted != 0 {
			w[blockQuoted] += even
		}
	}
}

// words counts the words of a sentence, a target being one.
func (p passage) words(target span) int {
	return max(len(p.tokens)+1-(target.last-target.first), 1)
}

// clause finds the clause of a target: it reaches from punctuation or a conjunction to the
// next.
func (p passage) clause(target span) span {
	begins := func(i int) bool { return p.marks[i]&breaks != 0 || p.roles[i]&joining != 0 }
	clause := target
	for clause.first > 0 && !begins(clause.first) {
		clause.first--
	}
	for clause.last < len(p.tokens) && !begins(clause.last) {
		clause.last++
	}
	return clause
}

// meta sets the features of a sentence of n words.
func (p passage) meta(meta []float64, n int) {
	clear(meta)
	meta[metaConstant] = 1
	if n < len(lengths) {
		meta[metaLength] = lengths[n]
	} else {
		meta[metaLength] = lengthOf(n)
	}
	flag(meta, metaQuote, p.all&quoted != 0)
	flag(meta, metaExclaim, p.all&exclaims != 0)
	flag(meta, metaQuestion, p.all&asks != 0)
}

func flag(meta []float64, at int, on bool) {
	if on {
		meta[at] = 1
	}
}

// targetMeta sets the features of a sentence and of a target in it.
func (p passage) targetMeta(meta []float64, target span) {
	n := p.words(target)
	p.meta(meta, n)
	place := target.first + 1
	flag(meta, metaFirst, place <= 2)
	meta[metaPosition] = float64(place) / float64(n)
	flag(meta, metaLast, place >= n-1)
	flag(meta, metaQuoted, p.marks[target.first]&quoted != 0)
	flag(meta, metaNegated, slices.Contains(p.negated[target.first:target.last], true))
	flag(meta, metaRepeated, p.isRepeated(target))
	flag(meta, metaLong, p.tokens[target.last-1].End-p.tokens[target.first].Start > 12)
	flag(meta, metaPronoun, p.roles[target.first]&replacing != 0)
	flag(meta, metaPossessive, p.roles[target.last-1]&possessive != 0)
	flag(meta, metaOpensClause, p.marks[target.first]&breaks != 0)
	flag(meta, metaClosesClause, target.last < len(p.tokens) && p.marks[target.last]&breaks != 0)
	flag(meta, metaTitled, target.first > 0 && p.roles[target.first-1]&capital != 0)
	flag(meta, metaSingle, target.last-target.first == 1)
}

// parser makes passages of whole texts; the one it made last shares its room.
type parser struct {
	language  string
	roles     func(surface string, words []string) role // of a surface form made of words
	spellings map[string]int32
	p         passage
	rooms     rooms
	words     []string
}

func newParser(language string, roles func(surface string, words []string) role) *parser {
	return &parser{language: language, roles: roles, spellings: make(map[string]int32)}
}

func (r *parser) parse(text string) passage {
	p := &r.p
	p.text, p.tokens = text, tokenize.Append(p.tokens[:0], text)
	p.marks = appendMarks(p.marks[:0], r.language, text, p.tokens)
	p.roles, p.spelling = p.roles[:0], p.spelling[:0]
	for _, token := range p.tokens {
		surface := token.Text(text)
		number, known := r.spellings[surface]
		if !known {
			number = int32(len(r.spellings))
			r.spellings[surface] = number
		}
		r.words = parts(r.words[:0], surface)
		p.roles = append(p.roles, r.roles(surface, r.words))
		p.spelling = append(p.spelling, number)
	}
	return p.prepare(&r.rooms)
}
