package press

import (
	"regexp"
	"strings"
	"sync"

	"leitmotif/corpus/date"
)

const (
	weekdayPattern = `(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|mo|di|mi|do|fr|sa|so)`
	dayPattern     = `\d{1,2}\. ?\d{1,2}\. ?(?:\d{4}|\d\d)\b|\d{1,2}\.? \pL{3,9}\.?,? \d{4}|\pL{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{4}-\d\d-\d\d`
	hourPattern    = `\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?(?: uhr)?(?: (?:gmt|utc|[ecmp][sd]t|bst|cest|cet|mesz|mez)(?: ?[+-]\d{1,2}(?::?\d\d)?)?)?`
)

// dated finds a date at the beginning of a line, a day of the week before or behind it, and a
// time behind that.
var dated = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:` + weekdayPattern + `\.?,? )?(` + dayPattern + `)(?:,? ` + weekdayPattern + `\b)?(?:,? (?:- |– |um |at )?(` + hourPattern + `))?`)
})

// within finds what may be a date anywhere.
var within = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)` + dayPattern) })

// monthly is a date without a day: a magazine's.
var monthly = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:jan|feb|mar|mär|apr|mai|may|jun|jul|aug|sep|oct|okt|nov|dec|dez)\pL{0,6} \d{4}$`)
})

// lineDate gives the date at the beginning of a line, with its time where there is one, and
// what stands behind it: an edition, a page.
func lineDate(text string) (found, rest string, ok bool) {
	const longest = 160 // bytes of a line that is a date
	if len(text) > longest || !strings.ContainsAny(text, "0123456789") {
		return "", "", false
	}
	text = strings.Join(strings.Fields(text), " ")
	m := dated().FindStringSubmatchIndex(text)
	if m == nil {
		if monthly().MatchString(text) {
			return text, "", true
		}
		return "", "", false
	}
	day := text[m[2]:m[3]]
	if _, ok := date.Parse(day); !ok {
		return "", "", false
	}
	if m[4] >= 0 {
		if timed := day + " " + text[m[4]:m[5]]; parses(timed) {
			return timed, text[m[1]:], true
		}
	}
	return day, text[m[1]:], true
}

func startsWithDate(text string) bool {
	_, _, ok := lineDate(text)
	return ok
}

// anyDate finds the first date within a text.
func anyDate(text string) (day string, ok bool) {
	const longest = 1000 // bytes
	for _, day := range within().FindAllString(text[:min(len(text), longest)], -1) {
		if parses(day) {
			return day, true
		}
	}
	return "", false
}

func parses(s string) bool {
	_, ok := date.Parse(s)
	return ok
}

// isDateLine tells a line that is a date, be it with the edition behind it.
func isDateLine(text string) bool {
	_, rest, ok := lineDate(text)
	if !ok {
		return false
	}
	rest = strings.TrimLeft(rest, " ")
	return rest == "" || strings.ContainsAny(rest[:1], ",;|(") || edition(rest)
}

// edition tells what names an edition: "Late Edition - Final", "Ausgabe Süd".
func edition(text string) bool {
	const longest = 60 // bytes
	if len(text) > longest {
		return false
	}
	lower := strings.ToLower(text)
	return containsAny(lower, []string{"edition", "ausgabe", "auflage"})
}
