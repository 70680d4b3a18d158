// Package steadiness measures whether topics hold: what becomes of them when a few articles of
// another kind come in or some are gone, and how well their number suits corpora of which the
// classes are known.
//
// In comes a labelled corpus, which is read once; out go the figures of every draw. Of each draw
// all is done anew that a run does between words and labels: vocabulary, space, number of topics,
// topics, terms. What recurs, which articles are copies and how words are written stays as the
// whole corpus says. There is no tone in it.
//
// Glossary.
//
//   - own, foreign: articles of the corpus measured, and of another one.
//   - draw: a part of the articles, chosen by hashes of their words: the same in every measurement.
package steadiness

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"

	"leitmotif/analysis"
	"leitmotif/analysis/collection"
	"leitmotif/analysis/result"
	"leitmotif/analysis/sentiment"
	"leitmotif/analysis/study"
	"leitmotif/analysis/wording"
	"leitmotif/corpus"
)

// Corpus is the articles of one language, read and counted. It must be closed.
type Corpus struct {
	collection   *collection.Collection
	group        *study.Group
	options      study.Options
	weight       float64
	own, foreign []int // positions of the originals, by content
	labels       map[string]string
}

// foreignInput marks the inputs of foreign articles.
const foreignInput = "foreign:"

// Read reads the own articles and, unless nil, foreign ones; labels are classes by the IDs that
// the input gives. Measured are the articles of the language that most own ones have. It fails
// where a source does, where no language has enough articles, and when ctx ends.
func Read(ctx context.Context, own, foreign corpus.Source, labels map[string]string, cfg analysis.Config) (_ *Corpus, err error) {
	options, err := cfg.Passes()
	if err != nil {
		return nil, err
	}
	options.Held = math.MaxInt32 // inputs and labels are asked of all articles at any time
	texts, err := collection.Survey(ctx, joined{own, foreign}, options, func(int) {})
	if err != nil {
		return nil, err
	}
	c, err := texts.Ingest(ctx, new(sentiment.Scorer), func(int) {})
	if err := errors.Join(err, texts.Close()); err != nil {
		return nil, err
	}
	out := &Corpus{collection: c, options: cfg.Study(), weight: cfg.MinTopicWeight, labels: labels}
	groups, err := study.Groups(ctx, c)
	if err != nil {
		return nil, errors.Join(err, c.Close())
	}
	for _, g := range groups {
		var mine, others []int
		for _, position := range g.Originals {
			if strings.HasPrefix(c.Articles[position].Input.File, foreignInput) {
				others = append(others, position)
			} else {
				mine = append(mine, position)
			}
		}
		if g.Code != "" && len(mine) > len(out.own) {
			out.group, out.own, out.foreign = g, mine, others
		}
	}
	if len(out.own) < cfg.MinArticles {
		return nil, errors.Join(fmt.Errorf("no language has %d articles", cfg.MinArticles), c.Close())
	}
	return out, nil
}

// Close lets the articles go.
func (c *Corpus) Close() error { return c.collection.Close() }

// joined is a source and another one, marked, behind it.
type joined struct {
	corpus.Source
	foreign corpus.Source
}

// Articles implements corpus.Source.
func (j joined) Articles(ctx context.Context) iter.Seq2[*corpus.Article, error] {
	return func(yield func(*corpus.Article, error) bool) {
		for a, err := range j.Source.Articles(ctx) {
			if !yield(a, err) {
				return
			}
		}
		if j.foreign == nil {
			return
		}
		for a, err := range j.foreign.Articles(ctx) {
			if err == nil {
				a.Input.File = foreignInput + a.Input.File
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

// findings are the topics found in a part of the originals.
type findings struct {
	topics []result.Topic
	of     map[int]int // topic of each original, by position; 0 = none
	space  result.Space
}

// find finds topics in some of the originals: as many as were asked for, or as suit them.
func (c *Corpus) find(ctx context.Context, positions []int, topics int) (*findings, error) {
	kept := make(map[int]bool, len(positions))
	for _, position := range positions {
		kept[position] = true
	}
	keep := func(position int) bool { return kept[position] }
	part, err := c.collection.Part(ctx, c.group.Code, keep)
	if err != nil {
		return nil, err
	}
	g := c.group.Part(part, keep)
	if err := study.EnterKeywords(ctx, part, []*study.Group{g}, c.options.Workers); err != nil {
		return nil, err
	}
	options := c.options
	options.Topics = cmp.Or(topics, options.Topics)
	s, err := study.New(ctx, part, g, study.Former{}, options)
	if err != nil {
		return nil, err
	}
	if err := study.ChooseNumbers(ctx, []*study.Study{s}, options); err != nil {
		return nil, err
	}
	found, err := s.Find(ctx, part)
	if err != nil {
		return nil, err
	}
	if err := found.Enter(ctx, part, c.weight); err != nil {
		return nil, err
	}
	out := &findings{of: make(map[int]int, len(positions)), space: s.Space}
	if out.topics, err = study.Combine(ctx, part, []*study.Findings{found}); err != nil {
		return nil, err
	}
	wording.Label(out.topics, nil)
	for _, position := range positions {
		out.of[position] = part.Articles[position].TopicID
	}
	return out, nil
}

// drawn orders positions by a hash of their words and the number of a draw.
func (c *Corpus) drawn(positions []int, draw uint64) []int {
	order := slices.Clone(positions)
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(hash(c.collection.Keys[a], draw), hash(c.collection.Keys[b], draw)), cmp.Compare(a, b))
	})
	return order
}

// hash mixes a key with the number of a draw: the finaliser of MurmurHash3 (Appleby).
func hash(key, draw uint64) uint64 {
	x := key + draw*0x9e3779b97f4a7c15
	x = (x ^ x>>33) * 0xff51afd7ed558ccd
	x = (x ^ x>>33) * 0xc4ceb9fe1a85ec53
	return x ^ x>>33
}
