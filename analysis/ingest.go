package analysis

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"leitmotif/analysis/internal/parallel"
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

// shardSize is the number of records of a shard. It bounds what is in memory at a time
// and must not depend on the machine.
const shardSize = 128

// leadCharacters is the length of Article.Lead.
const leadCharacters = 300

// record is an article, a reject, or what was left out.
type record struct {
	article *corpus.Article
	reject  *corpus.Reject
	skip    skip // why the article, which is gone then, takes no part
	cleaned bool
	removed float64 // share of the characters that cleaning removed
	units   boilerplate.Units
	intact  bool // known to hold nothing that recurs
}

// shard is what the pass over the text leaves of a number of records.
type shard struct {
	documents []document
	rejects   []corpus.Reject
	skipped   [skips]int               // by reason
	counts    map[string]*tfidf.Counts // by language
	relabels  int
}

// document is an article after the pass over the text.
type document struct {
	result.Article
	source    *corpus.Article // for its identity; dropped when the shard is merged
	pieces    []boilerplate.Piece
	print     duplicate.Fingerprint
	sign      duplicate.Signature
	bytes     int
	badDate   bool
	shortened bool
}

// collection is the corpus after the pass over the text: articles, compact rows of term
// counts, and the accumulators.
type collection struct {
	articles []result.Article
	rejects  []corpus.Reject
	counts   result.Counts
	// original is the position of the article that stands for the story, or its own.
	original  []int
	languages map[string]*tfidf.Statistics
	// rows are the term counts of each article, in numbers of its language.
	rows   []tfidf.Document
	models []sentiment.ModelInfo
	lines  []result.BoilerplateLine
	// What the state needs; nil where none is kept.
	memory     *memory
	ids        []string // by position
	prints     []duplicate.Fingerprint
	signatures *duplicate.Stories
	recurring  *boilerplate.Recurring
	// echoes holds the IDs of stories of earlier runs, by position of the first of their
	// copies, where those runs' articles are left out.
	echoes []string
	// themes holds UIDs of topics by position, whatever analysts say of them; 0 = none.
	themes []int
}

// ingest makes the second pass over the text: cleaning, where the first has not kept its
// work, removal of what recurs, language, fingerprint, tone and counting, shard by shard
// on several goroutines, merged in input order.
func ingest(ctx context.Context, texts *surveyed, scorer *sentiment.Scorer, cfg Config, report func(articles int)) (*collection, error) {
	readers := make(chan *reader, parallel.Workers(cfg.Workers))
	merged := newMerger()
	merged.recurring = texts.recurring
	merged.models = scorer.Models()
	for range cap(readers) {
		readers <- newReader(texts.recurring, scorer.Fork(), cfg)
	}
	err := parallel.Ordered(ctx, cfg.Workers,
		texts.shards,
		func(ctx context.Context, records []record) (*shard, error) {
			r := <-readers
			defer func() { readers <- r }()
			return r.read(ctx, records)
		},
		func(s *shard) error {
			merged.add(s)
			report(len(merged.articles))
			return nil
		})
	if err != nil {
		return nil, err
	}
	return merged.finish(ctx, cfg)
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
	cfg      Config
	remover  *boilerplate.Remover
	hasher   *duplicate.Hasher
	counters map[string]*tfidf.Counter
	tone     *sentiment.Scorer
	title    []tokenize.Token
	text     []tokenize.Token
}

func newReader(recurring *boilerplate.Recurring, tone *sentiment.Scorer, cfg Config) *reader {
	return &reader{
		cfg: cfg, remover: boilerplate.NewRemover(recurring), hasher: duplicate.NewHasher(), tone: tone,
		counters: make(map[string]*tfidf.Counter),
	}
}

// read stops before the next record once ctx has ended.
func (r *reader) read(ctx context.Context, records []record) (*shard, error) {
	s := &shard{counts: make(map[string]*tfidf.Counts)}
	for i := range records {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		record := &records[i]
		switch record.prepare(&r.cfg); {
		case record.reject != nil:
			s.rejects = append(s.rejects, *record.reject)
		case record.skip != taken:
			s.skipped[record.skip]++
		default:
			r.article(s, record)
		}
	}
	for code, counter := range r.counters {
		if counts := counter.Take(); len(counts.Documents) > 0 {
			s.counts[code] = counts
		}
	}
	return s, nil
}

