package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kinds of lines.
type kind uint8

const (
	content kind = iota
	boilerplate
	credit       // boilerplate, and the line before it may be its caption
	shareItem    // boilerplate where another one stands next to it
	commentStart // boilerplate, and in the second half of a text all after it
	signature    // byline or time stamp: boilerplate at the beginning and at the end of a text
)

// Limits in bytes, from which a line is content whatever it says. Boilerplate is short;
// only prompts about cookies run longer.
const (
	maxBoilerplate = 300
	maxCredit      = 120
	maxSignature   = 90
)

// kindOf tells what a folded line is. Most lines leave by one of the two tests that look
// at single bytes.
func kindOf(line string) kind {
	if len(line) > maxBoilerplate || line == "" {
		return content
	}
	if k := openingKind(line); k != content {
		return k
	}
	if colon := strings.LastIndexByte(line, ':'); colon >= 0 && endsWithCredit(line, colon) {
		return boilerplate
	}
	return content
}

// openingKind tells the kind of a line from its first words.
func openingKind(line string) kind {
	body := line
	if !isASCIILetter(line[0]) {
		body = strings.TrimLeftFunc(line, decoration)
	}
	if len(body) < 3 {
		return content
	}
	if len(line) <= maxSignature && isSignature(body) {
		return signature
	}
	if !openings.has(body) {
		return content
	}
	lower := strings.ReplaceAll(strings.ToLower(body), "’", "'")
	switch k := wholeKind(body, lower); {
	case k != content:
		return k
	case begins(beginnings, lower) && !strings.ContainsAny(lower, "\"„“”«»"):
		return boilerplate
	case isLink(lower):
		return boilerplate
	case len(line) <= maxCredit:
		return creditKind(body, lower)
	}
	return content
}

// wholeKind tells the kind of a line that is a phrase as a whole. Phrases begin with a
// capital and do not end as sentences do: "share." closes a sentence of a text with
// fixed line breaks.
func wholeKind(body, lower string) kind {
	bare := strings.TrimRightFunc(lower, decoration)
	tail := lower[len(bare):]
	if isShareBar(bare) {
		return boilerplate
	}
	if strings.ContainsAny(tail, ".?") && tail != "..." {
		return content
	}
	first, _ := utf8.DecodeRuneInString(body)
	switch {
	case !unicode.IsUpper(first):
		if shareWords.has(bare) && tail == "" {
			return shareItem
		}
	case strings.HasPrefix(tail, ":") && !links.has(bare):
	case commentHeadings.has(bare):
		return commentStart
	case wholeLines.has(bare):
		return boilerplate
	case shareWords.has(bare):
		return shareItem
	}
	return content
}

// decoration is what stands around a phrase without meaning: bullets, arrows, marks.
func decoration(r rune) bool {
	switch r {
	case '(', '[', '©':
		return false
	}
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
}

// isShareBar tells whether a line consists of two or more share words.
func isShareBar(lower string) bool {
	n := 0
	for w := range strings.FieldsFuncSeq(lower, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("|,/·•+", r) }) {
		if !shareWords.has(w) {
			return false
		}
		n++
	}
	return n > 1
}

// isLink tells whether a line begins with a phrase that leads to another article.
func isLink(lower string) bool {
	i := strings.IndexAny(lower, ":>»→|")
	if i < 0 || i+1 >= len(lower) {
		return false
	}
	return links.has(strings.TrimSpace(lower[:i]))
}

// creditKind tells whether a line names who made a picture or where a text is from, and
// nothing else.
func creditKind(body, lower string) kind {
	if strings.HasPrefix(body, "(") && strings.HasSuffix(body, ")") || strings.HasPrefix(body, "[") && strings.HasSuffix(body, "]") {
		body, lower = body[1:len(body)-1], lower[1:len(lower)-1]
	}
	if i := strings.IndexByte(lower, ':'); i > 0 {
		// The labels that are known have the same length in either case.
		label := strings.TrimSpace(lower[:i])
		switch {
		case captionLabels.has(label) && isName(body[i+1:], 10):
			return credit
		case sourceLabels.has(label) && isName(body[i+1:], 6):
			return boilerplate
		}
	}
	for _, o := range creditOpenings {
		if strings.HasPrefix(lower, o) && isName(body[len(o):], 8) {
			return credit
		}
	}
	return content
}

// endsWithCredit tells whether a line is a caption that ends with a credit: a label that
// begins after the end of a sentence or an opening bracket, and a name after it.
func endsWithCredit(line string, colon int) bool {
	if len(line)-colon > 60 || colon < 4 {
		return false
	}
	start := colon
	for start > 0 && colon-start < 16 && isASCIILetter(line[start-1]) {
		start--
	}
	if !captionLabels.has(strings.ToLower(line[start:colon])) {
		return false
	}
	before := strings.TrimRight(line[:start], " ")
	last, _ := utf8.DecodeLastRuneInString(before)
	if !strings.ContainsRune(".!?)\"”“»|/([–—", last) {
		return false
	}
	return isName(strings.TrimRight(line[colon+1:], ")]"), 6)
}

func isASCIILetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// isName tells whether a text is made of at most limit words that can belong to the name
// of a person, an agency, a licence or an address: each begins with a capital or a
// figure, or is a particle.
func isName(s string, limit int) bool {
	s = strings.TrimRight(strings.TrimSpace(s), ".")
	n := 0
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;/|()&+", r) }) {
		n++
		first, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsUpper(first), unicode.IsDigit(first), first == '©', first == '@', first == '–', first == '-':
		case nameParticles.has(strings.ToLower(strings.Trim(w, ".-'\""))), strings.Contains(w, "."), strings.HasPrefix(w, "http"):
		default:
			return false
		}
		if strings.ContainsAny(w, "!?\"„“”") {
			return false
		}
	}
	return n > 0 && n <= limit
}

// isSignature tells whether a short line is a byline or a time stamp.
func isSignature(body string) bool {
	figure := body[0] >= '0' && body[0] <= '9'
	if !figure && !signatureOpenings.has(body) {
		return false
	}
	return !figure && isByline(body) || isTimeStamp(body)
}

// isByline tells whether a line names an author: "Von" or "By" and two to six names.
func isByline(body string) bool {
	rest, ok := cutAny(body, "Von ", "By ", "von ", "by ")
	if !ok || strings.ContainsAny(rest, ".!?:;\"„“") {
		return false
	}
	names, run := 0, 0
	for w := range strings.FieldsFuncSeq(rest, func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == '|' }) {
		first, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsUpper(first):
			names++
			run++
		case w == "und" || w == "and":
			if run < 2 {
				return false
			}
			run = 0
		case w != "von" && w != "van" && w != "de" && w != "der" && w != "zu":
			return false
		}
	}
	return names >= 2 && names <= 6 && run >= 2
}

func cutAny(s string, prefixes ...string) (rest string, ok bool) {
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(s, p); ok {
			return rest, true
		}
	}
	return s, false
}

// isTimeStamp tells whether a line consists of a date or time of day and the words
// around it: at most one day, one year, two dates and two times. A bare year or number
// is none, and neither is the end of a sentence.
func isTimeStamp(body string) bool {
	lower := strings.ToLower(body)
	if !strings.ContainsAny(lower, "0123456789") || strings.HasSuffix(lower, ".") && !strings.HasSuffix(lower, ".m.") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(body)
	if unicode.IsLower(first) {
		return false
	}
	var days, years, dates, times, words int
	for w := range strings.FieldsFuncSeq(lower, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",|()–—", r) }) {
		bare := strings.TrimRight(w, ".:")
		switch {
		case bare == "" || w == "-":
		case dateWords.has(bare):
			words++
		case isYear(bare):
			years++
		case isDay(bare):
			days++
		case isNumericDate(bare):
			dates++
		case isTimeOfDay(bare):
			times++
		default:
			return false
		}
	}
	if days > 1 || years > 1 || dates > 2 || times > 2 {
		return false
	}
	return dates > 0 || times > 0 && (words > 0 || days == 0) || days == 1 && years == 1 && words > 0
}

// isYear tells whether w is a year of the last or of this century.
func isYear(w string) bool {
	return len(w) == 4 && (w[:2] == "19" || w[:2] == "20") && isDigits(w[2:])
}

// isDay tells whether w is a day of the month: "3", "3.", "3rd".
func isDay(w string) bool {
	n := 0
	for n < len(w) && w[n] >= '0' && w[n] <= '9' {
		n++
	}
	return n > 0 && n <= 2 && (n == len(w) || dateWords.has(w[n:]))
}

// isNumericDate tells whether w is a date in figures with the same mark between them,
// the year in two or four of them.
func isNumericDate(w string) bool {
	mark := strings.IndexAny(w, "./-")
	if mark < 0 {
		return false
	}
	parts := strings.Split(w, w[mark:mark+1])
	if len(parts) != 3 {
		return false
	}
	if len(parts[0]) == 4 {
		parts[0], parts[2] = parts[2], parts[0]
	}
	return len(parts[0]) <= 2 && len(parts[1]) <= 2 && isDigits(parts[0]) && isDigits(parts[1]) &&
		(isYear(parts[2]) || len(parts[2]) == 2 && isDigits(parts[2]))
}

// isTimeOfDay tells whether w is a time with a colon, seconds and "am" or "pm" allowed.
func isTimeOfDay(w string) bool {
	hour, rest, ok := strings.Cut(w, ":")
	if !ok || len(hour) > 2 || !isDigits(hour) || len(rest) < 2 || !isDigits(rest[:2]) {
		return false
	}
	rest = rest[2:]
	if len(rest) >= 3 && rest[0] == ':' && isDigits(rest[1:3]) {
		rest = rest[3:]
	}
	return rest == "" || dateWords.has(rest)
}

// isDigits tells whether s is made of ASCII digits, one at least.
func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
