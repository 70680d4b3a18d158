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
	"cmp"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"leitmotif/corpus"
)

// FirstYear and LastYear bound the years that an article can be from: before 1678 nanoseconds in
// 64 bits, as Parquet files are read back with, hold no time, and what is over 2200 is a mistake.
const (
	FirstYear = 1678
	LastYear  = 2200
)

// A Date is a moment as it was written.
type Date struct {
	// Time is in UTC: the first instant of what is known, where that is no more than the day.
	Time      time.Time
	Precision corpus.Precision
	// Local tells that a time of day was given without a zone: Time is as if it were one of
	// UTC.
	Local bool
}

// Of is the date of an article.
func Of(a *corpus.Article) Date { return Date{a.Published, a.Precision, a.Local} }

// IsZero tells whether there is no date.
func (d Date) IsZero() bool { return d.Time.IsZero() }

// Set dates an article.
func (d Date) Set(a *corpus.Article) {
	a.Published, a.Precision, a.Local = d.Time, d.Precision, d.Local
}

// Refines tells whether the date says what another one does, and more than that.
func (d Date) Refines(other Date) bool {
	if other.Precision == corpus.UnknownPrecision || d.Precision <= other.Precision {
		return false
	}
	known := [...]string{corpus.Year: "2006", corpus.Month: "2006-01", corpus.Day: time.DateOnly}[other.Precision]
	return d.Time.Format(known) == other.Time.Format(known)
}

// longest is the length in bytes beyond which a text is no date.
const longest = 80

// Parse reads a date of a day, with or without a time of it. It reads ISO 8601 and RFC 3339,
// RFC 822 and 1123, the output of Unix date, of Java and of JavaScript, German ("23.11.2026,
// 06:00 Uhr", "23. November 2026") and English dates ("Nov 23, 2026, 6 pm", "23rd November
// 2026"), YYYYMMDD with or without a time, and seconds, milli-, micro- and nanoseconds since
// 1970. Rules where usage differs:
//
//   - "03/04/2026" and "03-04-2026" are the 4th of March, as Americans write, unless the
//     first number is over 12; "03.04.2026" is the 3rd of April, as Germans write.
//   - A year of two digits is of 1969 to 2068.
//   - A zone is a number, a name of the zone database ("Europe/Berlin") or a usual
//     abbreviation: "CET" and "MEZ" are one hour ahead of UTC and "BST" is too, whatever the
//     season, "ET" goes with the season. Any other name says nothing.
//   - Midnight to the second, with or without a zone ("2026-11-23 00:00:00+01:00"), is how
//     databases write a day whose time they do not know: it is that day and no time of it. So
//     is a number of seconds that is one of whole days.
//
// It reports false for what is no date, and for dates that cannot be: the 30th of
// February, 25 o'clock, a year before 1500 or after 2200.
func Parse(s string) (Date, bool) {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > longest {
		return Date{}, false
	}
	d, ok := parseUsual(s)
	if !ok {
		d, ok = parseNumeric(s)
	}
	if !ok {
		d, ok = parsePlaced(s)
	}
	return d.possible(ok)
}

// possible puts a date that was read into UTC, if it is of a year that an article can be from.
func (d Date) possible(ok bool) (Date, bool) {
	d.Time = d.Time.UTC()
	if year := d.Time.Year(); !ok || year < FirstYear || year > LastYear {
		return Date{}, false
	}
	return d, true
}

// parseUsual reads the forms that nearly all records have, without the cost of patterns: ISO
// 8601 with hyphens, and RFC 1123 as feeds have it.
func parseUsual(s string) (Date, bool) {
	switch {
	case len(s) == len(time.DateOnly):
		t, err := time.Parse(time.DateOnly, s)
		return Date{Time: t, Precision: corpus.Day}, err == nil
	case len(s) < len(time.DateTime):
		return Date{}, false
	case s[3] == ',':
		return parseLayouts(s, time.RFC1123Z, "Mon, 02 Jan 2006 15:04:05 GMT")
	case s[10] == 'T' && len(s) == len(time.DateTime):
		t, err := time.Parse("2006-01-02T15:04:05", s)
		return local(t), err == nil
	case s[10] == ' ' && len(s) == len(time.DateTime):
		t, err := time.Parse(time.DateTime, s)
		return local(t), err == nil
	case s[10] == ' ':
		return parseLayouts(s, time.DateTime+"Z07:00", time.DateTime+"Z0700", time.DateTime+" Z07:00", time.DateTime+" Z0700")
	}
	return parseLayouts(s, time.RFC3339, "2006-01-02T15:04:05Z0700")
}

