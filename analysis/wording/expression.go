package wording

import (
	"slices"
	"strings"
	"unicode/utf8"

	"leitmotif/analysis/tfidf"
)

// longestPhrase is the largest number of words of a phrase.
const longestPhrase = 4

// word is a term as it is to be written.
type word struct {
	term    int32
	capital bool            // begins with a capital
	by      tfidf.Connector // what stands between it and the word before it
}

// expression is a term within the words that it is shown in.
type expression struct {
	term  int32
	words []word
}

// newExpression makes the expression of a term. of tells what stands beside a word; the
// words beside the term may have words beside them in turn: a phrase never stops within a
// longer one, "coach Emil" of "coach Emil Sandvoss", unless that had more than
// longestPhrase words.
func newExpression(term int32, of func(term int32) phrase) expression {
	p := of(term)
	own := p.before != nil && p.before.own || p.after != nil && p.after.own
	e := expression{term, []word{{term: term, capital: own}}}
	if p.before != nil {
		e.prepend(p.before)
	}
	if p.after != nil && !e.holds(p.after.term) {
		e.append(p.after)
	}
	if len(e.words) > 1 {
		e.grow(of)
	}
	return e
}

// grow adds what stands beside the first and the last word, up to longestPhrase words.
func (e *expression) grow(of func(term int32) phrase) {
	for len(e.words) < longestPhrase {
		first, last := of(e.words[0].term), of(e.words[len(e.words)-1].term)
		switch {
		case first.before != nil && !e.holds(first.before.term):
			e.prepend(first.before)
		case last.after != nil && !e.holds(last.after.term):
			e.append(last.after)
		default:
			return
		}
	}
}

func (e *expression) prepend(b *neighbour) {
	e.words[0].by = b.by
	e.words = slices.Insert(e.words, 0, word{term: b.term, capital: b.capital})
}

func (e *expression) append(b *neighbour) {
	e.words = append(e.words, word{term: b.term, capital: b.capital, by: b.by})
}

func (e expression) holds(term int32) bool {
	return slices.ContainsFunc(e.words, func(w word) bool { return w.term == term })
}

// joined tells whether the expression has a connector.
func (e expression) joined() bool {
	return slices.ContainsFunc(e.words, func(w word) bool { return w.by > 0 })
}

// fullName gives the last word of a name that begins with the term of the expression: words with
// capitals, side by side.
func (e expression) fullName() (last int32, ok bool) {
	n := len(e.words)
	if n < 2 || e.words[0].term != e.term || slices.ContainsFunc(e.words, func(w word) bool { return !w.capital || w.by > 0 }) {
		return 0, false
	}
	return e.words[n-1].term, true
}

// beside returns the words of e among the terms that shown tells of: "Apple and Google", but
// beside the term "Apple" only "Google".
func (e expression) beside(shown func(term int32) bool) []word {
	if !slices.ContainsFunc(e.words, func(w word) bool { return w.by.Coordinates() }) ||
		!slices.ContainsFunc(e.words, func(w word) bool { return w.term != e.term && shown(w.term) }) {
		return e.words
	}
	return []word{{term: e.term}}
}

// says tells whether e says what other, of lower rank, would: they are forms of one word,
// or have one of their terms or two words in common. But a bare word does not stand for the
// name that it is joined into: beside "bank" there is room for "Bank of England".
func (e expression) says(other expression, sameTerm func(a, b int32) bool) bool {
	if e.holds(other.term) || sameTerm(e.term, other.term) {
		return true
	}
	if other.holds(e.term) {
		return len(e.words) > 1 || !other.joined()
	}
	common := 0
	for _, w := range other.words {
		if e.holds(w.term) {
			common++
		}
	}
	return common > 1
}

// written returns words as people write them: of each the most frequent form, among those
// with or without a capital. A single word has its most frequent form of all.
func written(s *tfidf.Statistics, words []word) string {
	if len(words) == 1 {
		return s.Surface(words[0].term)
	}
	var out strings.Builder
	out.WriteString(newPlace(s, words[0].term))
	for i, w := range words {
		if i > 0 {
			out.WriteString(w.by.String())
		}
		out.WriteString(dotted(s.SurfaceAs(w.term, w.capital)))
	}
	return out.String()
}

// sameWord tells whether people would take two terms for one: the same root, or a
// compound with hyphens and one of its parts.
func sameWord(root func(term string) string, a, b string) bool {
	if differAtOnce(a, b) {
		return partOf(a, b) || partOf(b, a)
	}
	if utf8.RuneCountInString(a) > utf8.RuneCountInString(b) {
		a, b = b, a
	}
	if root(a) == root(b) {
		return true
	}
	return partOf(a, b)
}

// differAtOnce tells whether two terms begin with different letters of ASCII, which no stemmer
// touches: such terms have different stems.
func differAtOnce(a, b string) bool {
	letter := func(s string) bool { return s != "" && 'a' <= s[0] && s[0] <= 'z' }
	return letter(a) && letter(b) && a[0] != b[0]
}

// partOf tells whether a is a part of the compound with hyphens b.
func partOf(a, b string) bool {
	return strings.Contains(b, "-") && slices.Contains(strings.Split(b, "-"), a)
}
