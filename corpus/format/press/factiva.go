package press

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"leitmotif/corpus/format/record"
)

// factivaID is the line that ends a document: its accession number.
var factivaID = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:AN\s+)?(?:Document|Dokument)\s+([A-Za-z][A-Za-z0-9]{11,39})$`)
})

// accession gives the accession number of the line that ends a document.
func accession(text string) (string, bool) {
	const longest, digits = 80, 6
	if len(text) > longest || !strings.Contains(text, "Document ") && !strings.Contains(text, "Dokument ") &&
		!strings.Contains(text, "Document\t") && !strings.Contains(text, "Dokument\t") {
		return "", false
	}
	m := factivaID().FindStringSubmatch(text)
	if m == nil {
		return "", false
	}
	n := 0
	for i := range len(m[1]) {
		if isDigit(m[1][i]) {
			n++
		}
	}
	return m[1], n >= digits
}

// factivaCodes are the codes of the fields in the order in which a document has them.
var factivaCodes = []string{"SE", "CLM", "HD", "CR", "BY", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD",
	"CT", "RF", "ART", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN"}

var factivaRoles = map[string]role{"HD": title, "BY": author, "WC": length, "PD": published, "SN": outlet, "LA": language}

// factivaCode reads a line that begins with the code of a field behind the field at, and gives
// the place of that field in the order. Codes that are words as well have a wide gap behind
// them.
func factivaCode(text string, at int) (next int, value string, ok bool) {
	code := text
	if i := strings.IndexAny(text, " \t"); i >= 0 {
		code = text[:i]
	}
	if len(code) < 2 || len(code) > 3 || code != strings.ToUpper(code) {
		return 0, "", false
	}
	next = slices.Index(factivaCodes, code)
	if next <= at {
		return 0, "", false
	}
	rest := text[len(code):]
	if len(rest) > 1 && rest[0] == ' ' && rest[1] != ' ' && rest[1] != '\t' {
		switch code {
		case "HD", "WC", "PD", "SN", "SC", "LP", "TD", "IPC", "IPD", "AN":
		default:
			return 0, "", false
		}
	}
	return next, strings.TrimSpace(rest), true
}

// splitFactivaCodes reads exports whose fields have codes. It is certain where a document has
// headline, date or source, a text, and an accession number.
func splitFactivaCodes(lines []line) (*Export, bool) {
	export := &Export{}
	begin, whole := 0, 0
	for i, l := range lines {
		number, ok := accession(l.text)
		if !ok {
			continue
		}
		d, complete := factivaCoded(lines[begin:i])
		d.Values.Of[record.ID] = number
		export.Documents = append(export.Documents, d)
		begin = i + 1
		if complete {
			whole++
		}
	}
	if d, complete := factivaCoded(lines[begin:]); complete {
		d.Truncated = true
		export.Documents = append(export.Documents, d)
	}
	return export, whole > 0 && 2*whole >= len(export.Documents)
}

// factivaCoded reads one document; complete tells that it has the fields of one.
func factivaCoded(lines []line) (d Document, complete bool) {
	var p parts
	var values [roles][]string
	at, code, hour := -1, "", ""
	for _, l := range lines {
		text, gap := l.text, l.gap
		if next, value, ok := factivaCode(l.text, at); ok {
			at, code, text, gap = next, factivaCodes[next], value, true
		}
		if text == "" {
			continue
		}
		switch code {
		case "LP", "TD":
			p.body = append(p.body, line{text, gap})
		case "ET":
			hour = text
		default:
			if r := factivaRoles[code]; r != unused {
				values[r] = append(values[r], text)
			}
		}
	}
	p.join(&values)
	if p.of[title] == "" && p.of[published] == "" && p.body == nil {
		return malformed("no field with a code of a headline, a date or a text"), false
	}
	p.of[published] = timed(p.of[published], hour)
	complete = p.of[title] != "" && (p.of[published] != "" || p.of[outlet] != "") && p.body != nil
	return p.document(), complete
}

// timed adds a time to a date where that gives a date.
func timed(day, hour string) string {
	if both := day + " " + hour; hour != "" && parses(both) {
		return both
	}
	return day
}

// factivaWords is the line that counts the words of a document.
var factivaWords = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\d[\d.,]{0,8} (?:words?|Wörter|Wort|mots?|palabras|parole|woorden)$`)
})

var (
	factivaHour   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\d{1,2}:\d\d(?: (?:GMT|UTC|Uhr))?$`) })
	factivaSource = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Z0-9]{2,8}$`) })
)

