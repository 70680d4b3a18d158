package wording

import (
	"context"
	"slices"

	"leitmotif/analysis/tfidf"
)

// pairs are the first pairs and joined pairs of documents whose both terms are frequent
// enough to matter: a compact copy of tfidf.Document.Follows and Joined.
type pairs struct {
	statistics    *tfidf.Statistics
	plain, joined pairList
	// kin maps a term to the first of the terms with its root, so that inflected forms of a
	// word ("künstliche", "künstlicher") count together; -1 for rare terms.
	kin []int32
}

// pairList holds pairs by document.
type pairList struct {
	start []int   // the pairs of document i are at start[i] to start[i+1]
	first []int32 // first terms
	next  []tfidf.Follow
	by    []tfidf.Connector // nil for plain pairs
}

// pair is an entry of a pairList.
type pair struct {
	first int32
	next  tfidf.Follow
	by    tfidf.Connector
}

// newPairList makes the list of the pairs of each document.
func newPairList(documents [][]pair, joined bool) pairList {
	n := 0
	for _, d := range documents {
		n += len(d)
	}
	l := pairList{start: make([]int, 1, len(documents)+1), first: make([]int32, 0, n), next: make([]tfidf.Follow, 0, n)}
	if joined {
		l.by = make([]tfidf.Connector, 0, n)
	}
	for _, d := range documents {
		for _, x := range d {
			l.first, l.next = append(l.first, x.first), append(l.next, x.next)
			if joined {
				l.by = append(l.by, x.by)
			}
		}
		l.start = append(l.start, len(l.first))
	}
	return l
}

// newPairs collects the pairs of documents in numbers of the statistics. Terms of fewer than
// least documents are left out. root gives terms that are forms of one word the same name.
func newPairs(ctx context.Context, statistics *tfidf.Statistics, documents tfidf.Documents, least, workers int, root func(term string) string) (*pairs, error) {
	p := &pairs{statistics: statistics, kin: make([]int32, statistics.Terms())}
	byRoot := make(map[string]int32)
	for i := range p.kin {
		term := int32(i)
		if p.kin[i] = -1; statistics.DocumentFrequency(term) < least {
			continue
		}
		name := root(statistics.Term(term))
		if _, known := byRoot[name]; !known {
			byRoot[name] = term
		}
		p.kin[i] = byRoot[name]
	}
	plain, joined := make([][]pair, documents.Len()), make([][]pair, documents.Len())
	err := documents.Each(ctx, workers, func(row int, d tfidf.Document) { plain[row], joined[row] = p.of(d) })
	if err != nil {
		return nil, err
	}
	p.plain, p.joined = newPairList(plain, false), newPairList(joined, true)
	return p, nil
}

// of gives the pairs of a document that are kept.
func (p *pairs) of(d tfidf.Document) (plain, joined []pair) {
	kept := func(first int32, next tfidf.Follow) bool {
		return next != tfidf.NoFollow && p.kin[first] >= 0 && p.kin[next.Term()] >= 0
	}
	n := 0
	for j, f := range d.Follows {
		if kept(d.Terms[j], f) {
			n++
		}
	}
	plain = make([]pair, 0, n)
	for j, f := range d.Follows {
		if kept(d.Terms[j], f) {
			plain = append(plain, pair{first: d.Terms[j], next: f})
		}
	}
	for _, x := range d.Joined {
		if kept(x.First, x.Next) {
			joined = append(joined, pair{x.First, x.Next, x.By})
		}
	}
	return plain, joined
}

// each calls f for every pair of the documents.
func (l *pairList) each(documents []int, f func(first int32, next tfidf.Follow, by tfidf.Connector)) {
	for _, d := range documents {
		for i := l.start[d]; i < l.start[d+1]; i++ {
			by := tfidf.Connector(0)
			if l.by != nil {
				by = l.by[i]
			}
			f(l.first[i], l.next[i], by)
		}
	}
}

// documents is the number of documents.
func (p *pairs) documents() int { return len(p.plain.start) - 1 }

// length is that of a term in bytes.
func (p *pairs) length(term int32) int { return len(p.statistics.Term(term)) }

// sameRoot tells whether two terms are forms of one word; it is known of frequent terms.
func (p *pairs) sameRoot(a, b int32) (same, known bool) {
	return p.kin[a] == p.kin[b], p.kin[a] >= 0 && p.kin[b] >= 0
}

// holding returns those of the documents that hold words one right behind the other, as
// they are joined.
func (p *pairs) holding(documents []int, words []word) []int {
	var out []int
	for _, d := range documents {
		held := true
		for i := 1; i < len(words) && held; i++ {
			l := &p.plain
			if words[i].by > 0 {
				l = &p.joined
			}
			held = false
			l.each([]int{d}, func(first int32, next tfidf.Follow, by tfidf.Connector) {
				held = held || by == words[i].by && p.kin[first] == p.kin[words[i-1].term] && p.kin[next.Term()] == p.kin[words[i].term]
			})
		}
		if held {
			out = append(out, d)
		}
	}
	return out
}

// found tells whether a document holds a pair, in any forms of its first word.
func (p *pairs) found(d tfidf.Document, first, next int32, by tfidf.Connector) bool {
	same := func(term int32, f tfidf.Follow) bool { return f.Term() == next && p.kin[term] == p.kin[first] }
	if by > 0 {
		return slices.ContainsFunc(d.Joined, func(x tfidf.Joint) bool { return x.By == by && same(x.First, x.Next) })
	}
	for i, f := range d.Follows {
		if f != tfidf.NoFollow && same(d.Terms[i], f) {
			return true
		}
	}
	return false
}
