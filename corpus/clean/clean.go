// Package clean turns an article in any markup into plain running text: a page, a
// fragment of HTML or Markdown comes in, the text that its author wrote goes out.
//
// Glossary.
//
//   - boilerplate: lines that publishing puts around an article and that are not part
//     of it: picture credits and captions, share bars, prompts to subscribe, links to
//     other articles, comment forms, bylines and time stamps.
//   - line: a stretch of text between two line breaks; in cleaned text one line is one
//     paragraph, or one line of a text that came with fixed line breaks.
//   - caption: a line that describes a picture, directly before the line that names
//     its photographer or agency.
//   - navigation: what leads through the site of an outlet: skip links, bars of sections,
//     breadcrumbs, notes about cookies, legal pages. Pages saved as text begin with it.
//   - head: the lines of a text before its first paragraph.
//   - signature: a line that is byline, time stamp or both.
//   - imprint: what the signatures and the closing notice of copyright say of author,
//     outlet and day of publication.
//   - removed share: characters of boilerplate divided by characters of the plain text
//     before its removal, both counted in code points after folding white space.
//
// Cleaned text is valid UTF-8 in normalisation form C. It holds no control characters
// but the line break, no two blanks in a row, no blank at the ends of a line, no empty
// line, no soft hyphen, and none of the invisible characters that steer direction.
// Cleaning a cleaned article changes nothing.
package clean

import (
	"fmt"
	"strings"

	"leitmotif/corpus"
)

const (
	// maxMarkup is the largest text with markup that is parsed, in bytes: the trees
	// that extraction builds take some 40 bytes for each byte of markup.
	maxMarkup = 8 << 20
)

// Article turns the text of an article into plain text without boilerplate and tells
// the share of the characters that it removed as boilerplate, in [0, 1]. Afterwards
// a.Markup is corpus.Plain and the title, where the text repeats it at its beginning,
// stands in a.Title alone.
//
// A page also fills the fields of a that are empty: title, author, outlet, language and
// date of publication. So do the byline, time stamp and notice of copyright of any text,
// for the date also the name of a file that is one article, and a dateline. What the input
// itself gave is never replaced, but for a title that is part of a site's navigation, and a
// date of which the text tells more: the time of the same day. All fields are held to their
// bounds.
//
// The error is a *corpus.Reject with the reason NoText, Nesting, TooLarge or Malformed;
// the article is then left as it was.
func Article(a *corpus.Article) (removedShare float64, err error) {
	_, removedShare, err = article(a)
	return removedShare, err
}

// article is Article, and gives the folded text with its boilerplate.
func article(a *corpus.Article) (raw string, removedShare float64, err error) {
	out := *a
	if a.Markup != corpus.Plain {
		if err := toPlain(&out); err != nil {
			return "", 0, err
		}
	}
	out.Title = foldLine(out.Title)
	raw = fold(out.Text)
	lines := split(raw)
	if a.Markup == corpus.Plain {
		if title := pageTitle(out.Title, raw, lines); title != out.Title {
			// The line that was taken for the title belongs to the head of the page.
			raw, out.Title = fold(out.Title+gap+raw), title
			lines = split(raw)
		}
	}
	text, removedShare, said, done := scrub(raw, lines, out.Title)
	if !done {
		return "", 0, reject(a, corpus.Nesting, fmt.Sprintf("over %d layers of boilerplate within one another", maxRounds))
	}
	if text == "" {
		return "", 0, reject(a, corpus.NoText, "nothing is left after cleaning")
	}
	out.Text, out.Markup = text, corpus.Plain
	said.complete(&out, raw)
	out.Bound()
	*a = out
	return raw, removedShare, nil
}

// toPlain replaces a.Text, marked up, by plain text with its boilerplate.
func toPlain(a *corpus.Article) error {
	if len(a.Text) > maxMarkup {
		return reject(a, corpus.TooLarge, "marked-up text over 8 MiB")
	}
	switch a.Markup {
	case corpus.Page:
		return fromPage(a)
	case corpus.Markdown:
		return fromMarkdown(a)
	default:
		return fromFragment(a)
	}
}

// reject gives the record's reject.
func reject(a *corpus.Article, reason corpus.Reason, detail string) *corpus.Reject {
	return &corpus.Reject{Input: a.Input, Reason: reason, Detail: detail}
}

// foldLine folds all white space, line breaks too, and removes what is invisible.
func foldLine(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(fold(s), gap, " "), "\n", " ")
}
