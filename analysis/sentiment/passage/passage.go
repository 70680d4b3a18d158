package passage

import (
	"math"
	"slices"

	"leitmotif/analysis/tokenize"
)

// Mode is what a linear model is asked: the tone of a sentence as a whole, or towards
// one target in it.
type Mode int

const (
	Whole Mode = iota
	Towards
	Modes // how many there are
)

// Blocks are the ways in which the words of a sentence count. A word adds its score in
// each block, times a weight.
const (
	BlockAll     = iota // every word, 1 / sqrt(number of words)
	BlockNegated        // words in the scope of a negation, 1
	BlockLeft           // words before the target, falling with the distance
	BlockRight          // words after it
	BlockBefore         // the word before the target, 1
	BlockAfter          // the word after it, 1
	BlockClause         // words of the clause that holds the target, 1 / sqrt(their number)
	BlockQuoted         // words in quotes, 1 / sqrt(number of words of the sentence)
	Blocks              // how many there are, all used by Towards

	WholeBlocks = BlockNegated + 1 // Whole has the leading blocks only
)

// Blocks is the number of blocks that a mode uses, the leading ones.
func (m Mode) Blocks() int {
	if m == Whole {
		return WholeBlocks
	}
	return Blocks
}

// Features of the sentence itself, the meta of a passage: each is 0 or 1 but for the length,
// the place and the pairs.
const (
	MetaConstant = iota // 1
	metaLength          // ln(1 + words) / 3
	metaQuote           // any word stands in quotes
	metaExclaim
	metaQuestion
	MetaFavourable            // pairs of words that are good news, each 1 / sqrt(words); see turns.go
	MetaAdverse               // and bad news
	WholeFeatures             // number of features without a target
	metaFirst      = iota - 1 // the target is among the first two words
	metaPosition              // its place, [0, 1]
	metaLast                  // it is the last word or the one before
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
	TowardsFeatures  // number of features with a target
)

// Features is the number of features that a sentence has in a mode, beside its words.
func (m Mode) Features() int {
	if m == Whole {
		return WholeFeatures
	}
	return TowardsFeatures
}

// IsWeighed tells of a feature of the sentence that it is the constant, or weighs like words.
func IsWeighed(feature int) bool {
	return feature == MetaConstant || feature == MetaFavourable || feature == MetaAdverse
}

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

// Span is the half-open range of the tokens of a target.
type Span struct{ First, Last int }

func (s Span) holds(token int) bool { return s.First <= token && token < s.Last }

// TargetSpan finds the tokens that overlap the bytes [start, end); ok is false where
// there are none.
func TargetSpan(tokens []tokenize.Token, start, end int) (s Span, ok bool) {
	s = Span{-1, -1}
	for i, t := range tokens {
		if int(t.Start) < end && int(t.End) > start {
			if s.First < 0 {
				s.First = i
			}
			s.Last = i + 1
		}
	}
	return s, s.First >= 0 && start < end
}

// Use is one word's part in a sentence: which block it counts in, and how much.
type Use struct {
	Token  int     // of the passage
	Block  int     // of the mode, [0, Mode.Blocks())
	Weight float64 // more than 0
}

// Passage is a sentence as it is read, in training and in scoring alike. A Parser makes it of a
// text; who has read a whole text sets the exported fields to those of a sentence and calls
// Prepare.
type Passage struct {
	Text   string // that the tokens refer to
	Tokens []tokenize.Token
	// Marks, Roles and Spelling have one entry for each token. Equal numbers of Spelling mean
	// the same surface form.
	Marks     []Mark
	Roles     []Role
	Spelling  []int32
	CasesTell bool // Roles know which words are Common

	all     Mark   // every mark that a token has
	negated []bool // of the tokens: they stand in the scope of a negation
	twins   []int  // tokens that the sentence repeats, by which a target may be named again
	turns   []turn // of the tokens; nil where all are plain
}

// Rooms are the memory of a passage, reused for the next one. The zero Rooms are ready for use.
type Rooms struct {
	negated     []bool
	long, twins []int
	turns       []turn
}

// Prepare gives the passage with what follows from its exported fields. It stands in r, so that
// it is good until r serves another passage.
func (p Passage) Prepare(r *Rooms) Passage {
	for _, m := range p.Marks {
		p.all |= m
	}
	r.negated = p.appendNegated(r.negated[:0])
	p.negated = r.negated
	p.setTwins(r)
	p.setTurns(r)
	return p
}

// appendNegated appends for every token whether it stands in the scope of a negation.
func (p Passage) appendNegated(dst []bool) []bool {
	scope := 0 // words left of it
	for i := range p.Tokens {
		if p.Marks[i]&breaks != 0 {
			scope = 0
		}
		dst = append(dst, scope > 0)
		scope = max(0, scope-1)
		if p.Roles[i]&negating != 0 {
			scope = negationScope
		}
	}
	return dst
}

