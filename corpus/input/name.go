package input

import (
	"fmt"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zeebo/xxh3"
	"golang.org/x/text/unicode/norm"
)

// longestName bounds the name of a file or member, in bytes: archives allow a megabyte.
const longestName = 4096

// originName makes a path into what an Origin may hold: text, slashes forward, no root,
// no way up. What is no text (control characters, bytes that are no UTF-8, characters
// that cannot be seen) is written as an escape, so that it tells names apart.
func originName(name string) string {
	name = escapeName(filepath.ToSlash(name))
	if len(name) > longestName {
		head, tail := strings.ToValidUTF8(name[:longestName/2], ""), strings.ToValidUTF8(name[len(name)-longestName/2:], "")
		name = head + "…" + tail
	}
	return strings.TrimPrefix(path.Clean("/"+norm.NFC.String(name)), "/")
}

// escapeName writes what cannot be seen in a name as Go does in a string.
func escapeName(name string) string {
	var out strings.Builder
	for i := 0; i < len(name); {
		r, size := utf8.DecodeRuneInString(name[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&out, `\x%02x`, name[i])
		case unicode.IsGraphic(r):
			out.WriteRune(r)
		default:
			escaped := strconv.QuoteRune(r)
			out.WriteString(escaped[1 : len(escaped)-1])
		}
		i += size
	}
	return out.String()
}

// nameSet makes the names of a number of files differ. Two may agree once they are such names:
// an archive can hold a file twice, and names differ in what normalisation levels.
type nameSet struct {
	taken map[uint64]int // by hash, so that long names cost no memory; how often asked for
}

// newNameSet begins with names that are taken.
func newNameSet(taken ...string) *nameSet {
	s := &nameSet{make(map[uint64]int)}
	for _, name := range taken {
		s.distinct(name)
	}
	return s
}

// has reports whether a name has been given.
func (s *nameSet) has(name string) bool { return s.taken[xxh3.HashString(name)] > 0 }

// distinct gives name where it is free, else name with the first free number from 2
// behind it: "a.txt (2)".
func (s *nameSet) distinct(name string) string {
	key := xxh3.HashString(name)
	s.taken[key]++
	n := s.taken[key]
	if n == 1 {
		return name
	}
	for ; ; n++ {
		numbered := fmt.Sprintf("%s (%d)", name, n)
		if !s.has(numbered) {
			s.taken[key] = n
			s.taken[xxh3.HashString(numbered)]++
			return numbered
		}
	}
}
