package tfidf

import (
	"slices"
	"strings"
)

// Pairs are the first pairs and joined pairs of documents whose both terms are frequent
// enough to matter: a compact copy of Document.Follows and Document.Joined.
type Pairs struct {
	plain, joined pairList
	// kin maps a term to the first of the terms with its stem, so that inflected forms of a
	// word ("künstliche", "künstlicher") count together; -1 for rare terms.
	kin    []int32
	length []int32 // of each term in bytes
}

// pairList holds pairs by document.
type pairList struct {
	start []int   // the pairs of document i are at start[i] to start[i+1]
	first []int32 // first terms
	next  []Follow
	by    []Connector // nil for plain pairs
}

func (l *pairList) add(first int32, next Follow) {
	l.first, l.next = append(l.first, first), append(l.next, next)
}

// end closes a document.
func (l *pairList) end() { l.start = append(l.start, len(l.first)) }

// Pairs collects the pairs of documents in numbers of s. Terms of fewer than least
// documents are left out. stem gives terms that are forms of one word the same name.
func (s *Statistics) Pairs(documents []Document, least int, stem func(term string) string) *Pairs {
	p := &Pairs{kin: make([]int32, len(s.terms)), length: make([]int32, len(s.terms))}
	byStem := make(map[string]int32)
	for i, term := range s.terms {
		p.length[i] = int32(len(term))
		if p.kin[i] = -1; int(s.frequency[i]) < least {
			continue
		}
		stem := stem(term)
		if _, known := byStem[stem]; !known {
			byStem[stem] = int32(i)
		}
		p.kin[i] = byStem[stem]
	}
	kept := func(first int32, next Follow) bool {
		return next != NoFollow && p.kin[first] >= 0 && p.kin[next.Term()] >= 0
	}
	plain, joined := 0, 0
	for _, d := range documents {
		for j, f := range d.Follows {
			if kept(d.Terms[j], f) {
				plain++
			}
		}
		for _, x := range d.Joined {
			if kept(x.First, x.Next) {
				joined++
			}
		}
	}
	p.plain = pairList{make([]int, 1, len(documents)+1), make([]int32, 0, plain), make([]Follow, 0, plain), nil}
	p.joined = pairList{make([]int, 1, len(documents)+1), make([]int32, 0, joined), make([]Follow, 0, joined), make([]Connector, 0, joined)}
	for _, d := range documents {
		for j, f := range d.Follows {
			if kept(d.Terms[j], f) {
				p.plain.add(d.Terms[j], f)
			}
		}
		for _, x := range d.Joined {
			if kept(x.First, x.Next) {
				p.joined.add(x.First, x.Next)
				p.joined.by = append(p.joined.by, x.By)
			}
		}
		p.plain.end()
		p.joined.end()
	}
	return p
}

// Phrase is a term with the words that most documents show beside it.
type Phrase struct {
	Term          int32
	Before, After *Beside // nil where there is none
}

// Beside is the word at one side of a term.
type Beside struct {
	Term    int32
	Capital bool      // begins with a capital
	By      Connector // what stands between them
	Own     bool      // most documents write the term itself with a capital there
	count   int       // documents
}

// Word is a term as it is to be written.
type Word struct {
	Term    int32
	Capital bool      // begins with a capital
	By      Connector // what stands between it and the word before it
}

// both is the share of the documents that hold the one word of a joined pair, one in five,
// that must hold the pair where most of those of the other word do: "Bank of England" is a
// fifth of what is said of banks, "percent of respondents" none of what is said of percents.
const both = 5

// Phrases finds the phrase of each of the terms, which must differ, within some of the
// documents. holders tells how many of those documents hold a term. A word belongs to the
// phrase where it, or a form of it, stands right beside the term in more than half of
// them, and in at least least; or else where it is joined to the term by one connector in
// as many, and these are at least a fifth of those that hold the word. Then both must have
// a capital or neither, or it is no name, "Roll of the passenger association"; and words that
// an "and" joins must have one: "Food and Drug", not "producers and consumers".
//
// A majority is found in constant space for each term by voting (Boyer and Moore 1991,
// "MJRTY: a fast majority vote algorithm") and counted in a second look at the pairs.
func (p *Pairs) Phrases(documents []int, terms []int32, holders func(term int32) int, least int) []Phrase {
	slot := make([]int32, len(p.kin))
	enough := make([]int, len(terms))
	for i, t := range terms {
		slot[t] = int32(i) + 1
		enough[i] = max(least, holders(t)/2+1)
	}
	out := make([]Phrase, len(terms))
	before, after := p.beside(&p.plain, documents, slot, enough)
	joinedBefore, joinedAfter := p.beside(&p.joined, documents, slot, enough)
	orJoined := func(plain, joined *Beside) *Beside {
		if plain != nil || joined == nil || both*joined.count < holders(joined.Term) || joined.Capital != joined.Own ||
			joined.By.Coordinates() && !joined.Own {
			return plain
		}
		return joined
	}
	for i, t := range terms {
		out[i] = Phrase{t, orJoined(before[i], joinedBefore[i]), orJoined(after[i], joinedAfter[i])}
	}
	return out
}

