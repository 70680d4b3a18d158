package input

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// Classes of a byte when looking for what Text has to change.
const (
	byteKept  = iota
	byteOdd   // a control character
	byteMulti // begins or continues a character beyond ASCII
)

var byteClass = func() (class [256]uint8) {
	for b := range class {
		switch {
		case b >= utf8.RuneSelf:
			class[b] = byteMulti
		case b == '\n' || b == '\t' || b >= ' ' && b != 0x7f:
			class[b] = byteKept
		default:
			class[b] = byteOdd
		}
	}
	return class
}()

// Text gives b as valid UTF-8 in normalisation form C with "\n" for every line
// end, without control characters, byte order marks and noncharacters. A byte that is
// not UTF-8 is read as windows-1252: in files that mix the two this restores both. So is a
// control character of U+0080 to U+009F behind another character beyond ASCII, as the HTML
// standard does: UTF-8 that was read as ISO 8859-1 holds such characters, and can still be
// repaired (corpus/repair).
func Text(b []byte) string {
	if isText(b) {
		return string(b)
	}
	return norm.NFC.String(rewrite(b))
}

// isText reports whether Text would return b as it is. Text in ASCII costs one
// look at each byte.
func isText(b []byte) bool {
	var seen uint8
	for _, c := range b {
		seen |= byteClass[c]
	}
	if seen&byteOdd != 0 {
		return false
	}
	if seen == byteKept {
		return true
	}
	if !utf8.Valid(b) {
		return false
	}
	odd, stable := surveyMulti(b)
	return !odd && (stable || norm.NFC.IsNormal(b))
}

// surveyMulti looks at the characters beyond ASCII in b, which is valid UTF-8: odd tells
// that there are some that Text may have to change, stable that all are of ranges in
// which nothing has to be normalised. The ranges are those of Western European and
// Cyrillic text; outside them the tables of the norm package decide.
func surveyMulti(b []byte) (odd, stable bool) {
	stable = true
	for i := 0; i < len(b); i++ {
		switch lead := b[i]; {
		case lead < 0xC2: // ASCII, and the rest of a character
		case lead == 0xC2: // U+0080 to U+009F are control characters
			odd = odd || b[i+1] < 0xA0
		case lead <= 0xCB: // up to U+02FF
		case lead == 0xD0, lead == 0xD1: // U+0400 to U+047F
		case lead == 0xE2 && b[i+1] == 0x80: // U+2000 and U+2001 have other forms
			odd = odd || b[i+2]|1 == 0xA9 // U+2028, U+2029
			stable = stable && b[i+2] > 0x81
		case lead == 0xE2 && b[i+1] == 0x82: // U+2080 to U+20BF
		case lead == 0xEF: // U+FEFF, U+FDD0 to U+FDEF, U+FFFE, U+FFFF
			odd = odd || b[i+1] == 0xBB || b[i+1] == 0xB7 || b[i+1] == 0xBF
			stable = false
		default:
			// U+1FFFE and its like in the other planes
			odd = odd || lead >= 0xF0 && b[i+1]&0x0F == 0x0F && b[i+2] == 0xBF
			stable = false
		}
	}
	return odd, stable
}

// rewrite is Text without the normalisation.
func rewrite(b []byte) string {
	var out strings.Builder
	out.Grow(len(b))
	before := rune(0)
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 {
			r = charmap.Windows1252.DecodeByte(b[i])
		} else if r >= 0x80 && r < 0xA0 && before >= utf8.RuneSelf {
			read := charmap.Windows1252.DecodeByte(byte(r))
			if read == utf8.RuneError {
				read = r // windows-1252 has none
				out.WriteRune(r)
			}
			r = read
		}
		i, before = i+size, r
		switch {
		case r == '\r':
			if i < len(b) && b[i] == '\n' {
				i++
			}
			out.WriteByte('\n')
		case r == '\f' || r == '\v' || r == '\u0085' || r == '\u2028' || r == '\u2029':
			out.WriteByte('\n')
		case r == '\n' || r == '\t':
			out.WriteRune(r)
		case unicode.IsControl(r) || r == '\uFEFF' || isNoncharacter(r):
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

// isNoncharacter reports whether Unicode reserves r for ever (The Unicode Standard,
// section 23.7).
func isNoncharacter(r rune) bool {
	return r >= 0xFDD0 && r <= 0xFDEF || r&0xFFFE == 0xFFFE
}

// Line gives what Text gave for what belongs on one line: runs of white space become one
// space.
func Line(s string) string {
	if isLine(s) {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// isLine reports whether Line would surely return s as it is.
func isLine(s string) bool {
	gap := true // a space here would be one too many
	for i := range len(s) {
		switch c := s[i]; {
		case c == ' ' && gap, c < ' ':
			return false
		case c == 0xC2 || c >= 0xE1 && c <= 0xE3: // characters that may be white space begin so
			return false
		case c == ' ':
			gap = true
		default:
			gap = false
		}
	}
	return !gap || s == ""
}
