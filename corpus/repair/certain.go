package repair

import (
	"strings"
	"unicode"
)

// afterWords are the characters of a continuation that also follow a letter at the end of
// a word: quotation marks, dashes, signs.
const afterWords = "“”„‘’‚«»‹›…–—\u00a0\u0085ªº°²³¹™®©´¨·"

// isCertain tells whether nobody writes the sequence that is r: a lead, its continuation,
// and the characters around them.
func isCertain(lead byte, continuation []rune, r, prev, next rune) bool {
	if !plausible(lead, r) && !isCombining(r) {
		return false
	}
	for _, c := range continuation {
		if c < 0xA0 && c != '\u0085' {
			return true // a control character that ends no line
		}
	}
	first := continuation[0]
	switch {
	case lead == 0xC2:
		return isCertainSign(first, prev, next)
	case lead == 0xC3, lead == 0xC4, lead == 0xC5:
		// A letter "Ã" or "Ä" that is written is the last of a word in capitals.
		return !strings.ContainsRune(afterWords, first) || unicode.IsLower(prev) || !unicode.IsLetter(prev) && unicode.IsLetter(next)
	case lead == 0xCC:
		return prev < 0x80 && (unicode.IsLower(prev) || unicode.IsUpper(prev) && !strings.ContainsRune(afterWords, first))
	case lead == 0xE2:
		return first == '€' || !strings.ContainsRune(afterWords, first) || !strings.ContainsRune(afterWords, continuation[1])
	}
	return lead >= 0xEF
}

// isCertainSign tells whether "Â" before c is the lead of a sign or a no-break space.
func isCertainSign(c, prev, next rune) bool {
	if unicode.IsLower(prev) || isASCIIDigit(prev) {
		return true
	}
	if strings.ContainsRune("“”„‘’‚«»‹›…–—\u00a0ªº´¨·¯¸", c) {
		return strings.ContainsRune(".,;:!?)", prev) || !unicode.IsLetter(prev) && unicode.IsLetter(next)
	}
	return c >= 0xA0 && c <= 0xBF // another one is the byte of a control character
}

// plausible tells whether a sequence with this lead can be repaired to r without a run.
func plausible(lead byte, r rune) bool {
	switch {
	case r < 0:
		return true
	case lead <= 0xC5:
		return true // up to U+017F
	case lead == 0xE2:
		return r != '\u2028' && r != '\u2029'
	case lead == 0xEF:
		return r == '\uFEFF' || r == '\uFFFD' || r == '\uFE0F' || r >= 0xFB00 && r <= 0xFB06
	case lead == 0xF0:
		return r >= 0x1F000 && r <= 0x1FAFF
	}
	return false
}

// isCombining tells whether r is a mark that German and its neighbours put above or below
// letters.
func isCombining(r rune) bool {
	return r >= 0x300 && r <= 0x30C || r == 0x327 || r == 0x328
}

// Least lengths of runs: sequences of one script without anything between them.
const (
	minShortRun = 3 // of two characters each
	minLongRun  = 2 // of three and more
)

// scripts are those that sequences in runs may be of; those of one row are written together.
var scripts = [][]*unicode.RangeTable{
	{unicode.Greek}, {unicode.Cyrillic}, {unicode.Hebrew}, {unicode.Arabic}, {unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul},
	{unicode.Thai}, {unicode.Devanagari}, {unicode.Georgian}, {unicode.Armenian},
}

// settle makes runs certain: three Cyrillic letters in a row are nothing that looks like
// them. Then so are all letters of these scripts in the text.
func settle(found []sequence) {
	var certain [32]bool // by script
	for i := 0; i < len(found); {
		script := scriptOf(found[i].r)
		end := i + 1
		for script > 0 && end < len(found) && found[end].start == found[end-1].end && scriptOf(found[end].r) == script {
			end++
		}
		if n := end - i; n >= minShortRun || n >= minLongRun && found[i].lead >= 0xE0 {
			certain[script] = true
		}
		i = end
	}
	for i := range found {
		if script := scriptOf(found[i].r); script > 0 && certain[script] {
			found[i].certain = true
		}
	}
}

// scriptOf gives the row of a letter in scripts, counted from 1; 0 where it is in none.
func scriptOf(r rune) int {
	if r < 0x370 || r >= 0x2000 && r < 0x2E80 {
		return 0
	}
	for i, tables := range scripts {
		if unicode.In(r, tables...) {
			return i + 1
		}
	}
	return 0
}
