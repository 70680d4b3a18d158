package wording

import (
	"context"
	"slices"
	"strings"

	"leitmotif/analysis/result"
	"leitmotif/analysis/tfidf"
)

// Topics are the topics of the documents of a Lexicon.
type Topics struct {
	K          int
	Assigned   []int           // topic of each document, in [0, K), or -1
	Postings   *tfidf.Postings // which documents hold each term of the vocabulary
	Vocabulary *tfidf.Vocabulary
	Shares     [][]Share // of the topics in each document; nil where each is all its topic's
	Outlets    []int32   // number of the outlet of each document, -1 where none is known; nil where no document has one
}

// members lists the rows of each topic.
func (t *Topics) members() [][]int {
	out := make([][]int, t.K)
	for row, topic := range t.Assigned {
		if topic >= 0 {
			out[topic] = append(out[topic], row)
		}
	}
	return out
}

// Share is how much of a document is a topic's.
type Share struct {
	Topic  int32
	Weight float32 // (0, 1]
}

// shares are those of a document.
func (t *Topics) shares(document int32) []Share {
	if t.Shares != nil {
		return t.Shares[document]
	}
	if topic := t.Assigned[document]; topic >= 0 {
		return []Share{{int32(topic), 1}}
	}
	return nil
}

// sizes sums the shares of each topic, and of all.
func (t *Topics) sizes() (documents []float64, total float64) {
	documents = make([]float64, t.K)
	for d := range t.Assigned {
		for _, s := range t.shares(int32(d)) {
			documents[s.Topic] += float64(s.Weight)
			total += float64(s.Weight)
		}
	}
	return documents, total
}

// Description is how a topic is put into words.
type Description struct {
	Terms     []result.TermWeight // best first, phrases where the topic has them
	Coherence float64             // mean NPMI of the ten best single words, [-1, 1]
	Marks     []Mark
	Register  bool // it is rather a manner of telling: words that name nothing, spread over all topics
}

// Describe finds the words of all topics of the language. A term is shown as the phrase that
// more than half of the topic's documents with the term have, with the function words within
// it, and no part of a phrase that is shown has a place of its own: "Federal Reserve" takes
// one, not two; only beside a better bare word there is room for its name, "bank" and "Bank of
// England". Coherence is that of single words, chosen without regard to phrases.
//
// workers is the number of goroutines, 0 for one per processor. It fails when ctx ends.
func (l *Lexicon) Describe(ctx context.Context, topics Topics, workers int) ([]Description, error) {
	out, err := l.measure(ctx, topics, workers)
	if err != nil {
		return nil, err
	}
	candidates, err := topics.candidates(ctx, l.families, l.weight, workers)
	if err != nil {
		return nil, err
	}
	p := phrasing{topics, l.pairs, topics.members()}
	expressions := make([]map[int]expression, topics.K)
	for t, list := range candidates {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		expressions[t] = p.expressions(t, list)
	}
	documents, _ := topics.Postings.Dims()
	shown, err := choose(ctx, documents, candidates, workers, func(t, a, b int) bool {
		return expressions[t][a].says(expressions[t][b], l.sameWord)
	})
	if err != nil {
		return nil, err
	}
	taken := make(map[string]bool)
	for t := range out {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for _, x := range shown[t] {
			text := l.written(expressions[t][x.column].beside(func(term int32) bool {
				column := int(topics.Vocabulary.Column[term])
				return slices.ContainsFunc(shown[t], func(other candidate) bool { return other.column == column })
			}))
			if folded := strings.ToLower(text); taken[folded] {
				text = l.surface(topics.Vocabulary.Terms[x.column])
			} else {
				taken[folded] = true
			}
			out[t].Terms = append(out[t].Terms, result.TermWeight{Term: text, Weight: x.score})
		}
	}
	return out, nil
}

