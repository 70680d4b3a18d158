package book

import (
	"strings"

	"golang.org/x/net/html"

	"leitmotif/corpus"
	"leitmotif/corpus/charset"
	"leitmotif/corpus/input"
)

// loosePage reads a page that is not well formed as HTML: its text is the page as it is.
func loosePage(d *input.Document, name string) (*chapter, error) {
	content, err := d.Read(name)
	if err != nil {
		return nil, err
	}
	if content, err = charset.ToUTF8(content, nil); err != nil {
		return nil, &corpus.Reject{Reason: corpus.BadEncoding, Detail: err.Error()}
	}
	c := &chapter{text: strings.TrimSpace(input.Text(content))}
	tokens := html.NewTokenizer(strings.NewReader(c.text))
	within := "" // the title or heading
	for {
		switch tokens.Next() {
		case html.ErrorToken: // the end
			c.heading, c.title = input.Line(input.Text([]byte(c.heading))), input.Line(input.Text([]byte(c.title)))
			return c, nil
		case html.StartTagToken:
			tag, _ := tokens.TagName()
			if name := string(tag); name == "title" || isHeading(name) {
				within = name
			}
		case html.EndTagToken:
			if tag, _ := tokens.TagName(); string(tag) == within {
				within = ""
			}
		case html.TextToken:
			c.looseText(within, string(tokens.Text()))
		}
	}
}

// looseText takes text within the title of the page or a heading, "" where it is in neither.
func (c *chapter) looseText(within, text string) {
	switch {
	case within == "title" && c.title == "":
		c.title = text[:min(len(text), maxField)]
	case within != "" && within != "title" && c.heading == "":
		c.heading = text[:min(len(text), maxField)]
	case within == "" && !c.words:
		c.words = strings.ContainsFunc(text, isLetter)
	}
}
