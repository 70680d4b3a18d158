package tokenize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/spanish"
)

// Analyser knows the words of one language. It is safe for concurrent use.
type Analyser struct {
	stop  map[string]struct{}
	stem  func(*snowballstem.Env) bool
	slots map[string]Slot
}

// NewAnalyser makes an analyser for a language (ISO 639-1) with its stop words, in
// lower case. A language without a stemmer keeps its words as they are.
func NewAnalyser(language string, stopWords []string) *Analyser {
	a := &Analyser{stop: make(map[string]struct{}, len(stopWords)), stem: stemmers(language), slots: slots(language)}
	for _, w := range stopWords {
		a.stop[Term(w)] = struct{}{}
	}
	return a
}

func stemmers(language string) func(*snowballstem.Env) bool {
	switch language {
	case "de":
		return german.Stem
	case "en":
		return english.Stem
	case "es":
		return spanish.Stem
	case "fr":
		return french.Stem
	case "it":
		return italian.Stem
	}
	return nil
}

// MinLetters is the least number of characters of a content word. Shorter ones are
// abbreviations and fragments more often than subjects.
const MinLetters = 3

// Content tells whether the term of a token can tell of a subject: it is no
// stop word, no bare number, and at least MinLetters long; a mixture of letters and
// digits ("G7", "5G") may be shorter.
func (a *Analyser) Content(term string, kind Kind) bool {
	if kind == Number || kind == Word && utf8.RuneCountInString(term) < MinLetters {
		return false
	}
	_, stop := a.stop[term]
	return !stop
}

// maxStemmed is the largest number of bytes of a word that is stemmed.
const maxStemmed = 256

// Stem returns the stem of a term by the Snowball algorithm of the language. The last
// part of a hyphenated compound is stemmed. Umlauts count as their base vowels, as
// the German algorithm says. What is over 256 bytes long is no word and stays as it is:
// the algorithm moves all of it for every letter that it replaces.
func (a *Analyser) Stem(term string) string {
	head := strings.LastIndexByte(term, '-') + 1
	if a.stem == nil || len(term)-head > maxStemmed {
		return term
	}
	env := snowballstem.NewEnv(term[head:])
	a.stem(env)
	return term[:head] + env.Current()
}

// Term returns the form under which a surface form is counted: lower case, apostrophes
// and hyphens in their ASCII form, without a possessive "'s" or a closing apostrophe.
func Term(surface string) string {
	if term, ok := asciiTerm(surface); ok {
		return term
	}
	term := strings.Map(func(r rune) rune {
		switch r {
		case '’', 'ʼ', '‘':
			return '\''
		case '‐', '‑':
			return '-'
		}
		return unicode.ToLower(r)
	}, surface)
	return withoutPossessive(term)
}

// asciiTerm is Term for words of ASCII letters and digits alone, most of them.
func asciiTerm(surface string) (term string, ok bool) {
	upper := false
	for i := range len(surface) {
		c := surface[i]
		if c >= utf8.RuneSelf || c == '\'' {
			return "", false
		}
		upper = upper || 'A' <= c && c <= 'Z'
	}
	if upper {
		return strings.ToLower(surface), true
	}
	return surface, true
}

func withoutPossessive(term string) string {
	term = strings.TrimSuffix(term, "'")
	if rest, ok := strings.CutSuffix(term, "'s"); ok && rest != "" {
		return rest
	}
	return term
}
