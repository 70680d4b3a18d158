// Package analysis is the program without its edges: a stream of articles comes in, a
// Result goes out. Run reads as the order of the stages.
//
// Glossary.
//
//   - collection: the corpus after the passes over the text, as package collection leaves it.
//   - space: the semantic space of one language.
//   - story: an article with its copies; it has one vote in vocabulary and topics.
package analysis

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/sync/errgroup"

	"leitmotif/analysis/collection"
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
	c, err := texts.Ingest(ctx, scorer, func(articles int) { observe(StageTexts, int64(articles), int64(texts.Articles)) })
	if err := errors.Join(err, texts.Close()); err != nil {
		return nil, fmt.Errorf("read articles: %w", err)
	}
	models := scorer.Models() // what they say of themselves; the models can go
	m, err := newMemory(ctx, c, texts.Recurring, models, cfg)
	if err != nil {
		return nil, err
	}
	if len(c.Articles) == 0 {
		return nil, noArticles(c, cfg)
	}
	c.MarkCopies(m.echoed())
	if !cfg.OnlyNew {
		c.Stories = nil // no later run looks for copies of them
	}
	languages, err := byLanguage(ctx, c)
	if err != nil {
		return nil, err
	}
	if err := enterKeywords(ctx, c, languages, cfg); err != nil {
		return nil, err
	}
	if err := m.countFresh(ctx, c, languages); err != nil {
		return nil, err
	}
	studies := make([]*study, len(languages))
	for i, l := range languages {
		observe(StageSpaces, int64(i), int64(len(languages)))
		if studies[i], err = newStudy(ctx, c, m, l, cfg); err != nil {
			return nil, fmt.Errorf("analyse articles in %s: %w", l.name(), err)
		}
	}
	if err := chooseNumbers(ctx, studies, cfg); err != nil {
		return nil, err
	}
	var spaces []result.Space
	all := make([]findings, len(studies))
	for i, s := range studies {
		if all[i], err = analyse(ctx, c, m, s, cfg); err != nil {
			return nil, fmt.Errorf("analyse articles in %s: %w", languages[i].name(), err)
		}
		spaces = append(spaces, s.space)
	}
	answer, err := newResult(ctx, c, m, all, cfg)
	if err != nil {
		return nil, err
	}
	answer.Spaces, answer.Tone = spaces, toneOf(c, models)
	if err := m.remember(ctx, c, answer, cfg); err != nil {
		return nil, err
	}
	return answer, ctx.Err()
}

// begin makes the first pass over the articles and loads the tone models meanwhile. Where
// the one fails the other stops.
func begin(ctx context.Context, source corpus.Source, cfg Config, observe func(string, int64, int64)) (*collection.Texts, *sentiment.Scorer, error) {
	var texts *collection.Texts
	var scorer *sentiment.Scorer
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		if scorer, err = newScorer(cfg); err != nil {
			return fmt.Errorf("load tone models: %w", err)
		}
		return nil
	})
	group.Go(func() error {
		options, err := cfg.passes()
		if err != nil {
			return fmt.Errorf("read articles: %w", err)
		}
		texts, err = collection.Survey(ctx, source, options, func(articles int) { observe(StageRead, int64(articles), 0) })
		if err != nil {
			return fmt.Errorf("read articles: %w", err)
		}
		return nil
	})
	err := group.Wait()
	if err != nil && texts != nil {
		err = errors.Join(err, texts.Close())
	}
	return texts, scorer, err
}

// noArticles is the error of a run without any article.
func noArticles(c *collection.Collection, cfg Config) error {
	n := len(c.Rejects)
	switch {
	case c.Counts.Known > 0:
		return fmt.Errorf("%w: earlier runs have seen all %d articles", ErrNothingNew, c.Counts.Known)
	case c.Counts.Left() > 0:
		return fmt.Errorf("%w in the window %s: %d articles lie outside, %d have no usable date, %d records were rejected",
			ErrNoArticles, cfg.window(), c.Counts.Outside, c.Counts.OutsideUndated, n)
	case n > 0:
		return fmt.Errorf("%w: %d records rejected, the first: %w", ErrNoArticles, n, &c.Rejects[0])
	}
	return fmt.Errorf("%w: the input is empty", ErrNoArticles)
}
