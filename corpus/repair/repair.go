// Package repair mends what has been done to a text on its way: UTF-8 that was read as
// windows-1252 or ISO 8859-1 ("BrÃ¼cke", "donâ€™t"), once or several times over, comes
// back as it was written; encoded data in running text goes; what was said twice is said
// once. Any valid UTF-8 comes in, valid UTF-8 in normalisation form C goes out.
//
// Glossary.
//
//   - sequence: characters that are one character of UTF-8 if each of them is taken for
//     its byte in windows-1252, or in ISO 8859-1 where 1252 has none: "Ã¼" is C3 BC, "ü".
//   - lead: the first character of a sequence, U+00C2 to U+00F4; those after it are its
//     continuation.
//   - certain: said of a sequence that nobody writes: "Ã¼" is certain, "ß“" is the end of
//     a quotation.
//   - evidence: a certain sequence in a text, or in another text of the same article.
//   - mixed: said of a text that also holds characters beyond ASCII which are no part of a
//     sequence. Only some of its words are damaged.
//
// Certain sequences are repaired wherever they are. Others are repaired on evidence, in
// texts that are not mixed, and only to Latin letters, punctuation and signs.
//
// That a sequence is judged by what stands around it is after ftfy (Speer 2019,
// doi:10.5281/zenodo.2591652).
package repair

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// maxRounds bounds how often a text can have been misread. Where more would be found, the
// text is none of the kind and stays as it is.
const maxRounds = 4

// Text repairs s and tells whether it changed anything. evident says that there is
// evidence in another text of the same article. Most texts cost one search for a byte.
func Text(s string, evident bool) (repaired string, changed bool) {
	if !suspect(s) {
		return s, false
	}
	repaired = s
	for range maxRounds {
		next, again := once(repaired, evident)
		if !again {
			return repaired, changed
		}
		repaired, changed, evident = norm.NFC.String(next), true, false
	}
	return s, false
}

// suspect tells whether a lead stands before a character beyond ASCII, or a letter "Â" or
// "Ã" before a blank.
func suspect(s string) bool {
	for {
		i := strings.IndexByte(s, 0xC3) // U+00C0 to U+00FF begin so
		if i < 0 || i+2 >= len(s) {
			return false
		}
		if lead, next := s[i+1], s[i+2]; lead >= 0x82 && lead <= 0xB4 && (next >= utf8.RuneSelf || lead <= 0x83) {
			return true
		}
		s = s[i+2:]
	}
}

// once undoes one misreading.
func once(s string, evident bool) (out string, changed bool) {
	found, certain, mixed := sequences(s)
	evident = evident || certain
	german := isGerman(found)
	var b strings.Builder
	end := 0
	for i := range found {
		q := &found[i]
		if !q.certain && (!evident || mixed) {
			continue
		}
		written, ok := q.written(german)
		if !ok {
			continue
		}
		b.WriteString(s[end:q.start])
		b.WriteString(written)
		end = q.end
	}
	if end == 0 {
		return s, false
	}
	b.WriteString(s[end:])
	return b.String(), true
}

// sequence is a piece of a text that is damaged or looks so.
type sequence struct {
	start, end int
	lead       byte
	r          rune // what it is in UTF-8, or one of those below
	certain    bool
}

// What sequences are whose continuation was lost on the way.
const (
	lostQuote = -1 - iota // "â€" without U+009D, or with U+FFFD in its place
	lostHyphen
	lostDash  // "â€" before a straight quotation mark that was a curved one
	lostSharp // "Ã" without U+009F
	lostGrave // "Ã" whose no-break space became a blank
	lostBlank // "Â" whose no-break space became a blank
)

// written gives what the author wrote.
func (q *sequence) written(german bool) (string, bool) {
	switch q.r {
	case lostQuote:
		return "”", true
	case lostHyphen:
		return "‐", true
	case lostDash:
		return "–", true
	case lostSharp:
		return "ß", german
	case lostGrave:
		return "à", !german
	case lostBlank:
		return "", true
	}
	if q.r < 0xA0 { // windows-1252 that had been read as ISO 8859-1 before
		if r := charmap.Windows1252.DecodeByte(byte(q.r)); r != utf8.RuneError {
			return string(r), true
		}
	}
	return string(q.r), true
}

