package analysis

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"leitmotif/analysis/collection"
	"leitmotif/analysis/result"
	"leitmotif/analysis/tfidf"
	"leitmotif/analysis/tokenize"
	"leitmotif/analysis/topic"
)

// leastPairs is the least number of articles for a phrase; two may quote one another.
const leastPairs = 3

// longestPhrase is the largest number of words of a phrase.
const longestPhrase = 4

// wording is how a topic is put into words.
type wording struct {
	terms     []result.TermWeight // phrases where the topic has them
	coherence float64             // of the ten best single words
	marks     []mark
}

// newWordings finds the words of all topics of a language. A term is shown as the phrase that
// more than half of the topic's articles with the term have, with the function words within
// it, and no part of a phrase that is shown has a place of its own: "Federal Reserve" takes
// one, not two; only beside a better bare word there is room for its name, "bank" and "Bank of
// England". Coherence is that of single words, chosen without regard to phrases.
func newWordings(ctx context.Context, c *collection.Collection, g languageGroup, in topic.Input, vocabulary *tfidf.Vocabulary, model *topic.Model, cfg Config) ([]wording, error) {
	statistics := c.Statistics[g.code]
	analyser := tokenize.NewAnalyser(g.code, nil)
	term := func(column int) string { return statistics.Term(vocabulary.Terms[column]) }
	candidates, err := model.Candidates(ctx, in.Counts, cfg.Workers)
	if err != nil {
		return nil, err
	}
	single, err := topic.Terms(ctx, in.Counts, candidates, cfg.Workers, func(_, a, b int) bool { return sameWord(analyser, term(a), term(b)) })
	if err != nil {
		return nil, err
	}
	p := phrasing{group: g, in: in, vocabulary: vocabulary, members: members(model)}
	expressions := make([]map[int]expression, model.K)
	for t, list := range candidates {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		expressions[t] = p.expressions(t, list)
	}
	shown, err := topic.Terms(ctx, in.Counts, candidates, cfg.Workers, func(t, a, b int) bool {
		return expressions[t][a].says(expressions[t][b], func(a, b int32) bool { return sameWord(analyser, statistics.Term(a), statistics.Term(b)) })
	})
	if err != nil {
		return nil, err
	}
	out := make([]wording, model.K)
	taken := make(map[string]bool)
	for t := range out {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		out[t].coherence = topic.Coherence(in.Counts, single[t])
		out[t].marks = marks(candidates[t], term)
		for _, w := range shown[t] {
			text := statistics.Written(expressions[t][w.Column].beside(func(term int32) bool {
				column := int(vocabulary.Column[term])
				return slices.ContainsFunc(shown[t], func(other topic.Term) bool { return other.Column == column })
			}))
			if folded := strings.ToLower(text); taken[folded] {
				text = statistics.Surface(vocabulary.Terms[w.Column])
			} else {
				taken[folded] = true
			}
			out[t].terms = append(out[t].terms, result.TermWeight{Term: text, Weight: w.Score})
		}
	}
	return out, nil
}

// members lists the rows of each topic.
func members(model *topic.Model) [][]int {
	out := make([][]int, model.K)
	for row, t := range model.Assigned {
		if t >= 0 {
			out[t] = append(out[t], row)
		}
	}
	return out
}

// expression is a term within the words that it is shown in.
type expression struct {
	term  int32
	words []tfidf.Word
}

// newExpression makes the expression of a term. phrase tells what stands beside a word; the
// words beside the term may have words beside them in turn: a phrase never stops within a
// longer one, "coach Emil" of "coach Emil Sandvoss", unless that had more than
// longestPhrase words.
func newExpression(term int32, phrase func(term int32) tfidf.Phrase) expression {
	p := phrase(term)
	own := p.Before != nil && p.Before.Own || p.After != nil && p.After.Own
	e := expression{term, []tfidf.Word{{Term: term, Capital: own}}}
	if p.Before != nil {
		e.prepend(p.Before)
	}
	if p.After != nil && !e.holds(p.After.Term) {
		e.append(p.After)
	}
	if len(e.words) > 1 {
		e.grow(phrase)
	}
	return e
}

// grow adds what stands beside the first and the last word, up to longestPhrase words.
func (e *expression) grow(phrase func(term int32) tfidf.Phrase) {
	for len(e.words) < longestPhrase {
		first, last := phrase(e.words[0].Term), phrase(e.words[len(e.words)-1].Term)
		switch {
		case first.Before != nil && !e.holds(first.Before.Term):
			e.prepend(first.Before)
		case last.After != nil && !e.holds(last.After.Term):
			e.append(last.After)
		default:
			return
		}
	}
}

func (e *expression) prepend(b *tfidf.Beside) {
	e.words[0].By = b.By
	e.words = slices.Insert(e.words, 0, tfidf.Word{Term: b.Term, Capital: b.Capital})
}

