package names

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/klauspost/compress/gzip"
)

// class is what is known of a word by itself, a set of the following.
type class uint64

const (
	determiner class = 1 << iota
	function         // words of grammar: pronouns, prepositions, conjunctions, adverbs
	placePreposition
	title        // stands before a person, or is a noun that does
	honorific    // a title that nothing but a person has behind it
	abbreviation // with a full stop that ends no sentence
	suffix       // behind a person: Jr
	say          // what persons do, and bodies
	legal        // form of a company
	organisationHead
	organisationFirst
	club // FC, and others of sports
	organisationContext
	organisationAfter
	placeHead
	placeFirst
	placeContext
	personAfter
	calendar
	demonym // nationalities, languages, creeds
	notName
	neverAlone   // no name without other words
	otherHead    // ends what is named, and no person, body or place
	organisation // one by itself
	place        // one by itself
	maybePlace   // a place, or another word
	given        // a given name
	common       // English: a word that is mostly in lower case; German: a word that has a form in lower case
	noun         // a German noun
	likelyNoun   // a word made like a German noun
	possessor    // a place in the German genitive
	particle     // within names: of, de, van
	capital      // begins with a capital letter
	upper        // two capital letters or more, and no other
	initial      // one capital letter
	numeral      // a number
)

// sections are the classes of the sections of the lists.
var sections = map[string]class{
	"determiner": determiner, "function": function, "place_preposition": placePreposition, "title": title, "lower_title": title,
	"honorific": honorific, "abbreviation": abbreviation, "suffix": suffix, "say": say, "legal": legal,
	"organisation_head": organisationHead, "organisation_first": organisationFirst, "club": club,
	"organisation_context": organisationContext, "organisation_after": organisationAfter,
	"place_head": placeHead, "place_first": placeFirst, "place_context": placeContext, "person_after": personAfter,
	"calendar": calendar, "demonym": demonym, "not_name": notName, "never_alone": neverAlone, "other_head": otherHead, "organisation": organisation, "place": place, "maybe_place": maybePlace,
	"given": given, "common": common, "noun": noun, "particle": particle,
}

//go:embed lists/hand_en.txt
var byHandEnglish string

//go:embed lists/hand_de.txt
var byHandGerman string

// learned is written by .ci/names.py.
//
//go:embed lists/learned.txt.gz
var learned string

// lexicon is what is known of the words of a language.
type lexicon struct {
	german  bool
	words   map[string]class
	phrases map[string]class  // of several words
	aliases map[string]string // other forms of names
	tails   map[string]class  // what German compounds end in, in lower case: nouns in their forms, and roles
}

// lexicons give those of the languages that names are found in.
var lexicons = map[string]func() *lexicon{
	"de": sync.OnceValue(func() *lexicon {
		l := newLexicon(true)
		l.readAll("de", byHandGerman)
		l.enterTails()
		return l
	}),
	"en": sync.OnceValue(func() *lexicon {
		l := newLexicon(false)
		l.readAll("en", byHandEnglish)
		return l
	}),
}

// readAll takes up the lists embedded.
func (l *lexicon) readAll(language, byHand string) {
	l.read(language, strings.NewReader(byHand))
	z, err := gzip.NewReader(strings.NewReader(learned))
	if err != nil {
		panic(fmt.Sprintf("names: the lists embedded: %v", err))
	}
	l.read(language, z)
}

// enterTails makes the tails of compounds of the nouns.
func (l *lexicon) enterTails() {
	l.tails = make(map[string]class, 9*len(l.words)/2)
	for word, c := range l.words {
		if first, _ := utf8.DecodeRuneInString(word); !unicode.IsUpper(first) || c&(given|place) != 0 {
			continue
		}
		lower := strings.ToLower(word)
		if c&noun != 0 && len(lower) > 3 {
			for _, ending := range [...]string{"", "en", "n", "e", "er", "ern", "es", "s"} {
				l.tails[lower+ending] |= likelyNoun
			}
		}
		if c&(title|organisationHead) != 0 && len(lower) > 4 {
			l.tails[lower] |= c&(title|organisationHead|organisationContext) | likelyNoun
		}
	}
}

func newLexicon(german bool) *lexicon {
	words := make(map[string]class)
	for p := range particles {
		words[p] = particle
	}
	return &lexicon{german: german, words: words, phrases: make(map[string]class), aliases: make(map[string]string)}
}

// read takes up the sections of a list that are of all languages or of this one.
func (l *lexicon) read(language string, list io.Reader) {
	lines := bufio.NewScanner(list)
	lines.Buffer(nil, 1<<20)
	var of class
	aliases := false
	for lines.Scan() {
		line := lines.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		if line[0] == '[' {
			name, only, _ := strings.Cut(strings.Trim(line, "[]"), " ")
			of, aliases = sections[name], name == "alias"
			if only != "" && only != language {
				of = 0
			}
			continue
		}
		if of == 0 && !aliases {
			continue
		}
		for word := range strings.FieldsSeq(line) {
			word = strings.ReplaceAll(word, "_", " ")
			switch from, to, _ := strings.Cut(word, "="); {
			case aliases:
				l.aliases[from] = to
			case strings.Contains(word, " "):
				l.phrases[word] |= of
			default:
				l.words[word] |= of
			}
		}
	}
}

// German nouns that end in these are no names, however rare they are.
var nounEndings = []string{
	"ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "tion", "tionen", "ismus", "tät", "täten", "ment", "ments", "nisse", "nis", "lose", "linge", "ling", "ungs",
}

// Ends of nouns that names have as well.
var nameEndings = []string{
	"mann", "burg", "dorf", "stadt", "berg", "feld", "bach", "wald", "haus", "hausen", "heim", "bauer", "müller", "meister", "hof", "land", "brück", "stein", "kirchen", "meier", "berger", "hofer", "furt", "born", "thal", "tal", "see", "horn", "werder",
}

