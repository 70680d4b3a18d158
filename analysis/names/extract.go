package names

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"leitmotif/analysis/tokenize"
)

// Sentence is a stretch of a text with its tone.
type Sentence struct {
	InTitle    bool
	Start, End int  // half-open range of bytes of the title or the text
	Tone       int8 // -1, 0, 1, or NoTone
}

// NoTone is the tone of a sentence that has none.
const NoTone int8 = 2

// Extractor finds candidates in articles, and counts them shard by shard. What it has learned
// of words it keeps. It is not safe for concurrent use.
type Extractor struct {
	surfaces *tokenize.Index
	readings map[string]*reading
	counts   *Counts
	tokens   []token // of the text that is read
	text     string
	inTitle  bool
	uses     []Use
	told     []useTold // of the uses
	places   []usedAt  // of the candidates of the shard: where uses has them
	stamp    int32     // of the article
	tones    []Sentence
	joined   []byte
}

// usedAt is where the uses of an article have a candidate.
type usedAt struct {
	stamp    int32 // of the article that used it last
	use      int32
	sentence int32 // that mentioned it last
}

// useTold is a sentence that mentions what a use is of.
type useTold struct {
	use int32
	told
}

// reading is a lexicon with what it says of the surface forms of an index, and the candidates of
// the shard in its language.
type reading struct {
	*lexicon
	classes []class        // by number of the form; 0 where nobody has asked
	numbers tokenize.Index // of the candidates
	order   []int32        // their places in Counts, by their numbers
}

// known marks classes that have been asked for.
const known class = 1 << 63

// token is a word of the text.
type token struct {
	class
	start, end int32
	gap        gap // before it
}

// gap is what stands between two words.
type gap uint8

const (
	joint   gap = iota // a space, or what stands within names: "J. Smith", "Johnson & Johnson"
	apart              // a comma or the like
	opens              // a parenthesis opens
	begins             // a sentence may begin
	tickers            // "<" as agencies have it before a ticker
)

// NewExtractor gives an extractor that shares an index of surface forms.
func NewExtractor(surfaces *tokenize.Index) *Extractor {
	return &Extractor{surfaces: surfaces, readings: make(map[string]*reading), counts: new(Counts)}
}

// Take gives the counts of the articles since the last call.
func (x *Extractor) Take() *Counts {
	out := x.counts
	x.counts = new(Counts)
	for _, r := range x.readings {
		r.numbers.Clear()
		r.order = r.order[:0]
	}
	x.places, x.stamp = x.places[:0], 0
	return out
}

// Article reads the next article. Articles in languages that it does not know have no names.
func (x *Extractor) Article(language string, title, text *tokenize.Text, sentences []Sentence) {
	r := x.readings[language]
	if of := lexicons[language]; r == nil && of != nil {
		r = &reading{lexicon: of()}
		x.readings[language] = r
	}
	x.uses, x.told, x.stamp = x.uses[:0], x.told[:0], x.stamp+1
	if r != nil {
		x.tones = sentences
		x.read(language, r, title, true)
		x.read(language, r, text, false)
	}
	var uses []Use
	if len(x.uses) > 0 {
		uses = append(uses, x.uses...)
	}
	x.counts.Articles = append(x.counts.Articles, uses)
	slices.SortStableFunc(x.told, func(a, b useTold) int { return cmp.Compare(a.use, b.use) })
	for _, t := range x.told {
		x.counts.told = append(x.counts.told, t.told)
	}
}

// classOf gives the class of a form.
func (x *Extractor) classOf(r *reading, form int32) class {
	if n := x.surfaces.Len(); int(form) >= len(r.classes) {
		r.classes = append(r.classes, make([]class, n-len(r.classes))...)
	}
	if c := r.classes[form]; c != 0 {
		return c
	}
	c := r.of(x.surfaces.Text(int(form))) | known
	r.classes[form] = c
	return c
}

// read reads a title or a text.
func (x *Extractor) read(language string, r *reading, part *tokenize.Text, inTitle bool) {
	x.text, x.inTitle, x.tokens = part.Text, inTitle, x.tokens[:0]
	for len(x.tones) > 0 && x.tones[0].InTitle != inTitle {
		if inTitle {
			break
		}
		x.tones = x.tones[1:]
	}
	end, line := 0, 0
	for i, t := range part.Tokens {
		c := x.classOf(r, part.Forms[i])
		if t.Kind == tokenize.Mixed {
			c &^= capital // no name, or a product
		}
		if t.Kind == tokenize.Number {
			c = known | numeral
		}
		g := begins
		if i > 0 {
			between := x.text[end:t.Start]
			g = gapOf(between, x.tokens[i-1].class)
			if g == joint && between != " " && x.tokens[i-1].class&place != 0 && c&(function|determiner) != 0 && c&capital != 0 {
				g = begins // U.S. The
			}
			if at := strings.LastIndexByte(between, '\n'); at >= 0 {
				if g == joint && !wrapped(end-line) {
					g = begins
				}
				line = end + at + 1
			}
		}
		x.tokens = append(x.tokens, token{c, t.Start, t.End, g})
		end = int(t.End)
	}
	s := sentence{Extractor: x, language: language, reading: r}
	for first := 0; first < len(x.tokens); {
		last := first + 1
		for last < len(x.tokens) && x.tokens[last].gap != begins {
			last++
		}
		s.read(first, last)
		first = last
	}
}

