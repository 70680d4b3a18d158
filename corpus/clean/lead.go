package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// ellipsis ends a lead that was cut.
const ellipsis = "…"

// Lead gives the beginning of a cleaned text for people to read: its first paragraph,
// and the following ones as long as no more than half of max characters are filled.
// Line breaks become blanks. What is longer than max code points is cut at the end of
// a word and ends with an ellipsis; a first word longer than max is cut within.
func Lead(text string, max int) string {
	if max <= 0 {
		return ""
	}
	var b strings.Builder
	n := 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if n > 0 {
			b.WriteByte(' ')
			n++
		}
		b.WriteString(line)
		n += utf8.RuneCountInString(line)
		if n > max/2 {
			break
		}
	}
	if n <= max {
		return b.String()
	}
	return cutAtWord(b.String(), max)
}

// cutAtWord cuts s, which is longer than max characters, at the end of a word, so that
// it has at most max characters with the ellipsis.
func cutAtWord(s string, max int) string {
	end, count, word := 0, 0, 0
	for i, r := range s {
		if unicode.IsSpace(r) {
			word = i
		}
		if count == max-1 {
			end = i
			break
		}
		count++
	}
	if r, _ := utf8.DecodeRuneInString(s[end:]); !unicode.IsSpace(r) && word > 0 {
		end = word
	}
	return strings.TrimRightFunc(s[:end], func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(",;:-–—(„“\"'", r)
	}) + ellipsis
}
