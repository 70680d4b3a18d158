// Package date reads dates as outlets, feeds and databases write them: in comes what
// stands in a field, a file name or a line of text, out comes a moment in UTC.
//
// Glossary.
//
//   - form: an order in which day, month and year are written, with what stands between.
//   - clock: the time of a day as written; each of its parts may be missing.
//   - zone: the name or number behind a clock that says how far it is ahead of UTC.
package date

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// FirstYear and LastYear bound the years that an article can be from: the first printed
// news are of the sixteenth century, and what is over 2200 is a mistake.
const (
	FirstYear = 1500
	LastYear  = 2200
)

// Parse reads a date and gives it in UTC. It reads ISO 8601 and RFC 3339, RFC 822 and
// 1123, the output of Unix date, German ("23.11.2026, 06:00 Uhr", "23. November 2026") and
// English dates ("Nov 23, 2026, 6 pm", "23rd November 2026"), YYYYMMDD with or without a
// time, and seconds, milli-, micro- and nanoseconds since 1970. Rules where usage differs:
//
//   - "03/04/2026" and "03-04-2026" are the 4th of March, as Americans write, unless the
//     first number is over 12; "03.04.2026" is the 3rd of April, as Germans write.
//   - A year of two digits is of 1969 to 2068.
//   - A date without a time is midnight; a time without a zone, or with the name of a
//     zone that is not known, is UTC.
//   - A date without a day ("November 2026") is none.
//
// It reports false for what is no date, and for dates that cannot be: the 30th of
// February, 25 o'clock, a year before 1500 or after 2200.
func Parse(s string) (time.Time, bool) {
	const longest = 80 // bytes
	s = strings.TrimSpace(s)
	if s == "" || len(s) > longest {
		return time.Time{}, false
	}
	t, ok := parseUsual(s)
	if !ok {
		t, ok = parseNumeric(s)
	}
	if !ok {
		t, ok = parseWritten(s)
	}
	t = t.UTC()
	if !ok || t.Year() < FirstYear || t.Year() > LastYear {
		return time.Time{}, false
	}
	return t, true
}

// parseUsual reads the two forms that nearly all records have, without the cost of
// patterns.
func parseUsual(s string) (time.Time, bool) {
	layout := time.RFC3339
	if len(s) == len(time.DateOnly) {
		layout = time.DateOnly
	}
	t, err := time.Parse(layout, s)
	return t, err == nil
}

