// Package table owns the Parquet tables of a run: what their columns are called,
// what they mean, and how a file of them is written and read.
//
// In comes an *analysis.Result (New) or a directory with the files of a finished
// run (Read); out goes a Set of rows and one Parquet file per table. The tables that grow
// with the corpus are never in memory as a whole: their rows are made, or read, anew
// each time that someone goes through them. The struct tags of the rows are the schema:
// `parquet` names the column and its type, `note` says what it means, with unit and
// range. The notes travel in the file as key-value metadata ("note.sentiment_score"), and
// the dictionary in reports/README.md is generated from them.
//
// Glossary.
//
//   - key: the columns by which a table is sorted, and by which a row is found.
//   - NULL: the value is not there. It is never written as 0 or as an empty string,
//     so that a mean over a column means something.
//   - set: the rows of all tables of one run.
//   - pass: going through the rows of a table once, from the first on.
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
	"iter"
	"slices"
	"strings"
)

// Set holds the rows of all tables of a run, each in the order of its key: as Rows where
// they grow with the articles, else in memory.
type Set struct {
	Articles      Rows[Article]      // by ArticleID
	ArticleTopics Rows[ArticleTopic] // by ArticleID, TopicID
	Topics        []Topic            // by TopicID
	Themes        []Theme            // by ThemeID
	Languages     []Language         // by Language
	Trends        []Trend            // by TopicID, Period, PeriodStart
	Mentions      Rows[Mention]      // by ArticleID, Sentence, Start
	Targets       []Target           // by Target
	Names         []Name             // by NameID
	ArticleNames  Rows[ArticleName]  // by ArticleID, NameID
	Changes       []ChangeRow        // by Position
	Rejects       []Reject           // by Input, Record
	Inputs        []Input            // by Input
}

// Rows are the rows of a table in the order of its key. Each range over them is a pass of
// its own. A row is the receiver's until the next one comes; what it points at stays. An
// error comes alone and ends the pass.
type Rows[T any] iter.Seq2[*T, error]

// InMemory are rows that are all there.
func InMemory[T any](rows []T) Rows[T] {
	return func(yield func(*T, error) bool) {
		for i := range rows {
			if !yield(&rows[i], nil) {
				return
			}
		}
	}
}

// Collect brings all rows into memory, for those who know that they are few.
func (r Rows[T]) Collect() ([]T, error) {
	all := []T{}
	for row, err := range r {
		if err != nil {
			return nil, err
		}
		all = append(all, *row)
	}
	return all, nil
}

// Table is one table of a set, ready to be written.
type Table struct {
	Name string   // "articles"
	Doc  string   // what a row is
	Key  []string // columns by which it is sorted
	// blobs are the paths of columns whose values are too long for bounds: a page or a file
	// would begin with whole texts, and some readers refuse it.
	blobs [][]string
	write func(ctx context.Context, w io.Writer) (rows int, err error)
	scan  func(ctx context.Context, path string, visit func(cells []any) error) error
	about func() []Column
}

// File is the name of the file that holds the table.
func (t Table) File() string { return t.Name + ".parquet" }

// Columns describes the columns of the table in their order.
func (t Table) Columns() []Column { return t.about() }

// WriteTo writes the table as one Parquet file in one pass and says how many rows it has.
// It fails where the rows are not in the order of the key, and where ctx ends.
func (t Table) WriteTo(ctx context.Context, w io.Writer) (rows int, err error) {
	if rows, err = t.write(ctx, w); err != nil {
		return 0, fmt.Errorf("write table %s: %w", t.Name, err)
	}
	return rows, nil
}

// Tables lists the tables of the set in the order in which they are documented. The
// set must not change while one of them is written.
func (s *Set) Tables() []Table {
	return []Table{
		bind("articles", "one article that was kept", s.Articles, []string{"article_id"},
			func(a, b *Article) int { return strings.Compare(a.ArticleID, b.ArticleID) }),
		bind("article_topics", "one topic of one article, long form", s.ArticleTopics, []string{"article_id", "topic_id"},
			func(a, b *ArticleTopic) int {
				return cmp.Or(strings.Compare(a.ArticleID, b.ArticleID), cmp.Compare(a.TopicID, b.TopicID))
			}),
		bind("topics", "one topic", InMemory(s.Topics), []string{"topic_id"},
			func(a, b *Topic) int { return cmp.Compare(a.TopicID, b.TopicID) }),
		bind("themes", "one theme, which gathers topics", InMemory(s.Themes), []string{"theme_id"},
			func(a, b *Theme) int { return cmp.Compare(a.ThemeID, b.ThemeID) }),
		bind("languages", "one language, with how much of it its topics hold", InMemory(s.Languages), []string{"language"},
			func(a, b *Language) int { return strings.Compare(a.Language, b.Language) }),
		bind("trends", "one topic in one period", InMemory(s.Trends), []string{"topic_id", "period", "period_start"},
			func(a, b *Trend) int {
				return cmp.Or(cmp.Compare(a.TopicID, b.TopicID), strings.Compare(a.Period, b.Period),
					a.PeriodStart.Compare(b.PeriodStart))
			}),
		bind("mentions", "one place where an article names a target of the watch list", s.Mentions,
			[]string{"article_id", "sentence", "start"},
			func(a, b *Mention) int {
				return cmp.Or(strings.Compare(a.ArticleID, b.ArticleID), cmp.Compare(a.Sentence, b.Sentence),
					cmp.Compare(a.Start, b.Start))
			}),
		bind("targets", "one name of the watch list, over the run", InMemory(s.Targets), []string{"target"},
			func(a, b *Target) int { return strings.Compare(a.Target, b.Target) }),
		bind("names", "one person, organisation or place that articles name", InMemory(s.Names), []string{"name_id"},
			func(a, b *Name) int { return strings.Compare(a.NameID, b.NameID) }),
		bind("article_names", "one name in one article", s.ArticleNames, []string{"article_id", "name_id"},
			func(a, b *ArticleName) int {
				return cmp.Or(strings.Compare(a.ArticleID, b.ArticleID), strings.Compare(a.NameID, b.NameID))
			}),
		bind("changes", "one difference from earlier runs, where a state is kept", InMemory(s.Changes), []string{"position"},
			func(a, b *ChangeRow) int { return cmp.Compare(a.Position, b.Position) }),
		bind("rejects", "one record that could not be used", InMemory(s.Rejects), []string{"input", "record"}, compareRejects),
		bind("inputs", "one file that was read", InMemory(s.Inputs), []string{"input"},
			func(a, b *Input) int { return strings.Compare(a.Input, b.Input) }),
	}
}

