package collection

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"leitmotif/analysis/internal/parallel"
	"leitmotif/analysis/internal/spill"
	"leitmotif/analysis/names"
	"leitmotif/analysis/result"
	"leitmotif/analysis/sentiment"
	"leitmotif/analysis/tfidf"
	"leitmotif/analysis/tokenize"
	"leitmotif/corpus"
	"leitmotif/corpus/boilerplate"
	"leitmotif/corpus/clean"
	"leitmotif/corpus/duplicate"
	"leitmotif/corpus/language"
)

// leadCharacters is the length of Article.Lead.
const leadCharacters = 300

// record is an article, a reject, or what was left out.
type record struct {
	article  *corpus.Article
	reject   *corpus.Reject
	omitted  omission          // why the article, which is gone then, takes no part
	removed  float64           // share of the characters that cleaning removed
	dropped  []string          // the lines that cleaning removed, where texts are kept
	zoneless bool              // its time of day was given without a zone
	doubtful bool              // of these: clocks showed it twice, or not at all
	units    boilerplate.Units // nil where they are not known
}

// Ingest makes the second pass over the text: removal of what recurs, language, fingerprint,
// tone and counting, shard by shard on several goroutines, merged in input order. report is
// told how many articles are done. Texts are let go on the way, so it can be called once.
//
// It fails where the texts cannot be read back, and when ctx ends; what cannot be used is in
// Rejects.
func (t *Texts) Ingest(ctx context.Context, scorer *sentiment.Scorer, report func(articles int)) (*Collection, error) {
	out := New(t.options, t.Articles)
	read, err := t.read(ctx, scorer, out.Pack, func(p Packed) error {
		if err := out.Add(p); err != nil {
			return err
		}
		report(len(out.Articles))
		return nil
	})
	out.Deep = read
	if err == nil {
		err = out.Finish(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, out.Close())
	}
	return out, nil
}

// read gives the shards of the corpus to consume, in input order, each after pack has had it
// on one of several goroutines, and lets their texts go. It says what was read deeply.
func (t *Texts) read(ctx context.Context, scorer *sentiment.Scorer, pack func(*Shard) (Packed, error), consume func(Packed) error) (deep sentiment.DeepReading, err error) {
	readers := make(chan *reader, parallel.Workers(t.options.Workers))
	for range cap(readers) {
		readers <- newReader(t.Recurring, scorer.Fork(), &t.options)
	}
	err = parallel.Ordered(ctx, t.options.Workers,
		t.cleaned.Take,
		func(ctx context.Context, item spill.Item[batch]) (Packed, error) {
			b, err := t.cleaned.Unpack(item)
			if err != nil {
				return Packed{}, err
			}
			r := <-readers
			defer func() { readers <- r }()
			s, err := r.read(ctx, b.records)
			if err != nil {
				return Packed{}, err
			}
			return pack(s)
		},
		consume)
	for range cap(readers) {
		deep.Add((<-readers).deep)
	}
	return deep, err
}

// readShards cuts the stream of records into shards.
func readShards(ctx context.Context, source corpus.Source, yield func([]record) bool) error {
	records := make([]record, 0, shardSize)
	for article, err := range source.Articles(ctx) {
		var reject *corpus.Reject
		switch {
		case err == nil:
			records = append(records, record{article: article})
		case errors.As(err, &reject):
			records = append(records, record{reject: reject})
		default:
			return err
		}
		if len(records) == shardSize {
			if !yield(records) {
				return nil
			}
			records = make([]record, 0, shardSize)
		}
	}
	if len(records) > 0 {
		yield(records)
	}
	return ctx.Err()
}

// reader turns records into shards. It keeps what it learned about words, which never
// changes a result, from one shard to the next.
type reader struct {
	surfaces  *tokenize.Index // of the words, for counters and tone alike
	stopWords map[string][]string
	texts     bool // are kept
	recurring *boilerplate.Recurring
	remover   *boilerplate.Remover
	hasher    *duplicate.Hasher
	counters  map[string]*tfidf.Counter
	tone      *sentiment.Scorer
	names     *names.Extractor
	sentences []names.Sentence  // of the article
	scores    []sentiment.Score // of the documents of the shard
	deep      sentiment.DeepReading
	title     tokenize.Text
	text      tokenize.Text
}

// mostWords bounds what a reader keeps of words: those of the long tail would pile up over a
// large corpus. Beyond it they are learned anew. It leaves a shard some room below the 1<<18
// words at which the index would double its table.
const mostWords = 1<<18 - 1<<13

