package wording

import (
	"context"

	"leitmotif/analysis/tfidf"
	"leitmotif/analysis/tokenize"
)

// leastPairs is the least number of documents for a phrase; two may quote one another.
const leastPairs = 3

// Lexicon is what is known of the words of one language: how often and how they are written,
// what stands beside them, and which are forms of one noun.
type Lexicon struct {
	statistics *tfidf.Statistics
	pairs      *pairs
	root       func(term string) string
	names      []bool // by term: whether it can name a theme
	families   families
}

// NewLexicon makes the lexicon of a language (ISO 639-1, "" for an unknown one). documents are
// those that count, copies left out, in numbers of the statistics. The lexicon keeps their
// pairs and not the documents, which it reads once, on up to workers goroutines. It fails
// where they cannot be read, and when ctx ends.
func NewLexicon(ctx context.Context, language string, statistics *tfidf.Statistics, documents tfidf.Documents, workers int) (*Lexicon, error) {
	analyser := tokenize.NewAnalyser(language, nil)
	nouns := newNouns(language, statistics)
	l := &Lexicon{statistics: statistics, names: make([]bool, statistics.Terms())}
	for i := range l.names {
		l.names[i] = nouns.names(int32(i))
	}
	l.root = func(term string) string { return root(language, analyser, term) }
	var err error
	if l.pairs, err = newPairs(ctx, statistics, documents, leastPairs, workers, l.root); err != nil {
		return nil, err
	}
	l.families = newFamilies(newInflection(language), statistics, l.pairs.kin, nouns.inflected, func(forms []int32) {
		named := nouns.names(forms...)
		for _, f := range forms {
			l.names[f] = named
		}
	})
	return l, nil
}

// sameWord tells whether people would take two terms for one.
func (l *Lexicon) sameWord(a, b int32) bool {
	return sameWord(l.root, l.statistics.Term(a), l.statistics.Term(b))
}

// unlikely is the share of its score that a term keeps which is no noun or name, or names
// nothing: it is there where a topic has hardly any.
const unlikely = 0.25

// weight is how much of its score a term keeps by its class, (0, 1].
func (l *Lexicon) weight(term int32) float64 {
	if !l.names[term] {
		return unlikely
	}
	return 1
}

// surface is how people write a term alone: the most frequent form of what is shown of its
// family.
func (l *Lexicon) surface(term int32) string {
	term = l.families[term]
	return newPlace(l.statistics, term) + dotted(l.statistics.Surface(term))
}

// newPlace is the "New" of a place, "New York", with a space, where a term is mostly written behind
// it; else "".
func newPlace(s *tfidf.Statistics, term int32) string {
	if written, _ := s.Capitals(term); 2*int(s.Use(term).New) > written {
		return "New "
	}
	return ""
}

// dotted gives an abbreviation of initials its last dot back, which closes no word: "U.S.".
func dotted(surface string) string {
	const initial = 2 // bytes of a letter and its dot
	if len(surface) < initial+1 || len(surface)%initial == 0 {
		return surface
	}
	for i := range len(surface) {
		if letter := 'A' <= surface[i] && surface[i] <= 'Z'; letter != (i%initial == 0) || !letter && surface[i] != '.' {
			return surface
		}
	}
	return surface + "."
}

// written returns words as people write them: of each the most frequent form, among those
// with or without a capital. A single word is written as surface says.
func (l *Lexicon) written(words []word) string {
	if len(words) == 1 {
		return l.surface(words[0].term)
	}
	return written(l.statistics, words)
}
