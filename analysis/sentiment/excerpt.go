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
	start, end = around(text, start, end, at, excerptLimit)
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

// around widens a range by the punctuation that touches it, such as quotation marks, and
// leaves of it no more than limit+1 characters on either side of the byte at: a long
// sentence may mention a name in every word.
func around(text string, start, end, at, limit int) (from, to int) {
	from, to = at, at
	for n := 0; n <= limit && from > 0; n++ {
		r, size := utf8.DecodeLastRuneInString(text[:from])
		if from <= start && !unicode.IsPunct(r) {
			break
		}
		from -= size
	}
	for n := 0; n <= limit && to < len(text); n++ {
		r, size := utf8.DecodeRuneInString(text[to:])
		if to >= end && !unicode.IsPunct(r) {
			break
		}
		to += size
	}
	return from, to
}
