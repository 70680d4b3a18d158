package clean

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	rendered "github.com/yuin/goldmark/renderer/html"

	"leitmotif/corpus"
)

// maxContainers bounds the quotations and lists that one line of Markdown may open
// within one another: the time to parse them grows with the square of their number.
const maxContainers = 100

// fromMarkdown turns CommonMark into text. What a line means depends on those around it
// and on links defined elsewhere, so a whole parser is needed; its HTML goes the way of
// a fragment, which also covers HTML within Markdown.
func fromMarkdown(a *corpus.Article) (err error) {
	if nestsTooDeep(a.Text) {
		return reject(a, corpus.Nesting, fmt.Sprintf("over %d quotations or lists within one another", maxContainers))
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
