// Package markup bounds HTML before it is parsed: the source of a page or of a fragment
// comes in, the limit that it exceeds goes out.
package markup

import (
	"fmt"
	"strings"
)

// Limits of HTML. A parser repairs what is written: a mark of emphasis that is not closed
// is opened again in every element after it, and compared with each one of its kind,
// attribute by attribute; the attributes of a second <html> or <body> are added to those
// of the first. So a few megabytes of tags could become gigabytes of elements, or hours.
const (
	// MaxElements bounds the tags of one page or fragment: extraction compares
	// elements with each other, so its time grows faster than their number.
	MaxElements = 100_000
	// maxGathered bounds the bytes of a page times its <p> elements: to judge the page,
	// extraction puts their texts together one by one, copying what it has, which takes
	// seconds at this bound. 20,000 paragraphs of 50 bytes come to it.
	maxGathered = 20_000_000_000
	// maxCopies bounds the elements that the parser may make of marks that are not closed;
	// of 654 pages of news none comes to a fourth of it.
	maxCopies = 4_000_000
	// maxCompared bounds the pairs of attributes that it may compare.
	maxCompared = 400_000_000
	// plainMarks is the number of marks without attributes that can be open at a time:
	// three of each of thirteen kinds, and a link.
	plainMarks = 40
	// maxOpen is the number of elements that the parser lets be open at a time.
	maxOpen = 512
)

// FragmentLimit names the limit that the tags of a fragment exceed; "" where they exceed
// none. It sees "<" before a letter, wherever that stands, so that no count is too low.
func FragmentLimit(source string) string {
	c := countTags(source)
	return c.limit()
}

// PageLimit is FragmentLimit for a page.
func PageLimit(source string) string {
	c := countTags(source)
	if c.paragraphs*len(source) > maxGathered {
		return fmt.Sprintf("%d paragraphs in %d bytes", c.paragraphs, len(source))
	}
	return c.limit()
}

// countTags counts until there are too many.
func countTags(source string) (c tagCounts) {
	for {
		i := strings.IndexByte(source, '<')
		if i < 0 || i+1 >= len(source) || c.tags > MaxElements {
			return c
		}
		source = source[i+1:]
		if b := source[0] | 0x20; b >= 'a' && b <= 'z' {
			c.tags++
			c.add(source)
		}
	}
}

// tagCounts sums up the tags of a page or fragment.
type tagCounts struct {
	tags       int
	paragraphs int
	marks      int // of emphasis, with attributes
	roots      int // <html> and <body>, with attributes
	compared   int // sum of the squares of the numbers of attributes of both
}

// add takes up a tag from its name on.
func (c *tagCounts) add(tag string) {
	const longest = len("strike")
	n := 0
	for n < len(tag) && n <= longest && tag[n] > ' ' && tag[n] != '>' && tag[n] != '/' {
		n++
	}
	if n == 1 && tag[0]|0x20 == 'p' {
		c.paragraphs++
	}
	if n > longest || n == len(tag) || tag[n] == '>' {
		return
	}
	switch strings.ToLower(tag[:n]) {
	case "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u":
		c.marks++
	case "html", "body":
		c.roots++
	default:
		return
	}
	if c.compared <= maxCompared {
		attributes := countAttributes(tag[n:min(len(tag), n+maxTag)])
		c.compared += attributes * attributes
	}
}

// limit names the limit that is exceeded.
func (c *tagCounts) limit() string {
	open := min(c.marks, maxOpen)
	switch {
	case c.tags > MaxElements:
		return fmt.Sprintf("over %d tags", MaxElements)
	case c.tags*(open+plainMarks) > maxCopies:
		return fmt.Sprintf("%d marks of emphasis with attributes among %d tags", c.marks, c.tags)
	case c.compared*max(open, c.roots) > maxCompared:
		return fmt.Sprintf("too many attributes of %d marks of emphasis and %d roots", c.marks, c.roots)
	}
	return ""
}

// maxTag is the number of bytes up to which a tag is read. One that goes on counts as if it
// held as many attributes as fit into that.
const maxTag = 64 << 10

// countAttributes counts the attributes with which a tag goes on behind its name.
func countAttributes(s string) (n int) {
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '>':
			return n
		case c <= ' ' || c == '/':
			i++
			continue
		}
		n++
		i += 1 + untilAny(s[i+1:], " \t\r\n\f/=>")
		value := i + len(s[i:]) - len(strings.TrimLeft(s[i:], " \t\r\n\f"))
		if value == len(s) || s[value] != '=' {
			continue
		}
		i = value + 1
		i += len(s[i:]) - len(strings.TrimLeft(s[i:], " \t\r\n\f"))
		switch {
		case i == len(s):
		case s[i] == '"' || s[i] == '\'':
			i += 1 + untilAny(s[i+1:], s[i:i+1]) + 1
		default:
			i += untilAny(s[i:], " \t\r\n\f>")
		}
	}
	return maxTag / 2
}

// untilAny gives the index of the first of some characters, or the length of the text.
func untilAny(s, chars string) int {
	if i := strings.IndexAny(s, chars); i >= 0 {
		return i
	}
	return len(s)
}
