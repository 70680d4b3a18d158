package workbook

import (
	"bufio"
	"bytes"
	"errors"
	"html"
	"io"
	"regexp"
	"strconv"
	"strings"

	"leitmotif/corpus/format/part"
)

// place is a cell by its row, from 1, and its column, from 0.
type place struct{ row, column int }

// sheetNotes is what a sheet says of its cells behind all of its rows: which were merged, and
// where their links lead (ECMA-376 part 1, 18.3.1.55 and 18.3.1.48).
type sheetNotes struct {
	merged map[place]int // rows that a merged cell covers
	links  map[place]string
}

// maxNotes bounds the notes of either kind. A sheet may have 65,530 links.
const maxNotes = 1 << 17

func (n *sheetNotes) empty() bool { return len(n.merged) == 0 && len(n.links) == 0 }

// read looks for the notes in the bytes of a sheet, which is read once more for them: no other
// way leads behind its rows. Within its texts no "<" can stand.
func (n *sheetNotes) read(b *openXMLBook, name string) (err error) {
	relationships, err := part.Relationships(b.document, name, b.limit)
	if err != nil {
		return err
	}
	content, err := b.document.Open(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, content.Close()) }()
	n.merged, n.links = make(map[place]int), make(map[place]string)
	const longest = 8 << 10 // bytes of a tag
	in := bufio.NewReaderSize(content, longest)
	for {
		// What fills the buffer is text between two tags.
		tag, err := in.ReadSlice('>')
		switch {
		case err == nil:
			n.add(tag, relationships)
		case errors.Is(err, io.EOF):
			return nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return err
		}
	}
}

var (
	noteTag       = regexp.MustCompile(`<(?:\w+:)?(mergeCell|hyperlink)\s[^<]*>$`)
	noteAttribute = regexp.MustCompile(`\s(?:\w+:)?(ref|id)\s*=\s*["']([^"']*)["']`)
)

// add takes a note from a tag.
func (n *sheetNotes) add(tag []byte, relationships map[string]part.Relationship) {
	if !bytes.Contains(tag, []byte("mergeCell")) && !bytes.Contains(tag, []byte("hyperlink")) {
		return
	}
	m := noteTag.FindSubmatch(tag)
	if m == nil {
		return
	}
	var reference, id string
	for _, a := range noteAttribute.FindAllSubmatch(m[0], -1) {
		if string(a[1]) == "ref" {
			reference = string(a[2])
		} else {
			id = html.UnescapeString(string(a[2]))
		}
	}
	from, to, several := strings.Cut(reference, ":")
	first, ok := placeOf(from)
	if !ok {
		return
	}
	if string(m[1]) == "hyperlink" {
		if to := relationships[id]; to.External && web(to.Target) != "" && len(n.links) < maxNotes {
			n.links[first] = to.Target
		}
		return
	}
	if last, ok := placeOf(to); several && ok && last.row > first.row && len(n.merged) < maxNotes {
		n.merged[first] = last.row - first.row + 1
	}
}

// placeOf reads a reference such as "AB12".
func placeOf(reference string) (place, bool) {
	column, ok := columnOf(reference)
	row, err := strconv.Atoi(strings.TrimLeft(reference, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))
	return place{row, column}, ok && err == nil && row > 0
}