// measure gives coherence and marks of the topics: over all words alike, every document with
// the same weight.
func (l *Lexicon) measure(ctx context.Context, topics Topics, workers int) ([]Description, error) {
	topics.Shares, topics.Outlets = nil, nil
	term := func(column int) int32 { return topics.Vocabulary.Terms[column] }
	candidates, err := topics.candidates(ctx, nil, func(int32) float64 { return 1 }, workers)
	if err != nil {
		return nil, err
	}
	documents, _ := topics.Postings.Dims()
	single, err := choose(ctx, documents, candidates, workers, func(_, a, b int) bool { return l.sameWord(term(a), term(b)) })
	if err != nil {
		return nil, err
	}
	out := make([]Description, topics.K)
	for t := range out {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		out[t].Coherence = coherence(documents, single[t])
		out[t].Marks = marks(candidates[t], func(column int) string { return l.statistics.Term(term(column)) })
		out[t].Register = l.register(&topics, t, candidates[t])
	}
	return out, nil
}

// phrasing finds the phrases of topics.
type phrasing struct {
	Topics
	pairs   *pairs
	members [][]int
}

// expressions returns the expressions of the candidates of a topic, by column.
func (p phrasing) expressions(t int, candidates []candidate) map[int]expression {
	known := make(map[int32]phrase)
	var terms []int32
	for _, w := range candidates {
		terms = append(terms, p.Vocabulary.Terms[w.column])
	}
	holders := func(term int32) int { return p.holders(t, term) }
	for range longestPhrase - 1 {
		var beside []int32
		for _, found := range p.pairs.phrases(p.members[t], terms, holders, leastPairs) {
			known[found.term] = found
			for _, b := range []*neighbour{found.before, found.after} {
				if b != nil {
					beside = append(beside, b.term)
				}
			}
		}
		slices.Sort(beside)
		terms = slices.DeleteFunc(slices.Compact(beside), func(term int32) bool { _, done := known[term]; return done })
	}
	out := make(map[int]expression, len(candidates))
	for _, w := range candidates {
		e := newExpression(p.Vocabulary.Terms[w.column], func(term int32) phrase { return known[term] })
		p.complete(t, &e)
		out[w.column] = e
	}
	p.fullNames(t, candidates, out)
	return out
}

// mostNamed is how many documents may have a name at all for each one that has it in full: what
// everyone knows is left out often.
const mostNamed = 3

// fullNames gives bare names the words that another candidate has before them, "Biden" those of
// "Joe", which is hardly ever without them.
func (p phrasing) fullNames(t int, candidates []candidate, expressions map[int]expression) {
	full := make(map[int32][]word) // by last word, of the best candidate
	for _, w := range candidates {
		last, name := expressions[w.column].fullName()
		if _, known := full[last]; name && !known {
			full[last] = expressions[w.column].words
		}
	}
	for _, w := range candidates {
		e := expressions[w.column]
		words, named := full[e.term]
		if named && len(e.words) == 1 && mostNamed*len(p.pairs.holding(p.members[t], words)) >= p.holders(t, e.term) {
			e.words = words
			expressions[w.column] = e
		}
	}
}

// complete adds what stands beside a joined phrase in most of the documents that have it:
// many drugs are no part of a name, but "Food and Drug" is not all of one.
func (p phrasing) complete(t int, e *expression) {
	for len(e.words) < longestPhrase && e.joined() {
		before := len(e.words)
		with := p.pairs.holding(p.members[t], e.words)
		ends := []int32{e.words[0].term, e.words[before-1].term}
		all := func(int32) int { return len(with) }
		phrases := p.pairs.phrases(with, ends, all, leastPairs)
		e.grow(func(term int32) phrase {
			switch term {
			case ends[0]:
				return phrase{before: phrases[0].before}
			case ends[1]:
				return phrase{after: phrases[1].after}
			}
			return phrase{}
		})
		if len(e.words) == before {
			return
		}
	}
}

// holders counts the documents of a topic that hold a term. Terms outside of the
// vocabulary, too rare or too frequent, are beyond any majority.
func (p phrasing) holders(t int, term int32) int {
	column := p.Vocabulary.Column[term]
	if column < 0 {
		return len(p.members[t]) * 2
	}
	n := 0
	rows := p.Postings.Holders(int(column))
	for at, m := 0, p.members[t]; at < len(rows) && len(m) > 0; {
		switch {
		case int(rows[at]) < m[0]:
			at++
		case int(rows[at]) > m[0]:
			m = m[1:]
		default:
			n++
			at++
			m = m[1:]
		}
	}
	return n
}
