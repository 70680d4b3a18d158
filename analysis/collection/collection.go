// Package collection is the passes over the text: a stream of articles goes in, a Collection
// of compact rows comes out, and no later stage sees a text again. Survey makes the first
// pass and Texts.Ingest the second.
//
// Glossary.
//
//   - record: what a source yields, an article or a reject.
//   - shard: a fixed number of records, the unit of work. What a pass learns of one is merged
//     in input order, so nothing depends on the number of workers.
//   - survey: the first pass, which cleans and counts what recurs over the articles of an
//     outlet. It must have seen them all before the first of them can be read.
//   - ingest: the second pass, which removes what recurs and reads the rest: language, words,
//     tone and fingerprints.
//   - position: the number of an article of a collection, in the order of the input.
//   - story: an article with its copies; the original stands for it.
//   - window: the times of publication, and the novelty, that a run asks of its articles.
package collection

import (
	"cmp"
	"context"
	"fmt"

	"leitmotif/analysis/result"
	"leitmotif/analysis/tfidf"
	"leitmotif/corpus"
	"leitmotif/corpus/duplicate"
)

// Collection is the corpus after the passes over the text: articles, compact rows of term
// counts, and the accumulators. Articles, Original, Rows and Prints have one entry for each
// article, by position.
type Collection struct {
	Articles []result.Article
	// Original is the position of the article that stands for the story, or the article's own.
	Original []int
	// Rows are the term counts of each article, as numbers of the Statistics of its language.
	Rows   []tfidf.Document
	Prints []duplicate.Fingerprint
	// Stories holds the signatures of the texts by position, of those that are long enough.
	Stories *duplicate.Stories
	// Statistics are those of each language, by its code ("" = unknown). Once Finish has
	// returned no copies count in them.
	Statistics map[string]*tfidf.Statistics
	Rejects    []corpus.Reject // in input order
	// Lines lists what was removed as boilerplate, in most articles first.
	Lines []result.BoilerplateLine
	// Counts is complete but for Duplicates, which MarkCopies adds, and Fresh, which only
	// one who knows earlier runs can tell.
	Counts result.Counts

	// What only adding needs; nil once Finish has returned.
	names  *identities
	pieces pieces
}

// CompareIDs orders articles by their IDs.
func CompareIDs(a, b result.Article) int { return cmp.Compare(a.ID, b.ID) }

// New makes an empty collection. It takes up shards by Add, and Finish completes it.
func New() *Collection {
	return &Collection{
		Stories: new(duplicate.Stories), Statistics: make(map[string]*tfidf.Statistics),
		names: newIdentities(), pieces: make(pieces),
	}
}

// Add takes up the next shard of the input. The collection keeps parts of it. It fails where
// the shard is damaged; the collection is of no use then.
func (c *Collection) Add(s *Shard) error {
	c.Rejects = append(c.Rejects, s.rejects...)
	for i := range s.rejects {
		if s.rejects[i].Reason == corpus.Empty {
			c.Counts.Empty++
		}
	}
	c.Counts.Relabelled += s.relabels
	c.Counts.Outside += s.omissions[outside]
	c.Counts.OutsideUndated += s.omissions[undated]
	c.Counts.Known += s.omissions[known]
	first := len(c.Articles)
	byLanguage := make(map[string][]int) // positions of the shard's articles
	for i := range s.documents {
		d := &s.documents[i]
		position := len(c.Articles)
		var err error
		if d.ID, err = c.names.give(d.identity); err != nil {
			return fmt.Errorf("%s: %w", corpus.Origin(d.Input), err)
		}
		c.Prints = append(c.Prints, d.print)
		c.Stories.Add(position, d.sign)
		c.Articles = append(c.Articles, d.Article)
		c.Counts.Bytes += int64(d.bytes)
		c.pieces.add(d.Source, d.pieces)
		if d.PublishedAt.IsZero() {
			c.Counts.Undated++
		}
		if d.badDate {
			c.Counts.BadDates++
		}
		if d.shortened {
			c.Counts.Shortened++
		}
		byLanguage[d.Language] = append(byLanguage[d.Language], position)
	}
	c.Rows = append(c.Rows, make([]tfidf.Document, len(c.Articles)-first)...)
	for code, counts := range s.counts {
		if c.Statistics[code] == nil {
			c.Statistics[code] = tfidf.NewStatistics()
		}
		positions := byLanguage[code]
		for i, row := range c.Statistics[code].Add(counts) {
			c.Rows[positions[i]] = row
		}
	}
	return nil
}

// Finish joins exact and near copies to stories, after the last shard. It stops with the
// error of ctx where that ends.
func (c *Collection) Finish(ctx context.Context) error {
	if err := c.findOriginals(ctx); err != nil {
		return err
	}
	c.Lines = c.pieces.list()
	c.names, c.pieces = nil, nil
	c.Counts.Articles, c.Counts.Rejected = len(c.Articles), len(c.Rejects)
	c.Counts.Records = c.Counts.Articles + c.Counts.Rejected + c.Counts.Left()
	return ctx.Err()
}
