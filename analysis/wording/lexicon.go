package wording

import (
	"leitmotif/analysis/tfidf"
	"leitmotif/analysis/tokenize"
)

// leastPairs is the least number of documents for a phrase; two may quote one another.
const leastPairs = 3

// Lexicon is what is known of the words of one language: how often and how they are written,
// and what stands beside them.
type Lexicon struct {
	statistics *tfidf.Statistics
	analyser   *tokenize.Analyser
	pairs      *pairs
}

// NewLexicon makes the lexicon of a language (ISO 639-1, "" for an unknown one). documents are
// those that count, copies left out, in numbers of the statistics. The lexicon keeps their
// pairs and not the documents.
func NewLexicon(language string, statistics *tfidf.Statistics, documents []tfidf.Document) *Lexicon {
	analyser := tokenize.NewAnalyser(language, nil)
	return &Lexicon{statistics, analyser, newPairs(statistics, documents, leastPairs, analyser.Stem)}
}

// sameWord tells whether people would take two terms for one.
func (l *Lexicon) sameWord(a, b int32) bool {
	return sameWord(l.analyser, l.statistics.Term(a), l.statistics.Term(b))
}
