package analysis

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

// surveyed is the corpus after the first pass: what recurs in it, and its texts or the
// way to read them again.
type surveyed struct {
	source    corpus.Source
	held      [][]record // cleaned shards; nil where the corpus is too large
	recurring *boilerplate.Recurring
	articles  int
}

// cleanedShard is a shard after cleaning, with the count of its units.
type cleanedShard struct {
	records []record
	units   boilerplate.Survey
	size    int // bytes of titles and texts
}

// survey makes the first pass over the text: cleaning, and counting what recurs. Of a
// corpus over the limit in bytes it keeps nothing but the counts.
func survey(ctx context.Context, source corpus.Source, limit int, cfg Config, report func(articles int)) (*surveyed, error) {
	known, err := knownRecurring(cfg.State)
	if err != nil {
		return nil, err
	}
	out := &surveyed{source: source}
	var units boilerplate.Survey
	size := 0
	err = parallel.Ordered(ctx, cfg.Workers,
		func(ctx context.Context, yield func([]record) bool) error { return readShards(ctx, source, yield) },
		func(ctx context.Context, records []record) (*cleanedShard, error) {
			return cleanShard(ctx, records, &cfg)
		},
		func(s *cleanedShard) error {
			units.Merge(&s.units)
			for _, r := range s.records {
				if r.article != nil {
					out.articles++
				}
			}
			if size += s.size; size > limit {
				out.held = nil
			} else {
				out.held = append(out.held, s.records)
			}
			report(out.articles)
			return nil
		})
	if err != nil {
		return nil, err
	}
	out.recurring = units.Recurring()
	out.recurring.Merge(known)
	for _, records := range out.held {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for i := range records {
			r := &records[i]
			r.intact = r.article != nil && !out.recurring.Touches(r.article.Source, r.units)
			r.units = nil
		}
	}
	return out, nil
}

// cleanShard stops before the next record once ctx has ended.
func cleanShard(ctx context.Context, records []record, cfg *Config) (*cleanedShard, error) {
	s := &cleanedShard{records: records}
	for i := range records {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		r := &records[i]
		r.prepare(cfg)
		if r.article != nil {
			r.units = s.units.Add(r.article.Source, r.article.Text)
			s.size += len(r.article.Title) + len(r.article.Text)
		}
	}
	return s, nil
}

// prepare cleans the article and decides whether it takes part in the run; where it
// cannot be used it becomes a reject. Once is enough.
func (r *record) prepare(cfg *Config) {
	if r.article == nil || r.cleaned {
		return
	}
	// What an article is called is mostly known before it is cleaned, which costs far more
	// than looking it up.
	if cfg.seen(r.article) {
		r.article, r.skip = nil, known
		return
	}
	removed, err := clean.Article(r.article)
	if err == nil {
		r.cleaned, r.removed = true, removed
		if r.skip = cfg.admit(r.article); r.skip != taken {
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
func (s *surveyed) shards(ctx context.Context, yield func([]record) bool) error {
	if s.held == nil {
		return readShards(ctx, s.source, yield)
	}
	for i, records := range s.held {
		s.held[i] = nil
		if !yield(records) {
			return nil
		}
	}
	return ctx.Err()
}