// pattern gives a regular expression that is compiled when it is first asked for: most
// corpora need none.
func pattern(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

var (
	allDigits    = pattern(`^-?\d+$`)
	decimal      = pattern(`^\d{9,10}\.\d+$|^\d\.\d+[eE]\+?0?9$`)
	compactStamp = pattern(`^(\d{4})(\d\d)(\d\d)[Tt ]?(\d\d)(\d\d)(\d\d)?(?:\.\d+)?\s*([Zz]|[+-]\d\d:?\d\d)?$`)
)

// parseNumeric reads dates that are one number, told apart by their digits.
func parseNumeric(s string) (time.Time, bool) {
	if m := compactStamp().FindStringSubmatch(s); m != nil {
		if t, ok := compose(m[1], m[2], m[3], clock{m[4], m[5], m[6], "", "", m[7]}); ok {
			return t, true
		}
	}
	if decimal().MatchString(s) {
		seconds, err := strconv.ParseFloat(s, 64)
		return time.UnixMilli(int64(seconds * 1e3)), err == nil
	}
	if !allDigits().MatchString(s) {
		return time.Time{}, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return time.Time{}, false
	}
	switch len(strings.TrimPrefix(s, "-")) {
	case 8:
		if n > 0 {
			return compose(s[:4], s[4:6], s[6:], clock{})
		}
		return time.Unix(n, 0), true
	case 9, 10:
		return time.Unix(n, 0), true
	case 12, 13:
		return time.UnixMilli(n), true
	case 15, 16:
		return time.UnixMicro(n), true
	case 18, 19:
		return time.Unix(0, n), true
	}
	return time.Time{}, false
}

const (
	monthPattern = `(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)`
	clockPattern = `(?:[t ]\s*(\d{1,2})(?:[:.](\d\d)(?:[:.](\d\d)(?:[.,]\d+)?)?)?\s*([ap]m)?\s*(uhr)?\s*` + zonePattern + `)?`
	zonePattern  = `([a-z]{1,5}|(?:utc|gmt)?\s*[+-]\d\d?:?(?:\d\d)?)?(?:\s*\([^)]*\))?`
)

// writtenForms are the orders in which a date is written, after spell. The groups y, m
// and d stand in the order given, the clock behind them.
var writtenForms = []struct {
	pattern func() *regexp.Regexp
	order   string
}{
	{pattern(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})` + clockPattern + `$`), "ymd"},
	{pattern(`^(\d{4})[- ]` + monthPattern + `[- ](\d{1,2})` + clockPattern + `$`), "ymd"},
	{pattern(`^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d\d)` + clockPattern + `$`), "dmy"},
	{pattern(`^(\d{1,2})[/-](\d{1,2})[/-](\d{4})` + clockPattern + `$`), "?"},
	{pattern(`^(\d{1,2})\.?[- ]?` + monthPattern + `[- ](\d{4}|\d\d)` + clockPattern + `$`), "dmy"},
	{pattern(`^` + monthPattern + `[- ](\d{1,2})[- ](\d{4})` + clockPattern + `$`), "mdy"},
}

// unixDate is the output of Unix date and of C's asctime, the year behind the time.
var unixDate = pattern(`^` + monthPattern + ` (\d{1,2}) (\d\d):(\d\d):(\d\d) (?:([a-z]{1,5}|[+-]\d{4}) )?(\d{4})$`)

// parseWritten reads dates that are written out in some order.
func parseWritten(s string) (time.Time, bool) {
	s = spell(s)
	for _, f := range writtenForms {
		m := f.pattern().FindStringSubmatch(s)
		if m == nil {
			continue
		}
		at := clock{m[4], m[5], m[6], m[7], m[8], m[9]}
		switch f.order {
		case "ymd":
			return compose(m[1], m[2], m[3], at)
		case "dmy":
			return compose(m[3], m[2], m[1], at)
		case "mdy":
			return compose(m[3], m[1], m[2], at)
		}
		if first, _ := strconv.Atoi(m[1]); first > 12 {
			return compose(m[3], m[2], m[1], at)
		}
		return compose(m[3], m[1], m[2], at)
	}
	if m := unixDate().FindStringSubmatch(s); m != nil {
		return compose(m[7], m[1], m[2], clock{m[3], m[4], m[5], "", "", m[6]})
	}
	return time.Time{}, false
}

// words maps what may stand in a date, in German and English, to what the patterns
// know; to "" where it says nothing.
var words = map[string]string{
	"january": "jan", "januar": "jan", "jänner": "jan", "jän": "jan", "february": "feb", "februar": "feb",
	"feber": "feb", "march": "mar", "märz": "mar", "maerz": "mar", "mär": "mar", "mrz": "mar", "april": "apr",
	"mai": "may", "june": "jun", "juni": "jun", "july": "jul", "juli": "jul", "august": "aug",
	"september": "sep", "sept": "sep", "october": "oct", "oktober": "oct", "okt": "oct", "november": "nov",
	"december": "dec", "dezember": "dec", "dez": "dec",

	"monday": "", "tuesday": "", "wednesday": "", "thursday": "", "friday": "", "saturday": "", "sunday": "",
	"mon": "", "tue": "", "tues": "", "wed": "", "thu": "", "thur": "", "thurs": "", "fri": "", "sat": "", "sun": "",
	"montag": "", "dienstag": "", "mittwoch": "", "donnerstag": "", "freitag": "", "samstag": "",
	"sonnabend": "", "sonntag": "", "mo": "", "di": "", "mi": "", "do": "", "fr": "", "sa": "", "so": "",
	"at": "", "um": "", "den": "", "der": "", "am": "am", "the": "", "of": "", "on": "", "vom": "",
}

var (
	dateWord = pattern(`\pL+\.?`)
	ordinal  = pattern(`\b(\d{1,2})(?:st|nd|rd|th)\b`)
	meridiem = pattern(`\b([ap])\.m\.?`)

	datePunctuation = strings.NewReplacer(",", " ", "|", " ", "–", " ", " - ", " ")
)

// spell brings a date to lower case, its months to three English letters, and drops
// weekdays and fillers.
func spell(s string) string {
	s = strings.ToLower(s)
	s = meridiem().ReplaceAllString(s, "${1}m")
	s = ordinal().ReplaceAllString(s, "$1")
	s = dateWord().ReplaceAllStringFunc(s, func(word string) string {
		plain := strings.TrimSuffix(word, ".")
		if short, ok := words[plain]; ok {
			return short
		}
		return plain
	})
	s = datePunctuation.Replace(s)
	return strings.Join(strings.Fields(s), " ")
}

// clock is the time of a day as written; every part may be missing.
type clock struct{ hour, minute, second, meridiem, uhr, zone string }

var monthNumbers = map[string]int{"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
	"jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12}

// compose makes a time of its parts, if there is such a time.
func compose(year, month, day string, at clock) (time.Time, bool) {
	y, _ := strconv.Atoi(year)
	if len(year) == 2 {
		if y += 1900; y < 1969 {
			y += 100
		}
	}
	m, ok := monthNumbers[month]
	if !ok {
		m, _ = strconv.Atoi(month)
	}
	d, _ := strconv.Atoi(day)
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if m < 1 || m > 12 || d < 1 || t.Day() != d {
		return time.Time{}, false
	}
	sinceMidnight, ok := at.sinceMidnight()
	if !ok {
		return time.Time{}, false
	}
	offset, ok := zoneOffset(at.zone)
	return t.Add(sinceMidnight - offset), ok
}

// sinceMidnight is the time of the day; 24:00 is the end of it, and a leap second is
// counted as the second before.
func (c clock) sinceMidnight() (time.Duration, bool) {
	if c.hour == "" {
		return 0, true
	}
	h, _ := strconv.Atoi(c.hour)
	m, _ := strconv.Atoi(c.minute) // "" is 0
	s, _ := strconv.Atoi(c.second)
	if c.minute == "" && c.meridiem == "" && c.uhr == "" {
		return 0, false // a lone number is no time
	}
	if c.meridiem != "" {
		if h < 1 || h > 12 {
			return 0, false
		}
		if h %= 12; c.meridiem == "pm" {
			h += 12
		}
	}
	if s == 60 {
		s = 59
	}
	if h > 24 || m > 59 || s > 59 || h == 24 && m+s > 0 {
		return 0, false
	}
	return time.Duration(h)*time.Hour + time.Duration(m)*time.Minute + time.Duration(s)*time.Second, true
}

// zoneHours are the zones that feeds name: those of RFC 822 and the European ones.
var zoneHours = map[string]int{"utc": 0, "gmt": 0, "ut": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5,
	"mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "cet": 1, "cest": 2, "mez": 1, "mesz": 2, "bst": 1,
	"wet": 0, "west": 1, "eet": 2, "eest": 3, "msk": 3}

// zoneOffset gives what a zone is ahead of UTC.
func zoneOffset(zone string) (time.Duration, bool) {
	sign := strings.IndexAny(zone, "+-")
	if sign < 0 {
		return time.Duration(zoneHours[strings.ToLower(zone)]) * time.Hour, true
	}
	digits := strings.ReplaceAll(zone[sign+1:], ":", "")
	hours, minutes := digits, ""
	if len(digits) > 2 {
		hours, minutes = digits[:len(digits)-2], digits[len(digits)-2:]
	}
	h, _ := strconv.Atoi(hours)
	m, _ := strconv.Atoi(minutes)
	if h > 14 || m > 59 {
		return 0, false
	}
	offset := time.Duration(h)*time.Hour + time.Duration(m)*time.Minute
	if zone[sign] == '-' {
		offset = -offset
	}
	return offset, true
}
