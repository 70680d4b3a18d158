package clean

import (
	"strings"

	"leitmotif/corpus/notice"
)

// Limits in bytes.
const (
	// maxAfter is how much of a text may follow a notice that says that the rest is for
	// others; an offer within an article has more of it below.
	maxAfter = 200
	// maxStub is the size of a page for subscribers up to which it is a stub.
	maxStub = 1_000
	// maxNote is the size of a note about a person.
	maxNote = 500
)

// dropNotices drops the notices that need others next to them or a place at the end, and
// tells whether one says that the text goes on elsewhere.
func dropNotices(lines []line, author string) (truncated bool) {
	dropApart(lines)
	dropPersons(lines)
	dropNextToNotices(lines)
	left := keepSomething(lines)
	dropOffer(lines, left)
	after := 0 // bytes of what is left below lines[i]
	for i := len(lines) - 1; i >= 0; i-- {
		l := &lines[i]
		if after == 0 && !l.dropped && left > 1 {
			l.dropped = l.says == notice.Closing || notice.IsBiography(l.text, author)
			left--
		}
		if !l.dropped {
			after += len(l.text)
		}
		switch {
		case !l.dropped:
		case l.says == notice.Wall || l.says == notice.Offer:
			truncated = truncated || after <= maxAfter
		case after == 0:
			truncated = truncated || notice.GoesOn(l.text)
		}
	}
	return truncated && after > 0
}

// keepSomething brings back prompts and offers where they are all there is to read: a
// teaser may be one. It counts the lines that are left.
func keepSomething(lines []line) (left int) {
	for _, l := range lines {
		if !l.dropped {
			left++
		}
	}
	for i := range lines {
		if left == 0 && (lines[i].says == notice.Prompt || lines[i].says == notice.Offer) {
			lines[i].dropped = false
		}
	}
	return left
}

// dropOffer drops an offer at the end of a text, of which left lines are left, with the
// fillers below it.
func dropOffer(lines []line, left int) {
	first := len(lines)
	for i := len(lines) - 1; i >= 0 && left > 1; i-- {
		l := &lines[i]
		if l.dropped {
			continue
		}
		if l.says != notice.Offer && l.says != notice.Filler && l.says != notice.Closing {
			break
		}
		if l.says == notice.Offer {
			first = i
		}
		left--
	}
	for i := first; i < len(lines); i++ {
		lines[i].dropped = true
	}
}

// dropApart drops what is for editors alone, below a first line of the text.
func dropApart(lines []line) {
	left := false
	for i := range lines {
		if left && lines[i].says == notice.Apart {
			for j := i; j < len(lines); j++ {
				lines[j].dropped = true
			}
			return
		}
		left = left || !lines[i].dropped
	}
}

// dropPersons drops a note about a person in the second half of a text: its heading and
// the paragraph below.
func dropPersons(lines []line) {
	total, before := 0, 0
	for _, l := range lines {
		total += len(l.text)
	}
	for i := range lines {
		if lines[i].says == notice.Person && before >= total-before && i+1 < len(lines) && len(lines[i+1].text) <= maxNote {
			lines[i].dropped, lines[i+1].dropped = true, true
		}
		before += len(lines[i].text)
	}
}

// dropNextToNotices drops fillers below a notice and offers on either side of one.
func dropNextToNotices(lines []line) {
	isNotice := func(l *line) bool {
		return l.dropped && (l.says == notice.Wall || l.says == notice.Offer || l.says == notice.Prompt)
	}
	beside := false
	for i := range lines {
		l := &lines[i]
		if beside && (l.says == notice.Filler || l.says == notice.Offer) {
			l.dropped = true
			continue
		}
		beside = isNotice(l) || beside && l.dropped
	}
	beside = false
	for i := len(lines) - 1; i >= 0; i-- {
		l := &lines[i]
		if beside && l.says == notice.Offer {
			l.dropped = true
		}
		beside = isNotice(l) || beside && l.dropped
	}
}

// endsWithBiography tells whether the last line is a note about the author.
func endsWithBiography(lines []line, author string) bool {
	return len(lines) > 1 && notice.IsBiography(lines[len(lines)-1].text, author)
}

// isStub tells whether the text of a page for subscribers is but its beginning.
func isStub(text string) bool {
	return len(text) <= maxStub || strings.HasSuffix(text, ellipsis) || strings.HasSuffix(text, "...")
}
