package collection

import (
	"leitmotif/analysis/names"
	"leitmotif/analysis/result"
	"leitmotif/analysis/tfidf"
	"leitmotif/corpus"
	"leitmotif/corpus/boilerplate"
	"leitmotif/corpus/duplicate"
)

// shardSize is the number of records of a shard. It bounds what is in memory at a time
// and must not depend on the machine.
const shardSize = 128

// Shard is what the second pass leaves of a number of records in a row: all that a
// Collection learns of them, and nothing that depends on other records but for what recurs
// over the corpus.
type Shard struct {
	documents []document      // of the articles that take part, in input order
	rejects   []corpus.Reject // in input order
	omissions [omissions]int  // articles left out, by reason
	// counts are the terms of documents by language; those of a language are in the order of
	// documents.
	counts   map[string]*tfidf.Counts
	names    *names.Counts // candidates of documents, in their order
	relabels int           // articles whose given language was clearly wrong
}

// size is about how many bytes the term counts take in memory.
func (s *Shard) size() int {
	const perDocument, perTerm, perJoint = 96, 12, 12 // headers of the lists; number, count, follow; joint
	n := s.names.Size()
	for _, counts := range s.counts {
		for _, d := range counts.Documents {
			n += perDocument + perTerm*len(d.Terms) + perJoint*len(d.Joined)
		}
	}
	return n
}

// document is an article after the second pass. Of result.Article it lacks the ID, which
// depends on the articles before it, and what later stages find.
type document struct {
	result.Article
	identity  identity
	pieces    []boilerplate.Piece
	print     duplicate.Fingerprint
	sign      duplicate.Signature
	bytes     int
	badDate   bool
	shortened bool
	zoneless  bool // as in record
	doubtful  bool
	text      result.Text // where texts are kept; never packed
}