func (e *expression) append(b *tfidf.Beside) {
	e.words = append(e.words, tfidf.Word{Term: b.Term, Capital: b.Capital, By: b.By})
}

func (e expression) holds(term int32) bool {
	return slices.ContainsFunc(e.words, func(w tfidf.Word) bool { return w.Term == term })
}

// joined tells whether the expression has a connector.
func (e expression) joined() bool {
	return slices.ContainsFunc(e.words, func(w tfidf.Word) bool { return w.By > 0 })
}

// beside returns the words of e among the terms that shown tells of: "Apple and Google", but
// beside the term "Apple" only "Google".
func (e expression) beside(shown func(term int32) bool) []tfidf.Word {
	if !slices.ContainsFunc(e.words, func(w tfidf.Word) bool { return w.By.Coordinates() }) ||
		!slices.ContainsFunc(e.words, func(w tfidf.Word) bool { return w.Term != e.term && shown(w.Term) }) {
		return e.words
	}
	return []tfidf.Word{{Term: e.term}}
}

// says tells whether e says what other, of lower rank, would: they are forms of one word,
// or have one of their terms or two words in common. But a bare word does not stand for the
// name that it is joined into: beside "bank" there is room for "Bank of England".
func (e expression) says(other expression, sameTerm func(a, b int32) bool) bool {
	if e.holds(other.term) || sameTerm(e.term, other.term) {
		return true
	}
	if other.holds(e.term) {
		return len(e.words) > 1 || !other.joined()
	}
	common := 0
	for _, w := range other.words {
		if e.holds(w.Term) {
			common++
		}
	}
	return common > 1
}

// phrasing finds the phrases of the topics of a language.
type phrasing struct {
	group      languageGroup
	in         topic.Input
	vocabulary *tfidf.Vocabulary
	members    [][]int
}

// expressions returns the expressions of the candidates of a topic, by column.
func (p phrasing) expressions(t int, candidates []topic.Term) map[int]expression {
	known := make(map[int32]tfidf.Phrase)
	var terms []int32
	for _, w := range candidates {
		terms = append(terms, p.vocabulary.Terms[w.Column])
	}
	holders := func(term int32) int { return p.holders(t, term) }
	for range longestPhrase - 1 {
		var beside []int32
		for _, phrase := range p.group.pairs.Phrases(p.members[t], terms, holders, leastPairs) {
			known[phrase.Term] = phrase
			for _, b := range []*tfidf.Beside{phrase.Before, phrase.After} {
				if b != nil {
					beside = append(beside, b.Term)
				}
			}
		}
		slices.Sort(beside)
		terms = slices.DeleteFunc(slices.Compact(beside), func(term int32) bool { _, done := known[term]; return done })
	}
	out := make(map[int]expression, len(candidates))
	for _, w := range candidates {
		e := newExpression(p.vocabulary.Terms[w.Column], func(term int32) tfidf.Phrase { return known[term] })
		p.complete(t, &e)
		out[w.Column] = e
	}
	return out
}

// complete adds what stands beside a joined phrase in most of the articles that have it:
// many drugs are no part of a name, but "Food and Drug" is not all of one.
func (p phrasing) complete(t int, e *expression) {
	for len(e.words) < longestPhrase && e.joined() {
		before := len(e.words)
		with := p.group.pairs.Holding(p.members[t], e.words)
		ends := []int32{e.words[0].Term, e.words[before-1].Term}
		all := func(int32) int { return len(with) }
		phrases := p.group.pairs.Phrases(with, ends, all, leastPairs)
		e.grow(func(term int32) tfidf.Phrase {
			switch term {
			case ends[0]:
				return tfidf.Phrase{Before: phrases[0].Before}
			case ends[1]:
				return tfidf.Phrase{After: phrases[1].After}
			}
			return tfidf.Phrase{}
		})
		if len(e.words) == before {
			return
		}
	}
}

// holders counts the articles of a topic that hold a term. Terms outside of the
// vocabulary, too rare or too frequent, are beyond any majority.
func (p phrasing) holders(t int, term int32) int {
	column := p.vocabulary.Column[term]
	if column < 0 {
		return len(p.members[t]) * 2
	}
	n := 0
	rows, _ := p.in.Counts.Column(int(column))
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

// sameWord tells whether people would take two terms for one: the same stem, or a
// compound with hyphens and one of its parts.
func sameWord(analyser *tokenize.Analyser, a, b string) bool {
	if utf8.RuneCountInString(a) > utf8.RuneCountInString(b) {
		a, b = b, a
	}
	stem := analyser.Stem(a)
	if stem == analyser.Stem(b) {
		return true
	}
	return partOf(a, b)
}

// partOf tells whether a is a part of the compound with hyphens b.
func partOf(a, b string) bool {
	return strings.Contains(b, "-") && slices.Contains(strings.Split(b, "-"), a)
}
