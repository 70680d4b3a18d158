// Package charset tells in which charset a text is written, and gives it in UTF-8. In go the
// bytes of a file, or its first ones, and what the file itself says of its charset; out comes
// text, or the verdict that the bytes are none.
//
// A byte order mark is believed first, then what only UTF-16 or UTF-8 looks like, then what the
// file declares, then what github.com/saintfish/chardet, the detector of ICU, finds.
package charset

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	letter "unicode"
	"unicode/utf8"

	"github.com/saintfish/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// Charset is how the bytes of a stream stand for text.
type Charset struct {
	encoding encoding.Encoding // nil for UTF-8
	mark     int               // bytes of the byte order mark
}

// byteOrderMarks, longest first where one begins with another.
var byteOrderMarks = []struct {
	mark     []byte
	encoding encoding.Encoding
}{
	{[]byte{0xEF, 0xBB, 0xBF}, nil},
	{[]byte{0xFF, 0xFE, 0, 0}, utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)},
	{[]byte{0, 0, 0xFE, 0xFF}, utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)},
	{[]byte{0xFF, 0xFE}, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
	{[]byte{0xFE, 0xFF}, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
}

// errBinary is the verdict on content that no charset makes into text.
var errBinary = errors.New("binary content")

// Of tells the charset of text that begins with head; cut says that there is
// more. In order: a byte order mark; UTF-16 by its zero bytes; valid UTF-8; detection.
func Of(head []byte, cut bool) (Charset, error) {
	for _, m := range byteOrderMarks {
		if bytes.HasPrefix(head, m.mark) {
			return Charset{m.encoding, len(m.mark)}, nil
		}
	}
	if wide := wideCharset(head); wide != nil {
		return Charset{encoding: wide}, nil
	}
	if IsBinary(head) {
		return Charset{}, errBinary
	}
	if cut {
		head = head[:len(head)-partialRune(head)]
	}
	if mostlyUTF8(head) {
		if bytes.Contains(head, []byte("\x1b$B")) || bytes.Contains(head, []byte("\x1b$@")) {
			return Charset{encoding: japanese.ISO2022JP}, nil
		}
		return Charset{}, nil
	}
	return Charset{encoding: detectCharset(head)}, nil
}

// ToUTF8 gives the text of a whole file as UTF-8. Declared is the charset that the
// file itself names, if any; it is believed where the file is not UTF-8.
func ToUTF8(b []byte, declared encoding.Encoding) ([]byte, error) {
	set, err := Of(b, false)
	if err != nil {
		return nil, err
	}
	set.Declare(declared, b)
	b = b[set.mark:]
	if set.encoding == nil {
		return b, nil
	}
	decoded, err := set.encoding.NewDecoder().Bytes(b)
	if err != nil {
		return nil, fmt.Errorf("decode: %w", err)
	}
	return decoded, nil
}

// Declare believes what a file that begins with b names as its charset, where that is for it
// to say: in UTF-8 and behind a byte order mark it is not.
func (c *Charset) Declare(declared encoding.Encoding, b []byte) {
	if c.encoding != nil && c.mark == 0 && declared != nil && wideCharset(b) == nil {
		c.encoding = declared
	}
}

// DecodeHead gives the beginning of a stream as UTF-8, to tell its form.
func (c Charset) DecodeHead(head []byte) []byte {
	head = head[min(c.mark, len(head)):]
	if c.encoding == nil {
		return head
	}
	decoded, err := c.encoding.NewDecoder().Bytes(head)
	if err != nil {
		return head
	}
	return decoded
}

// Reader gives r as UTF-8, without its byte order mark: r itself where it is that
// already.
func (c Charset) Reader(r *bufio.Reader) io.Reader {
	// The mark has been peeked at, so discarding it cannot fail.
	_, _ = r.Discard(c.mark)
	if c.encoding == nil {
		return r
	}
	return c.encoding.NewDecoder().Reader(r)
}

// wideCharset tells UTF-16 without a byte order mark: in text that is mostly Latin
// every other byte is zero.
func wideCharset(head []byte) encoding.Encoding {
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i&1]++
		}
	}
	half := len(head) / 2
	if half < 2 {
		return nil
	}
	switch {
	case zeros[1]*10 > half*4 && zeros[0]*20 < half:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case zeros[0]*10 > half*4 && zeros[1]*20 < half:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// IsBinary reports whether content is no text in any charset of one or more bytes a
// character: text has next to no control characters, and of random bytes a tenth are.
func IsBinary(head []byte) bool {
	controls := 0
	for _, c := range head {
		if c < ' ' && c != '\n' && c != '\t' && c != '\r' && c != '\f' && c != '\v' && c != '\b' && c != 0x1b {
			controls++
		}
	}
	const short = 256 // bytes; in fewer one stray character weighs too much
	if len(head) < short {
		return controls*10 > len(head)*3
	}
	return controls*20 > len(head)
}

// LooksTextual reports whether head could be text rather than a damaged archive.
func LooksTextual(head []byte) bool {
	_, err := Of(head, true)
	return err == nil && (wideCharset(head) != nil || mostlyUTF8(head))
}

// partialRune counts the bytes at the end of b that begin a character and do not end it.
func partialRune(b []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(b); n++ {
		if c := b[len(b)-n]; utf8.RuneStart(c) {
			if c >= utf8.RuneSelf && !utf8.FullRune(b[len(b)-n:]) {
				return n
			}
			return 0
		}
	}
	return 0
}

// mostlyUTF8 reports whether b is UTF-8, a few bytes of another charset aside. Legacy
// text seldom forms a valid sequence by chance, UTF-8 text forms nothing else.
func mostlyUTF8(b []byte) bool {
	if utf8.Valid(b) {
		return true
	}
	valid, invalid := 0, 0
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 {
			invalid++
		} else {
			valid++
		}
		i += size
	}
	return valid > 2*invalid
}

