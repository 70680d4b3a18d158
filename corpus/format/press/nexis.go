package press

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// nexisHead are the labels that stand before the text, in English, German and French
// interfaces; case tells them from words of the text in the older layout alone.
var nexisHead = map[string]role{
	"BYLINE": author, "AUTOR": author, "AUTEUR": author, "SECTION": unused, "RUBRIK": unused, "RESSORT": unused, "RUBRIQUE": unused,
	"LENGTH": length, "LÄNGE": length, "LONGUEUR": length, "DATELINE": unused, "ORT": unused, "HIGHLIGHT": lead, "HEADLINE": title,
	"SERIES": unused, "SERIE": unused, "CORRECTION-DATE": unused, "CORRECTION": unused, "KORREKTUR": unused, "INSERT": unused,
	"BODY": body, "TEXT": body, "DISTRIBUTION": unused, "SHOW": unused, "ANCHORS": unused, "GUESTS": unused, "REPORTERS": unused,
	"COLUMN": unused, "EDITION": unused, "AUSGABE": unused, "TYPE": unused, "ENCART": unused,
}

// nexisTail are the labels that stand behind it.
var nexisTail = map[string]role{
	"LOAD-DATE": loaded, "UPDATE": loaded, "DATE-CHARGEMENT": loaded, "LANGUAGE": language, "SPRACHE": language, "LANGUE": language,
	"PUBLICATION-TYPE": unused, "TYPE-PUBLICATION": unused, "PUBLIKATIONSTYP": unused, "JOURNAL-CODE": unused, "ZEITUNGS-CODE": unused,
	"GRAPHIC": unused, "GRAFIK": unused, "SUBJECT": unused, "THEMA": unused, "COMPANY": unused, "UNTERNEHMEN": unused,
	"ORGANIZATION": unused, "TICKER": unused, "GEOGRAPHIC": unused, "COUNTRY": unused, "STATE": unused, "CITY": unused, "PERSON": unused,
	"INDUSTRY": unused, "DOCUMENT-TYPE": unused, "NOTES": unused, "URL": address, "ACC-NO": id, "PUB-TYPE": unused, "FILE-CREATED-DATE": unused,
	"LOADDATE": loaded, "CORRECTION-DATE": unused,
}

// nexisPlain are the labels that some exports write in small letters.
var nexisPlain = map[string]bool{"Byline": true, "Section": true, "Length": true, "Load-Date": true, "Language": true, "Publication-Type": true,
	"Autor": true, "Rubrik": true, "Länge": true, "Sprache": true}

