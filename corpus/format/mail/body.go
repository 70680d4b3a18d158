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
			parts = append(parts, ownHTML(t.html, reply, forwarded))
		case markup == corpus.Fragment:
			parts = append(parts, marked(own(t.plain, reply, forwarded)))
		default:
			parts = append(parts, own(t.plain, reply, forwarded))
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
var answeredHTML = regexp.MustCompile(`(?i)<(?:div[^>]*\bclass="?gmail_quote|blockquote[^>]*\btype="?cite|div[^>]*\bclass="?moz-cite-prefix|div[^>]*\bid="?(?:appendonsend|divRplyFwdMsg)|div[^>]*\bstyle=["'][^"'>]*border-top:\s*solid #(?:E1E1E1|B5C4DF))`)

// repeatedHTML is the name of a field in the header of another mail, as Outlook repeats it: in
// bold, the sender first.
var repeatedHTML = regexp.MustCompile(`(?i)<(?:b|strong)\b[^>]*>(?:\s|<[^>]*>)*(?:(from|von)|(sent|gesendet|date|datum)|to|an|cc|subject|betreff)\s*:`)

// ownHTML gives the text of a mail without the mail that it answers, where it says something,
// and without the headers of mails that it forwards.
func ownHTML(page string, reply, forwarded bool) string {
	if !reply && !forwarded {
		return page
	}
	headers := headersHTML(page)
	if !forwarded {
		end := len(page)
		if at := answeredHTML.FindStringIndex(page); at != nil {
			end = at[0]
		}
		if len(headers) > 0 {
			end = min(end, headers[0].begin)
		}
		if end < len(page) && lettersOfHTML(page[:end]) > 0 {
			return page[:end]
		}
	}
	var out strings.Builder
	end := 0
	for _, h := range headers {
		out.WriteString(page[end:h.begin])
		end = h.end
	}
	return out.String() + page[end:]
}

// span is a part of a text, in bytes.
type span struct{ begin, end int }

// headersHTML finds the headers of other mails in one: some fields close together, the sender
// and when it was sent among them, up to the end of their paragraph.
func headersHTML(page string) []span {
	const longest = 4096 // bytes of a field; some have many recipients
	var found []span
	var current span
	fields, dated := 0, false
	end := func() {
		if fields < leastRepeated || !dated {
			return
		}
		if n := endOfParagraph.FindStringIndex(page[current.end:min(len(page), current.end+longest)]); n != nil {
			current.end += n[0]
			found = append(found, current)
		}
	}
	for _, m := range repeatedHTML.FindAllStringSubmatchIndex(page, -1) {
		switch {
		case m[2] >= 0:
			end()
			current.begin, fields, dated = m[0], 0, false
		case m[0]-current.end > longest:
			end()
			fields = 0
			continue
		case fields == 0:
			continue
		}
		current.end = m[1]
		fields++
		dated = dated || m[4] >= 0
	}
	end()
	return found
}

var endOfParagraph = regexp.MustCompile(`(?i)</(?:p|div|td)\b`)

// marked gives plain text as HTML that reads the same.
func marked(plain string) string {
	return "<p>" + strings.ReplaceAll(strings.ReplaceAll(html.EscapeString(plain), "\n\n", "</p><p>"), "\n", "<br>") + "</p>"
}
