package element

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/transform"
)

// characters makes text that XML allows (XML 1.0, section 2.2): control characters become
// blanks, references to them are dropped, and bytes that are no UTF-8 are read as
// windows-1252, as package input reads them.
type characters struct{ transform.NopResetter }

// longestReference is "&#x10FFFF;" and some zeros.
const longestReference = 16 // bytes

// Transform is that of [transform.Transformer].
func (characters) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		c := src[nSrc]
		size, r := 1, rune(c)
		switch {
		case c == '&':
			rest := src[nSrc:]
			if len(rest) < longestReference && !atEOF && bytes.IndexByte(rest, ';') < 0 {
				return nDst, nSrc, transform.ErrShortSrc
			}
			if n := forbiddenReference(rest); n > 0 {
				nSrc += n
				continue
			}
		case c < ' ' && c != '\t' && c != '\n' && c != '\r':
			r = ' '
		case c >= utf8.RuneSelf:
			if !atEOF && !utf8.FullRune(src[nSrc:]) {
				return nDst, nSrc, transform.ErrShortSrc
			}
			if r, size = utf8.DecodeRune(src[nSrc:]); r == utf8.RuneError && size == 1 {
				r = charmap.Windows1252.DecodeByte(c)
			}
			if !allowed(r) {
				r = ' '
			}
		}
		if len(dst)-nDst < utf8.UTFMax {
			return nDst, nSrc, transform.ErrShortDst
		}
		if r < utf8.RuneSelf {
			dst[nDst] = byte(r)
			nDst++
		} else {
			nDst += utf8.EncodeRune(dst[nDst:], r)
		}
		nSrc += size
	}
	return nDst, nSrc, nil
}

// forbiddenReference gives the length of the reference that b begins with where it is to a
// character that XML does not allow; 0 for all else.
func forbiddenReference(b []byte) int {
	b = b[:min(len(b), longestReference)]
	end := bytes.IndexByte(b, ';')
	if end < 0 || len(b) < 2 || b[1] != '#' {
		return 0
	}
	digits, base := string(b[2:end]), 10
	if len(digits) > 0 && digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 31)
	if err != nil || allowed(rune(n)) {
		return 0
	}
	return end + 1
}

// allowed tells the characters of XML 1.0, section 2.2.
func allowed(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= utf8.MaxRune
}
