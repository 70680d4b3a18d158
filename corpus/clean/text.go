package clean

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// maxRounds bounds how often the rules run over a text. News take two or three rounds;
// every layer of boilerplate around boilerplate takes one more.
const maxRounds = 32

// Text folds the white space of a plain text and removes its boilerplate. Lines at the
// beginning that repeat the title go as well, unless nothing else is there: the text of
// an article that is a headline alone stays. The removed share, in [0, 1], counts both.
func Text(text, title string) (cleaned string, removedShare float64) {
	folded := fold(text)
	cleaned, removedShare, _, _ = scrub(folded, split(folded), title)
	return cleaned, removedShare
}

// scrub is Text for a folded text and its lines, and tells what the signatures at its head
// said. done is false where boilerplate is left after the last round.
func scrub(folded string, lines []line, title string) (cleaned string, removedShare float64, said imprint, done bool) {
	cleaned, changed := strip(folded, lines, title, &said)
	if !changed {
		return cleaned, 0, said, true
	}
	// A removal can bring lines together that a rule takes for one piece, so the rules
	// run until they find nothing. Every round removes something.
	for round := 1; changed && round < maxRounds; round++ {
		left := fold(cleaned)
		cleaned, changed = strip(left, split(left), title, &said)
	}
	total := utf8.RuneCountInString(folded) - strings.Count(folded, gap)
	return cleaned, float64(total-utf8.RuneCountInString(cleaned)) / float64(total), said, !changed
}

// strip removes boilerplate from the lines of a folded text once and joins what is left by
// single line breaks. It tells whether it removed anything.
func strip(text string, lines []line, title string, said *imprint) (left string, changed bool) {
	if !suspicious(lines) && !repeats(text, title) {
		return strings.ReplaceAll(text, gap, "\n"), false
	}
	dropEntries(lines)
	dropHeader(lines, title)
	dropTitle(lines, title)
	dropCaptions(lines)
	dropShareBars(lines)
	dropComments(lines)
	dropRelated(lines)
	dropSignatures(lines, said)
	return join(lines)
}

// line is one line of a folded text.
type line struct {
	text    string
	kind    kind
	gap     bool // an empty line, or the beginning of the text, stands before it
	dropped bool
	cut     bool // the title was cut from its beginning
}

// suspicious tells whether a rule may apply to one of the lines.
func suspicious(lines []line) bool {
	return slices.ContainsFunc(lines, func(l line) bool { return l.kind != content })
}

// split cuts a folded text into lines and drops those that are boilerplate by
// themselves.
func split(text string) []line {
	lines := make([]line, 0, strings.Count(text, "\n")+1)
	afterGap := true
	for s := range strings.SplitSeq(text, "\n") {
		if s == "" {
			afterGap = true
			continue
		}
		k := kindOf(s)
		lines = append(lines, line{text: s, kind: k, gap: afterGap, dropped: k == boilerplate || k == credit || k == commentStart || k == navigation})
		afterGap = false
	}
	return lines
}

// join gives the lines that are left.
func join(lines []line) (text string, changed bool) {
	var b strings.Builder
	for _, l := range lines {
		changed = changed || l.dropped || l.cut
		if l.dropped {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(l.text)
	}
	return b.String(), changed
}

// Limits of a caption: bytes, with and without empty lines around picture and credit.
const (
	maxCaption     = 300
	maxBareCaption = 200
)

// dropCaptions drops the line before a credit where it is a caption. In a text that
// parts its paragraphs by empty lines, caption and credit are a block of their own.
// Elsewhere only words that are no sentence count: no stop at the end, no finite verb.
func dropCaptions(lines []line) {
	gaps := 0
	for _, l := range lines {
		if l.gap {
			gaps++
		}
	}
	for i := 1; i < len(lines); i++ {
		caption := &lines[i-1]
		if lines[i].kind != credit || caption.dropped || lines[i].gap {
			continue
		}
		if gaps > 2 {
			ends := i+1 == len(lines) || lines[i+1].gap || lines[i+1].dropped
			caption.dropped = caption.gap && ends && len(caption.text) <= maxCaption && !strings.ContainsAny(caption.text, "\"„“”")
			continue
		}
		caption.dropped = i > 1 && len(caption.text) <= maxBareCaption && isVerbless(caption.text)
	}
}

// isVerbless tells whether a line has neither the punctuation of a sentence nor a finite
// verb that could make it one.
func isVerbless(s string) bool {
	if strings.Contains(s, ". ") || strings.HasSuffix(s, ".") || strings.ContainsAny(s, "\"„“”?!:") {
		return false
	}
	for w := range strings.FieldsSeq(strings.ToLower(s)) {
		if finiteVerbs.has(strings.TrimRight(w, ".,;")) {
			return false
		}
	}
	return true
}

// dropShareBars drops share words that stand in lines of their own, two or more in a
// row.
func dropShareBars(lines []line) {
	last := -1 // index of the line left before the current one, if it is a share item
	for i := range lines {
		switch {
		case lines[i].dropped && lines[i].kind != shareItem:
			continue
		case lines[i].kind != shareItem:
			last = -1
			continue
		}
		if last >= 0 {
			lines[last].dropped, lines[i].dropped = true, true
		}
		last = i
	}
}

// dropComments drops all from the first opening of a comment form in the second half of
// the text on, measured in bytes.
func dropComments(lines []line) {
	total, before := 0, 0
	for _, l := range lines {
		total += len(l.text)
	}
	for i := range lines {
		if lines[i].kind == commentStart && before >= total-before {
			for j := i; j < len(lines); j++ {
				lines[j].dropped = true
			}
			return
		}
		before += len(lines[i].text)
	}
}

// dropRelated drops the titles of other articles: lines that are no sentences, below the
// last heading for them, in the second half of the text, down to its end.
func dropRelated(lines []line) {
	total, before := 0, 0
	for _, l := range lines {
		total += len(l.text)
	}
	tail := len(lines) // from here on there is nothing but titles
	for tail > 0 && isRelated(&lines[tail-1]) {
		tail--
	}
	for i, l := range lines {
		before += len(l.text)
		if i+1 < tail || l.kind != boilerplate || before < total-before || !relatedHeadings.has(lowered(strings.TrimFunc(l.text, decoration))) {
			continue
		}
		for j := i + 1; j < len(lines); j++ {
			lines[j].dropped = true
		}
		return
	}
}

// isRelated tells whether a line can stand below the heading of other articles.
func isRelated(l *line) bool {
	return l.dropped || l.kind == shareItem || len(l.text) <= longestTitle && !endsSentence(l.text)
}

// headLines is the number of lines before which a byline or a time stamp belongs to the
// head of a text.
const headLines = 3

// dropSignatures drops bylines and time stamps among the first three lines that are
// left, which say something of the publication, and at the end.
func dropSignatures(lines []line, said *imprint) {
	kept := 0
	for i := range lines {
		if lines[i].dropped {
			continue
		}
		if lines[i].kind == signature {
			// A line that quotes another message speaks of that one.
			if !strings.HasPrefix(lines[i].text, ">") {
				im, _ := readSignature(strings.TrimFunc(lines[i].text, decoration))
				said.add(im)
			}
			lines[i].dropped = true
			continue
		}
		if kept++; kept == headLines {
			break
		}
	}
	for i := len(lines) - 1; i >= 0; i-- {
		if lines[i].dropped {
			continue
		}
		if lines[i].kind != signature {
			return
		}
		lines[i].dropped = true
	}
}
