package page

import (
	"cmp"
	"html/template"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// emphasis is a term that is to stand out in a text.
type emphasis struct {
	term  string
	tag   string // of the element around it
	class string // of the element, or ""
	part  bool   // may be the beginning of a longer word
}

// highlight marks the terms of a text where they stand as words, in any case; of two that
// begin at one place the longer one. The text is escaped.
func highlight(text string, terms []emphasis) template.HTML {
	terms = slices.Clone(terms)
	slices.SortStableFunc(terms, func(a, b emphasis) int { return cmp.Compare(len(b.term), len(a.term)) })
	var b strings.Builder
	plain, boundary := 0, true // start of the text not yet written; whether a word may begin
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		if e := found(text[at:], terms); boundary && e != nil {
			b.WriteString(escaped(text[plain:at]))
			b.WriteString("<" + e.tag)
			if e.class != "" {
				b.WriteString(` class="` + e.class + `"`)
			}
			b.WriteString(">" + escaped(text[at:at+len(e.term)]) + "</" + e.tag + ">")
			at += len(e.term)
			plain, boundary = at, false
			continue
		}
		boundary = !inWord(r)
		at += size
	}
	b.WriteString(escaped(text[plain:]))
	return template.HTML(b.String())
}

// found is the first of the terms that the text begins with.
func found(text string, terms []emphasis) *emphasis {
	for i := range terms {
		e := &terms[i]
		if e.term == "" || len(e.term) > len(text) || !strings.EqualFold(text[:len(e.term)], e.term) {
			continue
		}
		if next, _ := utf8.DecodeRuneInString(text[len(e.term):]); e.part || !inWord(next) || len(e.term) == len(text) {
			return e
		}
	}
	return nil
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) }

// emphases are the drivers of a tone, each to be marked by its sign.
func emphases(drivers []Driver) []emphasis {
	terms := make([]emphasis, len(drivers))
	for i, d := range drivers {
		terms[i] = emphasis{term: d.Term, tag: "mark", class: driverClass(d.Contribution)}
	}
	return terms
}

// marked is a text with the drivers of its tone marked, each by its sign.
func marked(text string, drivers []Driver) template.HTML {
	return highlight(text, emphases(drivers))
}

// naming is a sentence with the name that it is about made bold, and the drivers of its tone
// marked.
func naming(s Sentence) template.HTML {
	return highlight(s.Text, append(emphases(s.Drivers), emphasis{term: s.Name, tag: "b", part: true}))
}
