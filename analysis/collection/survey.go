package collection

import (
	"cmp"
	"context"
	"errors"

	"leitmotif/analysis/internal/parallel"
	"leitmotif/analysis/internal/spill"
	"leitmotif/analysis/result"
	"leitmotif/corpus"
	"leitmotif/corpus/boilerplate"
	"leitmotif/corpus/clean"
	"leitmotif/corpus/date"
)

// held is how much of a corpus stays in memory, in bytes: of titles and cleaned texts between
// the two passes over the text, and of term counts and details after them. What is over it
// goes through a file.
const held = 32 << 20

// Options steer the passes over the text.
type Options struct {
	// Workers is the number of goroutines; 0 means one per processor. It never changes a result.
	Workers int
	// StopWords are the words without a subject, lower case, by language.
	StopWords map[string][]string
	// Window is what is asked of an article to take part.
	Window Window
	// Zones are those of the times of day that come without one.
	Zones date.Zones
	// Recurring is what earlier runs found to recur; nil means nothing. It is removed as what
	// recurs in the corpus itself is.
	Recurring *boilerplate.Recurring
	// Texts keeps the texts for Collection.GiveTexts.
	Texts bool
	// Held is how much stays in memory of what can go through a file, in bytes: of titles and
	// cleaned texts between the passes, and of term counts after them; 0 means 32 MiB of each,
	// and less than 0 that nothing does. It never changes a result.
	Held int
	// Scratch is the path of the file that takes the cleaned texts of a large corpus, its last
	// part a pattern of os.CreateTemp; "" is in the directory of the system for temporary files.
	// The file loses its name at once and is gone with the run.
	Scratch string
}

func (o *Options) held() int { return max(0, cmp.Or(o.Held, held)) }

// Texts is the corpus after the first pass: what recurs in it, and its cleaned texts.
type Texts struct {
	// Articles is the number of articles that take part.
	Articles int
	// Recurring is what recurs over the articles of an outlet, that of Options included.
	Recurring *boilerplate.Recurring
	// Inputs are the files that were read, by name.
	Inputs []result.Input

	options Options
	cleaned *spill.List[batch, *batch]
}

// batch is the records of a shard after cleaning.
type batch struct{ records []record }

// countedBatch is a batch with the counts of its units.
type countedBatch struct {
	item     spill.Item[batch]
	units    boilerplate.Survey
	inputs   inputs
	articles int
}

// Survey makes the first pass over the text: cleaning, and counting what recurs. report is
// told how many articles are done. It fails where the source does, where a large corpus finds
// no room in Options.Scratch, and when ctx ends. The Texts must be closed.
func Survey(ctx context.Context, source corpus.Source, options Options, report func(articles int)) (*Texts, error) {
	cleaned := spill.NewList[batch]("texts", options.Scratch, options.held())
	out := &Texts{options: options, cleaned: cleaned}
	var units boilerplate.Survey
	var read inputs
	err := parallel.Ordered(ctx, options.Workers,
		func(ctx context.Context, yield func([]record) bool) error { return readShards(ctx, source, yield) },
		out.clean,
		func(b *countedBatch) error {
			units.Merge(&b.units)
			read.merge(&b.inputs)
			out.Articles += b.articles
			report(out.Articles)
			return cleaned.Add(b.item)
		})
	if err != nil {
		return nil, errors.Join(err, out.Close())
	}
	out.Inputs = read.complete(source)
	out.Recurring = units.Recurring()
	if options.Recurring != nil {
		out.Recurring.Merge(options.Recurring)
	}
	return out, nil
}

// Close lets the texts go, and the file that holds them.
func (t *Texts) Close() error { return t.cleaned.Close() }

// clean stops before the next record once ctx has ended.
func (t *Texts) clean(ctx context.Context, records []record) (*countedBatch, error) {
	b, size := new(countedBatch), 0
	for i := range records {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		r := &records[i]
		origin := r.origin()
		r.admit(&t.options)
		b.inputs.add(origin, r)
		if r.article != nil {
			r.units = b.units.Add(r.article.Source, r.article.Text)
			b.articles++
			size += len(r.article.Title) + len(r.article.Text)
		}
	}
	var err error
	b.item, err = t.cleaned.Pack(&batch{records}, size)
	return b, err
}

// origin gives the place of a record that has not been admitted yet.
func (r *record) origin() corpus.Origin {
	if r.article != nil {
		return r.article.Input
	}
	return r.reject.Input
}

// admit cleans the article and decides whether it takes part in the run; where it
// cannot be used it becomes a reject.
func (r *record) admit(options *Options) {
	window := &options.Window
	// What an article is called is mostly known before it is cleaned, which costs far more
	// than looking it up.
	if r.article == nil {
		return
	}
	if window.knows(r.article) {
		r.article, r.omitted = nil, known
		return
	}
	var err error
	if options.Texts {
		r.dropped, r.removed, err = clean.Told(r.article)
	} else {
		r.removed, err = clean.Article(r.article)
	}
	if err == nil {
		r.zoneless, r.doubtful = options.Zones.Settle(r.article)
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
