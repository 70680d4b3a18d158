package press

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"leitmotif/corpus"
	"leitmotif/corpus/format/record"
)

// role is what a labelled line says of its document.
type role int

const (
	unused role = iota // known, and of no use here
	title
	author
	published
	loaded // when the database got the document
	outlet
	language
	id
	address
	length
	lead
	body
	roles // their number
)

// parts are what is found of one document.
type parts struct {
	of   [roles]string
	body []line
	open bool // the export breaks off within it
}

// set keeps the first value of a role.
func (p *parts) set(r role, value string) {
	if value = strings.TrimSpace(value); p.of[r] == "" {
		p.of[r] = value
	}
}

// join sets values that are written over several lines.
func (p *parts) join(values *[roles][]string) {
	for r, lines := range values {
		p.set(role(r), strings.Join(lines, " "))
	}
}

// document makes a document of its parts.
func (p *parts) document() Document {
	var d Document
	d.Values.Named = true
	v := &d.Values.Of
	text := paragraphs(p.body)
	if p.of[lead] != "" && !strings.HasPrefix(text, p.of[lead]) {
		text = p.of[lead] + "\n" + text
	}
	v[record.Text] = strings.TrimSpace(text)
	v[record.Title] = p.of[title]
	v[record.Author] = withoutBy(p.of[author])
	v[record.Date] = p.of[published]
	if v[record.Date] == "" {
		v[record.Date] = p.of[loaded]
	}
	v[record.Source] = p.of[outlet]
	v[record.Language], _, _ = strings.Cut(p.of[language], ";")
	v[record.ID], v[record.URL] = p.of[id], p.of[address]
	d.Truncated = p.open || p.short(v[record.Text])
	if v[record.Text] == "" {
		d.Reason, d.Detail = corpus.NoText, corpus.Shorten(v[record.Title], corpus.MaxSource)
	}
	return d
}

// malformed is a document of which no article can be made.
func malformed(detail string) Document {
	return Document{Reason: corpus.Malformed, Detail: detail}
}

// short tells that less than half of the words are there that the export states.
func (p *parts) short(text string) bool {
	const fewest = 20 // below them a count says little
	stated := number(p.of[length])
	return text != "" && stated >= fewest && 2*words(text) < stated
}

// number gives the number at the beginning of a text, be its thousands parted; 0 if none.
func number(text string) int {
	const most = 9 // digits
	digits := make([]byte, 0, most)
	for i := 0; i < len(text) && len(digits) < most; i++ {
		switch c := text[i]; {
		case isDigit(c):
			digits = append(digits, c)
		case len(digits) > 0 && strings.IndexByte(",.'", c) >= 0 && i+3 < len(text) && isDigit(text[i+1]) && isDigit(text[i+3]):
		default:
			n, _ := strconv.Atoi(string(digits))
			return n
		}
	}
	n, _ := strconv.Atoi(string(digits))
	return n
}

// withoutBy gives a name without what introduces it.
func withoutBy(name string) string {
	for _, by := range [...]string{"By ", "BY ", "by ", "Von ", "VON ", "von "} {
		if rest, ok := strings.CutPrefix(name, by); ok {
			if by == "von " && !strings.Contains(rest, " ") {
				return name // a name of nobility
			}
			return strings.TrimSpace(rest)
		}
	}
	return name
}

// label parts a line into its label and what follows the colon. A label is short.
func label(text string) (name, value string, ok bool) {
	const longest = 48 // bytes
	colon := strings.IndexByte(text[:min(len(text), longest)], ':')
	if colon <= 0 {
		return "", "", false
	}
	return strings.TrimSpace(text[:colon]), strings.TrimSpace(text[colon+1:]), true
}

// counted is the number that an export gives one of its documents, of how many.
type counted struct{ number, of int }

// missing says which documents are not there of those that an export counts. Where the
// numbers begin again another export begins.
func missing(found []counted) string {
	var said []string
	for begin := 0; begin < len(found); {
		end := begin + 1
		for end < len(found) && found[end].of == found[begin].of && found[end].number > found[end-1].number {
			end++
		}
		if gap := gaps(found[begin:end]); gap != "" {
			said = append(said, gap)
		}
		begin = end
	}
	return strings.Join(said, "; ")
}

// gaps is missing for one export, its numbers rising.
func gaps(found []counted) string {
	total, next := found[0].of, 1
	var ranges []string
	add := func(from, to int) {
		switch {
		case from == to:
			ranges = append(ranges, strconv.Itoa(from))
		case from < to:
			ranges = append(ranges, fmt.Sprintf("%d to %d", from, to))
		}
	}
	for _, c := range found {
		add(next, c.number-1)
		next = c.number + 1
	}
	add(next, total)
	if len(ranges) == 0 {
		return ""
	}
	return fmt.Sprintf("of %d documents not found: %s", total, strings.Join(ranges, ", "))
}

// fewer says how many documents are not there of those that a cover counts.
func fewer(found, stated int) string {
	if found >= stated {
		return ""
	}
	return fmt.Sprintf("%d of %d documents found", found, stated)
}

// certain tells whether at least one document is an article; without one a text is no export.
func certain(documents []Document) bool {
	return slices.ContainsFunc(documents, func(d Document) bool { return d.Reason == "" })
}
