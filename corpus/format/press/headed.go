package press

import (
	"regexp"
	"strings"
	"sync"
)

// swissdoxHead is the line over an article of Swissdox: "Wexcombe Post; 03.03.2025; Seite 7".
var swissdoxHead = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:©\s*)?([^;]{2,80}); (\d{1,2}\.\d{1,2}\.\d{4})(?:[;,] .{1,80})?$`)
})

// splitSwissdox reads the articles below such lines. It is certain where the text says that
// it is of Swissdox.
func splitSwissdox(lines []line) (*Export, bool) {
	export := &Export{}
	var current *parts
	add := func() {
		if current != nil {
			export.Documents = append(export.Documents, headed(current))
		}
	}
	for _, l := range lines {
		if m := swissdoxHead().FindStringSubmatch(l.text); m != nil && parses(m[2]) {
			add()
			current = &parts{}
			current.of[outlet], current.of[published] = m[1], m[2]
			continue
		}
		if current != nil {
			current.body = append(current.body, l)
		}
	}
	add()
	return export, certain(export.Documents)
}

// headed makes a document of what stands below its head: a headline and a text, then perhaps
// notices of the database.
func headed(p *parts) Document {
	lines := p.body
	for len(lines) > 0 {
		last := lines[len(lines)-1].text
		if !isCopyright(last) && !isRule(last) && !strings.Contains(last, "wissdox") && !strings.Contains(last, "smd.ch") &&
			!strings.Contains(last, "chweizer Mediendatenbank") && !strings.Contains(last, "PressReader") {
			break
		}
		lines = lines[:len(lines)-1]
	}
	if len(lines) < 2 && p.of[title] == "" || len(lines) == 0 {
		return malformed("no text below its headline")
	}
	if p.of[title] == "" {
		n := block(lines, hasGaps(lines))
		if n == len(lines) {
			n = 1
		}
		p.of[title] = joined(lines[:n])
		lines = lines[n:]
	}
	p.body = lines
	return p.document()
}

var pressReaderLabels = map[string]role{
	"Article Name": title, "Publication": outlet, "Section": unused, "Author": author, "Start Page": unused, "End Page": unused, "Date": published,
	"Issue Date": published, "Language": language, "URL": address,
}

// pressReaderHead is the line below a headline of PressReader: "Wexcombe Post · 3 Mar 2025 · 7",
// with dots, bars or dashes.
var pressReaderHead = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^([^·|]{2,80}?)(?: ?[·|] ?| [-–] )([^·|]{8,40}?)(?:(?: ?[·|] ?| [-–] )(.{1,120}))?$`)
})

// splitPressReader reads articles of PressReader, labelled or below a line of outlet and date.
// It is certain where a label of its own begins each, or where each ends in its name.
func splitPressReader(lines []line) (*Export, bool) {
	export := &Export{}
	begin := 0
	var ends []int
	for i, l := range lines {
		switch {
		case strings.HasPrefix(l.text, "Article Name:"):
			ends = append(ends, i)
		case strings.Contains(l.text, "PressReader") && len(l.text) < 160:
			ends = append(ends, i+1)
		}
	}
	for _, end := range append(ends, len(lines)) {
		if begin < end {
			if d, ok := pressReaderArticle(lines[begin:end]); ok {
				export.Documents = append(export.Documents, d)
			}
		}
		begin = max(begin, end)
	}
	return export, len(ends) > 0 && certain(export.Documents)
}

// pressReaderArticle reads one article; ok tells that there is one.
func pressReaderArticle(lines []line) (d Document, ok bool) {
	var p parts
	labelled := 0
	for len(lines) > 0 {
		name, value, ok := label(lines[0].text)
		r, known := pressReaderLabels[name]
		if !ok || !known {
			break
		}
		labelled++
		p.set(r, value)
		lines = lines[1:]
	}
	const own, top = 3, 5 // labels that no text has together, lines a head is among
	if labelled >= own {
		p.body = lines
		return headed(&p), true
	}
	for i := 1; i < min(len(lines), top); i++ {
		m := pressReaderHead().FindStringSubmatch(lines[i].text)
		if m == nil {
			continue
		}
		day, rest, ok := lineDate(m[2])
		if !ok || rest != "" {
			continue
		}
		p.of[outlet], p.of[published], p.of[title] = m[1], day, joined(lines[:i])
		if name := strings.TrimSpace(lastPart(m[3])); isName(name) {
			p.of[author] = name
		}
		p.body = lines[i+1:]
		return headed(&p), true
	}
	return Document{}, false
}

// lastPart gives what stands behind the last dot, bar or dash.
func lastPart(text string) string {
	if i := strings.LastIndex(text, " - "); i >= 0 {
		text = text[i+len(" - "):]
	}
	if i := strings.LastIndexAny(text, "·|–"); i >= 0 {
		return strings.TrimLeft(text[i:], "·|– ")
	}
	return text
}
