package names

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// votes is what mentions say of a candidate, in halves of a vote for each kind, and at 0 those
// against its being a name at all.
type votes [4]int32

// Candidate is what may be a name, as it stands in the text, with what speaks for it.
type Candidate struct {
	Text     string
	Language string
	votes    votes
	mentions int32
	sure     int32 // of these, where its capital letter is no one's but its own
}

// Use says how often an article mentions a candidate.
type Use struct {
	Candidate int32 // index of Counts.Candidates
	Count     int32
	Told      int32 // sentences with a tone that mention it
}

// told is a sentence with a tone, told from the others of its article: its number, and in the
// last two bits its tone + 1.
type told uint32

// Counts are the candidates of a shard of articles.
type Counts struct {
	Candidates []Candidate // in the order of their first mention
	Articles   [][]Use     // of each article, in the order of the first mention
	told       []told      // of each use of each article, one after the other
}

// Size is about how many bytes the counts take in memory.
func (c *Counts) Size() int {
	const perCandidate, perArticle, perUse, perSentence = 96, 24, 12, 4
	n := perCandidate*len(c.Candidates) + perArticle*len(c.Articles) + perSentence*len(c.told)
	for _, uses := range c.Articles {
		n += perUse * len(uses)
	}
	return n
}

// MarshalBinary gives the binary form: varints, and texts behind their lengths.
func (c *Counts) MarshalBinary() ([]byte, error) {
	out := binary.AppendUvarint(nil, uint64(len(c.Candidates)))
	for i := range c.Candidates {
		x := &c.Candidates[i]
		out = appendText(appendText(out, x.Language), x.Text)
		for _, v := range x.votes {
			out = binary.AppendVarint(out, int64(v))
		}
		out = binary.AppendUvarint(binary.AppendUvarint(out, uint64(x.mentions)), uint64(x.sure))
	}
	out = binary.AppendUvarint(out, uint64(len(c.Articles)))
	for _, uses := range c.Articles {
		out = binary.AppendUvarint(out, uint64(len(uses)))
		for _, u := range uses {
			for _, n := range [...]int32{u.Candidate, u.Count, u.Told} {
				out = binary.AppendUvarint(out, uint64(n))
			}
		}
	}
	for _, s := range c.told {
		out = binary.AppendUvarint(out, uint64(s))
	}
	return out, nil
}

func appendText(dst []byte, text string) []byte {
	return append(binary.AppendUvarint(dst, uint64(len(text))), text...)
}

// errCounts is of a binary form that is none.
var errCounts = errors.New("candidates for names: damaged")

// UnmarshalBinary replaces the counts; it fails where data is no binary form of any.
func (c *Counts) UnmarshalBinary(data []byte) error {
	d := decoder{data: data}
	read := Counts{Candidates: make([]Candidate, d.length(8))}
	for i := range read.Candidates {
		x := &read.Candidates[i]
		x.Language, x.Text = d.text(), d.text()
		for k := range x.votes {
			x.votes[k] = d.signed()
		}
		x.mentions, x.sure = d.number(), d.number()
	}
	read.Articles = make([][]Use, d.length(1))
	sentences := 0
	for i := range read.Articles {
		uses := make([]Use, d.length(3))
		for k := range uses {
			uses[k] = Use{d.number(), d.number(), d.number()}
			sentences += int(uses[k].Told)
			d.bad = d.bad || int(uses[k].Candidate) >= len(read.Candidates)
		}
		if len(uses) > 0 {
			read.Articles[i] = uses
		}
	}
	d.bad = d.bad || sentences > len(d.data)
	if !d.bad && sentences > 0 {
		read.told = make([]told, sentences)
		for i := range read.told {
			read.told[i] = told(d.unsigned(1<<32 - 1))
		}
	}
	if d.bad || len(d.data) > 0 {
		return fmt.Errorf("%w at %d bytes before the end", errCounts, len(d.data))
	}
	*c = read
	return nil
}

// decoder reads a binary form from the beginning on; bad is set where there is no more, and
// everything is 0 from there on.
type decoder struct {
	data []byte
	bad  bool
}

func (d *decoder) unsigned(most uint64) uint64 {
	n, size := binary.Uvarint(d.data)
	if size <= 0 || n > most || d.bad {
		d.bad, d.data = true, nil
		return 0
	}
	d.data = d.data[size:]
	return n
}

func (d *decoder) number() int32 { return int32(d.unsigned(1<<31 - 1)) }

func (d *decoder) signed() int32 {
	n := d.unsigned(1<<32 - 1)
	return int32(n>>1) ^ -int32(n&1)
}

// length is a number of things that take at least so many bytes each.
func (d *decoder) length(each int) int { return int(d.unsigned(uint64(len(d.data) / each))) }

func (d *decoder) text() string {
	n := d.length(1)
	if n > len(d.data) {
		d.bad, d.data = true, nil
		return ""
	}
	out := string(d.data[:n])
	d.data = d.data[n:]
	return out
}

// Statistics are the candidates of a corpus.
type Statistics struct {
	candidates []Candidate
	numbers    map[key]int // of candidates
}

// key tells candidates apart.
type key struct{ language, text string }

// NewStatistics gives those of no article.
func NewStatistics() *Statistics { return &Statistics{numbers: make(map[key]int)} }

// mostCandidates bounds what is kept of a corpus. Beyond it the rarest are forgotten: what
// is mentioned again is counted anew, so that a candidate lacks few mentions (lossy counting,
// Manku and Motwani 2002).
const mostCandidates = 1 << 21

// Add takes up the counts of the next shard.
func (s *Statistics) Add(c *Counts) {
	for i := range c.Candidates {
		x := &c.Candidates[i]
		k := key{x.Language, x.Text}
		at, known := s.numbers[k]
		if !known {
			s.candidates = append(s.candidates, *x)
			s.numbers[k] = len(s.candidates) - 1
			continue
		}
		y := &s.candidates[at]
		for k, v := range x.votes {
			y.votes[k] += v
		}
		y.mentions, y.sure = y.mentions+x.mentions, y.sure+x.sure
	}
	for least := int32(1); len(s.candidates) > mostCandidates; least++ {
		s.forget(least)
	}
}

// forget drops the candidates with at most so many mentions.
func (s *Statistics) forget(most int32) {
	s.candidates = slices.DeleteFunc(s.candidates, func(x Candidate) bool { return x.mentions <= most })
	s.numbers = make(map[key]int, len(s.candidates))
	for i := range s.candidates {
		s.numbers[key{s.candidates[i].Language, s.candidates[i].Text}] = i
	}
}

// words are the tokens of a candidate.
func words(text string) []string { return strings.Fields(text) }
