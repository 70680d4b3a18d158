package export

import (
	"strconv"
	"strings"
	"time"
	"unicode"
)

// isoMilliseconds is ISO 8601 in UTC; the fixed width makes the order of the texts that
// of the times.
const isoMilliseconds = "2006-01-02T15:04:05.000Z"

// triggers are the characters at which a spreadsheet may begin to compute, and their
// full-width forms, which some take for the same (OWASP, CSV Injection). The tabulator
// and the line ends, which OWASP names too, are among the spaces that Guard looks past.
const triggers = "=+-@＝＋－＠"

// Guard makes a text harmless for a spreadsheet: where its first character, past
// spaces, invisible characters and apostrophes, is one of = + - @ or their full-width
// forms, or where it begins with a tabulator or a line end, an apostrophe is put in
// front. Taking one apostrophe away from such a text gives back what it was. All other
// texts stay as they are.
func Guard(text string) string {
	if text == "" {
		return text
	}
	bare := strings.TrimLeftFunc(text, func(r rune) bool {
		return r == '\'' || unicode.IsSpace(r) || !unicode.IsGraphic(r)
	})
	unquoted := strings.TrimLeft(text, "'")
	if first, _ := firstRune(bare); strings.ContainsRune(triggers, first) || strings.HasPrefix(unquoted, "\t") ||
		strings.HasPrefix(unquoted, "\r") || strings.HasPrefix(unquoted, "\n") {
		return "'" + text
	}
	return text
}

// firstRune gives the first character of a text, false where there is none.
func firstRune(text string) (rune, bool) {
	for _, r := range text {
		return r, true
	}
	return -1, false
}

// textOf gives a cell of a table as the text of a spreadsheet, "" for NULL. Texts are
// guarded, also within lists; numbers and times cannot do harm.
func textOf(cell any) string {
	switch v := cell.(type) {
	case string:
		return Guard(v)
	case []any:
		return joined(v)
	case bool:
		return strconv.FormatBool(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case time.Time:
		return v.Format(isoMilliseconds)
	}
	return ""
}

// joined gives a list as one text. Its elements are guarded one by one, for a reader
// who splits at semicolons.
func joined(list []any) string {
	parts := make([]string, len(list))
	for i, element := range list {
		fields, group := element.([]any)
		if !group {
			parts[i] = quoted(textOf(element))
			continue
		}
		parts[i] = quoted(textOf(fields[0]))
		if rest := fields[1:]; len(rest) > 0 {
			texts := make([]string, len(rest))
			for j, field := range rest {
				texts[j] = short(field)
			}
			parts[i] += " (" + strings.Join(texts, ", ") + ")"
		}
	}
	return strings.Join(parts, "; ")
}

// short gives a field of a group as text, numbers with four digits: the lists are for
// people, and the Parquet file has the rest.
func short(field any) string {
	if v, ok := field.(float64); ok {
		return strconv.FormatFloat(v, 'g', 4, 64)
	}
	return textOf(field)
}

// quoted puts an element that could be taken for several in quotation marks.
func quoted(element string) string {
	if !strings.ContainsAny(element, `;"`) {
		return element
	}
	return `"` + strings.ReplaceAll(element, `"`, `""`) + `"`
}
