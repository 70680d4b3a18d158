package analysis

import (
	"cmp"
	"context"
	"math"
	"slices"

	"leitmotif/analysis/collection"
	"leitmotif/analysis/internal/parallel"
	"leitmotif/analysis/tfidf"
	"leitmotif/analysis/tokenize"
)

// keywordCount is the number of keywords of an article.
const keywordCount = 6

// mostTried is the number of terms among which those of an article are sought: each is
// compared with all of its words. News need a dozen.
const mostTried = 256

// chunkSize is the number of articles that one goroutine takes at a time.
const chunkSize = 128

// enterKeywords enters the most telling terms of every article: those of largest
// tf/(tf+1) * (ln((1+n)/(1+df)) + 1/2), the earlier one first among equals. The half
// keeps frequent terms in a corpus too small for document frequencies to say anything.
// A term is shown as its phrase where the article has it.
func enterKeywords(ctx context.Context, c *collection.Collection, languages []languageGroup, cfg Config) error {
	for i, g := range languages {
		if err := ctx.Err(); err != nil {
			return err
		}
		k := newKeywords(c, g)
		languages[i].pairs = k.pairs
		err := parallel.Chunks(ctx, len(g.positions), chunkSize, cfg.Workers, func(_, lo, hi int) {
			for _, position := range g.positions[lo:hi] {
				c.Articles[position].Keywords = k.of(c.Rows[position])
				c.Rows[position].Follows, c.Rows[position].Joined = nil, nil // the pairs hold what is needed from here on
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// keywords knows the terms of a language.
type keywords struct {
	statistics *tfidf.Statistics
	analyser   *tokenize.Analyser
	pairs      *tfidf.Pairs
	phrases    map[int32]tfidf.Phrase // by term, of those that have one
}

func newKeywords(c *collection.Collection, g languageGroup) *keywords {
	k := &keywords{statistics: c.Statistics[g.code], analyser: tokenize.NewAnalyser(g.code, nil), phrases: make(map[int32]tfidf.Phrase)}
	documents, rows := make([]tfidf.Document, len(g.originals)), make([]int, len(g.originals))
	for i, position := range g.originals {
		documents[i], rows[i] = c.Rows[position], i
	}
	k.pairs = k.statistics.Pairs(documents, leastPairs, k.analyser.Stem)
	var terms []int32
	for i := range int32(k.statistics.Terms()) {
		if k.statistics.DocumentFrequency(i) >= leastPairs {
			terms = append(terms, i)
		}
	}
	for _, p := range k.pairs.Phrases(rows, terms, k.statistics.DocumentFrequency, leastPairs) {
		p.Before, p.After = uncoordinated(p.Before), uncoordinated(p.After)
		if p.Before != nil || p.After != nil {
			k.phrases[p.Term] = p
		}
	}
	return k
}

// uncoordinated leaves out what an "and" joins: in one article these are two subjects.
func uncoordinated(b *tfidf.Beside) *tfidf.Beside {
	if b != nil && b.By.Coordinates() {
		return nil
	}
	return b
}

func (k *keywords) of(d tfidf.Document) []string {
	type scored struct {
		term  int32
		score float64
	}
	n := float64(k.statistics.Documents())
	list := make([]scored, 0, len(d.Terms))
	for i, term := range d.Terms {
		df := k.statistics.DocumentFrequency(term)
		if n >= 20 && df < 2 {
			continue // a name or a slip of one article alone; it leads to no other
		}
		tf := float64(d.Counts[i])
		list = append(list, scored{term, tf / (tf + 1) * (math.Log((1+n)/(1+float64(df))) + 0.5)})
	}
	slices.SortStableFunc(list, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	var chosen []expression
	var out []string
	for _, x := range list[:min(len(list), mostTried)] {
		words := k.within(d, x.term)
		if slices.ContainsFunc(chosen, func(e expression) bool { return e.says(words, k.sameTerm) }) {
			continue
		}
		chosen = append(chosen, words)
		if out = append(out, k.statistics.Written(words.words)); len(out) == keywordCount {
			break
		}
	}
	return out
}

// sameTerm is sameWord for terms, by their known stems where it can.
func (k *keywords) sameTerm(a, b int32) bool {
	x, y := k.statistics.Term(a), k.statistics.Term(b)
	if same, known := k.pairs.SameStem(a, b); known {
		return same || partOf(x, y) || partOf(y, x)
	}
	return sameWord(k.analyser, x, y)
}

// within returns the phrase of a term as far as the document has it.
func (k *keywords) within(d tfidf.Document, term int32) expression {
	return newExpression(term, func(term int32) tfidf.Phrase {
		p := k.phrases[term]
		if p.Before != nil && !k.pairs.Found(d, p.Before.Term, p.Term, p.Before.By) {
			p.Before = nil
		}
		if p.After != nil && !k.pairs.Found(d, p.Term, p.After.Term, p.After.By) {
			p.After = nil
		}
		return p
	})
}
