package tfidf

import (
	"cmp"
	"hash/fnv"
	"slices"
)

// Statistics are the counts of a whole corpus of one language: an accumulator.
// Shards must be added in their order; terms are then numbered in the order of their
// first occurrence in the corpus.
type Statistics struct {
	documents int
	terms     []string
	number    map[string]int32
	hashes    []uint64      // by term
	frequency []int32       // df by term
	forms     [][]formCount // by term; few, in the order of their first occurrence
	uses      []Use         // by term
}

type formCount struct {
	surface string
	count   int
}

// NewStatistics makes an empty accumulator.
func NewStatistics() *Statistics { return &Statistics{number: make(map[string]int32)} }

// Documents returns the number of documents counted.
func (s *Statistics) Documents() int { return s.documents }

// Terms returns the number of different terms.
func (s *Statistics) Terms() int { return len(s.terms) }

// Term returns the text of a term.
func (s *Statistics) Term(number int32) string { return s.terms[number] }

// DocumentFrequency returns in how many documents a term occurs.
func (s *Statistics) DocumentFrequency(number int32) int { return int(s.frequency[number]) }

// Add takes up a shard. It returns the numbers of its terms in s, by their numbers in the
// shard, and a key of each document: the sum of its counts, each times the FNV-1a hash of the
// term, so that it follows from the words alone. The documents keep the numbers of the shard;
// Document.Renumber gives them those of s.
func (s *Statistics) Add(shard *Counts) (numbers []int32, keys []uint64) {
	numbers, keys = make([]int32, len(shard.Terms)), make([]uint64, len(shard.Documents))
	for i, term := range shard.Terms {
		numbers[i] = s.take(term)
		s.uses[numbers[i]] = s.uses[numbers[i]].Plus(shard.Uses[i])
	}
	for _, form := range shard.Forms {
		s.countForm(numbers[form.Term], form.Surface, form.Count)
	}
	for i, d := range shard.Documents {
		s.documents++
		for j, t := range d.Terms {
			n := numbers[t]
			s.frequency[n]++
			keys[i] += s.hashes[n] * uint64(d.Counts[j])
		}
	}
	return numbers, keys
}

// Remove takes a document, in numbers of s, back out of the document frequencies, as befits a copy of
// another one. How its words were written stays counted.
func (s *Statistics) Remove(d Document) {
	s.documents--
	for _, t := range d.Terms {
		s.frequency[t]--
	}
}

// Clone returns statistics that share all but the document frequencies: what Remove changes.
// Neither may take up further shards.
func (s *Statistics) Clone() *Statistics {
	out := *s
	out.frequency = slices.Clone(s.frequency)
	return &out
}

func (s *Statistics) countForm(term int32, surface string, count int) {
	for i := range s.forms[term] {
		if f := &s.forms[term][i]; f.surface == surface {
			f.count += count
			return
		}
	}
	s.forms[term] = append(s.forms[term], formCount{surface, count})
}

func (s *Statistics) take(term string) int32 {
	number, known := s.number[term]
	if !known {
		number = int32(len(s.terms))
		s.number[term] = number
		s.terms = append(s.terms, term)
		h := fnv.New64a()
		h.Write([]byte(term)) // never fails
		s.hashes = append(s.hashes, h.Sum64())
		s.frequency = append(s.frequency, 0)
		s.forms, s.uses = append(s.forms, nil), append(s.uses, Use{})
	}
	return number
}

// Surface returns the most frequent surface form of a term: of several equally
// frequent ones the first in byte order.
func (s *Statistics) Surface(number int32) string {
	return s.mostFrequent(number, func(string) bool { return true })
}

// SurfaceAs returns the most frequent form with or without a capital; the most frequent
// one of all where there is none such.
func (s *Statistics) SurfaceAs(number int32, upper bool) string {
	form := s.mostFrequent(number, func(form string) bool { return capital(form) == upper })
	if form == "" {
		return s.Surface(number)
	}
	return form
}

// Use returns how a term is used.
func (s *Statistics) Use(number int32) Use { return s.uses[number] }

// Capitals returns how often a term was written, and how often with a capital.
func (s *Statistics) Capitals(number int32) (written, with int) {
	for _, f := range s.forms[number] {
		written += f.count
		if capital(f.surface) {
			with += f.count
		}
	}
	return written, with
}

// mostFrequent returns the most frequent of the forms that pass, or "" where none does.
func (s *Statistics) mostFrequent(number int32, pass func(form string) bool) string {
	best, most := "", 0
	for _, f := range s.forms[number] {
		if pass(f.surface) && (f.count > most || f.count == most && f.surface < best) {
			best, most = f.surface, f.count
		}
	}
	return best
}

// Vocabulary is the set of terms that span the semantic space: its columns.
type Vocabulary struct {
	Terms []int32 // numbers of Statistics, in byte order of the terms
	// Column maps a number of Statistics to its column, or to -1.
	Column []int32
}

// Limits bound a vocabulary.
type Limits struct {
	MinDocuments int     // least document frequency
	MaxShare     float64 // largest document frequency as a share of the documents, (0, 1]
	MaxTerms     int     // largest number of terms; those of highest document frequency stay
}

// Vocabulary chooses the terms within the limits. Equal document frequencies at the
// bound on the number are decided by the byte order of the terms.
func (s *Statistics) Vocabulary(l Limits) *Vocabulary {
	v := &Vocabulary{Column: make([]int32, len(s.terms))}
	most := int32(l.MaxShare * float64(s.documents))
	for i, df := range s.frequency {
		if int(df) >= l.MinDocuments && df <= most {
			v.Terms = append(v.Terms, int32(i))
		}
	}
	if len(v.Terms) > l.MaxTerms {
		slices.SortFunc(v.Terms, func(a, b int32) int {
			return cmp.Or(cmp.Compare(s.frequency[b], s.frequency[a]), cmp.Compare(s.terms[a], s.terms[b]))
		})
		v.Terms = v.Terms[:l.MaxTerms]
	}
	slices.SortFunc(v.Terms, func(a, b int32) int { return cmp.Compare(s.terms[a], s.terms[b]) })
	for i := range v.Column {
		v.Column[i] = -1
	}
	for column, number := range v.Terms {
		v.Column[number] = int32(column)
	}
	return v
}
