package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// minRunIn is the least number of bytes of a title that may be cut from the beginning of
// a longer line: a short one could be the subject of the first sentence.
const minRunIn = 12

// repeats tells whether a folded text begins with the title.
func repeats(text, title string) bool {
	if title == "" || text == "" {
		return false
	}
	first, _, _ := strings.Cut(text, "\n")
	return first != text && sameTitle(first, title) || runIn(first, title) > 0
}

// dropTitle drops the lines at the beginning that say the title again, and cuts it where
// the first line runs on after it. It leaves a text that says nothing but its title.
func dropTitle(lines []line, title string) {
	if title == "" {
		return
	}
	last := lastContent(lines)
	for i := range lines {
		l := &lines[i]
		if l.dropped || l.kind == signature {
			continue
		}
		if sameTitle(l.text, title) || endsTrail(l.text, title) {
			if i >= last {
				return
			}
			l.dropped = true
			continue
		}
		for n := runIn(l.text, title); n > 0; n = runIn(l.text, title) {
			l.text, l.cut = l.text[n:], true
			l.kind = content
		}
		return
	}
}

// lastContent gives the index of the last line that no rule takes, -1 where there is none.
func lastContent(lines []line) int {
	for i := len(lines) - 1; i >= 0; i-- {
		if lines[i].kind == content {
			return i
		}
	}
	return -1
}

// hasContent tells whether a line is left that no rule takes.
func hasContent(lines []line) bool { return lastContent(lines) >= 0 }

// sameTitle compares a line with the title, without regard to case, white space,
// punctuation and marks at the ends.
func sameTitle(line, title string) bool {
	if len(line) > 2*len(title)+8 || len(title) > 2*len(line)+8 {
		return false
	}
	return line == title || strings.EqualFold(strings.TrimFunc(line, decoration), strings.TrimFunc(title, decoration))
}

// runIn gives the number of bytes at the beginning of a line that are the title and the
// stop or dash after it; 0 where the line does not begin so or nothing follows.
func runIn(line, title string) int {
	if len(title) < minRunIn || len(line) <= len(title) || !strings.HasPrefix(line, title) {
		return 0
	}
	rest := line[len(title):]
	last, _ := utf8.DecodeLastRuneInString(title)
	for _, stop := range [...]string{". ", ": ", " – ", " - ", " — ", " | "} {
		if after, ok := strings.CutPrefix(rest, stop); ok {
			return begun(line, after)
		}
	}
	if after, ok := strings.CutPrefix(rest, " "); ok && strings.ContainsRune(".!?…\"“”", last) {
		return begun(line, after)
	}
	return 0
}

// begun gives the offset of after in line if it begins as a sentence does.
func begun(line, after string) int {
	first, _ := utf8.DecodeRuneInString(after)
	if unicode.IsUpper(first) || unicode.IsDigit(first) || strings.ContainsRune("\"„“«»'‚‘(", first) {
		return len(line) - len(after)
	}
	return 0
}
