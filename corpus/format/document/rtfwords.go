package document

import (
	"unicode"
	"unicode/utf16"
)

// destinations are the control words that send the text of their group elsewhere than into
// the text.
var destinations = map[string]destination{
	"fonttbl": toFonts, "stylesheet": toStyles, "info": toInfo,

	"colortbl": toNothing, "filetbl": toNothing, "pict": toNothing, "object": toObject, "header": toNothing, "headerl": toNothing,
	"headerr": toNothing, "headerf": toNothing, "footer": toNothing, "footerl": toNothing, "footerr": toNothing, "footerf": toNothing,
	"fldinst": toNothing, "listtext": toNothing, "pntext": toNothing, "pn": toNothing, "xe": toNothing, "tc": toNothing, "tcn": toNothing,
	"rxe": toNothing, "sp": toNothing, "shprslt": toNothing, "nonshppict": toNothing, "upr": toNothing, "ftnsep": toNothing,
	"ftnsepc": toNothing, "ftncn": toNothing, "aftnsep": toNothing, "aftnsepc": toNothing, "aftncn": toNothing, "atnid": toNothing,
	"atnauthor": toNothing, "annotation": toNothing, "bkmkstart": toNothing, "bkmkend": toNothing, "listtable": toNothing,
	"listoverridetable": toNothing, "revtbl": toNothing, "themedata": toNothing, "colorschememapping": toNothing,
	"datastore": toNothing, "latentstyles": toNothing, "generator": toNothing, "nextfile": toNothing, "template": toNothing,
	"private": toNothing, "comment": toNothing, "keycode": toNothing, "nesttableprops": toNothing,
}

// known are the control words that go on with the text although programs may leave them out.
var known = map[string]bool{"shpinst": true, "shptxt": true, "dptxbxtext": true, "do": true, "footnote": true}

// characterWords are the control words that stand for a character.
var characterWords = map[string]string{
	"tab": "\t", "line": "\n", "softline": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
	"rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
}

// word reads a control word with its number, if one was given.
func (r *rtf) word(word string, number int, given bool) {
	optional := r.optional
	r.optional = false
	if to, ok := destinations[word]; ok {
		r.decode()
		r.pictures = r.pictures || word == "pict"
		if r.at.to != toNothing {
			r.at.to = to
		}
		return
	}
	if optional && !known[word] {
		r.at.to = toNothing
		return
	}
	if text, ok := characterWords[word]; ok {
		r.write(text)
		return
	}
	switch r.at.to {
	case toObject:
		if word == "result" {
			r.at.to = toText
		}
	case toFonts:
		r.fontWord(word, number)
	case toStyles:
		if word == "s" {
			r.number = number
		}
	case toInfo:
		if word == "title" {
			r.at.to = toTitle
		} else if len(r.groups) > 0 && r.groups[len(r.groups)-1].to == toInfo {
			r.at.to = toNothing
		}
	case toText:
		r.textWord(word, number, given)
	}
	r.charsetWord(word, number)
}

// textWord reads a control word within the text.
func (r *rtf) textWord(word string, number int, given bool) {
	on := !given || number != 0
	switch word {
	case "par", "sect", "page", "column":
		r.endParagraph()
	case "cell", "nestcell":
		r.endParagraph()
		r.cell.column++
	case "row", "nestrow":
		r.cell = cell{row: r.cell.row + 1}
	case "intbl":
		r.decode()
		r.inTable = true
	case "pard":
		r.decode()
		r.kind, r.inTable = bodyKind, false
	case "s":
		r.kind = r.styles[number]
		r.mark()
	case "outlinelevel":
		if r.kind == bodyKind && given && number >= 0 && number < 9 {
			r.kind = headingKind
			r.mark()
		}
	case "v":
		r.decode()
		r.at.hidden = on
	case "deleted":
		r.decode()
		r.at.deleted = on
	case "plain":
		r.decode()
		r.at.hidden, r.at.deleted, r.at.font = false, false, r.charsets.usual
	case "footnote":
		r.beginAside(true)
	case "shptxt", "dptxbxtext":
		r.beginAside(false)
	}
}

// mark gives the paragraph that is being written the kind of its style.
func (r *rtf) mark() {
	if len(r.flow.drafts) > r.at.outside {
		r.flow.current().kind = r.kind
	}
}

// charsetWord reads a control word that tells characters, in whatever group it stands.
func (r *rtf) charsetWord(word string, number int) {
	switch word {
	case "ansicpg":
		r.charsets.page = number
	case "mac":
		r.charsets.page = macPage
	case "pc":
		r.charsets.page = 437
	case "pca":
		r.charsets.page = 850
	case "deff":
		r.charsets.usual = number
		r.at.font = number
	case "f":
		if r.at.to != toFonts {
			r.decode()
			r.at.font = number
		}
	case "uc":
		r.at.fallback = max(number, 0)
	case "u":
		if number < 1<<16 { // a number of 16 bits with a sign
			number = int(uint16(number))
		}
		r.unicode(rune(number))
	}
}

// unicode takes a character by its number, and leaves out those behind that stand for it. One
// beyond the basic plane comes in two halves.
func (r *rtf) unicode(c rune) {
	r.decode()
	r.skip = r.at.fallback
	high := r.high
	r.high = 0
	switch {
	case c > unicode.MaxRune, r.at.to == toNothing:
	case utf16.IsSurrogate(c) && c < 0xdc00:
		r.high = c
	case utf16.IsSurrogate(c):
		if high != 0 {
			r.put(string(utf16.DecodeRune(high, c)))
		}
	case 0xf000 <= c && c < 0xf100: // of a font of symbols
	default:
		r.put(string(c))
	}
}

// fontWord reads a control word within the table of fonts.
func (r *rtf) fontWord(word string, number int) {
	switch word {
	case "f":
		r.number = number
	case "fcharset":
		r.charsets.setFont(r.number, pageOfCharset(number))
	case "cpg":
		r.charsets.setFont(r.number, number)
	}
}