func newReader(recurring *boilerplate.Recurring, tone *sentiment.Scorer, options *Options) *reader {
	r := &reader{
		stopWords: options.StopWords, texts: options.Texts, recurring: recurring, remover: boilerplate.NewRemover(recurring), hasher: duplicate.NewHasher(), tone: tone,
	}
	r.forget()
	return r
}

// forget makes ready to learn words anew.
func (r *reader) forget() {
	r.surfaces = new(tokenize.Index)
	r.tone = r.tone.Sharing(r.surfaces)
	r.names = names.NewExtractor(r.surfaces)
	r.counters = make(map[string]*tfidf.Counter)
}

// read stops before the next record once ctx has ended.
func (r *reader) read(ctx context.Context, records []record) (*Shard, error) {
	if r.surfaces.Len() > mostWords {
		r.forget()
	}
	s := &Shard{counts: make(map[string]*tfidf.Counts)}
	r.scores = r.scores[:0]
	for i := range records {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		record := &records[i]
		switch {
		case record.reject != nil:
			s.rejects = append(s.rejects, *record.reject)
		case record.omitted != none:
			s.omissions[record.omitted]++
		default:
			if err := r.article(s, record); err != nil {
				return nil, err
			}
		}
	}
	s.names = r.names.Take()
	if err := r.deepen(ctx, s.documents); err != nil {
		return nil, err
	}
	for code, counter := range r.counters {
		if counts := counter.Take(); len(counts.Documents) > 0 {
			s.counts[code] = counts
		}
	}
	return s, nil
}

// deepen completes the scores of the documents of a shard, and enters them.
func (r *reader) deepen(ctx context.Context, documents []document) error {
	read, err := r.tone.Deepen(ctx, r.scores)
	if err != nil {
		return err
	}
	r.deep.Add(read)
	for i := range documents {
		documents[i].Tone, documents[i].Mentions = newTone(r.scores[i]), newMentions(r.scores[i])
	}
	clear(r.scores)
	return nil
}

// article reads a cleaned article. It stays as it is: what recurs around it must not
// change its ID.
func (r *reader) article(s *Shard, record *record) error {
	a, text := record.article, record.article.Text
	var pieces []boilerplate.Piece
	var share float64
	if record.units == nil || r.recurring.Touches(a.Source, record.units) {
		text, pieces, share = r.remover.Remove(a.Source, text)
	}
	own, err := newIdentity(a)
	if err != nil {
		return err
	}
	code, confidence, relabelled := language.Identify(text, a.Language)
	if relabelled {
		s.relabels++
	}
	r.title.Set(a.Title, r.surfaces)
	r.text.Set(text, r.surfaces)
	r.counter(code).Add(r.title, r.text)
	r.scores = append(r.scores, r.tone.Read(code, &r.title, &r.text))
	r.names.Article(code, &r.title, &r.text, r.toned())
	s.documents = append(s.documents, document{
		Article: result.Article{
			SourceID: a.SourceID, Input: result.Origin(a.Input), Title: a.Title,
			Lead: strings.Clone(clean.Lead(text, leadCharacters)), // a copy lets the text go
			URL:  a.URL, Source: a.Source, Author: a.Author,
			PublishedAt: a.Published, Precision: a.Precision.String(), Truncated: a.Truncated,
			Language: code, LanguageConfidence: confidence,
			Characters:       utf8.RuneCountInString(a.Title) + utf8.RuneCountInString(text),
			Words:            len(r.title.Tokens) + len(r.text.Tokens),
			BoilerplateShare: record.removed + (1-record.removed)*share,
		},
		identity:  own,
		pieces:    cutPieces(pieces),
		print:     r.hasher.Exact(a.Title, text),
		sign:      r.hasher.Sign(text),
		bytes:     len(a.Title) + len(text),
		badDate:   a.BadDate != "",
		shortened: a.Shortened,
		zoneless:  record.zoneless,
		doubtful:  record.doubtful,
	})
	if r.texts {
		s.documents[len(s.documents)-1].text = keptText(text, record.dropped, pieces)
	}
	return nil
}

func (r *reader) counter(code string) *tfidf.Counter {
	c := r.counters[code]
	if c == nil {
		c = tfidf.NewSharing(tokenize.NewAnalyser(code, r.stopWords[code]), r.surfaces)
		r.counters[code] = c
	}
	return c
}