// isGerman tells whether what was found has umlauts and no letters of French.
func isGerman(found []sequence) bool {
	german := false
	for i := range found {
		switch found[i].r {
		case 'ä', 'ö', 'ü', 'Ä', 'Ö', 'Ü', 'ß':
			german = true
		case 'é', 'è', 'ê', 'ç', 'à':
			return false
		}
	}
	return german
}

// byteOf gives the byte of windows-1252 that a character from U+0080 on is, or that of
// ISO 8859-1 where 1252 has none.
func byteOf(r rune) (byte, bool) {
	if r >= 0x80 && r <= 0xFF {
		return byte(r), true
	}
	return charmap.Windows1252.EncodeRune(r)
}

// sequences gives all sequences of a text in their order that may be repaired, and tells
// whether one is certain and whether the text is mixed.
func sequences(s string) (found []sequence, certain, mixed bool) {
	prev := rune(' ') // before s[i], as it was written
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r < utf8.RuneSelf {
			prev, i = r, i+size
			continue
		}
		q, ok := sequenceAt(s, i, r, size, prev)
		if !ok {
			mixed = true
			prev, i = r, i+size
			continue
		}
		prev, i = q.r, q.end
		found = append(found, q)
	}
	settle(found)
	kept := found[:0]
	for _, q := range found {
		switch {
		case q.certain, plausible(q.lead, q.r):
			certain = certain || q.certain
			kept = append(kept, q)
		default:
			mixed = true
		}
	}
	return kept, certain, mixed
}

// sequenceAt reads the sequence with which s[i:] begins, its first character r.
func sequenceAt(s string, i int, r rune, size int, prev rune) (q sequence, ok bool) {
	if r < 0xC2 || r > 0xF4 {
		return q, false
	}
	q = sequence{start: i, end: i + size, lead: byte(r)}
	buf := [utf8.UTFMax]byte{byte(r)}
	want := 2
	if r >= 0xE0 {
		want = 3
	}
	if r >= 0xF0 {
		want = 4
	}
	var rest [3]rune
	for k := 1; k < want; k++ {
		c, n := utf8.DecodeRuneInString(s[q.end:])
		b, ok := byteOf(c)
		if c < utf8.RuneSelf || !ok || b >= 0xC0 {
			return lost(s, i, size, prev)
		}
		buf[k], rest[k-1] = b, c
		q.end += n
	}
	decoded, n := utf8.DecodeRune(buf[:want])
	if n != want {
		return lost(s, i, size, prev)
	}
	q.r = decoded
	next, _ := utf8.DecodeRuneInString(s[q.end:])
	q.certain = isCertain(q.lead, rest[:want-1], decoded, prev, next)
	return q, true
}

// lost reads a sequence at s[i] that is not whole.
func lost(s string, i, size int, prev rune) (q sequence, ok bool) {
	lead := s[i : i+size]
	q = sequence{start: i, end: i + size, lead: 0xC0 | s[i+1]&0x3F}
	next, n := utf8.DecodeRuneInString(s[q.end:])
	switch {
	case lead == "â" && next == '€':
		q.end += n
		q.certain = true
		switch after, n := utf8.DecodeRuneInString(s[q.end:]); {
		case after == '"':
			q.r = lostDash
			q.end += n
		case after == utf8.RuneError && n > 1:
			q.r = lostQuote
			q.end += n
		case unicode.IsLetter(after) && unicode.IsLetter(prev):
			q.r = lostHyphen
		default:
			q.r = lostQuote
		}
	case lead == "Â" && next == ' ' && (unicode.IsLower(prev) || isASCIIDigit(prev) || strings.ContainsRune(".,:;!?)", prev)):
		q.r, q.certain = lostBlank, true
	case lead == "Ã" && unicode.IsLower(prev) && unicode.IsLower(next):
		q.r = lostSharp
	case lead == "Ã" && next == ' ' && !unicode.IsUpper(prev):
		q.r = lostGrave
	default:
		return q, false
	}
	return q, true
}

func isASCIIDigit(r rune) bool { return r >= '0' && r <= '9' }