// nexisNumber is the line that begins a document.
var nexisNumber = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:(\d{1,6}) of (\d{1,6}) DOCUMENTS?|D[Oo][Kk][Uu][Mm][Ee][Nn][Tt] (\d{1,6}) [Vv][Oo][Nn] (\d{1,6})|(\d{1,6}) [Vv][Oo][Nn] (\d{1,6}) D[Oo][Kk][Uu][Mm][Ee][Nn][Tt][Ee][Nn]?)$`)
})

// nexisCount reads the line that begins a document.
func nexisCount(text string) (counted, bool) {
	const longest = 40 // bytes
	if len(text) > longest || !strings.ContainsAny(text[:1], "0123456789Dd") {
		return counted{}, false
	}
	m := nexisNumber().FindStringSubmatch(strings.Join(strings.Fields(text), " "))
	if m == nil {
		return counted{}, false
	}
	number, _ := strconv.Atoi(m[1] + m[3] + m[5])
	of, _ := strconv.Atoi(m[2] + m[4] + m[6])
	return counted{number, of}, number >= 1 && number <= of
}

// splitNexis reads exports of numbered documents. It is certain where most documents carry a
// label of the database.
func splitNexis(lines []line) (*Export, bool) {
	var begins []int
	var found []counted
	for i, l := range lines {
		if c, ok := nexisCount(l.text); ok {
			begins, found = append(begins, i+1), append(found, c)
		}
	}
	if len(begins) == 0 {
		return nil, false
	}
	export := &Export{Missing: missing(found)}
	labelled := 0
	for i, begin := range begins {
		end := len(lines)
		if i+1 < len(begins) {
			end = begins[i+1] - 1
		}
		document := lines[begin:end]
		for _, l := range document {
			if _, _, ok := nexisLabel(l.text, nexisHead, nexisTail); ok {
				labelled++
				break
			}
		}
		export.Documents = append(export.Documents, nexisDocument(document))
	}
	return export, 2*labelled > len(begins) && certain(export.Documents)
}

// splitUnnumbered reads documents that came one by one, without their numbers: each ends in a
// notice of copyright behind its labels. It is certain where each has a length and the date
// on which it was loaded.
func splitUnnumbered(lines []line) (*Export, bool) {
	export := &Export{}
	begin, counts, loads := 0, false, false
	for i := 0; i < len(lines); i++ {
		switch r, _, ok := nexisLabel(lines[i].text, nexisHead, nexisTail); {
		case ok:
			counts, loads = counts || r == length, loads || r == loaded
			continue
		case !loads || !isCopyright(lines[i].text):
			continue
		case !counts:
			return nil, false
		}
		for i+1 < len(lines) && isNotice(lines[i+1].text) {
			i++
		}
		export.Documents = append(export.Documents, nexisDocument(lines[begin:i+1]))
		begin, counts, loads = i+1, false, false
	}
	if begin < len(lines) {
		if !counts || !loads {
			return nil, false
		}
		export.Documents = append(export.Documents, nexisDocument(lines[begin:]))
	}
	return export, certain(export.Documents)
}

// nexisLabel reads a line that begins with a label in capitals.
func nexisLabel(text string, dialects ...map[string]role) (r role, value string, ok bool) {
	name, value, ok := label(text)
	upper := strings.ToUpper(name)
	if !ok || name != upper && !nexisPlain[name] || upper == "UPDATE" && !startsWithDate(value) {
		return unused, "", false
	}
	for _, labels := range dialects {
		if r, ok := labels[upper]; ok {
			return r, value, true
		}
	}
	return unused, "", false
}

// nexisDocument reads outlet, date and title by their places, what is labelled by its label,
// and takes what stands between the two groups of labels for the text.
func nexisDocument(lines []line) Document {
	var p parts
	top, begin := nexisTop(lines, &p)
	end := nexisEnd(lines, begin)
	p.body = append(p.body, lines[begin:end]...)
	if text, url, ok := strings.Cut(p.of[lead], "; http"); ok && !strings.Contains(url, " ") {
		p.of[lead], p.of[address] = text, "http"+url // of outlets of the web
	}
	for _, l := range lines[end:] {
		if r, value, ok := nexisLabel(l.text, nexisTail); ok && r != unused {
			p.set(r, value)
		}
	}
	if rest := placed(top, hasGaps(lines), &p); p.body == nil {
		p.body = rest
	}
	return p.document()
}

// nexisTop gives the lines before the first label, and where the text begins: behind the
// length, or behind the last label before any other line where there is none.
func nexisTop(lines []line, p *parts) (top []line, begin int) {
	lengthAt := -1
	for i, l := range lines {
		r, _, ok := nexisLabel(l.text, nexisHead, nexisTail)
		if ok && r == length {
			lengthAt = i
			break
		}
	}
	gaps, labelled := hasGaps(lines), false
	for i := 0; i < len(lines); {
		r, value, ok := nexisLabel(lines[i].text, nexisHead)
		_, _, tail := nexisLabel(lines[i].text, nexisTail)
		switch {
		case tail && !ok, !ok && labelled && i > lengthAt:
			return top, i
		case r == body && ok:
			if value != "" {
				p.body = append(p.body, line{value, false})
			}
			return top, i + 1
		case !ok:
			top = append(top, lines[i])
			i++
		default:
			labelled = true
			n := max(1, nexisValue(lines[i:], gaps))
			p.set(r, value+" "+joined(lines[i+1:i+n]))
			i += n
		}
	}
	return top, len(lines)
}

// nexisValue counts the lines of a labelled value: those up to an empty one or a label.
func nexisValue(lines []line, gaps bool) int {
	n := block(lines, gaps)
	for i := 1; i < n; i++ {
		if _, _, ok := nexisLabel(lines[i].text, nexisHead, nexisTail); ok {
			return i
		}
	}
	return n
}

// nexisEnd gives the end of the text that begins at begin: the first label behind it, or the
// notice of copyright that closes the document.
func nexisEnd(lines []line, begin int) int {
	for i := begin; i < len(lines); i++ {
		if _, _, ok := nexisLabel(lines[i].text, nexisTail); ok {
			return i
		}
	}
	const notice = 4 // lines at most
	for i := max(begin, len(lines)-notice); i < len(lines); i++ {
		if isCopyright(lines[i].text) {
			return i
		}
	}
	return len(lines)
}

// placed reads the outlet, the date with the edition below it, and the title from the lines
// before the first label, and gives what is left where there is no label to end the title.
func placed(top []line, gaps bool, p *parts) []line {
	var blocks [][]line
	for len(top) > 0 {
		n := block(top, gaps)
		if one := top[:n]; !isCopyright(one[0].text) && !isNotice(one[0].text) {
			blocks = append(blocks, one)
		}
		top = top[n:]
	}
	at := -1
	for i, b := range blocks {
		if day, _, ok := lineDate(b[0].text); ok && isDateLine(b[0].text) {
			p.set(published, day)
			at = i
			break
		}
	}
	if len(blocks) > 0 && at != 0 {
		p.set(outlet, joined(blocks[0]))
		blocks, at = blocks[1:], at-1
	}
	if at >= 0 {
		blocks = append(blocks[:at:at], blocks[at+1:]...)
	}
	for len(blocks) > 1 && edition(joined(blocks[0])) {
		n := 1
		if strings.HasSuffix(blocks[0][len(blocks[0])-1].text, ";") && len(blocks) > 2 {
			n = 2 // its name goes on
		}
		blocks = blocks[n:]
	}
	if len(blocks) == 0 {
		return nil
	}
	if p.body != nil {
		const most = 4 // blocks of a headline
		var all []line
		for _, b := range blocks[:min(len(blocks), most)] {
			all = append(all, b...)
		}
		p.set(title, joined(all))
		return nil
	}
	p.set(title, joined(blocks[0]))
	var rest []line
	for _, b := range blocks[1:] {
		rest = append(rest, b...)
	}
	return rest
}

// isNotice tells what Nexis sets above or below a title that is neither.
func isNotice(text string) bool {
	switch strings.ToLower(strings.Trim(text, ". ")) {
	case "correction appended", "all rights reserved", "alle rechte vorbehalten", "korrektur angehängt":
		return true
	}
	return false
}
