package repair

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Least sizes of what is said once where it was said twice. Nobody writes as much again by
// chance; a refrain, a heading or a name is shorter.
const (
	minTwice     = 60  // bytes of a whole text
	minLead      = 40  // bytes of a lead
	minParagraph = 100 // bytes of a paragraph
	minBlanks    = 10  // in it
)

// Once says once what a folded text without empty lines says twice: the whole text two or
// three times, a lead before a text that begins with it, and paragraphs that have been
// there before, with what stands next to them in both places. again says that a
// paragraph may be there a second time, as Paragraphs tell; without it none is looked for.
func Once(text string, again bool) (once string, changed bool) {
	once = text
	for times := 2; times <= 3; times++ {
		for period := repeats(once, times); period > 0; period = repeats(once, times) {
			once = once[:period]
		}
	}
	once = withoutLead(once)
	if again {
		once = withoutCopies(once)
	}
	return once, len(once) < len(text)
}

// repeats gives the length of the text that s says a number of times, with a blank, a line
// break or nothing between; 0 where there is none.
func repeats(s string, times int) int {
	for _, between := range [...]int{1, 0} {
		total := len(s) + between
		period := total/times - between
		if total%times != 0 || period < minTwice || between == 0 && !endsSentence(s[:period]) {
			continue
		}
		same := true
		for i := 1; i < times && same; i++ {
			at := i * (period + between)
			same = (between == 0 || s[at-1] <= ' ') && s[at:at+period] == s[:period]
		}
		if same {
			return period
		}
	}
	return 0
}

func endsSentence(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!…\"“”»", last)
}

// withoutLead drops first lines with which the rest begins. A lead that was cut ends in an
// ellipsis, within a word perhaps.
func withoutLead(text string) string {
	for {
		lead, rest, found := strings.Cut(text, "\n")
		if !found {
			return text
		}
		bare := strings.TrimRight(strings.TrimRight(lead, ".…"), " ")
		cut := strings.HasSuffix(lead, "…") || strings.HasSuffix(lead, "...")
		if !cut {
			bare = lead
		}
		if len(bare) < minLead || !beginsWith(rest, bare) {
			return text
		}
		next, _ := utf8.DecodeRuneInString(rest[len(bare):])
		if !cut && (unicode.IsLetter(next) || unicode.IsDigit(next)) {
			return text
		}
		text = rest
	}
}

// beginsWith tells whether a text begins with a line, which may be broken otherwise in it.
func beginsWith(text, line string) bool {
	if len(text) < len(line) {
		return false
	}
	for i := range len(line) {
		if text[i] != line[i] && (text[i] != '\n' || line[i] != ' ') {
			return false
		}
	}
	return true
}

// withoutCopies drops long paragraphs that have been there before, and with each what
// stands next to it in both places.
func withoutCopies(text string) string {
	lines := strings.Split(text, "\n")
	first := make(map[string]int)
	dropped := make([]bool, len(lines))
	for i, l := range lines {
		if dropped[i] || !isParagraph(l) {
			continue
		}
		j, again := first[l]
		if !again {
			first[l] = i
			continue
		}
		dropped[i] = true
		for k := 1; j-k >= 0 && i-k > j && !dropped[i-k] && lines[i-k] == lines[j-k]; k++ {
			dropped[i-k] = true
		}
		for k := 1; j+k < i && i+k < len(lines) && lines[i+k] == lines[j+k]; k++ {
			dropped[i+k] = true
		}
	}
	kept := lines[:0]
	for i, l := range lines {
		if !dropped[i] {
			kept = append(kept, l)
		}
	}
	return strings.Join(kept, "\n")
}

// Paragraphs are the paragraphs of a text that were seen, by their length and the bytes at
// their ends, as far as a filter of some bits tells them apart. It spares most texts a
// map of their lines. The zero value has seen none.
type Paragraphs struct{ seen [1 << bits / 64]uint64 }

// A filter of this size with three bits a line takes one of 1,250 lines for another one.
const (
	bits   = 15
	hashes = 3
)

// Again tells whether a line may have been seen before, and takes it up.
func (p *Paragraphs) Again(line string) bool {
	if len(line) < minParagraph {
		return false
	}
	h := uint64(len(line))
	for i := range 8 {
		h = (h ^ uint64(line[i]) ^ uint64(line[len(line)-2-i])<<8) * 0x9e3779b97f4a7c15 // 2^64 / golden ratio
	}
	again := true
	for range hashes {
		bit := h >> (64 - bits)
		again = again && p.seen[bit/64]&(1<<(bit%64)) != 0
		p.seen[bit/64] |= 1 << (bit % 64)
		h <<= bits
	}
	return again
}

// isParagraph tells whether a line is long enough, made of words, and ends as a sentence
// does, but not as a question: that is put to several people.
func isParagraph(l string) bool {
	return len(l) >= minParagraph && strings.Count(l, " ") >= minBlanks && endsSentence(l)
}
