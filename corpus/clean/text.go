package clean

import (
	"slices"
	"strings"
	"unicode/utf8"

	"leitmotif/corpus"
	"leitmotif/corpus/fold"
	"leitmotif/corpus/notice"
	"leitmotif/corpus/repair"
)

// maxRounds bounds how often the rules run over a text. News take two or three rounds;
// every layer of boilerplate around boilerplate takes one more.
const maxRounds = 32

// Text repairs a plain text, folds its white space and removes its boilerplate. Lines at the
// beginning that repeat the title go as well, unless nothing else is there: the text of
// an article that is a headline alone stays. The removed share, in [0, 1], counts both.
func Text(text, title string) (cleaned string, removedShare float64) {
	whole := mendText(text)
	text, lines := whole.readable()
	found := scrub(whole.text, text, lines, &corpus.Article{Title: title})
	return found.text, found.removedShare
}

// scrubbed is a text without its boilerplate, and what that said.
type scrubbed struct {
	text         string
	removedShare float64
	said         imprint
	truncated    bool // the text goes on elsewhere
	done         bool // nothing is left for another round
}

// scrub is Text for a folded text, the same without encoded data, and the lines of that. It
// cuts the name of the outlet off the title.
func scrub(raw, text string, lines []line, a *corpus.Article) (out scrubbed) {
	full := a.Title
	a.Title = notice.WithoutOutlet(a.Title, a.Source, a.URL)
	var changed bool
	out.text, changed = strip(text, lines, full, a, &out)
	if !changed && len(text) == len(raw) {
		out.done = true
		return out
	}
	// A removal can bring lines together that a rule takes for one piece, so the rules
	// run until they find nothing. Every round removes something.
	for round := 1; changed && round < maxRounds; round++ {
		left := fold.Text(out.text)
		out.text, changed = strip(left, split(left), full, a, &out)
	}
	total := utf8.RuneCountInString(raw) - strings.Count(raw, fold.Gap)
	out.removedShare, out.done = float64(total-utf8.RuneCountInString(out.text))/float64(total), !changed
	return out
}

// strip removes boilerplate from the lines of a folded text once and joins what is left by
// single line breaks. It tells whether it removed anything.
func strip(text string, lines []line, title string, a *corpus.Article, out *scrubbed) (left string, changed bool) {
	again := false
	var seen repair.Paragraphs
	for i := range lines {
		again = seen.Again(lines[i].text) || again
	}
	if !suspicious(lines) && !repeats(text, a.Title) && !repeats(text, title) && !endsWithBiography(lines, a.Author) {
		left = strings.ReplaceAll(text, fold.Gap, "\n")
	} else {
		dropEntries(lines)
		dropHeader(lines, a.Title)
		dropTitle(lines, title)
		dropTitle(lines, a.Title)
		out.truncated = dropNotices(lines, a.Author) || out.truncated
		dropCaptions(lines)
		dropShareBars(lines)
		dropComments(lines)
		dropRelated(lines)
		dropSignatures(lines, &out.said)
		left, changed = join(lines)
	}
	rest, cut := notice.Ending(left)
	once, repeated := repair.Once(rest, again)
	out.truncated = out.truncated || cut
	return once, changed || cut || repeated
}

// line is one line of a folded text.
type line struct {
	text    string
	kind    kind
	says    notice.Kind
	gap     bool // an empty line, or the beginning of the text, stands before it
	dropped bool
	cut     bool // the title was cut from its beginning
}

// suspicious tells whether a rule may apply to one of the lines.
func suspicious(lines []line) bool {
	return slices.ContainsFunc(lines, func(l line) bool { return l.kind != content || l.says != notice.None })
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
		l := line{text: s, says: notice.Of(s), gap: afterGap}
		switch l.says {
		case notice.Wall, notice.Prompt, notice.Footer:
			l.kind = boilerplate
		default:
			l.kind = kindOf(s)
		}
		l.dropped = l.kind == boilerplate || l.kind == credit || l.kind == commentStart || l.kind == navigation
		lines = append(lines, l)
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
		if !l.dropped {
			total += len(l.text)
		}
	}
	tail := len(lines) // from here on there is nothing but titles
	for tail > 0 && isRelated(&lines[tail-1]) {
		tail--
	}
	for i, l := range lines {
		if !l.dropped {
			before += len(l.text)
		}
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
	ticker := isTicker(lines)
	kept := 0
	for i := range lines {
		if lines[i].dropped {
			continue
		}
		if lines[i].kind == signature && !(ticker && notice.IsEntryTime(lines[i].text)) {
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
		if lines[i].kind != signature || ticker && notice.IsEntryTime(lines[i].text) {
			return
		}
		lines[i].dropped = true
	}
}

// isTicker tells whether times of day head the entries of a text: three of them at least.
func isTicker(lines []line) bool {
	const least = 3
	entries := 0
	for i := range lines {
		if lines[i].kind == signature && notice.IsEntryTime(lines[i].text) {
			entries++
		}
	}
	return entries >= least
}
