package notice

import "strings"

// agencies are the names in the lines that agencies put below their texts.
var agencies = map[string]bool{
	"dpa": true, "dpa-infocom": true, "dpa-afx": true, "dpa-custom": true, "afp": true, "ap": true, "apa": true, "sid": true, "kna": true, "epd": true,
	"dts": true, "sda": true, "keystone-sda": true, "reuters": true,
}

// agencyKind finds what begins with the name of an agency or holds an id of dpa: "©
// dpa-infocom, dpa:240312-99-123456/3", "dpa lno abc yydd n1".
func agencyKind(line string) Kind {
	const longest = 100 // bytes
	if len(line) > longest {
		return None
	}
	if strings.IndexByte(line, ':') >= 0 {
		if from, to := agencyID(line); to > from {
			return idKind(line[:from] + " " + line[to:])
		}
	}
	return signOff(line)
}

// agencyID gives where an id stands: "dpa:", the day in six figures, two numbers after
// dashes, and the version after a slash.
func agencyID(line string) (from, to int) {
	from = strings.Index(line, "dpa:")
	if from < 0 {
		return 0, 0
	}
	to = from + len("dpa:")
	start := to
	for to < len(line) && (line[to] >= '0' && line[to] <= '9' || line[to] == '-' || line[to] == '/') {
		to++
	}
	id := line[start:to]
	day, rest, _ := strings.Cut(id, "-")
	if len(day) != 6 || strings.Count(rest, "-") != 1 || strings.Count(rest, "/") > 1 {
		return 0, 0
	}
	return from, to
}

// idKind tells whether nothing but the names of agencies stands around an id.
func idKind(rest string) Kind {
	for w := range strings.FieldsFuncSeq(strings.ToLower(rest), func(r rune) bool { return strings.ContainsRune(" ,.;:()©|/", r) }) {
		if w != "c" && w != "copyright" && w != "id" && !agencies[w] {
			return None
		}
	}
	return Footer
}

// signOff tells whether a line is made of the name of an agency and of the short signs of
// its editors: "(dpa)", "dpa/lno", "(AFP/red)", "dpa lno abc yydd n1".
func signOff(line string) Kind {
	const longest, most = 40, 9
	if len(line) > longest {
		return None
	}
	named, n, short := false, 0, true
	for w := range strings.FieldsFuncSeq(line, func(r rune) bool { return strings.ContainsRune(" ,/()-", r) }) {
		n++
		lower := strings.ToLower(w)
		switch {
		case agencies[lower]:
			named = true
		case w == lower && len(w) <= 4:
		default:
			short = false
		}
	}
	if named && short && n <= most {
		return Closing
	}
	return None
}
