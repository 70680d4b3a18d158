// Package fold folds white space and takes out what is invisible: any text in valid UTF-8
// and normalisation form C comes in, one with single blanks and line breaks goes out.
//
// Glossary.
//
//   - folded: said of a text without control characters but the line break, two blanks in
//     a row, a blank at the ends of a line, an empty line at its ends or two of them in a
//     row, soft hyphens, and the invisible characters that steer direction.
//   - block: lines that an empty line parts from others.
package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Gap parts two blocks of a folded text.
const Gap = "\n\n"

// Text folds every run of blanks into one, cuts blanks at the ends of lines, folds runs
// of empty lines into one, turns every kind of line break into "\n", and removes control
// and invisible characters and soft hyphens. Hyphens at line breaks stay: whether they
// belong to a word is known to the tokeniser alone. Text that needs none of this comes
// back as it is, without a copy.
func Text(s string) string {
	n := Scan(s).Folded
	if n == len(s) {
		return s
	}
	n = len(strings.TrimRight(s[:n], " \n"))
	var b strings.Builder
	b.Grow(len(s))
	b.WriteString(s[:n])
	removed := false
	for n < len(s) {
		between, next := separator(s, n, b.Len() > 0)
		removed = removed || between.removed
		if next == len(s) {
			break
		}
		end := next + visibleSpan(s[next:])
		if b.Len() > 0 {
			b.WriteString(between.text)
		}
		b.WriteString(s[next:end])
		n = end
	}
	if !removed {
		return b.String()
	}
	// What was parted by an invisible character may compose now.
	return norm.NFC.String(b.String())
}

// separation is what stands between two visible characters.
type separation struct {
	text    string // "", a blank, a line break or a gap
	removed bool   // an invisible character stood there
}

// separator reads from s[i:] what is not visible and gives the index after it. After
// tells whether a visible character stands before s[i].
func separator(s string, i int, after bool) (found separation, next int) {
	blanks, breaks := false, 0
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		c := class(r)
		if c == joiner {
			c = invisible
			if after && !blanks && breaks == 0 && joins(s[:i]) {
				c = visible
			}
		}
		switch c {
		case invisible:
			found.removed = true
		case blank:
			blanks = true
		case lineBreak:
			// A carriage return before a line feed is one break with it.
			if r != '\r' || !strings.HasPrefix(s[i+1:], "\n") {
				breaks++
			}
		}
		if c == visible {
			break
		}
		i += size
	}
	switch {
	case breaks > 1:
		found.text = Gap
	case breaks == 1:
		found.text = "\n"
	case blanks:
		found.text = " "
	}
	return found, i
}

// joins tells whether a joiner after s is part of the spelling: in Arabic and Indic
// scripts, and in pictographs.
func joins(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r >= 0x600 && class(r) == visible
}

// visibleSpan gives the length of the beginning of s, which begins with a visible
// character or a joiner, up to the next character that may have to change.
func visibleSpan(s string) int {
	_, i := utf8.DecodeRuneInString(s)
	for i < len(s) {
		switch byteClass[s[i]] {
		case plainByte, latinByte:
			i++
		case blankByte:
			if i+1 == len(s) || byteClass[s[i+1]] > latinByte {
				return i
			}
			i++
		case leadByte:
			r, size := utf8.DecodeRuneInString(s[i:])
			if class(r) != visible {
				return i
			}
			i += size
		default:
			return i
		}
	}
	return i
}

// LongToken is the least number of bytes without white space that Scan takes notice of:
// no word of German or English is as long.
const LongToken = 60

// Scanned is what one look at all bytes of a text tells.
type Scanned struct {
	// Folded is the length of a prefix that is folded, the whole length only where all of
	// the text is.
	Folded int
	// Long tells that a token of that prefix is at least LongToken bytes long.
	Long bool
	// Damaged tells that a character of U+00C0 to U+00FF stands in that prefix before
	// another one beyond ASCII or, if it is one of U+00C0 to U+00C3, before anything:
	// repair.Text changes no other text.
	Damaged bool
}

// Scan looks at a text up to the first byte that is not folded.
func Scan(s string) (found Scanned) {
	blankBefore, breaks := true, 2 // a text begins with neither
	last := -1                     // white space before s[i]
	for i := 0; i < len(s); i++ {
		switch byteClass[s[i]] {
		case plainByte:
			blankBefore, breaks = false, 0
		case blankByte:
			if blankBefore {
				found.Folded = i
				return found
			}
			blankBefore = true
			if i-last > LongToken {
				found.Long = true
			}
			last = i
		case breakByte:
			if blankBefore && breaks == 0 || breaks > 1 {
				found.Folded = i
				return found
			}
			blankBefore = true
			breaks++
			found.Long = found.Long || i-last > LongToken
			last = i
		case latinByte:
			if i+2 < len(s) && (s[i+2] >= utf8.RuneSelf || s[i+1] <= 0x83) {
				found.Damaged = true
			}
			blankBefore, breaks = false, 0
		case leadByte:
			if r, _ := utf8.DecodeRuneInString(s[i:]); class(r) != visible {
				found.Folded = i
				return found
			}
			blankBefore, breaks = false, 0
		default:
			found.Folded = i
			return found
		}
	}
	found.Long = found.Long || len(s)-last > LongToken
	found.Folded = len(s)
	if blankBefore && len(s) > 0 {
		found.Folded--
	}
	return found
}

// Classes of bytes: as they are, start of a character of U+00C0 to U+00FF, blank, line
// break, start of a character that may need folding, and control.
const (
	plainByte = iota
	latinByte
	blankByte
	breakByte
	leadByte
	controlByte
)

var byteClass = func() (t [256]uint8) {
	for b := range t {
		switch {
		case b == ' ':
			t[b] = blankByte
		case b == '\n':
			t[b] = breakByte
		case b < ' ' || b == 0x7f:
			t[b] = controlByte
		case b == 0xc3:
			t[b] = latinByte
		case b == 0xc2 || b >= 0xe1 && b <= 0xe3 || b == 0xef:
			t[b] = leadByte // U+0080..00BF, U+1000..3FFF, U+F000..FFFF
		}
	}
	return t
}()

// Classes of characters.
const (
	visible = iota
	invisible
	joiner // invisible, and part of the spelling in some scripts
	blank
	lineBreak
)

// class tells what becomes of a character.
func class(r rune) int {
	switch {
	case r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' || r == '\u2029':
		return lineBreak
	case r == '\u200c' || r == '\u200d':
		return joiner
	case r == '\u00ad', r == '\u200b', r >= '\u200e' && r <= '\u200f', r >= '\u202a' && r <= '\u202e',
		r >= '\u2060' && r <= '\u206f', r == '\ufeff', r == '\u061c':
		return invisible
	case unicode.IsSpace(r) || unicode.IsControl(r):
		return blank
	}
	return visible
}

// Line folds all white space, line breaks too, and removes what is invisible.
func Line(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(Text(s), Gap, " "), "\n", " ")
}