// wrapped tells whether a line of so many bytes may go on in the next one.
func wrapped(bytes int) bool { return bytes >= 45 && bytes <= 120 }

// gapOf tells what stands between two words, the first of the given class.
func gapOf(between string, before class) gap {
	switch between {
	case " ", "\n", " & ", "&", "'", "’":
		return joint
	case ". ", ".\n":
		if before&(abbreviation|initial) != 0 {
			return joint
		}
		return begins
	case ", ", ",\n":
		return apart
	}
	g := apart
	for i := 0; i < len(between); i++ {
		switch between[i] {
		case '.', '!', '?', ':', ';', '\n', '"':
			return begins
		case '(':
			g = opens
		case '<':
			g = tickers
		}
	}
	if g == apart && strings.ContainsAny(between, "„“”»«‘–—•|→") {
		return begins
	}
	return g
}

// sentence reads the words of one sentence, or of a part of it that may be one.
type sentence struct {
	*Extractor
	language string
	*reading
	titled bool // its words begin with capitals as such: a headline
	number int32
}

// read finds the runs of words with capitals in the tokens [first, last).
func (s *sentence) read(first, last int) {
	s.number++
	s.titled = !s.german && s.headline(first, last)
	for i := first; i < last; {
		if c := s.tokens[i].class; c&capital == 0 || c&legal != 0 && c&organisation == 0 || s.tokens[i].gap == tickers && c&upper != 0 {
			i++
			continue
		}
		end := i + 1
		for end < last && s.tokens[end].gap == joint {
			c := s.tokens[end].class
			if k := s.joinedBy(end, last); k > end {
				end = k
				continue
			}
			if c&capital != 0 {
				end++
				continue
			}
			if c&particle == 0 || !s.joins(end, i) {
				break
			}
			k := end + 1
			for k < last && k < end+3 && s.tokens[k].gap == joint && s.tokens[k].class&particle != 0 && s.tokens[k].class&capital == 0 {
				k++
			}
			if k >= last || s.tokens[k].gap != joint || s.tokens[k].class&capital == 0 {
				break
			}
			end = k + 1
		}
		if s.german {
			s.germanRun(i, end, first)
		} else {
			s.englishRun(i, end, first)
		}
		i = end
	}
}

// joins tells whether the particle at a place can join what is before it, from first on, to what
// is behind it: "of" what heads a body or is a title, others the words of a person, or words of
// other languages.
func (s *sentence) joins(at, first int) bool {
	before := s.tokens[at-1].class
	switch word := s.wordAt(at); {
	case word == "of":
		return before&(organisationHead|organisationFirst|placeFirst|placeHead|title) != 0
	case before&(given|initial) != 0:
		return true
	case s.nobleArticle(at):
		return true
	case word == "von" || word == "zu" || word == "van" || word == "der" || word == "den":
		return s.tokens[first].class&given != 0
	}
	return before&(noun|likelyNoun|common|place|organisation|title|upper|demonym) == 0
}

// nobleArticle tells whether the word at a place is the article of a noble particle: Van der.
func (s *sentence) nobleArticle(at int) bool {
	word := s.wordAt(at)
	if at == 0 || word != "der" && word != "den" && word != "dem" {
		return false
	}
	before := s.wordAt(at - 1)
	return strings.EqualFold(before, "van") || strings.EqualFold(before, "von")
}

// joinedBy gives the end of a name of a body that goes on behind "and": Food and Drug
// Administration.
func (s *sentence) joinedBy(at, last int) int {
	if s.german || s.wordAt(at) != "and" || s.tokens[at-1].class&(common|organisationHead|placeHead) == 0 || s.titled {
		return at
	}
	for k := at + 1; k < last && k < at+5 && s.tokens[k].gap == joint && s.tokens[k].class&capital != 0 && s.tokens[k].class&(common|organisationHead) != 0; k++ {
		if k > at+1 && s.tokens[k].class&organisationHead != 0 {
			return k + 1
		}
	}
	return at
}