// article reads a cleaned article. It stays as it is: what recurs around it must not
// change its ID.
func (r *reader) article(s *shard, record *record) {
	a, text := record.article, record.article.Text
	var pieces []boilerplate.Piece
	var share float64
	if !record.intact {
		text, pieces, share = r.remover.Remove(a.Source, text)
	}
	code, confidence, relabelled := language.Identify(text, a.Language)
	if relabelled {
		s.relabels++
	}
	r.title = tokenize.Append(r.title[:0], a.Title)
	r.text = tokenize.Append(r.text[:0], text)
	r.counter(code).Add(tfidf.Part{Text: a.Title, Tokens: r.title}, tfidf.Part{Text: text, Tokens: r.text})
	tone := r.tone.Article(code, a.Title, r.title, text, r.text)
	s.documents = append(s.documents, document{
		Article: result.Article{
			SourceID: a.SourceID, Input: result.Origin(a.Input), Title: a.Title,
			Lead: strings.Clone(clean.Lead(text, leadCharacters)), // a copy lets the text go
			URL:  a.URL, Source: a.Source, Author: a.Author, PublishedAt: a.Published,
			Language: code, LanguageConfidence: confidence,
			Characters:       utf8.RuneCountInString(a.Title) + utf8.RuneCountInString(text),
			Words:            len(r.title) + len(r.text),
			BoilerplateShare: record.removed + (1-record.removed)*share,
			Tone:             newTone(tone),
			Mentions:         newMentions(tone),
		},
		source:    a,
		pieces:    cutPieces(pieces),
		print:     r.hasher.Exact(a.Title, text),
		sign:      r.hasher.Sign(text),
		bytes:     len(a.Title) + len(text),
		badDate:   a.BadDate != "",
		shortened: a.Shortened,
	})
}

func (r *reader) counter(code string) *tfidf.Counter {
	c := r.counters[code]
	if c == nil {
		c = tfidf.NewCounter(tokenize.NewAnalyser(code, r.cfg.StopWords[code]))
		r.counters[code] = c
	}
	return c
}

// merger takes up shards in input order.
type merger struct {
	collection
	known   *identities
	stories *duplicate.Stories
	pieces  pieces
}

func newMerger() *merger {
	return &merger{
		collection: collection{languages: make(map[string]*tfidf.Statistics)},
		known:      newIdentities(),
		stories:    new(duplicate.Stories),
		pieces:     make(pieces),
	}
}

func (m *merger) add(s *shard) {
	m.rejects = append(m.rejects, s.rejects...)
	for i := range s.rejects {
		if s.rejects[i].Reason == corpus.Empty {
			m.counts.Empty++
		}
	}
	m.counts.Relabelled += s.relabels
	m.counts.Outside += s.skipped[outside]
	m.counts.OutsideUndated += s.skipped[undated]
	m.counts.Known += s.skipped[known]
	first := len(m.articles)
	byLanguage := make(map[string][]int) // positions of the shard's articles
	for i := range s.documents {
		d := &s.documents[i]
		position := len(m.articles)
		d.ID = m.known.of(d.source)
		m.ids, m.prints = append(m.ids, d.ID), append(m.prints, d.print)
		m.stories.Add(position, d.sign)
		m.articles = append(m.articles, d.Article)
		m.counts.Bytes += int64(d.bytes)
		m.pieces.add(d.Source, d.pieces)
		if d.badDate {
			m.counts.BadDates++
		}
		if d.shortened {
			m.counts.Shortened++
		}
		byLanguage[d.Language] = append(byLanguage[d.Language], position)
	}
	m.rows = append(m.rows, make([]tfidf.Document, len(m.articles)-first)...)
	for code, counts := range s.counts {
		if m.languages[code] == nil {
			m.languages[code] = tfidf.NewStatistics()
		}
		positions := byLanguage[code]
		for i, row := range m.languages[code].Add(counts) {
			m.rows[positions[i]] = row
		}
	}
}

// finish joins exact and near copies to stories and begins the next state.
func (m *merger) finish(ctx context.Context, cfg Config) (*collection, error) {
	order := m.precedence()
	if err := m.findOriginals(ctx, order); err != nil {
		return nil, err
	}
	m.lines = m.pieces.list()
	m.echoes, m.themes = make([]string, len(m.articles)), make([]int, len(m.articles))
	if cfg.OnlyNew {
		m.signatures = m.stories
		if err := m.findEchoes(ctx, cfg.State, order); err != nil {
			return nil, err
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	c := m.collection // without what only merging needs
	var err error
	c.memory, err = newMemory(&c, cfg)
	return &c, err
}
