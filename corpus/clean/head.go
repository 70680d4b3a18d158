package clean

import (
	"slices"
	"strings"
)

// Limits of the head of a text: what stands before its first paragraph.
const (
	maxHead      = 80  // lines
	maxHeading   = 300 // bytes, over which a line is a paragraph
	maxStatement = 80  // bytes, from which on a line that ends as a sentence is a paragraph
	longestTitle = 200 // bytes of a title that is chosen here
)

// headOf gives the number of lines before the first paragraph.
func headOf(lines []line) int {
	for i, l := range lines {
		switch {
		case i == maxHead:
			return i
		case l.kind != content:
		case len(l.text) > maxHeading, len(l.text) >= maxStatement && endsSentence(l.text):
			return i
		}
	}
	return len(lines)
}

// endsSentence tells whether a line ends with the stop of a sentence.
func endsSentence(s string) bool {
	return strings.HasSuffix(strings.TrimRight(s, "\"“”«»'’)"), ".")
}

// dropHeader drops what a page saved as text says before its title: in a head with a
// navigation, all lines before the first that is the title.
func dropHeader(lines []line, title string) {
	if title == "" {
		return
	}
	head := lines[:headOf(lines)]
	first, navigated := -1, false
	for i, l := range head {
		navigated = navigated || l.kind == navigation
		if first < 0 && len(title) >= minRepeat && (sameTitle(l.text, title) || endsTrail(l.text, title)) {
			first = i
		}
	}
	if first < 0 || !navigated || !hasContent(lines[first+1:]) {
		return
	}
	for i := range first {
		head[i].dropped = true
	}
}

// pageTitle gives the title of a text, of which the lines are given as split cuts them, whose
// first line was taken for it. The first line of a page saved as text may be part of the site
// instead: boilerplate, or in a head with a navigation a line that is not said again while
// another one is. The title is then the line that repeats, else the one above byline or share
// bar, else the first one after the navigation, else the first one. Where none is found the
// given one stays.
func pageTitle(title, text string, lines []line) string {
	if title == "" {
		return ""
	}
	known := kindOf(title)
	wrong := known == boilerplate || known == navigation || known == navItem
	if !wrong && !suspicious(lines[:linesBefore(text, afterHead(text))]) {
		return title
	}
	lines = slices.Clone(lines)
	dropEntries(lines)
	head := lines[:headOf(lines)]
	last := -1 // line of navigation
	for i, l := range head {
		if l.kind == navigation {
			last = i
		}
	}
	switch {
	case last < 0 && (known == navItem || !wrong):
		return title
	case !wrong && says(head, title) > 0:
		return title
	}
	if found := repeated(head); found != "" {
		return found
	}
	if !wrong && !isOutlet(title, text) {
		return title
	}
	if found := signedTitle(head[last+1:], text); found != "" {
		return found
	}
	for _, from := range [...]int{last + 1, 0} {
		if found := firstTitle(lines[from:], len(head)-from, text); found != "" {
			return found
		}
	}
	return title
}

// linesBefore counts the lines of a folded text before its end, empty ones aside.
func linesBefore(text, end string) (n int) {
	for l := range strings.SplitSeq(text[:len(text)-len(end)], "\n") {
		if l != "" {
			n++
		}
	}
	return n
}

// afterHead gives what follows the head of a folded text, as far as the lengths of its
// lines tell.
func afterHead(text string) string {
	for range maxHead {
		l, rest, found := strings.Cut(text, "\n")
		if len(l) > maxHeading || !found {
			return text
		}
		text = rest
	}
	return text
}

// says counts the lines that are the title, or a breadcrumb to it.
func says(head []line, title string) (times int) {
	for _, l := range head {
		if sameTitle(l.text, title) || endsTrail(l.text, title) {
			times++
		}
	}
	return times
}

// repeated gives the first line of a head that is said again, as a line or at the end of
// a breadcrumb; "" where there is none.
func repeated(head []line) string {
	for i, l := range head {
		if l.kind == content && len(l.text) >= minRepeat && len(l.text) <= longestTitle && says(head[i+1:], l.text)+says(head[:i], l.text) > 0 {
			return l.text
		}
	}
	return ""
}

// signedTitle gives the line above the first signature or share bar, if it can be a title.
func signedTitle(lines []line, text string) string {
	above := ""
	for _, l := range lines {
		switch {
		case l.kind == signature, above != "" && (l.kind == shareItem || isShareBar(lowered(strings.TrimFunc(l.text, decoration)))):
			if len(above) >= minRepeat && len(above) <= longestTitle && !endsSentence(above) && !isOutlet(above, text) {
				return above
			}
			return ""
		case l.kind == content && !l.dropped:
			above = l.text
		}
	}
	return ""
}

// firstTitle gives the first of the first n lines that can be a title: no sentence, no
// single word, not the name of the outlet, and followed by content.
func firstTitle(lines []line, n int, text string) string {
	for i, l := range lines[:max(n, 0)] {
		if l.dropped || l.kind != content || len(l.text) < minRepeat || isOutlet(l.text, text) {
			continue
		}
		if len(l.text) > longestTitle || endsSentence(l.text) || !hasContent(lines[i+1:]) {
			return ""
		}
		return l.text
	}
	return ""
}
