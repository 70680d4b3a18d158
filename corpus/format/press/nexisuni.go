package press

import (
	"regexp"
	"strings"
	"sync"
)

// uniStated is the line of the cover that counts the documents.
var uniStated = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?:Documents?|Dokumente?) \((\d{1,6})\)$`) })

// uniEntry begins an entry of the table of contents.
var uniEntry = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^1\. ?(.+)$`) })

func isUniEnd(text string) bool {
	return text == "End of Document" || text == "Ende des Dokuments"
}

// isUniSection tells the lines that begin a part behind the text.
func isUniSection(text string) bool {
	switch text {
	case "Graphic", "Grafik", "Classification", "Klassifizierung", "Load-Date", "Bildunterschrift":
		return true
	}
	name, _, ok := label(text)
	return ok && (name == "Load-Date" || name == "Publication-Type")
}

// uniLabel reads a line of Nexis Uni that begins with a label.
func uniLabel(text string, labels map[string]role) (role, string, bool) {
	name, value, ok := label(text)
	if !ok || name == strings.ToLower(name) {
		return unused, "", false
	}
	r, ok := labels[strings.ToUpper(name)]
	return r, value, ok
}

// splitNexisUni reads exports of Nexis Uni and Lexis Advance, whose documents end in a line
// of their own. It is certain where a document has a Body and a label of the database.
func splitNexisUni(lines []line) (*Export, bool) {
	export := &Export{}
	stated, first, signs := 0, "", 0
	begin := 0
	for i, l := range lines {
		if len(export.Documents) == 0 && first == "" {
			if m := uniStated().FindStringSubmatch(l.text); m != nil {
				stated = number(m[1])
			} else if m := uniEntry().FindStringSubmatch(l.text); m != nil && stated > 0 {
				first = m[1]
			}
		}
		if isUniSection(l.text) {
			signs++
		}
		if isUniEnd(l.text) {
			export.Documents = append(export.Documents, uniDocument(lines[begin:i], len(export.Documents) == 0, first, false))
			begin = i + 1
		}
	}
	if rest := lines[begin:]; begin > 0 && uniBody(rest) >= 0 {
		export.Documents = append(export.Documents, uniDocument(rest, false, "", true))
	}
	export.Missing = fewer(len(export.Documents), stated)
	return export, signs > 0 && certain(export.Documents)
}

// uniBody gives the line that says that the text begins, or -1.
func uniBody(lines []line) int {
	for i, l := range lines {
		if l.text == "Body" || l.text == "Textkörper" || l.text == "Hauptteil" {
			return i
		}
	}
	return -1
}

// uniDocument reads one document: title, outlet, date and labels stand before its Body. A
// cover before the first document is told by the first entry of its table of contents.
func uniDocument(lines []line, covered bool, first string, open bool) Document {
	at := uniBody(lines)
	if at < 0 {
		return malformed("no text: there is no Body")
	}
	p := parts{open: open}
	head := lines[:at]
	for _, l := range head {
		if r, value, ok := uniLabel(l.text, nexisHead); ok && r != body {
			p.set(r, value)
		}
	}
	uniPlaces(head, covered, first, &p)
	rest := lines[at+1:]
	end := 0
	for end < len(rest) && !isUniSection(rest[end].text) {
		end++
	}
	for _, l := range rest[:end] {
		if !strings.HasPrefix(l.text, "PDF-Datei dieses Dokuments") && l.text != "Link to Image" && l.text != "Link to Story" {
			p.body = append(p.body, l)
		}
	}
	for _, l := range rest[end:] {
		if r, value, ok := uniLabel(l.text, nexisTail); ok && r != unused {
			p.set(r, value)
		}
	}
	return p.document()
}

// uniPlaces finds outlet and title by the date, which stands below them.
func uniPlaces(head []line, covered bool, first string, p *parts) {
	at := -1
	for i := len(head) - 1; i > 0; i-- {
		if isDateLine(head[i].text) {
			at = i
			break
		}
	}
	if at < 1 {
		if !covered && len(head) > 0 {
			p.set(title, head[0].text)
		}
		return
	}
	day, _, _ := lineDate(head[at].text)
	p.set(published, day)
	p.set(outlet, head[at-1].text)
	from := 0
	if covered {
		from = max(0, at-2)
		const most = 6 // lines of a title
		for n := 2; n <= most && at-1-n >= 0 && first != ""; n++ {
			if text := joined(head[at-1-n : at-1]); strings.HasPrefix(text, first) {
				from = at - 1 - n
			}
		}
	}
	p.set(title, joined(head[from:at-1]))
}
