package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"leitmotif/corpus/date"
)

// maxSignature is the length in bytes from which on a line is no signature.
const maxSignature = 140

// isSignature tells whether a short line is a byline, a time stamp, or both with the name
// of an outlet or place and the time that reading takes.
func isSignature(body string) bool {
	_, ok := readSignature(body)
	return ok
}

// beginsSignature tells from the first bytes of a line whether it can be a signature
// without a name before its first mark.
func beginsSignature(body string) bool {
	return body[0] >= '0' && body[0] <= '9' || signatureOpenings.has(body)
}

// readSignature reads a signature. Its parts stand between bars, dots or dashes; the
// first is a byline, a name or a time stamp.
//
//	Von Karin Holm, Alpenblatt | 14. Oktober 2026, 07.30 Uhr | Lesezeit: 2 Minuten
//	Karin Holm · 14.10.2026
//	By Jane Example, Example Weekly, 2 September 2026
func readSignature(body string) (imprint, bool) {
	var im imprint
	if date.IsStamp(body) {
		im.stamp(body)
		return im, true
	}
	if !hasParts(body) {
		return im, im.byline(body) // one part, which only a byline signs
	}
	parts := strings.FieldsFunc(signatureDashes.Replace(body), func(r rune) bool { return r == '|' || r == '·' || r == '•' })
	signed, stamped, named := false, "", 0
	for i, part := range parts {
		part = strings.TrimSpace(part)
		switch {
		case part == "" || isReadingTime(part):
		case date.IsStamp(part):
			stamped += " " + part // day and time may be parts of their own
			im.stamp(stamped)
		case i == 0 && im.byline(part):
			signed = true
		case named < 2 && isProperName(part):
			named++
			im.name(part)
		default:
			return imprint{}, false
		}
	}
	return im, signed || stamped != "" && named > 0 && !im.published.IsZero() && len(parts) > 1
}

var signatureDashes = strings.NewReplacer(" – ", "|", " — ", "|", " - ", "|")

// hasParts tells whether a bar, dot or dash stands between parts of a line.
func hasParts(line string) bool {
	return containsAny(line, []string{"|", "·", "•", " – ", " — ", " - "})
}

// stamp takes up the date of a time stamp, if it is the first of its kind.
func (im *imprint) stamp(s string) {
	d, state, _ := date.ParseStamp(s)
	if d = plausible(d); state {
		im.add(imprint{state: d})
	} else {
		im.add(imprint{published: d})
	}
}

// name takes up a name that stands beside an author: that of an outlet, if a word of the
// trade is in it. It may as well be that of a place.
func (im *imprint) name(s string) {
	if im.outlet == "" && hasPressWord(s) {
		im.outlet = s
	}
}

// byline takes up a byline: "Von" or "By" and one to three authors of two words or more,
// then names of outlets or places after commas, then a date. It tells whether the part is
// one.
func (im *imprint) byline(part string) bool {
	if rest, ok := cutAny(part, interviewOpenings); ok {
		// The outlet after "für" is inflected.
		rest, _, _ = strings.Cut(strings.TrimSuffix(rest, "."), " für ")
		if authorNames(rest) < 2 {
			return false
		}
		im.add(imprint{author: rest})
		return true
	}
	rest, ok := cutAny(part, bylineOpenings)
	if !ok {
		return false
	}
	rest, at := date.CutStamp(rest)
	if strings.ContainsAny(rest, ".!?:;\"„“") {
		return false
	}
	var found imprint
	total := 0
	for i, field := range strings.Split(rest, ",") {
		field = strings.TrimSpace(field)
		n := authorNames(field)
		switch {
		case n == 0 || i == 0 && n < 2:
			return false
		case i == 0:
			found.author = field
		case strings.Contains(field, " und ") || strings.Contains(field, " and "):
			found.author += ", " + field
		default:
			found.name(field)
		}
		total += n
	}
	if total > 6 {
		return false
	}
	found.stamp(at)
	im.add(found)
	return true
}

// authorNames counts the words of names of people in a text, particles not counted; 0
// where other words are in it, or where one of several people has no family name.
func authorNames(s string) int {
	names, run := 0, 0
	for w := range strings.FieldsSeq(s) {
		first, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsUpper(first):
			names++
			run++
		case w == "und" || w == "and":
			if run < 2 {
				return 0
			}
			run = 0
		case w != "von" && w != "van" && w != "de" && w != "der" && w != "zu":
			return 0
		}
	}
	if names > 1 && run < 2 {
		return 0
	}
	return names
}

// isProperName tells whether a text is one to four words with capitals, as the names of
// people, places and outlets.
func isProperName(s string) bool {
	if strings.ContainsAny(s, ".!?:;\"„“”«»0123456789") {
		return false
	}
	n := authorNames(s)
	return n >= 1 && n <= 4
}

// isReadingTime tells whether a text says how long reading takes.
func isReadingTime(s string) bool {
	figures := false
	for w := range strings.FieldsFuncSeq(strings.ToLower(s), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(":.-", r) }) {
		switch {
		case isDigits(w):
			figures = true
		case !readingWords.has(w):
			return false
		}
	}
	return figures
}

// cutAny cuts the first of the prefixes that a text has.
func cutAny(s string, prefixes []string) (rest string, ok bool) {
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(s, p); ok {
			return rest, true
		}
	}
	return s, false
}

// hasDigit tells whether a line may hold a date or a time: without one, and without the
// beginning of a byline, it is no signature.
func hasDigit(line string) bool { return strings.ContainsAny(line, "0123456789") }

// isDigits tells whether a text is made of ASCII digits, one at least.
func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
