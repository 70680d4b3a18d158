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
	"strings"
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

// Text is a text with what was found out about it once for all who read it. Its room may be
// reused.
type Text struct {
	Text   string
	Tokens []Token
	// Forms are the numbers of the surface forms of the tokens, by the Index of those who
	// read the text.
	Forms []int32
}

// Set makes it the given text, with numbers of an index.
func (t *Text) Set(text string, surfaces *Index) {
	t.Text, t.Tokens = text, Append(t.Tokens[:0], text)
	t.Forms = surfaces.AppendNumbers(t.Forms[:0], text, t.Tokens)
}

// maxToken is the largest number of bytes of a token. The longest words of any language
// have a fifth of it; beyond it stand encoded files, keys and floods of one letter.
const maxToken = 1024

// Append appends the tokens of text to dst, in order. Boundaries are those of Unicode
// Standard Annex 29 (Unicode Text Segmentation, section 4), except that parts joined by
// a hyphen make one token of up to 1,024 bytes, and that underscores at either end are
// left out. White space and punctuation make none, and neither does what is longer.
func Append(dst []Token, text string) []Token {
	var segments *words.Iterator[string]
	joinable := false // the last token ends just before a hyphen that ends at start
	for start := 0; start < len(text); {
		n, kind, ok := plainSegment(text[start:])
		if n == 0 {
			if segments == nil {
				segments = words.FromString("")
			}
			segments.SetText(text[start:]) // no rule looks behind a boundary
			segments.Next()
			n = segments.End()
			kind, ok = kindOf(text[start : start+n])
		}
		end := start + n
		switch {
		case !ok:
			joinable = isHyphen(text[start:end]) && len(dst) > 0 && int(dst[len(dst)-1].End) == start
		case n > maxToken:
			joinable = false
		default:
			dst = add(dst, text, start, end, kind, joinable)
			joinable = false
		}
		start = end
	}
	return dst
}

// add appends a segment as a token, or joins it to the last one.
func add(dst []Token, text string, start, end int, kind Kind, joinable bool) []Token {
	start, end = trim(text, start, end)
	if last := len(dst) - 1; joinable && end-int(dst[last].Start) <= maxToken {
		dst[last].End = int32(end)
		dst[last].Kind = join(dst[last].Kind, kind)
		return dst
	}
	return append(dst, Token{int32(start), int32(end), kind})
}

// Classes of bytes. The first three are sets of what a segment holds.
const (
	outside   = 0 // ASCII that parts words
	letter    = 1 // ASCII
	digit     = 2 // ASCII
	between   = 4 // ASCII that joins letters or digits on both sides of it
	uncertain = 8 // what only the whole of the rules tells
)

var classes = func() (t [256]uint8) {
	for b := range t {
		switch {
		case b >= utf8.RuneSelf, b == '_':
			t[b] = uncertain
		case 'a' <= b|0x20 && b|0x20 <= 'z':
			t[b] = letter
		case '0' <= b && b <= '9':
			t[b] = digit
		case strings.ContainsRune(".,:;'", rune(b)):
			t[b] = between
		}
	}
	return t
}()

// isLatin tells whether a text begins with a letter of Latin-1 outside ASCII: U+00C0 to U+00FF
// but for the signs of multiplication and division.
func isLatin(text string) bool {
	return text[0] == 0xc3 && len(text) > 1 && text[1]&0xc0 == 0x80 && text[1] != 0x97 && text[1] != 0xb7
}

// kinds are those of segments by what they hold.
var kinds = [...]Kind{letter: Word, digit: Number, letter | digit: Mixed}

// plainSegment gives the length of the segment at the beginning of a text, with what kindOf
// says of it, where a look at its bytes tells it, as it does of nearly all of English and German; 0
// elsewhere. That halves the time of Append.
func plainSegment(text string) (n int, kind Kind, ok bool) {
	held, class := outside, outside
	for ; n < len(text); n++ {
		class = int(classes[text[n]])
		if isLatin(text[n:]) {
			class = letter
			n++
		}
		if class != letter && class != digit {
			break
		}
		held |= class
	}
	switch {
	case held == outside:
		n = blank(text)
		if class == uncertain || n < len(text) && text[n] >= utf8.RuneSelf {
			return 0, 0, false
		}
		return n, 0, false
	case n == len(text), class == outside:
		return n, kinds[held], true
	case class == between && (n+1 == len(text) || classes[text[n+1]]&(letter|digit|uncertain) == 0):
		return n, kinds[held], true
	}
	return 0, 0, false
}

// blank gives the length of the segment of white space, or of the other character, at the
// beginning of a text: spaces stand together, as do the two characters of a line's end.
func blank(text string) int {
	switch {
	case text[0] == ' ':
		return len(text) - len(strings.TrimLeft(text, " "))
	case strings.HasPrefix(text, "\r\n"):
		return 2
	}
	return 1
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
