package json

import (
	"bytes"
	"encoding/json"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/tidwall/gjson"
)

// Valid reports whether b is one JSON value. It accepts what the standard library
// accepts, at about three times the speed; text with so many brackets that it might
// nest deeply goes to the standard library, which bounds the depth of its recursion.
func Valid(b []byte) bool {
	const bracketsHarmless = 10_000
	if bytes.Count(b, []byte{'['})+bytes.Count(b, []byte{'{'}) > bracketsHarmless {
		return json.Valid(b)
	}
	return gjson.ValidBytes(b)
}

// valid gives b where it is one JSON value, or what it is once the numbers that JSON does not
// know (NaN, Infinity), which Python writes, are null.
func valid(b []byte) ([]byte, bool) {
	if Valid(b) {
		return b, true
	}
	if !bytes.Contains(b, []byte("NaN")) && !bytes.Contains(b, []byte("Infinity")) {
		return b, false
	}
	var mended []byte
	for i := 0; i < len(b); {
		switch n := noNumber(b[i:]); {
		case b[i] == '"':
			end := stringEnd(b, i)
			mended = append(mended, b[i:end]...)
			i = end
		case n > 0:
			mended = append(mended, "null"...)
			i += n
		default:
			mended = append(mended, b[i])
			i++
		}
	}
	if !Valid(mended) {
		return b, false
	}
	return mended, true
}

// noNumber counts the bytes of the word at the beginning of b that stands for no number.
func noNumber(b []byte) int {
	for _, word := range []string{"NaN", "Infinity", "-Infinity"} {
		if bytes.HasPrefix(b, []byte(word)) {
			return len(word)
		}
	}
	return 0
}

// whyInvalid says what is wrong with b, which is not valid JSON.
func whyInvalid(b []byte) string {
	var v json.RawMessage
	if err := json.Unmarshal(b, &v); err != nil {
		return err.Error()
	}
	return "not valid JSON"
}

// eachMember calls f for the members of the object b, which must be valid JSON: the key
// decoded, the value as it is written. The key is valid until f returns.
func eachMember(b []byte, f func(key, value []byte)) {
	var decoded [64]byte
	buf := decoded[:]
	i := skipSpace(b, 0)
	if i >= len(b) || b[i] != '{' {
		return
	}
	i = skipSpace(b, i+1)
	for i < len(b) && b[i] == '"' {
		end := stringEnd(b, i)
		var key []byte
		key, buf = unquote(buf, b[i:end])
		i = skipSpace(b, skipSpace(b, end)+1)
		end = valueEnd(b, i)
		f(key, b[i:end])
		i = skipSpace(b, end)
		if i < len(b) && b[i] == ',' {
			i = skipSpace(b, i+1)
		}
	}
}

// eachElement calls f for the elements of the array b, which must be valid JSON.
func eachElement(b []byte, f func(value []byte)) {
	i := skipSpace(b, 0)
	if i >= len(b) || b[i] != '[' {
		return
	}
	i = skipSpace(b, i+1)
	for i < len(b) && b[i] != ']' {
		end := valueEnd(b, i)
		if end == i {
			return // b is not valid
		}
		f(b[i:end])
		i = skipSpace(b, end)
		if i < len(b) && b[i] == ',' {
			i = skipSpace(b, i+1)
		}
	}
}

func skipSpace(b []byte, i int) int {
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	return i
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

// valueEnd returns the index behind the value that begins at b[i].
func valueEnd(b []byte, i int) int {
	if i >= len(b) {
		return i
	}
	switch b[i] {
	case '"':
		return stringEnd(b, i)
	case '{', '[':
		return containerEnd(b, i)
	}
	for i < len(b) && b[i] != ',' && b[i] != '}' && b[i] != ']' && !isSpace(b[i]) {
		i++
	}
	return i
}

func containerEnd(b []byte, i int) int {
	depth := 0
	for i < len(b) {
		switch b[i] {
		case '"':
			i = stringEnd(b, i)
			continue
		case '{', '[':
			depth++
		case '}', ']':
			depth--
			if depth == 0 {
				return i + 1
			}
		}
		i++
	}
	return i
}

// stringEnd returns the index behind the string whose opening quote is b[i].
func stringEnd(b []byte, i int) int {
	i++
	for i < len(b) {
		quote := bytes.IndexByte(b[i:], '"')
		if quote < 0 {
			return len(b)
		}
		end := i + quote
		backslashes := 0
		for end-1-backslashes >= i && b[end-1-backslashes] == '\\' {
			backslashes++
		}
		if backslashes%2 == 0 {
			return end + 1
		}
		i = end + 1
	}
	return i
}

// unquote gives the content of a valid JSON string: a part of quoted where it holds no
// escape, else written over buf, which it returns grown. Half a surrogate pair becomes
// U+FFFD.
func unquote(buf, quoted []byte) (content, grown []byte) {
	s := quoted[1 : len(quoted)-1]
	escape := bytes.IndexByte(s, '\\')
	if escape < 0 {
		return s, buf
	}
	buf = buf[:0]
	for escape >= 0 && escape+1 < len(s) {
		buf = append(buf, s[:escape]...)
		c := s[escape+1]
		s = s[escape+2:]
		switch c {
		case 'n':
			buf = append(buf, '\n')
		case 't':
			buf = append(buf, '\t')
		case 'r':
			buf = append(buf, '\r')
		case 'b':
			buf = append(buf, '\b')
		case 'f':
			buf = append(buf, '\f')
		case 'u':
			var r rune
			r, s = unescapeRune(s)
			buf = utf8.AppendRune(buf, r)
		default: // quote, backslash, slash
			buf = append(buf, c)
		}
		escape = bytes.IndexByte(s, '\\')
	}
	buf = append(buf, s...)
	return buf, buf
}

// unescapeRune reads the digits that follow a "\u", and a second escape where the two
// form a pair. It returns the rest of s.
func unescapeRune(s []byte) (rune, []byte) {
	r := hexRune(s)
	s = s[min(4, len(s)):]
	if utf16.IsSurrogate(r) && len(s) >= 6 && s[0] == '\\' && s[1] == 'u' {
		if pair := utf16.DecodeRune(r, hexRune(s[2:])); pair != utf8.RuneError {
			return pair, s[6:]
		}
	}
	if utf16.IsSurrogate(r) {
		r = utf8.RuneError
	}
	return r, s
}

func hexRune(s []byte) rune {
	var r rune
	for _, c := range s[:min(4, len(s))] {
		switch {
		case c <= '9':
			r = r<<4 | rune(c-'0')
		default:
			r = r<<4 | rune(c&^0x20-'A'+10)
		}
	}
	return r
}