// setTwins lists the words with a capital and of more than three bytes that stand in the
// passage more than once.
func (p *Passage) setTwins(r *Rooms) {
	r.long, r.twins = r.long[:0], r.twins[:0]
	for i, t := range p.Tokens {
		if p.Roles[i]&capital != 0 && t.End-t.Start > 3 {
			r.long = append(r.long, i)
		}
	}
	for _, i := range r.long {
		if slices.ContainsFunc(r.long, func(j int) bool { return i != j && p.Spelling[i] == p.Spelling[j] }) {
			r.twins = append(r.twins, i)
		}
	}
	p.twins = r.twins
}

// repeats tells whether a twin names a target again that it is no part of.
func (p Passage) repeats(target Span, twin int) bool {
	return !target.holds(twin) && slices.ContainsFunc(p.twins, func(i int) bool {
		return target.holds(i) && p.Spelling[i] == p.Spelling[twin]
	})
}

// isRepeated tells whether a sentence names a target again.
func (p Passage) isRepeated(target Span) bool {
	return slices.ContainsFunc(p.twins, func(twin int) bool { return p.repeats(target, twin) })
}

// AppendUses appends the uses of the words of a sentence and sets its own features, of which
// meta has m.Features(). target is ignored in mode Whole; in Towards it must hold a token.
func (p Passage) AppendUses(dst []Use, meta []float64, m Mode, target Span) []Use {
	all := make([]Weights, len(p.Tokens))
	from := 0
	if m == Whole {
		p.WholeMeta(meta)
		p.Weigh(all, 1)
	} else {
		p.TargetMeta(meta, target)
		p.WeighTowards(all, target, 1)
		from = WholeBlocks
	}
	for i, w := range all {
		for b, weight := range w[from : from+m.Blocks()] {
			if weight != 0 {
				dst = append(dst, Use{i, b, weight})
			}
		}
	}
	return dst
}

// Weights of a word, not negative: by block of the mode Whole, then by block of Towards.
type Weights [WholeBlocks + Blocks]float64

// Weigh adds to the weights of every word its part in the tone of the sentence, times share. dst
// has one entry for each token.
func (p Passage) Weigh(dst []Weights, share float64) {
	even := share * evenWeight(len(p.Tokens))
	for i := range p.Tokens {
		if p.turns != nil && p.turns[i] != plain {
			continue
		}
		dst[i][BlockAll] += even
		if p.negated[i] {
			dst[i][BlockNegated] += share
		}
	}
}

// WeighTowards adds to the weights of every word its part in the tone towards a target, times
// share. The words of the target have none, wherever they stand. dst is that of Weigh.
func (p Passage) WeighTowards(dst []Weights, target Span, share float64) {
	even := share * evenWeight(p.Words(target))
	clause := p.clause(target)
	inClause := share / math.Sqrt(float64(max(clause.Last-clause.First-(target.Last-target.First), 1)))
	twins := p.twins
	for i := range p.Tokens {
		twin := len(twins) > 0 && twins[0] == i
		if twin {
			twins = twins[1:]
		}
		if target.holds(i) || twin && p.repeats(target, i) || p.turns != nil && p.turns[i] != plain {
			continue
		}
		w := dst[i][WholeBlocks:]
		w[BlockAll] += even
		if p.negated[i] {
			w[BlockNegated] += share
		}
		block, beside, distance := BlockLeft, BlockBefore, target.First-i
		if distance <= 0 {
			block, beside, distance = BlockRight, BlockAfter, i-target.Last+1
		}
		if distance < len(windowWeights) {
			w[block] += share * windowWeights[distance]
		}
		if distance == 1 {
			w[beside] += share
		}
		if clause.holds(i) {
			w[BlockClause] += inClause
		}
		if p.Marks[i]&quoted != 0 {
			w[BlockQuoted] += even
		}
	}
}

// evenWeight is 1 / sqrt(n) of the n words of a sentence.
func evenWeight(n int) float64 { return 1 / math.Sqrt(float64(max(n, 1))) }

// Opens tells whether a sentence or a clause begins with a token.
func (p Passage) Opens(i int) bool { return i == 0 || p.Marks[i].Opens() }

// JoinsName tells whether token i and the one before both begin with a capital that nothing
// asks for, with a space between them.
func (p Passage) JoinsName(i int) bool {
	return i > 1 && i < len(p.Tokens) && p.Roles[i]&p.Roles[i-1]&capital != 0 && !p.Opens(i) && !p.Opens(i-1) &&
		p.Text[p.Tokens[i-1].End:p.Tokens[i].Start] == " "
}

// Titled tells whether capitals say nothing in the passage, as in most titles.
func (p Passage) Titled() bool { return p.isTitled() }

