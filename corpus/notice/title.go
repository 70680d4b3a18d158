package notice

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// titleMarks part a title from the name of the outlet behind it.
var titleMarks = []string{" | ", " – ", " — ", " - ", " · ", " • ", " :: "}

// WithoutOutlet cuts the name of the outlet off a title where it stands behind a bar or a
// dash: the outlet or the host of the address is known by that name, it is a host itself,
// or it is a name that only outlets have.
func WithoutOutlet(title, outlet, address string) string {
	const longest = 2_000 // bytes; each cut looks through all of the title
	for len(title) <= longest {
		at, mark := -1, ""
		for _, m := range titleMarks {
			if i := strings.LastIndex(title, m); i > at {
				at, mark = i, m
			}
		}
		if at < 0 {
			return title
		}
		head, tail := strings.TrimSpace(title[:at]), strings.TrimSpace(title[at+len(mark):])
		if head == "" || !isOutletOf(tail, outlet, address) && (mark == " – " || mark == " — " || !namesOutlet(tail)) {
			return title
		}
		title = head
	}
	return title
}

// isOutletOf tells whether a name is that of an outlet or of the host of an address.
func isOutletOf(name, outlet, address string) bool {
	const least = 3 // letters
	name, outlet = bareName(name), bareName(outlet)
	if len(name) < least {
		return false
	}
	if name == outlet || len(outlet) >= least && (strings.HasPrefix(name, outlet) || strings.HasPrefix(outlet, name)) && len(name) <= 2*len(outlet) && len(outlet) <= 2*len(name) {
		return true
	}
	host := hostOf(address)
	return host != "" && (name == bareName(host) || slices.ContainsFunc(strings.Split(host, "."), func(label string) bool { return bareName(label) == name }))
}

// bareName gives a name in lower case, its letters and figures alone, without an article
// before it. Umlauts are written as hosts write them.
func bareName(name string) string {
	name = strings.ToLower(name)
	for _, article := range [...]string{"the ", "der ", "die ", "das "} {
		name = strings.TrimPrefix(name, article)
	}
	name = umlauts.Replace(name)
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, name)
}

var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss")

// hostOf gives the host of an address without "www.".
func hostOf(address string) string {
	_, rest, found := strings.Cut(address, "://")
	if !found {
		return ""
	}
	if end := strings.IndexAny(rest, "/?#:"); end >= 0 {
		rest = rest[:end]
	}
	return strings.TrimPrefix(strings.ToLower(rest), "www.")
}

// namesOutlet tells whether only an outlet has a name: a host, or up to four words with
// capitals of which the last is one that newspapers bear.
func namesOutlet(name string) bool {
	if strings.IndexByte(name, ' ') < 0 && strings.IndexByte(name, '.') > 0 {
		return isHost(name)
	}
	words := strings.Fields(name)
	for _, w := range words {
		if first, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(first) || strings.ContainsAny(w, ".,:;!?\"„“”«»") {
			return false
		}
	}
	if len(words) == 0 || len(words) > 4 {
		return false
	}
	last := strings.ToLower(words[len(words)-1])
	return len(words) > 1 && firmPress[last] || slices.ContainsFunc(firmEndings, func(e string) bool { return strings.HasSuffix(last, e) })
}

// isHost tells whether a word is the name of a host as outlets write theirs.
func isHost(name string) bool {
	host, domain, _ := strings.Cut(strings.ToLower(name), ".")
	return len(host) >= 2 && len(domain) >= 2 && len(domain) <= 7 && strings.Trim(host+domain, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// firmPress ends the names of outlets of several words, and of nothing else; firmEndings
// end German ones of one word.
var (
	firmPress = map[string]bool{
		"news": true, "gazette": true, "herald": true, "tribune": true, "chronicle": true, "telegraph": true, "zeitung": true, "rundschau": true, "nachrichten": true,
		"tageblatt": true, "tagblatt": true, "anzeiger": true, "kurier": true, "bote": true, "online": true,
	}
	firmEndings = []string{"zeitung", "tageblatt", "tagblatt", "rundschau", "anzeiger"}
)
