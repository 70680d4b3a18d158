package analysis

import (
	"slices"
	"strings"
	"unicode/utf8"

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
	terms     []TermWeight // phrases where the topic has them
	coherence float64      // of the ten best single words
	marks     []mark
}

// wording finds the words of all topics of a language. A term is shown as the phrase that
// more than half of the topic's articles with the term have, and no part of a phrase that
// is shown has a place of its own: "Federal Reserve" takes one, not two. Coherence is that
// of single words, chosen without regard to phrases.
func (c *collection) wording(g languageGroup, in topic.Input, vocabulary *tfidf.Vocabulary, model *topic.Model, cfg Config) []wording {
	statistics := c.languages[g.code]
	analyser := tokenize.NewAnalyser(g.code, nil)
	term := func(column int) string { return statistics.Term(vocabulary.Terms[column]) }
	candidates := model.Candidates(in.Counts, cfg.Workers)
	single := topic.Terms(in.Counts, candidates, cfg.Workers, func(_, a, b int) bool { return sameWord(analyser, term(a), term(b)) })
	p := phrasing{group: g, in: in, vocabulary: vocabulary, members: members(model)}
	expressions := make([]map[int]expression, model.K)
	for t, list := range candidates {
		expressions[t] = p.expressions(t, list)
	}
	shown := topic.Terms(in.Counts, candidates, cfg.Workers, func(t, a, b int) bool {
		return expressions[t][a].same(expressions[t][b], func(a, b int32) bool { return sameWord(analyser, statistics.Term(a), statistics.Term(b)) })
	})
	out := make([]wording, model.K)
	taken := make(map[string]bool)
	for t := range out {
		out[t].coherence = topic.Coherence(in.Counts, single[t])
		out[t].marks = marks(candidates[t], term)
		for _, w := range shown[t] {
			text := statistics.Written(expressions[t][w.Column].words)
			if folded := strings.ToLower(text); taken[folded] {
				text = statistics.Surface(vocabulary.Terms[w.Column])
			} else {
				taken[folded] = true
			}
			out[t].terms = append(out[t].terms, TermWeight{text, w.Score})
		}
	}
	return out
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

// newExpression makes the expression of a phrase.
func newExpression(p tfidf.Phrase) expression {
	own := p.Before != nil && p.Before.Own || p.After != nil && p.After.Own
	e := expression{p.Term, []tfidf.Word{{Term: p.Term, Capital: own}}}
	if p.Before != nil {
		e.words = slices.Insert(e.words, 0, p.Before.Word)
	}
	if p.After != nil {
		e.words = append(e.words, p.After.Word)
	}
	return e
}

func (e expression) holds(term int32) bool {
	return slices.ContainsFunc(e.words, func(w tfidf.Word) bool { return w.Term == term })
}

// same tells whether two expressions would say the same thing twice.
func (e expression) same(other expression, sameTerm func(a, b int32) bool) bool {
	return e.holds(other.term) || other.holds(e.term) || sameTerm(e.term, other.term)
}

// phrasing finds the phrases of the topics of a language.
type phrasing struct {
	group      languageGroup
	in         topic.Input
	vocabulary *tfidf.Vocabulary
	members    [][]int
}

// expressions returns the expressions of the candidates of a topic, by column. The words
// beside a term may have words beside them in turn: a phrase never stops within a longer
// one, "coach Emil" of "coach Emil Sandvoss", unless that had more than longestPhrase words.
func (p phrasing) expressions(t int, candidates []topic.Term) map[int]expression {
	known := make(map[int32]tfidf.Phrase)
	var terms []int32
	for _, w := range candidates {
		terms = append(terms, p.vocabulary.Terms[w.Column])
	}
	for range longestPhrase - 1 {
		holders := p.holders(t, terms)
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
		e := newExpression(known[p.vocabulary.Terms[w.Column]])
		for len(e.words) > 1 && len(e.words) < longestPhrase {
			first, last := known[e.words[0].Term], known[e.words[len(e.words)-1].Term]
			switch {
			case first.Before != nil && !e.holds(first.Before.Term):
				e.words = slices.Insert(e.words, 0, first.Before.Word)
				continue
			case last.After != nil && !e.holds(last.After.Term):
				e.words = append(e.words, last.After.Word)
				continue
			}
			break
		}
		out[w.Column] = e
	}
	return out
}

// holders counts the articles of a topic that hold each term. Terms outside of the
// vocabulary, too rare or too frequent, are beyond any majority.
func (p phrasing) holders(t int, terms []int32) []int {
	out := make([]int, len(terms))
	for i, term := range terms {
		column := p.vocabulary.Column[term]
		if column < 0 {
			out[i] = len(p.members[t]) * 2
			continue
		}
		rows, _ := p.in.Counts.Column(int(column))
		for at, m := 0, p.members[t]; at < len(rows) && len(m) > 0; {
			switch {
			case int(rows[at]) < m[0]:
				at++
			case int(rows[at]) > m[0]:
				m = m[1:]
			default:
				out[i]++
				at++
				m = m[1:]
			}
		}
	}
	return out
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
