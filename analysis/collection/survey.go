package collection

import (
	"context"
	"errors"

	"leitmotif/analysis/internal/parallel"
	"leitmotif/corpus"
	"leitmotif/corpus/boilerplate"
	"leitmotif/corpus/clean"
)

// heldText is the size of a corpus, in bytes of titles and cleaned texts, up to which it
// stays in memory between the two passes over the text. A larger one is read and cleaned
// again, which gives the same.
const heldText = 64 << 20

// Options steer the passes over the text.
type Options struct {
	// Workers is the number of goroutines; 0 means one per processor. It never changes a result.
	Workers int
	// StopWords are the words without a subject, lower case, by language.
	StopWords map[string][]string
	// Window is what is asked of an article to take part.
	Window Window
	// Recurring is what earlier runs found to recur; nil means nothing. It is removed as what
	// recurs in the corpus itself is.
	Recurring *boilerplate.Recurring
}

// Texts is the corpus after the first pass: what recurs in it, and its texts or the way to
// read them again.
type Texts struct {
	// Articles is the number of articles that take part.
	Articles int
	// Recurring is what recurs over the articles of an outlet, that of Options included.
	Recurring *boilerplate.Recurring

	source  corpus.Source
	options Options
	held    [][]record // cleaned shards; nil where the corpus is too large
}

// batch is the records of a shard after cleaning, with the count of their units.
type batch struct {
	records []record
	units   boilerplate.Survey
	size    int // bytes of titles and texts
}

// Survey makes the first pass over the text: cleaning, and counting what recurs. Of a large
// corpus it keeps nothing but the counts. report is told how many articles are done. It
// fails where the source does, and when ctx ends.
func Survey(ctx context.Context, source corpus.Source, options Options, report func(articles int)) (*Texts, error) {
	return survey(ctx, source, heldText, options, report)
}

// survey is Survey with a limit of its own on what stays in memory, in bytes.
func survey(ctx context.Context, source corpus.Source, limit int, options Options, report func(articles int)) (*Texts, error) {
	out := &Texts{source: source, options: options}
	var units boilerplate.Survey
	size := 0
	err := parallel.Ordered(ctx, options.Workers,
		func(ctx context.Context, yield func([]record) bool) error { return readShards(ctx, source, yield) },
		func(ctx context.Context, records []record) (*batch, error) {
			return newBatch(ctx, records, &options.Window)
		},
		func(b *batch) error {
			units.Merge(&b.units)
			for _, r := range b.records {
				if r.article != nil {
					out.Articles++
				}
			}
			if size += b.size; size > limit {
				out.held = nil
			} else {
				out.held = append(out.held, b.records)
			}
			report(out.Articles)
			return nil
		})
	if err != nil {
		return nil, err
	}
	out.Recurring = units.Recurring()
	if options.Recurring != nil {
		out.Recurring.Merge(options.Recurring)
	}
	for _, records := range out.held {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for i := range records {
			r := &records[i]
			r.intact = r.article != nil && !out.Recurring.Touches(r.article.Source, r.units)
			r.units = nil
		}
	}
	return out, nil
}

// newBatch stops before the next record once ctx has ended.
func newBatch(ctx context.Context, records []record, window *Window) (*batch, error) {
	b := &batch{records: records}
	for i := range records {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		r := &records[i]
		r.admit(window)
		if r.article != nil {
			r.units = b.units.Add(r.article.Source, r.article.Text)
			b.size += len(r.article.Title) + len(r.article.Text)
		}
	}
	return b, nil
}

// admit cleans the article and decides whether it takes part in the run; where it
// cannot be used it becomes a reject. Once is enough.
func (r *record) admit(window *Window) {
	if r.article == nil || r.cleaned {
		return
	}
	// What an article is called is mostly known before it is cleaned, which costs far more
	// than looking it up.
	if window.knows(r.article) {
		r.article, r.omitted = nil, known
		return
	}
	removed, err := clean.Article(r.article)
	if err == nil {
		r.cleaned, r.removed = true, removed
		if r.omitted = window.omits(r.article); r.omitted != none {
			r.article = nil
		}
		return
	}
	var reject *corpus.Reject
	if !errors.As(err, &reject) {
		reject = &corpus.Reject{Input: r.article.Input, Reason: corpus.Malformed, Detail: err.Error()}
	}
	r.article, r.reject = nil, reject
}

// shards yields the shards of the corpus once more and lets those in memory go.
func (t *Texts) shards(ctx context.Context, yield func([]record) bool) error {
	if t.held == nil {
		return readShards(ctx, t.source, yield)
	}
	for i, records := range t.held {
		t.held[i] = nil
		if !yield(records) {
			return nil
		}
	}
	return ctx.Err()
}
