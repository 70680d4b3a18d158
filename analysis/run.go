// Package analysis is the program without its edges: a stream of articles comes in, a
// Result goes out. Run reads as the order of the stages.
//
// Glossary.
//
//   - shard: a fixed number of records, the unit of work. Statistics of shards are merged
//     in input order, so results do not depend on the number of workers.
//   - space: the semantic space of one language.
//   - story: an article with its copies; it has one vote in vocabulary and topics.
package analysis

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/sync/errgroup"

	"leitmotif/analysis/result"
	"leitmotif/analysis/sentiment"
	"leitmotif/corpus"
)

// Stages of a run, as Config.Observe names them.
const (
	StageRead   = "read"
	StageTexts  = "texts"
	StageSpaces = "spaces"
)

// ErrNothingNew is returned where Config.OnlyNew leaves no article.
var ErrNothingNew = errors.New("nothing new")

// ErrNoArticles is returned where the input holds no usable article.
var ErrNoArticles = errors.New("no usable article")

// Run analyses the articles of a source. It fails where no article can be used (the
// error wraps ErrNoArticles and names the first reject), where the source fails, and
// when ctx ends.
func Run(ctx context.Context, source corpus.Source, cfg Config) (*Result, error) {
	if err := cfg.Validate(); err != nil {
		return nil, err
	}
	observe := cfg.Observe
	if observe == nil {
		observe = func(string, int64, int64) {}
	}
	texts, scorer, err := begin(ctx, source, cfg, observe)
	if err != nil {
		return nil, err
	}
	corpus, err := ingest(ctx, texts, scorer, cfg, func(articles int) { observe(StageTexts, int64(articles), int64(texts.articles)) })
	if err != nil {
		return nil, fmt.Errorf("read articles: %w", err)
	}
	if len(corpus.articles) == 0 {
		return nil, noArticles(corpus, cfg)
	}
	corpus.markCopies()
	languages, err := corpus.byLanguage(ctx)
	if err != nil {
		return nil, err
	}
	if err := corpus.keywords(ctx, languages, cfg); err != nil {
		return nil, err
	}
	if err := corpus.countFresh(ctx, languages); err != nil {
		return nil, err
	}
	prepared := make([]*prepared, len(languages))
	for i, l := range languages {
		observe(StageSpaces, int64(i), int64(len(languages)))
		if prepared[i], err = corpus.prepare(ctx, l, cfg); err != nil {
			return nil, fmt.Errorf("analyse articles in %s: %w", l.name(), err)
		}
	}
	if err := settle(ctx, prepared, cfg); err != nil {
		return nil, err
	}
	var spaces []result.Space
	var topics found
	for i, p := range prepared {
		more, err := corpus.analyse(ctx, p, cfg)
		if err != nil {
			return nil, fmt.Errorf("analyse articles in %s: %w", languages[i].name(), err)
		}
		spaces = append(spaces, p.space)
		topics.topics, topics.marks = append(topics.topics, more.topics...), append(topics.marks, more.marks...)
	}
	answer, err := corpus.result(ctx, topics, spaces, cfg)
	if err != nil {
		return nil, err
	}
	if err := corpus.memory.remember(ctx, corpus, answer, cfg); err != nil {
		return nil, err
	}
	return answer, ctx.Err()
}

// begin makes the first pass over the articles and loads the tone models meanwhile. Where
// the one fails the other stops.
func begin(ctx context.Context, source corpus.Source, cfg Config, observe func(string, int64, int64)) (*surveyed, *sentiment.Scorer, error) {
	var texts *surveyed
	var scorer *sentiment.Scorer
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		if scorer, err = newScorer(cfg); err != nil {
			return fmt.Errorf("load tone models: %w", err)
		}
		return nil
	})
	group.Go(func() (err error) {
		texts, err = survey(ctx, source, heldText, cfg, func(articles int) { observe(StageRead, int64(articles), 0) })
		if err != nil {
			return fmt.Errorf("read articles: %w", err)
		}
		return nil
	})
	err := group.Wait()
	return texts, scorer, err
}

// noArticles is the error of a run without any article.
func noArticles(c *collection, cfg Config) error {
	n := len(c.rejects)
	switch {
	case c.counts.Known > 0:
		return fmt.Errorf("%w: earlier runs have seen all %d articles", ErrNothingNew, c.counts.Known)
	case c.counts.Left() > 0:
		return fmt.Errorf("%w in the window%s: %d articles lie outside, %d have no usable date, %d records were rejected",
			ErrNoArticles, cfg.window(), c.counts.Outside, c.counts.OutsideUndated, n)
	case n > 0:
		return fmt.Errorf("%w: %d records rejected, the first: %w", ErrNoArticles, n, &c.rejects[0])
	}
	return fmt.Errorf("%w: the input is empty", ErrNoArticles)
}
