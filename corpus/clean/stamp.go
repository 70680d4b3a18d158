package clean

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// isTimeStamp tells whether a line consists of a date or time of day and the words
// around it: at most one day, one year, two dates and two times. A bare year or number
// is none, and neither is the end of a sentence.
func isTimeStamp(body string) bool {
	first, _ := utf8.DecodeRuneInString(body)
	return !unicode.IsLower(first) && stampWords(body)
}

// stampWords tells whether a text is made of the words of a time stamp, in either case. Most
// texts are not, as their first word tells, so each is put into lower case by itself.
func stampWords(s string) bool {
	if !hasDigit(s) || strings.HasSuffix(s, ".") && !strings.HasSuffix(strings.ToLower(s), ".m.") {
		return false
	}
	var days, years, dates, times, words int
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",|()–—", r) }) {
		w = strings.ToLower(w)
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

// stampDate gives the date of a time stamp, zero where none can be read or it is that of
// a change.
func stampDate(s string) time.Time {
	lower := strings.ToLower(s)
	for _, change := range [...]string{"updated", "update", "aktualisiert", "zuletzt", "last", "modified"} {
		lower, _, _ = strings.Cut(lower, change)
	}
	for {
		lower = strings.TrimLeft(lower, " :,|–-(")
		word, rest, found := strings.Cut(lower, " ")
		if !found || !stampLabels.has(strings.TrimRight(word, ":,")) {
			break
		}
		lower = rest
	}
	return plausible(strings.TrimRight(lower, " :,|–-()"))
}