// Texts is the table of the cleaned texts, which runs have on request and no set holds.
func Texts(rows Rows[Text]) Table {
	return bind("texts", "the text of one article, where `run --texts` asked for it", rows, []string{"article_id"},
		func(a, b *Text) int { return strings.Compare(a.ArticleID, b.ArticleID) }, []string{"text"}, []string{"removed", "list", "element"})
}

// bind ties rows to the functions that write, scan and describe them.
func bind[T any](name, doc string, rows Rows[T], key []string, compare func(a, b *T) int, blobs ...[]string) Table {
	t := Table{Name: name, Doc: doc, Key: key, blobs: blobs, about: columnsOf[T]}
	t.write = func(ctx context.Context, w io.Writer) (int, error) {
		return writeRows(ctx, w, t, inOrder(rows, key, compare))
	}
	t.scan = func(ctx context.Context, path string, visit func(cells []any) error) error {
		return scanCells[T](ctx, path, name, visit)
	}
	return t
}

// inOrder are the same rows up to one that is smaller than the one before it, which is an
// error.
func inOrder[T any](rows Rows[T], key []string, compare func(a, b *T) int) Rows[T] {
	return func(yield func(*T, error) bool) {
		var before T
		n := 0
		for row, err := range rows {
			if n++; err == nil && n > 1 && compare(&before, row) > 0 {
				row, err = nil, fmt.Errorf("row %d does not follow row %d by %s", n, n-1, strings.Join(key, ", "))
			}
			if !yield(row, err) || err != nil {
				return
			}
			before = *row
		}
	}
}

func compareRejects(a, b *Reject) int {
	return cmp.Or(strings.Compare(a.Input, b.Input), cmp.Compare(a.Record, b.Record))
}

// Read opens the tables of a finished run in dir and loads those that do not grow with the
// articles; the others are read with each pass over them, whose errors name the table.
// Columns that the files do not have stay NULL, tables that came later empty; columns that this version does not know
// are passed over. It fails where a file is missing, where it is not the table that its
// name says, or where its schema version is of a later major version.
func Read(ctx context.Context, dir string) (s *Set, err error) {
	s = new(Set)
	for _, err := range []error{
		open(dir, "articles", &s.Articles), open(dir, "article_topics", &s.ArticleTopics), open(dir, "mentions", &s.Mentions),
		load(ctx, dir, "topics", &s.Topics), load(ctx, dir, "trends", &s.Trends),
		load(ctx, dir, "changes", &s.Changes), load(ctx, dir, "rejects", &s.Rejects),
		loadLater(ctx, dir, "themes", &s.Themes), loadLater(ctx, dir, "languages", &s.Languages),
		loadLater(ctx, dir, "inputs", &s.Inputs), loadLater(ctx, dir, "targets", &s.Targets),
		loadLater(ctx, dir, "names", &s.Names), openLater(dir, "article_names", &s.ArticleNames),
	} {
		if err != nil {
			return nil, err
		}
	}
	return s, nil
}

// loadLater loads a table that earlier versions of the schema did not write: a run of theirs
// has no row of it.
func loadLater[T any](ctx context.Context, dir, name string, rows *[]T) error {
	if lacks, err := Lacks(dir, name); err != nil || lacks {
		return err
	}
	return load(ctx, dir, name, rows)
}

// openLater opens a table that earlier versions of the schema did not write.
func openLater[T any](dir, name string, rows *Rows[T]) error {
	lacks, err := Lacks(dir, name)
	switch {
	case err != nil:
		return err
	case lacks:
		*rows = InMemory[T](nil)
		return nil
	}
	return open(dir, name, rows)
}

// sortRejects orders rejects by their key; those of one record stay in the order in
// which they came.
func sortRejects(rows []Reject) {
	slices.SortStableFunc(rows, func(a, b Reject) int { return compareRejects(&a, &b) })
}
