package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kinds of lines.
type kind uint8

const (
	content kind = iota
	boilerplate
	credit       // boilerplate, and the line before it may be its caption
	shareItem    // boilerplate where another one stands next to it
	commentStart // boilerplate, and in the second half of a text all after it
	signature    // byline or time stamp: boilerplate at the beginning and at the end of a text
	navigation   // boilerplate that only the head or the foot of a page has
	navItem      // one entry of a navigation: boilerplate where it stands among others
)

// Limits in bytes, from which a line is content whatever it says. Boilerplate is short;
// only prompts about cookies run longer.
const (
	maxBoilerplate = 300
	maxCredit      = 120
)

// kindOf tells what a folded line is. Most lines leave by one of the two tests that look
// at single bytes.
func kindOf(line string) kind {
	if len(line) > maxBoilerplate || line == "" {
		return content
	}
	marked := mayHaveMarks(line)
	if marked {
		if k := barKind(line); k != content {
			return k
		}
	}
	if k := openingKind(line, marked); k != content {
		return k
	}
	if isFeedFooter(line) {
		return boilerplate
	}
	if colon := strings.LastIndexByte(line, ':'); colon >= 0 && endsWithCredit(line, colon) {
		return boilerplate
	}
	return content
}

// openingKind tells the kind of a line from its first words; marked tells whether it may
// hold marks between parts.
func openingKind(line string, marked bool) kind {
	body := line
	if !isASCIILetter(line[0]) {
		body = strings.TrimLeftFunc(line, decoration)
	}
	if len(body) < 3 {
		return content
	}
	if len(line) <= maxSignature && (marked && hasDigit(body) || beginsSignature(body)) && isSignature(body) {
		return signature
	}
	if !openings.has(body) {
		return content
	}
	lower := lowered(body)
	switch k := wholeKind(body, lower); {
	case k != content:
		return k
	case begins(beginnings, lower) && !strings.ContainsAny(lower, "\"„“”«»"):
		return boilerplate
	case begins(cookieNotes, lower) && !strings.ContainsAny(lower, "\"„“”«»"):
		return navigation
	case isRightsNotice(lower):
		return boilerplate
	case isLink(lower):
		return boilerplate
	case len(line) <= maxCredit:
		return creditKind(body, lower)
	}
	return content
}

// wholeKind tells the kind of a line that is a phrase as a whole. Phrases begin with a
// capital and do not end as sentences do: "share." closes a sentence of a text with
// fixed line breaks.
func wholeKind(body, lower string) kind {
	bare := strings.TrimRightFunc(lower, decoration)
	tail := lower[len(bare):]
	if isShareBar(bare) {
		return boilerplate
	}
	if heading, ok := cutCount(lower); ok && (heading == "kommentare" || heading == "comments") {
		return commentStart
	}
	if strings.ContainsAny(tail, ".?") && tail != "..." {
		return content
	}
	first, _ := utf8.DecodeRuneInString(body)
	switch {
	case !unicode.IsUpper(first):
		if shareWords.has(bare) && tail == "" {
			return shareItem
		}
	case strings.HasPrefix(tail, ":") && !links.has(bare):
	case commentHeadings.has(bare):
		return commentStart
	case skipLinks.has(bare):
		return navigation
	case wholeLines.has(bare):
		return boilerplate
	case shareWords.has(bare):
		return shareItem
	case tail == "" && isEntry(bare):
		return navItem
	}
	return content
}

// lowered gives a text in lower case with straight apostrophes, as the phrases are.
func lowered(s string) string { return strings.ReplaceAll(strings.ToLower(s), "’", "'") }

// isFeedFooter tells whether a line is the one that content systems put below the entries
// of feeds.
func isFeedFooter(line string) bool {
	return strings.HasPrefix(line, "Der Beitrag ") && strings.Contains(line, " erschien zuerst ") ||
		strings.HasPrefix(line, "The post ") && strings.Contains(line, " appeared first on ")
}

// decoration is what stands around a phrase without meaning: bullets, arrows, marks.
func decoration(r rune) bool {
	switch r {
	case '(', '[', '©':
		return false
	}
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
}

// cutCount cuts a number in brackets off a heading.
func cutCount(s string) (heading string, ok bool) {
	heading, count, ok := strings.Cut(s, " (")
	return heading, ok && isDigits(strings.TrimSuffix(count, ")"))
}

// isShareBar tells whether a line consists of two or more share words, behind a label
// that invites to share with other words between them.
func isShareBar(lower string) bool {
	label, rest, labelled := strings.Cut(lower, ": ")
	if labelled = labelled && wholeLines.has(label); labelled {
		lower = rest
	}
	n := 0
	for w := range strings.FieldsFuncSeq(lower, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("|,/·•+", r) }) {
		switch {
		case shareWords.has(w):
			n++
		case !labelled || !shareFillers.has(w):
			return false
		}
	}
	return n > 1
}

// isLink tells whether a line begins with a phrase that leads to another article.
func isLink(lower string) bool {
	i := strings.IndexAny(lower, ":>»→|")
	if i < 0 || i+1 >= len(lower) {
		return false
	}
	return links.has(strings.TrimSpace(lower[:i]))
}

// creditKind tells whether a line names who made a picture or where a text is from, and
// nothing else.
func creditKind(body, lower string) kind {
	if strings.HasPrefix(body, "(") && strings.HasSuffix(body, ")") || strings.HasPrefix(body, "[") && strings.HasSuffix(body, "]") {
		body, lower = body[1:len(body)-1], lower[1:len(lower)-1]
	}
	if i := strings.IndexByte(lower, ':'); i > 0 {
		// The labels that are known have the same length in either case.
		label := strings.TrimSpace(lower[:i])
		switch {
		case captionLabels.has(label) && isName(body[i+1:], 10):
			return credit
		case sourceLabels.has(label) && isName(body[i+1:], 6):
			return boilerplate
		}
	}
	for _, o := range creditOpenings {
		if strings.HasPrefix(lower, o) && isName(body[len(o):], 8) {
			return credit
		}
	}
	return content
}

// endsWithCredit tells whether a line is a caption that ends with a credit: a label that
// begins after the end of a sentence or an opening bracket, and a name after it.
func endsWithCredit(line string, colon int) bool {
	if len(line)-colon > 60 || colon < 4 {
		return false
	}
	start := colon
	for start > 0 && colon-start < 16 && isASCIILetter(line[start-1]) {
		start--
	}
	if !captionLabels.has(strings.ToLower(line[start:colon])) {
		return false
	}
	before := strings.TrimRight(line[:start], " ")
	last, _ := utf8.DecodeLastRuneInString(before)
	if !strings.ContainsRune(".!?)\"”“»|/([–—", last) {
		return false
	}
	return isName(strings.TrimRight(line[colon+1:], ")]"), 6)
}

func isASCIILetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// isName tells whether a text is made of at most limit words that can belong to the name
// of a person, an agency, a licence or an address: each begins with a capital or a
// figure, or is a particle.
func isName(s string, limit int) bool {
	s = strings.TrimRight(strings.TrimSpace(s), ".")
	n := 0
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;/|()&+", r) }) {
		n++
		first, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsUpper(first), unicode.IsDigit(first), first == '©', first == '@', first == '–', first == '-':
		case nameParticles.has(strings.ToLower(strings.Trim(w, ".-'\""))), strings.Contains(w, "."), strings.HasPrefix(w, "http"):
		default:
			return false
		}
		if strings.ContainsAny(w, "!?\"„“”") {
			return false
		}
	}
	return n > 0 && n <= limit
}
