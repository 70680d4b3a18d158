package press

import (
	"regexp"
	"strings"
	"sync"
)

// proQuestLabels are those of ProQuest, in English and German. The text ends at the first of them.
var proQuestLabels = map[string]role{
	"Title": title, "Author": author, "Publication title": outlet, "Publication date": published, "Language of publication": language,
	"ProQuest document ID": id, "Document URL": address, "Full text": body, "Abstract": lead, "Word count": length,
	"Publication info": unused, "Links": unused, "Subject": unused, "Business indexing term": unused, "Location": unused, "People": unused,
	"Company / organization": unused, "Company/organization": unused, "Identifier / keyword": unused, "Identifier/keyword": unused,
	"Alternate title": unused, "Pages": unused, "Number of pages": unused, "Publication year": unused, "Volume": unused, "Issue": unused,
	"Section": unused, "Publisher": unused, "Place of publication": unused, "Country of publication": unused, "Publication subject": unused,
	"ISSN": unused, "e-ISSN": unused, "Source type": unused, "Document type": unused, "Document feature": unused, "Copyright": unused,
	"Last updated": unused, "Database": unused, "Classification": unused, "Credit": unused, "Column": unused, "Dateline": unused,
	"Source": unused, "Journal subject": unused, "Update": unused, "DOI": unused, "Accession number": unused, "Year": unused,
	"Issue editor": unused, "Edition": unused, "Supplement": unused, "First page": unused, "Publication history": unused, "Online publication date": unused,

	"Titel": title, "Autor": author, "Verfasser": author, "Publikationstitel": outlet, "Titel der Publikation": outlet,
	"Titel der Veröffentlichung": outlet, "Publikationsdatum": published, "Erscheinungsdatum": published, "Veröffentlichungsdatum": published,
	"Sprache der Publikation": language, "Sprache der Veröffentlichung": language, "Publikationssprache": language,
	"ProQuest-Dokument-ID": id, "ProQuest-Dokumenten-ID": id, "ProQuest Dokument-ID": id, "Dokumenten-URL": address, "Dokument-URL": address,
	"Volltext": body, "Zusammenfassung": lead, "Anzahl der Wörter": length, "Wortzahl": length, "Publikationsinfo": unused,
	"Publikationsinformationen": unused, "Informationen zur Publikation": unused, "Thema": unused, "Schlagwort": unused, "Schlagwörter": unused,
	"Fachgebiet": unused, "Ort": unused, "Standort": unused, "Personen": unused, "Unternehmen/Organisation": unused,
	"Unternehmen / Organisation": unused, "Firma/Organisation": unused, "Firma / Organisation": unused, "Identifikator/Schlüsselwort": unused,
	"Identifikator / Schlüsselwort": unused, "Alternativer Titel": unused, "Seite": unused, "Seiten": unused, "Erste Seite": unused,
	"Seitenanzahl": unused, "Anzahl der Seiten": unused, "Publikationsjahr": unused, "Erscheinungsjahr": unused, "Jahr": unused, "Band": unused,
	"Ausgabe": unused, "Heft": unused, "Rubrik": unused, "Abschnitt": unused, "Herausgeber": unused, "Verlag": unused, "Verlagsort": unused,
	"Erscheinungsort": unused, "Publikationsort": unused, "Ort der Veröffentlichung": unused, "Publikationsland": unused, "Erscheinungsland": unused,
	"Land der Veröffentlichung": unused, "Publikationsthema": unused, "Thema der Publikation": unused, "Quellentyp": unused, "Quellenart": unused,
	"Dokumenttyp": unused, "Dokumententyp": unused, "Dokumentart": unused, "Dokumentmerkmal": unused, "Urheberrecht": unused,
	"Zuletzt aktualisiert": unused, "Letzte Aktualisierung": unused, "Datenbank": unused, "Klassifikation": unused, "Quelle": unused,
}

// proQuestInfos are the labels of the outlet and the day in one.
var proQuestInfos = map[string]bool{"Publication info": true, "Publikationsinfo": true, "Publikationsinformationen": true, "Informationen zur Publikation": true}

