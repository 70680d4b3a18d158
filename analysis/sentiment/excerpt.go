package sentiment

import (
	"strings"
	"unicode/utf8"
)

// excerptLimit is the length of a sentence, in characters, that a mention quotes.
const excerptLimit = 300

// excerpt is a sentence for people to read: without line breaks, and where it is longer
// than excerptLimit characters, with an ellipsis for what is cut off around the byte at,
// of which a third stays before and two thirds after.
func excerpt(sentence string, at int) string {
	if n := utf8.RuneCountInString(sentence); n <= excerptLimit {
		return strings.Join(strings.Fields(sentence), " ")
	}
	characters := []rune(sentence)
	start := max(0, utf8.RuneCountInString(sentence[:at])-excerptLimit/3)
	end := min(len(characters), start+excerptLimit-2)
	start = max(0, end-excerptLimit+2)
	out := strings.Join(strings.Fields(string(characters[start:end])), " ")
	if start > 0 {
		out = "…" + out
	}
	if end < len(characters) {
		out += "…"
	}
	return out
}
