package repair

import "strings"

// Least sizes of encoded data, in bytes. No word of German or English is as long as a
// line of data, and addresses, which are, have marks that base64 lacks.
const (
	minToken   = 60  // of a line of data: they are wrapped after 60 to 76 characters
	minData    = 100 // of data within a line of text
	minAddress = 60  // of an address that holds its data
	minWrapped = 2   // lines that are data as a whole
)

// WithoutData cuts encoded data out of a folded text: addresses that hold their data
// ("data:image/png;base64,..."), and base64 (RFC 4648) or hexadecimal figures in unbroken
// runs or in lines one below the other. White space around what goes stays. Texts without
// a token of 60 bytes hold none.
func WithoutData(s string) (rest string, changed bool) {
	lines := strings.Split(s, "\n")
	for i := 0; i < len(lines); i++ {
		if n := wrapped(lines[i:]); n > 0 {
			for k := range n {
				lines[i+k] = ""
			}
			changed = true
			i += n - 1
			continue
		}
		if l := withoutData(lines[i]); l != lines[i] {
			lines[i], changed = l, true
		}
	}
	if !changed {
		return s, false
	}
	return strings.Join(lines, "\n"), true
}

// wrapped counts the lines of data with which the lines begin.
func wrapped(lines []string) int {
	n := 0
	for n < len(lines) && len(lines[n]) >= minToken && len(lines[n]) <= 80 && isData(lines[n]) {
		n++
	}
	if n < minWrapped {
		return 0
	}
	if n < len(lines) && lines[n] != "" && dataEnd(lines[n]) == len(lines[n]) && (strings.HasSuffix(lines[n], "=") || len(lines[n])%4 == 0 && isData(lines[n])) {
		n++ // the last line is as long as it has to be
	}
	return n
}

// withoutData is WithoutData for one line.
func withoutData(line string) string {
	if !hasToken(line, min(minAddress, minData)) {
		return line
	}
	var b strings.Builder
	for i, token := range strings.Split(line, " ") {
		if i > 0 {
			b.WriteByte(' ')
		}
		if at := strings.Index(token, "data:"); at >= 0 && len(token)-at >= minAddress {
			token = withoutAddress(token, at)
		}
		if len(token) >= minData && !strings.Contains(token, "://") {
			token = withoutRuns(token)
		}
		b.WriteString(token)
	}
	return b.String()
}

// hasToken tells whether a line has a stretch of at least so many bytes without a blank.
func hasToken(line string, least int) bool {
	for len(line) >= least {
		// The last blank of those that break this stretch decides how far to go on.
		at := strings.LastIndexByte(line[:least], ' ')
		if at < 0 {
			return true
		}
		line = line[at+1:]
	}
	return false
}

// withoutAddress cuts the address at token[at:] out, if it is one that holds data (RFC
// 2397: a type or ";base64", a comma, the data), and the Markdown of a picture around it.
func withoutAddress(token string, at int) string {
	const longestType = 80
	head, _, ok := strings.Cut(token[at:min(len(token), at+longestType)], ",")
	if !ok || !strings.ContainsAny(head, "/;") {
		return token
	}
	before, after := token[:at], ""
	if end := strings.IndexAny(token[at:], "\"'<>)]}"); end >= 0 {
		after = token[at+end:]
	}
	if picture := strings.LastIndex(before, "!["); picture >= 0 && strings.HasSuffix(before, "](") {
		before, after = before[:picture], strings.TrimPrefix(after, ")")
	}
	return before + after
}

// withoutRuns cuts the runs of base64 and of hexadecimal figures out of a token.
func withoutRuns(token string) string {
	var b strings.Builder
	for len(token) > 0 {
		n := dataEnd(token)
		if n < minData || !isData(token[:n]) {
			n = max(n, 1)
			b.WriteString(token[:n])
		}
		token = token[n:]
	}
	return b.String()
}

// dataEnd gives the length of the characters of base64 with which s begins.
func dataEnd(s string) int {
	n := 0
	for n < len(s) && alphabet[s[n]] != other {
		n++
	}
	for pad := 0; pad < 2 && n < len(s) && n > 0 && s[n] == '='; pad++ {
		n++
	}
	return n
}

// Classes of bytes of base64.
const (
	other = iota
	upper
	lower
	figure
	mark
	classes
)

var alphabet = func() (t [256]uint8) {
	for b := range t {
		switch {
		case b >= 'A' && b <= 'Z':
			t[b] = upper
		case b >= 'a' && b <= 'z':
			t[b] = lower
		case b >= '0' && b <= '9':
			t[b] = figure
		case b == '+' || b == '/':
			t[b] = mark
		}
	}
	return t
}()

// isData tells whether s, of the characters of base64 alone, is data by how its characters
// are mixed: of each 64 that occur 26 are capitals, 26 small letters, 10 figures and two
// marks. Of hexadecimal figures 10 of 16 are figures.
func isData(s string) bool {
	var n [classes]int
	hex := true
	for i := range len(s) {
		c := s[i]
		n[alphabet[c]]++
		hex = hex && (c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F')
	}
	pad := len(s) - len(strings.TrimRight(s, "="))
	if n[other] > pad {
		return false
	}
	if hex {
		return 4*n[figure] >= len(s) && 8*(n[upper]+n[lower]) >= len(s)
	}
	return 8*n[upper] >= len(s) && 8*n[lower] >= len(s) && 25*n[figure] >= len(s) && 8*n[mark] <= len(s)
}