// parseLayouts reads a moment in the first layout that it has; all of them have a zone.
func parseLayouts(s string, layouts ...string) (Date, bool) {
	for _, layout := range layouts {
		if t, err := time.Parse(layout, s); err == nil {
			return moment(t), true
		}
	}
	return Date{}, false
}

// moment is the date of a clock with a zone, which says nothing at midnight.
func moment(t time.Time) Date {
	_, offset := t.Zone()
	if clock := t.Add(time.Duration(offset) * time.Second).UTC(); clock.Equal(clock.Truncate(24 * time.Hour)) {
		return Date{Time: clock, Precision: corpus.Day}
	}
	return Date{Time: t, Precision: corpus.Second}
}

// local is the date of a clock without a zone, which says nothing at midnight.
func local(t time.Time) Date {
	if t.Equal(t.Truncate(24 * time.Hour)) {
		return Date{Time: t, Precision: corpus.Day}
	}
	return Date{Time: t, Precision: corpus.Second, Local: true}
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
func parseNumeric(s string) (Date, bool) {
	if c := s[0]; c != '-' && (c < '0' || c > '9') {
		return Date{}, false
	}
	if m := compactStamp().FindStringSubmatch(s); m != nil {
		if d, ok := compose(m[1], m[2], m[3], clock{hour: m[4], minute: m[5], second: m[6], zone: m[7]}); ok {
			return d, true
		}
	}
	if decimal().MatchString(s) {
		seconds, err := strconv.ParseFloat(s, 64)
		return moment(time.UnixMilli(int64(seconds * 1e3)).UTC()), err == nil
	}
	if !allDigits().MatchString(s) {
		return Date{}, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return Date{}, false
	}
	digits := len(strings.TrimPrefix(s, "-"))
	if digits == 8 && n > 0 {
		return compose(s[:4], s[4:6], s[6:], clock{})
	}
	t, ok := sinceEpoch(n, digits)
	return moment(t.UTC()), ok
}

// sinceEpoch gives the time that a number counts to from 1970: the number of its digits tells
// its unit.
func sinceEpoch(n int64, digits int) (time.Time, bool) {
	switch digits {
	case 8, 9, 10:
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
	// A name behind a number repeats it, and so does what stands in brackets, unless it is all there is.
	zonePattern = `([a-z]{1,5}|(?:utc|gmt)?\s*[+-]\d\d?:?(?:\d\d)?(?: [a-z]{2,5})?)?(?:\s*\(([a-z]{1,5})\)|\s*\([^)]*\))?`
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

// parseWritten reads dates that are written out in some order, after spell.
func parseWritten(s string) (Date, bool) {
	for _, f := range writtenForms {
		m := f.pattern().FindStringSubmatch(s)
		if m == nil {
			continue
		}
		at := clock{m[4], m[5], m[6], m[7], m[8], cmp.Or(m[9], m[10])}
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
		return compose(m[7], m[1], m[2], clock{hour: m[3], minute: m[4], second: m[5], zone: m[6]})
	}
	return Date{}, false
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
	s = zoneNames.Replace(strings.ToLower(s))
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

// compose makes a date of its parts, if there is such a day and time.
func compose(year, month, day string, at clock) (Date, bool) {
	t, ok := civil(year, month, day)
	if !ok || at.hour == "" {
		return Date{Time: t, Precision: corpus.Day}, ok
	}
	sinceMidnight, ok := at.sinceMidnight()
	if !ok {
		return Date{}, false
	}
	t = t.Add(sinceMidnight)
	offset, known, ok := zoneOffset(at.zone, t)
	switch {
	case !ok:
		return Date{}, false
	case known && sinceMidnight == 0 && at.second != "" && at.meridiem+at.uhr == "":
		return Date{Time: t, Precision: corpus.Day}, true
	case known:
		return Date{Time: t.Add(-offset), Precision: corpus.Second}, true
	case sinceMidnight == 0 && at.meridiem+at.uhr == "":
		return local(t), true
	}
	return Date{Time: t, Precision: corpus.Second, Local: true}, true
}

// civil gives the midnight with which a day begins, if there is such a day. A month is a
// number or three letters.
func civil(year, month, day string) (time.Time, bool) {
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
	return t, m >= 1 && m <= 12 && d >= 1 && t.Day() == d
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
