package mail

import (
	"net/url"
	"regexp"
	"strings"

	"leitmotif/corpus"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/header"
	"leitmotif/corpus/input"
)

// articleOf makes an article of the header and the texts of a mail.
func articleOf(fields header.Fields, texts []text) *corpus.Article {
	title, reply, forwarded := subject(words(fields.Get("Subject")))
	a := &corpus.Article{
		SourceID: strings.Trim(words(fields.Get("Message-ID")), "<>"),
		Title:    title,
		URL:      linkOf(fields),
		Language: record.LanguageCode(firstOf(fields.Get("Content-Language"))),
	}
	text, markup := bodyOf(texts, reply || fields.Has("In-Reply-To"), forwarded)
	// Joining what was apart may have brought characters together.
	a.Text, a.Markup = strings.TrimSpace(input.Text([]byte(text))), markup
	a.Source, a.Author = sender(fields)
	record.SetDate(a, dateOf(fields))
	return a
}

var (
	answered  = regexp.MustCompile(`^(?i)(?:re|aw|antw|antwort|sv)(?:\[\d+\])?\s*:\s*`)
	forwards  = regexp.MustCompile(`^(?i)(?:fwd?|wg|tr)(?:\[\d+\])?\s*:\s*`)
	noSubject = regexp.MustCompile(`^(?i)\(?(?:no subject|kein betreff|ohne betreff)\)?$`)
)

// subject gives a subject without what programs put in front of it when a mail is answered or
// forwarded, and tells which.
func subject(s string) (title string, reply, forwarded bool) {
	for {
		behind := answered.FindString(s) + forwards.FindString(s)
		if behind == "" {
			break
		}
		reply = reply || answered.MatchString(s)
		forwarded = forwarded || forwards.MatchString(s)
		s = s[len(behind):]
	}
	if noSubject.MatchString(s) {
		s = ""
	}
	return s, reply, forwarded
}

// sender names the outlet of a mail and its author: see the package.
func sender(fields header.Fields) (outlet, author string) {
	from := name(fields.Get("From"))
	if from == "" {
		from = name(fields.Get("Sender"))
	}
	if list := listName(fields.Get("List-Id")); list != "" && strings.Contains(fields.Get("List-Post"), "mailto:") {
		return list, from
	}
	return from, ""
}

// name gives the name in an address (RFC 5322, section 3.4), the first of several, or the
// address where there is none.
func name(value string) string {
	value = words(value)
	before, rest, angled := strings.Cut(value, "<")
	mailbox, _, _ := strings.Cut(rest, ">")
	if !angled {
		mailbox, rest, _ = strings.Cut(value, "(") // as before RFC 822: the name in a comment
		before, _, _ = strings.Cut(rest, ")")
	}
	before = strings.Trim(strings.TrimSpace(before), `"' `)
	if before = strings.ReplaceAll(before, `\"`, `"`); before != "" {
		return before
	}
	return strings.TrimSpace(mailbox)
}

// listName gives what a list calls itself in front of its identifier (RFC 2919, section 3).
func listName(value string) string {
	before, _, _ := strings.Cut(words(value), "<")
	return strings.Trim(strings.TrimSpace(before), `"'`)
}

// linkOf gives the address under which a mail stands on the web, where it says so (RFC 5064).
// Some senders of newsletters name it as the place to answer.
func linkOf(fields header.Fields) string {
	for _, field := range [...]string{"Archived-At", "X-Archived-At", "X-URL", "List-Post"} {
		link := address.FindString(fields.Get(field))
		u, err := url.Parse(link)
		if err == nil && u.Host != "" && (field != "List-Post" || len(u.Path) > 1) {
			return record.LineOf([]byte(link))
		}
	}
	return ""
}

// dateOf gives the date of a mail as it is written: that on which it was sent, else that on
// which it was last received, behind the semicolon (RFC 5321, section 4.4).
func dateOf(fields header.Fields) string {
	if sent := words(fields.Get("Date")); sent != "" {
		return sent
	}
	received := fields.Get("Received")
	if at := strings.LastIndexByte(received, ';'); at >= 0 {
		return words(received[at+1:])
	}
	return ""
}

func firstOf(list string) string {
	first, _, _ := strings.Cut(list, ",")
	return first
}
