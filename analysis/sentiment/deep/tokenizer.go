package deep

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxWord is the number of characters from which on a word is not spelled out in pieces.
const maxWord = 100

// The pieces that mark parts of an input, and what stands for a word that cannot be spelled.
const (
	pieceStart   = "[CLS]"
	pieceEnd     = "[SEP]"
	pieceUnknown = "[UNK]"
)

// vocabulary holds the numbers of pieces: those that begin a word, and those that go on with
// one, without their "##".
type vocabulary struct {
	begin, onward       map[string]int32
	longest             int // bytes of the longest piece
	start, end, unknown int32
}

// piece is a part of a text: the number of the piece, its bytes in the text, and which word it
// is of, counted from 0.
type piece struct {
	id       int32
	from, to int
	word     int
}

// character is one of a word as it is looked up: where it begins there, and its bytes in the text.
type character struct{ at, from, to int }

// tokenizer cuts a text into pieces as the uncased models of BERT were trained: control
// characters dropped, lower case without accents, every punctuation mark and Chinese character a
// word of its own, words spelled by the longest pieces from the left (WordPiece; Wu et al. 2016).
type tokenizer struct {
	vocabulary *vocabulary
	pieces     []piece
	words      int

	spelling   []byte // of the word in progress
	characters []character
	length     int // of the word, in characters, also those beyond maxWord
	last       int // where it ends
	decomposed []byte
}

// cut gives the pieces of a text, in a room that the next call uses again.
func (t *tokenizer) cut(text string) []piece {
	t.pieces, t.words = t.pieces[:0], 0
	for at := 0; at < len(text); {
		if c := text[at]; c < utf8.RuneSelf {
			t.take(ascii[c], rune(lower(c)), at, at+1)
			at++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[at:])
		t.other(text[at:at+size], r, at)
		at += size
	}
	t.finish()
	return t.pieces
}

// kind says what a character does to the word in progress.
type kind uint8

const (
	letter kind = iota // goes on with it
	blank              // ends it
	mark               // ends it and is a word
	none               // is dropped
)

// ascii are the kinds of the characters below 128.
var ascii = func() (kinds [utf8.RuneSelf]kind) {
	for c := range kinds {
		switch {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			kinds[c] = blank
		case c < ' ' || c == 0x7f:
			kinds[c] = none
		case c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z':
			kinds[c] = letter
		default:
			kinds[c] = mark
		}
	}
	return kinds
}()

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// other takes a character beyond ASCII, which may stand for several.
func (t *tokenizer) other(s string, r rune, at int) {
	to := at + len(s)
	switch {
	case r == utf8.RuneError || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs):
	case unicode.IsSpace(r):
		t.take(blank, r, at, to)
	case chinese(r):
		t.take(mark, r, at, to)
	case r >= firstHangul && r <= lastHangul:
		t.decomposed = norm.NFD.AppendString(t.decomposed[:0], s)
		t.parts(t.decomposed, at, to)
	default:
		if parts := norm.NFD.PropertiesString(s).Decomposition(); parts != nil {
			t.parts(parts, at, to)
			return
		}
		t.part(r, at, to)
	}
}

// Syllables of Korean, which norm decomposes by rule and not by its tables.
const (
	firstHangul = 0xac00
	lastHangul  = 0xd7a3
)

// parts takes what a character is decomposed into.
func (t *tokenizer) parts(parts []byte, from, to int) {
	for len(parts) > 0 {
		r, size := utf8.DecodeRune(parts)
		parts = parts[size:]
		t.part(r, from, to)
	}
}

// part takes a character that cannot be decomposed.
func (t *tokenizer) part(r rune, from, to int) {
	switch {
	case r < utf8.RuneSelf:
		t.take(ascii[r], rune(lower(byte(r))), from, to)
	case unicode.Is(unicode.Mn, r):
	case unicode.Is(unicode.P, r):
		t.take(mark, r, from, to)
	default:
		t.take(letter, unicode.ToLower(r), from, to)
	}
}

// chinese tells the characters of Chinese, as BERT lists them, from those of other scripts.
func chinese(r rune) bool {
	for _, block := range [...][2]rune{
		{0x4e00, 0x9fff}, {0x3400, 0x4dbf}, {0x20000, 0x2a6df}, {0x2a700, 0x2b73f}, {0x2b740, 0x2b81f},
		{0x2b920, 0x2ceaf}, {0xf900, 0xfaff}, {0x2f800, 0x2fa1f},
	} {
		if r >= block[0] && r <= block[1] {
			return true
		}
	}
	return false
}

func (t *tokenizer) take(k kind, r rune, from, to int) {
	switch k {
	case none:
	case blank:
		t.finish()
	case mark:
		t.finish()
		t.add(r, from, to)
		t.finish()
	case letter:
		t.add(r, from, to)
	}
}

func (t *tokenizer) add(r rune, from, to int) {
	t.length++
	t.last = to
	if t.length <= maxWord {
		t.characters = append(t.characters, character{len(t.spelling), from, to})
		t.spelling = utf8.AppendRune(t.spelling, r)
	}
}

// finish spells the word in progress, if there is one.
func (t *tokenizer) finish() {
	if t.length == 0 {
		return
	}
	before := len(t.pieces)
	if t.length > maxWord || !t.spell() {
		t.pieces = append(t.pieces[:before], piece{t.vocabulary.unknown, t.characters[0].from, t.last, t.words})
	}
	t.words++
	t.spelling, t.characters, t.length = t.spelling[:0], t.characters[:0], 0
}

// spell appends the pieces of the word, and says whether there are some.
func (t *tokenizer) spell() bool {
	known := t.vocabulary.begin
	for first := 0; first < len(t.characters); {
		from := t.characters[first].at
		next, id := 0, int32(0)
		for end := len(t.characters); end > first; end-- {
			to := len(t.spelling)
			if end < len(t.characters) {
				to = t.characters[end].at
			}
			if to-from > t.vocabulary.longest {
				continue
			}
			if n, ok := known[string(t.spelling[from:to])]; ok {
				next, id = end, n
				break
			}
		}
		if next == 0 {
			return false
		}
		t.pieces = append(t.pieces, piece{id, t.characters[first].from, t.characters[next-1].to, t.words})
		first, known = next, t.vocabulary.onward
	}
	return true
}
