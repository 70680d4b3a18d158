package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// paragraphsOf joins the lines of columns, in reading order, to paragraphs.
func paragraphsOf(columns []column) []string {
	known := compoundsOf(columns)
	var all, open []string
	var last line // of the column before
	for _, c := range columns {
		breaks := breaksOf(c)
		for i, l := range c {
			if len(open) > 0 && (i == 0 && !goesOn(&last, &l) || i > 0 && breaks[i]) {
				all = append(all, joined(open, known))
				open = nil
			}
			open = append(open, l.text)
			last = l
		}
	}
	if len(open) > 0 {
		all = append(all, joined(open, known))
	}
	return all
}

// breaksOf tells before which lines of a column a paragraph ends: where the size changes, the
// distance is larger than is usual, a line is indented, or the line before is short and ends
// a sentence.
func breaksOf(c column) []bool {
	breaks := make([]bool, len(c))
	if len(c) < 2 {
		return breaks
	}
	left, right := c[0].left, c[0].right
	pitches := make([]float64, 0, len(c))
	for i := range c {
		left, right = min(left, c[i].left), max(right, c[i].right)
		if i > 0 {
			pitches = append(pitches, c[i-1].bottom-c[i].bottom)
		}
	}
	slices.Sort(pitches)
	// Most lines follow each other within a paragraph; where all paragraphs are short they are
	// at least as close as the closest third.
	usual := pitches[len(pitches)/3]
	for i := 1; i < len(c); i++ {
		before, l := &c[i-1], &c[i]
		size := l.size()
		larger, smaller := max(size, before.size()), min(size, before.size())
		pitch := before.bottom - l.bottom
		// Lines that are centred are indented on both sides.
		centred := math.Abs(l.left-left-(right-l.right)) < size/2
		indented := l.left-left > 0.7*size && !centred && before.left-left < 0.3*size && !itemized(before.text)
		short := right-before.right > 0.2*(right-left) && endsSentence(before.text)
		breaks[i] = larger > 1.15*smaller || pitch > 1.25*usual && pitch > 1.3*smaller || indented || short || itemized(l.text)
	}
	return breaks
}

// itemized tells a line that begins an entry of a list.
func itemized(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return strings.ContainsRune("•▪■●◦‣►", r)
}

// goesOn tells whether a paragraph goes on from the end of one column to the next one.
func goesOn(last, next *line) bool {
	larger, smaller := max(last.size(), next.size()), min(last.size(), next.size())
	if larger > 1.15*smaller || endsSentence(last.text) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(next.text)
	return endsInHyphen(last.text) || unicode.IsLower(first)
}

// endsSentence tells whether a line may be the last one of a paragraph.
func endsSentence(text string) bool {
	text = strings.TrimRight(text, "\"'»«“”’)]")
	return strings.HasSuffix(text, ".") || strings.HasSuffix(text, "!") || strings.HasSuffix(text, "?") || strings.HasSuffix(text, ":")
}

func endsInHyphen(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return r == softHyphen || r == '-' || r == '\u2010'
}

// joined joins the lines of a paragraph. A hyphen at the end of a line goes where the word goes
// on in lower case ("Ufer-/promenade"), unless the paragraphs have the word with a hyphen
// elsewhere; it stays in "CDU-/Fraktion" and in "Haupt-/und Nebenstraßen".
func joined(lines []string, known map[string]bool) string {
	var out strings.Builder
	for i, text := range lines {
		stem, hyphen := withoutHyphen(text)
		if !hyphen {
			out.WriteString(text)
			if i+1 < len(lines) {
				out.WriteByte(' ')
			}
			continue
		}
		out.WriteString(stem)
		if i+1 == len(lines) {
			out.WriteByte('-')
			continue
		}
		rest := lines[i+1]
		first, _ := utf8.DecodeRuneInString(rest)
		word, _, _ := strings.Cut(rest, " ")
		switch {
		case suspended[word]:
			out.WriteString("- ")
		case !unicode.IsLower(first), known[strings.ToLower(lastWord(stem)+"-"+letters(rest))]:
			out.WriteByte('-')
		}
	}
	return out.String()
}

// suspended are the words before which a hyphen stands for the rest of a word to come.
var suspended = map[string]bool{"und": true, "oder": true, "bzw.": true, "sowie": true, "bis": true, "and": true, "or": true, "to": true}

// withoutHyphen takes the hyphen off the end of a line that ends within a word.
func withoutHyphen(text string) (stem string, ok bool) {
	if !endsInHyphen(text) {
		return text, false
	}
	r, size := utf8.DecodeLastRuneInString(text)
	stem = text[:len(text)-size]
	letter, _ := utf8.DecodeLastRuneInString(stem)
	return stem, r == softHyphen || unicode.IsLetter(letter) || unicode.IsDigit(letter)
}

// compoundsOf gives the words that have a hyphen within a line, in lower case.
func compoundsOf(columns []column) map[string]bool {
	known := make(map[string]bool)
	for _, c := range columns {
		for i := range c {
			for text := c[i].text; ; {
				at := strings.IndexByte(text, '-')
				if at < 0 {
					break
				}
				before, after := lastWord(text[:at]), letters(text[at+1:])
				if before != "" && after != "" {
					known[strings.ToLower(before+"-"+after)] = true
				}
				text = text[at+1:]
			}
		}
	}
	return known
}

// letters gives the letters that a text begins with.
func letters(text string) string {
	end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		return text
	}
	return text[:end]
}

// lastWord gives the letters that a text ends in.
func lastWord(text string) string {
	return text[strings.LastIndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })+1:]
}
