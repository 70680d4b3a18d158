package wording

import (
	"cmp"
	"math"
	"slices"

	"leitmotif/analysis/tfidf"
)

// keywordCount is the number of keywords of an article.
const keywordCount = 6

// mostTried is the number of terms among which those of an article are sought: each is
// compared with all of its words. News need a dozen.
const mostTried = 256

// Keywords finds the keywords of documents of a language.
type Keywords struct {
	lexicon *Lexicon
	phrases map[int32]phrase // by term, of those that have one
}

// Keywords looks for the phrases of the language.
func (l *Lexicon) Keywords() *Keywords {
	k := &Keywords{l, make(map[int32]phrase)}
	rows := make([]int, l.pairs.documents())
	for i := range rows {
		rows[i] = i
	}
	var terms []int32
	for i := range int32(l.statistics.Terms()) {
		if l.statistics.DocumentFrequency(i) >= leastPairs {
			terms = append(terms, i)
		}
	}
	for _, p := range l.pairs.phrases(rows, terms, l.statistics.DocumentFrequency, leastPairs) {
		p.before, p.after = uncoordinated(p.before), uncoordinated(p.after)
		if p.before != nil || p.after != nil {
			k.phrases[p.term] = p
		}
	}
	return k
}

// uncoordinated leaves out what an "and" joins: in one article these are two subjects.
func uncoordinated(b *neighbour) *neighbour {
	if b != nil && b.by.Coordinates() {
		return nil
	}
	return b
}

// Of gives the most telling terms of a document of the language, at most six, most telling
// first: those of largest tf/(tf+1) * (ln((1+n)/(1+df)) + 1/2), the earlier one first among
// equals. The half keeps frequent terms in a corpus too small for document frequencies to say
// anything; what names nothing keeps a quarter. A term is shown as its phrase where the document has
// it, the last word of a name as the name. It is safe for concurrent use.
func (k *Keywords) Of(d tfidf.Document) []string {
	type scored struct {
		place int // in the document
		score float64
	}
	n := float64(k.lexicon.statistics.Documents())
	list := make([]scored, 0, len(d.Terms))
	for i, term := range d.Terms {
		df := k.lexicon.statistics.DocumentFrequency(term)
		if n >= 20 && df < 2 {
			continue // a name or a slip of one article alone; it leads to no other
		}
		tf := float64(d.Counts[i])
		list = append(list, scored{i, k.lexicon.weight(term) * tf / (tf + 1) * (math.Log((1+n)/(1+float64(df))) + 0.5)})
	}
	slices.SortFunc(list, func(a, b scored) int { return cmp.Or(cmp.Compare(b.score, a.score), a.place-b.place) })
	var chosen []expression
	var out []string
	for _, x := range list[:min(len(list), mostTried)] {
		words := k.within(d, d.Terms[x.place])
		if i := slices.IndexFunc(chosen, func(e expression) bool { return e.says(words, k.sameTerm) }); i >= 0 {
			if last, name := words.fullName(); name && len(chosen[i].words) == 1 && chosen[i].term == last {
				chosen[i].words, out[i] = words.words, k.lexicon.written(words.words)
			}
			continue
		}
		chosen = append(chosen, words)
		if out = append(out, k.lexicon.written(words.words)); len(out) == keywordCount {
			break
		}
	}
	return out
}

// sameTerm is sameWord for terms, by their known roots where it can.
func (k *Keywords) sameTerm(a, b int32) bool {
	x, y := k.lexicon.statistics.Term(a), k.lexicon.statistics.Term(b)
	if same, known := k.lexicon.pairs.sameRoot(a, b); known {
		return same || partOf(x, y) || partOf(y, x)
	}
	return k.lexicon.sameWord(a, b)
}

// within returns the phrase of a term as far as the document has it.
func (k *Keywords) within(d tfidf.Document, term int32) expression {
	return newExpression(term, func(term int32) phrase {
		p := k.phrases[term]
		if p.before != nil && !k.lexicon.pairs.found(d, p.before.term, p.term, p.before.by) {
			p.before = nil
		}
		if p.after != nil && !k.lexicon.pairs.found(d, p.term, p.after.term, p.after.by) {
			p.after = nil
		}
		return p
	})
}
