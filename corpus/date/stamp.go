package date

import (
	"iter"
	"maps"
	"strings"
	"unicode"
	"unicode/utf8"
)

// IsStamp tells whether a line consists of a date or time of day and the words
// around it: at most one day, one year, two dates and two times. A bare year or number
// is none, and neither is the end of a sentence.
func IsStamp(body string) bool {
	first, _ := utf8.DecodeRuneInString(body)
	return !unicode.IsLower(first) && stampWords(body)
}

// stampWords tells whether a text is made of the words of a time stamp, in either case. Most
// texts are not, as their first word tells, so each is put into lower case by itself.
func stampWords(s string) bool {
	if !strings.ContainsAny(s, "0123456789") || strings.HasSuffix(s, ".") && !strings.HasSuffix(strings.ToLower(s), ".m.") {
		return false
	}
	var days, years, dates, times, words int
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",|()[]–—", r) }) {
		w = strings.ToLower(w)
		bare := strings.TrimRight(w, ".:")
		switch {
		case bare == "" || w == "-":
		case stampWord(bare):
			words++
		case IsYear(bare):
			years++
		case isDay(bare):
			days++
		case isNumericDate(bare):
			dates++
		case isTimeOfDay(bare), isDottedTime(bare) && strings.Contains(strings.ToLower(s)+" ", " uhr "): // German
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

// IsYear tells whether w is a year of the last or of this century.
func IsYear(w string) bool {
	return len(w) == 4 && (w[:2] == "19" || w[:2] == "20") && isDigits(w[2:])
}

// isDay tells whether w is a day of the month: "3", "3.", "3rd".
func isDay(w string) bool {
	n := 0
	for n < len(w) && w[n] >= '0' && w[n] <= '9' {
		n++
	}
	return n > 0 && n <= 2 && (n == len(w) || stampWord(w[n:]))
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
		(IsYear(parts[2]) || len(parts[2]) == 2 && isDigits(parts[2]))
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
	return rest == "" || stampWord(rest)
}

// isDottedTime tells whether w is a time with a stop, as in "07.30 Uhr".
func isDottedTime(w string) bool {
	hour, minute, ok := strings.Cut(w, ".")
	return ok && len(hour) <= 2 && len(minute) == 2 && isDigits(hour) && isDigits(minute)
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

// ParseStamp reads the date of a time stamp; false where none can be read or it is that of a
// change. state tells that it is of the state of a text ("Stand:"), which may be that of a change.
func ParseStamp(s string) (d Date, state, ok bool) {
	lower := strings.ToLower(s)
	for _, change := range [...]string{"updated", "update", "aktualisiert", "zuletzt", "last", "modified"} {
		lower, _, _ = strings.Cut(lower, change)
	}
	if before, _, found := strings.Cut(lower, "stand"); found && strings.ContainsAny(before, "0123456789") {
		lower = before // another date came first
	}
	bare := withoutLabel(lower)
	d, ok = Parse(strings.TrimRight(bare, " :,|–-()"))
	return d, strings.Contains(lower[:len(lower)-len(bare)], "stand"), ok
}

// withoutLabel cuts from a text in lower case what stands before a date of publication.
func withoutLabel(lower string) string {
	for {
		lower = strings.TrimLeft(lower, " :,|–-(")
		word, rest, found := strings.Cut(lower, " ")
		if !found || !stampLabels[strings.TrimRight(word, ":,")] {
			return lower
		}
		lower = rest
	}
}

// CutStamp parts a text from the time stamp at its end, which begins with the first figure or
// word of a date behind a space; stamp is "" where there is none.
func CutStamp(s string) (before, stamp string) {
	for i, r := range s {
		if i == 0 || s[i-1] != ' ' {
			continue
		}
		rest := s[i:]
		word, _, _ := strings.Cut(rest, " ")
		word = strings.TrimRight(strings.ToLower(word), ".,:")
		if !unicode.IsDigit(r) && (!stampWord(word) || inNames[word]) {
			continue
		}
		if stampWords(rest) {
			return strings.TrimRight(s[:i], " ,"), rest
		}
	}
	return s, ""
}

// StampOpenings are the words with which a time stamp may begin, in lower case.
func StampOpenings() iter.Seq[string] { return maps.Keys(besideFigures) }

// stampWord tells whether a word in lower case may stand beside the figures of a time stamp.
func stampWord(w string) bool {
	return besideFigures[w] || strings.IndexByte(w, '/') > 1 && placeNamed(w) != nil
}

// besideFigures are the words of a time stamp beside its figures.
var besideFigures = setOf(
	"uhr", "am", "pm", "a.m", "p.m", "um", "at", "on", "vom", "von", "den", "der", "gmt", "utc", "cet", "cest", "mez", "mesz", "bst", "est", "edt",
	"et", "pt", "ortszeit",
	"ist", "stand", "updated", "update", "aktualisiert", "zuletzt", "veröffentlicht", "erstellt", "erschienen", "online", "seit", "published", "posted",
	"last", "first", "modified", "datum", "date", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend",
	"sonntag", "mo", "di", "mi", "do", "fr", "sa", "so", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon",
	"tue", "wed", "thu", "fri", "sat", "sun", "january", "february", "march", "april", "may", "june", "july", "august", "september",
	"october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
	"januar", "jänner", "februar", "märz", "mai", "juni", "juli", "oktober", "dezember", "okt", "dez", "mär", "st", "nd", "rd", "th",
)

// inNames are those that are words of names as well.
var inNames = setOf("von", "den", "der", "di")

// stampLabels stand before the date of publication in a time stamp.
var stampLabels = setOf(
	"stand", "published", "posted", "veröffentlicht", "erstellt", "erschienen", "online", "seit", "datum", "date", "first", "am", "vom", "on", "at", "den", "der",
)

func setOf(words ...string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[w] = true
	}
	return set
}
