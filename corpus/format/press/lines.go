package press

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"
)

// line is one line of an export without the blanks around it; none is empty.
type line struct {
	text string
	gap  bool // an empty line stands before it
}

// nonBreaking is the blank at which no line is broken, which labels are set off with.
const nonBreaking = "\u00a0"

// linesOf gives the lines of a text that are not empty and do not count its pages.
func linesOf(text string) []line {
	lines := make([]line, 0, strings.Count(text, "\n")+1)
	gap := false
	for text != "" {
		var one string
		one, text, _ = strings.Cut(text, "\n")
		if strings.Contains(one, nonBreaking) {
			one = strings.ReplaceAll(one, nonBreaking, " ")
		}
		if one = strings.TrimSpace(one); one == "" || isRunningHead(one) {
			gap = true
			continue
		}
		lines = append(lines, line{one, gap})
		gap = false
	}
	return lines
}

// pageNumber is what a database sets at the top or the foot of each page.
var pageNumber = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:Page \d{1,5} of \d{1,5}|Seite \d{1,5} von \d{1,5})(?: ?©.*| ?\|.*)?$`)
})

// isRunningHead tells a line that counts the pages of an export.
func isRunningHead(text string) bool {
	const longest = 120 // bytes
	return len(text) <= longest && (strings.HasPrefix(text, "Page ") || strings.HasPrefix(text, "Seite ")) && pageNumber().MatchString(text)
}

// block gives the number of lines at the beginning of lines that no empty line parts. Where
// lines come without any empty line each is a paragraph of its own.
func block(lines []line, gaps bool) int {
	if !gaps {
		return min(1, len(lines))
	}
	n := 0
	for n < len(lines) && (n == 0 || !lines[n].gap) {
		n++
	}
	return n
}

// hasGaps tells whether empty lines part the lines of a document.
func hasGaps(lines []line) bool {
	for i := 1; i < len(lines); i++ {
		if lines[i].gap {
			return true
		}
	}
	return false
}

// joined gives lines as one.
func joined(lines []line) string {
	parts := make([]string, len(lines))
	for i, l := range lines {
		parts[i] = l.text
	}
	return strings.Join(parts, " ")
}

const (
	narrowest = 40  // characters of a margin at which lines are broken
	widest    = 110 // and of the widest
)

// paragraphs gives a text with a line for each of its paragraphs. Where its lines were broken
// at a margin they are put together again: the margin is no less than the longest line, and a
// line was broken where the first word of the next one would have gone over it.
func paragraphs(lines []line) string {
	margin := marginOf(lines)
	var b strings.Builder
	for i, l := range lines {
		if i > 0 {
			between := byte('\n')
			if !l.gap && margin > 0 && brokenBefore(lines[i-1].text, l.text, margin) {
				between = ' '
			}
			b.WriteByte(between)
		}
		b.WriteString(l.text)
	}
	return b.String()
}

// marginOf gives the length of the longest line where lines were broken at a margin, else 0.
// They were where most lines that another one follows at once do not end as a sentence does.
func marginOf(lines []line) int {
	longest, within, open := 0, 0, 0
	for i, l := range lines {
		longest = max(longest, utf8.RuneCountInString(l.text))
		if longest > widest {
			return 0
		}
		if i+1 < len(lines) && !lines[i+1].gap {
			within++
			if !endsSentence(l.text) {
				open++
			}
		}
	}
	if longest < narrowest || 2*open <= within {
		return 0
	}
	return longest
}

// brokenBefore tells whether next could not begin on the line before it.
func brokenBefore(text, next string, margin int) bool {
	word, _, _ := strings.Cut(next, " ")
	return utf8.RuneCountInString(text)+1+utf8.RuneCountInString(word) > margin
}

func endsSentence(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".!?:\"“”»«…", last)
}

// words counts what stands between blanks.
func words(text string) int {
	n := 0
	for range strings.FieldsSeq(text) {
		n++
	}
	return n
}

// isCopyright tells a line that says whose the text is: "Copyright 2025 ...", "(c) 2025 ...".
func isCopyright(text string) bool {
	if strings.HasPrefix(text, "©") {
		return true
	}
	for _, mark := range [...]string{"Copyright", "COPYRIGHT", "(c)", "(C)"} {
		if rest, ok := strings.CutPrefix(text, mark); ok {
			const longest = 60 // bytes up to the year
			return hasYear(rest[:min(len(rest), longest)])
		}
	}
	return false
}

// hasYear tells whether four digits stand together in a text.
func hasYear(text string) bool {
	n := 0
	for i := range len(text) {
		if n++; !isDigit(text[i]) {
			n = 0
		}
		if n == 4 {
			return true
		}
	}
	return false
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isRule tells a line that is drawn: twenty times the same sign or more.
func isRule(text string) bool {
	const shortest = 20
	if len(text) < shortest || !strings.ContainsRune("_*-=", rune(text[0])) {
		return false
	}
	return strings.Trim(text, text[:1]) == ""
}
