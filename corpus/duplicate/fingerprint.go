// Package duplicate finds texts that are published more than once. Articles come
// in, and the position of the first article with the same text goes out.
//
// Glossary.
//
//   - normalised text: the letters and digits of a text in lower case, every run of
//     anything else folded into one blank. Two texts that differ in punctuation,
//     quotation marks, line breaks or case alone have the same normalised text.
//   - fingerprint: 128 bits of a hash of the normalised text. Two different texts
//     share one with a probability near 2^-128 times the number of pairs, which no
//     corpus can reach by accident.
//   - copy: an article whose fingerprint an earlier one has already.
//   - position: the number of an article in the order of the source.
//   - near copy: an article that shares most of its shingles with an earlier one;
//     shingle, containment and signature are defined in near.go.
package duplicate

import (
	"encoding/hex"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/zeebo/xxh3"
)

// Fingerprint identifies a normalised text. It is the same on every machine and in
// every run. The zero Fingerprint is that of an article without a letter or digit;
// such articles are never copies of one another.
type Fingerprint [16]byte

// IsZero tells whether there was nothing to take a fingerprint of.
func (f Fingerprint) IsZero() bool { return f == Fingerprint{} }

// String gives the 32 hexadecimal digits.
func (f Fingerprint) String() string { return hex.EncodeToString(f[:]) }

// longText is the least number of bytes of normalised text from which the text alone
// decides. Below it (teasers, captions, "No further details were given.") different
// stories share a text by chance, so the title counts as well.
const longText = 200

// Exact gives the fingerprint of an article. A text of at least 200 bytes after
// normalisation stands for itself: the same text under two titles is a copy, and so
// is a text that repeats its title as its first words. A shorter one is a copy only
// under the same title.
//
// The hash is XXH3-128, the fastest hash of well-spread 128 bits in wide use; nobody
// gains from forging a copy, so a cryptographic hash would buy nothing.
func Exact(title, text string) Fingerprint {
	return NewHasher().Exact(title, text)
}

// Hasher computes fingerprints and keeps its buffers from one article to the next.
// It must not be shared between goroutines.
type Hasher struct {
	text, title []byte
	of          string // of which text is the normalised form
}

// NewHasher gives a Hasher.
func NewHasher() *Hasher { return new(Hasher) }

// Exact is as the function Exact, without its allocations.
func (h *Hasher) Exact(title, text string) Fingerprint {
	h.normalise(text)
	h.title = appendNormalised(h.title[:0], title)
	body := withoutPrefix(h.text, h.title)
	if len(body) < longText {
		// The byte 0 is in no normalised text, so it parts the two without doubt.
		h.title = append(h.title, 0)
		h.title = append(h.title, body...)
		body = h.title
		if len(body) == 1 {
			return Fingerprint{}
		}
	}
	return xxh3.Hash128(body).Bytes()
}

// normalise sets the normalised text. Both fingerprints of an article ask for that of the same.
func (h *Hasher) normalise(text string) {
	if text != h.of {
		h.text, h.of = appendNormalised(h.text[:0], text), text
	}
}

// withoutPrefix cuts the normalised title and the blank after it from the beginning
// of the normalised text.
func withoutPrefix(text, title []byte) []byte {
	n := len(title)
	if n == 0 || len(text) < n || string(text[:n]) != string(title) {
		return text
	}
	if len(text) == n {
		return nil
	}
	if text[n] == ' ' {
		return text[n+1:]
	}
	return text
}

// folded maps an ASCII byte to its lower case, and to a blank where it is no letter or digit.
var folded = func() (t [utf8.RuneSelf]byte) {
	for b := range t {
		t[b] = ' '
	}
	for b := byte('0'); b <= '9'; b++ {
		t[b] = b
	}
	for b := byte('a'); b <= 'z'; b++ {
		t[b], t[b-'a'+'A'] = b, b
	}
	return t
}()

// appendNormalised appends the normalised text of s to dst, which ends with no blank, without
// a blank at either end. Marks belong to the letter before them, so that scripts written with
// them keep their words whole.
func appendNormalised(dst []byte, s string) []byte {
	start := len(dst)
	last := byte(' ')
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			n := 0
			dst, n, last = appendFolded(dst, s[i:], last)
			i += n
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case r == '\u00ad' || r >= '\u200b' && r <= '\u200f' || r == '\ufeff': // invisible within a word
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			dst, last = utf8.AppendRune(dst, unicode.ToLower(r)), 0
		case last != ' ':
			dst, last = append(dst, ' '), ' '
		}
	}
	if len(dst) > start && last == ' ' {
		dst = dst[:len(dst)-1]
	}
	return dst
}

// appendFolded appends the ASCII bytes with which s begins, folded, and gives their number and
// the last one; last is the one before. Where words end no processor can foretell, so the loop
// has no branch that depends on it: that halves its time.
func appendFolded(dst []byte, s string, last byte) (folds []byte, n int, end byte) {
	dst = slices.Grow(dst, len(s))
	room := dst[len(dst) : len(dst)+len(s)]
	kept := 0
	for n = 0; n < len(s) && s[n] < utf8.RuneSelf; n++ {
		f := folded[s[n]]
		room[kept] = f
		apart := int(f ^ ' ' | last ^ ' ') // 0 for a blank behind a blank
		kept += (apart + 255) >> 8
		last = f
	}
	return dst[:len(dst)+kept], n, last
}