// splitFactiva reads exports without codes, in which fields are known by their order. It is
// certain where most documents that end in an accession number count their words.
func splitFactiva(lines []line) (*Export, bool) {
	export := &Export{}
	begin, counting := 0, 0
	for i, l := range lines {
		number, ok := accession(l.text)
		if !ok {
			continue
		}
		d := factivaPlain(lines[begin:i], number, false)
		if d.Reason == "" {
			counting++
		}
		export.Documents = append(export.Documents, d)
		begin = i + 1
	}
	if rest := lines[begin:]; begin > 0 && wordsLine(rest) >= 0 {
		export.Documents = append(export.Documents, factivaPlain(rest, "", true))
	}
	return export, counting > 0 && 2*counting >= len(export.Documents) && certain(export.Documents)
}

// wordsLine gives the line that counts the words, or -1.
func wordsLine(lines []line) int {
	const longest = 20 // bytes
	return slices.IndexFunc(lines, func(l line) bool { return len(l.text) <= longest && factivaWords().MatchString(l.text) })
}

// factivaPlain reads one document: section, headline and author stand above the count of its
// words, date, source, language and copyright below it, in this order.
func factivaPlain(lines []line, number string, open bool) Document {
	at := wordsLine(lines)
	if at < 0 {
		return malformed("no line that counts the words of document " + number)
	}
	p := parts{open: open}
	p.of[id], p.of[length] = number, lines[at].text
	factivaTitle(lines[:at], &p)
	rest := lines[at+1:]
	begin := factivaPlaces(rest, &p)
	p.body = rest[begin:]
	return p.document()
}

// factivaPlaces reads date, time, source, code and language, and gives where the text begins.
func factivaPlaces(lines []line, p *parts) int {
	const most, longest = 16, 160 // lines before the text, and bytes of one of them
	i := 0
	if i < len(lines) {
		if day, _, ok := lineDate(lines[i].text); ok {
			p.set(published, day)
			i++
		}
	}
	if i < len(lines) && factivaHour().MatchString(lines[i].text) {
		p.of[published] = timed(p.of[published], lines[i].text)
		i++
	}
	if i < len(lines) {
		p.set(outlet, lines[i].text)
		i++
	}
	begin := i
	for j := i; j < min(len(lines), most); j++ {
		text := lines[j].text
		switch {
		case len(text) > longest:
			return begin
		case isCopyright(text):
			j++
			for j < len(lines) && (isNotice(lines[j].text) || hasGaps(lines) && !lines[j].gap) {
				j++
			}
			return j
		case len(text) > 4 && len(text) <= 24 && record.LanguageCode(text) != "":
			p.set(language, text)
			begin = j + 1
		case j == i && factivaSource().MatchString(text):
			begin = j + 1
		}
	}
	return begin
}

// factivaTitle parts the lines above the count of words into section, headline and author.
func factivaTitle(lines []line, p *parts) {
	lines = slices.DeleteFunc(slices.Clone(lines), func(l line) bool {
		return isCopyright(l.text) || isRule(l.text) || isFactiva(l.text)
	})
	const most = 6 // a headline over three lines, with section, column and author
	lines = lines[max(0, len(lines)-most):]
	if n := len(lines); n > 1 && isName(lines[n-1].text) {
		p.set(author, lines[n-1].text)
		lines = lines[:n-1]
	}
	if len(lines) > 1 && isSection(lines[0].text) {
		lines = lines[1:]
	}
	p.set(title, joined(lines))
}

// isFactiva tells what the database sets on top of an export.
func isFactiva(text string) bool {
	switch text {
	case "Factiva", "Dow Jones", "Dow Jones Factiva", "DOW JONES FACTIVA", "Factiva RTF Display Format":
		return true
	}
	return false
}

// isSection tells the name of a section from a headline: it has at most three words.
func isSection(text string) bool {
	const longest, most = 32, 3
	return len(text) <= longest && words(text) <= most
}

// isName tells a line of names: "By Ada Miller", "Ada Miller", "Ada Miller; Tom Beck".
func isName(text string) bool {
	const longest = 80 // bytes
	if len(text) > longest || strings.ContainsAny(text, "0123456789:!?\"") {
		return false
	}
	if withoutBy(text) != text {
		return true
	}
	one := 0 // words of one name
	for word := range strings.FieldsSeq(text) {
		first, _ := utf8.DecodeRuneInString(word)
		if word == "and" || word == "und" {
			one = 0
			continue
		}
		if !unicode.IsUpper(first) && word != "von" && word != "van" && word != "de" {
			return false
		}
		one++
		if last := word[len(word)-1]; last == ',' || last == ';' {
			one = 0
		} else if one > 3 {
			return false
		}
	}
	return one > 1
}
