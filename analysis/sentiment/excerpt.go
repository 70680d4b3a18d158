package sentiment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// excerptLimit is the length of a sentence, in characters, that a mention quotes.
const excerptLimit = 300

// excerpt is the sentence text[start:end], bytes, for people to read: with the marks that
// touch its words, without line breaks, and where it is longer than excerptLimit
// characters, with an ellipsis for what is cut off around the byte at of text, of which a
// third stays before and two thirds after.
func excerpt(text string, start, end, at int) string {
	start, end = withMarks(text, start, end)
	if utf8.RuneCountInString(text[start:end]) <= excerptLimit {
		return strings.Join(strings.Fields(text[start:end]), " ")
	}
	characters := []rune(text[start:end])
	from := max(0, utf8.RuneCountInString(text[start:at])-excerptLimit/3)
	to := min(len(characters), from+excerptLimit-2)
	from = max(0, to-excerptLimit+2)
	out := strings.Join(strings.Fields(string(characters[from:to])), " ")
	if from > 0 {
		out = "…" + out
	}
	if to < len(characters) {
		out += "…"
	}
	return out
}

// withMarks widens a range by the punctuation that touches it, such as quotation marks.
func withMarks(text string, start, end int) (int, int) {
	mark := func(r rune) bool { return unicode.IsPunct(r) }
	start = len(strings.TrimRightFunc(text[:start], mark))
	end = len(text) - len(strings.TrimLeftFunc(text[end:], mark))
	return start, end
}
