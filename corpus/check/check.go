// Package check reads inputs as a run does and says what came out of them, so that one can
// see before a run what it will work on. In go the articles of a source; out come, for each
// file, how many there are, what was rejected and why, what is known of the articles, and the
// first of them as it will be analysed. Nothing is written.
//
// What recurs over the articles of an outlet is known to a run alone, after it has seen them
// all; here it is still in the texts.
package check

import (
	"context"
	"errors"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"

	"leitmotif/corpus"
	"leitmotif/corpus/clean"
	"leitmotif/corpus/date"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/language"
)

// Input is what came out of a file, or of a member of an archive.
type Input struct {
	Name     string         `json:"input"`
	Form     string         `json:"form,omitempty"` // "" where that could not be told
	Bytes    int64          `json:"bytes"`          // of its content, decompressed; 0 where it was not opened
	Articles int            `json:"articles"`
	Rejects  map[string]int `json:"rejects,omitempty"` // by reason
	Examples []Reject       `json:"reject_examples,omitempty"`
	Known    Known          `json:"known"`
	Fields   []Field        `json:"fields,omitempty"` // what fed title, text, date and the rest, where records have names
	Unused   []Unused       `json:"unused,omitempty"` // names that fed none, and look like one of them
	First    *Article       `json:"first,omitempty"`  // nil where there is no article
}

// Known counts the articles of which something is known.
type Known struct {
	Title     int            `json:"title"`
	Date      int            `json:"date"`
	BadDate   int            `json:"bad_date"` // a date that cannot be read, or cannot be
	Zoneless  int            `json:"zoneless"` // a time of day without a zone
	Source    int            `json:"source"`
	URL       int            `json:"url"`
	Author    int            `json:"author"`
	Language  map[string]int `json:"language"` // by code; those whose language cannot be told are not in it
	Repaired  int            `json:"repaired"`
	Truncated int            `json:"truncated"`
	Shortened int            `json:"shortened"`
}

// Field is a name under which a field was found.
type Field struct {
	Field    string   `json:"field"`
	Name     string   `json:"name"`
	Records  int      `json:"records"`  // that have it from there
	Examples []string `json:"examples"` // at most three
}

// Unused is a name that fed no field.
type Unused struct {
	Name     string   `json:"name"`
	Looks    string   `json:"looks_like"` // text, date or source; "" for none of them
	Examples []string `json:"examples"`
}

// Reject is a record that cannot be used.
type Reject struct {
	Record int    `json:"record,omitempty"` // 0 = the file as a whole
	Reason string `json:"reason"`
	Detail string `json:"detail,omitempty"`
}

// Article is an article as it will be analysed.
type Article struct {
	Record    int       `json:"record,omitempty"`
	Title     string    `json:"title,omitempty"`
	Text      string    `json:"text"` // its beginning, at most 300 characters
	Removed   []string  `json:"removed,omitempty"`
	Published time.Time `json:"published_at,omitzero"`
	Precision string    `json:"published_precision,omitempty"` // of Published: second, day, month or year
	Source    string    `json:"source,omitempty"`
	Author    string    `json:"author,omitempty"`
	URL       string    `json:"url,omitempty"`
	Language  string    `json:"language,omitempty"`
}

// Report is what came out of all inputs.
type Report struct {
	Inputs []Input `json:"inputs"` // in the order in which they were read
}

// Limits of what a report quotes.
const (
	textCharacters    = 300 // of the first article
	rejectsNamed      = 3   // per input
	removedNamed      = 20  // lines of the first article
	removedCharacters = 200 // of each
)

// batch is the number of articles that are cleaned side by side.
const batch = 128

// Read reads the source to its end, times without a zone in those of zones. It fails where the
// source does, and when ctx ends.
func Read(ctx context.Context, source corpus.Source, zones date.Zones) (*Report, error) {
	r := &reader{places: make(map[string]int), zones: zones}
	records := make([]entry, 0, batch)
	for article, err := range source.Articles(ctx) {
		var reject *corpus.Reject
		if err != nil && !errors.As(err, &reject) {
			return nil, err
		}
		if records = append(records, entry{article: article, reject: reject}); len(records) == batch {
			if err := r.take(ctx, records); err != nil {
				return nil, err
			}
			records = records[:0]
		}
	}
	if err := r.take(ctx, records); err != nil {
		return nil, err
	}
	if lister, ok := source.(corpus.Lister); ok {
		for _, f := range lister.Files() {
			in := r.input(f.Name)
			in.Form, in.Bytes = f.Form, f.Bytes
		}
	}
	if user, ok := source.(interface{ Usage() []record.Usage }); ok {
		for _, u := range user.Usage() {
			r.input(u.File).addUsage(&u)
		}
	}
	return &r.report, ctx.Err()
}

