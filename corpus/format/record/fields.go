// Package record makes articles of records, whatever form they are written in: it knows the
// names under which records keep title, text, date and the rest, and how what stands there
// becomes an article. In go the values of one record as text; out comes an article with every
// string valid UTF-8 in normalisation form C, or a reject that says what is missing.
//
// Glossary, beside that of package format.
//
//   - name: what an input calls a field: "headline", "Erscheinungsdatum".
//   - rank: how good a name is among those of its field; of several the best that is not
//     empty counts.
//   - hint: what a reject says of a record without a text, for whoever maps the fields.
package record

import "strings"

// Field is one thing that a record may say about its article.
type Field int

// The fields.
const (
	Title Field = iota
	Text
	Date
	Source
	Language
	URL
	Author
	ID
	Count // of the fields
)

// targets are the names by which the caller speaks of the fields.
var targets = [Count]string{"title", "text", "date", "source", "language", "url", "author", "id"}

// Targets are the names by which the caller speaks of the fields, in their order.
func Targets() []string { return targets[:] }

// FieldOf tells the field that the caller speaks of by a name, in either case.
func FieldOf(name string) (Field, bool) {
	for f, target := range targets {
		if strings.EqualFold(name, target) {
			return Field(f), true
		}
	}
	return 0, false
}
