package boilerplate

import (
	"bytes"
	"unicode/utf8"
)

// bareByte maps an ASCII byte to its lower case, and to 0 where it parts words.
var bareByte = func() (t [utf8.RuneSelf]byte) {
	for b := byte('0'); b <= '9'; b++ {
		t[b] = b
	}
	for b := byte('a'); b <= 'z'; b++ {
		t[b], t[b-'a'+'A'] = b, b
	}
	return t
}()

// appendBare appends the words of s, parted by single blanks, and counts them. Letters
// outside ASCII stay as they are; general punctuation (U+2000 to U+206F) parts words.
func appendBare(dst []byte, s string) (bare []byte, words int, digits bool) {
	gap := true
	for i := 0; i < len(s); i++ {
		b := s[i]
		if b < utf8.RuneSelf {
			b = bareByte[b]
			digits = digits || b-'0' <= 9
		} else if b == 0xe2 && i+2 < len(s) && (s[i+1] == 0x80 || s[i+1] == 0x81 && s[i+2] < 0xb0) {
			b = 0
			i += 2
		}
		if b == 0 {
			gap = true
			continue
		}
		if gap {
			if words > 0 {
				dst = append(dst, ' ')
			}
			words++
			gap = false
		}
		dst = append(dst, b)
	}
	return dst, words, digits
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// dateMask stands for a word of a date. No normalised text holds it.
const dateMask = '#'

// maskDates replaces, in normalised text, the words of dates and times of day by a mark:
// three numbers in the order and size of a date, a number beside the name of a month,
// a year from 1900 to 2099, and numbers before "uhr", "am" and "pm".
func maskDates(bare []byte) (masked []byte, found bool) {
	words := bytes.Split(bare, []byte(" "))
	dated := make([]bool, len(words))
	for i, w := range words {
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
	for i := range words {
		if dated[i] {
			words[i], found = []byte{dateMask}, true
		}
	}
	if !found {
		return bare, false
	}
	return bytes.Join(words, []byte(" ")), true
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
