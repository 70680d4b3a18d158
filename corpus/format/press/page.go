package press

import (
	"strings"

	"golang.org/x/net/html"
)

// SplitPage is Split for an export written as an HTML page, which press databases lay out as
// they do text: its blocks become lines. Press releases are none of these: their pages are
// pages of the web. The page is one that [input.Text] gave.
func SplitPage(page string) (*Export, bool) {
	var lines []line
	for _, l := range layouts {
		if !containsAny(page, l.pages) {
			continue
		}
		if lines == nil {
			lines = linesOf(pageText(page))
		}
		if export, ok := l.split(lines); ok {
			export.Form = l.form
			return export, true
		}
	}
	return nil, false
}

// breaks is what stands for the beginning and the end of an element in the text of a page.
var breaks = map[string]string{
	"p": "\n\n", "h1": "\n\n", "h2": "\n\n", "h3": "\n\n", "h4": "\n\n", "h5": "\n\n", "h6": "\n\n", "blockquote": "\n\n",
	"article": "\n\n", "section": "\n\n", "table": "\n\n", "ul": "\n\n", "ol": "\n\n", "pre": "\n\n", "body": "\n\n",
	"div": "\n", "br": "\n", "li": "\n", "tr": "\n", "dt": "\n", "dd": "\n", "dl": "\n", "header": "\n", "footer": "\n", "nav": "\n",
	"td": "\t", "th": "\t", "hr": "\n________________________________\n",
}

// unseen are the elements whose content is not part of the text.
var unseen = map[string]bool{"script": true, "style": true, "title": true, "textarea": true, "noscript": true, "iframe": true, "select": true}

// pageText gives the text of a page with a line for each of its blocks. It reads token by
// token, so that no nesting and no fault of the markup costs more than its length.
func pageText(page string) string {
	z := html.NewTokenizer(strings.NewReader(page))
	var b strings.Builder
	hidden, preformatted := "", false
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			if hidden == "" {
				writeText(&b, string(z.Text()), preformatted)
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			tag, _ := z.TagName()
			name := string(tag)
			switch {
			case hidden == name && kind == html.EndTagToken:
				hidden = ""
			case hidden == "" && unseen[name] && kind == html.StartTagToken:
				hidden = name
			case name == "pre":
				preformatted = kind == html.StartTagToken
			}
			if hidden == "" && (kind != html.EndTagToken || name != "br") {
				b.WriteString(breaks[name])
			}
		}
	}
}

// writeText writes the text between two tags, runs of its white space as one blank.
func writeText(b *strings.Builder, text string, preformatted bool) {
	if preformatted {
		b.WriteString(text)
		return
	}
	blank := false
	for _, r := range text {
		if r == ' ' || r == '\n' || r == '\t' {
			blank = true
			continue
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		b.WriteRune(r)
	}
	if blank {
		b.WriteByte(' ')
	}
}
