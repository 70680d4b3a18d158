package digest

import (
	"encoding/json"
	"fmt"
	"html"
	"io"
	"regexp"
	"strings"
	"unicode"
)

// Forms that a digest is written in.
const (
	Markdown = "md"
	HTML     = "html"
	JSON     = "json"
)

// Forms lists them.
func Forms() []string { return []string{Markdown, HTML, JSON} }

// Write writes the digest in one of the forms.
func (d *Digest) Write(w io.Writer, form string) (err error) {
	switch form {
	case Markdown:
		_, err = io.WriteString(w, d.Text)
	case HTML:
		_, err = io.WriteString(w, d.html())
	case JSON:
		e := json.NewEncoder(w)
		e.SetIndent("", "  ")
		e.SetEscapeHTML(false)
		err = e.Encode(d)
	default:
		err = fmt.Errorf("a digest is written as %s, not as %q", strings.Join(Forms(), ", "), form)
	}
	return err
}

// markdown writes the digest as CommonMark that reads well as plain text too.
func (d *Digest) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "**%s**, %s\n", plain(d.title), plain(d.opening))
	for _, s := range d.sections {
		fmt.Fprintf(&b, "\n%s\n", strings.TrimSpace("**"+plain(s.heading)+":** "+plain(s.text)))
		for _, item := range s.items {
			fmt.Fprintf(&b, "- %s\n", entry.ReplaceAllString(plain(item), `$1\$2`))
		}
		if s.rest != "" {
			fmt.Fprintf(&b, "- %s\n", plain(s.rest))
		}
	}
	fmt.Fprintf(&b, "\n%s\n", oneLine(d.closing))
	return b.String()
}

// entry is what would make a list of an item's beginning, or a heading or a quotation.
var entry = regexp.MustCompile(`^([0-9]*)([.)#>+-])`)

// marks are the characters with a meaning within a line of Markdown; an angle bracket has one only
// where something follows that could make it a tag, an address or a command of a chat.
var marks = regexp.MustCompile("[\\\\`*_\\[\\]~|]|<[A-Za-z/!?@#]|&[A-Za-z#]")

// plain lets Markdown show a text as it is. Underscores within words mean nothing there.
func plain(text string) string {
	text = oneLine(text)
	var b strings.Builder
	last := 0
	for _, m := range marks.FindAllStringIndex(text, -1) {
		b.WriteString(text[last:m[0]])
		switch c := text[m[0]]; {
		case c == '<':
			b.WriteString("&lt;")
		case c == '&':
			b.WriteString("&amp;")
		case c == '_' && within(text, m[0]):
			b.WriteByte(c)
		default:
			b.WriteByte('\\')
			b.WriteByte(c)
		}
		last = m[0] + 1
	}
	b.WriteString(text[last:])
	return b.String()
}

// oneLine is a text without the control characters that would end its line.
func oneLine(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, text))
}

// within tells whether the character at i stands between letters or digits of ASCII.
func within(text string, i int) bool {
	word := func(c byte) bool { return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' }
	return i > 0 && i+1 < len(text) && word(text[i-1]) && word(text[i+1])
}

// html writes a page without any request, style or script, which mail programs show as it is. An
// address of the web becomes a link.
func (d *Digest) html() string {
	var b strings.Builder
	title := html.EscapeString(d.title)
	fmt.Fprintf(&b, "<!doctype html><html lang=\"%s\"><head><meta charset=\"utf-8\"><title>%s</title></head><body>\n<h1>%s</h1><p>%s</p>\n",
		d.Language, title, title, html.EscapeString(d.opening))
	for _, s := range d.sections {
		fmt.Fprintf(&b, "<h2>%s</h2>", html.EscapeString(s.heading))
		if s.text != "" {
			fmt.Fprintf(&b, "<p>%s</p>", html.EscapeString(s.text))
		}
		b.WriteString("\n")
		for i, item := range s.items {
			open, end := "", ""
			if i == 0 {
				open = "<ul>"
			}
			if i == len(s.items)-1 {
				end = "</ul>"
			}
			fmt.Fprintf(&b, "%s<li>%s</li>%s\n", open, html.EscapeString(oneLine(item)), end)
		}
		if s.rest != "" {
			fmt.Fprintf(&b, "<p>%s</p>\n", html.EscapeString(s.rest))
		}
	}
	fmt.Fprintf(&b, "<p>%s</p></body></html>\n", d.linked(oneLine(d.closing)))
	return b.String()
}

// linked is a text as HTML, in which the address of the report is a link.
func (d *Digest) linked(text string) string {
	text = html.EscapeString(text)
	if !strings.HasPrefix(d.Report, "https://") && !strings.HasPrefix(d.Report, "http://") {
		return text
	}
	address := html.EscapeString(d.Report)
	return strings.Replace(text, address, fmt.Sprintf("<a href=\"%s\">%s</a>", address, address), 1)
}
