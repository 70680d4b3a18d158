package mail

import (
	"io"
	"mime"
	"regexp"
	"strings"

	"golang.org/x/text/encoding"

	"leitmotif/corpus/charset"
	"leitmotif/corpus/input"
)

// encodedWord is a word of RFC 2047, section 2: charset, with the language of RFC 2231,
// section 5, behind it; encoding; text. Some programs leave blanks in the text.
var encodedWord = regexp.MustCompile(`=\?([^?*\s]+)(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=`)

// bareWord decodes a word to the bytes that it stands for.
var bareWord = mime.WordDecoder{CharsetReader: func(_ string, r io.Reader) (io.Reader, error) { return r, nil }}

// decodeWords gives a value of a header as text. Words in one charset with nothing but blanks
// between them are decoded together, for programs cut characters in two between them.
func decodeWords(value string) string {
	found := encodedWord.FindAllStringSubmatchIndex(value, -1)
	if found == nil {
		return decoded([]byte(value), nil)
	}
	var out strings.Builder
	var run []byte
	current, end := "", 0
	flush := func() {
		out.WriteString(decoded(run, charset.Named(current)))
		run = nil
	}
	for i, at := range found {
		between := value[end:at[0]]
		if i == 0 || strings.TrimSpace(between) != "" {
			flush()
			out.WriteString(decoded([]byte(between), nil))
		}
		if name := value[at[2]:at[3]]; !strings.EqualFold(name, current) {
			flush()
			current = name
		}
		word := value[at[6]:at[7]]
		if value[at[4]]|0x20 == 'b' {
			content, _ := base64Decoded([]byte(word))
			run = append(run, content...)
		} else if plain, err := bareWord.Decode("=?bare?q?" + strings.ReplaceAll(word, " ", "_") + "?="); err == nil {
			run = append(run, plain...)
		} else {
			run = append(run, word...)
		}
		end = at[1]
	}
	flush()
	return out.String() + decoded([]byte(value[end:]), nil)
}

// decoded gives bytes as text, in the charset that was declared where they are not UTF-8.
func decoded(b []byte, declared encoding.Encoding) string {
	if plain, err := charset.ToUTF8(b, declared); err == nil {
		b = plain
	}
	return input.Text(b)
}
