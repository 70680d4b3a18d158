package boilerplate

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/zeebo/xxh3"
)

// unit is what is kept of a unit for counting.
type unit struct {
	key   uint64
	bytes uint32 // of normalised text
	words uint16
	alone bool // stands alone and is large enough to recur by itself
}

// pairKey gives the key of a pair, and whether it is large enough to recur.
func pairKey(a, b *unit) (key uint64, ok bool) {
	if int(a.words)+int(b.words) < minPairWords || a.bytes+b.bytes < minPairBytes {
		return 0, false
	}
	return mix(mix(a.key) + b.key), true
}

// mix is the finaliser of SplitMix64 (Steele, Lea, Flood 2014).
func mix(v uint64) uint64 {
	v = (v ^ v>>30) * 0xbf58476d1ce4e5b9
	v = (v ^ v>>27) * 0x94d049bb133111eb
	return v ^ v>>31
}

// span is the place of a unit in a text: bytes start to end.
type span struct{ start, end int }

// splitter cuts texts into units. It keeps its buffers from one text to the next.
type splitter struct {
	units []unit
	spans []span
	large []bool // whether the unit is large enough to recur by itself
	bare  []byte
	dates dates
}

// split cuts a cleaned text into its units, in order; pieces without a letter or digit
// are left out. The slices are valid until the next call.
func (p *splitter) split(text string) ([]unit, []span) {
	p.units, p.spans, p.large = p.units[:0], p.spans[:0], p.large[:0]
	wrapped := isWrapped(text)
	for start := 0; start < len(text); {
		end := start + lineLength(text[start:])
		if wrapped {
			p.addLine(text, start, end)
		} else {
			p.addSentences(text, start, end)
		}
		start = end + 1
	}
	for i := range p.units {
		u := &p.units[i]
		edge := i < headUnits || i >= len(p.units)-tailUnits
		u.alone = (u.alone || edge && !wrapped) && p.large[i]
	}
	return p.units, p.spans
}

// addSentences cuts a line after each full stop, exclamation or question mark that a
// blank and the beginning of a sentence follow. This is coarse, but the same in every
// article, and that is all it takes.
func (p *splitter) addSentences(text string, start, lineEnd int) {
	line, first := text[:lineEnd], start
	for i := start; i < lineEnd; i++ {
		if line[i] != '.' && line[i] != '!' && line[i] != '?' {
			continue
		}
		end := afterClosing(line, i+1)
		if end+1 < lineEnd && line[end] == ' ' && !isOrdinal(line, start, i) && begins(line[end+1:]) {
			p.addSentence(text, start, end, false)
			start = end + 1
			i = end
		}
	}
	p.addSentence(text, start, lineEnd, start == first)
}

// isOrdinal tells whether one or two figures stand before line[i], as in "3. Oktober".
func isOrdinal(line string, start, i int) bool {
	n := 0
	for n < 3 && i-1-n >= start && isDigit(line[i-1-n]) {
		n++
	}
	return n == 1 || n == 2
}

// afterClosing gives the index after the closing brackets and quotation marks at line[i:].
func afterClosing(line string, i int) int {
	for i < len(line) {
		switch line[i] {
		case ')', ']', '"', '\'':
			i++
			continue
		}
		if n := quotation(line[i:]); n > 0 {
			i += n
			continue
		}
		break
	}
	return i
}

// quotation gives the length of a quotation mark outside ASCII at the beginning of s.
func quotation(s string) int {
	for _, mark := range [...]string{"“", "”", "„", "’", "‘", "‚", "»", "«"} {
		if strings.HasPrefix(s, mark) {
			return len(mark)
		}
	}
	return 0
}

// begins tells whether s begins as a sentence does: with a capital, a bracket or a
// quotation mark.
func begins(s string) bool {
	switch c := s[0]; {
	case 'A' <= c && c <= 'Z', c == '(', c == '[', c == '"', c == '\'', c == '*':
		return true
	case c == 0xc3 && len(s) > 1:
		return s[1] >= 0x80 && s[1] <= 0x9e // À to Þ
	case c >= utf8.RuneSelf:
		return quotation(s) > 0
	}
	return false
}

// isWrapped tells whether a text came with fixed line breaks: of its lines of 25 bytes
// and more, most end without the end of a sentence, and none runs over 200 bytes.
func isWrapped(text string) bool {
	open, lines := 0, 0
	for rest := text; len(rest) > 0; {
		n := lineLength(rest)
		line := rest[:n]
		rest = rest[min(n+1, len(rest)):]
		if n > 200 {
			return false
		}
		if n < 25 {
			continue
		}
		lines++
		switch line[n-1] {
		case '.', '!', '?', ':', '"', ')', ']':
		default:
			if !strings.HasSuffix(line, "“") && !strings.HasSuffix(line, "”") {
				open++
			}
		}
	}
	return lines > 1 && 2*open > lines
}

func lineLength(s string) int {
	if n := strings.IndexByte(s, '\n'); n >= 0 {
		return n
	}
	return len(s)
}

// addLine appends a line of a text with fixed line breaks. Its dates stay: in tables,
// such as lists of dividends, they are what a line says.
func (p *splitter) addLine(text string, start, end int) {
	words := 0
	p.bare, words, _ = appendBare(p.bare[:0], text[start:end])
	p.append(p.bare, words, false, false, span{start, end})
}

// maxDated is the largest number of bytes of a sentence whose dates are replaced: a notice
// is short, and a text without a full stop may be one sentence.
const maxDated = 4096

// addSentence appends a sentence, or a line of its own.
func (p *splitter) addSentence(text string, start, end int, alone bool) {
	bare, words, digits := appendBare(p.bare[:0], text[start:end])
	p.bare = bare
	dated := false
	if digits && len(bare) <= maxDated {
		bare, dated = p.dates.mask(bare)
	}
	// A date makes a notice of few letters, such as "(dpa, 3.10.2026)".
	p.append(bare, words, dated || len(bare) >= minBytes, alone, span{start, end})
}

// append appends the unit of a normalised text, unless it is empty.
func (p *splitter) append(bare []byte, words int, large, alone bool, at span) {
	if words == 0 {
		return
	}
	p.units = append(p.units, unit{
		key: xxh3.Hash(bare), bytes: uint32(min(len(bare), math.MaxUint32)), words: uint16(min(words, math.MaxUint16)), alone: alone,
	})
	p.large = append(p.large, large && words >= minWords)
	p.spans = append(p.spans, at)
}
