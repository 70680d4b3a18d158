package mail

import "bytes"

// eachPart calls f for the parts that a boundary parts a body into (RFC 2046, section 5.1.1).
// What stands in front of the first and behind the last is for programs that know no parts. A
// boundary that does not occur is taken from the body itself. Open tells that nothing ends a
// part: the mail is cut, or its writer forgot the end. It returns whether there are parts.
func eachPart(body []byte, boundary string, f func(part []byte, open bool)) bool {
	delimiter := []byte("--" + boundary)
	if boundary == "" || nextDelimiter(body, delimiter, 0).begin < 0 {
		if delimiter = guessed(body); delimiter == nil {
			return false
		}
	}
	at := nextDelimiter(body, delimiter, 0)
	for at.begin >= 0 && !at.last {
		next := nextDelimiter(body, delimiter, at.end)
		if next.begin < 0 {
			f(body[at.end:], true)
			return true
		}
		f(withoutBreak(body[at.end:next.begin]), false)
		at = next
	}
	return true
}

// delimiterLine is the line of a delimiter in a body; begin is negative where there is none.
type delimiterLine struct {
	begin, end int
	last       bool // whether it ends the parts
}

// nextDelimiter finds the first line from a position on that is a delimiter: nothing but
// blanks follows it, or the two hyphens that end the parts.
func nextDelimiter(body, delimiter []byte, from int) delimiterLine {
	for {
		found := bytes.Index(body[from:], delimiter)
		if found < 0 {
			return delimiterLine{begin: -1}
		}
		begin := from + found
		from = begin + len(delimiter)
		if begin > 0 && body[begin-1] != '\n' {
			continue
		}
		end := len(body)
		if n := bytes.IndexByte(body[from:], '\n'); n >= 0 {
			end = from + n + 1
		}
		behind, last := bytes.CutPrefix(body[from:end], []byte("--"))
		if len(bytes.TrimSpace(behind)) == 0 {
			return delimiterLine{begin, end, last}
		}
	}
}

// withoutBreak gives a part without the line break that belongs to the delimiter behind it.
func withoutBreak(part []byte) []byte {
	return bytes.TrimSuffix(bytes.TrimSuffix(part, []byte{'\n'}), []byte{'\r'})
}

// guessed gives the line that looks like the first delimiter of a body: two hyphens, a word,
// and a field of a part below it.
func guessed(body []byte) []byte {
	for rest := body; len(rest) > 0; {
		line, next, _ := bytes.Cut(rest, []byte{'\n'})
		line = bytes.TrimSpace(line)
		const content = "content-"
		if len(line) > 2 && bytes.HasPrefix(line, []byte("--")) && !bytes.ContainsAny(line, " \t") &&
			len(next) > len(content) && bytes.EqualFold(next[:len(content)], []byte(content)) {
			return line
		}
		rest = next
	}
	return nil
}
