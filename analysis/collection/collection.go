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

	"leitmotif/analysis/internal/spill"
	"leitmotif/analysis/names"
	"leitmotif/analysis/result"
	"leitmotif/analysis/sentiment"
	"leitmotif/analysis/tfidf"
	"leitmotif/corpus"
	"leitmotif/corpus/duplicate"
)

// Collection is the corpus after the passes over the text: articles, compact rows of term
// counts, and the accumulators. Articles, Original, Keys and Prints have one entry for each
// article, by position. It must be closed.
type Collection struct {
	// Articles lack what Recall gives back, where there are many.
	Articles []result.Article
	// Original is the position of the article that stands for the story, or the article's own.
	Original []int
	// Keys follow from the terms and counts of each article alone; see tfidf.Statistics.
	Keys   []uint64
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
	// Deep is how much of the articles was read deeply.
	Deep sentiment.DeepReading

	texts   *keptTexts // nil where they are not asked for
	shards  []shardRows
	held    *spill.List[Shard, *Shard]
	terms   []int32 // number of different terms of each article, by position
	workers int
	// candidates may be names; nil once FindNames has returned.
	candidates *names.Statistics

	// What only adding needs; nil once Finish has returned.
	names   *identities
	pieces  pieces
	sources map[string]string // each outlet once
}

// CompareIDs orders articles by their IDs.
func CompareIDs(a, b result.Article) int { return cmp.Compare(a.ID, b.ID) }

// New makes an empty collection. It takes up shards by Add, and Finish completes it. articles
// is how many there will be, as far as it is known.
func New(options Options, articles int) *Collection {
	stories := new(duplicate.Stories)
	stories.Grow(articles)
	c := &Collection{
		Articles: make([]result.Article, 0, articles), Keys: make([]uint64, 0, articles), Prints: make([]duplicate.Fingerprint, 0, articles),
		Stories: stories, Statistics: make(map[string]*tfidf.Statistics),
		held: spill.NewList[Shard]("term counts", options.Scratch, options.held()), terms: make([]int32, 0, articles), workers: options.Workers,
		candidates: names.NewStatistics(),
		names:      newIdentities(), pieces: make(pieces), sources: make(map[string]string),
	}
	if options.Texts {
		c.texts = newKeptTexts(&options)
	}
	return c
}

// Packed is a shard that is ready for Add.
type Packed struct {
	shard *Shard
	item  spill.Item[Shard]
}

// Pack prepares a shard for Add: encoded, once there is no more room in memory. It may be
// called from several goroutines.
func (c *Collection) Pack(s *Shard) (Packed, error) {
	item, err := c.held.Pack(s, s.size())
	return Packed{s, item}, err
}

// Add takes up the next shard of the input. The collection keeps parts of it. It fails where
// the shard is damaged, or finds no room on disk; the collection is of no use then.
func (c *Collection) Add(p Packed) error {
	s, first := p.shard, len(c.Articles)
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
	for i := range s.documents {
		if err := c.addDocument(&s.documents[i], p.item.Value() == nil); err != nil {
			return err
		}
	}
	c.candidates.Add(s.names)
	c.shards = append(c.shards, c.addCounts(s, first, p.item.Value() == nil))
	if s.documents, s.rejects = nil, nil; s.counts != nil {
		for _, counts := range s.counts {
			counts.Terms, counts.Uses, counts.Forms = nil, nil, nil
		}
	}
	return c.held.Add(p.item)
}

// addDocument takes up an article, without its details where they are elsewhere.
func (c *Collection) addDocument(d *document, shed bool) error {
	position := len(c.Articles)
	var err error
	if d.ID, err = c.names.give(d.identity); err != nil {
		return fmt.Errorf("%s: %w", corpus.Origin(d.Input), err)
	}
	c.Prints = append(c.Prints, d.print)
	c.Stories.Add(position, d.sign)
	c.pieces.add(d.Source, d.pieces)
	c.Counts.Bytes += int64(d.bytes)
	if d.PublishedAt.IsZero() {
		c.Counts.Undated++
	}
	if d.badDate {
		c.Counts.BadDates++
	}
	if d.shortened {
		c.Counts.Shortened++
	}
	if d.Truncated {
		c.Counts.Truncated++
	}
	if d.zoneless {
		c.Counts.Zoneless++
	}
	if d.doubtful {
		c.Counts.Ambiguous++
	}
	if source, known := c.sources[d.Source]; known {
		d.Source = source
	} else {
		c.sources[d.Source] = d.Source
	}
	if c.texts != nil {
		d.text.ArticleID = d.ID
		if err := c.texts.add(d.text); err != nil {
			return err
		}
		d.text = result.Text{}
	}
	if shed {
		shedDetails(&d.Article)
	}
	c.Articles = append(c.Articles, d.Article)
	return nil
}

// addCounts takes up the term counts of a shard, whose first article has the given position.
func (c *Collection) addCounts(s *Shard, first int, packed bool) shardRows {
	out := shardRows{first: first, end: len(c.Articles)}
	c.Keys = append(c.Keys, make([]uint64, out.end-first)...)
	c.terms = append(c.terms, make([]int32, out.end-first)...)
	if packed {
		out.numbers = make(map[string][]int32, len(s.counts))
	}
	for code, counts := range s.counts {
		if c.Statistics[code] == nil {
			c.Statistics[code] = tfidf.NewStatistics()
		}
		numbers, keys := c.Statistics[code].Add(counts)
		i := 0
		for position := range c.inLanguage(out, code) {
			c.Keys[position], c.terms[position] = keys[i], int32(len(counts.Documents[i].Terms))
			if i++; !packed {
				counts.Documents[i-1].Renumber(numbers)
			}
		}
		if packed {
			out.numbers[code] = numbers
		}
	}
	return out
}

// Finish joins exact and near copies to stories, after the last shard. It stops with the
// error of ctx where that ends.
func (c *Collection) Finish(ctx context.Context) error {
	if err := c.findOriginals(ctx); err != nil {
		return err
	}
	c.Lines = c.pieces.list()
	c.names, c.pieces, c.sources = nil, nil, nil
	c.Counts.Articles, c.Counts.Rejected = len(c.Articles), len(c.Rejects)
	c.Counts.Records = c.Counts.Articles + c.Counts.Rejected + c.Counts.Left()
	return ctx.Err()
}