// headline tells whether capitals say nothing: all words of some length have one.
func (s *sentence) headline(first, last int) bool {
	lower, high, all := 0, 0, 0
	for _, t := range s.tokens[first:last] {
		switch {
		case t.class&capital != 0:
			high++
			if t.class&upper != 0 {
				all++
			}
		case t.end-t.start > 3 && t.class&(function|determiner|particle|numeral) == 0:
			lower++
		}
	}
	return high >= 3 && (lower == 0 || high >= 6*lower) || all >= 4 && all >= lower
}

// textOf gives the words [first, last) as a candidate is written: a space between two words,
// and no possessive ending.
func (s *sentence) textOf(first, last int) string {
	out := s.text[s.tokens[first].start:s.tokens[last-1].end]
	if strings.IndexByte(out, '\n') >= 0 {
		s.joined = s.joined[:0]
		for i := 0; i < len(out); i++ {
			if b := out[i]; b == '\n' {
				s.joined = append(s.joined, ' ')
			} else {
				s.joined = append(s.joined, b)
			}
		}
		out = string(s.joined)
	}
	for _, ending := range [...]string{"'s", "’s", "'", "’"} {
		if rest, ok := strings.CutSuffix(out, ending); ok && rest != "" {
			return rest
		}
	}
	return out
}

// recased gives a place in capitals alone, as in datelines, its usual form.
func (s *sentence) recased(text string) string {
	plain, inner := true, false // of ASCII alone; within a word
	s.joined = s.joined[:0]
	for i := 0; i < len(text) && plain; i++ {
		b := text[i]
		switch {
		case 'a' <= b && b <= 'z':
			return text
		case 'A' <= b && b <= 'Z' && inner:
			b += 'a' - 'A'
		case b >= utf8.RuneSelf:
			plain = false
		}
		s.joined = append(s.joined, b)
		inner = b != ' '
	}
	if plain {
		if (s.words[string(s.joined)]|s.phrases[string(s.joined)])&place != 0 {
			return string(s.joined)
		}
		return text
	}
	usual, ok := recased(text)
	if ok && (s.words[usual]|s.phrases[usual])&place != 0 {
		return usual
	}
	return text
}

// mostLength is the largest number of bytes of a candidate.
const mostLength = 80

// enter counts a mention of the candidate of the words [first, last).
func (s *sentence) enter(first, last int, v votes, sure bool) {
	if first >= last {
		return
	}
	text := s.textOf(first, last)
	if s.tokens[first].class&s.tokens[last-1].class&upper != 0 && len(text) > 4 {
		text = s.recased(text)
	}
	if len(text) > mostLength || utf8.RuneCountInString(text) < 2 || s.titled && last-first > 6 {
		return
	}
	x := s.Extractor
	number, met := s.numbers.Number(text)
	if !met {
		s.order = append(s.order, int32(len(x.counts.Candidates)))
		x.counts.Candidates = append(x.counts.Candidates, Candidate{Text: strings.Clone(text), Language: s.language})
		x.places = append(x.places, usedAt{})
	}
	at := s.order[number]
	c, p := &x.counts.Candidates[at], &x.places[at]
	c.mentions++
	if sure && !s.titled {
		c.sure++
		for k := range v {
			c.votes[k] += v[k]
		}
	}
	if p.stamp != x.stamp {
		*p = usedAt{x.stamp, int32(len(x.uses)), -1}
		x.uses = append(x.uses, Use{Candidate: at})
	}
	u := &x.uses[p.use]
	u.Count++
	x.tone(u, p, int(s.tokens[first].start))
}

// tone enters the sentence at a byte of the text for a use, once, where it has a tone.
func (x *Extractor) tone(u *Use, p *usedAt, at int) {
	for len(x.tones) > 0 && x.tones[0].InTitle == x.inTitle && x.tones[0].End <= at {
		x.tones = x.tones[1:]
	}
	if len(x.tones) == 0 || x.tones[0].InTitle != x.inTitle || x.tones[0].Start > at || x.tones[0].Tone == NoTone || p.sentence == int32(len(x.tones)) {
		return
	}
	p.sentence = int32(len(x.tones))
	u.Told++
	x.told = append(x.told, useTold{p.use, told(len(x.tones))<<2 | told(x.tones[0].Tone+1)})
}

// before gives the class of the word before a run, 0 where it begins the sentence or something
// stands between.
func (s *sentence) before(first, begin int) class {
	if first == begin || s.tokens[first].gap != joint {
		return 0
	}
	return s.tokens[first-1].class
}

// after gives the class of the word behind a run and what stands between.
func (s *sentence) after(last int) (class, gap) {
	if last >= len(s.tokens) {
		return 0, begins
	}
	return s.tokens[last].class, s.tokens[last].gap
}

// wordAt is a word as it stands in the text.
func (s *sentence) wordAt(i int) string { return s.text[s.tokens[i].start:s.tokens[i].end] }