// beside finds the words beside terms in a list of pairs. slot is one more than the number
// of a term among those sought, and enough the number of documents that each of them needs.
func (p *Pairs) beside(l *pairList, documents []int, slot []int32, enough []int) (before, after []*Beside) {
	// What is voted for: a word in any form, joined in one way.
	type candidate struct {
		kin int32
		by  Connector
	}
	type ballot struct {
		candidate
		votes int
	}
	of := func(term int32, by Connector) candidate { return candidate{p.kin[term], by} }
	left, right := make([]ballot, len(enough)), make([]ballot, len(enough))
	vote := func(b *ballot, c candidate) {
		switch {
		case b.votes == 0:
			*b = ballot{c, 1}
		case b.candidate == c:
			b.votes++
		default:
			b.votes--
		}
	}
	l.each(documents, func(first int32, next Follow, by Connector) {
		if at := slot[first]; at > 0 {
			vote(&right[at-1], of(next.Term(), by))
		}
		if at := slot[next.Term()]; at > 0 {
			vote(&left[at-1], of(first, by))
		}
	})
	leftTally, rightTally := make([]tally, len(enough)), make([]tally, len(enough))
	l.each(documents, func(first int32, next Follow, by Connector) {
		upper, nextUpper := next.capitals()
		if at := slot[first]; at > 0 && right[at-1].candidate == of(next.Term(), by) {
			rightTally[at-1].add(next.Term(), p.length[next.Term()], nextUpper, upper)
		}
		if at := slot[next.Term()]; at > 0 && left[at-1].candidate == of(first, by) {
			leftTally[at-1].add(first, p.length[first], upper, nextUpper)
		}
	})
	before, after = make([]*Beside, len(enough)), make([]*Beside, len(enough))
	for i, n := range enough {
		before[i], after[i] = leftTally[i].beside(n, left[i].by), rightTally[i].beside(n, right[i].by)
	}
	return before, after
}

// each calls f for every pair of the documents.
func (l *pairList) each(documents []int, f func(first int32, next Follow, by Connector)) {
	for _, d := range documents {
		for i := l.start[d]; i < l.start[d+1]; i++ {
			by := Connector(0)
			if l.by != nil {
				by = l.by[i]
			}
			f(l.first[i], l.next[i], by)
		}
	}
}

// tally counts the forms of a word at one side of a term.
type tally struct {
	terms, counts, lengths []int32
	all, capital, own      int
}

func (t *tally) add(term, length int32, capital, own bool) {
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
// shortest that has a quarter of the count of the most frequent one: where adjectives
// inflect, that is the one closest to what a dictionary has.
func (t *tally) beside(enough int, by Connector) *Beside {
	if t.all < enough {
		return nil
	}
	const often = 4
	most := slices.Max(t.counts)
	best := slices.Index(t.counts, most)
	for i, c := range t.counts {
		if c*often >= most && t.lengths[i] < t.lengths[best] {
			best = i
		}
	}
	return &Beside{t.terms[best], 2*t.capital > t.all, by, 2*t.own > t.all, t.all}
}

// Written returns words as people write them: of each the most frequent form, among those
// with or without a capital. A single word has its most frequent form of all.
func (s *Statistics) Written(words []Word) string {
	if len(words) == 1 {
		return s.Surface(words[0].Term)
	}
	var out strings.Builder
	for i, w := range words {
		if i > 0 {
			out.WriteString(w.By.String())
		}
		out.WriteString(s.surface(w.Term, w.Capital))
	}
	return out.String()
}

// SameStem tells whether two terms are forms of one word; it is known of frequent terms.
func (p *Pairs) SameStem(a, b int32) (same, known bool) {
	return p.kin[a] == p.kin[b], p.kin[a] >= 0 && p.kin[b] >= 0
}

// Holding returns those of the documents that hold words one right behind the other, as
// they are joined.
func (p *Pairs) Holding(documents []int, words []Word) []int {
	var out []int
	for _, d := range documents {
		held := true
		for i := 1; i < len(words) && held; i++ {
			l := &p.plain
			if words[i].By > 0 {
				l = &p.joined
			}
			held = false
			l.each([]int{d}, func(first int32, next Follow, by Connector) {
				held = held || by == words[i].By && p.kin[first] == p.kin[words[i-1].Term] && p.kin[next.Term()] == p.kin[words[i].Term]
			})
		}
		if held {
			out = append(out, d)
		}
	}
	return out
}

// Found tells whether a document holds a pair, in any forms of its first word.
func (p *Pairs) Found(d Document, first, next int32, by Connector) bool {
	same := func(term int32, f Follow) bool { return f.Term() == next && p.kin[term] == p.kin[first] }
	if by > 0 {
		return slices.ContainsFunc(d.Joined, func(x Joint) bool { return x.By == by && same(x.First, x.Next) })
	}
	for i, f := range d.Follows {
		if f != NoFollow && same(d.Terms[i], f) {
			return true
		}
	}
	return false
}
