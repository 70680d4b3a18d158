// Package document reads text documents: Office Open XML (DOCX and its relatives with macros or
// as a template; ECMA-376 part 1, clause 17), OpenDocument (ODT; OpenDocument 1.3 part 3, clauses
// 4 to 8) and RTF (Rich Text Format Specification 1.9.1, Microsoft 2008). In goes the document,
// out comes its text as its reader sees it on the page: one article, or those of the export of a
// press database, see package press.
//
// # What is read
//
//   - Paragraphs in the order of the document, headings and list items as others, text boxes
//     once behind the paragraph in which they are anchored, footnotes and endnotes at the end.
//   - Cells of a table row in their order: on one line where each holds one paragraph, else a
//     paragraph a line, as in tables that lay out a page.
//   - What changes have added; not what they have deleted. The results of fields and links,
//     not their codes.
//   - Not hidden text, comments, headers, footers, tables of contents, alternative texts.
//
// The title is, of those that there are: the title among the properties where it stands in the
// text as well, the paragraph in the style of a title or the first heading in front of the
// running text, the title among the properties unless it is one that programs write, the first
// line where it is as short as titles are. Who made a file and when says nothing of who wrote
// the article and when it was published, so that author and date are left to what the text
// says.
//
// DOCX and ODT are read with the standard library's XML, as streams. RTF has no library in Go
// that reads its charsets, destinations and revisions and bounds its groups.
package document

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"leitmotif/corpus"
	"leitmotif/corpus/format/press"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/input"
)

// content is what a document holds.
type content struct {
	title      string // among the properties
	cut        bool   // whether the document ends too early
	paragraphs []paragraph
}

// emit makes an article of a document, or one of each where it is the export of a press
// database. It hands over nothing where there is no word in it.
func (c *content) emit(st *input.Stream) {
	if export, ok := press.Split(textOf(c.paragraphs)); ok {
		export.Emit(st)
		return
	}
	title, rest := c.headline()
	a := &corpus.Article{Input: st.Origin(1), Title: title, Text: textOf(rest), Truncated: c.cut}
	if title == "" {
		a.Title, a.Text = record.TextTitle(a.Text)
		a.Text = strings.TrimSpace(a.Text)
	}
	if a.Text != "" {
		st.Article(a)
	}
}

// textOf gives paragraphs as text, parted by empty lines.
func textOf(list []paragraph) string {
	var text strings.Builder
	for _, p := range list {
		if text.Len() > 0 {
			text.WriteString("\n\n")
		}
		text.WriteString(p.text)
	}
	return text.String()
}

// headline finds the title, and gives the paragraphs without those at the beginning that say
// it. It is "" where only the text tells.
func (c *content) headline() (title string, rest []paragraph) {
	const looked = 10 // paragraphs
	first := c.paragraphs[:min(len(c.paragraphs), looked)]
	stated := record.PlainTitle(c.title)
	isStated := func(p paragraph) bool { return strings.EqualFold(input.Line(p.text), stated) }
	switch i := styled(first); {
	case stated != "" && slices.ContainsFunc(first, isStated):
		title = stated
	case i >= 0:
		title = input.Line(first[i].text)
	case isTitle(stated):
		title = stated
	}
	rest = c.paragraphs
	for len(rest) > 1 && title != "" && (strings.EqualFold(input.Line(rest[0].text), title) || record.IsKicker(rest[0].text)) {
		rest = rest[1:]
	}
	if len(rest) == 1 && title != "" && strings.EqualFold(input.Line(rest[0].text), title) {
		return "", rest // it is all there is
	}
	return title, rest
}

// styled gives the paragraph that its style makes the title: the first in the style of one,
// else the first heading; -1 where there is none in front of the running text.
func styled(first []paragraph) int {
	heading := -1
	for i, p := range first {
		switch {
		case utf8.RuneCountInString(p.text) > record.LongestTitle:
			return heading
		case record.IsKicker(p.text):
		case p.kind == titleKind:
			return i
		case p.kind == headingKind && heading < 0:
			heading = i
		}
	}
	return heading
}

// programTitles are those that programs and templates put among the properties, and names of
// files.
var programTitles = regexp.MustCompile(`(?i)^(microsoft (office )?word\b.*|word[ -]?(document|dokument)|(untitled|unbenannt|ohne titel|kein titel|no title)\b.*|` +
	`(document|dokument|presentation|präsentation|titel|title|pressemitteilung|press release|pressespiegel|powerpoint.*)[ _-]?\d*|.*\.(docx?|dotx?|docm|odt|ott|rtf|pdf|txt|indd|qxd|html?|pages))$`)

// isTitle tells whether a title among the properties is that of a text.
func isTitle(title string) bool {
	return strings.Contains(title, " ") && !programTitles.MatchString(title)
}
