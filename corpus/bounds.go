package corpus

import (
	"strings"
	"unicode/utf8"
)

// Bounds of the fields of an article other than its text. They lie far above what news
// carry, and keep what a broken export puts into a field out of every table. Language
// needs none: it is a code of two letters.
const (
	MaxTitle  = 1000 // characters
	MaxAuthor = 500  // characters
	MaxSource = 200  // characters
	MaxDate   = 100  // characters of BadDate
	MaxURL    = 4096 // bytes
	MaxID     = 1024 // bytes of SourceID
)

// Bound holds a to the bounds of its fields, and sets a.Shortened where one was over its
// bound. Words are cut behind a whole one and end in "…". An address or an id is dropped,
// for a part of it would name another article, or several: the article then goes by what
// else names it.
func (a *Article) Bound() {
	for _, f := range [...]struct {
		field *string
		most  int
	}{{&a.Title, MaxTitle}, {&a.Author, MaxAuthor}, {&a.Source, MaxSource}, {&a.BadDate, MaxDate}} {
		if short := Shorten(*f.field, f.most); short != *f.field {
			*f.field, a.Shortened = short, true
		}
	}
	if len(a.URL) > MaxURL {
		a.URL, a.Shortened = "", true
	}
	if len(a.SourceID) > MaxID {
		a.SourceID, a.Shortened = "", true
	}
}

// Shorten gives s where it has at most most characters, else its beginning up to the end
// of a word and "…", together at most most characters. A word over half of that is cut.
func Shorten(s string, most int) string {
	if len(s) <= most || utf8.RuneCountInString(s) <= most {
		return s
	}
	end := 0
	for range most - 1 {
		_, size := utf8.DecodeRuneInString(s[end:])
		end += size
	}
	if s[end] != ' ' {
		if blank := strings.LastIndexByte(s[:end], ' '); blank > end/2 {
			end = blank
		}
	}
	return strings.TrimRight(s[:end], " ") + "…"
}
