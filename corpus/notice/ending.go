package notice

import (
	"strings"
	"unicode"
)

// Ending cuts off the end of a folded text what says that there is more of it: a mark, or
// in the last paragraph sentences of a Wall. It tells whether it did. An ellipsis before
// a mark stays. Nothing is cut where nothing would be left.
func Ending(text string) (rest string, truncated bool) {
	rest = text
	for {
		shorter := withoutMark(rest)
		if shorter == "" || shorter == rest {
			break
		}
		rest, truncated = shorter, true
	}
	if shorter := withoutWall(rest); shorter != rest {
		rest, truncated = shorter, true
	}
	return rest, truncated
}

const maxMark = 80 // bytes of a mark in brackets

// withoutMark cuts one mark.
func withoutMark(text string) string {
	t := strings.TrimRightFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("→»›>", r) })
	if t == "" {
		return text
	}
	switch last := t[len(t)-1]; last {
	case ']', ')':
		open := strings.LastIndexAny(t[max(0, len(t)-maxMark):], "[(")
		if open < 0 {
			return text
		}
		open += max(0, len(t)-maxMark)
		if inner := t[open+1 : len(t)-1]; isMark(inner, last == ']') {
			return strings.TrimRight(t[:open], " \n")
		}
		return text
	}
	return withoutPrompt(text, t)
}

// isMark tells whether what stands in brackets is a mark.
func isMark(inner string, square bool) bool {
	bare := strings.Trim(inner, " .…+")
	if bare == "" {
		return inner != "" && (square || inner == "..." || inner == "…")
	}
	s := normal(bare)
	if goOn[strings.TrimSpace(s)] {
		return true
	}
	counted, measured := false, false
	for w := range strings.FieldsSeq(s) {
		switch {
		case w[0] >= '0' && w[0] <= '9':
			counted = true
		case units[w]:
			measured = true
		case w != "+" && w != "more" && w != "weitere" && w != "noch" && w != "remaining" && w != "left" && w != "additional":
			return false
		}
	}
	return counted && measured
}

// units measure what is missing.
var units = map[string]bool{
	"char": true, "chars": true, "character": true, "characters": true, "zeichen": true, "words": true, "wörter": true, "worte": true,
}

// goOn are the words of a link to the rest, in normal form without the blanks around it.
var goOn = map[string]bool{
	"more": true, "mehr": true, "read more": true, "continue reading": true, "weiterlesen": true, "weiter lesen": true, "mehr lesen": true, "continue": true, "read on": true,
	"lesen sie weiter": true, "lesen sie mehr": true, "hier weiterlesen": true, "keep reading": true, "keep reading here": true, "weiter": true, "read full article": true, "full article": true, "read full story": true, "full story": true,
	"zum artikel": true, "zum vollständigen artikel": true, "zum ganzen artikel": true, "den ganzen artikel lesen": true, "ganzen artikel lesen": true, "artikel weiterlesen": true,
	"den vollständigen artikel lesen": true, "vollständigen artikel lesen": true, "read the full article": true, "read the full story": true, "view full article": true, "view article": true,
	"continue reading here": true, "read the rest of this entry": true, "read more here": true, "mehr erfahren": true,
}

// goOnAlone are those that say so without an ellipsis before them.
var goOnAlone = map[string]bool{
	"continue reading": true, "weiterlesen": true, "hier weiterlesen": true, "keep reading": true, "lesen sie weiter": true, "read full article": true, "read full story": true,
	"zum vollständigen artikel": true, "zum ganzen artikel": true, "den ganzen artikel lesen": true, "ganzen artikel lesen": true, "artikel weiterlesen": true,
	"den vollständigen artikel lesen": true, "vollständigen artikel lesen": true, "read the full article": true, "read the full story": true, "view full article": true,
	"continue reading here": true, "read the rest of this entry": true,
}

// GoesOn tells whether a line is a link to the rest of the text and nothing else.
func GoesOn(line string) bool {
	return len(line) <= maxMark && goOnAlone[strings.TrimSpace(normal(line))]
}

// withoutPrompt cuts a link to the rest that stands behind an ellipsis, or in a line of
// its own. WordPress puts the title of the article behind "Continue reading".
func withoutPrompt(text, t string) string {
	if strings.ContainsRune(".!?\"“”»", rune(t[len(t)-1])) && !strings.HasSuffix(t, "...") {
		return text // a sentence ends here
	}
	const longest = 240 // bytes of a prompt with a title
	tail := t[max(0, len(t)-longest):]
	at := -1
	for _, ellipsis := range [...]string{"…", "...", "…]", "...]"} {
		if i := strings.LastIndex(strings.TrimRight(tail, ".…"), ellipsis); i >= 0 {
			at = max(at, i+len(ellipsis))
		}
	}
	if at >= 0 && at < len(tail) {
		if s := strings.TrimSpace(normal(tail[at:])); goOn[s] || beginsPrompt(s) {
			return strings.TrimRight(t[:len(t)-len(tail)+at], " \n")
		}
	}
	line := t[strings.LastIndexByte(t, '\n')+1:]
	if len(line) == len(t) || len(line) > longest {
		return text
	}
	if s := strings.TrimSpace(normal(line)); goOnAlone[s] || beginsPrompt(s) && !strings.HasSuffix(line, ".") {
		return strings.TrimRight(t[:len(t)-len(line)], " \n")
	}
	return text
}

// beginsPrompt tells whether a line goes on reading something by name.
func beginsPrompt(s string) bool {
	return strings.HasPrefix(s, "continue reading ") || strings.HasPrefix(s, "weiterlesen ")
}

// withoutWall cuts the sentences at the end of the last paragraph that are a Wall, with
// those that belong to one.
func withoutWall(text string) string {
	const longest = 600 // bytes that are looked at
	from := max(0, len(text)-longest)
	last := from + lastStop(text[from:]) + len(". ")
	if last+3 > len(text) || !openings.admits(text[last:]) && (text[last] < '0' || text[last] > '9') {
		return text
	}
	start := max(strings.LastIndexByte(text, '\n')+1, len(text)-longest)
	var ends []int // of the sentences of the last paragraph
	for rest := text[start:]; rest != ""; {
		_, after := cutSentence(rest)
		ends = append(ends, len(text)-len(after))
		rest = after
	}
	cut := len(text)
	for i := len(ends) - 2; i >= 0; i-- {
		sentence := text[ends[i]:ends[i+1]]
		if len(sentence) < 3 || speaks(sentence) {
			break
		}
		k := sentenceKind(normal(sentence))
		if k != Wall && k != Filler && k != Offer {
			break
		}
		if k == Wall {
			cut = ends[i]
		}
	}
	return strings.TrimRight(text[:cut], " \n")
}

// lastStop gives the index of the last stop of a sentence with a blank after it, 0 where
// there is none.
func lastStop(s string) int {
	for i := len(s) - 2; i > 0; i-- {
		if s[i+1] == ' ' && (s[i] == '.' || s[i] == '!' || s[i] == '?') {
			return i
		}
	}
	return 0
}
