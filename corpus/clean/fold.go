package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// gap parts two blocks of a folded text: lines that an empty line divides.
const gap = "\n\n"

// fold folds every run of blanks into one, cuts blanks at the ends of lines, folds runs
// of empty lines into one, turns every kind of line break into "\n", and removes control
// and invisible characters and soft hyphens. Hyphens at line breaks stay: whether they
// belong to a word is known to the tokeniser alone. Text that needs none of this comes
// back as it is, without a copy.
func fold(s string) string {
	n := folded(s)
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
		found.text = gap
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
		case plainByte:
			i++
		case blankByte:
			if i+1 == len(s) || byteClass[s[i+1]] != plainByte {
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

// folded gives the length of a prefix of s that is folded, the whole length only where
// all of s is.
func folded(s string) int {
	blankBefore, breaks := true, 2 // a text begins with neither
	for i := 0; i < len(s); i++ {
		switch byteClass[s[i]] {
		case plainByte:
			blankBefore, breaks = false, 0
		case blankByte:
			if blankBefore {
				return i
			}
			blankBefore = true
		case breakByte:
			if blankBefore && breaks == 0 || breaks > 1 {
				return i
			}
			blankBefore = true
			breaks++
		case leadByte:
			r, _ := utf8.DecodeRuneInString(s[i:])
			if class(r) != visible {
				return i
			}
			blankBefore, breaks = false, 0
		default:
			return i
		}
	}
	if blankBefore && len(s) > 0 {
		return len(s) - 1
	}
	return len(s)
}

// Classes of bytes: as they are, blank, line break, start of a character that may need
// folding, and control.
const (
	plainByte = iota
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