// of tells the class of a word.
func (l *lexicon) of(word string) class {
	if word == "" || len(word) > mostLength {
		return 0 // no word of a list or a name
	}
	c := l.words[word]
	if b := word[0]; 'a' <= b && b <= 'z' {
		if rest, ok := afterArticle(word); ok {
			if r, _ := utf8.DecodeRuneInString(rest); unicode.IsUpper(r) {
				c |= capital
			}
		}
		return c
	}
	first, size := utf8.DecodeRuneInString(word)
	if c == 0 && strings.HasSuffix(word, "'s") || strings.HasSuffix(word, "’s") {
		c = l.words[strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "’s")]
	}
	if c&(placeFirst|placeHead|organisationHead|function|determiner|legal) != 0 {
		c &^= given
	}
	if at := strings.IndexByte(word, '\''); at > 0 && l.words[strings.ToLower(word[:at])]&function != 0 {
		c |= function // We've
	}
	if !unicode.IsUpper(first) {
		return c
	}
	c |= capital
	lower := strings.ToLower(word)
	if below := l.words[lower]; below != 0 {
		c |= below & (common | determiner | function | say | placePreposition | title)
	}
	letters, capitals := 0, 0
	for _, r := range word {
		if unicode.IsLetter(r) {
			letters++
			if unicode.IsUpper(r) {
				capitals++
			}
		}
	}
	switch {
	case capitals > 0 && capitals == letters && len(word) == 2*letters-1 && strings.Count(word, ".") == letters-1 && c&(place|organisation) == 0:
		c |= initial // J, and J.R as well
	case size+1 < len(word) && word[size] == '-' && strings.ContainsRune("DRI", first):
		c |= notName // D-Ohio, as members of Congress are told apart
	case capitals == letters && letters > 1:
		c |= upper
	}
	if l.german {
		c |= l.germanNoun(word, lower, c)
	} else if at := strings.LastIndexByte(word, '-'); at > 0 && c&(given|place|organisation) == 0 {
		c |= l.words[word[at+1:]] & title
		if r, _ := utf8.DecodeRuneInString(word[at+1:]); unicode.IsLower(r) && at > 1 {
			c = c&^(capital|upper) | common // London-based
		}
	}
	return c
}

// particles stand within names in lower case.
var particles = map[string]struct{}{
	"of": {}, "de": {}, "van": {}, "von": {}, "der": {}, "den": {}, "del": {}, "della": {}, "di": {}, "da": {}, "dos": {}, "du": {}, "la": {}, "le": {}, "bin": {}, "ibn": {}, "al": {}, "el": {}, "ter": {}, "zu": {},
}

// afterArticle takes the Arabic article off: al-Assad.
func afterArticle(word string) (rest string, ok bool) {
	if len(word) < 4 || word[2] != '-' {
		return "", false
	}
	for _, article := range [...]string{"al-", "el-", "as-", "ar-", "ad-"} {
		if rest, ok := strings.CutPrefix(word, article); ok && rest != "" {
			return rest, true
		}
	}
	return "", false
}

// longestTail is the largest number of bytes of the noun that a compound ends in.
const longestTail = 24

// germanNoun tells whether a word is a German noun, and of which kind by what it ends in.
func (l *lexicon) germanNoun(word, lower string, c class) (out class) {
	if c&(given|place|organisation|club|upper) != 0 {
		return 0
	}
	if k := c & (title | organisationContext | placeContext); k != 0 {
		return noun
	}
	if base, ok := strings.CutSuffix(word, "in"); ok && len(base) > 4 && l.words[base]&(noun|title) != 0 {
		return noun | title
	}
	if base, ok := strings.CutSuffix(word, "s"); ok && l.words[base]&place != 0 {
		return possessor
	}
	last := lower
	if at := strings.LastIndexByte(lower, '-'); at > 0 {
		if last = lower[at+1:]; len(last) < len("amt") {
			return 0
		}
		head := capitalised(last)
		if k := l.words[head]; k&(noun|title|organisationHead|organisationContext|placeContext) != 0 && k&(given|place) == 0 {
			if k&organisationHead != 0 && l.unknown(word[:strings.LastIndexByte(word, '-')]) {
				return organisationHead
			}
			out |= noun | k&(title|organisationHead|organisationContext|placeContext)
		}
		if first := word[:strings.IndexByte(word, '-')]; len(first) > 1 && strings.ToUpper(first) == first {
			out |= noun // US-Embargo
		}
	}
	for at := range last {
		if at < 3 && len(last) == len(lower) && at > 0 || len(last)-at < 4 || len(last)-at > longestTail {
			continue
		}
		k := l.tails[last[at:]]
		if at == 0 && len(last) == len(lower) {
			out |= k & likelyNoun
		} else if k != 0 && (k&(title|organisationHead) != 0 || !hasSuffix(lower, nameEndings)) {
			out |= k
		}
	}
	if len(lower) > 7 && hasSuffix(lower, nounEndings) {
		out |= likelyNoun
	}
	return out
}

// unknown tells whether nothing speaks against a word's being a name.
func (l *lexicon) unknown(word string) bool {
	c := l.of(word)
	return c&capital != 0 && c&(noun|likelyNoun|common|upper|demonym|notName|calendar|place|organisation) == 0
}

func hasSuffix(word string, endings []string) bool {
	for _, e := range endings {
		if strings.HasSuffix(word, e) {
			return true
		}
	}
	return false
}

// capitalised gives a word with a capital letter at its beginning.
func capitalised(word string) string {
	r, n := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(r)) + word[n:]
}
