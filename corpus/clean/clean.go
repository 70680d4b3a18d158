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
//   - notice: a line in which publishing speaks to its readers (see the package notice).
//   - stub: the beginning of an article that is for subscribers.
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

	"leitmotif/corpus"
	"leitmotif/corpus/fold"
	"leitmotif/corpus/notice"
	"leitmotif/corpus/repair"
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
// Broken characters are repaired and a.Repaired is set (see the package repair). Where a
// notice or a mark at its end says that the text goes on elsewhere, that goes and
// a.Truncated is set.
//
// The error is a *corpus.Reject with the reason NoText, NotAnArticle, Nesting, TooLarge or
// Malformed; the article is then left as it was.
func Article(a *corpus.Article) (removedShare float64, err error) {
	_, removedShare, err = article(a)
	return removedShare, err
}

// article is Article, and gives the folded text with its boilerplate.
func article(a *corpus.Article) (raw string, removedShare float64, err error) {
	out := *a
	enclosed := false
	if a.Markup != corpus.Plain {
		if enclosed, err = toPlain(&out); err != nil {
			return "", 0, err
		}
	}
	whole := mend(&out)
	raw = whole.text
	text, lines := whole.readable()
	if a.Markup == corpus.Plain {
		if title := pageTitle(out.Title, text, lines); title != out.Title {
			// The line that was taken for the title belongs to the head of the page.
			line := out.Title + fold.Gap
			raw, text, out.Title = fold.Text(line+raw), fold.Text(line+text), title
			lines = split(text)
		}
	}
	if what := notice.Page(out.Title, text); what != "" {
		return "", 0, reject(a, corpus.NotAnArticle, what)
	}
	found := scrub(raw, text, lines, &out)
	switch {
	case !found.done:
		return "", 0, reject(a, corpus.Nesting, fmt.Sprintf("over %d layers of boilerplate within one another", maxRounds))
	case found.text == "":
		return "", 0, reject(a, corpus.NoText, "nothing is left after cleaning")
	}
	out.Text, out.Markup = found.text, corpus.Plain
	out.Truncated = out.Truncated || found.truncated || enclosed && isStub(out.Text)
	found.said.complete(&out, text)
	out.Bound()
	*a = out
	return raw, found.removedShare, nil
}

// toPlain replaces a.Text, marked up, by plain text with its boilerplate. enclosed says
// that it is a page that calls itself one for subscribers.
func toPlain(a *corpus.Article) (enclosed bool, err error) {
	if len(a.Text) > maxMarkup {
		return false, reject(a, corpus.TooLarge, "marked-up text over 8 MiB")
	}
	// What is broken in the source may be lost once it is parsed.
	var changed bool
	if a.Text, changed = repair.Text(a.Text, false); changed {
		a.Repaired = true
	}
	switch a.Markup {
	case corpus.Page:
		return fromPage(a)
	case corpus.Markdown:
		return false, fromMarkdown(a)
	default:
		return false, fromFragment(a)
	}
}

// reject gives the record's reject.
func reject(a *corpus.Article, reason corpus.Reason, detail string) *corpus.Reject {
	return &corpus.Reject{Input: a.Input, Reason: reason, Detail: detail}
}