// proQuestNumber is the line that counts a document.
var proQuestNumber = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:Document|Dokument) (\d{1,6}) (?:of|von) (\d{1,6})$`)
})

// splitProQuest reads documents that lines drawn between them part, or their numbers, or a
// title behind the number of the database. It is certain where most have a title, a
// publication and a text, each with its label.
func splitProQuest(lines []line) (*Export, bool) {
	export := &Export{}
	var found []counted
	sure := 0
	for begin := 0; begin <= len(lines); {
		end, next := proQuestEnd(lines, begin)
		if d, count, complete, there := proQuestDocument(lines[begin:end]); there {
			export.Documents = append(export.Documents, d)
			if count.of > 0 {
				found = append(found, count)
			}
			if complete {
				sure++
			}
		}
		begin = next
	}
	if len(found) > 0 {
		export.Missing = missing(found)
	}
	return export, sure > 0 && 2*sure >= len(export.Documents) && certain(export.Documents)
}

// proQuestEnd gives the end of the document that begins at begin, and where the next one may
// begin: behind a line that is drawn, else there.
func proQuestEnd(lines []line, begin int) (end, next int) {
	numbered := false
	for i := begin; i < len(lines); i++ {
		name, _, _ := label(lines[i].text)
		switch {
		case isRule(lines[i].text):
			return i, i + 1
		case i > begin && (numbered && proQuestLabels[name] == title || proQuestNumber().MatchString(lines[i].text)):
			return i, i
		}
		numbered = numbered || proQuestLabels[name] == id
	}
	return len(lines), len(lines) + 1
}

// proQuestDocument reads one document. There tells that there is one, complete that it has the
// fields of one.
func proQuestDocument(lines []line) (d Document, count counted, complete, there bool) {
	var p parts
	var top []line
	var values [roles][]string
	current, publication, labelled := unused, "", 0
	for _, l := range lines {
		if m := proQuestNumber().FindStringSubmatch(l.text); m != nil && labelled == 0 {
			count = counted{number(m[1]), number(m[2])}
			continue
		}
		text := l.text
		name, value, ok := label(l.text)
		r, known := proQuestLabels[name]
		switch {
		case !ok || !known:
			known = false
		case current == body && r == body, values[r] != nil && r != unused:
			known = false // a line of the text, or said twice
			if current != body {
				current = unused
				continue
			}
		default:
			current, text = r, value
			labelled++
			if proQuestInfos[name] {
				publication = value
			}
		}
		switch {
		case current == body:
			if text != "" {
				p.body = append(p.body, line{text, l.gap})
			}
		case labelled == 0 && !known:
			top = append(top, l)
		case current != unused && (known || !strings.HasPrefix(text, "http")):
			values[current] = append(values[current], text)
		}
	}
	p.join(&values)
	if labelled < 2 || count.of == 0 && p.of[id] == "" && p.body == nil {
		return Document{}, count, false, false
	}
	proQuestRest(&p, top, publication)
	d = p.document()
	const own = 4 // labels that no other text has together
	complete = d.Reason == "" && p.of[title] != "" && (p.of[outlet] != "" || p.of[published] != "") && labelled >= own
	return d, count, complete, true
}

// proQuestRest finds what has no label of its own, and takes the abstract for the text where
// that is all there is.
func proQuestRest(p *parts, top []line, publication string) {
	if len(top) > 0 {
		p.set(title, top[len(top)-1].text)
	}
	p.of[outlet], _, _ = strings.Cut(p.of[outlet], ";")
	p.of[outlet] = strings.TrimSpace(p.of[outlet])
	day, ok := anyDate(publication)
	if ok {
		p.set(published, day)
		publication, _, _ = strings.Cut(publication, day)
	}
	if i := strings.IndexAny(publication, ";["); i >= 0 {
		publication = publication[:i]
	}
	p.set(outlet, strings.TrimRight(publication, " .,"))
	none := len(p.body) == 1 && (strings.HasPrefix(p.body[0].text, "Not available") || strings.HasPrefix(p.body[0].text, "Nicht verfügbar"))
	if none || p.body == nil {
		p.body, p.open = nil, p.of[lead] != ""
		if p.open {
			p.body = []line{{p.of[lead], false}}
		}
	}
	p.of[lead] = ""
}
