package wording

import (
	"slices"

	"leitmotif/analysis/tfidf"
)

// phrase is a term with the words that most documents show beside it.
type phrase struct {
	term          int32
	before, after *neighbour // nil where there is none
}

// neighbour is the word at one side of a term.
type neighbour struct {
	term    int32
	capital bool            // begins with a capital
	by      tfidf.Connector // what stands between them
	own     bool            // most documents write the term itself with a capital there
	count   int             // documents
}

// both is the share of the documents that hold the one word of a joined pair, one in five,
// that must hold the pair where most of those of the other word do: "Bank of England" is a
// fifth of what is said of banks, "percent of respondents" none of what is said of percents.
const both = 5

// phrases finds the phrase of each of the terms, which must differ, within some of the
// documents. holders tells how many of those documents hold a term. A word belongs to the
// phrase where it, or a form of it, stands right beside the term in more than half of
// them, and in at least least; or else where it is joined to the term by one connector in
// as many, and these are at least a fifth of those that hold the word. Then both must have
// a capital or neither, or it is no name, "Roll of the passenger association"; and words that
// an "and" joins must have one: "Food and Drug", not "producers and consumers".
//
// A majority is found in constant space for each term by voting (Boyer and Moore 1991,
// "MJRTY: a fast majority vote algorithm") and counted in a second look at the pairs.
func (p *pairs) phrases(documents []int, terms []int32, holders func(term int32) int, least int) []phrase {
	slot := make([]int32, len(p.kin))
	enough := make([]int, len(terms))
	for i, t := range terms {
		slot[t] = int32(i) + 1
		enough[i] = max(least, holders(t)/2+1)
	}
	out := make([]phrase, len(terms))
	before, after := p.beside(&p.plain, documents, slot, enough)
	joinedBefore, joinedAfter := p.beside(&p.joined, documents, slot, enough)
	orJoined := func(plain, joined *neighbour) *neighbour {
		if plain != nil || joined == nil || both*joined.count < holders(joined.term) || joined.capital != joined.own ||
			joined.by.Coordinates() && !joined.own {
			return plain
		}
		return joined
	}
	for i, t := range terms {
		out[i] = phrase{t, orJoined(before[i], joinedBefore[i]), orJoined(after[i], joinedAfter[i])}
	}
	return out
}

// beside finds the words beside terms in a list of pairs. slot is one more than the number
// of a term among those sought, and enough the number of documents that each of them needs.
func (p *pairs) beside(l *pairList, documents []int, slot []int32, enough []int) (before, after []*neighbour) {
	// What is voted for: a word in any form, joined in one way.
	type choice struct {
		kin int32
		by  tfidf.Connector
	}
	type ballot struct {
		choice
		votes int
	}
	of := func(term int32, by tfidf.Connector) choice { return choice{p.kin[term], by} }
	left, right := make([]ballot, len(enough)), make([]ballot, len(enough))
	vote := func(b *ballot, c choice) {
		switch {
		case b.votes == 0:
			*b = ballot{c, 1}
		case b.choice == c:
			b.votes++
		default:
			b.votes--
		}
	}
	l.each(documents, func(first int32, next tfidf.Follow, by tfidf.Connector) {
		if at := slot[first]; at > 0 {
			vote(&right[at-1], of(next.Term(), by))
		}
		if at := slot[next.Term()]; at > 0 {
			vote(&left[at-1], of(first, by))
		}
	})
	leftTally, rightTally := make([]tally, len(enough)), make([]tally, len(enough))
	l.each(documents, func(first int32, next tfidf.Follow, by tfidf.Connector) {
		upper, nextUpper := next.Capitals()
		if at := slot[first]; at > 0 && right[at-1].choice == of(next.Term(), by) {
			rightTally[at-1].add(next.Term(), p.length(next.Term()), nextUpper, upper)
		}
		if at := slot[next.Term()]; at > 0 && left[at-1].choice == of(first, by) {
			leftTally[at-1].add(first, p.length(first), upper, nextUpper)
		}
	})
	before, after = make([]*neighbour, len(enough)), make([]*neighbour, len(enough))
	for i, n := range enough {
		before[i], after[i] = leftTally[i].beside(n, left[i].by), rightTally[i].beside(n, right[i].by)
	}
	return before, after
}

// tally counts the forms of a word at one side of a term.
type tally struct {
	terms, counts     []int32
	lengths           []int // of the terms in bytes
	all, capital, own int
}

func (t *tally) add(term int32, length int, capital, own bool) {
	at := 0
	for at < len(t.terms) && t.terms[at] != term {
		at++
	}
	if at == len(t.terms) {
		t.terms, t.counts, t.lengths = append(t.terms, term), append(t.counts, 0), append(t.lengths, length)
	}
	t.counts[at]++
	t.all++
	if capital {
		t.capital++
	}
	if own {
		t.own++
	}
}

// beside gives the word if enough documents hold the pair. Of several forms it takes the
// shortest that has an eighth of the count of the most frequent one: where adjectives
// inflect, that is the one closest to what a dictionary has.
func (t *tally) beside(enough int, by tfidf.Connector) *neighbour {
	if t.all < enough {
		return nil
	}
	const often = 8
	most := slices.Max(t.counts)
	best := slices.Index(t.counts, most)
	for i, c := range t.counts {
		if c*often >= most && t.lengths[i] < t.lengths[best] {
			best = i
		}
	}
	return &neighbour{t.terms[best], 2*t.capital > t.all, by, 2*t.own > t.all, t.all}
}
