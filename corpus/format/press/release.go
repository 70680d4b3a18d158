package press

import (
	"regexp"
	"strings"
	"sync"

	"leitmotif/corpus/format/record"
)

// originalContent introduces the company that a release of news aktuell is of.
const originalContent = "Original-Content von:"

// splitOTS reads press releases of news aktuell. It is certain where a text says both whose
// content it is and, in its dateline, that it is an original text (ots).
func splitOTS(lines []line) (*Export, bool) {
	export := &Export{}
	begin := 0
	for i, l := range lines {
		rest, ok := strings.CutPrefix(l.text, originalContent)
		if !ok {
			continue
		}
		company := strings.TrimSpace(rest)
		if comma := strings.LastIndex(company, ", "); comma > 0 && strings.Contains(company[comma:], "news aktuell") {
			company = company[:comma]
		}
		d := release(lines[begin:i], "(ots", company)
		if d.Reason != "" {
			return nil, false
		}
		export.Documents = append(export.Documents, d)
		begin = i + 1
	}
	if begin < len(lines) && begin > 0 {
		export.Documents = append(export.Documents, otsRest(lines[begin:])...)
	}
	return export, certain(export.Documents)
}

// otsRest reads what stands behind the last release: a release that breaks off, or addresses
// and notices.
func otsRest(lines []line) []Document {
	d := release(lines, "(ots", "")
	if d.Reason != "" {
		return nil
	}
	d.Truncated = true
	return []Document{d}
}

// release reads a press release: date, company and headline stand over the line with the
// mark, contacts behind the text.
func release(lines []line, mark, company string) Document {
	at := 0
	for at < len(lines) && !isDateline(lines[at].text, mark) {
		at++
	}
	if at == len(lines) {
		return malformed("no dateline with " + mark)
	}
	var p parts
	p.of[outlet] = company
	var top []line
	for _, l := range lines[:at] {
		day, _, ok := lineDate(l.text)
		switch {
		case ok && isDateLine(l.text):
			p.set(published, day)
		case l.text == company, l.text == "~", isRule(l.text), len(top) == 0 && strings.HasPrefix(l.text, "OTS0"):
		case strings.HasPrefix(l.text, "http"):
			p.set(address, l.text)
		default:
			top = append(top, l)
		}
	}
	end := at
	for end < len(lines) && !isContact(lines[end].text) && lines[end].text != "~" {
		end++
	}
	if n := len(top); n > 0 {
		p.of[title] = top[0].text
		p.body = append(p.body, top[1:]...)
	}
	p.body = append(p.body, lines[at:end]...)
	for _, l := range lines[end:] {
		if strings.HasPrefix(l.text, "https://www.presseportal.de/") || strings.HasPrefix(l.text, "https://www.ots.at/") {
			p.set(address, l.text)
		}
	}
	return p.document()
}

// isDateline tells a line that begins with a place and the mark: "Wexcombe (ots) - ".
func isDateline(text, mark string) bool {
	const longest = 60 // bytes before the mark
	i := strings.Index(text[:min(len(text), longest)], mark)
	return i > 0 && strings.ContainsAny(text[i:min(len(text), i+20)], "-–)")
}

// isContact tells the line behind which contacts stand.
func isContact(text string) bool {
	const longest = 40 // bytes
	if strings.HasPrefix(text, "Pressekontakt:") {
		return true
	}
	if len(text) > longest {
		return false
	}
	text = strings.ToLower(strings.TrimRight(text, ": "))
	switch text {
	case "pressekontakt", "pressekontakte", "kontakt", "rückfragen bitte an", "rückfragehinweis", "rückfragehinweise", "rückfragen & kontakt",
		"rückfragen", "medienkontakt", "presserückfragen", "press contact", "contact":
		return true
	}
	return false
}

// apaEnd is the line that closes a release of APA-OTS with its number and date.
var apaEnd = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(OTS\d{4})\s+(\d{4}-\d\d-\d\d)/(\d\d:\d\d)$`)
})

// splitAPA reads press releases of APA-OTS. It is certain where the notice of the service
// stands behind a dateline with (OTS).
func splitAPA(lines []line) (*Export, bool) {
	export := &Export{}
	begin := 0
	for i := 0; i < len(lines); i++ {
		if !strings.Contains(lines[i].text, "OTS-ORIGINALTEXT") && !strings.Contains(lines[i].text, "OTS-Originaltext") {
			continue
		}
		end := i
		const behind = 6 // lines of notice, number and date
		var number, day string
		for end++; end < len(lines) && end <= i+behind; end++ {
			if m := apaEnd().FindStringSubmatch(lines[end].text); m != nil {
				number, day = m[1]+" "+m[2], m[2]+" "+m[3]
				end++
				if end < len(lines) && isAPAStamp(lines[end].text) {
					end++
				}
				break
			}
		}
		if number == "" {
			end = i + 1
			for end < len(lines) && strings.HasSuffix(lines[end].text, "***") {
				end++
			}
		}
		d := apaRelease(lines[begin:i], number, day)
		if d.Reason != "" {
			return nil, false
		}
		export.Documents = append(export.Documents, d)
		begin, i = end, end-1
	}
	return export, certain(export.Documents)
}

// isAPAStamp tells the last line of a release: "031015 Mär 25".
func isAPAStamp(text string) bool {
	return len(text) > 6 && len(text) < 20 && strings.Trim(text[:6], "0123456789") == "" && text[6] == ' '
}

// apaRelease reads one release; its company is the first line of the contacts.
func apaRelease(lines []line, number, day string) Document {
	company := ""
	for i, l := range lines {
		if isContact(l.text) && i+1 < len(lines) {
			company = lines[i+1].text
			break
		}
	}
	d := release(lines, "(OTS", strings.TrimLeft(company, "~ "))
	if d.Reason == "" {
		apaFields(&d, number, day)
	}
	return d
}

// apaFields sets what the frame of a release says of it.
func apaFields(d *Document, number, day string) {
	v := &d.Values.Of
	v[record.ID] = number
	if day != "" {
		v[record.Date] = day
	}
	v[record.Title] = strings.TrimRight(v[record.Title], " =")
}
