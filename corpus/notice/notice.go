// Package notice knows what publishing puts around a text and in its place: offers of
// subscriptions, newsletters, links to more, lines of agencies, marks that a text was cut,
// walls of consent, error pages, logins. A line or a text comes in, in German or English;
// what it is comes out. What to do about it is up to the caller.
//
// Glossary.
//
//   - notice: a line of which every sentence is one that publishing says to readers.
//   - family: sentences that are alike: they begin with one of some openings and have a
//     word of each of some lists. "Testen Sie unser Angebot vier Wochen lang" opens with
//     "testen sie" and has a word for the product and one for the price.
//   - filler: a sentence that is part of a notice beside others, as "Jederzeit kündbar".
//   - mark: what a feed or an interface puts where it has cut a text, as "[+1800 chars]".
//   - normal form: a sentence in lower case, its words between single blanks, without
//     punctuation and apostrophes, a sign of currency or a plus as a word of its own.
//
// Sentences of reports are safe for two reasons: they do not speak to the reader as these
// do, and one of them in a line makes the line content. A line that quotes somebody is
// never a notice.
package notice

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind is what a line is.
type Kind uint8

// Kinds of lines.
const (
	None    Kind = iota
	Wall         // the rest of the article is for others: subscribers, members, those who log in
	Offer        // sells a subscription, without a word of the article
	Filler       // nothing by itself, part of a notice next to one
	Prompt       // a newsletter, a link to more
	Footer       // says who wrote, edited and distributes the text
	Person       // heading above a note about the author or somebody in the text
	Closing      // Footer where nothing of the text follows
	Apart        // all from here on is for editors, not for readers
)

// Limits in bytes.
const (
	maxLine   = 600 // of a notice
	maxShort  = 45  // of a question to subscribers in normal form
	maxFiller = 90  // of a filler
)

// Of tells what a folded line is. Most lines cost one look at their first three bytes.
func Of(line string) Kind {
	if len(line) < 3 || len(line) > maxLine {
		return None
	}
	body := line
	switch first := line[0]; {
	case strings.HasPrefix(line, "http") && strings.Contains(line, "://") && !strings.Contains(line, " "):
		return Filler // where a link leads
	case first >= 'a' && first <= 'z' && !strings.HasPrefix(line, "dpa"):
		return None // the middle of a sentence
	case first >= '0' && first <= '9':
		if len(line) > maxFiller {
			return None
		}
	case isLetter(first), first == 0xC3:
		if !openings.admits(line) {
			return None
		}
	default:
		body = strings.TrimLeft(line, "*#>-–—•·►▶→©([ _")
		if len(body) < 3 || !openings.admits(body) {
			return None
		}
	}
	if k := agencyKind(line); k != None {
		return k
	}
	if headings[strings.ToLower(strings.TrimRight(body, ": "))] {
		return Person
	}
	if speaks(body) {
		return None
	}
	return kindOf(body)
}

// speaks tells whether somebody is quoted in a line. A name in quotation marks is short,
// and neither a colon nor a comma leads to it.
func speaks(line string) bool {
	const marks, longestName = "\"„“”«»", 50
	first := strings.IndexAny(line, marks)
	if first < 0 {
		return false
	}
	before := strings.TrimRight(line[:first], " ")
	return before == "" || strings.HasSuffix(before, ":") || strings.HasSuffix(before, ",") || strings.LastIndexAny(line, marks)-first > longestName
}

// kindOf judges a line sentence by sentence.
func kindOf(line string) Kind {
	all := Filler
	for rest := line; rest != ""; {
		var sentence string
		sentence, rest = cutSentence(rest)
		k := sentenceKind(normal(sentence))
		switch {
		case k == None:
			return None
		case k == Filler:
		case all == Filler, k == Wall, all != Wall && k == Offer:
			all = k
		}
	}
	return all
}

// cutSentence cuts the first sentence off a line.
func cutSentence(line string) (sentence, rest string) {
	for i := 0; i+1 < len(line); i++ {
		if line[i+1] != ' ' || line[i] != '.' && line[i] != '!' && line[i] != '?' && line[i] != '|' {
			continue
		}
		// "z. B.", "St. Orlan", "24. März"
		if line[i] == '.' && (i < 2 || line[i-1] >= '0' && line[i-1] <= '9' || line[i-2] == ' ' || line[i-2] == '.') {
			continue
		}
		return line[:i+1], line[i+2:]
	}
	return line, ""
}

// sentenceKind gives the kind of the family that a sentence in normal form is of.
func sentenceKind(s string) Kind {
	if strings.TrimSpace(s) == "" {
		return Filler
	}
	bare := withoutLeadIn(s)
	for _, f := range byWord[firstWord(bare)] {
		if f.matches(bare) {
			return f.kind
		}
	}
	if len(bare) != len(s) {
		for _, f := range byWord[firstWord(s)] {
			if f.matches(s) {
				return f.kind
			}
		}
	}
	if word := firstWord(s); len(s) <= maxFiller && word != "" && word[0] >= '0' && word[0] <= '9' && has(s, offers) {
		return Filler // "4 Wochen für 1 Euro", "30 days for free"
	}
	return None
}

// leadIns stand before the opening of a sentence that speaks to the reader.
var leadIns = []string{" jetzt ", " bitte ", " gleich ", " einfach ", " hier ", " oder ", " und ", " or ", " and ", " please ", " now "}

// withoutLeadIn cuts lead-ins off a sentence in normal form.
func withoutLeadIn(s string) string {
	for {
		cut := s
		for _, l := range leadIns {
			if rest, ok := strings.CutPrefix(s, l); ok && rest != "" {
				cut = " " + rest
				break
			}
		}
		if len(cut) == len(s) {
			return s
		}
		s = cut
	}
}

