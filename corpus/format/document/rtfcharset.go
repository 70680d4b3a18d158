package document

import (
	"strconv"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// rtfCharsets decodes the bytes of a document, whose code page its fonts decide.
type rtfCharsets struct {
	page    int         // of the document; 0 as 1252
	fonts   map[int]int // code pages by font; those that leave it open are not among them
	usual   int         // the font where none is named
	pending []byte
}

// Numbers that stand for code pages that have none of Windows.
const (
	macPage    = 10000
	symbolPage = 42
)

// maxFonts bounds the fonts whose code page is known.
const maxFonts = 1 << 14

// pageOfCharset gives the code page of \fcharset (RTF 1.9.1, "Font Table").
func pageOfCharset(number int) int {
	pages := map[int]int{0: 1252, 77: macPage, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255,
		178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437, 255: 850, 2: symbolPage}
	return pages[number]
}

// setFont sets the code page of a font; 0 leaves that of the document.
func (c *rtfCharsets) setFont(font, page int) {
	if c.fonts == nil {
		c.fonts = make(map[int]int)
	}
	if page != 0 && len(c.fonts) < maxFonts {
		c.fonts[font] = page
	}
}

// add gathers bytes: a character may have two of them.
func (c *rtfCharsets) add(b []byte) { c.pending = append(c.pending, b...) }

// decode gives what has been gathered, in the code page of a font.
func (c *rtfCharsets) decode(font int) string {
	if len(c.pending) == 0 {
		return ""
	}
	defer func() { c.pending = c.pending[:0] }()
	ascii := true
	for _, b := range c.pending {
		ascii = ascii && b < 0x80
	}
	if ascii {
		return string(c.pending)
	}
	page, ok := c.fonts[font]
	if !ok || page == symbolPage {
		page = c.page
	}
	text, err := encodingOfPage(page).NewDecoder().Bytes(c.pending)
	if err != nil {
		return string(c.pending)
	}
	return string(text)
}

// encodingOfPage gives the encoding of a code page, that of western Windows where it is not
// known.
func encodingOfPage(page int) encoding.Encoding {
	switch page {
	case 437:
		return charmap.CodePage437
	case 850:
		return charmap.CodePage850
	case 852:
		return charmap.CodePage852
	case macPage:
		return charmap.Macintosh
	case 65001:
		return unicode.UTF8
	}
	labels := map[int]string{932: "shift_jis", 936: "gbk", 949: "euc-kr", 950: "big5"}
	label, ok := labels[page]
	if !ok {
		label = "windows-" + strconv.Itoa(page)
	}
	if found, _ := charset.Lookup(label); found != nil {
		return found
	}
	return charmap.Windows1252
}
