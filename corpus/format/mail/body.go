package mail

import (
	"html"
	"regexp"
	"strings"
	"unicode"

	nethtml "golang.org/x/net/html"

	"leitmotif/corpus"
)

// bodyOf makes the text of an article of the texts of a mail, one below another. Where one of
// them is HTML all are.
func bodyOf(texts []text, reply, forwarded bool) (string, corpus.Markup) {
	var parts []string
	markup := corpus.Plain
	isHTML := make([]bool, len(texts))
	for i, t := range texts {
		if isHTML[i] = prefersHTML(t, reply); isHTML[i] {
			markup = corpus.Fragment
		}
	}
	for i, t := range texts {
		switch {
		case isHTML[i]:
			parts = append(parts, ownHTML(t.html, reply && !forwarded))
		case markup == corpus.Fragment:
			parts = append(parts, marked(own(t.plain, forwarded)))
		default:
			parts = append(parts, own(t.plain, forwarded))
		}
	}
	return strings.Join(parts, "\n\n"), markup
}

// prefersHTML chooses between the two forms of a text. HTML has whole paragraphs and keeps
// addresses out of the text, where the plain form of a newsletter breaks lines at a margin and
// spells out every link. The plain form is read where HTML says less than half of it, and in
// replies, for it marks what is quoted.
func prefersHTML(t text, reply bool) bool {
	switch {
	case t.html == "":
		return false
	case t.plain == "":
		return true
	}
	plain, rich := letters(address.ReplaceAllString(t.plain, "")), lettersOfHTML(t.html)
	if reply && quoted.MatchString(t.plain) && 2*plain > rich {
		return false
	}
	return 2*rich >= plain
}

var (
	address = regexp.MustCompile(`https?://[^\s<>"]+`)
	quoted  = regexp.MustCompile(`(?m)^>`)
)

func letters(s string) (n int) {
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// lettersOfHTML counts the letters that a reader of HTML sees.
func lettersOfHTML(page string) (n int) {
	tokens := nethtml.NewTokenizer(strings.NewReader(page))
	hidden := ""
	for {
		kind := tokens.Next()
		switch kind {
		case nethtml.ErrorToken:
			return n
		case nethtml.StartTagToken, nethtml.EndTagToken:
			name, _ := tokens.TagName()
			switch tag := string(name); tag {
			case "style", "script", "title":
				if hidden = ""; kind == nethtml.StartTagToken {
					hidden = tag
				}
			}
		case nethtml.TextToken:
			if hidden == "" {
				n += letters(string(tokens.Text()))
			}
		}
	}
}

// answeredHTML begins the mail that a reply in HTML quotes below itself, as Gmail, Apple Mail,
// Thunderbird and Outlook write it.
var answeredHTML = regexp.MustCompile(`(?i)<(?:div[^>]*\bclass="?gmail_quote|blockquote[^>]*\btype="?cite|div[^>]*\bclass="?moz-cite-prefix|div[^>]*\bid="?(?:appendonsend|divRplyFwdMsg))`)

// ownHTML gives the text of a mail without the mail that it answers, where it says something.
func ownHTML(page string, reply bool) string {
	if !reply {
		return page
	}
	if at := answeredHTML.FindStringIndex(page); at != nil && lettersOfHTML(page[:at[0]]) > 0 {
		return page[:at[0]]
	}
	return page
}

// marked gives plain text as HTML that reads the same.
func marked(plain string) string {
	return "<p>" + strings.ReplaceAll(strings.ReplaceAll(html.EscapeString(plain), "\n\n", "</p><p>"), "\n", "<br>") + "</p>"
}