// Words counts the words of a sentence, a target being one: at least 1.
func (p Passage) Words(target Span) int {
	return max(len(p.Tokens)+1-(target.Last-target.First), 1)
}

// clause finds the clause of a target: it reaches from punctuation or a conjunction to the
// next.
func (p Passage) clause(target Span) Span {
	begins := func(i int) bool { return p.Marks[i]&breaks != 0 || p.Roles[i]&joining != 0 }
	clause := target
	for clause.First > 0 && !begins(clause.First) {
		clause.First--
	}
	for clause.Last < len(p.Tokens) && !begins(clause.Last) {
		clause.Last++
	}
	return clause
}

// WholeMeta sets the features of a sentence, of which meta has Whole.Features().
func (p Passage) WholeMeta(meta []float64) { p.meta(meta, len(p.Tokens)) }

// meta sets the features of a sentence of n words.
func (p Passage) meta(meta []float64, n int) {
	clear(meta)
	meta[MetaConstant] = 1
	if n < len(lengths) {
		meta[metaLength] = lengths[n]
	} else {
		meta[metaLength] = lengthOf(n)
	}
	flag(meta, metaQuote, p.all&quoted != 0)
	flag(meta, metaExclaim, p.all&exclaims != 0)
	flag(meta, metaQuestion, p.all&asks != 0)
	p.addTurns(meta, n)
}

func flag(meta []float64, at int, on bool) {
	if on {
		meta[at] = 1
	}
}

// TargetMeta sets the features of a sentence and of a target in it, of which meta has
// Towards.Features().
func (p Passage) TargetMeta(meta []float64, target Span) {
	n := p.Words(target)
	p.meta(meta, n)
	place := target.First + 1
	flag(meta, metaFirst, place <= 2)
	meta[metaPosition] = float64(place) / float64(n)
	flag(meta, metaLast, place >= n-1)
	flag(meta, metaQuoted, p.Marks[target.First]&quoted != 0)
	flag(meta, metaNegated, slices.Contains(p.negated[target.First:target.Last], true))
	flag(meta, metaRepeated, p.isRepeated(target))
	flag(meta, metaLong, p.Tokens[target.Last-1].End-p.Tokens[target.First].Start > 12)
	flag(meta, metaPronoun, p.Roles[target.First]&replacing != 0)
	flag(meta, metaPossessive, p.Roles[target.Last-1]&possessive != 0)
	flag(meta, metaOpensClause, p.Marks[target.First]&breaks != 0)
	flag(meta, metaClosesClause, target.Last < len(p.Tokens) && p.Marks[target.Last]&breaks != 0)
	flag(meta, metaTitled, target.First > 0 && p.Roles[target.First-1]&capital != 0)
	flag(meta, metaSingle, target.Last-target.First == 1)
}

// Parser makes one passage of a whole text, as examples of training are read. It is not safe
// for concurrent use.
type Parser struct {
	language  string
	casesTell bool                                      // roles know which words are common
	roles     func(surface string, words []string) Role // of a surface form made of words
	spellings map[string]int32
	p         Passage
	rooms     Rooms
	words     []string
}

func newParser(language string, roles func(surface string, words []string) Role) *Parser {
	return &Parser{language: language, roles: roles, spellings: make(map[string]int32)}
}

// NewParser makes a parser of texts in a language (ISO 639-1) that cannot tell which words are
// common, so that its passages have no nominees to rely on.
func NewParser(language string) *Parser {
	return newParser(language, func(surface string, words []string) Role { return RolesOf(language, surface, words) })
}

// NewCaseParser makes a parser of texts in a language that is told which words are common.
func NewCaseParser(language string, isCommon func(word string) bool) *Parser {
	r := newParser(language, func(surface string, words []string) Role {
		x := RolesOf(language, surface, words)
		if len(words) > 0 && isCommon(words[0]) {
			x |= Common
		}
		return x
	})
	r.casesTell = true
	return r
}

// Parse reads a text. The passage shares its room with the next one that is parsed.
func (r *Parser) Parse(text string) Passage {
	p := &r.p
	p.Text, p.Tokens, p.CasesTell = text, tokenize.Append(p.Tokens[:0], text), r.casesTell
	p.Marks = AppendMarks(p.Marks[:0], r.language, text, p.Tokens)
	p.Roles, p.Spelling = p.Roles[:0], p.Spelling[:0]
	for _, token := range p.Tokens {
		surface := token.Text(text)
		number, known := r.spellings[surface]
		if !known {
			number = int32(len(r.spellings))
			r.spellings[surface] = number
		}
		r.words = AppendWords(r.words[:0], surface)
		p.Roles = append(p.Roles, r.roles(surface, r.words))
		p.Spelling = append(p.Spelling, number)
	}
	return p.Prepare(&r.rooms)
}
