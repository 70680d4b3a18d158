// Package corpus holds the input side's vocabulary: what an article is, how a
// stream of articles is read, and what becomes of a record that cannot be used.
//
// Glossary.
//
//   - article: one published text with its title and what is known about it.
//   - record: the unit in which an input holds articles: a line of JSON Lines, a
//     row of a table, an entry of a feed, or a whole file.
//   - source: a stream of articles in a stable order; the word in the column
//     "source" of the tables is the outlet that published an article.
//   - reject: a record that could not be used, kept with its reason.
//
// The package knows no file (see corpus/input), no file format (see corpus/format) and
// no cleaning (see corpus/clean).
package corpus

import (
	"context"
	"fmt"
	"iter"
	"time"
)

// Origin names the place of a record in the input.
type Origin struct {
	// File is the path below the argument under which the input was given, with
	// forward slashes: never an absolute path, so that results do not depend on the
	// machine. Members of an archive follow a "!": "news.zip!2026/a.html".
	// Standard input is "stdin".
	File string
	// Record counts from 1: the line of JSON Lines, the row of a table (its header
	// not counted), the entry of a feed or of a JSON array, 1 for a file that is one
	// article. 0 means the file as a whole.
	Record int
}

// String gives "file#record", or the file alone for the file as a whole.
func (o Origin) String() string {
	if o.Record == 0 {
		return o.File
	}
	return fmt.Sprintf("%s#%d", o.File, o.Record)
}

// Markup says how the text of an article is marked up.
type Markup int

// The forms in which a text arrives. After cleaning every article is Plain.
const (
	Plain    Markup = iota // running text, paragraphs parted by line breaks
	Page                   // a complete HTML page, the article somewhere in it
	Fragment               // HTML of the article alone, as feeds carry it
	Markdown               // CommonMark
)

// Article is one article as read from the input. Strings are valid UTF-8 in
// normalisation form C; absent values are zero values.
type Article struct {
	Input    Origin
	SourceID string // the id that the input itself gives
	Title    string
	Text     string
	Markup   Markup
	URL      string
	Source   string // outlet
	Author   string
	Language string // ISO 639-1, lower case, as the input says
	// Published is in UTC. Zero means unknown; a date that was given but cannot be
	// (the 31st of June, the year 9999) leaves Published zero and stands in BadDate.
	Published time.Time
	BadDate   string
	// Precision is that of Published: of a day, month or year it is the first instant.
	Precision Precision
	// Local tells that a time of day was given without a zone: Published has it as if it
	// were one of UTC.
	Local bool
	// Shortened tells that a field was over its bound: see Bound.
	Shortened bool
	// Truncated tells that the input holds the beginning of the article alone.
	Truncated bool
	// Repaired tells that characters were put right that a program before this one had broken.
	Repaired bool
}

// A Source is a stream of articles in an order that depends on the input alone.
type Source interface {
	// Articles yields one article or one error per record. A *Reject speaks of one
	// record (or file), and the stream goes on after it; any other error is the
	// last thing the stream yields. Ranging again reads the input again, which fails
	// where an input can be read only once.
	Articles(ctx context.Context) iter.Seq2[*Article, error]
}

// File is a stream of records that was read: a file, or a member of an archive.
type File struct {
	Name  string // as in Origin.File
	Form  string // how its records are written down, "JSON Lines"; "" where that could not be told
	Bytes int64  // of its content, decompressed
}

// A Lister is a Source that knows which files it has read.
type Lister interface {
	// Files gives what the last ranging over Articles read, in the order in which it was
	// read. What could not be opened or unpacked is not among it.
	Files() []File
}

// Reason says in one word why a record cannot be used. The values are part of the
// contract of rejects.parquet.
type Reason string

// Reasons for a reject.
const (
	Unreadable    Reason = "unreadable"     // the operating system or a decompressor failed
	UnknownFormat Reason = "unknown_format" // neither the name nor the content tells the format
	Malformed     Reason = "malformed"      // not valid in its own format
	NoText        Reason = "no_text"        // nothing is left to read, before or after cleaning
	NoTextField   Reason = "no_text_field"  // the record has no field that holds a text
	TooLarge      Reason = "too_large"      // over the limit on the size of a record
	Expansion     Reason = "expansion"      // expands beyond the limit when decompressed
	Nesting       Reason = "nesting"        // archives within archives, or markup nested too deep
	BadEncoding   Reason = "bad_encoding"   // binary, or in no charset that can be told
	Unsupported   Reason = "unsupported"    // of a known kind that is not read: slides, a picture, a link in an archive
	Empty         Reason = "empty"          // there is no record in it, or what is named of it is none, as drafts of a blog are: nothing is lost
	NotAnArticle  Reason = "not_an_article" // a page in place of an article: a wall of consent, an error, a login
	// UnusedColumn speaks of a file whose records were read: a column under the name of
	// a field is of a type that no text can be made of, so the field is empty.
	UnusedColumn Reason = "unused_column"
)

// Reject is a record that could not be used. It is an error, so that a stream can
// yield it.
type Reject struct {
	Input  Origin
	Reason Reason
	Detail string // what went wrong, for people; may be empty
}

// Error gives "file#record: reason: detail".
func (r *Reject) Error() string {
	if r.Detail == "" {
		return fmt.Sprintf("%s: %s", r.Input, r.Reason)
	}
	return fmt.Sprintf("%s: %s: %s", r.Input, r.Reason, r.Detail)
}
