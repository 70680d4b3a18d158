package notice

import "strings"

// entryWords stand beside the time of an entry.
var entryWords = map[string]bool{"uhr": true, "um": true, "am": true, "pm": true, "a.m": true, "p.m": true, "update": true}

// IsEntryTime tells whether a line is the time of day that heads an entry of a live
// ticker, without a date: "+++ 14:05 Uhr +++", "14.05 Uhr:", "[14:05]".
func IsEntryTime(line string) bool {
	const longest = 30 // bytes
	if len(line) > longest {
		return false
	}
	times := 0
	for w := range strings.FieldsFuncSeq(strings.ToLower(line), func(r rune) bool { return strings.ContainsRune(" +-–—*#|•·()[],", r) }) {
		w = strings.TrimRight(w, ":.")
		switch {
		case isClock(w):
			times++
		case !entryWords[w]:
			return false
		}
	}
	return times == 1
}

// isClock tells whether a word is hours and minutes with a colon or a stop between them.
func isClock(w string) bool {
	i := strings.IndexAny(w, ":.")
	return i >= 1 && i <= 2 && len(w) == i+3 && strings.Trim(w[:i]+w[i+1:], "0123456789") == "" && w[i+1] <= '5'
}
