// Package boilerplate finds what the articles of an outlet have in common without being
// part of any: notices of agencies, prompts to subscribe, signatures, menus. The texts
// of a corpus come in, first for counting and then for cleaning; the same texts without
// their recurring pieces come out, with a list of these.
//
// Glossary.
//
//   - unit: the piece of a text that is counted: a sentence, or in a text with fixed
//     line breaks a line.
//   - key of a unit: 64 bits of a hash of its words in lower case, without punctuation
//     and with every date replaced (an agency puts the day into its notice). Figures
//     that are no date count: they tell one line of a table from another.
//   - standing alone: said of a unit that is a line of its own, or one of the first two
//     or last three of its text. Only there may a unit count by itself, since a stock
//     phrase within a paragraph is part of it.
//   - pair: two consecutive units. A pair counts everywhere. In a text with fixed line
//     breaks only pairs do: a line is a piece of a sentence there, and says nothing.
//   - bound: the least number of articles of an outlet that a unit or pair recurs in,
//     the larger of 5 and 0.5 % of its articles.
//   - supporting article: one of which recurring units make up no more than half, or two
//     thirds where they are one or two: a teaser with a notice. The others may be copies.
//
// A unit or pair recurs where at least as many different supporting articles of the
// outlet hold it as the bound says. Articles of the same units in the same order are one
// article, so an article that is in the corpus 500 times loses nothing; 500 copies with
// little changes lose nothing either, since none of them supports. Articles that name no
// outlet are counted together, as if they had one in common.
//
// An article that holds nothing but recurring units keeps its text.
package boilerplate

import "errors"

const (
	// minArticles and shareDivisor give the bound.
	minArticles  = 5
	shareDivisor = 200
	// Least size of what may recur: words, and bytes of normalised text. "He said no." and
	// the like are no notice, however often they are said.
	minWords, minBytes         = 4, 20
	minPairWords, minPairBytes = 6, 40
	// Units at the beginning and at the end of a text that stand alone.
	headUnits, tailUnits = 2, 3
	// noticeUnits is the largest number of units of a short notice.
	noticeUnits = 2
	// maxSample is the number of different articles of an outlet that are counted: those
	// of the least hash values, so that the choice depends on nothing but the articles.
	// What recurs in 0.5 % of all articles is in 100 of them on average.
	maxSample = 20_000
)

// ErrFormat is wrapped by every error about a binary form that cannot be read.
var ErrFormat = errors.New("not a valid binary form")
