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
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"golang.org/x/sync/errgroup"

	"leitmotif/analysis/collection"
	"leitmotif/analysis/ledger"
	"leitmotif/analysis/result"
	"leitmotif/analysis/sentiment"
	"leitmotif/analysis/study"
	"leitmotif/analysis/wording"
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
	options, err := cfg.ledger(models, texts.Recurring)
	if err != nil {
		return nil, err
	}
	book, err := ledger.Open(ctx, c, options)
	if err != nil {
		return nil, err
	}
	if len(c.Articles) == 0 {
		return nil, noArticles(c, cfg)
	}
	c.MarkCopies(book.Echoes())
	if !cfg.OnlyNew {
		c.Stories = nil // no later run looks for copies of them
	}
	groups, err := study.Groups(ctx, c)
	if err != nil {
		return nil, err
	}
	if err := study.EnterKeywords(ctx, c, groups, cfg.Workers); err != nil {
		return nil, err
	}
	if err := book.CountFresh(ctx, c, groups); err != nil {
		return nil, err
	}
	answer, err := findTopics(ctx, c, book, groups, cfg, observe)
	if err != nil {
		return nil, err
	}
	outcome, err := book.Remember(ctx, c, answer.Articles, answer.Topics)
	if err != nil {
		return nil, err
	}
	answer.State, answer.Changes, answer.Counts.Fresh = outcome.State, outcome.Changes, outcome.Fresh
	answer.Tone = toneOf(c, models)
	return answer, ctx.Err()
}

// findTopics finds the topics of each language, or goes on with those that the ledger has,
// and puts the parts of the result together.
func findTopics(ctx context.Context, c *collection.Collection, book *ledger.Book, groups []*study.Group, cfg Config, observe func(string, int64, int64)) (*Result, error) {
	options := cfg.study()
	studies := make([]*study.Study, len(groups))
	for i, g := range groups {
		observe(StageSpaces, int64(i), int64(len(groups)))
		known, err := book.Place(ctx, c, g)
		if err != nil {
			return nil, inLanguage(g, err)
		}
		if studies[i], err = study.New(ctx, c, g, known, options); err != nil {
			return nil, inLanguage(g, err)
		}
	}
	if err := study.ChooseNumbers(ctx, studies, options); err != nil {
		return nil, err
	}
	answer := &Result{Rejects: c.Rejects, Boilerplate: c.Lines, Counts: c.Counts, Config: cfg}
	found := make([]*study.Findings, len(studies))
	for i, s := range studies {
		var err error
		if found[i], err = book.GoOn(ctx, c, s); err != nil {
			return nil, inLanguage(s.Group, err)
		}
		answer.Spaces = append(answer.Spaces, s.Space)
	}
	var err error
	if answer.Topics, err = study.Combine(ctx, c, found, cfg.MinTopicWeight); err != nil {
		return nil, err
	}
	wording.Label(answer.Topics, book.Labels())
	if answer.Trends, err = study.Trends(ctx, c, answer.Topics); err != nil {
		return nil, err
	}
	answer.Articles = slices.Clone(c.Articles)
	slices.SortFunc(answer.Articles, func(a, b result.Article) int { return cmp.Compare(a.ID, b.ID) })
	return answer, ctx.Err()
}

func inLanguage(g *study.Group, err error) error {
	return fmt.Errorf("analyse articles in %s: %w", g.Name(), err)
}

// begin makes the first pass over the articles and loads the tone models meanwhile. Where
// the one fails the other stops.
func begin(ctx context.Context, source corpus.Source, cfg Config, observe func(string, int64, int64)) (*collection.Texts, *sentiment.Scorer, error) {
	var texts *collection.Texts
	var scorer *sentiment.Scorer
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		if scorer, err = sentiment.NewScorer(cfg.tone()); err != nil {
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
