package clean

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	rendered "github.com/yuin/goldmark/renderer/html"

	"leitmotif/corpus"
	"leitmotif/corpus/markup"
)

// Limits of Markdown, over which the time to parse it grows with the square of its length
// or a few bytes become a table of millions of cells.
const (
	maxContainers     = 100   // quotations and lists that one line opens within one another
	maxParagraphMarks = 2_000 // marks of emphasis, links and code in a paragraph
	maxParagraphLines = 5_000
)

// fromMarkdown turns CommonMark into text. What a line means depends on those around it
// and on links defined elsewhere, so a whole parser is needed; its HTML goes the way of
// a fragment, which also covers HTML within Markdown.
func fromMarkdown(a *corpus.Article) (err error) {
	if nestsTooDeep(a.Text) {
		return reject(a, corpus.Nesting, fmt.Sprintf("over %d quotations or lists within one another", maxContainers))
	}
	if limit := overlongParagraph(a.Text); limit != "" {
		return reject(a, corpus.TooLarge, limit)
	}
	defer func() {
		if r := recover(); r != nil {
			err = reject(a, corpus.Malformed, fmt.Sprintf("parse Markdown: %v", r))
		}
	}()
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough), goldmark.WithRendererOptions(rendered.WithUnsafe()))
	var b bytes.Buffer
	if err := md.Convert([]byte(a.Text), &b); err != nil {
		return reject(a, corpus.Malformed, fmt.Sprintf("parse Markdown: %v", err))
	}
	text, err := fragmentText(a, b.String())
	if err != nil {
		return err
	}
	a.Text = text
	return nil
}

// nestsTooDeep tells whether a line of Markdown opens too many containers: marks of
// quotations, and of lists with a blank after them, before anything else.
func nestsTooDeep(text string) bool {
	for l := range strings.Lines(text) {
		marks := 0
		for i := 0; i < len(l) && strings.IndexByte(" \t>-*+.)0123456789", l[i]) >= 0; i++ {
			if l[i] == '>' || l[i] != ' ' && i+1 < len(l) && l[i+1] == ' ' {
				marks++
			}
		}
		if marks > maxContainers {
			return true
		}
	}
	return false
}

// overlongParagraph names the limit that a paragraph, lines without an empty one between
// them, exceeds; "" where none does.
func overlongParagraph(text string) string {
	var p paragraph
	for l := range strings.Lines(text) {
		text := strings.TrimSpace(l)
		if text == "" {
			p = paragraph{}
			continue
		}
		p.add(l[:strings.Index(l, text)], text)
		switch {
		case p.lines > maxParagraphLines:
			return fmt.Sprintf("over %d lines in a paragraph", maxParagraphLines)
		case p.marks > maxParagraphMarks:
			return fmt.Sprintf("over %d marks of emphasis and links in a paragraph", maxParagraphMarks)
		case p.cells > markup.MaxElements:
			return fmt.Sprintf("over %d cells in a table", markup.MaxElements)
		}
	}
	return ""
}

// paragraph measures what is parsed as one piece.
type paragraph struct {
	lines, marks int
	columns      int  // of the widest table that may stand in it
	cells        int  // that all tables may have: short rows are filled up
	content      int  // columns before the text of the list item under way
	numbered     byte // the mark behind the number of the first line
	under        bool // a line stands before
}

// add takes up a line behind its indentation. One that begins a list item begins a new
// piece, but for the cells of a table, whose rows may look like one.
func (p *paragraph) add(indentation, l string) {
	indent := 0
	for i := range len(indentation) {
		if indent++; indentation[i] == '\t' {
			indent = (indent + 3) / 4 * 4
		}
	}
	width, number, mark := listItem(l)
	if !p.under {
		p.numbered = mark
	}
	// Within a paragraph only a list that goes on, or one that begins with 1, has numbers.
	if width > 0 && indent <= p.content+3 && (mark == 0 || number == "1" || mark == p.numbered) {
		p.lines, p.marks, p.content = 0, 0, indent+width
	}
	p.under = true
	p.lines++
	if strings.Trim(l, "|:- \t>+*.)0123456789") == "" {
		p.columns = max(p.columns, 1+strings.Count(l, "|"))
	}
	p.cells += p.columns
	var last byte
	for i := range len(l) {
		c := l[i]
		if c != last && strings.IndexByte("*_~[]!<`", c) >= 0 {
			p.marks++
		}
		last = c
	}
}

// listItem gives the width of the mark that begins a list item, 0 where there is none; for
// a numbered one also the number and the mark behind it.
func listItem(l string) (width int, number string, mark byte) {
	digits := 0
	for digits < len(l) && digits < 9 && l[digits] >= '0' && l[digits] <= '9' {
		digits++
	}
	if digits+1 >= len(l) || l[digits+1] != ' ' {
		return 0, "", 0
	}
	switch c := l[digits]; {
	case digits == 0 && (c == '-' || c == '+' || c == '*'):
		return 2, "", 0
	case digits > 0 && (c == '.' || c == ')'):
		return digits + 2, l[:digits], c
	}
	return 0, "", 0
}