// firstWord gives the first word of a sentence in normal form.
func firstWord(s string) string {
	word, _, _ := strings.Cut(s[1:], " ")
	return word
}

// normal gives a sentence in normal form, with a blank at either end.
func normal(sentence string) string {
	var b strings.Builder
	b.Grow(len(sentence) + 8)
	b.WriteByte(' ')
	blank := true
	for _, r := range sentence {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
			blank = false
		case r == '\'' || r == '’':
		case r == '€' || r == '$' || r == '£' || r == '+' || r == '%':
			if !blank {
				b.WriteByte(' ')
			}
			b.WriteRune(r)
			b.WriteByte(' ')
			blank = true
		default:
			if !blank {
				b.WriteByte(' ')
			}
			blank = true
		}
	}
	if !blank {
		b.WriteByte(' ')
	}
	return b.String()
}

// family is sentences of one kind.
type family struct {
	kind Kind
	// openings are the first words of a sentence in normal form, " " after the last one
	// where that must be whole.
	openings []string
	// needs are lists of which a word must be in the sentence each, in its normal form: a
	// blank before or after says that a word begins or ends there.
	needs [][]string
	// most is the largest size of the sentence in bytes; 0 means maxLine.
	most int
}

func (f *family) matches(s string) bool {
	if f.most > 0 && len(s) > f.most {
		return false
	}
	opened := false
	for _, o := range f.openings {
		if strings.HasPrefix(s[1:], o) {
			opened = true
			break
		}
	}
	for _, need := range f.needs {
		opened = opened && has(s, need)
	}
	return opened
}

func has(s string, list []string) bool {
	for _, w := range list {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// sentences are all families.
var sentences = slices.Concat(mailing, families)

// byWord gives the families that have an opening with a first word.
var byWord = func() map[string][]*family {
	index := make(map[string][]*family)
	for i := range sentences {
		f := &sentences[i]
		for _, o := range f.openings {
			word, _, _ := strings.Cut(o, " ")
			if list := index[word]; len(list) == 0 || list[len(list)-1] != f {
				index[word] = append(index[word], f)
			}
		}
	}
	return index
}()

// openings holds the beginnings of all that Of finds.
var openings = func() *gate {
	g := new(gate)
	for i := range sentences {
		for _, o := range sentences[i].openings {
			g.add(o)
			if apart, ok := contractions[firstWord(" "+o)]; ok {
				g.add(apart)
			}
		}
	}
	for _, l := range leadIns {
		g.add(l[1:])
	}
	for name := range agencies {
		g.add(name + " ")
	}
	for h := range headings {
		g.add(h + " ")
	}
	return g
}()

// contractions are words of normal form as their parts, which an apostrophe divides.
var contractions = map[string]string{"youve": "you ve", "dont": "don t", "thats": "that s", "its": "it s", "aps": "ap s", "youre": "you re", "cant": "can t"}

// gate tells from the first two words of a line, in either case, whether it may begin as
// one of the sentences of a notice does: a set of the first three bytes of openings, which
// few lines pass, and Bloom filters of what comes after them. It spares nearly all lines
// the making of a normal form.
type gate struct {
	first [1 << 15 / 64]uint64 // five bits of three bytes each, exactly
	words [1 << pairBits / 64]uint64
}

const pairBits = 14

// add takes up an opening: a whole word, or one and the beginning of another.
func (g *gate) add(opening string) {
	n := wordLength(opening)
	for _, mark := range [...]string{" ", "-", ".", ",", ":", "'"} {
		h := threeBytes(strings.Replace(opening+"  ", " ", mark, 1))
		g.first[h/64] |= 1 << (h % 64)
	}
	second := strings.TrimLeft(opening[n:], " ")
	key := oneWord(opening, n)
	if second != "" {
		key = twoWords(key, second)
	}
	g.words[key/64] |= 1 << (key % 64)
}

// admits tells whether a line of three bytes or more may begin with an opening.
func (g *gate) admits(line string) bool {
	if h := threeBytes(line); g.first[h/64]&(1<<(h%64)) == 0 {
		return false
	}
	n := wordLength(line)
	key := oneWord(line, n)
	if g.words[key/64]&(1<<(key%64)) != 0 {
		return true
	}
	for n < len(line) && !isWordByte(line[n]) {
		n++
	}
	key = twoWords(key, line[n:])
	return g.words[key/64]&(1<<(key%64)) != 0
}

func threeBytes(s string) uint { return uint(s[0]&31)<<10 | uint(s[1]&31)<<5 | uint(s[2]&31) }

// wordLength gives the length of the word with which s begins, of long ones a part.
func wordLength(s string) int {
	n := 0
	for n < len(s) && n < 16 && isWordByte(s[n]) {
		n++
	}
	return n
}

// oneWord hashes the first bytes of a word and its length; the bit that is set is that
// between the cases of a letter, in UTF-8 also those of Ä, Ö and Ü.
func oneWord(word string, n int) uint32 {
	h := uint32(n)
	for i := range min(n, 5) {
		h = (h ^ uint32(word[i]|0x20)) * 0x9e3779b1 // 2^32 / golden ratio
	}
	return h >> (32 - pairBits)
}

// twoWords adds the first three bytes of a second word.
func twoWords(key uint32, second string) uint32 {
	h := key + 1
	for i := range 3 {
		c := byte(' ')
		if i < len(second) && isWordByte(second[i]) {
			c = second[i] | 0x20
		}
		h = (h ^ uint32(c)) * 0x9e3779b1
		if c == ' ' {
			break
		}
	}
	return h >> (32 - pairBits)
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

func isWordByte(b byte) bool { return isLetter(b) || b >= utf8.RuneSelf }