// detectCharset guesses the charset of b, which is not UTF-8. Western text is told by a
// rule of our own, for the detector takes short German text for anything; what is
// neither plausible as Western text nor detected is windows-1252 all the same.
func detectCharset(b []byte) encoding.Encoding {
	const enough = 16 << 10 // bytes; more does not make the detector better
	b = b[:min(len(b), enough)]
	if plausiblyWestern(b) {
		return charmap.Windows1252
	}
	const trusted = 20 // percent
	candidates, err := chardet.NewTextDetector().DetectAll(b)
	if err != nil {
		return charmap.Windows1252
	}
	// The detector gives those of the same confidence in any order.
	slices.SortFunc(candidates, func(x, y chardet.Result) int {
		return cmp.Or(cmp.Compare(y.Confidence, x.Confidence), cmp.Compare(x.Charset, y.Charset))
	})
	for _, c := range candidates {
		found, err := htmlindex.Get(detectedName(c, b))
		if err != nil || c.Confidence < trusted {
			continue
		}
		// One mistake is what cutting b may have made of its last character.
		decoded, err := found.NewDecoder().Bytes(b)
		if err == nil && bytes.Count(decoded, []byte(string(utf8.RuneError))) <= 1 {
			return found
		}
	}
	return charmap.Windows1252
}

// detectedName is the name that the registry of charsets has for what the detector
// found in b. The detector says Latin-1 where it has recognised a language of Latin-2, and
// which language that was it says at random where two fit alike.
func detectedName(c chardet.Result, b []byte) string {
	latin2 := map[string]string{"ISO-8859-1": "iso-8859-2", "windows-1252": "windows-1250"}[c.Charset]
	switch {
	case c.Charset == "GB-18030":
		return "gb18030"
	case latin2 != "" && lettersIn(b, latin2) > lettersIn(b, c.Charset):
		return latin2
	}
	return c.Charset
}

// lettersIn counts the letters beyond ASCII that b holds in a charset.
func lettersIn(b []byte, name string) (n int) {
	set, err := htmlindex.Get(name)
	if err != nil {
		return 0
	}
	decoded, _ := set.NewDecoder().Bytes(b) // charsets of one byte have no errors
	for _, r := range string(decoded) {
		if r >= utf8.RuneSelf && letter.IsLetter(r) {
			n++
		}
	}
	return n
}

// notAfterLetter are signs of windows-1252 that never follow a letter, and that are
// letters in other charsets: ¡ £ ¥ ¦ ¨ ¬ ¯ ± ¶ ¸ ¼ ½ ¾ ¿.
var notAfterLetter = []byte("\xa1\xa3\xa5\xa6\xa8\xac\xaf\xb1\xb6\xb8\xbc\xbd\xbe\xbf")

// plausiblyWestern reports whether b reads well as windows-1252: letters beyond ASCII
// stand among ASCII letters and are rarer than those, and no sign stands in a word.
func plausiblyWestern(b []byte) bool {
	letters, high, odd := 0, 0, 0
	isLetter := func(i int) bool {
		return i >= 0 && i < len(b) && (b[i]|0x20 >= 'a' && b[i]|0x20 <= 'z')
	}
	for i, c := range b {
		switch {
		case isLetter(i):
			letters++
		case c < utf8.RuneSelf:
		case c >= 0xC0 && c != 0xD7 && c != 0xF7: // letters of Latin-1
			high++
		case c == 0x8A || c == 0x8C || c == 0x8E || c == 0x9A || c == 0x9C || c == 0x9E || c == 0x9F:
			high++
		case c == 0x81 || c == 0x8D || c == 0x8F || c == 0x90 || c == 0x9D: // not assigned
			odd++
		case bytes.IndexByte(notAfterLetter, c) >= 0 && isLetter(i-1):
			odd++
		case c != 0x92 && c != 0xAD && isLetter(i-1) && isLetter(i+1): // a sign within a word
			odd++
		}
	}
	return odd == 0 && high*4 <= letters
}
