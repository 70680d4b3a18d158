package passage

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"leitmotif/analysis/tokenize"
)

// NumberWord stands for every number.
const NumberWord = "0"

// AppendWords appends to dst the words under which a surface form is known: its term, cut at
// hyphens, every number as NumberWord. "KI-Chips" gives "ki" and "chips".
func AppendWords(dst []string, surface string) []string {
	return AppendParts(dst, tokenize.Term(surface))
}

// AppendParts is AppendWords for the tokenize.Term of a surface form.
func AppendParts(dst []string, term string) []string {
	for term != "" {
		part, rest, _ := strings.Cut(term, "-")
		term = rest
		if part == "" {
			continue
		}
		if '0' <= part[0] && part[0] <= '9' {
			part = NumberWord
		}
		dst = append(dst, part)
	}
	return dst
}

// negators turn the words after them around.
var negators = map[string]map[string]bool{
	"en": set("no not never neither nor without none nobody nothing hardly barely scarcely cannot"),
	"de": set("nicht kein keine keinen keiner keinem keines nie niemals ohne weder niemand nichts kaum keinesfalls keineswegs"),
}

// foreign holds function words of other languages. They occur in names and quotations, so
// that a model meets them, but they speak against knowing a text: they count as unknown
// and without tone.
var foreign = map[string]map[string]bool{
	"de": set(`the of and to is that with for on by it as at from this are be his her he she they we you were
		been have has had but or if their its our your who which what when where there would could should not
		le les des du et est une dans pour sur que qui au aux`),
	"en": set(`der das und ist nicht ein eine einen einem einer eines den dem sich mit auf für von zu im zum zur
		auch als wie wir ich sie er es sind wird werden haben oder aber nach bei aus noch nur
		le les du et est une dans pour sur que qui au aux`),
}

func set(words string) map[string]bool {
	out := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// conjunctions open a clause, as punctuation does.
var conjunctions = map[string]map[string]bool{
	"en": set("and but or while although though because that which who whom when if as whereas after before since until"),
	"de": set("und oder aber sondern denn weil dass obwohl während wenn als ob damit nachdem bevor seit bis"),
}

// pronouns stand for a target in labelled sentences; a watch list names none.
var pronouns = map[string]map[string]bool{
	"en": set("he she his her him they their it its i we you my our them"),
	"de": set("er sie sein seine seinen seiner seinem ihn ihm ihr ihre ihren ihrer ihrem es ich wir"),
}

// Role is what a word does in a sentence, beside having a tone: a set of the following.
type Role uint32

const (
	negating   Role = 1 << iota // turns the words after it around
	joining                     // opens a clause
	replacing                   // is a pronoun
	capital                     // begins with a capital
	Common                      // is mostly written in lower case, which a list of words cannot tell
	possessive                  // ends like "Merkel's"
	figure                      // is a number

	grows     // there is more of something
	shrinks   // there is less of it
	ends      // so does this, after a form of "to be"
	copula    // is such a form
	bad       // is better not had
	passes    // may stand between these
	parts     // may not
	looksBack // opens what is past
	judges    // says what came out
	examines  // of what
	relieving // is a pair in itself, for the better
	burdening // or for the worse
)

// wholeWords are the roles that a part of a word with hyphens has.
const wholeWords = negating | joining | replacing

// functions holds the function words of each language with all that the sets above say of
// them, so that one look tells it.
var functions = func() map[string]map[string]function {
	out := make(map[string]map[string]function)
	note := func(sets map[string]map[string]bool, what function) {
		for language, words := range sets {
			if out[language] == nil {
				out[language] = make(map[string]function)
			}
			for w := range words {
				f := out[language][w]
				out[language][w] = function{f.role | what.role, f.foreign || what.foreign}
			}
		}
	}
	note(negators, function{role: negating})
	note(conjunctions, function{role: joining})
	note(pronouns, function{role: replacing})
	note(foreign, function{foreign: true})
	note(growing, function{role: grows})
	note(shrinking, function{role: shrinks})
	note(over, function{role: ends})
	note(being, function{role: copula})
	note(undesirable, function{role: bad})
	note(passed, function{role: passes})
	note(apart, function{role: parts})
	note(lookingBack, function{role: looksBack})
	note(judged, function{role: judges})
	note(examined, function{role: examines})
	return out
}()

// function is what is known of a function word.
type function struct {
	role    Role
	foreign bool
}

// IsForeign tells of a word whether it is a function word of another language than that of the
// text (ISO 639-1).
func IsForeign(language, word string) bool { return functions[language][word].foreign }

// RolesOf gives the roles of a surface form in a language (ISO 639-1) that is made of the words
// of AppendWords. That a word is Common it cannot tell.
func RolesOf(language, surface string, words []string) (r Role) {
	known := functions[language]
	for _, w := range words {
		is := known[w].role
		if len(words) > 1 {
			is &= wholeWords // "loss-making" is no loss
		}
		if r |= is; isContracted(language, w) {
			r |= negating
		}
	}
	if len(words) == 1 {
		if words[0] == NumberWord {
			r |= figure
		}
		r |= compound(language, words[0])
	}
	if IsCapitalised(surface) {
		r |= capital
	}
	if isPossessive(surface) {
		r |= possessive
	}
	return r
}

// isContracted tells whether a word ends in a negation: "won't".
func isContracted(language, word string) bool {
	return language == "en" && strings.HasSuffix(word, "n't")
}

// Scope of a negation: the number of words after a negator, unless punctuation comes
// first.
const negationScope = 4

// IsCapitalised tells whether a surface form begins with a capital.
func IsCapitalised(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first)
}

// isPossessive tells whether a word ends in an apostrophe, with or without an s.
func isPossessive(word string) bool {
	word = strings.TrimSuffix(word, "s")
	return strings.HasSuffix(word, "'") || strings.HasSuffix(word, "’")
}

// Lengths of character n-grams, in characters, of a word between "<" and ">".
const (
	shortestGram = 2
	longestGram  = 5
)

// Grams yields the n-grams of a word of letters with its edges marked, shortest first,
// repetitions included; none of another.
func Grams(word string) iter.Seq[string] {
	return func(yield func(string) bool) {
		if !isWordLike(word) {
			return
		}
		edged := "<" + word + ">"
		var room [64]int
		starts := room[:0]
		for i := range edged {
			starts = append(starts, i)
		}
		starts = append(starts, len(edged))
		for n := shortestGram; n <= longestGram; n++ {
			for i := 0; i+n < len(starts); i++ {
				if !yield(edged[starts[i]:starts[i+n]]) {
					return
				}
			}
		}
	}
}

// Endings that may stand for a long unknown word.
const (
	minCompound = 8 // characters of the word
	minHead     = 4 // characters of the ending
)

// Endings yields the proper endings of a long word, longest first, down to minHead
// characters; at least two characters are cut off.
func Endings(word string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		starts := make([]int, 0, 32)
		for i := range word {
			starts = append(starts, i)
		}
		if len(starts) < minCompound {
			return
		}
		for k := 2; k <= len(starts)-minHead; k++ {
			if !yield(word[starts[k]:]) {
				return
			}
		}
	}
}

// isWordLike tells whether a word begins with a letter and holds no digit.
func isWordLike(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLetter(first) && !strings.ContainsAny(word, "0123456789")
}
