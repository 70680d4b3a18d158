// Package analysis is the program without its edges: a stream of articles comes in, a
// Result goes out. Run is the order of the stages, and Config what they are asked for; each
// stage has a room of its own below and knows neither.
//
// # The way of one article, from bytes to a row
//
// Each line names the function that takes the article on, here a line of a JSON Lines file.
//
//   - corpus/input/source.go:Source.read opens the file.
//   - corpus/input/unpack.go:unpacker.read takes archives and compressions off.
//   - corpus/format/decode.go:decoder.decode tells the form and chooses who reads it.
//   - corpus/format/json/lines.go:ReadLines finds the fields of the record.
//   - corpus/format/record/article.go:Values.Emit makes a corpus.Article of them.
//   - analysis/collection/survey.go:Survey takes it up in the first pass.
//   - analysis/collection/survey.go:record.admit has it cleaned and held against the window.
//   - corpus/clean/clean.go:Article leaves plain text.
//   - corpus/boilerplate/survey.go:Survey.Add counts its sentences; the cleaned text is kept.
//   - analysis/collection/ingest.go:Texts.Ingest takes the text up in the second pass.
//   - analysis/collection/ingest.go:reader.article makes of it what a shard holds:
//   - corpus/boilerplate/remove.go:Remover.Remove takes out what recurs.
//   - corpus/language/language.go:Identify tells the language.
//   - analysis/tfidf/counter.go:Counter.Add counts its terms.
//   - analysis/sentiment/scorer.go:Scorer.Article gives its tone, and that towards each target.
//   - corpus/duplicate/near.go:Hasher.Sign signs it, so that copies are found.
//   - analysis/collection/collection.go:Collection.Add takes the shard up, in input order:
//     a result.Article with its ID, and a row of term counts. The text is gone. Of many
//     articles, rows and details lie on disk from here on.
//   - analysis/collection/originals.go:Collection.findOriginals joins copies to stories.
//   - analysis/study/group.go:Groups puts it among the articles of its language.
//   - analysis/wording/keywords.go:Keywords.Of gives its keywords.
//   - analysis/study/input.go:Study.newInput makes it a row of weights.
//   - analysis/lsa/lsa.go:Fit makes the row a point in the space.
//   - analysis/topic/topic.go:Embedding.Find gives the point a topic, or, where a state is kept,
//   - analysis/ledger/placement.go:Book.place puts it among the topics known.
//   - analysis/study/findings.go:Findings.Enter enters topic, weights and fit.
//   - analysis/study/figures.go:addFigures counts it in its topic,
//   - analysis/study/trends.go:Trends in its period.
//   - analysis/collection/names.go:Collection.FindNames finds the names that it gives,
//   - analysis/census/census.go:Take counts them.
//   - analysis/collection/rows.go:Collection.Recall gives it its details back.
//   - analysis/ledger/book.go:Book.Remember keeps its ID for the next run.
//   - reports/table/rows.go:articleRow makes it a row of articles.parquet.
//   - reports/table/file.go:writeRows writes the row.
//
// Glossary.
//
//   - collection: the corpus after the passes over the text, as package collection leaves it.
//   - space: the semantic space of one language.
//   - story: an article with its copies; it has one vote in vocabulary and topics.
//   - ledger: what is known of topics and stories across runs, as package ledger keeps it.
package analysis

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"golang.org/x/sync/errgroup"

	"leitmotif/analysis/census"
	"leitmotif/analysis/collection"
	"leitmotif/analysis/ledger"
	"leitmotif/analysis/names"
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
// error wraps ErrNoArticles and names the first reject), where they are too many for a bound
// on memory (ErrMemory), where the source fails, and when ctx ends.
func Run(ctx context.Context, source corpus.Source, cfg Config) (answer *Result, err error) {
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
	if err := cfg.checkMemory(texts.Articles); err != nil {
		return nil, errors.Join(err, texts.Close())
	}
	c, err := texts.Ingest(ctx, scorer, func(articles int) { observe(StageTexts, int64(articles), int64(texts.Articles)) })
	if err := errors.Join(err, texts.Close()); err != nil {
		return nil, fmt.Errorf("read articles: %w", err)
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	if cfg.ReadDeeply != nil && c.Deep.Sentences > 0 {
		cfg.ReadDeeply(c.Deep)
	}
	models, explainer := scorer.Models(), scorer.Explainer() // what they say of themselves; the linear models can go
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
	if answer, err = findTopics(ctx, c, book, groups, cfg, observe); err != nil {
		return nil, err
	}
	if err := countNames(ctx, c, book, answer); err != nil {
		return nil, err
	}
	answer.Tone, answer.Inputs, answer.Unused = c.ToneInfo(models), texts.Inputs, unused(source)
	if err := complete(ctx, c, book, answer); err != nil {
		return nil, err
	}
	if err := collection.Explain(ctx, answer.Articles, explainer, cfg.Workers); err != nil {
		return nil, err
	}
	return answer, ctx.Err()
}

// unused gives the names in the inputs that fed no field, where the source knows them.
func unused(source corpus.Source) []corpus.Unused {
	if surveyor, ok := source.(corpus.Surveyor); ok {
		return surveyor.Unused()
	}
	return nil
}

// countNames finds the names that the articles give, and counts them once their topics are known.
func countNames(ctx context.Context, c *collection.Collection, book *ledger.Book, answer *Result) error {
	found, err := c.FindNames(ctx)
	if err != nil {
		return fmt.Errorf("find names: %w", err)
	}
	in := census.Input{
		Names: make([]result.Name, len(found.Names)), Articles: c.Articles, Original: c.Original, Workers: answer.Config.Workers,
		Of: func(position int) []result.Named { return namedIn(found.Of(position)) },
	}
	for i, n := range found.Names {
		in.Names[i] = result.Name{Name: n.Text, Kind: n.Kind.String()}
		for _, f := range n.Forms {
			in.Names[i].Forms = append(in.Names[i].Forms, result.NameForm(f))
		}
	}
	counted, err := census.Take(ctx, in)
	if err != nil {
		return fmt.Errorf("count names: %w", err)
	}
	book.Sight(counted.Keys, counted.Names)
	answer.Names, answer.Counts.Names, answer.Counts.NamesLeft = counted.Names, len(counted.Names), counted.Left
	return nil
}

// namedIn is what an article says of the names that were found.
func namedIn(mentions []names.Mention) []result.Named {
	count := func(n int32) uint16 { return uint16(min(n, math.MaxUint16)) }
	out := make([]result.Named, len(mentions))
	for i, m := range mentions {
		out[i] = result.Named{
			Name: m.Name, Mentions: count(m.Count), Negative: count(m.Negative), Neutral: count(m.Neutral), Positive: count(m.Positive),
		}
	}
	return out
}

// complete gives the articles their details back, hands over their texts and remembers the run.
func complete(ctx context.Context, c *collection.Collection, book *ledger.Book, answer *Result) error {
	if err := c.Recall(ctx); err != nil {
		return err
	}
	if err := c.GiveTexts(ctx, answer.Config.Texts); err != nil {
		return fmt.Errorf("hand over the texts: %w", err)
	}
	outcome, err := book.Remember(ctx, c, answer.Topics)
	if err != nil {
		return err
	}
	answer.State, answer.Changes, answer.Counts.Fresh = outcome.State, outcome.Changes, outcome.Fresh
	answer.Articles = c.Articles // in the order of their IDs from here on: nothing asks for positions any more
	slices.SortFunc(answer.Articles, collection.CompareIDs)
	return nil
}

// findTopics finds the topics of each language, or goes on with those that the ledger has,
// and puts the parts of the result together, but for the articles.
func findTopics(ctx context.Context, c *collection.Collection, book *ledger.Book, groups []*study.Group, cfg Config, observe func(string, int64, int64)) (*Result, error) {
	options := cfg.Study()
	answer := &Result{Rejects: c.Rejects, Boilerplate: c.Lines, Counts: c.Counts, Config: cfg}
	var found []*study.Findings
	// One space at a time is in memory, unless languages share a number of topics.
	together := 1
	if cfg.Topics > 0 {
		together = max(1, len(groups))
	}
	for some := range slices.Chunk(groups, together) {
		studies := make([]*study.Study, len(some))
		for i, g := range some {
			observe(StageSpaces, int64(len(found)+i), int64(len(groups)))
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
		for i, s := range studies {
			f, err := book.GoOn(ctx, c, s)
			if err != nil {
				return nil, inLanguage(s.Group, err)
			}
			if err := f.Enter(ctx, c, cfg.MinTopicWeight); err != nil {
				return nil, err
			}
			found, answer.Spaces = append(found, f), append(answer.Spaces, s.Space)
			s.Lexicon, studies[i] = nil, nil
		}
	}
	var err error
	if answer.Topics, err = study.Combine(ctx, c, found); err != nil {
		return nil, err
	}
	answer.Themes = study.Themes(c, answer.Topics, found)
	study.Hold(c, answer.Spaces)
	study.Mark(c, answer.Topics)
	wording.Label(answer.Topics, book.Labels())
	wording.LabelThemes(answer.Themes, answer.Topics)
	if answer.Trends, answer.Outlets, err = study.Trends(ctx, c, answer.Topics, cfg.Since, cfg.Until); err != nil {
		return nil, err
	}
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
		options, err := cfg.Passes()
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
