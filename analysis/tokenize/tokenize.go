// Package tokenize cuts text into words and gives each word the form under which it
// is counted.
//
// Glossary.
//
//   - token: a word, number or mixture of both as it stands in the text, with its
//     half-open byte offsets.
//   - surface form: the text of a token, as people wrote it.
//   - term: the form under which surface forms are counted together: lower case,
//     without a possessive ending.
//   - stem: a shorter form that inflected forms share; used to match and to avoid
//     showing the same word twice, not to build the semantic space.
//   - stop word: a word that says nothing of the subject of a text.
package tokenize

import (
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

// Kind tells what a token consists of.
type Kind uint8

// Kinds of tokens.
const (
	Word   Kind = iota // letters: "Kanzlerin", "don't", "KI-Chips"
	Number             // digits, no letters: "2026", "3.14", "1990-95"
	Mixed              // letters and digits: "GPT-4", "3-nm-Prozess"
)

// Token is a piece of a text, at its bytes [Start, End).
type Token struct {
	Start, End int32
	Kind       Kind
}

// Text returns the surface form.
func (t Token) Text(text string) string { return text[t.Start:t.End] }

// maxToken is the largest number of bytes of a token. The longest words of any language
// have a fifth of it; beyond it stand encoded files, keys and floods of one letter.
const maxToken = 1024

// Append appends the tokens of text to dst, in order. Boundaries are those of Unicode
// Standard Annex 29 (Unicode Text Segmentation, section 4), except that parts joined by
// a hyphen make one token of up to 1,024 bytes, and that underscores at either end are
// left out. White space and punctuation make none, and neither does what is longer.
func Append(dst []Token, text string) []Token {
	segments := words.FromString(text)
	joinable := false // the last token ends just before a hyphen that ends at segment.Start
	for segments.Next() {
		start, value := segments.Start(), segments.Value()
		kind, ok := kindOf(value)
		if ok && len(value) > maxToken {
			joinable = false
			continue
		}
		if !ok {
			joinable = isHyphen(value) && len(dst) > 0 && int(dst[len(dst)-1].End) == start
			continue
		}
		end := start + len(value)
		start, end = trim(text, start, end)
		if last := len(dst) - 1; joinable && end-int(dst[last].Start) <= maxToken {
			last := &dst[last]
			last.End = int32(end)
			last.Kind = join(last.Kind, kind)
			joinable = false
			continue
		}
		dst = append(dst, Token{int32(start), int32(end), kind})
	}
	return dst
}

// trim leaves out underscores at both ends.
func trim(text string, start, end int) (int, int) {
	for start < end && text[start] == '_' {
		start++
	}
	for end > start && text[end-1] == '_' {
		end--
	}
	return start, end
}

// kindOf tells what a segment consists of; ok is false where it has neither letter nor
// digit.
func kindOf(segment string) (kind Kind, ok bool) {
	letters, digits := false, false
	for i := 0; i < len(segment); {
		c := segment[i]
		if c < utf8.RuneSelf {
			switch {
			case 'a' <= c|0x20 && c|0x20 <= 'z':
				letters = true
			case '0' <= c && c <= '9':
				digits = true
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(segment[i:])
		letters = letters || unicode.IsLetter(r)
		digits = digits || unicode.IsDigit(r)
		i += size
	}
	switch {
	case letters && digits:
		return Mixed, true
	case digits:
		return Number, true
	default:
		return Word, letters
	}
}

func join(a, b Kind) Kind {
	if a == b {
		return a
	}
	return Mixed
}

// isHyphen tells whether a segment is a hyphen-minus, a hyphen or a non-breaking hyphen.
func isHyphen(segment string) bool {
	return segment == "-" || segment == "‐" || segment == "‑"
}
