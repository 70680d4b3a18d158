package press

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// dialect is how one of the German databases writes: a headline, a text, and a group of
// labelled lines before or behind it, the source with its date among them.
type dialect struct {
	labels map[string]role
	// ends are the lines that may close a document, the surest first.
	ends []func(text string) bool
	// sure tells a line that no other text has.
	sure func(text string) bool
}

// germanLabels are those of GENIOS, WISO and Presse-Monitor.
var germanLabels = map[string]role{
	"Quelle": outlet, "Medium": outlet, "Publikation": outlet, "Zeitung": outlet, "Titel": title,
	"Autor": author, "Autoren": author, "Autorin": author, "Verfasser": author, "Von": author,
	"Dokumentnummer": id, "Dokument-ID": id, "Artikel-ID": id, "Dauerhafte Adresse des Dokuments": address, "Weblink": address, "URL": address,
	"Datum": published, "Erscheinungsdatum": published, "Wörter": length, "Wortanzahl": length, "Anzahl Wörter": length, "Sprache": language,
	"Ressort": unused, "Rubrik": unused, "Ausgabe": unused, "Auflage": unused, "Reichweite": unused, "Verbreitung": unused, "ISSN": unused,
	"Seite": unused, "Seiten": unused, "Nummer": unused, "Nr.": unused, "Jahrgang": unused, "Gattung": unused, "Medientyp": unused,
	"Mediengattung": unused, "Alle Rechte vorbehalten": unused, "Schlagworte": unused, "Schlagwörter": unused, "Deskriptoren": unused,
	"Personen": unused, "Firmen": unused, "Land": unused, "Region": unused, "Branche": unused, "Zusatz": unused, "Serie": unused,
	"Anzeigenäquivalenz": unused, "AÄW": unused, "Erscheinungsweise": unused, "Verlag": unused, "Hauptausgabe": unused, "Suchbegriffe": unused,
}

func begins(mark string) func(string) bool {
	return func(text string) bool { return strings.HasPrefix(text, mark) }
}

var genios = dialect{
	labels: germanLabels,
	ends: []func(string) bool{
		func(text string) bool { return isCopyright(text) && strings.Contains(text, "Genios") },
		begins("Alle Rechte vorbehalten:"), begins("Dauerhafte Adresse des Dokuments:"), begins("Dokumentnummer:"),
	},
	sure: func(text string) bool {
		return strings.HasPrefix(text, "Dokumentnummer:") || strings.HasPrefix(text, "Dauerhafte Adresse des Dokuments:") ||
			strings.Contains(text, "GBI-Genios")
	},
}

var presseMonitor = dialect{
	labels: germanLabels,
	ends: []func(string) bool{
		func(text string) bool { return isCopyright(text) && strings.Contains(text, "Presse-Monitor") },
		begins("Reichweite:"),
	},
	sure: func(text string) bool {
		return strings.HasPrefix(text, "Reichweite:") || strings.HasPrefix(text, "Auflage:") || strings.Contains(text, "PMG Presse-Monitor")
	},
}

// of reads a labelled line; a tab or a wide gap may stand for the colon.
func (d *dialect) of(text string) (r role, value string, ok bool) {
	name, value, ok := label(text)
	if !ok {
		i := strings.IndexByte(text, '\t')
		if wide := strings.Index(text, "  "); wide > 0 && (i < 0 || wide < i) {
			i = wide
		}
		if i < 0 {
			return unused, "", false
		}
		name, value = text[:i], strings.TrimSpace(text[i:])
	}
	r, ok = d.labels[name]
	return r, value, ok
}

