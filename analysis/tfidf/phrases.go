package tfidf

import (
	"slices"
	"strings"
)

// Pairs are the first pairs of documents whose both terms are frequent enough to matter:
// a compact copy of Document.Follows.
type Pairs struct {
	start []int // the pairs of document i are first[start[i]:start[i+1]]
	first []int32
	next  []Follow
	// kin maps a term to the first of the terms with its stem, so that inflected forms of a
	// word ("künstliche", "künstlicher") count together; -1 for rare terms.
	kin    []int32
	length []int32 // of each term in bytes
}

// Pairs collects the pairs of documents in numbers of s. Terms of fewer than least
// documents are left out. stem gives terms that are forms of one word the same name.
func (s *Statistics) Pairs(documents []Document, least int, stem func(term string) string) *Pairs {
	p := &Pairs{start: make([]int, len(documents)+1), kin: make([]int32, len(s.terms)), length: make([]int32, len(s.terms))}
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
	kept := func(d Document, j int) bool {
		f := d.Follows[j]
		return f != NoFollow && p.kin[d.Terms[j]] >= 0 && p.kin[f.Term()] >= 0
	}
	count := 0
	for _, d := range documents {
		for j := range d.Follows {
			if kept(d, j) {
				count++
			}
		}
	}
	p.first, p.next = make([]int32, 0, count), make([]Follow, 0, count)
	for i, d := range documents {
		for j, f := range d.Follows {
			if kept(d, j) {
				p.first, p.next = append(p.first, d.Terms[j]), append(p.next, f)
			}
		}
		p.start[i+1] = len(p.first)
	}
	return p
}

// Phrase is a term with the words that most documents show right beside it.
type Phrase struct {
	Term          int32
	Before, After *Beside // nil where there is none
}

// Beside is the word at one side of a term.
type Beside struct {
	Word
	Own bool // most documents write the term itself with a capital there
}

// Word is a term as it is to be written.
type Word struct {
	Term    int32
	Capital bool // begins with a capital
}

// Phrases finds the phrase of each of the terms, which must differ, within some of the
// documents. holders is the number of those documents that hold each term. A word
// belongs to the phrase where it, or a form of it, stands beside the term in more than half
// of them, and in at least least.
//
// A majority is found in constant space for each term by voting (Boyer and Moore 1991,
// "MJRTY: a fast majority vote algorithm") and counted in a second look at the pairs.
func (p *Pairs) Phrases(documents []int, terms []int32, holders []int, least int) []Phrase {
	slot := make([]int32, len(p.kin))
	for i, t := range terms {
		slot[t] = int32(i) + 1
	}
	type ballot struct {
		kin   int32
		votes int
	}
	before, after := make([]ballot, len(terms)), make([]ballot, len(terms))
	vote := func(b *ballot, kin int32) {
		switch {
		case b.votes == 0:
			*b = ballot{kin, 1}
		case b.kin == kin:
			b.votes++
		default:
			b.votes--
		}
	}
	p.each(documents, func(first int32, next Follow) {
		if at := slot[first]; at > 0 {
			vote(&after[at-1], p.kin[next.Term()])
		}
		if at := slot[next.Term()]; at > 0 {
			vote(&before[at-1], p.kin[first])
		}
	})
	left, right := make([]tally, len(terms)), make([]tally, len(terms))
	p.each(documents, func(first int32, next Follow) {
		upper, nextUpper := next.capitals()
		if at := slot[first]; at > 0 && after[at-1].kin == p.kin[next.Term()] {
			right[at-1].add(next.Term(), p.length[next.Term()], nextUpper, upper)
		}
		if at := slot[next.Term()]; at > 0 && before[at-1].kin == p.kin[first] {
			left[at-1].add(first, p.length[first], upper, nextUpper)
		}
	})
	out := make([]Phrase, len(terms))
	for i, t := range terms {
		enough := max(least, holders[i]/2+1)
		out[i] = Phrase{t, left[i].beside(enough), right[i].beside(enough)}
	}
	return out
}

// each calls f for every pair of the documents.
func (p *Pairs) each(documents []int, f func(first int32, next Follow)) {
	for _, d := range documents {
		for i := p.start[d]; i < p.start[d+1]; i++ {
			f(p.first[i], p.next[i])
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
func (t *tally) beside(enough int) *Beside {
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
	return &Beside{Word: Word{t.terms[best], 2*t.capital > t.all}, Own: 2*t.own > t.all}
}

// Written returns words as people write them: of each the most frequent form, among those
// with or without a capital. A single word has its most frequent form of all.
func (s *Statistics) Written(words []Word) string {
	if len(words) == 1 {
		return s.Surface(words[0].Term)
	}
	forms := make([]string, len(words))
	for i, w := range words {
		forms[i] = s.surface(w.Term, w.Capital)
	}
	return strings.Join(forms, " ")
}

// SameStem tells whether two terms are forms of one word; it is known of frequent terms.
func (p *Pairs) SameStem(a, b int32) (same, known bool) {
	return p.kin[a] == p.kin[b], p.kin[a] >= 0 && p.kin[b] >= 0
}

// Found tells whether a document holds a pair, in any forms of its first word.
func (p *Pairs) Found(d Document, first, next int32) bool {
	for i, f := range d.Follows {
		if f != NoFollow && f.Term() == next && p.kin[d.Terms[i]] == p.kin[first] {
			return true
		}
	}
	return false
}
