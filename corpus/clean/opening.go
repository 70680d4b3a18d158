package clean

import (
	"slices"
	"strings"

	"leitmotif/corpus/date"
)

// phrases is a set of phrases for whole matches.
type phrases map[string]struct{}

func setOf(list ...string) phrases {
	set := make(phrases, len(list))
	for _, p := range list {
		set[p] = struct{}{}
	}
	return set
}

func (p phrases) has(s string) bool {
	_, ok := p[s]
	return ok
}

// begins tells whether a text begins with one of the phrases.
func begins(list []string, text string) bool {
	return slices.ContainsFunc(list, func(p string) bool { return strings.HasPrefix(text, p) })
}

// openingFilter tells from the first three bytes of a line, ASCII letters in either
// case, whether it can begin with a phrase of a list: a Bloom filter with one hash. It
// spares nearly all lines the lower-casing and the look-ups.
type openingFilter [512]uint8

func (f *openingFilter) add(phrase string) {
	// A phrase of two letters is a word of its own: something that is no letter follows.
	for _, end := range [...]string{" ", ".", ",", ":"} {
		if p := phrase + end; len(p) >= 3 {
			h := openingHash(p)
			f[h>>3] |= 1 << (h & 7)
		}
	}
}

func (f *openingFilter) has(line string) bool {
	h := openingHash(line)
	return f[h>>3]&(1<<(h&7)) != 0
}

// openingHash mixes the first three bytes of s, which must have them. The bit that is
// set is that between the cases of a letter, in UTF-8 also those of Ä, Ö and Ü.
func openingHash(s string) uint32 {
	a, b, c := uint32(s[0]|0x20), uint32(s[1]|0x20), uint32(s[2]|0x20)
	return (a*0x9e3779b1 ^ b*0x85ebca6b ^ c*0xc2b2ae35) >> 20
}

// openings holds the beginnings of all boilerplate but bylines and time stamps, which
// signatureOpenings holds: those begin with words that sentences begin with, and are
// looked for in short lines only.
var openings, signatureOpenings = func() (all, signatures openingFilter) {
	for _, set := range []phrases{shareWords, wholeLines, skipLinks, navWords, homeWords, commentHeadings, links, captionLabels, sourceLabels} {
		for p := range set {
			all.add(p)
		}
	}
	for _, list := range [][]string{beginnings, cookieNotes, offers, rightsPhrases, rightsOpenings, creditOpenings} {
		for _, p := range list {
			all.add(p)
		}
	}
	for _, set := range []phrases{captionLabels, sourceLabels} {
		for p := range set {
			all.add("(" + p)
			all.add("[" + p)
		}
	}
	for _, p := range creditOpenings {
		all.add("(" + p)
	}
	for p := range date.StampOpenings() {
		signatures.add(p)
	}
	for _, list := range [][]string{bylineOpenings, interviewOpenings} {
		for _, p := range list {
			signatures.add(strings.ToLower(strings.TrimRight(p, " ")))
		}
	}
	return all, signatures
}()
