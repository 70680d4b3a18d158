package view

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits on texts in the page, in code points. The tables keep the whole text.
const (
	titleLimit = 160
	leadLimit  = 200
	headLimit  = 90 // of a beginning that stands in for a title
	labelLimit = 80
	termLimit  = 40
	nameLimit  = 60
	urlLimit   = 600
)

// plain makes a text from outside fit for the page: control characters and the marks
// that change the direction of writing go, white space becomes one space, and what is
// longer than limit code points is cut with an ellipsis, at a word where one ends near.
func plain(s string, limit int) string {
	var b strings.Builder
	space, n := false, 0
	for _, r := range s {
		if unicode.IsSpace(r) {
			space = b.Len() > 0
			continue
		}
		if !shown(r) {
			continue
		}
		if n += 1; space {
			n++
		}
		if n > limit {
			return cutWord(b.String()) + "…"
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// shown tells whether a rune may stand in the page: no control characters, no
// direction marks, no private or unassigned ones, no replacement for broken bytes.
func shown(r rune) bool {
	if r == utf8.RuneError || unicode.Is(unicode.Bidi_Control, r) {
		return false
	}
	return unicode.IsGraphic(r) || r == '\u200d' || r == '\u200c'
}

// cutWord drops a begun word at the end of s where that costs at most a third of it.
func cutWord(s string) string {
	if i := strings.LastIndexByte(s, ' '); i > 0 && i >= len(s)*2/3 {
		s = s[:i]
	}
	return strings.TrimRight(s, " ,;:-–—(")
}

// webAddress returns the address if it is one of the web that may be linked to, and
// "" otherwise.
func webAddress(s string) string {
	if len(s) > urlLimit {
		return ""
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}