func (in *Input) addUsage(u *record.Usage) {
	for _, x := range u.Used {
		in.Fields = append(in.Fields, Field{record.Targets()[x.Field], x.Name, x.Records, x.Examples})
	}
	for _, x := range u.Unused {
		in.Unused = append(in.Unused, Unused{x.Name, x.Looks, x.Examples})
	}
}

// entry is an article or a reject.
type entry struct {
	article  *corpus.Article
	reject   *corpus.Reject
	removed  []string
	language string
	zoneless bool // the time of publication came without a zone
}

// clean cleans the article, which may turn out to be a reject.
func (x *entry) clean(zones *date.Zones) {
	if x.article == nil {
		return
	}
	removed, _, err := clean.Told(x.article)
	if err != nil {
		if !errors.As(err, &x.reject) {
			x.reject = &corpus.Reject{Input: x.article.Input, Reason: corpus.Malformed, Detail: err.Error()}
		}
		x.article = nil
		return
	}
	x.removed = removed
	x.zoneless, _ = zones.Settle(x.article)
	x.language, _, _ = language.Identify(x.article.Text, x.article.Language)
}

// reader sums up records.
type reader struct {
	report Report
	places map[string]int // of inputs in the report
	zones  date.Zones
}

// input gives the place of a file in the report.
func (r *reader) input(name string) *Input {
	at, known := r.places[name]
	if !known {
		at = len(r.report.Inputs)
		r.places[name] = at
		r.report.Inputs = append(r.report.Inputs, Input{Name: name})
	}
	return &r.report.Inputs[at]
}

// take sums up some records.
func (r *reader) take(ctx context.Context, records []entry) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range records {
		group.Go(func() error {
			records[i].clean(&r.zones)
			return ctx.Err()
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	for i := range records {
		if x := &records[i]; x.reject != nil {
			r.input(x.reject.Input.File).addReject(x.reject)
		} else {
			r.input(x.article.Input.File).addArticle(x)
		}
	}
	return nil
}

func (in *Input) addReject(x *corpus.Reject) {
	if in.Rejects == nil {
		in.Rejects = make(map[string]int)
	}
	in.Rejects[string(x.Reason)]++
	if len(in.Examples) < rejectsNamed {
		in.Examples = append(in.Examples, Reject{x.Input.Record, string(x.Reason), x.Detail})
	}
}

func (in *Input) addArticle(x *entry) {
	a := x.article
	if in.Articles++; in.First == nil {
		in.First = &Article{
			Record: a.Input.Record, Title: a.Title, Text: clean.Lead(a.Text, textCharacters), Published: a.Published, Precision: a.Precision.String(),
			Source: a.Source, Author: a.Author, URL: a.URL, Language: x.language,
		}
		for _, line := range x.removed[:min(len(x.removed), removedNamed)] {
			in.First.Removed = append(in.First.Removed, corpus.Shorten(line, removedCharacters))
		}
	}
	k := &in.Known
	for _, known := range [...]struct {
		holds bool
		count *int
	}{
		{a.Title != "", &k.Title}, {!a.Published.IsZero(), &k.Date}, {a.BadDate != "", &k.BadDate}, {x.zoneless, &k.Zoneless}, {a.Source != "", &k.Source}, {a.URL != "", &k.URL},
		{a.Author != "", &k.Author}, {a.Repaired, &k.Repaired}, {a.Truncated, &k.Truncated}, {a.Shortened, &k.Shortened},
	} {
		if known.holds {
			*known.count++
		}
	}
	if x.language != "" {
		if k.Language == nil {
			k.Language = make(map[string]int)
		}
		k.Language[x.language]++
	}
}

// Lost counts the records that cannot be used, and of how many, as a run does: an input that
// holds no record loses nothing.
func (r *Report) Lost() (lost, of int) {
	for i := range r.Inputs {
		in := &r.Inputs[i]
		of += in.Articles
		for reason, n := range in.Rejects {
			if reason != string(corpus.Empty) {
				lost, of = lost+n, of+n
			}
		}
	}
	return lost, of
}
