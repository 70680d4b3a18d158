package passage

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"leitmotif/analysis/tokenize"
)

// Mark tells how a token stands in its text.
type Mark uint8

const (
	quoted   Mark = 1 << iota // in quoted speech
	breaks                    // punctuation that ends the scope of a negation stands before it
	begins                    // first token of a sentence
	exclaims                  // an exclamation mark follows
	asks                      // a question mark follows
)

// Opens tells whether a sentence, or a clause after punctuation, begins with the token.
func (m Mark) Opens() bool { return m&(begins|breaks) != 0 }

// Quoted tells whether the token stands in quoted speech.
func (m Mark) Quoted() bool { return m&quoted != 0 }

// Sentence is a range of tokens, and of bytes from the first to the end of the last.
type Sentence struct {
	First, Last int // half-open range of tokens
	Start, End  int // half-open range of bytes
}

// Sentences cuts a text into sentences. A sentence ends at ".", "!", "?" or an ellipsis
// before white space, unless the next word is in lower case or the full stop belongs to
// an abbreviation, an initial or, in German, an ordinal number; and at the end of a
// paragraph. Every token stands in exactly one sentence.
func Sentences(language, text string, tokens []tokenize.Token) []Sentence {
	marks := AppendMarks(nil, language, text, tokens)
	return AppendSentences(nil, tokens, marks)
}

// maxSentence is the largest number of tokens of a sentence: lists and tables have no
// full stops.
const maxSentence = 120

// AppendSentences appends the sentences of a text, given the marks of its tokens; see Sentences.
func AppendSentences(dst []Sentence, tokens []tokenize.Token, marks []Mark) []Sentence {
	for i, t := range tokens {
		if i == 0 || marks[i]&begins != 0 || i-dst[len(dst)-1].First >= maxSentence {
			dst = append(dst, Sentence{First: i, Start: int(t.Start)})
		}
		last := &dst[len(dst)-1]
		last.Last, last.End = i+1, int(t.End)
	}
	return dst
}

// AppendMarks appends one mark per token of a text in a language (ISO 639-1). Only the gaps
// between tokens are looked at.
func AppendMarks(dst []Mark, language, text string, tokens []tokenize.Token) []Mark {
	var q quotation
	end := 0       // of the last token
	lineStart := 0 // of the line that is being read
	pending := Mark(0)
	for i, t := range tokens {
		gap := text[end:t.Start]
		m := pending
		if gap != " " && gap != "" {
			g := readGap(gap, end-lineStart)
			q.read(gap, g.paragraph)
			if g.scope {
				m |= breaks
			}
			if i > 0 {
				dst[i-1] |= g.marks
				if g.paragraph || g.stop && endsSentence(language, text, tokens, i, gap) {
					m |= begins | breaks
				}
			}
			if at := strings.LastIndexByte(gap, '\n'); at >= 0 {
				lineStart = end + at + 1
			}
		}
		if q.open {
			m |= quoted
		}
		dst = append(dst, m)
		end = int(t.End)
	}
	if len(tokens) > 0 {
		dst[len(dst)-1] |= readGap(text[end:], 0).marks
	}
	return dst
}

// gap sums up the characters between two tokens.
type gap struct {
	stop      bool // a sentence may end here
	paragraph bool // a paragraph ends here
	scope     bool // the scope of a negation ends here
	marks     Mark // of the token before: exclaims, asks
}

// Lines of wrapped text are about this long, in bytes; shorter lines and longer ones are
// paragraphs of their own.
const (
	shortestWrapped = 45
	longestWrapped  = 100
)

// readGap reads what stands between two tokens; line is the length so far of the line
// that the gap begins in.
func readGap(s string, line int) gap {
	var g gap
	lines := 0
	for i, r := range s {
		switch r {
		case '.', '…':
			g.stop, g.scope = true, true
		case '!':
			g.stop, g.scope = true, true
			g.marks |= exclaims
		case '?':
			g.stop, g.scope = true, true
			g.marks |= asks
		case '。', '！', '？':
			g.stop, g.scope, g.paragraph = true, true, true
		case ',', ';', ':', '(', ')', '"', '“', '”', '„', '«', '»':
			g.scope = true
		case '\n':
			lines++
			line += i
		}
	}
	if lines > 0 {
		g.paragraph = g.paragraph || lines > 1 || g.stop || line < shortestWrapped || line > longestWrapped
	}
	return g
}

// quotation follows quotation marks through a text.
type quotation struct {
	open   bool
	closer rune // 0 while a straight quote is open
}

// read takes notice of the quotation marks of a gap. At the end of a paragraph an open
// quotation counts as closed: writers open it again, or have forgotten it.
func (q *quotation) read(s string, paragraph bool) {
	if !paragraph && !strings.ContainsAny(s, "\"“”„«»") {
		return
	}
	for _, r := range s {
		switch {
		case r == '\n' && paragraph:
			q.open = false
		case r == '"':
			q.open, q.closer = !q.open, 0
		case q.open && (r == q.closer || r == '”'):
			q.open = false
		case q.open:
		case r == '„':
			q.open, q.closer = true, '“'
		case r == '“':
			q.open, q.closer = true, '”'
		case r == '«':
			q.open, q.closer = true, '»'
		case r == '»':
			q.open, q.closer = true, '«'
		}
	}
}

// endsSentence tells whether the gap before token i, which holds a terminator, ends a
// sentence.
func endsSentence(language, text string, tokens []tokenize.Token, i int, gap string) bool {
	if !strings.ContainsFunc(gap, unicode.IsSpace) {
		return false // "example.org" cut by the tokeniser, "5.-Euro"
	}
	next := tokens[i].Text(text)
	first, _ := utf8.DecodeRuneInString(next)
	if unicode.IsLower(first) {
		return false
	}
	if gap[0] != '.' || strings.HasPrefix(gap, "..") {
		return true
	}
	previous := tokens[i-1]
	word := previous.Text(text)
	switch {
	case previous.Kind == tokenize.Number:
		return !(language == "de" && isOrdinal(word)) || beginsSentence[language][next]
	case isInitial(word):
		return beginsSentence[language][next] && strings.Contains(word, ".")
	case tokens[i].Kind == tokenize.Number && abbreviationsOfNumbers[language][strings.ToLower(word)]:
		return false
	case abbreviations[language][strings.ToLower(word)]:
		return false
	case abbreviationsAtEnd[language][strings.ToLower(word)]:
		return beginsSentence[language][next]
	}
	return true
}

// isOrdinal tells whether a number before a full stop reads as an ordinal: "3. Mai", "21.
// Jahrhundert", but not "2026.".
func isOrdinal(number string) bool { return len(number) <= 2 }

// isInitial tells whether a word before a full stop is an initial or made of initials: "J",
// "U.S".
func isInitial(word string) bool {
	for i, part := range strings.Split(word, ".") {
		r, size := utf8.DecodeRuneInString(part)
		if size != len(part) || !unicode.IsLetter(r) || i == 0 && !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}
