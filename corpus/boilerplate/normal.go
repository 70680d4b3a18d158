package boilerplate

import (
	"bytes"
	"slices"
	"unicode/utf8"
)

// bareByte maps a byte to its lower case, and to a blank where it parts words.
var bareByte = func() (t [256]byte) {
	for b := range t {
		switch {
		case b >= utf8.RuneSelf, '0' <= b && b <= '9', 'a' <= b && b <= 'z':
			t[b] = byte(b)
		case 'A' <= b && b <= 'Z':
			t[b] = byte(b) - 'A' + 'a'
		default:
			t[b] = ' '
		}
	}
	return t
}()

// appendBare appends the words of s to dst, parted by single blanks, and counts them. Letters
// outside ASCII stay as they are; general punctuation (U+2000 to U+206F) parts words. Where
// words end no processor can foretell, so the loop has no branch that depends on it: that
// halves its time.
func appendBare(dst []byte, s string) (bare []byte, words int, digits bool) {
	start := len(dst)
	dst = slices.Grow(dst, len(s))
	room := dst[start : start+len(s)]
	kept := 0
	last := byte(' ')
	for i := 0; i < len(s); i++ {
		b := s[i]
		if b == 0xe2 && i+2 < len(s) && (s[i+1] == 0x80 || s[i+1] == 0x81 && s[i+2] < 0xb0) {
			b = ' '
			i += 2
		}
		b = bareByte[b]
		room[kept] = b
		digits = digits || b-'0' <= 9
		behind, here := (int(last^' ')+255)>>8, (int(b^' ')+255)>>8 // 0 for blanks
		kept += behind | here
		words += here &^ behind
		last = b
	}
	if kept > 0 && last == ' ' {
		kept--
	}
	return dst[:start+kept], words, digits
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// dateMask stands for a word of a date. No normalised text holds it.
const dateMask = '#'

// dates finds the dates of texts. It keeps its buffers from one to the next.
type dates struct {
	words  [][]byte
	dated  []bool
	masked []byte
}

// mask replaces, in normalised text, the words of dates and times of day by a mark: three
// numbers in the order and size of a date, a number beside the name of a month, a year from
// 1900 to 2099, and numbers before "uhr", "am" and "pm". What it gives is valid until the next
// call.
func (d *dates) mask(bare []byte) (masked []byte, found bool) {
	d.words, d.dated = d.words[:0], d.dated[:0]
	for w := range bytes.SplitSeq(bare, []byte(" ")) {
		d.words, d.dated = append(d.words, w), append(d.dated, false)
	}
	for i := range d.words {
		d.note(i)
	}
	if !slices.Contains(d.dated, true) {
		return bare, false
	}
	d.masked = d.masked[:0]
	for i, w := range d.words {
		if i > 0 {
			d.masked = append(d.masked, ' ')
		}
		if d.dated[i] {
			d.masked = append(d.masked, dateMask)
		} else {
			d.masked = append(d.masked, w...)
		}
	}
	return d.masked, true
}

// note notes the words of a date that begins with word i, or of which it says that they are one.
func (d *dates) note(i int) {
	words, dated := d.words, d.dated
	w := words[i]
	switch {
	case isDate(words[i:]):
		dated[i], dated[i+1], dated[i+2] = true, true, true
	case isYear(w):
		dated[i] = true
	case isMonth(w):
		day := i > 0 && isNumber(words[i-1], 2)
		next := i+1 < len(words) && (isNumber(words[i+1], 2) || isYear(words[i+1]))
		dated[i] = day || next
		if day {
			dated[i-1] = true
		} else if next {
			dated[i+1] = true
		}
	case isClock(w):
		for j := i - 1; j >= max(0, i-2) && isNumber(words[j], 2); j-- {
			dated[j] = true
		}
	}
}

// isDate tells whether words begin with day, month and year, or year, month and day.
func isDate(words [][]byte) bool {
	if len(words) < 3 || !isNumber(words[1], 2) {
		return false
	}
	first, last := words[0], words[2]
	return isNumber(first, 2) && (isYear(last) || len(last) == 2 && isNumber(last, 2)) || isYear(first) && isNumber(last, 2)
}

func isYear(w []byte) bool {
	return len(w) == 4 && isNumber(w, 4) && (w[0] == '1' && w[1] == '9' || w[0] == '2' && w[1] == '0')
}

// isNumber tells whether a word is a number of at most so many figures.
func isNumber(w []byte, figures int) bool {
	if len(w) == 0 || len(w) > figures {
		return false
	}
	for _, b := range w {
		if !isDigit(b) {
			return false
		}
	}
	return true
}

func isClock(w []byte) bool {
	switch string(w) {
	case "uhr", "am", "pm":
		return true
	}
	return false
}

// isMonth tells whether a word is the name of a month or its abbreviation, in German or
// English.
func isMonth(w []byte) bool {
	switch string(w) {
	case "january", "jan", "januar", "jänner", "february", "feb", "februar", "march", "mar", "märz", "mär", "april", "apr",
		"may", "mai", "june", "jun", "juni", "july", "jul", "juli", "august", "aug", "september", "sep", "sept",
		"october", "oct", "oktober", "okt", "november", "nov", "december", "dec", "dezember", "dez":
		return true
	}
	return false
}
