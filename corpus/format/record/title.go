package record

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"leitmotif/corpus/input"
)

// LongestTitle is the length in characters over which a first line is no title but a
// paragraph. Headlines seldom pass 120.
const LongestTitle = 200

// CutLine parts the first line that is not blank from what follows it.
func CutLine(text string) (line, rest string) {
	text = strings.TrimLeftFunc(text, unicode.IsSpace)
	line, rest, _ = strings.Cut(text, "\n")
	return strings.TrimSpace(line), rest
}

// kicker is a line above a title that says what kind of text follows.
var kicker = regexp.MustCompile(`(?i)^(presse|medien)(mitteilung|information|meldung|erklärung|dienst)(en)?( nr\.? *[\d/.-]+| \d[\d/.-]*)?:?$|` +
	`^(for immediate release|(press|news|media) release|(sperrfrist|embargo(ed until)?): .{0,60}):?$`)

// IsKicker reports whether a line says no more than what kind of text follows.
func IsKicker(line string) bool { return kicker.MatchString(input.Line(line)) }

// TextTitle takes the title off a text: its first line, however often it is said at the
// beginning, a kicker above it left out. There is none where the first line is all there is, is longer than a title,
// or is the beginning of a paragraph whose lines are broken at a margin.
func TextTitle(text string) (title, rest string) {
	title, rest = CutLine(text)
	for IsKicker(title) && strings.TrimSpace(rest) != "" {
		title, rest = CutLine(rest)
	}
	if utf8.RuneCountInString(title) > LongestTitle || runsOn(title, rest) {
		return "", text
	}
	body := DropRepeated(rest, title)
	if strings.TrimSpace(body) == "" {
		return "", title
	}
	return input.Line(title), body
}

// runsOn reports whether a first line goes on in the next one: it is as long as lines
// broken at a margin are, and the next one follows at once and begins in lower case.
func runsOn(line, rest string) bool {
	const margin = 60 // characters
	next, _, _ := strings.Cut(rest, "\n")
	first, _ := utf8.DecodeRuneInString(next)
	return utf8.RuneCountInString(line) >= margin && unicode.IsLower(first)
}

// DropRepeated drops the lines at the beginning of text that say the title again.
func DropRepeated(text, title string) string {
	title = input.Line(title)
	for {
		line, rest := CutLine(text)
		if line == "" || input.Line(strings.TrimLeft(line, "# ")) != title {
			return text
		}
		text = rest
	}
}