// sourced parts "Wexcombe Post vom 03.03.2025, Nr. 52, S. 7".
var sourced = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(.{2,120}?),?\s+(?:vom |v\. |den |am )?(?:` + weekdayPattern + `,? )?(` + dayPattern + `)`)
})

// source gives the outlet and the date of such a line.
func source(text string) (name, day string, ok bool) {
	const longest = 400 // bytes
	if len(text) > longest || !strings.ContainsAny(text, "0123456789") {
		return "", "", false
	}
	m := sourced().FindStringSubmatch(text)
	if m == nil || !parses(m[2]) {
		return "", "", false
	}
	return strings.TrimRight(m[1], " ,;"), m[2], true
}

// isSource tells the line that names the source of a document: its date stands in it, or a
// date or a number of the document in the labelled lines behind it.
func (d *dialect) isSource(lines []line, i int) bool {
	r, value, ok := d.of(lines[i].text)
	if !ok || r != outlet {
		return false
	}
	if value == "" && i+1 < len(lines) {
		i++
		value = lines[i].text
	}
	if _, _, ok := source(value); ok {
		return true
	}
	const most = 12 // labelled lines looked at
	for _, l := range lines[i+1 : min(len(lines), i+1+most)] {
		r, _, ok := d.of(l.text)
		if !ok || r == outlet {
			return false
		}
		if r == published || r == id {
			return true
		}
	}
	return false
}

// split reads the documents of a file. It is certain where each has a source with a date,
// and a line that no other text has.
func (d *dialect) split(lines []line) (*Export, bool) {
	lines, stated := withoutContents(lines)
	var sources []int
	sure := 0
	for i, l := range lines {
		if d.isSource(lines, i) {
			sources = append(sources, i)
		}
		if d.sure(l.text) {
			sure++
		}
	}
	if len(sources) == 0 || sure < len(sources) {
		return nil, false
	}
	export := &Export{}
	for _, document := range d.cut(lines, sources) {
		export.Documents = append(export.Documents, d.document(document))
	}
	export.Missing = fewer(len(export.Documents), stated)
	return export, certain(export.Documents)
}

// cut parts lines behind those that close a document, or where there are too few of these
// before those that name a source.
func (d *dialect) cut(lines []line, sources []int) [][]line {
	for i, end := range d.ends {
		notices := 0 // words behind the last document, which may stand behind a copyright alone
		if i == 0 {
			notices = 12
		}
		if documents, ok := d.cutBehind(lines, end, len(sources), notices); ok {
			return documents
		}
	}
	const most = 3 // lines of a headline over the first source
	above := sources[0]
	if above > most {
		above = 0
	}
	var documents [][]line
	begin := 0
	for _, i := range sources[1:] {
		if i-above > begin {
			documents = append(documents, lines[begin:i-above])
			begin = i - above
		}
	}
	return append(documents, lines[begin:])
}

// cutBehind parts lines behind those that end tells. It fails where there are fewer than
// documents, or where more words than notices stand behind the last one: labels then stand
// over the text, not below it.
func (d *dialect) cutBehind(lines []line, end func(string) bool, documents, notices int) (cut [][]line, ok bool) {
	begin, found := 0, 0
	for i := 0; i < len(lines); {
		if !end(lines[i].text) {
			i++
			continue
		}
		found++
		i = d.closing(lines, i)
		cut = append(cut, lines[begin:i])
		begin = i
	}
	rest := lines[begin:]
	if d.isDocument(rest) {
		cut, found = append(cut, rest), found+1
		rest = nil
	}
	return cut, found >= documents && words(joined(rest)) <= notices
}

// closing gives the end of the group of lines at i that closes a document: labels, what
// stands below an empty one, addresses and notices, and behind a notice no label.
func (d *dialect) closing(lines []line, i int) int {
	noticed := isCopyright(lines[i].text)
	for {
		_, value, _ := d.of(lines[i].text)
		labelled := strings.HasSuffix(lines[i].text, ":")
		i++
		if i == len(lines) {
			return i
		}
		r, _, ok := d.of(lines[i].text)
		switch {
		case ok && !noticed && r != outlet && r != title && r != author:
		case isCopyright(lines[i].text), strings.HasPrefix(lines[i].text, "http"), labelled && value == "":
		default:
			return i
		}
	}
}

// isDocument tells whether lines name a source.
func (d *dialect) isDocument(lines []line) bool {
	for i := range lines {
		if d.isSource(lines, i) {
			return true
		}
	}
	return false
}

// document reads one document: what is labelled around its source and at its end, and
// headline and text from all other lines.
func (d *dialect) document(lines []line) Document {
	at := 0
	for at < len(lines) && !d.isSource(lines, at) {
		at++
	}
	if at == len(lines) {
		return malformed("no source with a date")
	}
	var p parts
	from, to := d.group(lines, at, &p)
	last := len(lines)
	for last > to {
		r, value, ok := d.of(lines[last-1].text)
		if !ok && !isCopyright(lines[last-1].text) && !strings.HasPrefix(lines[last-1].text, "http") && !d.awaits(lines[:last-1]) {
			break
		}
		if ok && r != outlet {
			p.set(r, value)
		} else if strings.HasPrefix(lines[last-1].text, "http") {
			p.set(address, lines[last-1].text)
		}
		last--
	}
	content := append(slices.Clone(lines[:from]), lines[to:last]...)
	d.content(content, &p)
	return p.document()
}

// awaits tells that the last of lines is a label whose value stands below it.
func (d *dialect) awaits(lines []line) bool {
	if len(lines) == 0 {
		return false
	}
	_, value, ok := d.of(lines[len(lines)-1].text)
	return ok && value == ""
}

// group reads the labelled lines around the source at at, and gives their bounds.
func (d *dialect) group(lines []line, at int, p *parts) (from, to int) {
	from = at
	for from > 0 {
		r, value, ok := d.of(lines[from-1].text)
		if !ok || value == "" || r == outlet {
			break
		}
		from--
	}
	to = from
	for to < len(lines) {
		r, value, ok := d.of(lines[to].text)
		if !ok && !isCopyright(lines[to].text) {
			break
		}
		to++
		for ok && value == "" && to < len(lines) {
			if _, _, next := d.of(lines[to].text); next {
				break
			}
			value = lines[to].text
			to++
		}
		switch {
		case !ok:
		case r == outlet:
			name, day, ok := source(value)
			if !ok {
				name = value
			}
			p.set(outlet, name)
			p.set(published, day)
		default:
			p.set(r, value)
		}
	}
	return from, to
}

// content parts what is not labelled into headline and text. A line that names the source,
// its date with it or not, may stand over the headline.
func (d *dialect) content(lines []line, p *parts) {
	for len(lines) > 0 {
		name, _, ok := source(lines[0].text)
		if lines[0].text != p.of[outlet] && (!ok || !strings.HasPrefix(name, p.of[outlet])) {
			break
		}
		lines = lines[1:]
	}
	if p.of[title] == "" && len(lines) > 1 {
		n := block(lines, hasGaps(lines))
		const most = 4 // lines of a headline
		if n > most || n == len(lines) {
			n = 1
		}
		p.of[title] = joined(lines[:n])
		lines = lines[n:]
	}
	if len(lines) > 1 && p.of[author] != "" && withoutBy(lines[0].text) == p.of[author] {
		lines = lines[1:]
	}
	p.body = lines
}

// withoutContents drops the table of contents, which stands before the first source, and what
// stands at the top of each page, and gives the number of its entries.
func withoutContents(lines []line) (kept []line, entries int) {
	contents, begun, dotted := false, false, 0
	for i, l := range lines {
		numbered := entryNumber(l.text) == entries+1
		switch {
		case !begun && (l.text == "Inhaltsverzeichnis" || l.text == "Inhalt"):
			contents = true
		case contents && numbered:
			entries++
		case contents && isDotted(l.text):
			dotted++
		case contents && i+1 < len(lines) && (isDotted(lines[i+1].text) || entryNumber(lines[i+1].text) == entries+1):
			// an entry over several lines
		case l.text == "Dokumente":
		default:
			contents = false
			begun = begun || strings.HasPrefix(l.text, "Quelle")
			kept = append(kept, l)
		}
	}
	if entries == 0 {
		entries = dotted
	}
	return kept, entries
}

// entryNumber gives the number of an entry of a table of contents; 0 if none.
func entryNumber(text string) int {
	const most = 6 // digits
	n := 0
	for n < len(text) && n < most && isDigit(text[n]) {
		n++
	}
	if n == 0 || n == len(text) || text[n] != '.' {
		return 0
	}
	return number(text[:n])
}

// isDotted tells an entry of a table of contents with dots up to its page.
func isDotted(text string) bool {
	return strings.Contains(text, "....") && isDigit(text[len(text)-1])
}
