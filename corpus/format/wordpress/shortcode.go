package wordpress

import (
	"regexp"
	"slices"
	"strings"
)

// enclosing are the shortcodes whose content is no text: a picture with its caption, an
// address, a form.
var enclosing = map[string]bool{
	"caption": true, "wp_caption": true, "embed": true, "gallery": true, "audio": true, "video": true, "playlist": true,
	"code": true, "iframe": true, "script": true, "contact-form": true,
}

// alone are the shortcodes without content that are known by their name.
var alone = map[string]bool{
	"gallery": true, "audio": true, "video": true, "playlist": true, "youtube": true, "vimeo": true, "twitter": true, "tweet": true,
	"instagram": true, "facebook": true, "soundcloud": true, "contact-form-7": true, "more": true, "toc": true, "ad": true, "adsense": true,
	"googlemaps": true, "polldaddy": true, "poll": true, "slideshow": true, "newsletter": true, "divider": true, "clear": true,
}

var (
	// tag is a shortcode. Its attributes are in quotes or words, and there is at least one with a
	// value, or a slash ends it, or nothing stands in it but its name.
	tag = regexp.MustCompile(`^\[(/?)([A-Za-z][A-Za-z0-9_-]{0,40})((?:\s+[\w-]+\s*=\s*(?:"[^"\]]*"|'[^'\]]*'|[^\s"'\]=]+)|\s+"[^"\]]*"|\s+[\w-]+)*)\s*(/?)\]`)
	// closed finds the end tags.
	closed = regexp.MustCompile(`\[/([A-Za-z][A-Za-z0-9_-]{0,40})\]`)
)

// longestTag bounds a shortcode, in bytes.
const longestTag = 2000

// withoutShortcodes takes the shortcodes out of a post: of those that are enclosing what they
// enclose as well, of others the tags alone, for builders of pages put the text between them.
// What people write in brackets stays: a tag is known by its name, or has an attribute with a
// value, an underscore in its name or a slash at its end, or is closed somewhere.
func withoutShortcodes(s string) string {
	if !strings.Contains(s, "[") {
		return s
	}
	ends := make(map[string][]int) // by name: where its end tags end
	for _, m := range closed.FindAllStringSubmatchIndex(s, -1) {
		name := strings.ToLower(s[m[2]:m[3]])
		ends[name] = append(ends[name], m[1])
	}
	var out strings.Builder
	for at := 0; at < len(s); {
		open := strings.IndexByte(s[at:], '[')
		if open < 0 {
			out.WriteString(s[at:])
			break
		}
		out.WriteString(s[at : at+open])
		at += open
		m := tag.FindStringSubmatch(s[at:min(len(s), at+longestTag)])
		if m == nil {
			out.WriteByte('[')
			at++
			continue
		}
		name := strings.ToLower(m[2])
		isClosed := len(ends[name]) > 0
		next, _ := slices.BinarySearch(ends[name], at+1)
		switch {
		case m[1] == "" && m[4] == "" && enclosing[name] && next < len(ends[name]):
			at = ends[name][next]
		case isClosed, alone[name], enclosing[name] && m[3] != "", m[4] != "", strings.Contains(name, "_"), strings.Contains(m[3], "="):
			at += len(m[0])
		default:
			out.WriteByte('[')
			at++
		}
	}
	return out.String()
}

// body gives the content of a post as HTML; "" where there is no word in it. Posts of the
// editor before version 5 mark their paragraphs by blank lines and their lines by line ends,
// which WordPress makes into elements when it shows them.
func body(content string) string {
	s := strings.TrimSpace(withoutShortcodes(content))
	if !hasWords(s) {
		return ""
	}
	if !strings.Contains(s, "\n") || strings.Contains(s, "<!-- wp:") {
		return s
	}
	var out strings.Builder
	between, last := "", ""
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == "":
			between = "<p>"
			continue
		case between != "" || last == "":
		case strings.HasSuffix(last, ">"):
			between = "\n"
		default:
			between = "<br>"
		}
		out.WriteString(between)
		out.WriteString(line)
		between, last = "", line
	}
	return out.String()
}

// hasWords reports whether anything but white space stands outside of the tags and comments
// of s.
func hasWords(s string) bool {
	for {
		text, rest, found := strings.Cut(s, "<")
		if strings.TrimSpace(text) != "" {
			return true
		}
		if !found {
			return false
		}
		end := ">"
		if strings.HasPrefix(rest, "!--") {
			end = "-->"
		}
		if _, s, found = strings.Cut(rest, end); !found {
			return true
		}
	}
}
