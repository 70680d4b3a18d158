package date

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"leitmotif/corpus"
)

// ParseField reads what stands in a field that holds a date. Beside what Parse reads it takes
// a month ("November 2026", "2026-11", "11/2026") or a year ("2026") alone, a date with its
// label ("Stand: 23.11.2026, 06:00 Uhr"), and the serial numbers by which spreadsheets count
// days (ECMA-376, part 1, 18.17.4.1: 46349.25 is 6 o'clock on the 23rd of November 2026): a
// number of 20000 to 80000, of the years 1954 to 2119. In running text any of these may be
// something else.
func ParseField(s string) (Date, bool) {
	if d, ok := Parse(s); ok {
		return d, true
	}
	s = strings.TrimSpace(s)
	if s == "" || len(s) > longest {
		return Date{}, false
	}
	d, ok := parseSerial(s)
	if !ok {
		d, ok = parsePartial(spell(s))
	}
	if !ok {
		if bare := withoutLabel(strings.ToLower(s)); len(bare) < len(s) {
			return ParseField(bare)
		}
	}
	return d.possible(ok)
}

var serialNumber = pattern(`^\d{5}(?:[.,]\d+)?$`)

// parseSerial reads the number of a day since the 30th of December 1899, its fraction the
// time of the day. So 1 is the 31st of December, and from March 1900 on, when the 29th of
// February that never was has been counted, numbers are those of spreadsheets.
func parseSerial(s string) (Date, bool) {
	if !serialNumber().MatchString(s) {
		return Date{}, false
	}
	n, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	if err != nil || n < 20_000 || n >= 80_000 {
		return Date{}, false
	}
	days, fraction := math.Modf(n)
	t := time.Date(1899, 12, 30+int(days), 0, 0, int(math.Round(fraction*86_400)), 0, time.UTC)
	return local(t), true
}

// partialForms are the ways to write a month or a year alone, after spell.
var partialForms = []struct {
	pattern   func() *regexp.Regexp
	order     string
	precision corpus.Precision
}{
	{pattern(`^(\d{4})$`), "y", corpus.Year},
	{pattern(`^(\d{4})[-/.](\d{1,2})$`), "ym", corpus.Month},
	{pattern(`^(\d{1,2})[-/.](\d{4})$`), "my", corpus.Month},
	{pattern(`^` + monthPattern + `[- ]?(\d{4})$`), "my", corpus.Month},
	{pattern(`^(\d{4})[- ]` + monthPattern + `$`), "ym", corpus.Month},
}

// parsePartial reads a month or a year, which it gives by its first instant.
func parsePartial(s string) (Date, bool) {
	for _, f := range partialForms {
		m := f.pattern().FindStringSubmatch(s)
		if m == nil {
			continue
		}
		year, month := m[1], "1"
		switch f.order {
		case "ym":
			month = m[2]
		case "my":
			year, month = m[2], m[1]
		}
		t, ok := civil(year, month, "1")
		return Date{Time: t, Precision: f.precision}, ok
	}
	return Date{}, false
}
