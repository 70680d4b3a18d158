package clean

import "strings"

// Limits in bytes.
const (
	maxEntry  = 40  // of one entry of a navigation bar
	maxTrail  = 300 // of a breadcrumb, which may end with a whole title
	minRepeat = 12  // of a line that may be found to be the title: shorter ones repeat by chance
)

// barKind tells whether a line is a row of entries with marks between them: a navigation
// bar, a breadcrumb or a share bar. At least half of the entries, and two, must be known
// to be of a navigation, or all of them to be of a share bar or of page tools.
func barKind(line string) kind {
	list := entries(line)
	switch {
	case len(list) < 2:
		return content
	case isTrail(line, list):
		return navigation
	}
	if label, first, ok := strings.Cut(list[0], ": "); ok && wholeLines.has(lowered(label)) {
		list[0] = first
	}
	known, tools := 0, 0
	for _, e := range list {
		lower := lowered(e)
		switch {
		case len(e) > maxEntry || strings.ContainsAny(e, ".!?:;\"„“”«»") && !shareWords.has(lower):
			return content
		case isTool(lower):
			tools++
		case isEntry(lower):
			known++
		}
	}
	switch {
	case known > 0 && known+tools >= 2 && 2*(known+tools) >= len(list) && len(list) > 2:
		return navigation
	case tools == len(list):
		return boilerplate
	}
	return content
}

// mayHaveMarks spares most lines the search for marks: the first byte of one is "|", ">",
// "/" or, in UTF-8, C2 or E2, as that of dashes is.
func mayHaveMarks(line string) bool {
	return strings.IndexByte(line, 0xE2) >= 0 || strings.IndexByte(line, '/') >= 0 || strings.IndexByte(line, '|') >= 0 ||
		strings.IndexByte(line, '>') >= 0 || strings.IndexByte(line, 0xC2) >= 0
}

// entries parts a line at the marks of bars and breadcrumbs; nil where it has none.
func entries(line string) []string {
	var list []string
	start := 0
	for i := 0; i < len(line); i++ {
		n := markAt(line, i)
		if n == 0 {
			continue
		}
		list = append(list, strings.TrimSpace(line[start:i]))
		start = i + n
		i = start - 1
	}
	if list == nil {
		return nil
	}
	return append(list, strings.TrimSpace(line[start:]))
}

// markAt gives the length of the mark between two entries at line[i], 0 where there is
// none. All but the vertical bar need blanks around them, for they are also quotation
// marks and parts of words.
func markAt(line string, i int) int {
	n := 0
	switch line[i] {
	case '|':
		return 1
	case '>', '/':
		n = 1
	case 0xC2:
		if strings.HasPrefix(line[i:], "·") || strings.HasPrefix(line[i:], "»") {
			n = 2
		}
	case 0xE2:
		if strings.HasPrefix(line[i:], "›") || strings.HasPrefix(line[i:], "•") || strings.HasPrefix(line[i:], "→") {
			n = 3
		}
	}
	if n == 0 || i == 0 || line[i-1] != ' ' || i+n >= len(line) || line[i+n] != ' ' {
		return 0
	}
	return n
}

// isTrail tells whether a line is a breadcrumb from the first page of a site on. Two
// entries need an arrow between them: "Home / Away" is none.
func isTrail(line string, list []string) bool {
	if !homeWords.has(lowered(list[0])) || strings.ContainsAny(line, "|·•") || len(line) > maxTrail {
		return false
	}
	for _, e := range list[:len(list)-1] {
		if len(e) > maxEntry {
			return false
		}
	}
	return len(list) > 2 || !strings.Contains(line, " / ")
}

// endsTrail tells whether a line is a breadcrumb that ends with the title, which may be
// cut short with an ellipsis.
func endsTrail(line, title string) bool {
	if len(line) > maxTrail {
		return false
	}
	list := entries(line)
	if len(list) < 2 {
		return false
	}
	last := list[len(list)-1]
	if short, cut := cutAnySuffix(last, "...", ellipsis); cut {
		short = strings.TrimSpace(short)
		return len(short) >= minRepeat && strings.HasPrefix(title, short)
	}
	return sameTitle(last, title)
}

func cutAnySuffix(s string, suffixes ...string) (rest string, ok bool) {
	for _, suffix := range suffixes {
		if rest, ok := strings.CutSuffix(s, suffix); ok {
			return rest, true
		}
	}
	return s, false
}

// isEntry tells whether a text in lower case is an entry of a navigation.
func isEntry(lower string) bool {
	return navWords.has(lower) || homeWords.has(lower) || len(lower) <= maxEntry && begins(offers, lower)
}

// isTool tells whether a text in lower case is an entry of a share bar or a page tool.
func isTool(lower string) bool {
	return shareWords.has(lower) || wholeLines.has(lower) || begins(shareOpenings, lower)
}

// enoughEntries is the number of lines next to each other from which on lines of one
// entry are a navigation: two could be headings. A bar counts as two.
const enoughEntries = 3

// dropEntries drops entries of a navigation that stand in lines of their own, one after
// another. Boilerplate between them does not part them.
func dropEntries(lines []line) {
	weight, first := 0, 0
	for i := 0; i <= len(lines); i++ {
		if i < len(lines) {
			switch l := lines[i]; {
			case l.kind == navItem && !l.dropped:
				weight++
				continue
			case l.kind == navigation:
				weight += 2
				continue
			case l.dropped:
				continue
			}
		}
		for j := first; j < i && weight >= enoughEntries; j++ {
			if lines[j].kind == navItem {
				lines[j].dropped, lines[j].kind = true, navigation
			}
		}
		weight, first = 0, i+1
	}
}
