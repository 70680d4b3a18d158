// Package table owns the Parquet tables of a run: what their columns are called,
// what they mean, and how a file of them is written and read.
//
// In comes an *analysis.Result (New) or a directory with the files of a finished
// run (Read); out goes a Set of rows, one slice per table, and one Parquet file per
// slice. The struct tags of the rows are the schema: `parquet` names the column and
// its type, `note` says what it means, with unit and range. The notes travel in the
// file as key-value metadata ("note.sentiment_score"), and the dictionary in
// reports/README.md is generated from them.
//
// Glossary.
//
//   - key: the columns by which a table is sorted, and by which a row is found.
//   - NULL: the value is not there. It is never written as 0 or as an empty string,
//     so that a mean over a column means something.
//   - set: the rows of all tables of one run.
//   - note: what a column means, in one line.
//
// Identical rows make identical bytes: nothing in a file depends on the clock, on
// the machine or on the version of the Parquet library, short of a change in how it
// encodes.
package table

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
)

// Set holds the rows of all tables of a run, each slice in the order of its key.
type Set struct {
	Articles      []Article      // by ArticleID
	ArticleTopics []ArticleTopic // by ArticleID, TopicID
	Topics        []Topic        // by TopicID
	Trends        []Trend        // by TopicID, Period, PeriodStart
	Mentions      []Mention      // by ArticleID, Sentence, Start
	Changes       []ChangeRow    // by Position
	Rejects       []Reject       // by Input, Record
}

// Table is one table of a set, ready to be written.
type Table struct {
	Name  string   // "articles"
	Doc   string   // what a row is
	Key   []string // columns by which it is sorted
	Rows  int
	write func(ctx context.Context, w io.Writer) error
	read  func(ctx context.Context, path string) error
	scan  func(ctx context.Context, path string, visit func(cells []any) error) error
	about func() []Column
}

// File is the name of the file that holds the table.
func (t Table) File() string { return t.Name + ".parquet" }

// Columns describes the columns of the table in their order.
func (t Table) Columns() []Column { return t.about() }

// WriteTo writes the table as one Parquet file. It fails where the rows are not in
// the order of the key, and where ctx ends.
func (t Table) WriteTo(ctx context.Context, w io.Writer) error {
	if err := t.write(ctx, w); err != nil {
		return fmt.Errorf("write table %s: %w", t.Name, err)
	}
	return nil
}

// Tables lists the tables of the set in the order in which they are documented. The
// set must not change while one of them is written.
func (s *Set) Tables() []Table {
	return []Table{
		bind("articles", "one article that was kept", &s.Articles, []string{"article_id"},
			func(a, b *Article) int { return strings.Compare(a.ArticleID, b.ArticleID) }),
		bind("article_topics", "one topic of one article, long form", &s.ArticleTopics, []string{"article_id", "topic_id"},
			func(a, b *ArticleTopic) int {
				return cmp.Or(strings.Compare(a.ArticleID, b.ArticleID), cmp.Compare(a.TopicID, b.TopicID))
			}),
		bind("topics", "one topic", &s.Topics, []string{"topic_id"},
			func(a, b *Topic) int { return cmp.Compare(a.TopicID, b.TopicID) }),
		bind("trends", "one topic in one period", &s.Trends, []string{"topic_id", "period", "period_start"},
			func(a, b *Trend) int {
				return cmp.Or(cmp.Compare(a.TopicID, b.TopicID), strings.Compare(a.Period, b.Period),
					a.PeriodStart.Compare(b.PeriodStart))
			}),
		bind("mentions", "one place where an article names a target of the watch list", &s.Mentions,
			[]string{"article_id", "sentence", "start"},
			func(a, b *Mention) int {
				return cmp.Or(strings.Compare(a.ArticleID, b.ArticleID), cmp.Compare(a.Sentence, b.Sentence),
					cmp.Compare(a.Start, b.Start))
			}),
		bind("changes", "one difference from earlier runs, where a state is kept", &s.Changes, []string{"position"},
			func(a, b *ChangeRow) int { return cmp.Compare(a.Position, b.Position) }),
		bind("rejects", "one record that could not be used", &s.Rejects, []string{"input", "record"}, compareRejects),
	}
}

// bind ties a slice of rows to the functions that write, read and describe it.
func bind[T any](name, doc string, rows *[]T, key []string, compare func(a, b *T) int) Table {
	t := Table{Name: name, Doc: doc, Key: key, Rows: len(*rows), about: columnsOf[T]}
	t.write = func(ctx context.Context, w io.Writer) error {
		if i := firstDisorder(*rows, compare); i > 0 {
			return fmt.Errorf("row %d does not follow row %d by %s", i+1, i, strings.Join(key, ", "))
		}
		return writeRows(ctx, w, t, *rows)
	}
	t.read = func(ctx context.Context, path string) (err error) {
		*rows, err = readRows[T](ctx, path, name)
		return err
	}
	t.scan = func(ctx context.Context, path string, visit func(cells []any) error) error {
		return scanCells[T](ctx, path, name, visit)
	}
	return t
}

// firstDisorder returns the index of the first row that is smaller than the one
// before it, or 0.
func firstDisorder[T any](rows []T, compare func(a, b *T) int) int {
	for i := 1; i < len(rows); i++ {
		if compare(&rows[i-1], &rows[i]) > 0 {
			return i
		}
	}
	return 0
}

func compareRejects(a, b *Reject) int {
	return cmp.Or(strings.Compare(a.Input, b.Input), cmp.Compare(a.Record, b.Record))
}

// Read loads the tables of a finished run from the files in dir. Columns that the
// files do not have stay NULL; columns that this version does not know are passed
// over. It fails where a file is missing, where it is not the table that its name
// says, or where its schema version is of a later major version.
func Read(ctx context.Context, dir string) (*Set, error) {
	s := new(Set)
	for _, t := range s.Tables() {
		if err := t.read(ctx, filepath.Join(dir, t.File())); err != nil {
			return nil, fmt.Errorf("read table %s: %w", t.Name, err)
		}
	}
	return s, nil
}

// sortRejects orders rejects by their key; those of one record stay in the order in
// which they came.
func sortRejects(rows []Reject) {
	slices.SortStableFunc(rows, func(a, b Reject) int { return compareRejects(&a, &b) })
}
