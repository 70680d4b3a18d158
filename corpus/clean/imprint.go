package clean

import (
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"leitmotif/corpus"
	"leitmotif/corpus/date"
)

// imprint is what a text says of its own publication; what it does not say is zero.
type imprint struct {
	author, outlet string
	published      date.Date
	state          date.Date // "Stand:", of which it is not known whether it is that of a change
}

// add takes up what another signature of the same text says beyond this one.
func (im *imprint) add(other imprint) {
	if im.author == "" {
		im.author = other.author
	}
	if im.outlet == "" {
		im.outlet = other.outlet
	}
	if im.published.IsZero() || other.published.Refines(im.published) {
		im.published = other.published
	}
	if im.state.IsZero() {
		im.state = other.state
	}
}

// complete fills the fields of an article that are empty: from the signatures of its
// text, for the outlet from the notice at the end of the text as it came, and for the date
// from the name of its file or a dateline. A date that cannot be stays in BadDate.
func (im imprint) complete(a *corpus.Article, raw string) {
	if a.Author == "" {
		a.Author = im.author
	}
	if a.Source == "" {
		if a.Source = rightsHolder(raw); a.Source == "" {
			a.Source = im.outlet
		}
	}
	dateBy(a, im.published, fileDate(a.Input), datelineDate(a.Text))
	if a.Published.IsZero() {
		dateBy(a, im.state)
	}
}

// pageExtensions are those of files that are one article each.
var pageExtensions = setOf(".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml")

// fileStamp is a date in ISO 8601, extended or basic, at the beginning of a name.
var fileStamp = regexp.MustCompile(`^(\d{4})(-?)(\d\d)(-?)(\d\d)(?:[-_. ]|$)`)

// fileDate gives the date with which the name of a file begins that is one article.
func fileDate(o corpus.Origin) date.Date {
	name := o.File[strings.LastIndexAny(o.File, "/!")+1:]
	for _, packed := range [...]string{".gz", ".zst"} {
		name = strings.TrimSuffix(name, packed)
	}
	if o.Record != 1 || !pageExtensions.has(strings.ToLower(path.Ext(name))) {
		return date.Date{}
	}
	m := fileStamp.FindStringSubmatch(name)
	if m == nil || m[2] != m[4] {
		return date.Date{}
	}
	return moment(m[1] + "-" + m[3] + "-" + m[5])
}

// dateline is a place and a whole date before the first sentence of a text: "Altbrück,
// 21. Oktober 2026. " or "LONDON, March 3, 2021 (Agency) ".
var dateline = regexp.MustCompile(`^\p{Lu}[\pL .-]{1,30}, (\d{1,2}\. ?\pL{3,9} \d{4}|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2} \pL{3,9} \d{4}|\pL{3,9}\.? \d{1,2}, \d{4})(?:[.:]| [–—-]| \([^)]{2,20}\)) `)

// datelineDate gives the date of a dateline.
func datelineDate(text string) date.Date {
	if m := dateline.FindStringSubmatch(text[:min(len(text), 120)]); m != nil {
		return moment(m[1])
	}
	return date.Date{}
}

// rightsPhrases reserve rights in a notice of copyright.
var rightsPhrases = []string{"alle rechte vorbehalten", "all rights reserved"}

// isRightsNotice tells whether a line in lower case is a notice of copyright that
// reserves rights.
func isRightsNotice(lower string) bool {
	const longest = 200 // bytes
	return len(lower) <= longest &&
		(begins(rightsPhrases, lower) || begins(rightsOpenings, lower) && containsAny(lower, rightsPhrases))
}

// containsAny tells whether one of the phrases is in a text.
func containsAny(text string, list []string) bool {
	for _, p := range list {
		if strings.Contains(text, p) {
			return true
		}
	}
	return false
}

// rightsHolder gives the outlet that the notice of copyright in the last line of a folded
// text names with a year, with reserved rights or beside the legal pages of a site; "" for
// agencies, whose notices stand below what other outlets print.
func rightsHolder(text string) string {
	last := text[strings.LastIndexByte(text, '\n')+1:]
	if len(last) > maxBoilerplate {
		return ""
	}
	lower := lowered(last)
	if !begins(rightsOpenings, lower) || len(lower) != len(last) {
		return ""
	}
	firm := containsAny(lower, rightsPhrases) || containsAny(lower, legalPages)
	rest := strings.TrimLeft(last, "©() ")
	for {
		word, after, _ := strings.Cut(rest, " ")
		bare := strings.ToLower(strings.Trim(word, "©(),"))
		switch {
		case rest == "":
			return ""
		case bare == "copyright" || bare == "c" || bare == "by" || bare == "":
		case isYears(bare):
			firm = true
		default:
			if !firm {
				return ""
			}
			return holderName(rest)
		}
		rest = after
	}
}

// isYears tells whether a word is a year or a span of two.
func isYears(w string) bool {
	for part := range strings.FieldsFuncSeq(w, func(r rune) bool { return r == '-' || r == '–' }) {
		if !date.IsYear(part) {
			return false
		}
	}
	return w != ""
}

// holderName gives the name with which a notice goes on, without a year behind it and
// words for the form of a company.
func holderName(rest string) string {
	if i := strings.IndexAny(rest, "|·•.,;:()"); i >= 0 {
		rest = rest[:i]
	}
	for _, dash := range [...]string{" – ", " — ", " - "} {
		rest, _, _ = strings.Cut(rest, dash)
	}
	words := strings.Fields(rest)
	for n := len(words); n > 1 && (companyWords.has(strings.ToLower(words[n-1])) || isYears(words[n-1])); n-- {
		words = words[:n-1]
	}
	name := strings.Join(words, " ")
	first, _ := utf8.DecodeRuneInString(name)
	if len(words) > 5 || !unicode.IsUpper(first) || !isName(name, 5) {
		return ""
	}
	for _, w := range words {
		if agencies.has(strings.ToLower(w)) {
			return ""
		}
	}
	return name
}

// isOutlet tells whether a line is the name of an outlet: it begins with the name in the
// closing notice of the text, or is a name with a word of the trade.
func isOutlet(line, text string) bool {
	if holder := rightsHolder(text); holder != "" && strings.HasPrefix(line, holder) {
		return true
	}
	return isProperName(line) && hasPressWord(line)
}

// hasPressWord tells whether a name has a word, or ends with a German one, by which
// outlets are called.
func hasPressWord(name string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(name)) {
		if pressWords.has(w) {
			return true
		}
		for _, ending := range pressEndings {
			if strings.HasSuffix(w, ending) {
				return true
			}
		}
	}
	return false
}
