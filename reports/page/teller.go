package page

import (
	"fmt"
	"html"
	"html/template"
	"regexp"
	"strings"
	"time"
)

// Teller words parts of the page as plain text: for a mail, a chat or a terminal.
type Teller struct{ w *words }

// NewTeller gives the teller of a language of the page.
func NewTeller(language string) (*Teller, error) {
	w, err := newWords(language)
	if err != nil {
		return nil, fmt.Errorf("tell: %w", err)
	}
	return &Teller{w}, nil
}

// Err is the first fault of the wording, which takes the place of no text.
func (t *Teller) Err() error { return t.w.err }

// Head says what was analysed, and when it was published; that is "" where no article is dated.
func (t *Teller) Head(c Corpus) (title, published string) {
	title = t.w.tell("page.head", "topics", c.Topics, "articles", c.Articles)
	if c.Topics == 0 {
		title = t.w.tell("page.empty", "articles", c.Articles)
	}
	if !c.Last.IsZero() {
		published = t.w.days(c.First, c.Last)
	}
	return title, published
}

// Findings are the sentences that the page begins with, under their heading.
func (t *Teller) Findings(list []Finding) (heading string, lines []string) {
	for _, f := range list {
		text := untagged(t.w.finding(f))
		if f.Kind == Data { // its link leads to a place of the page
			text = strings.TrimSuffix(text, " "+t.w.tell("finding.data.link"))
		}
		lines = append(lines, text)
	}
	return t.w.tell("findings.title"), lines
}

// Changes are the sentences on what differs from earlier runs, under their heading and
// introduction.
func (t *Teller) Changes(c *Changes) (heading, intro string, lines []string) {
	w := t.w
	intro = w.tell("changes.first")
	if c.Run != 1 {
		intro = w.tell("changes.intro", "run", c.Run, "n", c.Fresh)
		if c.Known > 0 {
			intro += " " + w.tell("changes.known", "n", c.Known)
		}
		if c.Quiet() {
			intro += " " + w.tell("changes.none")
		}
	}
	if len(c.Names) > 0 {
		text := w.tell("changes.names", "list", w.changeList(c.Names))
		if c.MoreNames > 0 {
			text += " " + w.tell("changes.morenames", "n", c.MoreNames)
		}
		lines = append(lines, text)
	}
	for _, l := range c.Lines {
		lines = append(lines, untagged(w.changeLine(l)))
	}
	if len(c.Terms) > 0 {
		lines = append(lines, w.tell("changes.terms", "list", w.changeList(c.Terms)))
	}
	if len(c.Companions) > 0 {
		lines = append(lines, w.tell("changes.companions", "list", w.changeList(c.Companions)))
	}
	return w.tell("changes.title"), intro, lines
}

// More says that the table holds n more changes.
func (t *Teller) More(n int) string { return t.w.tell("changes.more", "n", n) }

// Refused introduces the quality gates that refused the run.
func (t *Teller) Refused(gates int) string { return t.w.tell("page.refused", "n", gates) }

// Instant writes a time to the minute, in UTC.
func (t *Teller) Instant(at time.Time) string { return t.w.instant(at.UTC()) }

// Day writes a day.
func (t *Teller) Day(at time.Time) string { return t.w.date(at.UTC()) }

// LanguageName is the name of a language by its ISO 639-1 code; "" is one that cannot be told.
func (t *Teller) LanguageName(code string) string { return t.w.languageName(code) }

var tag = regexp.MustCompile(`<[^>]*>`)

// untagged is the text of a sentence of the page. What comes from the corpus is escaped in it,
// so that every angle bracket is that of a tag.
func untagged(h template.HTML) string {
	return html.UnescapeString(tag.ReplaceAllString(string(h), ""))
}
